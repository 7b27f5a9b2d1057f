import type { Rule } from '../types.ts';
import { nodeSubnetRules } from './node-subnets.ts';
import { podSubnetRules } from './pod-subnets.ts';

/** Catalogue section 12.8: one ladder, one finding per range (review A16). */
export const capacityRules: readonly Rule[] = [...nodeSubnetRules, ...podSubnetRules];
