import type { Rule } from '../types.ts';

export const capacityRules: readonly Rule[] = [];
