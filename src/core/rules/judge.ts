import { listValues } from '../topology/index.ts';
import { PLAN_REF, type ObjectRef, type Plan } from '../plan/index.ts';
import type { SubnetView, Topology } from '../topology/index.ts';
import { createRuleSet, createSubnetRules, type RuleOf, type RuleSet } from './rule-sets.ts';
import type { Outcome, Rule, RuleContext, RuleScope, ViewByScope } from './types.ts';

/** A rule's outcome about one object. */
export interface Judged {
  readonly rule: Rule;
  readonly subject: ObjectRef;
  readonly outcome: Outcome;
}

/** What the rules say on one day and against one deployed plan, by what it is said about. */
interface Judgements {
  readonly asOf: string;
  readonly before: Plan | undefined;
  readonly known: WeakMap<object, readonly Judged[]>;
}

/** All views of one scope are objects with a reference to what they show. */
type ObjectScope = Exclude<RuleScope, 'plan' | 'subnet'>;

const NOTHING: readonly Judged[] = Object.freeze([]);

/**
 * Makes the judge of a set of rules: all outcomes about a plan, in the order of the plan. What was said about a view is kept as long as the view is the
 * same object; of a view that changed, the rules that read nothing of the change (`reads`) are not asked again. Subnets are kept network by network,
 * because there are ten times as many of them and most edits leave most networks alone.
 * @param shown the context rules get to see
 */
export function createJudge(
  rules: readonly Rule[],
  shown: RuleContext,
): (current: RuleContext, previous?: Topology) => readonly Judged[] {
  const sets = {
    virtualNetwork: createRuleSet(rules, 'virtualNetwork'),
    peering: createRuleSet(rules, 'peering'),
    site: createRuleSet(rules, 'site'),
    gateway: createRuleSet(rules, 'gateway'),
    cluster: createRuleSet(rules, 'cluster'),
    routeTable: createRuleSet(rules, 'routeTable'),
    plan: createRuleSet(rules, 'plan'),
  };
  const subnetRules = createSubnetRules(createRuleSet(rules, 'subnet').rules);
  const order = new Map(rules.map((rule, position) => [rule, position]));
  let judgements: Judgements | undefined;

  const find = (key: object | undefined, { known }: Judgements): readonly Judged[] | undefined =>
    key === undefined ? undefined : known.get(key);
  const keep = (key: object, { known }: Judgements, judged: readonly Judged[]): readonly Judged[] => {
    known.set(key, judged);
    return judged;
  };
  const judgeView = <S extends ObjectScope>(
    set: RuleSet<S>,
    view: ViewByScope[S],
    before: ViewByScope[S] | undefined,
    current: Judgements,
  ): readonly Judged[] => {
    const same = find(view, current);
    if (same !== undefined) return same;
    const earlier = find(before, current);
    if (before === undefined || earlier === undefined)
      return keep(view, current, askRules(set.rules, view, view.ref, shown));
    const asked = set.toAskAgain(view, before);
    const anew = askRules(asked, view, view.ref, shown);
    return keep(view, current, replaceAnswers(earlier, asked, anew, order));
  };
  const judgeSubnets = (
    subnets: readonly SubnetView[],
    before: readonly SubnetView[] | undefined,
    current: Judgements,
  ): readonly Judged[] => {
    const same = find(subnets, current);
    if (same !== undefined) return same;
    const ask = (view: SubnetView): readonly Judged[] => askRules(subnetRules(view), view, view.ref, shown);
    const judged = judgeEach(subnets, before, find(before, current), ask);
    return keep(subnets, current, judged);
  };

  return ({ topology, asOf, before: deployed }, previous) => {
    if (judgements?.asOf !== asOf || judgements.before !== deployed)
      judgements = { asOf, before: deployed, known: new WeakMap() };
    const current = judgements;
    const all: Judged[] = [];
    const add = (judged: readonly Judged[]): void => {
      for (const one of judged) all.push(one);
    };
    const addViews = <S extends ObjectScope>(
      set: RuleSet<S>,
      views: ReadonlyMap<string, ViewByScope[S]>,
      before: ReadonlyMap<string, ViewByScope[S]> | undefined,
    ): void => {
      for (const view of views.values()) add(judgeView(set, view, before?.get(view.ref.id), current));
    };
    for (const view of listValues(topology.networks)) {
      if (view.network.external === true) continue;
      const before = previous?.networks.get(view.ref.id);
      add(judgeView(sets.virtualNetwork, view, before, current));
      add(judgeSubnets(view.subnets, before?.subnets, current));
    }
    addViews(sets.peering, topology.peerings, previous?.peerings);
    addViews(sets.site, topology.sites, previous?.sites);
    addViews(sets.gateway, topology.gateways, previous?.gateways);
    addViews(sets.cluster, topology.clusters, previous?.clusters);
    addViews(sets.routeTable, topology.routeTables, previous?.routeTables);
    add(find(topology, current) ?? keep(topology, current, askRules(sets.plan.rules, topology, PLAN_REF, shown)));
    return all;
  };
}

/** What was said before, with the answers of the rules asked anew in place of their old ones. */
function replaceAnswers(
  earlier: readonly Judged[],
  asked: readonly Rule[],
  anew: readonly Judged[],
  order: ReadonlyMap<Rule, number>,
): readonly Judged[] {
  const kept = earlier.filter(({ rule }) => !asked.includes(rule));
  if (kept.length === 0) return anew;
  const positionOf = ({ rule }: Judged): number => order.get(rule) ?? 0;
  return [...kept, ...anew].sort((a, b) => positionOf(a) - positionOf(b));
}

/**
 * Judges subnets one by one. As far as the list is that of before, subnet for subnet, what was said is taken over.
 * @param earlier what was said about the subnets of before, in their order
 */
function judgeEach(
  subnets: readonly SubnetView[],
  before: readonly SubnetView[] | undefined,
  earlier: readonly Judged[] | undefined,
  ask: (view: SubnetView) => readonly Judged[],
): readonly Judged[] {
  const judged: Judged[] = [];
  let next = 0;
  subnets.forEach((subnet, position) => {
    const known = earlier === undefined ? undefined : before?.[position];
    const from = next;
    while (known !== undefined && earlier?.[next]?.subject === known.ref) next++;
    const answers = known === subnet ? (earlier?.slice(from, next) ?? NOTHING) : ask(subnet);
    for (const answer of answers) judged.push(answer);
  });
  return judged.length === 0 ? NOTHING : judged;
}

function askRules<S extends RuleScope>(
  rules: readonly RuleOf<S>[],
  view: ViewByScope[S],
  subject: ObjectRef,
  context: RuleContext,
): readonly Judged[] {
  let judged: Judged[] | undefined;
  for (const rule of rules) {
    // `rules` holds rules of scope S, whose check takes ViewByScope[S]; TypeScript does not follow the indexed union.
    const check = rule.check as (view: ViewByScope[S], context: RuleContext) => readonly Outcome[];
    const outcomes = check(view, context);
    // Most answers are empty, and asking an empty list for its iterator half a million times is not free.
    if (outcomes.length === 0) continue;
    for (const outcome of outcomes) (judged ??= []).push({ rule, subject, outcome });
  }
  return judged ?? NOTHING;
}
