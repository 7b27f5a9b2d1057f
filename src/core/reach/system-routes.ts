import {
  NONE,
  openLinks,
  splitRemote,
  usesRemoteGateway,
  type GatewayView,
  type LinkView,
  type NetworkView,
  type SubnetView,
  type Topology,
} from '../topology/index.ts';
import type { GatewayKnowledge, GatewayRoute, SystemRoute } from './model.ts';

/**
 * Azure's own routes for a subnet: its network, peers over links that carry traffic, members of connected groups. Of a peering of subnets only those that take
 * part are known to each other.
 * @source UDRO (system routes), SUBP, catalogue 2.4
 */
export function listSystemRoutes(
  network: NetworkView,
  subnet: SubnetView | undefined,
  topology: Topology,
): readonly SystemRoute[] {
  const routes: SystemRoute[] = network.space.blocks.map((block) => ({ by: 'local', block }));
  for (const link of openLinks(network.links)) {
    if (!takesPart(link, subnet)) continue;
    const { participating } = splitRemote(link, topology.networks.get(link.remoteId)?.network);
    for (const block of participating?.blocks ?? NONE) routes.push({ by: 'peering', block, link });
  }
  for (const group of topology.plan.connectedGroups) {
    if (!group.virtualNetworkIds.includes(network.ref.id)) continue;
    for (const remoteId of group.virtualNetworkIds) {
      if (remoteId === network.ref.id) continue;
      for (const block of topology.networks.get(remoteId)?.space.blocks ?? NONE) {
        routes.push({ by: 'group', block, name: group.name, id: group.id, remoteId });
      }
    }
  }
  return routes;
}

function takesPart({ link, reverse }: LinkView, subnet: SubnetView | undefined): boolean {
  const names = link?.subnetPeering?.local ?? reverse?.subnetPeering?.remote;
  return names === undefined || (subnet !== undefined && names.includes(subnet.subnet.name));
}

/**
 * What the gateways of a network and those lent to it announce, and whether that is all there is. A drawn gateway without sites is known to lead nowhere; one
 * that was imported is not.
 */
export function listGatewayRoutes(network: NetworkView, topology: Topology): GatewayKnowledge {
  const routes: GatewayRoute[] = [];
  let unknownOf: NetworkView | undefined;
  const addAll = (owner: NetworkView | undefined, lender: LinkView | undefined): void => {
    if (owner === undefined) return;
    const views = gatewayViewsOf(owner, topology);
    for (const gateway of views) routes.push(...announcedBy(gateway, lender, network, topology));
    const isUnknown = views.length === 0 ? owner.hasGateway !== false : views.some(hasUnknownSites);
    if (isUnknown) unknownOf ??= owner;
  };
  addAll(network, undefined);
  for (const link of openLinks(network.links)) {
    const owner = topology.networks.get(link.remoteId);
    if (owner?.network.virtualHub === true) unknownOf ??= owner;
    else if (usesRemoteGateway(link.link, link.reverse)) addAll(owner, link);
  }
  return { routes, unknownOf };
}

function hasUnknownSites({ gateway, sites }: GatewayView): boolean {
  return gateway.origin === 'existing' && sites.length === 0;
}

function gatewayViewsOf(owner: NetworkView, topology: Topology): readonly GatewayView[] {
  return owner.gateways.flatMap(({ id }) => topology.gateways.get(id) ?? NONE);
}

function announcedBy(
  gateway: GatewayView,
  lender: LinkView | undefined,
  user: NetworkView,
  topology: Topology,
): readonly GatewayRoute[] {
  const sites = gateway.sites.flatMap(({ id }) => topology.sites.get(id) ?? NONE);
  const joined = joinedNetworks(gateway, topology).filter((other) => other !== user);
  return [
    ...sites.flatMap((leadsTo) => leadsTo.space.blocks.map((block) => ({ block, gateway, lender, leadsTo }))),
    ...joined.flatMap((leadsTo) => leadsTo.space.blocks.map((block) => ({ block, gateway, lender, leadsTo }))),
  ];
}

/** Networks joined to a gateway by VNet-to-VNet VPN, whichever side says so. */
export function joinedNetworks({ gateway, network }: GatewayView, topology: Topology): readonly NetworkView[] {
  const named = gateway.vnetToVnet ?? NONE;
  const naming = [...topology.gateways.values()].filter(({ gateway: other }) =>
    other.vnetToVnet?.includes(network.ref.id),
  );
  const ids = new Set([...named, ...naming.map((view) => view.network.ref.id)]);
  return [...ids].flatMap((id) => topology.networks.get(id) ?? NONE);
}
