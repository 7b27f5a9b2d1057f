import type { ObjectRef } from '../plan/index.ts';
import type { FactId } from './facts.ts';
import type { Found, Rule, RuleSeverity, Waiting } from './types.ts';

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

/** Severity of a refusal at creation: an error for what is planned, a warning for what exists and runs (review 20.3). */
export function refusedAtCreation(origin: 'planned' | 'existing' | undefined): RuleSeverity {
  return origin === 'existing' ? 'W' : 'E1';
}
