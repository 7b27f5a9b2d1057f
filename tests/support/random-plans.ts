import fc from 'fast-check';
import {
  sketchPlan,
  type Cluster,
  type Link,
  type Plan,
  type Subnet,
  type VirtualNetwork,
} from '../../src/core/plan/index.ts';

/** One random edit of a plan; an edit that finds nothing to change gives the plan back. */
export type RandomEdit = (plan: Plan) => Plan;

const NETWORK_PREFIXES = [
  '10.0.0.0/16',
  '10.1.0.0/16',
  '10.1.0.0/20',
  '10.2.0.0/16',
  '10.244.0.0/16',
  '192.168.0.0/20',
  'fd00::/48',
  'broken',
];
const SUBNET_PREFIXES = [
  '10.0.0.0/24',
  '10.0.0.0/26',
  '10.0.1.0/27',
  '10.1.0.0/22',
  '10.1.4.0/28',
  '10.2.0.0/24',
  '10.244.1.0/24',
  '10.0.0.4/29',
  'fd00::/64',
];
const CIDRS = [
  '10.244.0.0/16',
  '10.244.0.0/22',
  '10.0.0.0/16',
  '172.16.0.0/16',
  '172.30.0.0/16',
  '100.64.0.0/10',
  '192.168.0.0/16',
];
const SUBNET_NAMES = [
  'nodes',
  'pods',
  'api',
  'GatewaySubnet',
  'AzureFirewallSubnet',
  'AzureBastionSubnet',
  'RouteServerSubnet',
  'apps',
];
const HOPS = ['10.0.0.4', '10.1.0.4', '10.2.0.4'];
const NAMES = ['hub', 'spoke-1', 'spoke-2', 'spoke-3', 'far'] as const;

/** A small estate with something of everything, the start of every sequence of edits. */
export function createSmallEstate(): Plan {
  return sketchPlan({
    networks: {
      hub: {
        prefixes: ['10.0.0.0/16'],
        subnets: {
          GatewaySubnet: '10.0.0.0/27',
          AzureFirewallSubnet: '10.0.1.0/26',
          AzureBastionSubnet: '10.0.2.0/27',
        },
      },
      'spoke-1': {
        prefixes: ['10.1.0.0/16'],
        subnets: {
          nodes: { prefixes: ['10.1.0.0/22'], routeTable: 'rt', nsg: 'nsg' },
          pods: { prefixes: ['10.1.8.0/22'], routeTable: 'rt' },
          api: { prefixes: ['10.1.4.0/28'], delegations: ['Microsoft.ContainerService/managedClusters'] },
        },
      },
      'spoke-2': {
        prefixes: ['10.2.0.0/16'],
        subnets: { nodes: { prefixes: ['10.2.0.0/24'], routeTable: 'rt' }, agw: '10.2.1.0/24' },
      },
      'spoke-3': { prefixes: ['10.3.0.0/16'], partial: true, subnets: { GatewaySubnet: '10.3.0.0/27' } },
      far: { prefixes: ['10.9.0.0/16'], external: true },
    },
    peerings: [
      { a: 'spoke-1', b: 'hub', aToB: { useRemoteGateways: true }, bToA: { allowGatewayTransit: true } },
      { a: 'spoke-2', b: 'hub', aToB: { useRemoteGateways: true }, bToA: { allowGatewayTransit: true } },
      { a: 'spoke-3', b: 'far', aToB: { state: 'Connected', remoteAddressPrefixes: ['10.9.0.0/16'] }, bToA: null },
    ],
    gateways: { vgw: { network: 'hub', kind: 'vpn', sku: 'VpnGw1' } },
    firewalls: { fw: { network: 'hub', privateIp: '10.0.1.4' } },
    routeTables: { rt: { routes: { '0.0.0.0/0': '10.0.1.4' } } },
    nsgs: { nsg: {} },
    sites: { hq: { prefixes: ['192.168.0.0/16'], via: ['vgw'] } },
    applicationGateways: { agw: { subnet: 'spoke-2/agw', maxInstances: 10 } },
    blocks: { corp: ['10.0.0.0/8'] },
    clusters: {
      'aks-1': { subnet: 'spoke-1/nodes', apiServerSubnet: 'spoke-1/api' },
      'aks-2': { subnet: 'spoke-1/nodes', ipam: 'podsubnet-dynamic', podSubnet: 'spoke-1/pods' },
      'aks-3': { subnet: 'spoke-2/nodes', ipam: 'nodesubnet' },
    },
    reservations: { later: { prefix: '10.1.64.0/20', network: 'spoke-1' } },
  });
}

type Pick = <T>(items: readonly T[]) => T | undefined;
type Kind = (plan: Plan, pick: Pick, serial: number) => Plan;

const replace = <T>(list: readonly T[], old: T | undefined, next: (item: T) => T): T[] =>
  list.map((item) => (item === old ? next(item) : item));
const without = <T>(list: readonly T[], old: T | undefined): T[] => list.filter((item) => item !== old);

function onNetwork(plan: Plan, pick: Pick, change: (network: VirtualNetwork) => VirtualNetwork): Plan {
  return { ...plan, virtualNetworks: replace(plan.virtualNetworks, pick(plan.virtualNetworks), change) };
}
function onSubnet(plan: Plan, pick: Pick, change: (subnet: Subnet) => Subnet): Plan {
  return onNetwork(plan, pick, (network) => ({
    ...network,
    subnets: replace(network.subnets, pick(network.subnets), change),
  }));
}
function onCluster(plan: Plan, pick: Pick, change: (cluster: Cluster) => Cluster): Plan {
  return { ...plan, clusters: replace(plan.clusters, pick(plan.clusters), change) };
}
function onLink(plan: Plan, pick: Pick, change: (link: Link) => Link | null): Plan {
  const peering = pick(plan.peerings);
  const side = pick(['aToB', 'bToA'] as const) ?? 'aToB';
  return {
    ...plan,
    peerings: replace(plan.peerings, peering, (one) => {
      const link = one[side];
      return { ...one, [side]: link === null ? createLink('again') : change(link) };
    }),
  };
}
function createLink(name: string): Link {
  return {
    name,
    allowVirtualNetworkAccess: true,
    allowForwardedTraffic: false,
    allowGatewayTransit: false,
    useRemoteGateways: false,
  };
}
const subnetIds = (plan: Plan): string[] =>
  plan.virtualNetworks.flatMap((network) => network.subnets.map((subnet) => subnet.id));
const networkIds = (plan: Plan): string[] => plan.virtualNetworks.map((network) => network.id);

const KINDS: readonly Kind[] = [
  (plan, pick) => onSubnet(plan, pick, (subnet) => ({ ...subnet, addressPrefixes: [pick(SUBNET_PREFIXES) ?? ''] })),
  (plan, pick) => onSubnet(plan, pick, (subnet) => ({ ...subnet, name: pick(SUBNET_NAMES) ?? subnet.name })),
  (plan, pick) =>
    onSubnet(plan, pick, (subnet) => ({
      ...subnet,
      routeTableIds: subnet.routeTableIds === undefined ? ['rt'] : undefined,
    })),
  (plan, pick) => onSubnet(plan, pick, (subnet) => ({ ...subnet, privateEndpoints: pick([0, 3, 40]) })),
  (plan, pick) =>
    onSubnet(plan, pick, (subnet) => ({
      ...subnet,
      delegations: pick([[], ['Microsoft.ContainerService/managedClusters']]),
    })),
  (plan, pick, serial) =>
    onNetwork(plan, pick, (network) => ({
      ...network,
      subnets: [
        ...network.subnets,
        { id: `s-${serial}`, name: pick(SUBNET_NAMES) ?? 's', addressPrefixes: [pick(SUBNET_PREFIXES) ?? ''] },
      ],
    })),
  (plan, pick) =>
    onNetwork(plan, pick, (network) => ({ ...network, subnets: without(network.subnets, pick(network.subnets)) })),
  (plan, pick) =>
    onNetwork(plan, pick, (network) => ({
      ...network,
      addressPrefixes: [pick(NETWORK_PREFIXES) ?? '', pick(NETWORK_PREFIXES) ?? ''],
    })),
  (plan, pick) => onNetwork(plan, pick, (network) => ({ ...network, name: pick(NAMES) ?? network.name })),
  (plan, pick) => onNetwork(plan, pick, (network) => ({ ...network, external: !(network.external ?? false) })),
  (plan, pick) => onNetwork(plan, pick, (network) => ({ ...network, partial: !(network.partial ?? false) })),
  (plan, pick) => onNetwork(plan, pick, (network) => ({ ...network, virtualHub: !(network.virtualHub ?? false) })),
  (plan, pick, serial) => ({
    ...plan,
    virtualNetworks: [
      ...plan.virtualNetworks,
      { id: `n-${serial}`, name: `n-${serial}`, addressPrefixes: [pick(NETWORK_PREFIXES) ?? ''], subnets: [] },
    ],
  }),
  (plan, pick) => ({ ...plan, virtualNetworks: without(plan.virtualNetworks, pick(plan.virtualNetworks)) }),
  (plan) => ({ ...plan, virtualNetworks: plan.virtualNetworks.toReversed() }),
  (plan, pick, serial) => ({
    ...plan,
    peerings: [
      ...plan.peerings,
      {
        id: `p-${serial}`,
        a: pick(networkIds(plan)) ?? 'hub',
        b: pick(networkIds(plan)) ?? 'hub',
        aToB: createLink('x'),
        bToA: createLink('y'),
      },
    ],
  }),
  (plan, pick) => ({ ...plan, peerings: without(plan.peerings, pick(plan.peerings)) }),
  (plan, pick) => onLink(plan, pick, () => null),
  (plan, pick) => onLink(plan, pick, (link) => ({ ...link, useRemoteGateways: !link.useRemoteGateways })),
  (plan, pick) => onLink(plan, pick, (link) => ({ ...link, allowGatewayTransit: !link.allowGatewayTransit })),
  (plan, pick) =>
    onLink(plan, pick, (link) => ({
      ...link,
      state: pick(['Connected', 'Initiated', 'Disconnected', undefined] as const),
    })),
  (plan, pick) =>
    onLink(plan, pick, (link) => ({
      ...link,
      subnetPeering: link.subnetPeering === undefined ? { local: ['nodes'], remote: ['nodes'] } : undefined,
    })),
  (plan, pick) => onCluster(plan, pick, (cluster) => ({ ...cluster, podCidrs: [pick(CIDRS) ?? ''] })),
  (plan, pick) => onCluster(plan, pick, (cluster) => ({ ...cluster, serviceCidrs: [pick(CIDRS) ?? ''] })),
  (plan, pick) =>
    onCluster(plan, pick, (cluster) => ({
      ...cluster,
      ipam: pick(['overlay', 'nodesubnet', 'kubenet', 'podsubnet-static', 'byo'] as const) ?? 'overlay',
    })),
  (plan, pick) =>
    onCluster(plan, pick, (cluster) => ({ ...cluster, privateCluster: !(cluster.privateCluster ?? false) })),
  (plan, pick) =>
    onCluster(plan, pick, (cluster) => ({ ...cluster, origin: pick(['planned', 'existing', undefined] as const) })),
  (plan, pick) =>
    onCluster(plan, pick, (cluster) => ({
      ...cluster,
      pools: cluster.pools.map((pool) => ({ ...pool, count: pick([1, 3, 60, 300]) ?? 1 })),
    })),
  (plan, pick) =>
    onCluster(plan, pick, (cluster) => ({
      ...cluster,
      pools: cluster.pools.map((pool) => ({ ...pool, nodeSubnetId: pick(subnetIds(plan)) })),
    })),
  (plan, pick, serial) => {
    const model = pick(plan.clusters);
    if (model === undefined) return plan;
    const pools = model.pools.map((pool) => ({ ...pool, id: `${pool.id}-${serial}` }));
    return { ...plan, clusters: [...plan.clusters, { ...model, id: `c-${serial}`, name: `c-${serial}`, pools }] };
  },
  (plan, pick) => ({ ...plan, clusters: without(plan.clusters, pick(plan.clusters)) }),
  (plan) => ({ ...plan, clusters: plan.clusters.toReversed() }),
  (plan, pick, serial) => ({
    ...plan,
    gateways: [
      ...plan.gateways,
      {
        id: `g-${serial}`,
        name: `g-${serial}`,
        virtualNetworkId: pick(networkIds(plan)) ?? 'hub',
        kind: pick(['vpn', 'expressRoute', 'routeServer'] as const) ?? 'vpn',
      },
    ],
  }),
  (plan, pick) => ({ ...plan, gateways: without(plan.gateways, pick(plan.gateways)) }),
  (plan, pick, serial) => ({
    ...plan,
    sites: [
      ...plan.sites,
      {
        id: `site-${serial}`,
        name: `site-${serial}`,
        addressPrefixes: [pick(CIDRS) ?? ''],
        gatewayIds: plan.gateways.slice(0, 1).map(({ id }) => id),
      },
    ],
  }),
  (plan, pick) => ({ ...plan, sites: without(plan.sites, pick(plan.sites)) }),
  (plan, pick) => ({
    ...plan,
    routeTables: plan.routeTables.map((table) => ({
      ...table,
      routes: [
        {
          name: 'one',
          addressPrefix: pick(['0.0.0.0/0', ...NETWORK_PREFIXES]) ?? '0.0.0.0/0',
          nextHopType: 'VirtualAppliance' as const,
          nextHopIpAddress: pick(HOPS),
        },
        {
          name: 'two',
          addressPrefix: pick(NETWORK_PREFIXES) ?? '10.0.0.0/8',
          nextHopType: 'VirtualNetworkGateway' as const,
        },
      ],
    })),
  }),
  (plan, pick, serial) => ({
    ...plan,
    firewalls: [
      ...plan.firewalls,
      {
        id: `f-${serial}`,
        name: `f-${serial}`,
        virtualNetworkId: pick(networkIds(plan)) ?? 'hub',
        privateIp: pick(HOPS),
      },
    ],
  }),
  (plan, pick, serial) => ({
    ...plan,
    connectedGroups: [
      ...plan.connectedGroups,
      { id: `cg-${serial}`, name: `cg-${serial}`, virtualNetworkIds: networkIds(plan).slice(0, pick([2, 3]) ?? 2) },
    ],
  }),
  (plan, pick) => ({ ...plan, connectedGroups: without(plan.connectedGroups, pick(plan.connectedGroups)) }),
  (plan, pick, serial) => ({
    ...plan,
    reservations: [
      ...plan.reservations,
      {
        id: `r-${serial}`,
        name: `r-${serial}`,
        addressPrefix: pick(SUBNET_PREFIXES) ?? '',
        virtualNetworkId: pick(networkIds(plan)),
      },
    ],
  }),
  (plan, pick, serial) => ({
    ...plan,
    suppressions: [
      ...plan.suppressions,
      {
        id: `x-${serial}`,
        rule: 'bastion-subnet-size',
        targetId: 'hub.AzureBastionSubnet',
        reason: 'known',
        until: pick(['2026-01-01', '2027-01-01', undefined]),
      },
    ],
  }),
];

/** Random edits, reproducible from the seed of the run. */
export function arbitraryEdit(): fc.Arbitrary<RandomEdit> {
  return fc
    .tuple(fc.nat(KINDS.length - 1), fc.array(fc.nat(1000), { minLength: 6, maxLength: 6 }), fc.nat(1_000_000))
    .map(([kind, choices, serial]) =>
      Object.assign(
        (plan: Plan): Plan => {
          let next = 0;
          const pick: Pick = (items) => items[(choices[next++ % choices.length] ?? 0) % Math.max(1, items.length)];
          return KINDS[kind]?.(plan, pick, serial) ?? plan;
        },
        { [fc.toStringMethod]: () => `edit ${kind} (${choices.join(', ')}; ${serial})` },
      ),
    );
}
