import type { Rule } from '../types.ts';

export const specialSubnetsRules: readonly Rule[] = [];
