import type { Plan } from '../plan/index.ts';

/** Gives every network of an imported estate a place. */
export function arrangeEstate(plan: Plan): Plan {
  return plan;
}
