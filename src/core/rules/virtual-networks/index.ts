import type { Rule } from '../types.ts';

export const virtualNetworksRules: readonly Rule[] = [];
