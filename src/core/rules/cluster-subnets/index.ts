import type { Rule } from '../types.ts';

export const clusterSubnetsRules: readonly Rule[] = [];
