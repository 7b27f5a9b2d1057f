import { containsAddress, overlaps, parseAddress, parseCidr, type Address, type Block } from '../address/index.ts';
import type { RouteTable, VirtualNetwork } from '../plan/index.ts';
import { openLinks, splitRemote, type ReachInput } from './direct-reach.ts';
import { NONE, weakMemo } from './keep.ts';
import { usesRemoteGateway } from './links.ts';
import type { AddressSpace, LinkView, ReachableSpace } from './types.ts';

/** A way out of a network's neighbourhood: what stands behind it, and for which destinations this network's routes lead there. */
export interface Door {
  /** One list for everybody who stands before the same door. */
  readonly targets: readonly ReachableSpace[];
  /** Undefined: whatever the destination. */
  readonly destinations: readonly Block[] | undefined;
}

export interface DoorInput extends ReachInput {
  /** Level 1 of every network. */
  readonly direct: ReadonlyMap<string, readonly ReachableSpace[]>;
  /** Appliances behind the appliances of a network, found once for all that come through it. */
  readonly furtherAppliances: Map<string, readonly Door[]>;
  /** Doors through an appliance that gets everything, which are the same for every network that sends it there. */
  readonly applianceDoors: Map<string, readonly Door[]>;
}

/**
 * The doors of a network to level 2: appliances that its routes name, gateways that join spokes, virtual hubs, and the rest of
 * networks peered by subnet. Peering is not transitive, so without a route there is no door.
 * @source catalogue section 2.4, review 1.1 row 2
 */
export function findDoors(id: string, input: DoorInput): readonly Door[] {
  const network = input.networks.get(id);
  if (network === undefined) return NONE;
  const links = openLinks(input.links.get(id) ?? NONE);
  const tables = routeTablesOf(network, input);
  const doors: Door[] = [];
  for (const link of links) addDoorsOfLink(doors, link, input);
  for (const door of applianceDoors(tables, links, (home, hop) => doorsThrough(home, hop, input))) doors.push(door);
  addGatewayDoors(doors, id, tables, links, input);
  return doors;
}

function addDoorsOfLink(doors: Door[], link: LinkView, { networks, direct }: DoorInput): void {
  const remote = networks.get(link.remoteId);
  const { whole } = splitRemote(link, remote);
  if (whole !== undefined) doors.push({ targets: restOf(whole), destinations: undefined });
  if (remote?.virtualHub !== true) return;
  const spokes = behind(direct.get(link.remoteId) ?? NONE, 'virtualHub', link.remote.name);
  doors.push({ targets: spokes, destinations: undefined });
}

interface Hop {
  readonly address: Address;
  readonly text: string;
  /** Undefined: a default route sends everything there. */
  readonly destinations: readonly Block[] | undefined;
}

/** The appliances a table names, each with its destinations, and the destinations it sends to the gateway. */
const readRoutes = weakMemo((table: RouteTable) => {
  const destinations = new Map<string, Block[]>();
  const toGateway: Block[] = [];
  for (const route of table.routes ?? NONE) {
    const destination = parseCidr(route.addressPrefix);
    if (!destination.ok) continue;
    if (route.nextHopType === 'VirtualNetworkGateway') toGateway.push(destination.value);
    if (route.nextHopType !== 'VirtualAppliance' || route.nextHopIpAddress === undefined) continue;
    const known = destinations.get(route.nextHopIpAddress);
    if (known === undefined) destinations.set(route.nextHopIpAddress, [destination.value]);
    else known.push(destination.value);
  }
  const appliances = [...destinations].flatMap(([text, blocks]): readonly Hop[] => {
    const address = parseAddress(text);
    const isEverything = blocks.some(({ prefixLength }) => prefixLength === 0);
    return address.ok ? [{ address: address.value, text, destinations: isEverything ? undefined : blocks }] : NONE;
  });
  return { appliances, toGateway };
});

/** Ids of the tables on a network's subnets, each once. */
export const routeTableIdsOf = weakMemo((network: VirtualNetwork): readonly string[] => [
  ...new Set(network.subnets.flatMap((subnet) => subnet.routeTableIds ?? [])),
]);

function routeTablesOf(network: VirtualNetwork, { index }: DoorInput): readonly RouteTable[] {
  return tablesOf(index.routeTables)(network);
}

/** The tables on a network's subnets, kept for the tables of a plan. */
const tablesOf = weakMemo((routeTables: DoorInput['index']['routeTables']) =>
  weakMemo((network: VirtualNetwork): readonly RouteTable[] =>
    routeTableIdsOf(network).flatMap((id) => routeTables.get(id) ?? NONE),
  ),
);

/** The doors of `findDoorsThrough` for every appliance in a network next door that a route names. */
function applianceDoors(
  tables: readonly RouteTable[],
  links: readonly LinkView[],
  findDoorsThrough: (home: LinkView, hop: Hop) => readonly Door[],
): readonly Door[] {
  let doors: readonly Door[] = NONE;
  for (const table of tables) {
    for (const hop of readRoutes(table).appliances) {
      const home = links.find(({ remote }) => remote.blocks.some((block) => containsAddress(block, hop.address)));
      const more = home === undefined ? NONE : findDoorsThrough(home, hop);
      if (more.length > 0) doors = doors.length === 0 ? more : [...doors, ...more];
    }
  }
  return doors;
}

/** What stands next to the appliance, and what stands behind the appliances that its own network's routes name. */
function doorsThrough(home: LinkView, hop: Hop, input: DoorInput): readonly Door[] {
  if (hop.destinations !== undefined) return makeDoorsThrough(home, hop, input);
  const key = `${home.remoteId}\n${hop.text}`;
  const known = input.applianceDoors.get(key) ?? makeDoorsThrough(home, hop, input);
  input.applianceDoors.set(key, known);
  return known;
}

function makeDoorsThrough(home: LinkView, hop: Hop, input: DoorInput): readonly Door[] {
  const through = behindAppliance(home, hop, input);
  return [
    nextToAppliance(home, hop, input),
    ...findFurtherAppliances(home.remoteId, input).map((door) => ({
      targets: through(door.targets),
      destinations: narrow(hop.destinations, door.destinations),
    })),
  ];
}

function nextToAppliance(home: LinkView, hop: Hop, input: DoorInput): Door {
  const through = behindAppliance(home, hop, input);
  return { targets: through(input.direct.get(home.remoteId) ?? NONE), destinations: hop.destinations };
}

function behindAppliance(
  home: LinkView,
  hop: Hop,
  { index }: DoorInput,
): (targets: readonly ReachableSpace[]) => readonly ReachableSpace[] {
  const firewalls = index.firewallsOfNetwork.get(home.remoteId) ?? NONE;
  const name = firewalls.find(({ privateIp }) => privateIp === hop.text)?.name ?? hop.text;
  return (targets) => behind(targets, 'appliance', home.remote.name, name);
}

/** Appliances that the routes of a network with an appliance name in turn, as between two hubs; no third one is looked for. */
function findFurtherAppliances(id: string, input: DoorInput): readonly Door[] {
  const known = input.furtherAppliances.get(id);
  if (known !== undefined) return known;
  const network = input.networks.get(id);
  const links = openLinks(input.links.get(id) ?? NONE);
  const doors =
    network === undefined
      ? NONE
      : applianceDoors(routeTablesOf(network, input), links, (home, hop) => [nextToAppliance(home, hop, input)]);
  input.furtherAppliances.set(id, doors);
  return doors;
}

/** What both routes let through: blocks nest, so of two that overlap the smaller one. */
function narrow(a: readonly Block[] | undefined, b: readonly Block[] | undefined): readonly Block[] | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  const smaller = (one: Block, other: Block): Block => (one.prefixLength >= other.prefixLength ? one : other);
  return a.flatMap((one) => b.flatMap((other) => (overlaps(one, other) ? [smaller(one, other)] : [])));
}

/** Networks joined by a VPN gateway: its other users, where a route sends their ranges to the gateway, and VNet-to-VNet connections. */
function addGatewayDoors(
  doors: Door[],
  id: string,
  tables: readonly RouteTable[],
  links: readonly LinkView[],
  input: DoorInput,
): void {
  addJoined(doors, id, undefined, input);
  for (const { link, reverse, remoteId, remote } of links) {
    if (!usesRemoteGateway(link, reverse)) continue;
    addJoined(doors, remoteId, remote.name, input);
    const vpn = (input.index.gatewaysOfNetwork.get(remoteId) ?? NONE).find(({ kind }) => kind === 'vpn');
    if (vpn === undefined) continue;
    const toGateway = tables.flatMap((table) => readRoutes(table).toGateway);
    if (toGateway.length === 0) continue;
    const users = behind(input.direct.get(remoteId) ?? NONE, 'gateway', remote.name, vpn.name);
    doors.push({ targets: users, destinations: toGateway });
  }
}

/**
 * Networks at the far end of VNet-to-VNet connections.
 * @param lender the network that lends its gateway, where it is not one's own
 */
function addJoined(doors: Door[], ownerId: string, lender: string | undefined, { index, spaces }: DoorInput): void {
  for (const gateway of index.gatewaysOfNetwork.get(ownerId) ?? NONE) {
    for (const other of gateway.vnetToVnet ?? NONE) {
      const space = spaces.get(other);
      if (space === undefined) continue;
      const via = lender === undefined ? [gateway.name] : [lender, gateway.name];
      doors.push({ targets: joined(space, via), destinations: undefined });
    }
  }
}

const knownBehind = weakMemo((_targets: readonly ReachableSpace[]) => new Map<string, readonly ReachableSpace[]>());

/** A list of targets as seen through a door; the same object for the same list and door. */
function behind(
  targets: readonly ReachableSpace[],
  by: ReachableSpace['by'],
  ...names: readonly string[]
): readonly ReachableSpace[] {
  if (targets.length === 0) return NONE;
  const lists = knownBehind(targets);
  const key = [by, ...names].join('\n');
  const seen = lists.get(key) ?? targets.map(({ space, via }) => ({ space, by, via: [...names, ...via] }));
  lists.set(key, seen);
  return seen;
}

/** What of a network peered by subnet does not take part: reachable through what does, so one step further. */
const restOf = weakMemo((space: AddressSpace): readonly ReachableSpace[] => [{ space, by: 'peering', via: NONE }]);

const knownJoined = weakMemo((_space: AddressSpace) => new Map<string, readonly ReachableSpace[]>());

function joined(space: AddressSpace, via: readonly string[]): readonly ReachableSpace[] {
  const lists = knownJoined(space);
  const key = via.join('\n');
  const list = lists.get(key) ?? [{ space, by: 'gateway' as const, via }];
  lists.set(key, list);
  return list;
}
