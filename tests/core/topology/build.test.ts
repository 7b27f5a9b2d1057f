import { describe, expect, it } from 'vitest';
import {
  sketchPlan,
  type NetworkSketch,
  type Plan,
  type PlanSketch,
  type SubnetSketch,
} from '../../../src/core/plan/index.ts';
import { buildTopology, type Known, type Topology } from '../../../src/core/topology/index.ts';

const build = (sketch: PlanSketch): Topology => buildTopology(sketchPlan(sketch));

describe('roles of subnets', () => {
  const roles = (sketch: PlanSketch, id: string) =>
    [...(build(sketch).subnets.get(id)?.roles ?? [])].map(([role, evidence]) => `${role}: ${evidence}`);
  const alone = (name: string, subnet: SubnetSketch): PlanSketch => ({
    networks: { net: { prefixes: ['10.0.0.0/16'], subnets: { [name]: subnet } } },
  });

  it.each<[string, PlanSketch, string, readonly string[]]>([
    [
      'a reserved name',
      alone('GatewaySubnet', { prefixes: ['10.0.0.0/27'] }),
      'net.GatewaySubnet',
      ['gateway: reservedName'],
    ],
    [
      'a reserved name in other case is no reserved name',
      alone('gatewaysubnet', { prefixes: ['10.0.0.0/27'] }),
      'net.gatewaysubnet',
      [],
    ],
    [
      'a delegation proves nothing',
      alone('s', { prefixes: ['10.0.0.0/28'], delegations: ['Microsoft.ContainerService/managedClusters'] }),
      'net.s',
      [],
    ],
    [
      'a stated purpose',
      alone('s', { prefixes: ['10.0.0.0/28'], purpose: 'privateEndpoints' }),
      'net.s',
      ['privateEndpoints: stated'],
    ],
    [
      'what Azure lists',
      alone('s', {
        prefixes: ['10.0.0.0/28'],
        resources: [
          { kind: 'virtualMachine', count: 2 },
          { kind: 'loadBalancer', count: 0 },
        ],
      }),
      'net.s',
      ['virtualMachines: listed'],
    ],
    [
      'private endpoints',
      alone('s', { prefixes: ['10.0.0.0/28'], privateEndpoints: 1 }),
      'net.s',
      ['privateEndpoints: listed'],
    ],
    [
      'nodes and pods, by reference',
      {
        ...alone('s', { prefixes: ['10.0.0.0/24'] }),
        clusters: { aks: { ipam: 'podsubnet-dynamic', subnet: 'net/s', podSubnet: 'net/s' } },
      },
      'net.s',
      ['nodes: reference', 'pods: reference'],
    ],
    [
      'an API server',
      { ...alone('s', { prefixes: ['10.0.0.0/28'] }), clusters: { aks: { apiServerSubnet: 'net/s' } } },
      'net.s',
      ['apiServer: reference'],
    ],
    [
      'an application gateway, however the subnet is called',
      { ...alone('s', { prefixes: ['10.0.0.0/24'] }), applicationGateways: { agw: { subnet: 'net/s' } } },
      'net.s',
      ['applicationGateway: reference'],
    ],
    [
      'reference outranks purpose',
      { ...alone('s', { prefixes: ['10.0.0.0/24'], purpose: 'nodes' }), clusters: { aks: { subnet: 'net/s' } } },
      'net.s',
      ['nodes: reference'],
    ],
  ])('%s', (_claim, sketch, id, expected) => {
    expect(roles(sketch, id)).toEqual(expected);
  });
});

describe('whether a network has a gateway', () => {
  const net = (fields: Partial<NetworkSketch>): NetworkSketch => ({ prefixes: ['10.0.0.0/16'], ...fields });
  const GatewaySubnet = { prefixes: ['10.0.0.0/27'] };

  it.each<[string, PlanSketch, Known]>([
    ['drawn with one', { networks: { net: net({}) }, gateways: { vgw: { network: 'net', kind: 'vpn' } } }, true],
    ['drawn without one', { networks: { net: net({}) } }, false],
    ['drawn with an empty GatewaySubnet', { networks: { net: net({ subnets: { GatewaySubnet } }) } }, false],
    [
      'imported with a GatewaySubnet of unknown content',
      { networks: { net: net({ partial: true, subnets: { GatewaySubnet } }) } },
      'unknown',
    ],
    [
      'imported with a gateway listed',
      {
        networks: {
          net: net({
            partial: true,
            subnets: { GatewaySubnet: { ...GatewaySubnet, resources: [{ kind: 'virtualNetworkGateway', count: 1 }] } },
          }),
        },
      },
      true,
    ],
    [
      'imported with a GatewaySubnet listed as empty',
      {
        networks: {
          net: net({
            partial: true,
            subnets: { GatewaySubnet: { ...GatewaySubnet, resources: [], resourcesComplete: true } },
          }),
        },
      },
      false,
    ],
    ['imported without such a subnet', { networks: { net: net({ partial: true }) } }, false],
    ['outside the plan', { networks: { net: net({ external: true }) } }, 'unknown'],
    [
      'proven by a Connected link',
      {
        networks: { net: net({ external: true }), spoke: { prefixes: ['10.1.0.0/16'] } },
        peerings: [{ a: 'spoke', b: 'net', aToB: { useRemoteGateways: true, state: 'Connected' }, bToA: null }],
      },
      true,
    ],
    [
      'not proven by a planned link',
      {
        networks: { net: net({ external: true }), spoke: { prefixes: ['10.1.0.0/16'] } },
        peerings: [{ a: 'spoke', b: 'net', aToB: { useRemoteGateways: true } }],
      },
      'unknown',
    ],
    [
      'a Route Server listed',
      {
        networks: {
          net: net({
            partial: true,
            subnets: {
              RouteServerSubnet: { prefixes: ['10.0.0.0/26'], resources: [{ kind: 'routeServer', count: 1 }] },
            },
          }),
        },
      },
      true,
    ],
  ])('%s: %s', (_claim, sketch, expected) => {
    expect(build(sketch).networks.get('net')?.hasGateway).toBe(expected);
  });
});

describe('views', () => {
  const estate: PlanSketch = {
    networks: {
      hub: { prefixes: ['10.0.0.0/16'], subnets: { GatewaySubnet: '10.0.0.0/27', AzureFirewallSubnet: '10.0.1.0/26' } },
      spoke: {
        prefixes: ['10.1.0.0/16', 'fd00::/48'],
        subnets: {
          nodes: { prefixes: ['10.1.0.0/24', 'fd00::/64'], routeTable: 'rt', nsg: 'nsg', natGateway: 'nat' },
          dns: '10.1.9.0/28',
        },
      },
    },
    peerings: [{ a: 'spoke', b: 'hub', aToB: { useRemoteGateways: true }, bToA: { allowGatewayTransit: true } }],
    gateways: { vgw: { network: 'hub', kind: 'vpn' } },
    firewalls: { fw: { network: 'hub', privateIp: '10.0.1.4' } },
    sites: { hq: { prefixes: ['192.168.0.0/16'], via: ['vgw'] } },
    routeTables: { rt: { routes: { '0.0.0.0/0': '10.0.1.4', AzureMonitor: 'Internet' } }, unknown: {} },
    nsgs: { nsg: {} },
    natGateways: { nat: {} },
    dnsResolverEndpoints: { inbound: { subnet: 'spoke/dns', direction: 'inbound' } },
    clusters: { aks: { subnet: 'spoke/nodes' } },
    blocks: { corp: ['10.0.0.0/8'] },
  };
  const topology = build(estate);

  it('of a subnet hold what hangs on it', () => {
    const nodes = topology.subnets.get('spoke.nodes');
    expect(nodes?.usable4).toBe(251);
    expect(nodes?.space.blocks6).toHaveLength(1);
    expect(nodes?.routeTables.map((table) => table.id)).toEqual(['rt']);
    expect(nodes?.networkSecurityGroups.map((group) => group.id)).toEqual(['nsg']);
    expect(nodes?.natGateways.map((gateway) => gateway.id)).toEqual(['nat']);
    expect(nodes?.uses.map((use) => `${use.cluster.id} ${use.pool?.name} ${use.as}`)).toEqual(['aks system nodes']);
    expect(topology.subnets.get('spoke.dns')?.dnsResolverEndpoints).toHaveLength(1);
    expect(topology.subnets.get('hub.GatewaySubnet')?.gateways.map((gateway) => gateway.id)).toEqual(['vgw']);
    expect(topology.subnets.get('hub.AzureFirewallSubnet')?.firewalls.map((firewall) => firewall.id)).toEqual(['fw']);
    expect(nodes?.gateways).toEqual([]);
  });

  it('of gateways, sites, tables and clusters name each other', () => {
    expect(topology.gateways.get('vgw')?.usedBy.map((view) => view.network.id)).toEqual(['hub', 'spoke']);
    expect(topology.gateways.get('vgw')?.sites.map((site) => site.id)).toEqual(['hq']);
    expect(topology.sites.get('hq')?.gateways.map((view) => view.gateway.id)).toEqual(['vgw']);
    expect(topology.routeTables.get('rt')?.subnets.map((view) => view.subnet.id)).toEqual(['spoke.nodes']);
    expect(topology.routeTables.get('rt')?.routes?.map((route) => route.destination?.prefixLength)).toEqual([
      0,
      undefined,
    ]);
    expect(topology.routeTables.get('unknown')?.routes).toBeUndefined();
    expect(topology.clusters.get('aks')?.network?.network.id).toBe('spoke');
    expect(topology.networks.get('spoke')?.clusters.map((cluster) => cluster.id)).toEqual(['aks']);
    expect(topology.spaces.map((space) => space.name)).toEqual(['hub', 'spoke', 'hq']);
    expect(topology.blocks.map((view) => view.space.blocks4.length)).toEqual([1]);
  });

  it('knows the network of a cluster without pools by its API server', () => {
    const topology = build({
      networks: { spoke: { prefixes: ['10.1.0.0/16'], subnets: { api: '10.1.0.0/28' } } },
      clusters: { aks: { mode: 'automatic', apiServerSubnet: 'spoke/api', pools: {} } },
    });
    expect(topology.clusters.get('aks')?.network?.network.id).toBe('spoke');
  });

  it('keep ranges that cannot be read in their written order, and leave them out of the blocks', () => {
    const space = build({
      networks: { net: { prefixes: ['10.2.0.0/16', '10.0.0.4/29', 'nonsense', '10.1.0.0/16'] } },
    }).networks.get('net')?.space;
    expect(space?.prefixes.map((prefix) => prefix.error?.kind)).toEqual([undefined, 'host-bits', 'syntax', undefined]);
    expect(space?.blocks4.map((block) => block.first)).toEqual([0x0a010000, 0x0a020000]);
  });

  it('survive ids that occur twice and references that lead nowhere', () => {
    const plan = sketchPlan(estate);
    const doubled: Plan = {
      ...plan,
      virtualNetworks: [...plan.virtualNetworks, ...plan.virtualNetworks],
      peerings: [
        ...plan.peerings,
        ...plan.peerings,
        { ...plan.peerings[0], id: 'lost', a: 'nowhere', b: 'spoke', aToB: null, bToA: null },
      ],
      gateways: [...plan.gateways, { id: 'lost-gw', name: 'lost-gw', virtualNetworkId: 'nowhere', kind: 'vpn' }],
      sites: plan.sites.map((site) => ({ ...site, gatewayIds: [...site.gatewayIds, 'nowhere'] })),
      clusters: [
        ...plan.clusters,
        ...plan.clusters,
        ...plan.clusters.map((cluster) => ({
          ...cluster,
          id: 'lost-aks',
          apiServerSubnetId: 'nowhere',
          pools: cluster.pools.map((pool) => ({ ...pool, nodeSubnetId: 'nowhere', podSubnetIds: ['nowhere'] })),
        })),
      ],
      connectedGroups: [{ id: 'group', name: 'group', virtualNetworkIds: ['nowhere', 'spoke', 'spoke'] }],
    };
    const built = buildTopology(doubled);
    expect([...built.networks.keys()]).toEqual(['hub', 'spoke']);
    expect([...built.peerings.keys()]).toEqual(['peering-1']);
    expect([...built.gateways.keys()]).toEqual(['vgw']);
    expect(built.clusters.get('lost-aks')?.network).toBeUndefined();
    expect(built.networks.get('spoke')?.reach.l1.map((reached) => reached.space.name)).toContain('hq');
  });
});

describe('the next topology', () => {
  const plan = sketchPlan({
    networks: {
      hub: { prefixes: ['10.0.0.0/16'] },
      a: { prefixes: ['10.1.0.0/16'], subnets: { one: '10.1.0.0/24', two: '10.1.1.0/24' } },
      b: { prefixes: ['10.2.0.0/16'], subnets: { one: '10.2.0.0/24' } },
    },
    peerings: [
      ['a', 'hub'],
      ['b', 'hub'],
    ],
    clusters: { aks: { subnet: 'b/one' } },
  });
  const before = buildTopology(plan);

  it('is the same for the same plan', () => {
    expect(buildTopology(plan, before)).toBe(before);
  });

  it('holds the same views after a copy that changes nothing', () => {
    const after = buildTopology({ ...plan }, before);
    for (const part of ['networks', 'subnets', 'peerings', 'clusters'] as const) {
      for (const [id, view] of after[part]) expect(view, `${part} ${id}`).toBe(before[part].get(id));
    }
    expect(after.spaces).toBe(before.spaces);
  });

  it('has new views only where a subnet changed', () => {
    const changed: Plan = {
      ...plan,
      virtualNetworks: plan.virtualNetworks.map((network) =>
        network.id === 'a'
          ? {
              ...network,
              subnets: network.subnets.map((subnet) =>
                subnet.id === 'a.one' ? { ...subnet, addressPrefixes: ['10.1.4.0/24'] } : subnet,
              ),
            }
          : network,
      ),
    };
    const after = buildTopology(changed, before);
    expect(after.subnets.get('a.one')).not.toBe(before.subnets.get('a.one'));
    expect(after.networks.get('a')).not.toBe(before.networks.get('a'));
    for (const id of ['hub', 'b']) expect(after.networks.get(id)).toBe(before.networks.get(id));
    expect(after.subnets.get('b.one')).toBe(before.subnets.get('b.one'));
    expect(after.peerings.get('peering-2')).toBe(before.peerings.get('peering-2'));
    expect(after.clusters.get('aks')).toBe(before.clusters.get('aks'));
    expect(after.spaces).toBe(before.spaces);
  });

  it('has new views wherever a changed range is in reach', () => {
    const changed: Plan = {
      ...plan,
      virtualNetworks: plan.virtualNetworks.map((network) =>
        network.id === 'hub' ? { ...network, addressPrefixes: ['10.9.0.0/16'] } : network,
      ),
    };
    const after = buildTopology(changed, before);
    for (const id of ['hub', 'a', 'b']) expect(after.networks.get(id), id).not.toBe(before.networks.get(id));
    expect(after.clusters.get('aks')).not.toBe(before.clusters.get('aks'));
    expect(after.subnets.get('a.one')).toBe(before.subnets.get('a.one'));
  });
});
