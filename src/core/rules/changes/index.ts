import type { Rule } from '../types.ts';
import { ipamPathRules } from './ipam-path.ts';
import { liveSubnetRules } from './live-subnets.ts';
import { toCiliumRules } from './to-cilium.ts';
import { toOverlayRules } from './to-overlay.ts';

/** Changes of what is deployed (catalogue, section 15.2): the plan is judged against the plan before. */
export const changesRules: readonly Rule[] = [
  ...ipamPathRules,
  ...toOverlayRules,
  ...toCiliumRules,
  ...liveSubnetRules,
];
