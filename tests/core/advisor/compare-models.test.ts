import { describe, expect, it } from 'vitest';
import { compareModels, type ModelComparison } from '../../../src/core/advisor/index.ts';
import { sketchPlan, type ClusterSketch, type Plan } from '../../../src/core/plan/index.ts';
import { checkPlan, type CheckResult } from '../../../src/core/rules/index.ts';
import { edit } from '../../support/edit.ts';

const AS_OF = '2026-09-01';
const check = (plan: Plan): CheckResult => checkPlan(plan, { asOf: AS_OF });

function planOf(cluster: ClusterSketch = {}, nodes = '10.1.0.0/24'): Plan {
  return sketchPlan({
    networks: { spoke: { prefixes: ['10.1.0.0/16'], subnets: { nodes } } },
    clusters: {
      aks: {
        dataPlane: 'cilium',
        networkPolicy: 'cilium',
        subnet: 'spoke/nodes',
        pools: { system: { count: 50, maxPods: 30, maxSurge: '1' } },
        ...cluster,
      },
    },
  });
}

function compare(plan: Plan): (ipam: ModelComparison['ipam']) => ModelComparison {
  const rows = compareModels(check(plan), 'aks', { asOf: AS_OF });
  return (ipam) => {
    const row = rows.find((one) => one.ipam === ipam);
    if (row === undefined) throw new Error('all six models are compared');
    return row;
  };
}

const titles = (changes: readonly { readonly title: string }[]): readonly string[] => changes.map(({ title }) => title);

describe('six models side by side', () => {
  it('never promises what is out of support', () => {
    for (const ipam of ['overlay', 'nodesubnet', 'kubenet', 'byo'] as const)
      for (const { features } of compareModels(check(planOf({ ipam })), 'aks', { asOf: AS_OF }))
        expect(titles([...features.gained, ...features.lost])).not.toContain('Availability sets');
  });

  it('names all of them in their usual order and marks the present one, which needs no edit', () => {
    const rows = compareModels(check(planOf()), 'aks', { asOf: AS_OF });
    expect(rows.map(({ ipam, isPresent }) => `${ipam}${isPresent ? ' present' : ''}`)).toEqual([
      'overlay present',
      'podsubnet-dynamic',
      'podsubnet-static',
      'nodesubnet',
      'kubenet',
      'byo',
    ]);
    expect(rows[0]).toMatchObject({ command: undefined, appeared: [], cleared: [] });
    expect(compareModels(check(planOf()), 'gone', { asOf: AS_OF })).toEqual([]);
  });

  it.each<[ModelComparison['ipam'], number, number | undefined, number]>([
    // model, addresses in the node subnet, pod range, nodes that fit
    ['overlay', 51, 51, 251],
    ['podsubnet-dynamic', 51, 51 * 48, 85],
    ['podsubnet-static', 51, 51 * 2, 64],
    ['nodesubnet', 51 * 31, undefined, 65],
    ['kubenet', 51, 51, 251],
    ['byo', 51, undefined, 251],
  ])('%s: %i addresses for nodes, %s for pods, %i nodes fit', (ipam, nodes, pods, fit) => {
    const { demand, nodesThatFit, lacks } = compare(planOf())(ipam);
    expect(demand.nodeSubnet.count).toBe(nodes);
    expect(demand.podSubnet?.count ?? demand.podCidr?.count).toBe(pods);
    expect(nodesThatFit).toBe(fit);
    expect(lacks).toEqual([]);
  });

  it('counts the nodes of the present model in the ranges as they are', () => {
    expect(compare(planOf({ ipam: 'nodesubnet' }))('nodesubnet').nodesThatFit).toBe(8);
    expect(compare(planOf({}, '10.1.0.0/27'))('overlay').nodesThatFit).toBe(27);
  });

  it('says what is gained and lost', () => {
    const { gained, lost, unsure } = compare(planOf())('podsubnet-dynamic').features;
    expect(titles(gained)).toContain('Pods reached directly from networks and sites');
    expect(titles(lost)).toEqual(
      expect.arrayContaining([
        'Dual-stack (IPv4 and IPv6)',
        'Pod range used again in other clusters',
        'Node auto-provisioning',
      ]),
    );
    expect(titles(unsure)).toEqual(['Network made by AKS']);
    expect(compare(planOf())('overlay').features).toEqual({ gained: [], lost: [], unsure: [] });
  });

  it('names the errors and warnings a model brings and clears', () => {
    const { appeared } = compare(planOf())('kubenet');
    expect(appeared.every(({ severity }) => severity !== 'info')).toBe(true);
    const tight = planOf({ ipam: 'nodesubnet' });
    expect(compare(tight)('overlay').cleared.map(({ rule }) => rule)).toContain('node-subnet-capacity');
  });

  it('says what has no room instead of refusing to compare', () => {
    const small = sketchPlan({
      networks: { spoke: { prefixes: ['10.1.0.0/24'], subnets: { nodes: '10.1.0.0/24' } } },
      clusters: { aks: { subnet: 'spoke/nodes', pools: { system: { count: 50 } } } },
    });
    const row = compare(small)('podsubnet-dynamic');
    expect(row.lacks).toEqual(['spoke has no room for a /18: nothing is free.']);
    expect(row).toMatchObject({ command: undefined, nodesThatFit: undefined });
    expect(compare(small)('nodesubnet').appeared.map(({ rule }) => rule)).toContain('node-subnet-capacity');
  });

  it('shows the way of a running cluster, and none for a planned one', () => {
    const row = compare(planOf({ ipam: 'nodesubnet', dataPlane: 'azure', networkPolicy: 'none', origin: 'existing' }));
    expect(row('overlay').live?.way).toBe('irreversible');
    expect(row('podsubnet-dynamic').live?.way).toBe('refused');
    expect(row('overlay').livePath[0]).toMatch(/^Node Subnet to Overlay: in place/);
    expect(compare(planOf())('nodesubnet').live).toBeUndefined();
  });

  it('every switch is an edit after which the model is there, and its ranges hold unless something lacks', () => {
    const plan = planOf();
    for (const { ipam, command, lacks } of compareModels(check(plan), 'aks', { asOf: AS_OF })) {
      if (command === undefined) continue;
      const after = edit(plan, command);
      expect(after.clusters[0]?.ipam).toBe(ipam);
      expect(lacks).toEqual([]);
      const errors = check(after)
        .findings.filter(({ severity }) => severity === 'error')
        .map(({ rule }) => rule);
      expect(errors.filter((rule) => /capacity/.test(rule))).toEqual([]);
    }
  });
});
