import { parseCidr } from '../address/index.ts';
import type { AddressBlock, Cluster, Peering, Plan, RouteTable, Site, Subnet, VirtualNetwork } from '../plan/index.ts';
import { keepAddressSpace, usableAddresses } from './address-space.ts';
import { knowsGateway } from './has-gateway.ts';
import { keepItems, mapById, NONE, sameItems, weakMemo } from './keep.ts';
import { buildLinks, usesRemoteGateway } from './links.ts';
import { indexPlan, pairKey, type PlanIndex } from './plan-index.ts';
import { buildReach, findDirectReach, type ReachInput } from './reach.ts';
import { findRoles } from './roles.ts';
import type {
  AddressSpace,
  BlockView,
  ClusterView,
  GatewayView,
  LinkView,
  NetworkView,
  PeeringView,
  PoolView,
  Reach,
  ReachableSpace,
  RouteTableView,
  RouteView,
  SiteView,
  SubnetView,
  Topology,
} from './types.ts';

/**
 * Works out what follows from a plan. With the topology of an earlier plan every view whose sources are the same objects is taken over, so the answer
 * equals the one without it and costs what the edit touched. Ranges that cannot be read, references that lead nowhere and ids that occur twice
 * (the first counts) are left out of the views they would be in.
 */
export function buildTopology(plan: Plan, previous?: Topology): Topology {
  if (previous?.plan === plan) return previous;
  const index = indexPlan(plan);
  const networks = mapById(plan.virtualNetworks);
  const sites = mapById(plan.sites);

  const spaces = new Map<string, AddressSpace>();
  for (const network of networks.values()) spaces.set(network.id, spaceOfNetwork(network, previous));
  const siteSpaces = new Map<string, AddressSpace>();
  for (const site of sites.values()) {
    siteSpaces.set(
      site.id,
      keepAddressSpace(
        previous?.sites.get(site.id)?.space,
        { kind: 'site', id: site.id },
        site.name,
        site.addressPrefixes,
      ),
    );
  }
  const links = new Map<string, readonly LinkView[]>();
  for (const id of networks.keys()) {
    const before = previous?.networks.get(id)?.links ?? NONE;
    links.set(id, keepItems(before, buildLinks(id, index.peeringsOfNetwork.get(id) ?? NONE, networks, spaces, before)));
  }
  const reaches = buildReaches({ index, networks, spaces, siteSpaces, links }, previous);

  const networkViews = new Map<string, NetworkView>();
  const subnetViews = new Map<string, SubnetView>();
  for (const [id, space] of spaces) {
    const network = networks.get(id);
    const reach = reaches.get(id);
    if (network === undefined || reach === undefined) continue;
    const view = buildNetwork(network, space, links.get(id) ?? NONE, reach, index, previous);
    networkViews.set(id, view);
    for (const subnet of view.subnets)
      if (!subnetViews.has(subnet.subnet.id)) subnetViews.set(subnet.subnet.id, subnet);
  }

  const gateways = buildGateways(plan, networkViews, index, previous);
  return {
    plan,
    networks: networkViews,
    subnets: subnetViews,
    peerings: buildPeerings(plan, networkViews, index, previous),
    clusters: buildClusters(plan, networkViews, subnetViews, previous),
    sites: buildSites(sites, siteSpaces, gateways, previous),
    gateways,
    routeTables: buildRouteTables(index, subnetViews, previous),
    blocks: keepItems(
      previous?.blocks,
      plan.blocks.map((block) => buildBlock(block, previous)),
    ),
    spaces: keepItems(previous?.spaces, [...spaces.values(), ...siteSpaces.values()]),
  };
}

function spaceOfNetwork(network: VirtualNetwork, previous: Topology | undefined): AddressSpace {
  const before = previous?.networks.get(network.id);
  if (before?.network === network) return before.space;
  return keepAddressSpace(
    before?.space,
    { kind: 'virtualNetwork', id: network.id },
    network.name,
    network.addressPrefixes,
  );
}

function buildReaches(input: ReachInput, previous: Topology | undefined): ReadonlyMap<string, Reach> {
  const direct = new Map<string, readonly ReachableSpace[]>();
  for (const id of input.networks.keys())
    direct.set(id, findDirectReach(id, input, previous?.networks.get(id)?.reach.l1));
  const reaches = new Map<string, Reach>();
  for (const [id, l1] of direct) reaches.set(id, buildReach(id, l1, direct, input, previous?.networks.get(id)?.reach));
  return reaches;
}

function buildNetwork(
  network: VirtualNetwork,
  space: AddressSpace,
  links: readonly LinkView[],
  reach: Reach,
  index: PlanIndex,
  previous: Topology | undefined,
): NetworkView {
  const before = previous?.networks.get(network.id);
  const gateways = keepItems(before?.gateways, index.gatewaysOfNetwork.get(network.id) ?? NONE);
  const firewalls = keepItems(before?.firewalls, index.firewallsOfNetwork.get(network.id) ?? NONE);
  const reservations = keepItems(before?.reservations, index.reservationsOfNetwork.get(network.id) ?? NONE);
  const subnets = keepItems(
    before?.subnets,
    [...mapById(network.subnets).values()].map((subnet, position) =>
      buildSubnet(subnet, network, space, index, gateways, firewalls, findBefore(before, subnet.id, position)),
    ),
  );
  const clusters = keepItems(before?.clusters, clustersOf(subnets));
  const hasGateway = knowsGateway(network, gateways, links);
  if (
    before !== undefined &&
    before.network === network &&
    before.space === space &&
    before.subnets === subnets &&
    before.links === links &&
    before.gateways === gateways &&
    before.firewalls === firewalls &&
    before.reservations === reservations &&
    before.clusters === clusters &&
    before.hasGateway === hasGateway &&
    before.reach === reach
  ) {
    return before;
  }
  return {
    network,
    ref: space.ref,
    space,
    subnets,
    links,
    gateways,
    firewalls,
    reservations,
    clusters,
    hasGateway,
    reach,
  };
}

function findBefore(network: NetworkView | undefined, subnetId: string, position: number): SubnetView | undefined {
  const there = network?.subnets[position];
  return there?.subnet.id === subnetId ? there : network?.subnets.find((view) => view.subnet.id === subnetId);
}

const USES_OF_A_NETWORK: readonly string[] = ['nodes', 'pods', 'apiServer'];

function clustersOf(subnets: readonly SubnetView[]): readonly Cluster[] {
  const clusters = new Set<Cluster>();
  for (const { uses } of subnets)
    for (const use of uses) if (USES_OF_A_NETWORK.includes(use.as)) clusters.add(use.cluster);
  return [...clusters];
}

function buildSubnet(
  subnet: Subnet,
  network: VirtualNetwork,
  networkSpace: AddressSpace,
  index: PlanIndex,
  gateways: NetworkView['gateways'],
  firewalls: NetworkView['firewalls'],
  before: SubnetView | undefined,
): SubnetView {
  const uses = keepItems(before?.uses, index.usesOfSubnet.get(subnet.id) ?? NONE);
  const routeTables = resolve(before?.routeTables, subnet.routeTableIds, index.routeTables);
  const networkSecurityGroups = resolve(
    before?.networkSecurityGroups,
    subnet.networkSecurityGroupIds,
    index.networkSecurityGroups,
  );
  const natGateways = resolve(before?.natGateways, subnet.natGatewayIds, index.natGateways);
  const applicationGateways = keepItems(
    before?.applicationGateways,
    index.applicationGatewaysOfSubnet.get(subnet.id) ?? NONE,
  );
  const dnsResolverEndpoints = keepItems(
    before?.dnsResolverEndpoints,
    index.dnsEndpointsOfSubnet.get(subnet.id) ?? NONE,
  );
  const ownGateways = keepItems(
    before?.gateways,
    gateways.filter(({ kind }) => subnet.name === (kind === 'routeServer' ? 'RouteServerSubnet' : 'GatewaySubnet')),
  );
  const ownFirewalls =
    subnet.name === 'AzureFirewallSubnet' || subnet.name === 'AzureFirewallManagementSubnet'
      ? firewalls
      : (NONE satisfies NetworkView['firewalls']);
  if (
    before !== undefined &&
    before.subnet === subnet &&
    before.network === network &&
    before.networkSpace === networkSpace &&
    before.uses === uses &&
    before.routeTables === routeTables &&
    before.networkSecurityGroups === networkSecurityGroups &&
    before.natGateways === natGateways &&
    before.applicationGateways === applicationGateways &&
    before.dnsResolverEndpoints === dnsResolverEndpoints &&
    before.gateways === ownGateways &&
    before.firewalls === ownFirewalls
  ) {
    return before;
  }
  const space = keepAddressSpace(before?.space, { kind: 'subnet', id: subnet.id }, subnet.name, subnet.addressPrefixes);
  return {
    subnet,
    ref: space.ref,
    network,
    networkSpace,
    space,
    usable4: usableAddresses(space.blocks),
    roles: findRoles(subnet, uses, applicationGateways, dnsResolverEndpoints),
    uses,
    routeTables,
    networkSecurityGroups,
    natGateways,
    applicationGateways,
    dnsResolverEndpoints,
    gateways: ownGateways,
    firewalls: ownFirewalls,
  };
}

/** The objects behind ids; ids that lead nowhere are left out. */
function resolve<T>(
  before: readonly T[] | undefined,
  ids: readonly string[] | undefined,
  byId: ReadonlyMap<string, T>,
): readonly T[] {
  if (ids === undefined || ids.length === 0) return NONE;
  return keepItems(
    before,
    ids.flatMap((id) => byId.get(id) ?? NONE),
  );
}

function buildPeerings(
  plan: Plan,
  networks: ReadonlyMap<string, NetworkView>,
  index: PlanIndex,
  previous: Topology | undefined,
): ReadonlyMap<string, PeeringView> {
  const views = new Map<string, PeeringView>();
  for (const peering of plan.peerings) {
    const a = networks.get(peering.a);
    const b = networks.get(peering.b);
    if (a === undefined || b === undefined || views.has(peering.id)) continue;
    const before = previous?.peerings.get(peering.id);
    const siblings = keepItems(before?.siblings, siblingsOf(peering, index));
    const isSame = before?.peering === peering && before.a === a && before.b === b && before.siblings === siblings;
    views.set(peering.id, isSame ? before : { peering, ref: { kind: 'peering', id: peering.id }, a, b, siblings });
  }
  return views;
}

function siblingsOf(peering: Peering, index: PlanIndex): readonly Peering[] {
  const all = index.peeringsOfPair.get(pairKey(peering.a, peering.b)) ?? NONE;
  return all.length < 2 ? NONE : all.filter((other) => other !== peering);
}

function buildClusters(
  plan: Plan,
  networks: ReadonlyMap<string, NetworkView>,
  subnets: ReadonlyMap<string, SubnetView>,
  previous: Topology | undefined,
): ReadonlyMap<string, ClusterView> {
  const views = new Map<string, ClusterView>();
  for (const cluster of plan.clusters)
    if (!views.has(cluster.id))
      views.set(cluster.id, buildCluster(cluster, networks, subnets, previous?.clusters.get(cluster.id)));
  return views;
}

function buildCluster(
  cluster: Cluster,
  networks: ReadonlyMap<string, NetworkView>,
  subnets: ReadonlyMap<string, SubnetView>,
  before: ClusterView | undefined,
): ClusterView {
  const pools = keepItems(
    before?.pools,
    cluster.pools.map((pool, position): PoolView => {
      const known = before?.pools[position];
      const nodeSubnet = pool.nodeSubnetId === undefined ? undefined : subnets.get(pool.nodeSubnetId);
      const podSubnets = keepItems(
        known?.podSubnets,
        (pool.podSubnetIds ?? NONE).flatMap((id) => subnets.get(id) ?? NONE),
      );
      const isSame = known?.pool === pool && known.nodeSubnet === nodeSubnet && known.podSubnets === podSubnets;
      return isSame ? known : { pool, ref: { kind: 'nodePool', id: pool.id }, nodeSubnet, podSubnets };
    }),
  );
  const home = pools.find((pool) => pool.nodeSubnet !== undefined)?.nodeSubnet?.network.id;
  const network = home === undefined ? undefined : networks.get(home);
  const apiServerSubnet = cluster.apiServerSubnetId === undefined ? undefined : subnets.get(cluster.apiServerSubnetId);
  if (
    before?.cluster === cluster &&
    before.network === network &&
    before.pools === pools &&
    before.apiServerSubnet === apiServerSubnet
  ) {
    return before;
  }
  const ref = before?.ref ?? { kind: 'cluster', id: cluster.id };
  return {
    cluster,
    ref,
    network,
    pools,
    podSpace: keepAddressSpace(before?.podSpace, ref, cluster.name, cluster.podCidrs),
    serviceSpace: keepAddressSpace(before?.serviceSpace, ref, cluster.name, cluster.serviceCidrs),
    apiServerSubnet,
  };
}

function buildGateways(
  plan: Plan,
  networks: ReadonlyMap<string, NetworkView>,
  index: PlanIndex,
  previous: Topology | undefined,
): ReadonlyMap<string, GatewayView> {
  const views = new Map<string, GatewayView>();
  for (const gateway of plan.gateways) {
    const network = networks.get(gateway.virtualNetworkId);
    if (network === undefined || views.has(gateway.id)) continue;
    const before = previous?.gateways.get(gateway.id);
    const users = network.links
      .filter(({ connected, link, reverse }) => connected && usesRemoteGateway(reverse, link))
      .flatMap(({ remoteId }) => networks.get(remoteId) ?? NONE);
    const usedBy = keepItems(before?.usedBy, [network, ...users]);
    const sites = keepItems(before?.sites, index.sitesOfGateway.get(gateway.id) ?? NONE);
    const isSame =
      before?.gateway === gateway && before.network === network && before.usedBy === usedBy && before.sites === sites;
    views.set(
      gateway.id,
      isSame ? before : { gateway, ref: { kind: 'gateway', id: gateway.id }, network, usedBy, sites },
    );
  }
  return views;
}

function buildSites(
  sites: ReadonlyMap<string, Site>,
  spaces: ReadonlyMap<string, AddressSpace>,
  gateways: ReadonlyMap<string, GatewayView>,
  previous: Topology | undefined,
): ReadonlyMap<string, SiteView> {
  const views = new Map<string, SiteView>();
  for (const site of sites.values()) {
    const space = spaces.get(site.id);
    if (space === undefined) continue;
    const before = previous?.sites.get(site.id);
    const own = keepItems(
      before?.gateways,
      site.gatewayIds.flatMap((id) => gateways.get(id) ?? NONE),
    );
    const isSame = before?.site === site && before.space === space && before.gateways === own;
    views.set(site.id, isSame ? before : { site, ref: space.ref, space, gateways: own });
  }
  return views;
}

const routesOf = weakMemo((table: RouteTable): readonly RouteView[] | undefined =>
  table.routes?.map((route) => {
    const destination = parseCidr(route.addressPrefix);
    return { route, destination: destination.ok ? destination.value : undefined };
  }),
);

function buildRouteTables(
  index: PlanIndex,
  subnets: ReadonlyMap<string, SubnetView>,
  previous: Topology | undefined,
): ReadonlyMap<string, RouteTableView> {
  const users = new Map<string, SubnetView[]>();
  for (const subnet of subnets.values()) {
    for (const { id } of subnet.routeTables) {
      const list = users.get(id);
      if (list === undefined) users.set(id, [subnet]);
      else if (list.at(-1) !== subnet) list.push(subnet);
    }
  }
  const views = new Map<string, RouteTableView>();
  for (const routeTable of index.routeTables.values()) {
    const before = previous?.routeTables.get(routeTable.id);
    const own = keepItems(before?.subnets, users.get(routeTable.id) ?? NONE);
    const isSame = before?.routeTable === routeTable && sameItems(before.subnets, own);
    views.set(
      routeTable.id,
      isSame
        ? before
        : { routeTable, ref: { kind: 'routeTable', id: routeTable.id }, subnets: own, routes: routesOf(routeTable) },
    );
  }
  return views;
}

function buildBlock(block: AddressBlock, previous: Topology | undefined): BlockView {
  const before = previous?.blocks.find((view) => view.block.id === block.id);
  if (before?.block === block) return before;
  const space = keepAddressSpace(before?.space, { kind: 'block', id: block.id }, block.name, block.addressPrefixes);
  return { block, ref: space.ref, space };
}
