import type { ObjectRef } from '../plan/index.ts';
import type { FactId } from '../azure/index.ts';
import type { Found, Rule, Waiting } from './types.ts';

/** Freezes a rule; the one way to make one. */
export function defineRule(rule: Rule): Rule {
  return Object.freeze(rule);
}

/** Something is wrong. */
export function found(details: Omit<Found, 'kind'>): Found {
  return { kind: 'found', ...details };
}

/** The condition cannot be decided: `fact` is not known of `objects`. */
export function waiting(fact: FactId, objects: readonly ObjectRef[]): Waiting {
  return { kind: 'waiting', fact, objects };
}
