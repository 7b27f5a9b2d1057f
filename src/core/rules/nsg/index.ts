import type { Rule } from '../types.ts';
import { groupRules } from './groups.ts';
import { requiredFlowBlocked } from './required-flow-blocked.ts';

/** Catalogue section 8.2. */
export const nsgRules: readonly Rule[] = [requiredFlowBlocked, ...groupRules];
