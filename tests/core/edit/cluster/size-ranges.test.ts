import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { computeCapacity } from '../../../../src/core/capacity/index.ts';
import { sizeRanges, type PlanFacts, type SizedCluster, type WantedSize } from '../../../../src/core/edit/index.ts';
import { sketchPlan, type ClusterSketch, type Plan } from '../../../../src/core/plan/index.ts';
import { buildTopology } from '../../../../src/core/topology/index.ts';
import { edit } from '../../../support/edit.ts';

const factsOf = (plan: Plan): PlanFacts => {
  const topology = buildTopology(plan);
  return { topology, capacity: computeCapacity(topology) };
};

function size(plan: Plan, wanted?: WantedSize): SizedCluster & { readonly after: Plan } {
  const sized = sizeRanges(factsOf(plan), 'aks', wanted);
  if (!sized.ok) throw new Error(JSON.stringify(sized.error));
  return { ...sized.value, after: edit(plan, sized.value.command) };
}

const outcomes = ({ ranges }: SizedCluster): readonly string[] =>
  ranges.map(({ name, outcome, to }) => [name, outcome, ...(to === undefined ? [] : [to])].join(' '));

interface Sketch {
  readonly cluster?: ClusterSketch;
  readonly nodes?: string;
  readonly more?: Readonly<Record<string, string>>;
  readonly prefix?: string;
}
function plan({ cluster = {}, nodes = '10.1.0.0/26', more = {}, prefix = '10.1.0.0/16' }: Sketch): Plan {
  return sketchPlan({
    networks: { spoke: { prefixes: [prefix], subnets: { nodes, ...more } } },
    clusters: { aks: { subnet: 'spoke/nodes', ...cluster } },
  });
}
const fifty = { pools: { system: { count: 50, maxPods: 30 } } };

describe('size it for me', () => {
  it.each<[string, Sketch, WantedSize | undefined, readonly string[]]>([
    ['what holds stays', { cluster: fifty }, undefined, ['nodes holds', 'Pod CIDR holds']],
    [
      'a node subnet grows in place',
      { cluster: { ...fifty, ipam: 'nodesubnet' } },
      undefined,
      ['nodes grows 10.1.0.0/21'],
    ],
    [
      'or moves where its neighbour is in the way',
      { cluster: { ...fifty, ipam: 'nodesubnet' }, more: { data: '10.1.1.0/24' } },
      undefined,
      ['nodes moves 10.1.8.0/21'],
    ],
    [
      'or has no room',
      { cluster: { ...fifty, ipam: 'nodesubnet' }, prefix: '10.1.0.0/22' },
      undefined,
      ['nodes noRoom'],
    ],
    [
      'a pod subnet too',
      { cluster: { ...fifty, ipam: 'podsubnet-dynamic', podSubnet: 'spoke/pods' }, more: { pods: '10.1.16.0/22' } },
      undefined,
      ['nodes holds', 'pods grows 10.1.16.0/20'],
    ],
    [
      'static blocks are counted in blocks, two kept back',
      { cluster: { ...fifty, ipam: 'podsubnet-static', podSubnet: 'spoke/pods' }, more: { pods: '10.1.16.0/24' } },
      undefined,
      ['nodes holds', 'pods grows 10.1.16.0/21'],
    ],
    [
      'a pod CIDR grows around itself',
      { cluster: { ...fifty, podCidrs: ['10.244.0.0/20'] } },
      undefined,
      ['nodes holds', 'Pod CIDR grows 10.244.0.0/18'],
    ],
    [
      'a missing pod CIDR is found',
      { cluster: { ...fifty, podCidrs: [] } },
      undefined,
      ['nodes holds', 'Pod CIDR new 10.244.0.0/16'],
    ],
    [
      'a service CIDR for more services moves',
      { cluster: { ...fifty, plannedServices: 300, serviceCidrs: ['172.16.0.0/24'] } },
      undefined,
      ['nodes holds', 'Pod CIDR holds', 'Service CIDR moves 172.16.0.0/16'],
    ],
    [
      'more nodes are wanted',
      { cluster: fifty },
      { pools: { 'aks.system': { nodes: 300 } } },
      ['nodes grows 10.1.0.0/23', 'Pod CIDR grows 10.244.0.0/15'],
    ],
    [
      'so many nodes with surge',
      { cluster: fifty },
      { nodesWithSurge: 110 },
      ['nodes grows 10.1.0.0/25', 'Pod CIDR holds'],
    ],
  ])('%s', (_name, sketch, wanted, expected) => {
    expect(outcomes(size(plan(sketch), wanted))).toEqual(expected);
  });

  it('gives the pools the numbers wanted in the same edit', () => {
    const { after, command, pools, nodesWithSurge } = size(plan({ cluster: fifty }), {
      pools: { 'aks.system': { nodes: 300, maxPods: 60 } },
    });
    expect(after.clusters[0]?.pools[0]).toMatchObject({ count: 300, maxPods: 60 });
    expect(command).toMatchObject({ type: 'batch', label: 'Size aks' });
    expect(pools).toEqual(after.clusters[0]?.pools);
    expect(nodesWithSurge).toBe(330);
  });

  it('reaches a total of nodes with the largest pool', () => {
    const start = plan({
      cluster: {
        pools: { system: { count: 3 }, work: { mode: 'User', autoscale: true, count: 5, minCount: 2, maxCount: 50 } },
      },
    });
    const { after } = size(start, { nodesWithSurge: 110 });
    // 3 + 1 of the system pool leave 106: 96 and 10
    expect(after.clusters[0]?.pools.map(({ count, maxCount }) => maxCount ?? count)).toEqual([3, 96]);
  });

  it('leaves subnets in use alone and says what is needed', () => {
    const start = plan({ cluster: { ...fifty, ipam: 'nodesubnet', origin: 'existing' } });
    const existing = {
      ...start,
      virtualNetworks: start.virtualNetworks.map((network) => ({
        ...network,
        subnets: network.subnets.map((subnet) => ({ ...subnet, origin: 'existing' as const })),
      })),
    };
    const { ranges, after } = size(existing);
    expect(ranges).toMatchObject([{ outcome: 'inUse', needed: 1705, holds: 59, neededPrefix: 21, largestFree: 21 }]);
    expect(after).toBe(existing);
  });

  it('names the largest free range where there is no room', () => {
    const { ranges } = size(plan({ cluster: { ...fifty, ipam: 'nodesubnet' }, prefix: '10.1.0.0/22' }));
    expect(ranges).toMatchObject([{ outcome: 'noRoom', neededPrefix: 21, largestFree: 22 }]);
  });

  it('refuses numbers a plan cannot hold', () => {
    const sized = sizeRanges(factsOf(plan({})), 'aks', { pools: { 'aks.system': { nodes: -1 } } });
    expect(sized).toMatchObject({ ok: false, error: { kind: 'invalid' } });
    expect(sizeRanges(factsOf(plan({})), 'gone')).toMatchObject({ ok: false, error: { kind: 'not-found' } });
  });
});

describe('laws of sizing', () => {
  const models = fc.constantFrom('overlay', 'nodesubnet', 'podsubnet-dynamic', 'podsubnet-static', 'kubenet', 'byo');

  it('what has room holds all nodes afterwards, and sizing again changes nothing', () => {
    fc.assert(
      fc.property(
        models,
        fc.integer({ min: 1, max: 600 }),
        fc.integer({ min: 10, max: 250 }),
        (ipam, count, maxPods) => {
          const start = plan({
            cluster: {
              ipam,
              ...(ipam.startsWith('podsubnet') ? { podSubnet: 'spoke/pods' } : {}),
              pools: { system: { count, maxPods } },
            },
            nodes: '10.0.0.0/28',
            more: { pods: '10.0.1.0/28' },
            prefix: '10.0.0.0/8',
          });
          const { after, ranges } = size(start);
          expect(ranges.map(({ outcome }) => outcome)).not.toContain('noRoom');
          const again = size(after);
          expect(again.ranges.every(({ outcome }) => outcome === 'holds')).toBe(true);
          expect(again.after).toBe(after);
        },
      ),
    );
  });
});
