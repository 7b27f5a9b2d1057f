import { describe, expect, it } from 'vitest';
import { importFiles } from '../../../src/core/import/index.ts';
import { nameOf, type Plan } from '../../../src/core/plan/index.ts';
import { checkPlan } from '../../../src/core/rules/index.ts';
import { retirementsRules } from '../../../src/core/rules/retirements/index.ts';
import { asArm, asPlanned, asPowerShell } from '../../support/az-shapes.ts';
import { describeEstate, type AzLists } from './describe-estate.ts';
import { PUBLISHED } from './layouts.ts';

/** What retires is a matter of the day and of pool settings the sources seldom name; the expected lists name everything else. */
const RETIREMENTS: ReadonlySet<string> = new Set(retirementsRules.map(({ id }) => id));

function importLists(lists: AzLists): Plan {
  const outcome = importFiles(
    Object.entries(lists).map(([name, json]) => ({ name: `${name}.json`, text: JSON.stringify(json) })),
  );
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.error));
  expect(outcome.value.unread).toEqual([]);
  return outcome.value.plan;
}

function judge(plan: Plan): string[] {
  const { findings } = checkPlan(plan, { asOf: '2026-11-21' });
  return findings
    .filter(({ rule }) => !RETIREMENTS.has(rule))
    .map(({ severity, rule, target }) => `${severity} ${rule}: ${nameOf(plan, target)}`)
    .toSorted();
}

function mapLists({ vnets, aks, routeTables }: AzLists, change: (json: unknown) => unknown): AzLists {
  return { vnets: vnets.map(change), aks: aks.map(change), routeTables: routeTables.map(change) };
}

const ROWS = PUBLISHED.map((entry) => [entry.id, entry, describeEstate(entry.layout)] as const);

describe('a published layout', () => {
  it.each(ROWS)('%s: as a plan, gives what the catalogue says and nothing else', (_id, { expected }, lists) => {
    expect(judge(importLists(mapLists(lists, asPlanned)))).toEqual(expected.toSorted());
  });

  it.each(ROWS)('%s: deployed, the same but for what exists already', (_id, { expected, expectedDeployed }, lists) => {
    expect(judge(importLists(lists))).toEqual((expectedDeployed ?? expected).toSorted());
  });

  it.each(ROWS)('%s: printed by the REST interface, the same', (_id, { expected }, lists) => {
    const printed = mapLists(lists, (json) => asArm(asPlanned(json)));
    expect(judge(importLists(printed))).toEqual(expected.toSorted());
  });

  it.each(ROWS)('%s: printed by PowerShell, the same', (_id, { expected }, lists) => {
    const printed = mapLists(lists, (json) => asPowerShell(asPlanned(json)));
    expect(judge(importLists(printed))).toEqual(expected.toSorted());
  });
});
