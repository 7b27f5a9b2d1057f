import { describe, expect, it } from 'vitest';
import { importFiles } from '../../../src/core/import/index.ts';
import { nameOf, type Plan } from '../../../src/core/plan/index.ts';
import { capacityRules } from '../../../src/core/rules/capacity/index.ts';
import { clusterSubnetsRules } from '../../../src/core/rules/cluster-subnets/index.ts';
import { checkPlan } from '../../../src/core/rules/index.ts';
import { combinationsRules } from '../../../src/core/rules/combinations/index.ts';
import { namesRules } from '../../../src/core/rules/names/index.ts';
import { nodePoolsRules } from '../../../src/core/rules/node-pools/index.ts';
import { onPremisesRules } from '../../../src/core/rules/on-premises/index.ts';
import { peeringRules } from '../../../src/core/rules/peering/index.ts';
import { podCidrRules } from '../../../src/core/rules/pod-cidr/index.ts';
import { serviceCidrRules } from '../../../src/core/rules/service-cidr/index.ts';
import { specialSubnetsRules } from '../../../src/core/rules/special-subnets/index.ts';
import { subnetsRules } from '../../../src/core/rules/subnets/index.ts';
import { virtualNetworksRules } from '../../../src/core/rules/virtual-networks/index.ts';
import { asArm, asPlanned, asPowerShell } from '../../support/az-shapes.ts';
import { describeEstate, type AzLists } from './describe-estate.ts';
import { PUBLISHED } from './layouts.ts';

/** Sections 4 to 7, 9 to 12 of the catalogue, which the expected lists name completely. */
const COVERED_RULES: ReadonlySet<string> = new Set(
  [
    namesRules,
    virtualNetworksRules,
    subnetsRules,
    specialSubnetsRules,
    peeringRules,
    onPremisesRules,
    podCidrRules,
    serviceCidrRules,
    clusterSubnetsRules,
    capacityRules,
    combinationsRules,
    nodePoolsRules,
  ].flatMap((family) => family.map(({ id }) => id)),
);

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
    .filter(({ rule }) => COVERED_RULES.has(rule))
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
