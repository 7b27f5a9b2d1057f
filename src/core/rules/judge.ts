import { PLAN_REF, type ObjectRef, type Plan } from '../plan/index.ts';
import type { NetworkView } from '../topology/index.ts';
import type { Outcome, Rule, RuleContext, RuleScope, ViewByScope } from './types.ts';

/** A rule's outcome about one object. */
export interface Judged {
  readonly rule: Rule;
  readonly subject: ObjectRef;
  readonly outcome: Outcome;
}

/** What the rules say about something, on one day and against one deployed plan. */
interface Judgement {
  readonly asOf: string;
  readonly before: Plan | undefined;
  readonly judged: readonly Judged[];
}

type RulesByScope = { readonly [S in RuleScope]: readonly Extract<Rule, { scope: S }>[] };

const NOTHING: readonly Judged[] = Object.freeze([]);

/**
 * Makes the judge of a set of rules: all outcomes about a plan, in the order of the plan. What was said about a view is kept as long as the view is the
 * same object; subnets are kept network by network, because there are ten times as many of them and most edits leave most networks alone.
 * @param shown the context rules get to see
 */
export function createJudge(rules: readonly Rule[], shown: RuleContext): (current: RuleContext) => readonly Judged[] {
  const byScope = groupByScope(rules);
  const known = new WeakMap<object, Judgement>();

  const keep = (key: object, { asOf, before }: RuleContext, judge: () => readonly Judged[]): readonly Judged[] => {
    const judgement = known.get(key);
    if (judgement !== undefined && judgement.asOf === asOf && judgement.before === before) return judgement.judged;
    const judged = judge();
    known.set(key, { asOf, before, judged: judged.length === 0 ? NOTHING : judged });
    return judged;
  };
  const judgeView = <S extends RuleScope>(
    scope: S,
    view: ViewByScope[S],
    subject: ObjectRef,
    current: RuleContext,
  ): readonly Judged[] => keep(view, current, () => askRules(byScope[scope], view, subject, shown));
  const judgeSubnets = ({ subnets }: NetworkView, current: RuleContext): readonly Judged[] =>
    keep(subnets, current, () => subnets.flatMap((subnet) => askRules(byScope.subnet, subnet, subnet.ref, shown)));

  return (current) => {
    const { topology } = current;
    const all: Judged[] = [];
    const add = (judged: readonly Judged[]): void => {
      for (const one of judged) all.push(one);
    };
    for (const network of topology.networks.values()) {
      if (network.network.external === true) continue;
      add(judgeView('virtualNetwork', network, network.ref, current));
      add(judgeSubnets(network, current));
    }
    for (const view of topology.peerings.values()) add(judgeView('peering', view, view.ref, current));
    for (const view of topology.sites.values()) add(judgeView('site', view, view.ref, current));
    for (const view of topology.gateways.values()) add(judgeView('gateway', view, view.ref, current));
    for (const view of topology.clusters.values()) add(judgeView('cluster', view, view.ref, current));
    for (const view of topology.routeTables.values()) add(judgeView('routeTable', view, view.ref, current));
    add(judgeView('plan', topology, PLAN_REF, current));
    return all;
  };
}

function groupByScope(rules: readonly Rule[]): RulesByScope {
  const ofScope = <S extends RuleScope>(scope: S): readonly Extract<Rule, { scope: S }>[] =>
    rules.filter((rule): rule is Extract<Rule, { scope: S }> => rule.scope === scope);
  return {
    virtualNetwork: ofScope('virtualNetwork'),
    subnet: ofScope('subnet'),
    peering: ofScope('peering'),
    cluster: ofScope('cluster'),
    site: ofScope('site'),
    gateway: ofScope('gateway'),
    routeTable: ofScope('routeTable'),
    plan: ofScope('plan'),
  };
}

function askRules<S extends RuleScope>(
  rules: RulesByScope[S],
  view: ViewByScope[S],
  subject: ObjectRef,
  context: RuleContext,
): readonly Judged[] {
  let judged: Judged[] | undefined;
  for (const rule of rules) {
    // `rules` holds the rules of scope S, whose check takes ViewByScope[S]; TypeScript does not follow the indexed union.
    const check = rule.check as (view: ViewByScope[S], context: RuleContext) => readonly Outcome[];
    const outcomes = check(view, context);
    // Most answers are empty, and asking an empty list for its iterator half a million times is not free.
    if (outcomes.length === 0) continue;
    for (const outcome of outcomes) (judged ??= []).push({ rule, subject, outcome });
  }
  return judged ?? NOTHING;
}
