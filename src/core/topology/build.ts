import { parseCidr } from '../address/index.ts';
import type { AddressBlock, Peering, Plan, RouteTable, Site, VirtualNetwork } from '../plan/index.ts';
import { keepAddressSpace } from './address-space.ts';
import { buildCluster } from './cluster-view.ts';
import { findEdit, type Edit } from './edit.ts';
import { groupById, keepItems, mapKeeping, NONE, weakMemo } from './keep.ts';
import { buildLinks, usesRemoteGateway } from './links.ts';
import { ListMap } from './list-map.ts';
import { buildNetwork } from './network-view.ts';
import { indexPlan, pairKey, type PlanIndex } from './plan-index.ts';
import { buildReaches, type Reaches } from './reach.ts';
import { SubnetMap } from './subnet-map.ts';
import type {
  AddressSpace,
  BlockView,
  ClusterView,
  GatewayView,
  LinkView,
  NetworkView,
  PeeringView,
  RouteTableView,
  RouteView,
  SiteView,
  SubnetView,
  Topology,
} from './types.ts';

/** The steps on the way to a topology, one value for each network or site; the next topology takes over what still holds. */
interface Steps {
  readonly networks: ListMap<VirtualNetwork>;
  readonly sites: ListMap<Site>;
  readonly remotes: ListMap<string>;
  readonly spaces: ListMap<AddressSpace>;
  readonly siteSpaces: ListMap<AddressSpace>;
  readonly links: ListMap<readonly LinkView[]>;
  readonly reaches: Reaches;
  readonly views: ListMap<NetworkView>;
  readonly clusters: ListMap<ClusterView>;
  readonly peerings: ListMap<PeeringView>;
}

const stepsOf = new WeakMap<Topology, Steps>();

/**
 * Works out what follows from a plan. With the topology of an earlier plan every view whose sources are the same objects is
 * taken over, so the answer equals the one without it and costs what the edit touched. Ranges that cannot be read, references
 * that lead nowhere and ids that occur twice (the first counts) are left out of the views they would be in.
 */
export function buildTopology(plan: Plan, previous?: Topology): Topology {
  if (previous?.plan === plan) return previous;
  const before = previous === undefined ? undefined : stepsOf.get(previous);
  const edit = findEdit(plan, previous);
  const index = indexPlan(plan);
  const networks = ListMap.of(plan.virtualNetworks, before?.networks);
  const sites = ListMap.of(plan.sites, before?.sites);
  const spaces = networks.map(before?.spaces, (network) => spaceOfNetwork(network, previous));
  const siteSpaces = sites.map(before?.siteSpaces, (site) => spaceOfSite(site, previous));
  const remotes = networks.map(before?.remotes, remoteKind);
  const keepsLinks = before?.spaces === spaces && before.remotes === remotes && edit.keeps('peerings');
  const links = keepsLinks
    ? before.links
    : networks.map(before?.links, (_network, known, id) =>
        buildLinks(id, index.peeringsOfNetwork.get(id) ?? NONE, networks, spaces, known),
      );
  const reaches = buildReaches({ index, networks, spaces, siteSpaces, links }, before?.reaches, edit);
  const views = networks.map(before?.views, (network, known, id) =>
    buildNetwork(network, known, { space: spaces.at(id), links: links.at(id), reach: reaches.all.at(id) }, index, edit),
  );
  const subnets =
    previous !== undefined && before?.views === views ? previous.subnets : new SubnetMap(views.list, previous?.subnets);
  const clusters = ListMap.of(plan.clusters, before?.clusters).map(before?.clusters, (cluster, known) =>
    buildCluster(cluster, views, subnets, known),
  );
  const peerings = buildPeerings(plan, views, index, before?.peerings, edit);
  const gateways = buildGateways(plan, views, index, previous);
  const topology: Topology = {
    plan,
    networks: views,
    subnets,
    peerings,
    clusters,
    sites: buildSites(sites, siteSpaces, gateways, previous),
    gateways,
    routeTables: buildRouteTables(index, views, before?.views, previous?.routeTables),
    blocks: mapKeeping(plan.blocks, previous?.blocks, buildBlock),
    spaces:
      previous !== undefined && before?.spaces === spaces && before.siteSpaces === siteSpaces
        ? previous.spaces
        : [...spaces.list, ...siteSpaces.list],
  };
  stepsOf.set(topology, { networks, sites, remotes, spaces, siteSpaces, links, reaches, views, clusters, peerings });
  return topology;
}

/** What the links of other networks read of a network besides its space. */
function remoteKind({ external, classic }: VirtualNetwork): string {
  return `${external === true ? 'external' : 'own'} ${classic === true ? 'classic' : ''}`;
}

function spaceOfNetwork(network: VirtualNetwork, previous: Topology | undefined): AddressSpace {
  const before = previous?.networks.get(network.id);
  if (before?.network === network) return before.space;
  const ref = before?.ref ?? { kind: 'virtualNetwork', id: network.id };
  return keepAddressSpace(before?.space, ref, network.name, network.addressPrefixes);
}

function spaceOfSite(site: Site, previous: Topology | undefined): AddressSpace {
  const before = previous?.sites.get(site.id);
  if (before?.site === site) return before.space;
  const ref = before?.ref ?? { kind: 'site', id: site.id };
  return keepAddressSpace(before?.space, ref, site.name, site.addressPrefixes);
}

function buildPeerings(
  plan: Plan,
  networks: ListMap<NetworkView>,
  index: PlanIndex,
  previous: ListMap<PeeringView> | undefined,
  edit: Edit,
): ListMap<PeeringView> {
  const keepsPeerings = edit.keeps('peerings');
  const joined = plan.peerings.filter(({ a, b }) => networks.has(a) && networks.has(b));
  return ListMap.of(joined, previous).map(previous, (peering, before) => {
    const a = networks.at(peering.a);
    const b = networks.at(peering.b);
    const siblings =
      keepsPeerings && before?.peering === peering
        ? before.siblings
        : keepItems(before?.siblings, siblingsOf(peering, index));
    const isSame = before?.peering === peering && before.a === a && before.b === b && before.siblings === siblings;
    return isSame ? before : { peering, ref: { kind: 'peering', id: peering.id }, a, b, siblings };
  });
}

function siblingsOf(peering: Peering, index: PlanIndex): readonly Peering[] {
  const all = index.peeringsOfPair.get(pairKey(peering.a, peering.b)) ?? NONE;
  return all.length < 2 ? NONE : all.filter((other) => other !== peering);
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

/** Subnets of one network by the tables on them. */
const tableUsersOf = weakMemo((subnets: readonly SubnetView[]) =>
  groupById(subnets, ({ routeTables }) => routeTables.map(({ id }) => id)),
);

function buildRouteTables(
  index: PlanIndex,
  networks: ListMap<NetworkView>,
  networksBefore: ListMap<NetworkView> | undefined,
  previous: ReadonlyMap<string, RouteTableView> | undefined,
): ReadonlyMap<string, RouteTableView> {
  const touched = networksBefore?.hasSameIds(networks) === true ? touchedTables(networks, networksBefore) : undefined;
  const users = findTableUsers(networks, touched);
  const views = new Map<string, RouteTableView>();
  for (const routeTable of index.routeTables.values()) {
    const before = previous?.get(routeTable.id);
    const isUntouched = before !== undefined && touched?.has(routeTable.id) === false;
    const subnets = isUntouched ? before.subnets : keepItems(before?.subnets, users.get(routeTable.id) ?? NONE);
    const isSame = before?.routeTable === routeTable && before.subnets === subnets;
    views.set(
      routeTable.id,
      isSame
        ? before
        : { routeTable, ref: { kind: 'routeTable', id: routeTable.id }, subnets, routes: routesOf(routeTable) },
    );
  }
  return views;
}

/** Ids of the tables on subnets of networks whose subnets are not the same as before. */
function touchedTables(networks: ListMap<NetworkView>, before: ListMap<NetworkView>): ReadonlySet<string> {
  const touched = new Set<string>();
  for (const { ref, subnets } of networks.list) {
    const known = before.at(ref.id).subnets;
    if (known === subnets) continue;
    for (const id of tableUsersOf(known).keys()) touched.add(id);
    for (const id of tableUsersOf(subnets).keys()) touched.add(id);
  }
  return touched;
}

/** Subnets of all networks by the tables on them, for the tables asked for; missing = for all. */
function findTableUsers(
  networks: ListMap<NetworkView>,
  wanted: ReadonlySet<string> | undefined,
): ReadonlyMap<string, readonly SubnetView[]> {
  const users = new Map<string, SubnetView[]>();
  if (wanted?.size === 0) return users;
  for (const { subnets } of networks.list) {
    const here = tableUsersOf(subnets);
    for (const id of wanted ?? here.keys()) {
      const own = here.get(id);
      if (own === undefined) continue;
      const list = users.get(id);
      if (list === undefined) users.set(id, [...own]);
      else for (const subnet of own) list.push(subnet);
    }
  }
  return users;
}

function buildBlock(block: AddressBlock, before: BlockView | undefined): BlockView {
  if (before?.block === block) return before;
  const known = before?.block.id === block.id ? before.space : undefined;
  const space = keepAddressSpace(known, { kind: 'block', id: block.id }, block.name, block.addressPrefixes);
  return { block, ref: space.ref, space };
}
