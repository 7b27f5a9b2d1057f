import type { Rule } from '../types.ts';

export const subnetsRules: readonly Rule[] = [];
