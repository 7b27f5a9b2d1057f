import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { overlaps } from '../../../../src/core/address/index.ts';
import { CNI_COMBINATIONS, IPAM_MODELS, POLICY_PAIRS } from '../../../../src/core/azure/index.ts';
import { fitPlanes, switchIpam, type SwitchOptions } from '../../../../src/core/edit/index.ts';
import { sketchPlan, type Cluster, type ClusterSketch, type Ipam, type Plan } from '../../../../src/core/plan/index.ts';
import { buildTopology } from '../../../../src/core/topology/index.ts';
import { deepFreeze } from '../../../support/deep-freeze.ts';
import { edit } from '../../../support/edit.ts';
import { arbitraryPlan } from '../../../support/plan-arbitrary.ts';

function plan(cluster: ClusterSketch = {}, prefix = '10.1.0.0/16'): Plan {
  return sketchPlan({
    networks: { spoke: { prefixes: [prefix], subnets: { nodes: prefix.replace(/\/\d+$/, '/24') } } },
    clusters: { aks: { subnet: 'spoke/nodes', ...cluster } },
  });
}

function switched(before: Plan, ipam: Ipam, options?: SwitchOptions, id = 'aks'): Plan {
  const command = switchIpam(buildTopology(before), id, ipam, options);
  if (!command.ok) throw new Error(JSON.stringify(command.error));
  return edit(before, command.value);
}

function aks(after: Plan): Cluster {
  const [cluster] = after.clusters;
  if (cluster === undefined) throw new Error('the cluster is gone');
  return cluster;
}

describe('switching the model of a cluster', () => {
  it('makes a delegated pod subnet of the size the pods need, in free space', () => {
    const after = switched(plan({ pools: { system: { count: 50, maxPods: 30 } } }), 'podsubnet-dynamic');
    const made = after.virtualNetworks[0]?.subnets[1];
    expect(made).toEqual({
      id: 'subnet-1',
      name: 'snet-aks-pods',
      addressPrefixes: ['10.1.16.0/20'],
      purpose: 'pods',
      delegations: ['Microsoft.ContainerService/managedClusters'],
    });
    expect(aks(after)).toMatchObject({ ipam: 'podsubnet-dynamic', podCidrs: [] });
    expect(aks(after).pools.map(({ podSubnetIds }) => podSubnetIds)).toEqual([['subnet-1']]);
  });

  it('lets the pods out the way their nodes go: by the same route table and NAT gateway', () => {
    const before = sketchPlan({
      networks: {
        spoke: {
          prefixes: ['10.1.0.0/16'],
          subnets: { nodes: { prefixes: ['10.1.0.0/24'], routeTable: 'rt', natGateway: 'ng' } },
        },
      },
      routeTables: { rt: { routes: { '0.0.0.0/0': '10.0.0.4' } } },
      natGateways: { ng: {} },
      clusters: { aks: { subnet: 'spoke/nodes' } },
    });
    expect(switched(before, 'podsubnet-dynamic').virtualNetworks[0]?.subnets[1]).toMatchObject({
      routeTableIds: ['rt'],
      natGatewayIds: ['ng'],
    });
  });

  it('takes the largest free range where the one needed is not free', () => {
    const after = switched(plan({ pools: { system: { count: 50 } } }, '10.1.0.0/22'), 'podsubnet-dynamic');
    expect(after.virtualNetworks[0]?.subnets[1]?.addressPrefixes).toEqual(['10.1.2.0/23']);
  });

  it('uses an empty subnet that is meant for pods, and leaves it when the model goes', () => {
    const start = sketchPlan({
      networks: {
        spoke: {
          prefixes: ['10.1.0.0/16'],
          subnets: { nodes: '10.1.0.0/24', spare: { prefixes: ['10.1.8.0/22'], purpose: 'pods' } },
        },
      },
      clusters: { aks: { subnet: 'spoke/nodes' } },
    });
    const flat = switched(start, 'podsubnet-static');
    expect(aks(flat).pools[0]?.podSubnetIds).toEqual(['spoke.spare']);
    expect(switched(flat, 'overlay', { earlier: start })).toEqual(start);
  });

  it('takes away the pod subnet only this cluster used, and keeps those that exist or that others use', () => {
    const two = (origin?: 'existing', sharedBy = 'aks'): Plan =>
      sketchPlan({
        networks: {
          spoke: {
            prefixes: ['10.1.0.0/16'],
            subnets: { nodes: '10.1.0.0/24', pods: { prefixes: ['10.1.8.0/22'], ...(origin && { origin }) } },
          },
        },
        clusters: {
          aks: { ipam: 'podsubnet-dynamic', subnet: 'spoke/nodes', podSubnet: 'spoke/pods' },
          ...(sharedBy === 'aks'
            ? {}
            : { [sharedBy]: { ipam: 'podsubnet-dynamic', subnet: 'spoke/nodes', podSubnet: 'spoke/pods' } }),
        },
      });
    const names = (after: Plan): readonly string[] => after.virtualNetworks[0]?.subnets.map(({ name }) => name) ?? [];
    expect(names(switched(two(), 'overlay'))).toEqual(['nodes']);
    expect(names(switched(two('existing'), 'overlay'))).toEqual(['nodes', 'pods']);
    expect(names(switched(two(undefined, 'other'), 'overlay'))).toEqual(['nodes', 'pods']);
    expect(names(switched(two(), 'podsubnet-static'))).toEqual(['nodes', 'pods']);
  });

  it('keeps a pod CIDR among models that have one, and finds a new one clear of everything', () => {
    expect(aks(switched(plan({ podCidrs: ['10.99.0.0/16'] }), 'kubenet')).podCidrs).toEqual(['10.99.0.0/16']);
    const flat = sketchPlan({
      networks: {
        spoke: { prefixes: ['10.1.0.0/16'], subnets: { nodes: '10.1.0.0/24' } },
        taken: { prefixes: ['10.244.0.0/16'] },
      },
      clusters: { aks: { ipam: 'nodesubnet', subnet: 'spoke/nodes' } },
    });
    expect(aks(switched(flat, 'overlay')).podCidrs).toEqual(['100.64.0.0/16']);
    expect(aks(switched(plan({ ipam: 'nodesubnet' }), 'overlay')).podCidrs).toEqual(['10.244.0.0/16']);
    const large = plan({ ipam: 'nodesubnet', pools: { system: { count: 300 } } });
    expect(aks(switched(large, 'overlay')).podCidrs).toEqual(['100.64.0.0/15']);
  });

  it('sets the allocation of pools that name one, and takes it away with the model', () => {
    const start = plan({
      ipam: 'podsubnet-dynamic',
      pools: { a: { podIpAllocation: 'dynamic', podSubnet: 'spoke/nodes' } },
    });
    expect(aks(switched(start, 'podsubnet-static')).pools[0]?.podIpAllocation).toBe('static');
    expect(aks(switched(start, 'nodesubnet')).pools[0]).not.toHaveProperty('podIpAllocation');
  });

  it('to the present model is no edit', () => {
    const start = plan();
    expect(switched(start, 'overlay')).toBe(start);
  });

  it.each([
    ['a cluster that is not there', plan(), 'gone', 'not-found'],
    ['a cluster without a network', sketchPlan({ clusters: { aks: {} } }), 'aks', 'no-node-subnet'],
    ['a network without room', plan({}, '10.1.0.0/24'), 'aks', 'no-room'],
  ])('refuses %s', (_name, start, id, kind) => {
    expect(switchIpam(buildTopology(start), id, 'podsubnet-dynamic')).toMatchObject({ ok: false, error: { kind } });
  });
});

describe('data plane and policy under a model', () => {
  it.each([
    ['cilium cilium', 'kubenet', 'azure calico'],
    ['cilium none', 'kubenet', 'azure none'],
    ['azure azure', 'kubenet', 'azure calico'],
    ['azure none', 'kubenet', 'azure none'],
    ['cilium cilium', 'byo', 'azure none'],
    ['azure calico', 'overlay', 'azure calico'],
    ['azure azure', 'nodesubnet', 'azure azure'],
    ['cilium azure', 'overlay', 'cilium cilium'],
    ['azure cilium', 'overlay', 'azure calico'],
  ] as const)('%s under %s: %s', (planes, ipam, expected) => {
    // the rows are written with words of both unions
    const [dataPlane, networkPolicy] = planes.split(' ') as [Cluster['dataPlane'], Cluster['networkPolicy']];
    const fitted = fitPlanes({ ipFamilies: ['IPv4'] }, ipam, { dataPlane, networkPolicy });
    expect(`${fitted.dataPlane} ${fitted.networkPolicy}`).toBe(expected);
  });

  it('is never refused, and the same where it is allowed', () => {
    for (const ipam of IPAM_MODELS) {
      for (const dataPlane of ['azure', 'cilium'] as const) {
        for (const networkPolicy of ['none', 'azure', 'calico', 'cilium'] as const) {
          const fitted = fitPlanes({ ipFamilies: ['IPv4', 'IPv6'] }, ipam, { dataPlane, networkPolicy });
          const pair = POLICY_PAIRS.find((one) => one === `${fitted.dataPlane}+${fitted.networkPolicy}`);
          expect(pair && CNI_COMBINATIONS[ipam][pair].value).not.toBe('refused');
          expect(pair).toBeDefined();
          expect(fitPlanes({ ipFamilies: ['IPv4', 'IPv6'] }, ipam, fitted)).toEqual(fitted);
        }
      }
    }
  });
});

describe('laws of switching', () => {
  const model = fc.constantFrom<Ipam>(...IPAM_MODELS);
  const anyPlan = fc.tuple(arbitraryPlan, model).map(([start, ipam]) => ({
    ...start,
    clusters: start.clusters.map((cluster) => ({ ...cluster, ipam })),
  }));

  it('switching to another model and back, with the plan before at hand, is identity but for the order of subnets', () => {
    let compared = 0;
    fc.assert(
      fc.property(anyPlan, model, (start, ipam) => {
        for (const cluster of start.clusters) {
          const topology = buildTopology(deepFreeze(start));
          const command = switchIpam(topology, cluster.id, ipam);
          if (!command.ok || hasOverlappingPodSubnet(start, cluster)) continue;
          const there = edit(start, command.value);
          const back = switched(there, cluster.ipam, { earlier: start }, cluster.id);
          expect(inOrder(back)).toEqual(inOrder(start));
          compared += 1;
        }
      }),
      { numRuns: 300 },
    );
    expect(compared).toBeGreaterThan(100);
  }, 60_000);

  it('switching twice is switching once', () => {
    fc.assert(
      fc.property(anyPlan, model, (start, ipam) => {
        for (const cluster of start.clusters) {
          const command = switchIpam(buildTopology(start), cluster.id, ipam);
          if (!command.ok) continue;
          const once = edit(start, command.value);
          expect(switched(once, ipam, {}, cluster.id)).toBe(once);
        }
      }),
      { numRuns: 200 },
    );
  }, 60_000);

  function hasOverlappingPodSubnet(start: Plan, cluster: Cluster): boolean {
    const { subnets } = buildTopology(start);
    return cluster.pools
      .flatMap(({ podSubnetIds }) => podSubnetIds ?? [])
      .some((id) => {
        const own = subnets.get(id);
        return [...subnets.values()].some(
          (other) =>
            other !== own &&
            other.network.id === own?.network.id &&
            other.space.blocks.some((block) => own.space.blocks.some((one) => overlaps(one, block))),
        );
      });
  }

  function inOrder(of: Plan): Plan {
    const byId = (a: { readonly id: string }, b: { readonly id: string }): number => (a.id < b.id ? -1 : 1);
    return {
      ...of,
      virtualNetworks: of.virtualNetworks.map((network) => ({ ...network, subnets: network.subnets.toSorted(byId) })),
    };
  }
});
