import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SOURCES } from '../../../src/core/azure/index.ts';
import {
  assessCluster,
  computeCapacity,
  countNetworkAddresses,
  describeFirst,
  explainBudget,
  explainMoreNodes,
  listBudgets,
  moreNodesIn,
  type Budget,
  type ClusterFit,
} from '../../../src/core/capacity/index.ts';
import {
  sketchPlan,
  type ClusterSketch,
  type PlanSketch,
  type PoolSketch,
  type SubnetSketch,
} from '../../../src/core/plan/index.ts';
import { buildTopology, type ClusterView } from '../../../src/core/topology/index.ts';
import { clusterEstate, IPAMS } from '../../support/cluster-arbitrary.ts';
import { evaluateFormula } from '../../support/evaluate-formula.ts';

interface Assessed {
  readonly budgets: readonly Budget[];
  readonly fit: ClusterFit;
}

function assess(sketch: PlanSketch, id = 'aks'): Assessed {
  const topology = buildTopology(sketchPlan(sketch));
  const estate = { topology, capacity: computeCapacity(topology) };
  const view = topology.clusters.get(id);
  if (view === undefined) throw new Error(`no cluster ${id}`);
  return { budgets: listBudgets(view, estate), fit: assessCluster(view, estate) };
}

function budgetOf({ budgets }: Assessed, key: string): Budget {
  const budget = budgets.find((candidate) => candidate.key === key);
  if (budget === undefined) throw new Error(`no budget ${key}: ${budgets.map((each) => each.key).join(', ')}`);
  return budget;
}

function estate(
  cluster: ClusterSketch,
  nodes: string | SubnetSketch = '10.1.0.0/22',
  rest: Omit<PlanSketch, 'networks' | 'clusters'> & {
    readonly subnets?: Readonly<Record<string, string | SubnetSketch>>;
  } = {},
): PlanSketch {
  const { subnets, ...others } = rest;
  return {
    networks: { net: { prefixes: ['10.0.0.0/8'], subnets: { nodes, ...subnets } } },
    clusters: { aks: { subnet: 'net/nodes', ...cluster } },
    ...others,
  };
}

const still = (count: number, fields: PoolSketch = {}): PoolSketch => ({ count, maxSurge: '0', ...fields });

describe('worked numbers', () => {
  it.each<[string, PlanSketch, string, number, number]>([
    [
      'overlay, 5 and 50 nodes at 10 %: 61 nodes, endpoint, two load balancers (12.4)',
      estate({
        privateCluster: true,
        pools: { a: { count: 5 }, b: { count: 50 } },
        loadBalancerServices: [
          { name: 'x', internal: true },
          { name: 'y', internal: true },
        ],
      }),
      'subnet:net.nodes',
      64,
      1019,
    ],
    [
      'Node Subnet, 50 nodes of 30 pods, surge 1 (12.5, documentation)',
      estate({ ipam: 'nodesubnet', pools: { a: { count: 50, maxSurge: '1', maxPods: 30 } } }, '10.1.0.0/21'),
      'subnet:net.nodes',
      1581,
      2043,
    ],
    [
      'dynamic, 55 nodes of 110 pods (12.5)',
      estate(
        { ipam: 'podsubnet-dynamic', podSubnet: 'net/pods', pools: { a: still(55, { maxPods: 110 }) } },
        '10.1.0.0/24',
        { subnets: { pods: '10.2.0.0/19' } },
      ),
      'subnet:net.pods',
      7040,
      8187,
    ],
    [
      'static, 100 nodes of 110 pods: 700 blocks (12.5)',
      estate(
        { ipam: 'podsubnet-static', podSubnet: 'net/pods', pools: { a: still(100, { maxPods: 110 }) } },
        '10.1.0.0/24',
        { subnets: { pods: '10.4.0.0/18' } },
      ),
      'blocks:net.pods',
      700,
      1024,
    ],
    ['overlay pod CIDR, 61 nodes', estate({ pools: { a: { count: 5 }, b: { count: 50 } } }), 'podCidr:aks', 61, 256],
    ['kubenet routes: 20 own and 380 nodes (12.6)', kubenet(20, 380), 'routes:aks', 400, 400],
    [
      'three API servers of nine addresses in a /27 (12.6)',
      {
        networks: { net: { prefixes: ['10.0.0.0/8'], subnets: { nodes: '10.1.0.0/24', api: '10.2.0.0/27' } } },
        clusters: Object.fromEntries(
          ['aks', 'b', 'c'].map((name) => [name, { subnet: 'net/nodes', apiServerSubnet: 'net/api' }]),
        ),
      },
      'subnet:net.api',
      27,
      27,
    ],
    [
      'SNAT, 1,000 ports, 2 addresses, 128 nodes (12.6, documentation)',
      estate({
        loadBalancerProfile: { managedOutboundIps: 2, allocatedOutboundPorts: 1000 },
        pools: { a: still(128) },
      }),
      'snatPorts:aks',
      128_000,
      128_000,
    ],
    [
      'SNAT, 4,000 ports, 7 addresses, 112 nodes (12.6, documentation)',
      estate({
        loadBalancerProfile: { outboundIps: 4, outboundIpsInPrefixes: 3, allocatedOutboundPorts: 4000 },
        pools: { a: still(112) },
      }),
      'snatPorts:aks',
      448_000,
      448_000,
    ],
    [
      'backends, 5 ports, 2,000 nodes (12.6)',
      estate({ pools: { a: still(2000) }, loadBalancerServices: [{ name: 'x', internal: false, ports: 5 }] }),
      'backends:aks',
      10_000,
      10_000,
    ],
    ['services in a /20', estate({ serviceCidrs: ['172.16.0.0/20'], plannedServices: 40 }), 'services:aks', 40, 4094],
    [
      'pods of an overlay cluster (D11)',
      estate({ pools: { a: still(100, { maxPods: 250 }) } }),
      'pods:aks',
      25_000,
      200_000,
    ],
    [
      'a network of Node Subnet, 2,114 nodes of 30 pods (12.5)',
      estate({ ipam: 'nodesubnet', pools: { a: still(2114, { maxPods: 30 }) } }, '10.16.0.0/12'),
      'network:net',
      65_534,
      65_536,
    ],
  ])('%s', (_claim, plan, key, withSurge, supply) => {
    const budget = budgetOf(assess(plan), key);
    expect([budget.demand.withSurge, budget.supply]).toEqual([withSurge, supply]);
  });

  function kubenet(own: number, nodes: number): PlanSketch {
    const routes = Object.fromEntries([
      ...Array.from({ length: own }, (_, index) => [`192.168.${index}.0/24`, '10.9.0.4']),
      // Routes of nodes, as AKS writes them: they are not the table's own.
      ...Array.from({ length: 30 }, (_, index) => [`10.244.${index}.0/24`, `10.1.0.${index + 4}`]),
    ]);
    return estate(
      { ipam: 'kubenet', pools: { a: still(nodes) } },
      { prefixes: ['10.1.0.0/20'], routeTable: 'rt' },
      { routeTables: { rt: { routes } } },
    );
  }

  it.each<[string, ClusterSketch, string, number]>([
    ['Node Subnet /24, 30 pods: 8', { ipam: 'nodesubnet', pools: { a: still(0, { maxPods: 30 }) } }, '10.1.0.0/24', 8],
    [
      'Node Subnet /16, 30 pods: 2,113',
      { ipam: 'nodesubnet', pools: { a: still(0, { maxPods: 30 }) } },
      '10.1.0.0/16',
      2113,
    ],
    [
      'Node Subnet /16, 110 pods: 590',
      { ipam: 'nodesubnet', pools: { a: still(0, { maxPods: 110 }) } },
      '10.1.0.0/16',
      590,
    ],
    [
      'Node Subnet /16, 250 pods: 261',
      { ipam: 'nodesubnet', pools: { a: still(0, { maxPods: 250 }) } },
      '10.1.0.0/16',
      261,
    ],
    ['overlay /24: 251 and no surge', { pools: { a: still(0) } }, '10.1.0.0/24', 251],
    ['overlay /24 at 10 %: 228 and 23', { pools: { a: { count: 0, maxSurge: '10%' } } }, '10.1.0.0/24', 228],
    ['kubenet /24: 251 (documentation)', { ipam: 'kubenet', pools: { a: still(0) } }, '10.1.0.0/24', 251],
    ['kubenet /27: 27', { ipam: 'kubenet', pools: { a: still(0) } }, '10.1.0.0/27', 27],
    ['own plug-in /24: 251', { ipam: 'byo', pools: { a: still(0) } }, '10.1.0.0/24', 251],
  ])('nodes that fit: %s', (_claim, cluster, nodes, expected) => {
    expect(moreNodesIn(budgetOf(assess(estate(cluster, nodes)), 'subnet:net.nodes'), 'aks.a')).toBe(expected);
  });

  it.each<[string, 'dynamic' | 'static', string, PoolSketch, number]>([
    ['dynamic /16 at 110: 511', 'dynamic', '10.4.0.0/16', { maxPods: 110 }, 511],
    ['dynamic /16 at 30: 1,365', 'dynamic', '10.4.0.0/16', { maxPods: 30 }, 1365],
    ['dynamic /20 at 30: 85', 'dynamic', '10.4.0.0/20', { maxPods: 30 }, 85],
    ['dynamic /22 at 30 planned of 250: 21', 'dynamic', '10.4.0.0/22', { maxPods: 250, plannedPods: 30 }, 21],
    ['dynamic /24 at 30: 5', 'dynamic', '10.4.0.0/24', { maxPods: 30 }, 5],
    ['static /12 at 110: 9,362', 'static', '10.64.0.0/12', { maxPods: 110 }, 9362],
    ['static /12 at 30: 32,768', 'static', '10.64.0.0/12', { maxPods: 30 }, 32_768],
    ['static /13 at 250: 2,048', 'static', '10.64.0.0/13', { maxPods: 250 }, 2048],
    ['static /16 at 250: 256', 'static', '10.4.0.0/16', { maxPods: 250 }, 256],
    ['static /20 at 30: 128', 'static', '10.4.0.0/20', { maxPods: 30 }, 128],
    ['static /24 at 30: 8', 'static', '10.4.0.0/24', { maxPods: 30 }, 8],
  ])('nodes a pod subnet serves: %s', (_claim, kind, pods, pool, expected) => {
    const plan = estate(
      { ipam: `podsubnet-${kind}`, podSubnet: 'net/pods', pools: { a: still(0, pool) } },
      '10.1.0.0/16',
      {
        subnets: { pods },
      },
    );
    const key = `${kind === 'static' ? 'blocks' : 'subnet'}:net.pods`;
    expect(moreNodesIn(budgetOf(assess(plan), key), 'aks.a')).toBe(expected);
  });

  it.each([
    ['10.4.0.0/16', 250, 255],
    ['10.4.0.0/24', 30, 7],
  ])('static pod subnet %s at %i: %i nodes by the careful reading, said to be one', (pods, maxPods, expected) => {
    const plan = estate(
      { ipam: 'podsubnet-static', podSubnet: 'net/pods', pools: { a: still(1, { maxPods }) } },
      '10.1.0.0/24',
      {
        subnets: { pods },
      },
    );
    const { asides } = explainBudget(budgetOf(assess(plan), 'blocks:net.pods'));
    const careful = asides.find(({ label }) => label.startsWith('Nodes like'))?.figure;
    expect(careful).toMatchObject({ value: expected, assumption: expect.stringContaining('careful') });
  });

  it('the optimistic figure stands beside: pools of 5 and 50 one at a time need 60 of 61', () => {
    const { asides } = explainBudget(
      budgetOf(assess(estate({ pools: { a: { count: 5 }, b: { count: 50 } } })), 'podCidr:aks'),
    );
    expect(asides.map(({ figure }) => figure.value)).toEqual([60]);
  });

  it.each<[string, ClusterSketch, number[]]>([
    [
      '16 addresses of a managed NAT gateway',
      { outboundType: 'managedNATGateway', natGatewayIps: 16 },
      [344_064, 1_032_192],
    ],
    ['50 nodes by default', { pools: { a: still(50) } }, [1024]],
    ['51 nodes by default', { pools: { a: still(51) } }, [512]],
    ['101 nodes: not read again, so not said', { pools: { a: still(101) } }, []],
    ['a route to an appliance: none', { outboundType: 'userDefinedRouting' }, []],
  ])('SNAT ports: %s', (_claim, cluster, expected) => {
    const pools = cluster.pools ?? { a: still(3) };
    expect(assess(estate({ ...cluster, pools })).fit.facts.map(({ figure }) => figure.value)).toEqual(expected);
  });

  it('a network counts with its peers, those outside the plan left out', () => {
    const plan: PlanSketch = {
      networks: {
        net: { prefixes: ['10.0.0.0/16'], subnets: { nodes: '10.0.0.0/22' } },
        hub: { prefixes: ['10.1.0.0/16'], subnets: { tools: { prefixes: ['10.1.0.0/24'], otherAddresses: 100 } } },
        far: { prefixes: ['10.2.0.0/16'], external: true },
      },
      peerings: [
        ['net', 'hub'],
        ['net', 'far'],
      ],
      clusters: { aks: { subnet: 'net/nodes', pools: { a: still(10) } } },
    };
    expect(budgetOf(assess(plan), 'peerGroup:net')).toMatchObject({ supply: 128_000, demand: { withSurge: 110 } });
    expect(budgetOf(assess(plan), 'network:net').demand.withSurge).toBe(10);
  });
});

describe('the first thing to run out', () => {
  it('is the range the pool meets first, with the nodes until then and their pods', () => {
    const { fit } = assess(estate({ pools: { a: { count: 50, maxPods: 30, maxSurge: '10%' } } }, '10.1.0.0/25'));
    expect(fit.first).toMatchObject({ moreNodes: 61, morePods: 61 * 30, budget: { key: 'subnet:net.nodes' } });
    expect(describeFirst(fit)).toBe('61 more nodes of a fit, then nodes is full.');
  });

  it('is the pod CIDR where that holds fewer', () => {
    const { fit } = assess(estate({ podCidrs: ['10.244.0.0/18'], pools: { a: { count: 50, maxSurge: '10%' } } }));
    expect(describeFirst(fit)).toBe('8 more nodes of a fit, then Pod CIDR 10.244.0.0/18 is full.');
  });

  it.each<[string, ClusterSketch, string, string]>([
    ['now', { pools: { a: still(30) } }, '10.1.0.0/27', 'nodes does not fit now: 30 of 27 addresses.'],
    [
      'at maximum',
      { pools: { a: still(3, { autoscale: true, maxCount: 30 }) } },
      '10.1.0.0/27',
      'nodes does not fit at maximum: 30 of 27 addresses.',
    ],
    [
      'while upgrading',
      { pools: { a: { count: 27 } } },
      '10.1.0.0/27',
      'nodes does not fit while upgrading: 30 of 27 addresses.',
    ],
  ])('says what does not fit %s', (_moment, cluster, nodes, expected) => {
    expect(describeFirst(assess(estate(cluster, nodes)).fit)).toBe(expected);
  });

  it('says nothing of more nodes where nodes come unseen, and "at most" where a subnet may hold more', () => {
    const unseen = assess(estate({ nodeAutoProvisioning: true })).fit;
    expect([unseen.first, unseen.complete]).toEqual([undefined, false]);
    expect(describeFirst(unseen)).toContain('cannot be said');
    const partial = assess(estate({}, { prefixes: ['10.1.0.0/25'], partial: true })).fit;
    expect(describeFirst(partial)).toMatch(/^At most \d+ more nodes/);
  });

  it('is never what Azure only advises', () => {
    const plan = estate({ podCidrs: ['10.32.0.0/11'], pools: { a: still(900, { maxPods: 250 }) } }, '10.1.0.0/16');
    expect(assess(plan).fit.overfull).toEqual([]);
    expect(assess(plan).fit.first?.budget.key).toBe('poolNodes:aks.a');
  });
});

describe('laws', () => {
  const everyBudget = (sketch: PlanSketch, check: (budget: Budget, view: ClusterView) => void): void => {
    const topology = buildTopology(sketchPlan(sketch));
    const capacity = computeCapacity(topology);
    for (const view of topology.clusters.values())
      for (const budget of listBudgets(view, { topology, capacity })) check(budget, view);
  };

  it('every figure is what its formula gives, and its documents are known', () => {
    fc.assert(
      fc.property(clusterEstate(), (sketch) =>
        everyBudget(sketch, (budget, { cluster }) => {
          const { supply, now, atMaximum, withSurge, asides } = explainBudget(budget);
          expect([supply.value, now.value, atMaximum.value, withSurge.value]).toEqual([
            budget.supply,
            budget.demand.now,
            budget.demand.atMaximum,
            budget.demand.withSurge,
          ]);
          const more = cluster.pools.flatMap(({ id }) => explainMoreNodes(budget, id) ?? []);
          for (const figure of [supply, now, atMaximum, withSurge, ...asides.map((aside) => aside.figure), ...more]) {
            const equations = evaluateFormula(figure.formula);
            for (const [left, right] of equations) expect(left, figure.formula).toBe(right);
            expect(equations.at(-1)?.[1], figure.formula).toBe(figure.value);
            expect(figure.sources.length).toBeGreaterThan(0);
            for (const key of figure.sources) expect([...SOURCES.keys()]).toContain(key);
          }
        }),
      ),
    );
  });

  it('subnets and networks demand what the capacity report says', () => {
    fc.assert(
      fc.property(clusterEstate(), (sketch) => {
        const topology = buildTopology(sketchPlan(sketch));
        const capacity = computeCapacity(topology);
        everyBudget(sketch, (budget) => {
          const figures = capacity.subnets.get(budget.spec.ref.id);
          if (budget.key.startsWith('subnet:'))
            expect(figures).toMatchObject({ usable: budget.supply, ...budget.demand });
          if (budget.key.startsWith('blocks:'))
            expect(figures?.blocks).toEqual({ supply: budget.supply, ...budget.demand });
          const network = topology.networks.get(budget.spec.ref.id);
          if (budget.spec.kind === 'network' && network !== undefined)
            expect(budget.demand.withSurge).toBe(countNetworkAddresses(network, capacity));
        });
      }),
    );
  });

  it.each(IPAMS)('%s: so many more nodes fit, and one more does not', (ipam) => {
    fc.assert(
      fc.property(clusterEstate(ipam), (sketch) =>
        everyBudget(sketch, (budget, { cluster }) => {
          for (const { id } of cluster.pools) {
            const more = moreNodesIn(budget, id);
            if (more === undefined) continue;
            const demandWith = (nodes: number): number =>
              budgetOf(assess(addNodes(sketch, id, nodes), cluster.id), budget.key).demand.withSurge;
            if (more > 0 || demandWith(0) <= budget.supply) expect(demandWith(more)).toBeLessThanOrEqual(budget.supply);
            expect(demandWith(more + 1)).toBeGreaterThan(budget.supply);
          }
        }),
      ),
      { numRuns: 10 },
    );
  });

  it.each(IPAMS)('%s: demand never falls when there are more nodes, more pods or more surge', (ipam) => {
    fc.assert(
      fc.property(clusterEstate(ipam), fc.nat(50), fc.nat(60), fc.nat(40), (sketch, nodes, pods, surge) => {
        const before = assess(sketch).budgets;
        const after = assess(growEverything(sketch, nodes, pods, surge)).budgets;
        expect(after.map(({ key }) => key)).toEqual(before.map(({ key }) => key));
        before.forEach((budget, index) => {
          const grown = after[index]?.demand ?? budget.demand;
          expect(grown.now).toBeGreaterThanOrEqual(budget.demand.now);
          expect(grown.atMaximum).toBeGreaterThanOrEqual(budget.demand.atMaximum);
          expect(grown.withSurge).toBeGreaterThanOrEqual(budget.demand.withSurge);
        });
      }),
    );
  });
});

function mapPools(sketch: PlanSketch, change: (pool: PoolSketch, id: string) => PoolSketch): PlanSketch {
  const clusters = Object.entries(sketch.clusters ?? {}).map(([name, cluster]) => [
    name,
    {
      ...cluster,
      pools: Object.fromEntries(
        Object.entries(cluster.pools ?? {}).map(([pool, fields]) => [pool, change(fields, `${name}.${pool}`)]),
      ),
    },
  ]);
  return { ...sketch, clusters: Object.fromEntries(clusters) };
}

function addNodes(sketch: PlanSketch, poolId: string, nodes: number): PlanSketch {
  return mapPools(sketch, (pool, id) =>
    id === poolId
      ? { ...pool, count: (pool.count ?? 0) + nodes, maxCount: (pool.maxCount ?? pool.count ?? 0) + nodes }
      : pool,
  );
}

function growEverything(sketch: PlanSketch, nodes: number, pods: number, surge: number): PlanSketch {
  return mapPools(sketch, (pool) => ({
    ...pool,
    count: (pool.count ?? 0) + nodes,
    maxCount: (pool.maxCount ?? pool.count ?? 0) + nodes,
    maxPods: (pool.maxPods ?? 0) + pods,
    maxSurge: `${Number.parseInt(pool.maxSurge ?? '10', 10) + surge}%`,
  }));
}
