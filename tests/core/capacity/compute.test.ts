import { describe, expect, it } from 'vitest';
import {
  computeCapacity,
  countNetworkAddresses,
  type CapacityReport,
  type SubnetCapacity,
} from '../../../src/core/capacity/index.ts';
import {
  sketchPlan,
  type ClusterSketch,
  type PlanSketch,
  type PoolSketch,
  type SubnetSketch,
} from '../../../src/core/plan/index.ts';
import { buildTopology } from '../../../src/core/topology/index.ts';

function capacityOf(sketch: PlanSketch): CapacityReport {
  return computeCapacity(buildTopology(sketchPlan(sketch)));
}

function ofSubnet(sketch: PlanSketch, id: string): SubnetCapacity {
  const capacity = capacityOf(sketch).subnets.get(id);
  if (capacity === undefined) throw new Error(`no subnet ${id}`);
  return capacity;
}

const scaling = (minCount: number, maxCount: number, fields: PoolSketch = {}): PoolSketch => ({
  count: minCount,
  autoscale: true,
  minCount,
  maxCount,
  ...fields,
});

/** One network with a node subnet and a cluster in it. */
function estate(
  cluster: ClusterSketch,
  nodes: string | SubnetSketch = '10.1.0.0/22',
  subnets: Readonly<Record<string, string | SubnetSketch>> = {},
): PlanSketch {
  return {
    networks: { net: { prefixes: ['10.0.0.0/8'], subnets: { nodes, ...subnets } } },
    clusters: { aks: { subnet: 'net/nodes', ...cluster } },
  };
}

const BASELINE = {
  system: scaling(3, 4, { maxPods: 30, maxSurge: '33%' }),
  user: scaling(2, 5, { maxPods: 30, maxSurge: '33%', mode: 'User' }),
};

describe('published estates', () => {
  it('AKS baseline: 13 of 1,019 addresses and 13 of 256 node blocks', () => {
    const plan = estate({ pools: BASELINE, apiServerVnetIntegration: true, podCidrs: ['192.168.0.0/16'] });
    expect(ofSubnet(plan, 'net.nodes')).toMatchObject({
      usable: 1019,
      now: 5,
      atMaximum: 9,
      withSurge: 13,
      complete: true,
    });
    expect(capacityOf(plan).clusters.get('aks')?.podCidr).toEqual({
      supplyNodes: 256,
      now: 5,
      atMaximum: 9,
      withSurge: 13,
    });
  });

  it('Fabrikam drone delivery: 405 of 1,019, Node Subnet and two private endpoints', () => {
    const plan = estate({ ipam: 'nodesubnet', pools: BASELINE }, { prefixes: ['10.240.0.0/22'], privateEndpoints: 2 });
    expect(ofSubnet(plan, 'net.nodes')).toMatchObject({ usable: 1019, atMaximum: 281, withSurge: 405 });
    expect(capacityOf(plan).clusters.get('aks')?.podCidr).toBeUndefined();
  });

  it('landing zone accelerator: 125 of 251, private cluster', () => {
    const plan = estate(
      { ipam: 'nodesubnet', privateCluster: true, pools: { default: scaling(1, 3, { maxPods: 30, maxSurge: '10%' }) } },
      '10.1.1.0/24',
    );
    expect(ofSubnet(plan, 'net.nodes')).toMatchObject({ usable: 251, withSurge: 125 });
  });

  it('Application Gateway for Containers sample: 3,264 of 65,531 in a dynamic pod subnet of two pools', () => {
    const pools = {
      system: scaling(3, 5, { maxPods: 250, maxSurge: '10%' }),
      user: scaling(3, 5, { maxPods: 250, maxSurge: '10%', nodeSubnet: 'net/users' }),
    };
    const plan = estate({ ipam: 'podsubnet-dynamic', podSubnet: 'net/pods', pools }, '10.240.0.0/16', {
      users: '10.241.0.0/16',
      pods: '10.242.0.0/16',
    });
    expect(ofSubnet(plan, 'net.nodes').withSurge).toBe(6);
    expect(ofSubnet(plan, 'net.users').withSurge).toBe(6);
    expect(ofSubnet(plan, 'net.pods')).toMatchObject({
      usable: 65_531,
      now: 6 * 272,
      atMaximum: 10 * 272,
      withSurge: 3264,
    });
    expect(ofSubnet(plan, 'net.pods').blocks).toBeUndefined();
  });

  it('Azure Verified Module: 11 of 32,763 and 10 of 256 node blocks', () => {
    const plan = estate(
      { privateCluster: true, podCidrs: ['192.168.0.0/16'], pools: { agent: scaling(3, 9, { maxSurge: '10%' }) } },
      '10.31.0.0/17',
    );
    expect(ofSubnet(plan, 'net.nodes')).toMatchObject({ usable: 32_763, withSurge: 11 });
    expect(capacityOf(plan).clusters.get('aks')?.podCidr).toMatchObject({ supplyNodes: 256, withSurge: 10 });
  });

  it('static block allocation: 768 of 524,283 and of 65,531, in blocks 48 of 32,768 and of 4,096', () => {
    const pools = {
      one: { count: 2, maxPods: 250, maxSurge: '10%', podSubnet: 'net/pods' },
      two: { count: 2, maxPods: 250, maxSurge: '10%', nodeSubnet: 'net/nodes2', podSubnet: 'net/pods2' },
    };
    const plan = estate({ ipam: 'podsubnet-static', pools }, '10.240.0.0/16', {
      nodes2: '10.242.0.0/16',
      pods: '10.40.0.0/13',
      pods2: '10.243.0.0/16',
    });
    expect(ofSubnet(plan, 'net.nodes').withSurge).toBe(3);
    expect(ofSubnet(plan, 'net.nodes2').withSurge).toBe(3);
    expect(ofSubnet(plan, 'net.pods')).toMatchObject({
      usable: 524_283,
      withSurge: 768,
      blocks: { supply: 32_768, now: 32, atMaximum: 32, withSurge: 48 },
    });
    expect(ofSubnet(plan, 'net.pods2')).toMatchObject({
      usable: 65_531,
      withSurge: 768,
      blocks: { supply: 4096, withSurge: 48 },
    });
  });

  it('kubenet with an own subnet: 4 of 251 and 4 of 256 node blocks', () => {
    const plan = estate(
      { ipam: 'kubenet', pools: { nodepool1: { count: 3, maxPods: 110, maxSurge: '10%' } } },
      '192.168.1.0/24',
    );
    expect(ofSubnet(plan, 'net.nodes')).toMatchObject({ usable: 251, withSurge: 4 });
    expect(capacityOf(plan).clusters.get('aks')?.podCidr).toMatchObject({ supplyNodes: 256, withSurge: 4 });
  });
});

describe('demand of a subnet', () => {
  it('shows the formula of every item, and their sums are the figures', () => {
    const capacity = ofSubnet(estate({ ipam: 'nodesubnet', pools: BASELINE }), 'net.nodes');
    expect(capacity.items.map((item) => item.formula)).toEqual([
      '(4 + 2) nodes × (1 + 30) addresses',
      '(5 + 2) nodes × (1 + 30) addresses',
    ]);
    expect(capacity.items.map((item) => item.label)).toEqual(['aks/system: 3 nodes', 'aks/user: 2 nodes']);
    for (const figure of ['now', 'atMaximum', 'withSurge'] as const) {
      expect(capacity.items.reduce((total, item) => total + item[figure], 0)).toBe(capacity[figure]);
    }
  });

  it.each<[string, ClusterSketch, string | SubnetSketch, number]>([
    [
      'a pool of 61 nodes with surge, the API endpoint and two internal load balancers (12.4)',
      {
        privateCluster: true,
        pools: { a: { count: 5 }, b: { count: 50 } },
        loadBalancerServices: [
          { name: 'x', internal: true },
          { name: 'y', internal: true },
        ],
      },
      '10.1.0.0/25',
      64,
    ],
    [
      'public load balancers take nothing',
      { pools: { a: { count: 5 } }, loadBalancerServices: [{ name: 'x', internal: false }] },
      '10.1.0.0/24',
      6,
    ],
    [
      'the API endpoint is not counted with API server integration',
      { privateCluster: true, apiServerVnetIntegration: true, pools: { a: { count: 5 } } },
      '10.1.0.0/24',
      6,
    ],
    ['a stopped pool counts at its maximum', { pools: { a: { count: 5, stopped: true } } }, '10.1.0.0/24', 6],
    ['spot nodes have no surge', { pools: { a: { count: 5, spot: true, mode: 'User' } } }, '10.1.0.0/24', 5],
    ['without a maximum the count is the maximum', { pools: { a: { count: 5, autoscale: true } } }, '10.1.0.0/24', 6],
    ['BYO takes one address per node', { ipam: 'byo', pools: { a: { count: 5 } } }, '10.1.0.0/24', 6],
    [
      'VMs and static addresses are added',
      { pools: { a: { count: 5 } } },
      { prefixes: ['10.1.0.0/24'], otherAddresses: 3, staticAddresses: [{ address: '10.1.0.200' }] },
      10,
    ],
    [
      'a pinned load balancer is counted once',
      { pools: { a: { count: 5 } }, loadBalancerServices: [{ name: 'x', internal: true, address: '10.1.0.200' }] },
      { prefixes: ['10.1.0.0/24'], staticAddresses: [{ address: '10.1.0.200' }] },
      7,
    ],
    [
      'a load balancer that Azure lists and the plan holds is counted once',
      { pools: { a: { count: 5 } }, loadBalancerServices: [{ name: 'x', internal: true }] },
      { prefixes: ['10.1.0.0/24'], resources: [{ kind: 'loadBalancer', count: 2 }] },
      8,
    ],
    [
      'listed machines count',
      { pools: { a: { count: 5 } } },
      { prefixes: ['10.1.0.0/24'], resources: [{ kind: 'virtualMachine', count: 4 }] },
      10,
    ],
    [
      'private endpoints count once, listed or stated',
      { pools: { a: { count: 5 } } },
      { prefixes: ['10.1.0.0/24'], privateEndpoints: 2, resources: [{ kind: 'privateEndpoint', count: 2 }] },
      8,
    ],
    [
      'Private Link Service addresses go where the service is',
      {
        pools: { a: { count: 5 } },
        loadBalancerServices: [{ name: 'x', internal: true, privateLink: { natAddresses: 2 } }],
      },
      '10.1.0.0/24',
      9,
    ],
  ])('%s', (_claim, cluster, nodes, expected) => {
    expect(ofSubnet(estate(cluster, nodes), 'net.nodes').withSurge).toBe(expected);
  });

  it("counts the API endpoint of a private cluster in the first pool's subnet only", () => {
    const plan = estate(
      { privateCluster: true, pools: { a: { count: 3 }, b: { count: 3, nodeSubnet: 'net/more' } } },
      '10.1.0.0/24',
      { more: '10.2.0.0/24' },
    );
    expect([ofSubnet(plan, 'net.nodes').now, ofSubnet(plan, 'net.more').now]).toEqual([4, 3]);
  });

  it('takes nine addresses per cluster in an API server subnet, and what Azure lists there is the API server itself', () => {
    const clusters = Object.fromEntries(
      ['a', 'b', 'c'].map((name) => [name, { subnet: 'net/nodes', apiServerSubnet: 'net/api' }]),
    );
    const networks = {
      net: {
        prefixes: ['10.0.0.0/8'],
        subnets: {
          nodes: '10.1.0.0/24',
          api: { prefixes: ['10.2.0.0/27'], resources: [{ kind: 'apiServer', count: 11 }] },
        },
      },
    };
    expect(ofSubnet({ networks, clusters }, 'net.api')).toMatchObject({ usable: 27, now: 27, withSurge: 27 });
  });

  it.each([
    [15, 0, 15],
    [27, 1, 28],
    [125, 1, 126],
  ])(
    'an application gateway of %i instances and %i private front ends takes %i',
    (maxInstances, privateFrontEnds, expected) => {
      const networks = { net: { prefixes: ['10.0.0.0/8'], subnets: { gw: '10.1.0.0/24' } } };
      const applicationGateways = { agw: { subnet: 'net/gw', maxInstances, privateFrontEnds } };
      expect(ofSubnet({ networks, applicationGateways }, 'net.gw')).toMatchObject({
        withSurge: expected,
        complete: true,
      });
    },
  );

  it('sizes a dynamic pod subnet by planned pods where they are given', () => {
    const plan = estate(
      { ipam: 'podsubnet-dynamic', podSubnet: 'net/pods', pools: { a: { count: 50, maxSurge: '0', plannedPods: 30 } } },
      '10.1.0.0/24',
      { pods: '10.2.0.0/22' },
    );
    expect(ofSubnet(plan, 'net.pods')).toMatchObject({ usable: 1019, withSurge: 2400 });
  });

  it.each<[string, PlanSketch, string, boolean]>([
    ['drawn', estate({}), 'net.nodes', true],
    ['of a cluster with node auto-provisioning', estate({ nodeAutoProvisioning: true }), 'net.nodes', false],
    ['of AKS Automatic', estate({ mode: 'automatic' }), 'net.nodes', false],
    ['imported without a list', estate({}, { prefixes: ['10.1.0.0/24'], partial: true }), 'net.nodes', false],
    [
      'imported with a full list',
      estate({}, { prefixes: ['10.1.0.0/24'], partial: true, resourcesComplete: true }),
      'net.nodes',
      true,
    ],
    [
      'of an application gateway of unknown size',
      {
        networks: { net: { prefixes: ['10.0.0.0/8'], subnets: { gw: '10.1.0.0/24' } } },
        applicationGateways: { agw: { subnet: 'net/gw' } },
      },
      'net.gw',
      false,
    ],
  ])('is complete or a lower bound: %s', (_claim, plan, id, complete) => {
    expect(ofSubnet(plan, id).complete).toBe(complete);
  });
});

describe('clusters', () => {
  it.each([
    ['10.0.0.0/16', 65_534],
    ['10.0.0.0/20', 4094],
    ['10.0.0.0/24', 254],
    ['10.0.0.0/28', 14],
  ])('a service CIDR %s holds %i services', (cidr, supply) => {
    const plan: PlanSketch = { clusters: { aks: { serviceCidrs: [cidr], plannedServices: 20 } } };
    expect(capacityOf(plan).clusters.get('aks')?.services).toEqual({ supply, planned: 20 });
  });

  it('BYO has no node blocks, and an unreadable range supplies nothing', () => {
    expect(capacityOf({ clusters: { aks: { ipam: 'byo' } } }).clusters.get('aks')?.podCidr).toBeUndefined();
    expect(
      capacityOf({ clusters: { aks: { podCidrs: ['10.244.0.0'], serviceCidrs: [] } } }).clusters.get('aks'),
    ).toMatchObject({ nodes: { now: 3 } });
  });
});

describe('demand of a network (12.7)', () => {
  it.each<[string, ClusterSketch, number]>([
    [
      'Node Subnet, 2,114 nodes at 30',
      { ipam: 'nodesubnet', pools: { a: { count: 2114, maxSurge: '0', maxPods: 30 } } },
      65_534,
    ],
    ['overlay, 100 nodes', { pools: { a: { count: 100 } } }, 110],
    [
      'dynamic, 55 nodes at 110',
      { ipam: 'podsubnet-dynamic', podSubnet: 'net/pods', pools: { a: { count: 55, maxSurge: '0', maxPods: 110 } } },
      55 + 7040,
    ],
    [
      'static, 100 nodes at 110: blocks count as one',
      { ipam: 'podsubnet-static', podSubnet: 'net/pods', pools: { a: { count: 100, maxSurge: '0', maxPods: 110 } } },
      100 + 700,
    ],
  ])('%s', (_claim, cluster, expected) => {
    const topology = buildTopology(sketchPlan(estate(cluster, '10.16.0.0/12', { pods: '10.64.0.0/12' })));
    const network = topology.networks.get('net');
    if (network === undefined) throw new Error('no network');
    expect(countNetworkAddresses(network, computeCapacity(topology))).toBe(expected);
  });
});
