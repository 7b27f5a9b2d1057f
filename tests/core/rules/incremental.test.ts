import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkPlan, type CheckResult } from '../../../src/core/rules/index.ts';
import type { Topology } from '../../../src/core/topology/index.ts';
import { spellFinding, TEST_DAY } from '../../support/check.ts';
import { arbitraryEdit, createSmallEstate } from '../../support/random-plans.ts';

describe('a check that knows the one before', () => {
  it('says what a check from nothing says, after any sequence of edits', () => {
    fc.assert(
      fc.property(fc.array(arbitraryEdit(), { minLength: 1, maxLength: 8 }), (edits) => {
        let result = checkPlan(createSmallEstate(), { asOf: TEST_DAY });
        for (const edit of edits) {
          result = checkPlan(edit(result.topology.plan), { asOf: TEST_DAY, previous: result });
        }
        // The copy shares no object with the edited plan, so nothing kept for one can serve the other.
        const afresh = checkPlan(structuredClone(result.topology.plan), { asOf: TEST_DAY });
        expect(spell(result)).toEqual(spell(afresh));
      }),
      { numRuns: 150 },
    );
  }, 60_000);

  it('branches: two edits of one plan do not see each other', () => {
    fc.assert(
      fc.property(arbitraryEdit(), arbitraryEdit(), (one, other) => {
        const start = checkPlan(createSmallEstate(), { asOf: TEST_DAY });
        const first = checkPlan(one(start.topology.plan), { asOf: TEST_DAY, previous: start });
        checkPlan(other(start.topology.plan), { asOf: TEST_DAY, previous: start }).findings.map(
          (finding) => finding.fixes,
        );
        const afresh = checkPlan(structuredClone(first.topology.plan), { asOf: TEST_DAY });
        expect(spell(first)).toEqual(spell(afresh));
      }),
      { numRuns: 60 },
    );
  });

  it('judges anew on another day', () => {
    const plan = {
      ...createSmallEstate(),
      suppressions: [
        {
          id: 'x',
          rule: 'bastion-subnet-size',
          targetId: 'hub.AzureBastionSubnet',
          reason: 'known',
          until: '2026-12-31',
        },
      ],
    };
    const today = checkPlan(plan, { asOf: '2026-12-31' });
    const tomorrow = checkPlan(plan, { asOf: '2027-01-01', previous: today });
    expect(today.suppressed.map(({ finding }) => finding.rule)).toEqual(['bastion-subnet-size']);
    expect(tomorrow.suppressed).toEqual([]);
    expect(tomorrow.findings.map((finding) => finding.rule)).toContain('bastion-subnet-size');
  });
});

/** All that a result says, as plain data. */
function spell({ findings, notes, notChecked, suppressed, topology, capacity }: CheckResult): unknown {
  return {
    findings: findings.map(spellFinding),
    notes: notes.map(spellFinding),
    notChecked,
    suppressed: suppressed.map(({ finding, suppression }) => [spellFinding(finding), suppression]),
    topology: spellTopology(topology),
    subnets: [...capacity.subnets],
    clusters: [...capacity.clusters],
  };
}

function spellTopology(topology: Topology): unknown {
  return {
    networks: [...topology.networks].map(([id, view]) => [
      id,
      { ...view, reach: { l1: view.reach.l1, l2: view.reach.l2 } },
    ]),
    subnets: [...topology.subnets],
    peerings: [...topology.peerings].map(([id, { a, b, siblings }]) => [id, a.network.id, b.network.id, siblings]),
    clusters: [...topology.clusters].map(([id, { network, ...view }]) => [id, network?.network.id, view]),
    sites: [...topology.sites].map(([id, { gateways, space }]) => [id, gateways.map((view) => view.gateway.id), space]),
    gateways: [...topology.gateways].map(([id, { usedBy, sites }]) => [
      id,
      usedBy.map((view) => view.network.id),
      sites,
    ]),
    routeTables: [...topology.routeTables].map(([id, { subnets, routes }]) => [
      id,
      subnets.map((view) => view.subnet.id),
      routes,
    ]),
    blocks: topology.blocks,
    spaces: topology.spaces,
  };
}
