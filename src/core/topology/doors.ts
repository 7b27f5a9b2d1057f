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
  doors.push(...applianceDoors(tables, links, input, (home) => findFurtherAppliances(home, input)));
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
  return routeTableIdsOf(network).flatMap((id) => index.routeTables.get(id) ?? NONE);
}

/** Appliances in a network next door, by the routes that name them, and those that stand behind one of them. */
function applianceDoors(
  tables: readonly RouteTable[],
  links: readonly LinkView[],
  input: DoorInput,
  findFurther: (home: string) => readonly Door[],
): readonly Door[] {
  return tables.flatMap((table) =>
    readRoutes(table).appliances.flatMap((hop): readonly Door[] => {
      const home = links.find(({ remote }) => remote.blocks.some((block) => containsAddress(block, hop.address)));
      if (home === undefined) return NONE;
      const firewalls = input.index.firewallsOfNetwork.get(home.remoteId) ?? NONE;
      const name = firewalls.find(({ privateIp }) => privateIp === hop.text)?.name ?? hop.text;
      const through = (targets: readonly ReachableSpace[]): readonly ReachableSpace[] =>
        behind(targets, 'appliance', home.remote.name, name);
      return [
        { targets: through(input.direct.get(home.remoteId) ?? NONE), destinations: hop.destinations },
        ...findFurther(home.remoteId).map((door) => ({
          targets: through(door.targets),
          destinations: narrow(hop.destinations, door.destinations),
        })),
      ];
    }),
  );
}

/** Appliances that the routes of a network with an appliance name in turn, as between two hubs; no third one is looked for. */
function findFurtherAppliances(id: string, input: DoorInput): readonly Door[] {
  const known = input.furtherAppliances.get(id);
  if (known !== undefined) return known;
  const network = input.networks.get(id);
  const links = openLinks(input.links.get(id) ?? NONE);
  const doors = network === undefined ? NONE : applianceDoors(routeTablesOf(network, input), links, input, () => NONE);
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
  { index, spaces, direct }: DoorInput,
): void {
  const addJoined = (ownerId: string, lender: readonly string[]): void => {
    for (const gateway of index.gatewaysOfNetwork.get(ownerId) ?? NONE) {
      for (const other of gateway.vnetToVnet ?? NONE) {
        const space = spaces.get(other);
        if (space === undefined) continue;
        doors.push({ targets: joined(space, [...lender, gateway.name]), destinations: undefined });
      }
    }
  };
  addJoined(id, NONE);
  const toGateway = tables.flatMap((table) => readRoutes(table).toGateway);
  for (const { link, reverse, remoteId, remote } of links) {
    if (!usesRemoteGateway(link, reverse)) continue;
    addJoined(remoteId, [remote.name]);
    const vpn = (index.gatewaysOfNetwork.get(remoteId) ?? NONE).find(({ kind }) => kind === 'vpn');
    if (vpn === undefined || toGateway.length === 0) continue;
    const users = behind(direct.get(remoteId) ?? NONE, 'gateway', remote.name, vpn.name);
    doors.push({ targets: users, destinations: toGateway });
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
