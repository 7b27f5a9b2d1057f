import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { countObjects, formatPlan, parsePlan } from '../../../src/core/plan/index.ts';
import { checkPlan } from '../../../src/core/rules/index.ts';
import { EXAMPLES } from '../../support/examples.ts';

const folder = new URL('../../../static/examples/', import.meta.url);
const findings = (index: number, severity: string): string[] => {
  const plan = EXAMPLES[index]?.plan;
  if (plan === undefined) throw new Error('no such example');
  return checkPlan(plan, { asOf: '2026-11-21' })
    .findings.filter((one) => one.severity === severity)
    .map(({ rule, message }) => `${rule}: ${message}`);
};

describe('the examples of the gallery', () => {
  // `UPDATE_PUBLISHED=1 npx vitest run tests/core/plan/examples.test.ts` writes the files anew.
  it.each(EXAMPLES)('$file is what its sketch makes, and opens', ({ file, plan }) => {
    const url = new URL(file, folder);
    if (process.env.UPDATE_PUBLISHED !== undefined) writeFileSync(url, formatPlan(plan));
    const text = readFileSync(url, 'utf8');
    expect(text).toBe(formatPlan(plan));
    expect(parsePlan(text)).toEqual({ ok: true, value: { plan } });
    expect(plan.description?.length).toBeGreaterThan(60);
  });

  it('are all of the folder, and grow', () => {
    expect(readdirSync(folder).sort()).toEqual(EXAMPLES.map(({ file }) => file));
    const sizes = EXAMPLES.map(({ plan }) => countObjects(plan)).map(({ networks, subnets, clusters }) => [
      networks,
      subnets,
      clusters,
    ]);
    expect(sizes).toEqual([
      [1, 2, 1],
      [3, 8, 2],
      [1, 7, 2],
      [13, 26, 8],
    ]);
  });

  it('show every way AKS gives pods addresses in the largest', () => {
    expect(new Set(EXAMPLES[3]?.plan.clusters.map(({ ipam }) => ipam))).toEqual(
      new Set(['overlay', 'podsubnet-dynamic', 'podsubnet-static', 'nodesubnet', 'kubenet', 'byo']),
    );
  });

  it.each([0, 2, 3])('number %i (from 0) is free of errors', (index) => {
    expect(findings(index, 'error')).toEqual([]);
  });

  it('the second holds its one deliberate mistake', () => {
    expect(findings(1, 'error')).toEqual([expect.stringContaining('service-cidr-overlaps-peered-vnet')]);
  });
});
