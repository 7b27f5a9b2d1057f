import type { Rule } from '../types.ts';
import { clusterPartRules } from './cluster-parts.ts';
import { defaultOutboundRetirement } from './default-outbound.ts';
import { nodeImageRules } from './node-images.ts';

/** What leaves service (catalogue, section 15.1), judged at the plan's date. */
export const retirementsRules: readonly Rule[] = [...clusterPartRules, ...nodeImageRules, defaultOutboundRetirement];
