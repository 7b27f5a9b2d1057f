import { computeCapacity } from '../capacity/index.ts';
import type { ObjectRef, Plan, Suppression } from '../plan/index.ts';
import { buildTopology, NONE } from '../topology/index.ts';
import { createContextWindow, type ContextWindow } from './context-window.ts';
import { severityOf } from './describe.ts';
import type { FactId } from '../azure/index.ts';
import { createJudge, type Judged } from './judge.ts';
import type {
  CheckOptions,
  CheckResult,
  Finding,
  Fix,
  Found,
  NotChecked,
  Rule,
  RuleContext,
  Severity,
  SuppressedFinding,
} from './types.ts';

const RANK: Readonly<Record<Severity, number>> = { error: 0, warning: 1, info: 2 };

/**
 * Makes the check of a set of rules.
 *
 * Order of findings: errors, warnings, information; within each, networks in plan order and every network before its subnets, then peerings, sites,
 * gateways, clusters, route tables in plan order, then what concerns the plan as a whole; within one object, rules in the order given.
 * Networks outside the plan are judged by no rule of their own.
 */
export function createCheck(rules: readonly Rule[]): (plan: Plan, options: CheckOptions) => CheckResult {
  const contextWindow = createContextWindow();
  const judge = createJudge(rules, contextWindow.context);
  const silencing: ReadonlySet<string> = new Set(rules.flatMap(({ silencedBy }) => silencedBy ?? []));

  return (plan, { asOf: today, previous, before }) => {
    const topology = buildTopology(plan, previous?.topology);
    const capacity = computeCapacity(topology, previous?.capacity);
    const current: RuleContext = { plan, asOf: plan.asOf ?? today, topology, capacity, before };
    const judged = contextWindow.show(current, () => judge(current, previous?.topology));
    const { findings, notes, suppressed } = sortOut(judged, current, contextWindow, silencing);
    return { findings, notes, notChecked: groupWaiting(judged), suppressed, topology, capacity };
  };
}

/**
 * Outcomes to findings: silenced ones go, suppressed ones and notes apart, the rest by severity.
 * @param silencing rules that silence another
 */
function sortOut(
  judged: readonly Judged[],
  current: RuleContext,
  contextWindow: ContextWindow,
  silencing: ReadonlySet<string>,
): Pick<CheckResult, 'findings' | 'notes' | 'suppressed'> {
  /** Targets by the rule that fired on them, of the rules that silence another. */
  const fired = new Map<string, Set<string>>();
  for (const { rule, subject, outcome } of judged) {
    if (outcome.kind !== 'found' || !silencing.has(rule.id)) continue;
    const key = targetKey(outcome.target ?? subject);
    const targets = fired.get(rule.id);
    if (targets === undefined) fired.set(rule.id, new Set([key]));
    else targets.add(key);
  }
  const suppressions = suppressionsOf(current);
  const findings: Finding[] = [];
  const notes: Finding[] = [];
  const suppressed: SuppressedFinding[] = [];
  const run: RunFixes = (fixes) => contextWindow.show(current, () => fixes(contextWindow.context));
  for (const { rule, subject, outcome } of judged) {
    if (outcome.kind !== 'found') continue;
    const target = outcome.target ?? subject;
    if (rule.silencedBy?.some((other) => fired.get(other)?.has(targetKey(target))) === true) continue;
    const finding = new FoundFinding(rule, target, outcome, run);
    const suppression = suppressions.size === 0 ? undefined : suppressions.get(`${rule.id}\n${target.id}`);
    if (suppression === undefined) (rule.note === true ? notes : findings).push(finding);
    else suppressed.push({ finding, suppression });
  }
  findings.sort((a, b) => RANK[a.severity] - RANK[b.severity]);
  return { findings, notes, suppressed };
}

function targetKey({ kind, id }: ObjectRef): string {
  return `${kind}\n${id}`;
}

/** Suppressions that are still in force on the day; the last day counts. */
function suppressionsOf({ plan, asOf }: RuleContext): ReadonlyMap<string, Suppression> {
  const inForce = plan.suppressions.filter(({ until }) => until === undefined || until >= asOf);
  return new Map(inForce.map((suppression) => [`${suppression.rule}\n${suppression.targetId}`, suppression]));
}

type RunFixes = (fixes: NonNullable<Found['fixes']>) => readonly Fix[];

/**
 * A finding whose fixes are worked out when somebody looks at them, once. A class, because an object literal with a getter costs ten times as much to make,
 * and every check makes all findings.
 */
class FoundFinding implements Finding {
  readonly rule: string;
  readonly title: string;
  readonly severity: Severity;
  declare readonly azureCode?: string;
  readonly target: ObjectRef;
  readonly related: readonly ObjectRef[];
  readonly message: string;
  readonly #run: RunFixes;
  #fixes: Found['fixes'] | readonly Fix[];

  constructor(rule: Rule, target: ObjectRef, outcome: Found, run: RunFixes) {
    const azureCode = outcome.azureCode ?? rule.azureCode;
    this.rule = rule.id;
    this.title = rule.title;
    this.severity = severityOf(outcome.severity ?? rule.severity);
    if (azureCode !== undefined) this.azureCode = azureCode;
    this.target = target;
    this.related = outcome.related ?? NONE;
    this.message = outcome.message;
    this.#run = run;
    this.#fixes = outcome.fixes;
  }

  get fixes(): readonly Fix[] {
    if (typeof this.#fixes === 'function') this.#fixes = this.#run(this.#fixes);
    return this.#fixes ?? NONE;
  }
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
