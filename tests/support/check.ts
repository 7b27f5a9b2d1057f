import { sketchPlan, type Plan, type PlanSketch } from '../../src/core/plan/index.ts';
import { checkPlan, type CheckResult, type Finding } from '../../src/core/rules/index.ts';

/** A day on which nothing of the catalogue has been retired that it does not call retired. */
export const TEST_DAY = '2026-11-21';

export function planOf(example: PlanSketch | Plan): Plan {
  return 'format' in example ? example : sketchPlan(example);
}

/** Checks a sketched plan with every rule; `before` is what is deployed, for rules about changes. */
export function checkSketch(sketch: PlanSketch | Plan, before?: PlanSketch | Plan): CheckResult {
  return checkPlan(planOf(sketch), { asOf: TEST_DAY, ...(before === undefined ? {} : { before: planOf(before) }) });
}

/** Everything the rules say of a plan: findings, and what is only noted beside an object. */
export function saidOf({ findings, notes }: CheckResult): readonly Finding[] {
  return [...findings, ...notes];
}

/** All that a finding says, as plain data: its fixes are worked out when asked for and are no field of it. */
export function spellFinding(finding: Finding): unknown {
  return { ...finding, fixes: finding.fixes };
}
