import { parseCidr } from '../address/index.ts';
import type { AddressBlock, Peering, Plan, RouteTable, Site, VirtualNetwork } from '../plan/index.ts';
import { keepAddressSpace } from './address-space.ts';
import { buildCluster } from './cluster-view.ts';
import { findEdit, type Edit } from './edit.ts';
import { groupById, keepItems, mapById, mapKeeping, NONE, weakMemo } from './keep.ts';
import { buildLinks, usesRemoteGateway } from './links.ts';
import { buildNetwork } from './network-view.ts';
import { indexPlan, pairKey, type PlanIndex } from './plan-index.ts';
import { buildReaches } from './reach.ts';
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

/**
 * Works out what follows from a plan. With the topology of an earlier plan every view whose sources are the same objects is
 * taken over, so the answer equals the one without it and costs what the edit touched. Ranges that cannot be read, references
 * that lead nowhere and ids that occur twice (the first counts) are left out of the views they would be in.
 */
export function buildTopology(plan: Plan, previous?: Topology): Topology {
  if (previous?.plan === plan) return previous;
  const edit = findEdit(plan, previous);
  const index = indexPlan(plan);
  const networksById = mapById(plan.virtualNetworks);
  const sitesById = mapById(plan.sites);
  const spaces = new Map<string, AddressSpace>();
  for (const network of networksById.values()) spaces.set(network.id, spaceOfNetwork(network, previous));
  const siteSpaces = new Map<string, AddressSpace>();
  for (const site of sitesById.values()) siteSpaces.set(site.id, spaceOfSite(site, previous));
  const links = new Map<string, readonly LinkView[]>();
  for (const id of networksById.keys()) {
    const peerings = index.peeringsOfNetwork.get(id) ?? NONE;
    links.set(id, buildLinks(id, peerings, networksById, spaces, previous?.networks.get(id)?.links));
  }
  const reaches = buildReaches({ index, networks: networksById, spaces, siteSpaces, links }, edit);

  const networks = new Map<string, NetworkView>();
  for (const [id, reach] of reaches) {
    const network = networksById.get(id);
    const space = spaces.get(id);
    if (network === undefined || space === undefined) continue;
    networks.set(id, buildNetwork(network, { space, reach, links: links.get(id) ?? NONE }, index, edit));
  }
  const subnets = new SubnetMap([...networks.values()], previous?.subnets);
  const clusters = new Map<string, ClusterView>();
  for (const cluster of mapById(plan.clusters).values()) {
    clusters.set(cluster.id, buildCluster(cluster, networks, subnets, previous?.clusters.get(cluster.id)));
  }
  const gateways = buildGateways(plan, networks, index, previous);
  return {
    plan,
    networks,
    subnets,
    peerings: buildPeerings(plan, networks, index, edit),
    clusters,
    sites: buildSites(sitesById, siteSpaces, gateways, previous),
    gateways,
    routeTables: buildRouteTables(index, networks, previous),
    blocks: mapKeeping(plan.blocks, previous?.blocks, buildBlock),
    spaces: keepItems(previous?.spaces, [...spaces.values(), ...siteSpaces.values()]),
  };
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
  networks: ReadonlyMap<string, NetworkView>,
  index: PlanIndex,
  { previous, keeps }: Edit,
): ReadonlyMap<string, PeeringView> {
  const views = new Map<string, PeeringView>();
  const keepsPeerings = keeps('peerings');
  for (const peering of plan.peerings) {
    const a = networks.get(peering.a);
    const b = networks.get(peering.b);
    if (a === undefined || b === undefined || views.has(peering.id)) continue;
    const before = previous?.peerings.get(peering.id);
    const siblings =
      keepsPeerings && before?.peering === peering
        ? before.siblings
        : keepItems(before?.siblings, siblingsOf(peering, index));
    const isSame = before?.peering === peering && before.a === a && before.b === b && before.siblings === siblings;
    views.set(peering.id, isSame ? before : { peering, ref: { kind: 'peering', id: peering.id }, a, b, siblings });
  }
  return views;
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
    const view = { gateway, ref: { kind: 'gateway' as const, id: gateway.id }, network, usedBy, sites };
    views.set(gateway.id, isSame ? before : view);
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
  networks: ReadonlyMap<string, NetworkView>,
  previous: Topology | undefined,
): ReadonlyMap<string, RouteTableView> {
  const users = new Map<string, SubnetView[]>();
  for (const { subnets } of networks.values()) {
    for (const [id, own] of tableUsersOf(subnets)) {
      const list = users.get(id);
      if (list === undefined) users.set(id, [...own]);
      else for (const subnet of own) list.push(subnet);
    }
  }
  const views = new Map<string, RouteTableView>();
  for (const routeTable of index.routeTables.values()) {
    const before = previous?.routeTables.get(routeTable.id);
    const own = keepItems(before?.subnets, users.get(routeTable.id) ?? NONE);
    const isSame = before?.routeTable === routeTable && before.subnets === own;
    const ref = { kind: 'routeTable' as const, id: routeTable.id };
    views.set(routeTable.id, isSame ? before : { routeTable, ref, subnets: own, routes: routesOf(routeTable) });
  }
  return views;
}

function buildBlock(block: AddressBlock, before: BlockView | undefined): BlockView {
  if (before?.block === block) return before;
  const known = before?.block.id === block.id ? before.space : undefined;
  const space = keepAddressSpace(known, { kind: 'block', id: block.id }, block.name, block.addressPrefixes);
  return { block, ref: space.ref, space };
}
