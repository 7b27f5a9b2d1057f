import type { Rule } from '../types.ts';

export const peeringRules: readonly Rule[] = [];
