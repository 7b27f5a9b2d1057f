import { describe, expect, it } from 'vitest';
import { CHOICES, type ChoiceExample } from '../../src/core/examples/index.ts';
import { exportSvg } from '../../src/core/export/svg/index.ts';
import { checkPlan as checkSchema, formatPlan, parsePlan, sketchPlan } from '../../src/core/plan/index.ts';
import { checkPlan, type Severity } from '../../src/core/rules/index.ts';
import { buildScene } from '../../src/core/scene/index.ts';

const AS_OF = '2026-11-26';
const examples = CHOICES.flatMap((group) => group.examples);

describe.each(examples)('the example $id', (example: ChoiceExample) => {
  const plan = sketchPlan({ ...example.sketch, name: example.title });
  const result = checkPlan(plan, { asOf: AS_OF });
  const rulesOf = (severity: Severity): readonly string[] => [
    ...new Set(result.findings.filter((finding) => finding.severity === severity).map(({ rule }) => rule)),
  ];

  it('is a plan that reads back as it was written', () => {
    expect(checkSchema(plan).ok).toBe(true);
    const parsed = parsePlan(formatPlan(plan));
    expect(parsed.ok && parsed.value.plan).toEqual(plan);
  });

  it('gives exactly the errors and warnings it says', () => {
    expect({ errors: rulesOf('error').toSorted(), warnings: rulesOf('warning').toSorted() }).toEqual({
      errors: [...(example.errors ?? [])].toSorted(),
      warnings: [...(example.warnings ?? [])].toSorted(),
    });
  });

  it('can be drawn, with its cluster by name', () => {
    const { topology, capacity, findings } = result;
    const scene = buildScene({ plan, topology, capacity, findings });
    expect(exportSvg(scene, { name: plan.name, theme: 'light', fonts: [] })).toContain('aks-app');
  });
});

it('no two examples have one id or title', () => {
  expect(new Set(examples.map(({ id }) => id)).size).toBe(examples.length);
  expect(new Set(examples.map(({ title }) => title)).size).toBe(examples.length);
});
