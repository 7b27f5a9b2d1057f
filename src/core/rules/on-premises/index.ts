import type { Rule } from '../types.ts';

export const onPremisesRules: readonly Rule[] = [];
