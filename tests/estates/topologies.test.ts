import { describe, expect, it } from 'vitest';
import { nameOf, parentOf, type Plan } from '../../src/core/plan/index.ts';
import { checkPlan, findRule, type CheckResult, type Finding } from '../../src/core/rules/index.ts';
import { COVERED_RULES, CONFIRMED_BY_HAND, NOT_BUILT_YET } from './reviewed-findings.ts';
import { importTopology, readExpected, readTopology, TOPOLOGY_IDS } from './topology-files.ts';

const AS_OF = '2026-11-21';
const covered = new Set(COVERED_RULES);
const notBuilt = new Set(NOT_BUILT_YET);

interface Checked {
  readonly plan: Plan;
  readonly result: CheckResult;
}

const estates = new Map(
  TOPOLOGY_IDS.map((id): [string, Checked] => {
    const { plan, unread } = importTopology(readTopology(id));
    expect(unread).toEqual([]);
    return [id, { plan, result: checkPlan(plan, { asOf: AS_OF }) }];
  }),
);

function estate(id: string): Checked {
  const checked = estates.get(id);
  if (checked === undefined) throw new Error(`no topology ${id}`);
  return checked;
}

/** Names a finding can be known by: its object's, and what the object lives in. */
function namesOf({ target }: Finding, plan: Plan): string {
  const parent = parentOf(plan, target);
  return [parent, target].flatMap((ref) => (ref === undefined ? [] : nameOf(plan, ref))).join(' / ');
}

describe('every published topology', () => {
  it('is in the set: fourteen of them', () => {
    expect(TOPOLOGY_IDS).toHaveLength(14);
  });

  it.each(NOT_BUILT_YET)('waits for %s, which is not built', (rule) => {
    expect(findRule(rule)).toBeUndefined();
  });

  it.each(TOPOLOGY_IDS)('%s has the expected findings of the covered rules and no others', (id) => {
    const { plan, result } = estate(id);
    const found = result.findings.filter(({ rule }) => covered.has(rule));
    const expected = readExpected(id).expectedFindings.filter(({ rule }) => !notBuilt.has(rule));
    const wanted = expected.map(({ severity, rule }) => `${severity} ${rule}`);
    expect(found.map(({ severity, rule }) => `${severity} ${rule}`).toSorted()).toEqual(wanted.toSorted());
    for (const { rule, detail } of expected) {
      const named = found.filter(
        (finding) =>
          finding.rule === rule &&
          namesOf(finding, plan)
            .split(' / ')
            .some((name) => detail.includes(name)),
      );
      expect(named, `${rule}: ${detail}`).not.toHaveLength(0);
    }
  });

  it.each(TOPOLOGY_IDS)('%s has no finding of another rule but those confirmed by hand', (id) => {
    const { plan, result } = estate(id);
    const others = result.findings.filter(({ rule }) => !covered.has(rule));
    const confirmed = CONFIRMED_BY_HAND.filter((entry) => entry.topology === id);
    expect(
      others.map((finding) => `${finding.severity} ${finding.rule}: ${namesOf(finding, plan)}`).toSorted(),
    ).toEqual(confirmed.map(({ severity, rule, target }) => `${severity} ${rule}: ${target}`).toSorted());
  });

  it.each(TOPOLOGY_IDS.filter((id) => readExpected(id).expectedCapacity.length > 0))(
    '%s has the expected capacity',
    (id) => {
      expect(capacityLines(estate(id)).toSorted()).toEqual(readExpected(id).expectedCapacity.toSorted());
    },
  );
});

/** The capacity of clusters in the words of the expected lists: everything at the pools' maxima with surge. */
function capacityLines({ plan, result }: Checked): string[] {
  const { topology, capacity } = result;
  return [...topology.clusters.values()].flatMap(({ cluster, pools }) => {
    const nodeSubnets = new Set(pools.flatMap(({ nodeSubnet }) => nodeSubnet?.subnet.id ?? []));
    const podSubnets = new Set(pools.flatMap(({ podSubnets: subnets }) => subnets.map(({ subnet }) => subnet.id)));
    const nameOfSubnet = (id: string): string => nameOf(plan, { kind: 'subnet', id });
    const podCidr = capacity.clusters.get(cluster.id)?.podCidr;
    return [
      ...[...nodeSubnets].map((id) => {
        const { withSurge = 0, usable = 0 } = capacity.subnets.get(id) ?? {};
        return `${cluster.name} / ${nameOfSubnet(id)}: ${withSurge} of ${usable} usable (${((100 * withSurge) / usable).toFixed(1)} %)`;
      }),
      ...[...podSubnets].map((id) => {
        const { withSurge = 0, usable = 0 } = capacity.subnets.get(id) ?? {};
        return `${cluster.name} / pod subnet ${nameOfSubnet(id)}: ${withSurge} of ${usable} (worst case)`;
      }),
      ...(podCidr === undefined
        ? []
        : [
            `${cluster.name} / pod CIDR ${cluster.podCidrs[0]}: ${podCidr.withSurge} of ${podCidr.supplyNodes} node blocks`,
          ]),
    ];
  });
}
