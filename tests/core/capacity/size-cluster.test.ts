import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nodesInSupply, podCidrNodes, sizeForModel, staticBlockSupply } from '../../../src/core/capacity/index.ts';
import { usable4, createBlock4 } from '../../../src/core/address/index.ts';
import { sketchPlan, type Cluster, type Ipam, type NodePool } from '../../../src/core/plan/index.ts';

function cluster(...pools: readonly Partial<NodePool>[]): Cluster {
  const plan = sketchPlan({
    clusters: { aks: { pools: Object.fromEntries(pools.map((pool, index) => [`p${index}`, pool])) } },
  });
  const [only] = plan.clusters;
  if (only === undefined) throw new Error('a cluster was sketched');
  return only;
}

describe('smallest ranges per model (catalogue 12.3 to 12.5)', () => {
  it.each<[string, Ipam, readonly Partial<NodePool>[], number, Record<string, [number, number | undefined]>]>([
    [
      'overlay, pools of 5 and 50, one endpoint and two load balancers',
      'overlay',
      [{ count: 5 }, { count: 50 }],
      3,
      { nodeSubnet: [64, 25], podCidr: [61, 18] },
    ],
    ['overlay, 5,000 nodes', 'overlay', [{ count: 5000 }], 0, { nodeSubnet: [5500, 19], podCidr: [5500, 11] }],
    [
      'Node Subnet, 50 nodes, 30 pods, surge 1',
      'nodesubnet',
      [{ count: 50, maxSurge: '1', maxPods: 30 }],
      0,
      { nodeSubnet: [1581, 21] },
    ],
    [
      'dynamic, 50 nodes at once, 30 pods',
      'podsubnet-dynamic',
      [{ count: 50, maxSurge: '0', maxPods: 30 }],
      0,
      { nodeSubnet: [50, 26], podSubnet: [2400, 20] },
    ],
    [
      'dynamic, 200 nodes, 30 pods',
      'podsubnet-dynamic',
      [{ count: 200, maxSurge: '0', maxPods: 30 }],
      0,
      { podSubnet: [9600, 18] },
    ],
    [
      'static, 100 nodes, 110 pods',
      'podsubnet-static',
      [{ count: 100, maxSurge: '0', maxPods: 110 }],
      0,
      { podSubnet: [700, 18] },
    ],
    [
      'static, 1,000 nodes, 250 pods',
      'podsubnet-static',
      [{ count: 1000, maxSurge: '0', maxPods: 250 }],
      0,
      { podSubnet: [16_000, 14] },
    ],
    [
      'static, 1,500 nodes, 110 pods, with surge',
      'podsubnet-static',
      [{ count: 1500, maxPods: 110 }],
      0,
      { nodeSubnet: [1650, 21], podSubnet: [11_550, 14] },
    ],
    [
      'static, blocks beyond /12',
      'podsubnet-static',
      [{ count: 5000, maxPods: 250 }],
      0,
      { podSubnet: [88_000, undefined] },
    ],
    ['kubenet, 3 nodes', 'kubenet', [{ count: 3 }], 0, { nodeSubnet: [4, 28], podCidr: [4, 22] }],
    ['own CNI', 'byo', [{ count: 3 }], 0, { nodeSubnet: [4, 28] }],
  ])('%s', (_name, ipam, pools, others, expected) => {
    const size = sizeForModel(cluster(...pools), ipam, others);
    for (const [range, [count, prefixLength]] of Object.entries(expected))
      expect(size).toMatchObject({ [range]: prefixLength === undefined ? { count } : { count, prefixLength } });
    if (ipam === 'podsubnet-static' && expected.podSubnet?.[1] === undefined)
      expect(size.podSubnet?.prefixLength).toBeUndefined();
  });

  it('counts a static block as one against the limit of a network, and a dynamic address as itself', () => {
    const pools = cluster({ count: 1500, maxPods: 110 });
    expect(sizeForModel(pools, 'podsubnet-static').networkAddresses).toBe(1650 + 11_550);
    expect(sizeForModel(pools, 'podsubnet-dynamic').networkAddresses).toBe(1650 + 211_200);
  });

  it('names the numbers of the formula', () => {
    expect(sizeForModel(cluster({ count: 50, maxPods: 30 }), 'nodesubnet', 2).nodeSubnet.formula).toBe('55 x 31 + 2');
  });
});

describe('nodes that fit (catalogue 12.3, last column)', () => {
  it.each<[Ipam, Partial<NodePool>, Parameters<typeof nodesInSupply>[2], number]>([
    ['nodesubnet', { maxPods: 30 }, { nodeAddresses: 251 }, 8],
    ['nodesubnet', { maxPods: 110 }, { nodeAddresses: 65_531 }, 590],
    ['podsubnet-dynamic', { maxPods: 110 }, { nodeAddresses: 1019, podAddresses: 65_531 }, 511],
    ['podsubnet-dynamic', { maxPods: 30 }, { nodeAddresses: 59, podAddresses: 4091 }, 59],
    ['podsubnet-static', { maxPods: 250 }, { nodeAddresses: 4091, podAddresses: 65_536 }, 256],
    ['overlay', {}, { nodeAddresses: 251, podCidrNodes: 64 }, 64],
    ['kubenet', {}, { nodeAddresses: 4091, podCidrNodes: 4096 }, 400],
    ['byo', {}, { nodeAddresses: 27 }, 27],
  ])('%s %j in %j: %i', (ipam, pool, supply, nodes) => {
    expect(nodesInSupply(cluster(pool), ipam, supply)).toBe(nodes);
  });

  it('counts pools of several kinds as they are, and more of the hungriest', () => {
    const pools = cluster({ count: 5, maxSurge: '0', maxPods: 30 }, { count: 2, maxSurge: '0', maxPods: 110 });
    // 5 x 31 + 2 x 111 = 377
    expect(nodesInSupply(pools, 'nodesubnet', { nodeAddresses: 377 })).toBe(7);
    expect(nodesInSupply(pools, 'nodesubnet', { nodeAddresses: 377 + 111 })).toBe(8);
    expect(nodesInSupply(pools, 'nodesubnet', { nodeAddresses: 376 })).toBe(3);
  });

  it('is not known where no range is', () => {
    expect(nodesInSupply(cluster({}), 'overlay', {})).toBeUndefined();
  });
});

describe('laws', () => {
  const pool = fc.record({
    count: fc.integer({ min: 0, max: 800 }),
    maxPods: fc.integer({ min: 10, max: 250 }),
    maxSurge: fc.constantFrom('10%', '33%', '1', '0'),
  });
  const model = fc.constantFrom<Ipam>(
    'overlay',
    'podsubnet-dynamic',
    'podsubnet-static',
    'nodesubnet',
    'kubenet',
    'byo',
  );

  it('the range named holds the demand, and the next smaller one does not', () => {
    fc.assert(
      fc.property(fc.array(pool, { minLength: 1, maxLength: 4 }), model, fc.nat(40), (pools, ipam, others) => {
        const { nodeSubnet, podSubnet, podCidr } = sizeForModel(cluster(...pools), ipam, others);
        const usable = (prefixLength: number): number => usable4(createBlock4(0, prefixLength));
        if (nodeSubnet.prefixLength !== undefined) {
          expect(usable(nodeSubnet.prefixLength)).toBeGreaterThanOrEqual(nodeSubnet.count);
          if (nodeSubnet.prefixLength < 29) expect(usable(nodeSubnet.prefixLength + 1)).toBeLessThan(nodeSubnet.count);
        }
        if (podSubnet?.unit === 'blocks' && podSubnet.prefixLength !== undefined) {
          expect(staticBlockSupply(podSubnet.prefixLength) - 2).toBeGreaterThanOrEqual(podSubnet.count);
          if (podSubnet.count > 0)
            expect(staticBlockSupply(podSubnet.prefixLength + 1) - 2).toBeLessThan(podSubnet.count);
        }
        if (podCidr?.prefixLength !== undefined) {
          expect(podCidrNodes(podCidr.prefixLength)).toBeGreaterThanOrEqual(podCidr.count);
          if (podCidr.prefixLength < 24) expect(podCidrNodes(podCidr.prefixLength + 1)).toBeLessThan(podCidr.count);
        }
      }),
    );
  });

  it('pools of one kind that need n nodes fit into a supply of what they need, and not into one less', () => {
    fc.assert(
      fc.property(pool, fc.constantFrom<Ipam>('nodesubnet', 'overlay', 'byo'), (one, ipam) => {
        const only = cluster(one);
        const { nodes, nodeSubnet } = sizeForModel(only, ipam);
        expect(nodesInSupply(only, ipam, { nodeAddresses: nodeSubnet.count })).toBe(nodes);
        if (nodes > 0) expect(nodesInSupply(only, ipam, { nodeAddresses: nodeSubnet.count - 1 })).toBe(nodes - 1);
      }),
    );
  });
});
