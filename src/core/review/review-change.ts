import { diffPlans, parentOf, type Difference, type Plan, type PlanDiff } from '../plan/index.ts';
import { checkPlan, type CheckResult, type Finding } from '../rules/index.ts';

/** A difference with what it does to the findings. */
export interface ReviewedDifference {
  readonly difference: Difference;
  /** Findings the plan after has and the plan before had not. */
  readonly adds: readonly Finding[];
  /** Findings the plan before had, and that are gone. Their objects are those of `diff.before`. */
  readonly clears: readonly Finding[];
}

export interface ChangeReview {
  readonly diff: PlanDiff;
  readonly differences: readonly ReviewedDifference[];
  /** All that come and go, most serious first; those that no difference stands for (a retirement date, a far object) are only here. */
  readonly adds: readonly Finding[];
  readonly clears: readonly Finding[];
  /** What both were judged to be, for the next review. */
  readonly checks: { readonly before: CheckResult; readonly after: CheckResult };
}

/**
 * Reviews a change: what differs, and which findings each difference adds and clears. The plan before counts as what is deployed, so the rules about changes
 * of live resources judge the plan after. Both sides are judged on the same day.
 * @param asOf the day both are judged at, YYYY-MM-DD; the days the plans name do not count
 * @param previous the review before, of the same plan before where there is one: what did not change is not judged again
 */
export function reviewChange(before: Plan, after: Plan, asOf: string, previous?: ChangeReview): ChangeReview {
  const diff = diffPlans(before, after);
  const known = previous?.checks;
  // The same plan on the same day needs no second judgement.
  const isKnown = known?.before.topology.plan.asOf === asOf && previous?.diff.before === diff.before;
  const checks = {
    before:
      isKnown && known !== undefined
        ? known.before
        : checkPlan({ ...diff.before, asOf }, { asOf, previous: known?.before }),
    after: checkPlan({ ...after, asOf }, { asOf, before: diff.before, previous: known?.after }),
  };
  const old = checks.before.findings;
  const next = checks.after.findings;
  const adds = missingFrom(old, next);
  const clears = missingFrom(next, old);
  const placed = placeFindings(diff, { adds, clears });
  return {
    diff,
    differences: diff.differences.map((difference) => ({
      difference,
      ...(placed.get(difference) ?? { adds: [], clears: [] }),
    })),
    adds,
    clears,
    checks,
  };
}

/** Findings of `list` that `known` has not: same rule, same object, same severity; of several, as many as are too many. */
function missingFrom(known: readonly Finding[], list: readonly Finding[]): readonly Finding[] {
  const keyOf = ({ rule, severity, target }: Finding): string => `${rule}\n${severity}\n${target.kind}\n${target.id}`;
  const left = new Map<string, string[]>();
  for (const finding of known) {
    const messages = left.get(keyOf(finding));
    if (messages === undefined) left.set(keyOf(finding), [finding.message]);
    else messages.push(finding.message);
  }
  const take = (finding: Finding, isSame: (message: string) => boolean): boolean => {
    const messages = left.get(keyOf(finding));
    const at = messages?.findIndex(isSame) ?? -1;
    if (messages === undefined || at < 0) return false;
    messages.splice(at, 1);
    return true;
  };
  // The same words first, so that of two findings on one object the right one is the new one.
  const unsaid = list.filter((finding) => !take(finding, (message) => message === finding.message));
  return unsaid.filter((finding) => !take(finding, () => true));
}

type Sides = 'adds' | 'clears';

/** Findings by the difference they belong to: that of their own object, else of an object they name, else of what these live in. */
function placeFindings(
  diff: PlanDiff,
  findings: Readonly<Record<Sides, readonly Finding[]>>,
): ReadonlyMap<Difference, Readonly<Record<Sides, readonly Finding[]>>> {
  const first = new Map<string, Difference>();
  for (const difference of diff.differences)
    if (!first.has(difference.ref.id)) first.set(difference.ref.id, difference);
  const homeOf = ({ target, related }: Finding, plan: Plan): Difference | undefined => {
    const refs = [target, ...related];
    return (
      refs.map(({ id }) => first.get(id)).find(isThere) ??
      refs.map((ref) => first.get(parentOf(plan, ref)?.id ?? '')).find(isThere)
    );
  };
  const placed = new Map<Difference, Record<Sides, Finding[]>>();
  for (const side of ['adds', 'clears'] as const) {
    for (const finding of findings[side]) {
      const home = homeOf(finding, side === 'adds' ? diff.after : diff.before);
      if (home === undefined) continue;
      const known = placed.get(home) ?? { adds: [], clears: [] };
      known[side].push(finding);
      placed.set(home, known);
    }
  }
  return placed;
}

function isThere<T>(value: T | undefined): value is T {
  return value !== undefined;
}
