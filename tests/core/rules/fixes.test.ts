import { describe, expect, it } from 'vitest';
import { applyCommand } from '../../../src/core/edit/index.ts';
import { checkPlan, RULES, type Finding, type Fix, type Severity } from '../../../src/core/rules/index.ts';
import type { Plan } from '../../../src/core/plan/index.ts';
import { planOf, saidOf, TEST_DAY } from '../../support/check.ts';

const RANK: Record<Severity, number> = { error: 2, warning: 1, info: 0 };

function keyOf(finding: Finding): string {
  return `${finding.rule} ${finding.target.kind} ${finding.target.id}`;
}

function apply(plan: Plan, fix: Fix): Plan {
  return fix.commands.reduce((current, command) => {
    const result = applyCommand(current, command);
    if (!result.ok) throw new Error(`${fix.title}: ${JSON.stringify(result.error)}`);
    return result.value;
  }, plan);
}

const cases = RULES.flatMap((rule) =>
  rule.examples.failing.map((example) => [`${rule.id}: ${example.title}`, rule.id, example] as const),
);

describe('every fix that is offered', () => {
  it.each(cases)('%s', (_title, id, example) => {
    const plan = planOf(example.plan);
    const before = example.before === undefined ? undefined : planOf(example.before);
    const first = saidOf(checkPlan(plan, { asOf: TEST_DAY, before }));
    const known = new Map(first.map((finding) => [keyOf(finding), RANK[finding.severity]]));
    for (const finding of first.filter((one) => one.rule === id)) {
      for (const fix of finding.fixes) {
        const after = saidOf(checkPlan(apply(plan, fix), { asOf: TEST_DAY, before }));
        expect(
          after.filter((one) => keyOf(one) === keyOf(finding) && one.message === finding.message),
          `"${fix.title}" clears it`,
        ).toEqual([]);
        const worse = after.filter(
          (one) =>
            RANK[one.severity] >= RANK[finding.severity] &&
            (known.get(keyOf(one)) ?? -1) < RANK[one.severity] &&
            one.rule !== id,
        );
        expect(
          worse.map((one) => `${one.severity} ${one.rule}: ${one.message}`),
          `"${fix.title}" breaks nothing else`,
        ).toEqual([]);
      }
    }
  });
});
