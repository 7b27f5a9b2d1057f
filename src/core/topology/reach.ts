import { containsAddress, overlaps, parseAddress, parseCidr, type Address, type Block } from '../address/index.ts';
import type { Firewall, RouteTable, VirtualNetwork } from '../plan/index.ts';
import { createAddressSpace } from './address-space.ts';
import { keepItems, NONE, sameItems, weakMemo } from './keep.ts';
import { usesRemoteGateway } from './links.ts';
import type { PlanIndex } from './plan-index.ts';
import type { AddressSpace, LinkView, Reach, ReachableSpace } from './types.ts';

/** What the levels of a network are worked out from. */
export interface ReachInput {
  readonly index: PlanIndex;
  readonly networks: ReadonlyMap<string, VirtualNetwork>;
  readonly spaces: ReadonlyMap<string, AddressSpace>;
  readonly siteSpaces: ReadonlyMap<string, AddressSpace>;
  readonly links: ReadonlyMap<string, readonly LinkView[]>;
}

/** Traffic passes on a link unless both ends shut it. */
function isOpen({ connected, link, reverse }: LinkView): boolean {
  return connected && !(link?.allowVirtualNetworkAccess === false && reverse?.allowVirtualNetworkAccess === false);
}

/**
 * Level 1 of a network: peers, members of its connected groups, and sites behind its own gateways or those a peer lends it. Unchanged entries, and
 * the list when all are unchanged, are the previous objects.
 * @source catalogue section 2.4, review 1.1 rows 2 and 3
 */
export function findDirectReach(
  id: string,
  input: ReachInput,
  previous: readonly ReachableSpace[] | undefined,
): readonly ReachableSpace[] {
  const { index, networks, spaces, links } = input;
  const found: ReachableSpace[] = [];
  const seen = new Set<string>([id]);
  const add = (space: AddressSpace, by: ReachableSpace['by'], via: readonly string[]): void => {
    if (seen.has(space.ref.id)) return;
    seen.add(space.ref.id);
    found.push(keepReachable(previous?.[found.length], space, by, via));
  };
  const open = (links.get(id) ?? NONE).filter(isOpen);
  for (const link of open) {
    const { participating } = splitRemote(link, networks.get(link.remoteId));
    if (participating !== undefined) add(participating, 'peering', NONE);
  }
  for (const group of index.groupsOfNetwork.get(id) ?? NONE) {
    for (const member of group.virtualNetworkIds) {
      const space = spaces.get(member);
      if (space !== undefined) add(space, 'connectedGroup', NONE);
    }
  }
  const addSites = (ownerId: string, before: readonly string[]): void => {
    for (const gateway of index.gatewaysOfNetwork.get(ownerId) ?? NONE) {
      for (const site of index.sitesOfGateway.get(gateway.id) ?? NONE) {
        const space = input.siteSpaces.get(site.id);
        if (space !== undefined) add(space, 'site', [...before, gateway.name]);
      }
    }
  };
  addSites(id, NONE);
  for (const { link, reverse, remoteId, remote } of open)
    if (usesRemoteGateway(link, reverse)) addSites(remoteId, [remote.name]);
  return keepItems(previous, found);
}

function keepReachable(
  before: ReachableSpace | undefined,
  space: AddressSpace,
  by: ReachableSpace['by'],
  via: readonly string[],
): ReachableSpace {
  return before !== undefined && before.space === space && before.by === by && sameItems(before.via, via)
    ? before
    : { space, by, via };
}

/** Split of the remote space by subnet peering: what takes part, and what is left. Without subnet peering everything takes part. */
function splitRemote(
  view: LinkView,
  remote: VirtualNetwork | undefined,
): { participating?: AddressSpace; rest?: AddressSpace } {
  const chosen = view.link?.subnetPeering?.remote ?? view.reverse?.subnetPeering?.local;
  if (chosen === undefined) return { participating: view.remote };
  const texts = participatingPrefixes(chosen, view, remote);
  return {
    participating: texts.length === 0 ? undefined : subnetSpace(view.remote, texts.join('\n')),
    rest: view.remote,
  };
}

function participatingPrefixes(
  names: readonly string[],
  view: LinkView,
  remote: VirtualNetwork | undefined,
): readonly string[] {
  const subnets = remote?.subnets.filter((subnet) => names.includes(subnet.name)) ?? [];
  if (subnets.length > 0) return subnets.flatMap((subnet) => subnet.addressPrefixes);
  // A network outside the plan: the link itself has cached the prefixes of the participating subnets.
  return view.link?.remoteAddressPrefixes ?? [];
}

const subnetSpaces = weakMemo((_space: AddressSpace) => new Map<string, AddressSpace>());
function subnetSpace(space: AddressSpace, texts: string): AddressSpace {
  const known = subnetSpaces(space).get(texts);
  if (known !== undefined) return known;
  const made = createAddressSpace(space.ref, space.name, texts.split('\n'));
  subnetSpaces(space).set(texts, made);
  return made;
}

interface Hop {
  readonly address: Address;
  readonly text: string;
  readonly destination: Block;
}

/** Routes of a table to appliances, and the destinations it sends to the gateway. */
const readRoutes = weakMemo((table: RouteTable) => {
  const appliances: Hop[] = [];
  const toGateway: Block[] = [];
  for (const route of table.routes ?? []) {
    const destination = parseCidr(route.addressPrefix);
    if (!destination.ok) continue;
    if (route.nextHopType === 'VirtualNetworkGateway') toGateway.push(destination.value);
    if (route.nextHopType !== 'VirtualAppliance' || route.nextHopIpAddress === undefined) continue;
    const address = parseAddress(route.nextHopIpAddress);
    if (address.ok)
      appliances.push({ address: address.value, text: route.nextHopIpAddress, destination: destination.value });
  }
  return { appliances, toGateway };
});

/** Ids of the tables on a network's subnets, each once. */
const tableIdsOf = weakMemo((network: VirtualNetwork) => [
  ...new Set(network.subnets.flatMap((subnet) => subnet.routeTableIds ?? [])),
]);

/** A shared list of targets behind one door, and which of them this network's routes lead to. */
interface Door {
  readonly targets: readonly ReachableSpace[];
  /** Undefined: all of them. */
  readonly destinations: readonly Block[] | undefined;
}

/**
 * The reach of a network. Level 2 is worked out when it is first asked for: in a hub and spoke with a firewall every spoke reaches every other, and most
 * spokes are never asked. The previous reach is kept when everything it depends on is the same.
 */
export function buildReach(
  id: string,
  l1: readonly ReachableSpace[],
  direct: ReadonlyMap<string, readonly ReachableSpace[]>,
  input: ReachInput,
  previous: Reach | undefined,
): Reach {
  const doors = findDoors(id, direct, input);
  const dependencies = [l1, ...doors.flatMap(({ targets, destinations }) => [targets, ...(destinations ?? NONE)])];
  if (previous !== undefined && sameItems(dependenciesOf.get(previous) ?? NONE, dependencies)) return previous;
  let l2: readonly ReachableSpace[] | undefined;
  const reach: Reach = {
    l1,
    get l2() {
      return (l2 ??= walkDoors(id, l1, doors));
    },
  };
  dependenciesOf.set(reach, dependencies);
  return reach;
}

const dependenciesOf = new WeakMap<Reach, readonly unknown[]>();

function walkDoors(id: string, l1: readonly ReachableSpace[], doors: readonly Door[]): readonly ReachableSpace[] {
  const seen = new Set<unknown>([id]);
  for (const { space } of l1) seen.add(space.ref.id);
  const found: ReachableSpace[] = [];
  for (const { targets, destinations } of doors) {
    for (const target of targets) {
      const key = target.by === 'peering' ? target.space : target.space.ref.id;
      if (seen.has(key) || (destinations !== undefined && !isRouted(target.space, destinations))) continue;
      seen.add(key);
      found.push(target);
    }
  }
  return found.length === 0 ? NONE : found;
}

function isRouted(space: AddressSpace, destinations: readonly Block[]): boolean {
  return space.blocks.some((block) => destinations.some((destination) => overlaps(block, destination)));
}

/** The doors to level 2: appliances that routes name, gateways that join spokes, virtual hubs, and the rest of networks peered by subnet. */
function findDoors(
  id: string,
  direct: ReadonlyMap<string, readonly ReachableSpace[]>,
  input: ReachInput,
): readonly Door[] {
  const network = input.networks.get(id);
  const links = (input.links.get(id) ?? NONE).filter(isOpen);
  const doors: Door[] = [];
  for (const link of links) {
    const remote = input.networks.get(link.remoteId);
    const { rest } = splitRemote(link, remote);
    if (rest !== undefined) doors.push({ targets: restOfNetwork(rest), destinations: undefined });
    if (remote?.virtualHub === true) {
      doors.push({
        targets: behind(direct.get(link.remoteId) ?? NONE, 'virtualHub', link.remote.name),
        destinations: undefined,
      });
    }
  }
  if (network === undefined) return doors;
  const tables = tableIdsOf(network).flatMap((tableId) => input.index.routeTables.get(tableId) ?? NONE);
  doors.push(...applianceDoors(id, tables, links, direct, input, 2));
  doors.push(...gatewayDoors(id, tables, links, direct, input));
  return doors;
}

/** Appliances in a network next door, by the routes that name them; `depth` more appliances may stand behind each. */
function applianceDoors(
  id: string,
  tables: readonly RouteTable[],
  links: readonly LinkView[],
  direct: ReadonlyMap<string, readonly ReachableSpace[]>,
  input: ReachInput,
  depth: number,
): readonly Door[] {
  if (tables.length === 0 || depth === 0) return NONE;
  const byHop = new Map<string, { readonly hop: Hop; readonly destinations: Block[] }>();
  for (const table of tables) {
    for (const hop of readRoutes(table).appliances) {
      const known = byHop.get(hop.text);
      if (known === undefined) byHop.set(hop.text, { hop, destinations: [hop.destination] });
      else if (!known.destinations.includes(hop.destination)) known.destinations.push(hop.destination);
    }
  }
  return [...byHop.values()].flatMap(({ hop, destinations }): readonly Door[] => {
    const home = links.find(({ remote }) => remote.blocks.some((block) => containsAddress(block, hop.address)));
    if (home === undefined) return NONE;
    const firewall = (input.index.firewallsOfNetwork.get(home.remoteId) ?? NONE).find(
      ({ privateIp }) => privateIp === hop.text,
    );
    const name = firewall === undefined ? hop.text : nameOf(firewall);
    const isEverything = destinations.some(({ prefixLength }) => prefixLength === 0);
    const wanted = isEverything ? undefined : destinations;
    const own: Door = {
      targets: behind(direct.get(home.remoteId) ?? NONE, 'appliance', home.remote.name, name),
      destinations: wanted,
    };
    const next = input.networks.get(home.remoteId);
    if (next === undefined) return [own];
    const nextTables = tableIdsOf(next).flatMap((tableId) => input.index.routeTables.get(tableId) ?? NONE);
    const nextLinks = (input.links.get(home.remoteId) ?? NONE).filter((link) => isOpen(link) && link.remoteId !== id);
    const further = applianceDoors(home.remoteId, nextTables, nextLinks, direct, input, depth - 1);
    return [
      own,
      ...further.map((door): Door => ({
        targets: behind(door.targets, 'appliance', home.remote.name, name),
        destinations: narrow(wanted, door.destinations),
      })),
    ];
  });
}

function nameOf(firewall: Firewall): string {
  return firewall.name;
}

/** What both routes let through: blocks nest, so of two that overlap the smaller one. */
function narrow(a: readonly Block[] | undefined, b: readonly Block[] | undefined): readonly Block[] | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return a.flatMap((one) =>
    b.flatMap((other) => (overlaps(one, other) ? [one.prefixLength >= other.prefixLength ? one : other] : [])),
  );
}

/** Networks joined by a VPN gateway: other users of it, where a route sends their ranges to the gateway, and VNet-to-VNet connections. */
function gatewayDoors(
  id: string,
  tables: readonly RouteTable[],
  links: readonly LinkView[],
  direct: ReadonlyMap<string, readonly ReachableSpace[]>,
  input: ReachInput,
): readonly Door[] {
  const doors: Door[] = [];
  const vnetToVnet = (ownerId: string, before: string | undefined): void => {
    for (const gateway of input.index.gatewaysOfNetwork.get(ownerId) ?? NONE) {
      const joined = (gateway.vnetToVnet ?? NONE).flatMap((other) => input.spaces.get(other) ?? NONE);
      if (joined.length === 0) continue;
      const via = before === undefined ? [gateway.name] : [before, gateway.name];
      for (const space of joined) doors.push({ targets: joinedNetwork(space, via), destinations: undefined });
    }
  };
  vnetToVnet(id, undefined);
  const toGateway = tables.flatMap((table) => readRoutes(table).toGateway);
  for (const { link, reverse, remoteId, remote } of links) {
    if (!usesRemoteGateway(link, reverse)) continue;
    vnetToVnet(remoteId, remote.name);
    const vpn = (input.index.gatewaysOfNetwork.get(remoteId) ?? NONE).find(({ kind }) => kind === 'vpn');
    if (vpn === undefined || toGateway.length === 0) continue;
    doors.push({
      targets: behind(direct.get(remoteId) ?? NONE, 'gateway', remote.name, vpn.name),
      destinations: toGateway,
    });
  }
  return doors;
}

const doorsBehind = weakMemo((_targets: readonly ReachableSpace[]) => new Map<string, readonly ReachableSpace[]>());

/** A list of targets as seen through a door; one list for everybody who stands before the same door. */
function behind(
  targets: readonly ReachableSpace[],
  by: ReachableSpace['by'],
  ...names: readonly string[]
): readonly ReachableSpace[] {
  if (targets.length === 0) return NONE;
  const lists = doorsBehind(targets);
  const key = [by, ...names].join('\n');
  const known = lists.get(key);
  if (known !== undefined) return known;
  const seen = targets.map((target): ReachableSpace => ({ space: target.space, by, via: [...names, ...target.via] }));
  lists.set(key, seen);
  return seen;
}

/** What of a network peered by subnet does not take part: reachable through what does, so one step further. */
const restOfNetwork = weakMemo((space: AddressSpace): readonly ReachableSpace[] => [
  { space, by: 'peering', via: NONE },
]);

const joinedNetworks = weakMemo((_space: AddressSpace) => new Map<string, readonly ReachableSpace[]>());
function joinedNetwork(space: AddressSpace, via: readonly string[]): readonly ReachableSpace[] {
  const key = via.join('\n');
  const known = joinedNetworks(space).get(key);
  if (known !== undefined) return known;
  const made: readonly ReachableSpace[] = [{ space, by: 'gateway', via }];
  joinedNetworks(space).set(key, made);
  return made;
}
