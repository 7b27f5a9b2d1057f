import { computeCapacity } from '../capacity/index.ts';
import { PLAN_REF, type ObjectRef, type Plan, type Suppression } from '../plan/index.ts';
import { buildTopology } from '../topology/index.ts';
import { createContextWindow, type ContextWindow } from './context-window.ts';
import type { FactId } from './facts.ts';
import type {
  CheckOptions,
  CheckResult,
  Finding,
  Fix,
  Found,
  NotChecked,
  Outcome,
  Rule,
  RuleContext,
  RuleScope,
  RuleSeverity,
  Severity,
  SuppressedFinding,
  ViewByScope,
} from './types.ts';

/** A rule's outcome about one object. */
interface Judged {
  readonly rule: Rule;
  readonly subject: ObjectRef;
  readonly outcome: Outcome;
}

/** Everything the rules of a scope say about one view on one day. */
interface Judgement {
  readonly asOf: string;
  readonly before: Plan | undefined;
  readonly judged: readonly Judged[];
}

const NOTHING: readonly Judged[] = Object.freeze([]);

const SEVERITY: Readonly<Record<RuleSeverity, Severity>> = { E1: 'error', E2: 'error', W: 'warning', I: 'info' };
const RANK: Readonly<Record<Severity, number>> = { error: 0, warning: 1, info: 2 };

/**
 * Makes the check of a set of rules.
 *
 * Order of findings: errors, warnings, information; within each, networks in plan order and every network before its subnets, then peerings, sites,
 * gateways, clusters, route tables in plan order, then what concerns the plan as a whole; within one object, rules in the order given.
 * Networks outside the plan are judged by no rule of their own.
 */
export function createCheck(rules: readonly Rule[]): (plan: Plan, options: CheckOptions) => CheckResult {
  const byScope = groupByScope(rules);
  const kept = new WeakMap<object, Judgement>();
  const contextWindow = createContextWindow();

  return (plan, { asOf: today, previous, before }) => {
    const topology = buildTopology(plan, previous?.topology);
    const capacity = computeCapacity(topology);
    const current: RuleContext = { plan, asOf: plan.asOf ?? today, topology, capacity, before };
    const judged = contextWindow.show(current, () => judgeAll(current, byScope, kept, contextWindow.context));
    const { findings, suppressed } = sortOut(judged, current, contextWindow);
    return { findings, notChecked: groupWaiting(judged), suppressed, topology, capacity };
  };
}

type RulesByScope = { readonly [S in RuleScope]: readonly Extract<Rule, { scope: S }>[] };

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

/** All outcomes in the order of the plan. Views judged before, on the same day, are not judged again. */
function judgeAll(
  current: RuleContext,
  rules: RulesByScope,
  kept: WeakMap<object, Judgement>,
  context: RuleContext,
): readonly Judged[] {
  const all: Judged[] = [];
  const judge = <S extends RuleScope>(scope: S, view: ViewByScope[S], subject: ObjectRef): void => {
    let judgement = kept.get(view);
    if (judgement === undefined || judgement.asOf !== current.asOf || judgement.before !== current.before) {
      judgement = {
        asOf: current.asOf,
        before: current.before,
        judged: judgeView(rules[scope], view, subject, context),
      };
      kept.set(view, judgement);
    }
    if (judgement.judged.length > 0) all.push(...judgement.judged);
  };
  const { topology } = current;
  for (const network of topology.networks.values()) {
    if (network.network.external === true) continue;
    judge('virtualNetwork', network, network.ref);
    for (const subnet of network.subnets) judge('subnet', subnet, subnet.ref);
  }
  for (const peering of topology.peerings.values()) judge('peering', peering, peering.ref);
  for (const site of topology.sites.values()) judge('site', site, site.ref);
  for (const gateway of topology.gateways.values()) judge('gateway', gateway, gateway.ref);
  for (const cluster of topology.clusters.values()) judge('cluster', cluster, cluster.ref);
  for (const table of topology.routeTables.values()) judge('routeTable', table, table.ref);
  judge('plan', topology, PLAN_REF);
  return all;
}

function judgeView<S extends RuleScope>(
  rules: RulesByScope[S],
  view: ViewByScope[S],
  subject: ObjectRef,
  context: RuleContext,
): readonly Judged[] {
  let judged: Judged[] | undefined;
  for (const rule of rules) {
    // `rules` holds the rules of scope S, whose check takes ViewByScope[S]; TypeScript does not follow the indexed union.
    const check = rule.check as (view: ViewByScope[S], context: RuleContext) => readonly Outcome[];
    for (const outcome of check(view, context)) (judged ??= []).push({ rule, subject, outcome });
  }
  return judged ?? NOTHING;
}

/** Outcomes to findings: silenced ones go, suppressed ones apart, the rest by severity. */
function sortOut(
  judged: readonly Judged[],
  current: RuleContext,
  contextWindow: ContextWindow,
): { readonly findings: readonly Finding[]; readonly suppressed: readonly SuppressedFinding[] } {
  const fired = new Set<string>();
  for (const { rule, subject, outcome } of judged)
    if (outcome.kind === 'found') fired.add(firedKey(rule.id, outcome.target ?? subject));
  const suppressions = suppressionsOf(current);
  const findings: Finding[] = [];
  const suppressed: SuppressedFinding[] = [];
  for (const { rule, subject, outcome } of judged) {
    if (outcome.kind !== 'found') continue;
    const target = outcome.target ?? subject;
    if (rule.silencedBy?.some((other) => fired.has(firedKey(other, target))) === true) continue;
    const finding = createFinding(rule, target, outcome, (fixes) =>
      contextWindow.show(current, () => fixes(contextWindow.context)),
    );
    const suppression = suppressions.get(`${rule.id}\n${target.id}`);
    if (suppression === undefined) findings.push(finding);
    else suppressed.push({ finding, suppression });
  }
  findings.sort((a, b) => RANK[a.severity] - RANK[b.severity]);
  return { findings, suppressed };
}

function firedKey(rule: string, target: ObjectRef): string {
  return `${rule}\n${target.kind}\n${target.id}`;
}

/** Suppressions that are still in force on the day; the last day counts. */
function suppressionsOf({ plan, asOf }: RuleContext): ReadonlyMap<string, Suppression> {
  const inForce = plan.suppressions.filter(({ until }) => until === undefined || until >= asOf);
  return new Map(inForce.map((suppression) => [`${suppression.rule}\n${suppression.targetId}`, suppression]));
}

/** Fixes are worked out when somebody looks at them, once. */
function createFinding(
  rule: Rule,
  target: ObjectRef,
  outcome: Found,
  run: (fixes: NonNullable<Found['fixes']>) => readonly Fix[],
): Finding {
  const azureCode = outcome.azureCode ?? rule.azureCode;
  let fixes: readonly Fix[] | undefined;
  return {
    rule: rule.id,
    severity: SEVERITY[outcome.severity ?? rule.severity],
    ...(azureCode === undefined ? {} : { azureCode }),
    target,
    related: outcome.related ?? [],
    message: outcome.message,
    get fixes() {
      return (fixes ??= outcome.fixes === undefined ? [] : run(outcome.fixes));
    },
  };
}

/** One line per missing fact, with every object it is missing on and every rule that waits for it. */
function groupWaiting(judged: readonly Judged[]): readonly NotChecked[] {
  const lines = new Map<FactId, { readonly objects: Map<string, ObjectRef>; readonly rules: Set<string> }>();
  for (const { rule, outcome } of judged) {
    if (outcome.kind !== 'waiting') continue;
    const line = lines.get(outcome.fact) ?? { objects: new Map<string, ObjectRef>(), rules: new Set<string>() };
    lines.set(outcome.fact, line);
    line.rules.add(rule.id);
    for (const object of outcome.objects) line.objects.set(`${object.kind}\n${object.id}`, object);
  }
  return [...lines].map(([fact, { objects, rules }]) => ({
    fact,
    objects: [...objects.values()],
    rules: [...rules].sort(),
  }));
}
