import type { ObjectRef } from '../plan/index.ts';
import type { FactId } from '../azure/index.ts';
import type {
  Found,
  Narrowing,
  Outcome,
  Rule,
  RuleBase,
  RuleContext,
  RuleScope,
  ViewByScope,
  Waiting,
} from './types.ts';

/** A rule as it is written: its check sees of the view what `reads` names, and `ref`, which never changes. */
type Written<S extends RuleScope, Field extends keyof ViewByScope[S]> = RuleBase &
  Narrowing<S, Field> & {
    readonly scope: S;
    readonly check: (
      view: Pick<ViewByScope[S], Field | ('ref' & keyof ViewByScope[S])>,
      context: RuleContext,
    ) => readonly Outcome[];
  };

/** Freezes a rule; the one way to make one. */
export function defineRule<S extends RuleScope, Field extends keyof ViewByScope[S] = keyof ViewByScope[S]>(
  rule: Written<S, Field>,
): Rule {
  // A check that takes some fields of a view takes the whole view; TypeScript does not follow that through the union of scopes.
  return Object.freeze(rule) as unknown as Rule;
}

/** Something is wrong. */
export function found(details: Omit<Found, 'kind'>): Found {
  return { kind: 'found', ...details };
}

/** The condition cannot be decided: `fact` is not known of `objects`. */
export function waiting(fact: FactId, objects: readonly ObjectRef[]): Waiting {
  return { kind: 'waiting', fact, objects };
}
