import type { SubnetView } from '../topology/index.ts';
import type { Rule, RuleScope, ViewByScope } from './types.ts';

/** The rules of a scope, and which of them a view has to be asked. */
export interface RuleSet<S extends RuleScope> {
  readonly rules: readonly RuleOf<S>[];
  /** Those that read a field in which two views of one object differ: the answers of the others about `before` hold for `view`. */
  readonly toAskAgain: (view: ViewByScope[S], before: ViewByScope[S]) => readonly RuleOf<S>[];
}

export type RuleOf<S extends RuleScope> = Extract<Rule, { readonly scope: S }>;

export function createRuleSet<S extends RuleScope>(all: readonly Rule[], scope: S): RuleSet<S> {
  const rules = all.filter((rule): rule is RuleOf<S> => rule.scope === scope);
  // `rules` are those of scope S, whose fields are those of its view; TypeScript does not follow the indexed union.
  const readsOf = (rule: RuleOf<S>) => rule.reads as readonly (keyof ViewByScope[S])[] | undefined;
  const fields = [...new Set(rules.flatMap((rule) => readsOf(rule) ?? []))];
  /** By the changed fields, one bit for each. */
  const known = new Map<number, readonly RuleOf<S>[]>();
  return {
    rules,
    toAskAgain: (view, before) => {
      let changed = 0;
      let bit = 1;
      for (const field of fields) {
        if (view[field] !== before[field]) changed |= bit;
        bit <<= 1;
      }
      let asked = known.get(changed);
      if (asked === undefined) {
        asked = rules.filter((rule) => readsOf(rule)?.some((field) => view[field] !== before[field]) !== false);
        known.set(changed, asked);
      }
      return asked;
    },
  };
}

/** The rules that concern a subnet, by its roles: thousands of subnets share a few dozen combinations of them. */
export function createSubnetRules(
  rules: readonly RuleOf<'subnet'>[],
): (view: SubnetView) => readonly RuleOf<'subnet'>[] {
  const known = new WeakMap<SubnetView['roles'], readonly RuleOf<'subnet'>[]>();
  return ({ roles }) => {
    const before = known.get(roles);
    if (before !== undefined) return before;
    const concerned = rules.filter((rule) => rule.roles?.some((role) => roles.has(role)) !== false);
    known.set(roles, concerned);
    return concerned;
  };
}
