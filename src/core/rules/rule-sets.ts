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
  const known = new Map<string, readonly RuleOf<S>[]>();
  return {
    rules,
    toAskAgain: (view, before) => {
      const changed = fields.filter((field) => view[field] !== before[field]);
      const key = changed.join(' ');
      const asked =
        known.get(key) ?? rules.filter((rule) => readsOf(rule)?.some((field) => changed.includes(field)) !== false);
      known.set(key, asked);
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
