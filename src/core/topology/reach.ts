import { overlaps, type Block } from '../address/index.ts';
import { findDirectReach, hasSubnetPeering, type ReachInput } from './direct-reach.ts';
import { findDoors, routeTableIdsOf, type Door, type DoorInput } from './doors.ts';
import type { Edit } from './edit.ts';
import { NONE, sameItems } from './keep.ts';
import type { AddressSpace, Reach, ReachableSpace } from './types.ts';

/** The reach of every network. Reaches that an edit does not touch are the previous objects. */
export function buildReaches(input: ReachInput, edit: Edit): ReadonlyMap<string, Reach> {
  const direct = new Map<string, readonly ReachableSpace[]>();
  const keepsSites = edit.keeps('connectedGroups', 'gateways', 'sites');
  for (const [id, links] of input.links) {
    const before = edit.previous?.networks.get(id);
    const isKept =
      keepsSites && before?.links === links && !hasSubnetPeering(links) && !input.index.groupsOfNetwork.has(id);
    direct.set(id, isKept ? before.reach.l1 : findDirectReach(id, input, before?.reach.l1));
  }
  const keepsDoors = keepsAllDoors(input, direct, edit);
  const doorInput: DoorInput = { ...input, direct, furtherAppliances: new Map() };
  const reaches = new Map<string, Reach>();
  for (const [id, l1] of direct) {
    const before = edit.previous?.networks.get(id)?.reach;
    reaches.set(id, keepsDoors && before !== undefined ? before : buildReach(id, l1, doorInput, before));
  }
  return reaches;
}

/** Whether nothing that a door of any network depends on has changed. Most edits leave all of them alone. */
function keepsAllDoors(
  { networks, spaces, links }: ReachInput,
  direct: ReadonlyMap<string, readonly ReachableSpace[]>,
  { previous, keeps }: Edit,
): boolean {
  if (previous?.networks.size !== networks.size || !keeps('routeTables', 'firewalls', 'gateways')) return false;
  for (const [id, network] of networks) {
    const before = previous.networks.get(id);
    if (before === undefined || before.space !== spaces.get(id) || before.reach.l1 !== direct.get(id)) return false;
    if (before.links !== links.get(id)) return false;
    if (before.network === network) continue;
    if (before.network.virtualHub !== network.virtualHub) return false;
    if (!sameItems(routeTableIdsOf(before.network), routeTableIdsOf(network))) return false;
  }
  return true;
}

/**
 * The reach of one network. Level 2 is worked out when it is first asked for: in a hub and spoke with a firewall every spoke
 * reaches every other, and most spokes are never asked.
 */
class LazyReach implements Reach {
  readonly l1: readonly ReachableSpace[];
  readonly #id: string;
  readonly #doors: readonly Door[];
  #l2: readonly ReachableSpace[] | undefined;

  constructor(id: string, l1: readonly ReachableSpace[], doors: readonly Door[]) {
    this.#id = id;
    this.l1 = l1;
    this.#doors = doors;
  }

  get l2(): readonly ReachableSpace[] {
    return (this.#l2 ??= walkDoors(this.#id, this.l1, this.#doors));
  }

  /** Whether the network reaches its surroundings through the same doors, which lead to the same places. */
  rests(l1: readonly ReachableSpace[], doors: readonly Door[]): boolean {
    return (
      this.l1 === l1 &&
      this.#doors.length === doors.length &&
      this.#doors.every((door, position) => isSameDoor(door, doors[position]))
    );
  }
}

function isSameDoor(door: Door, other: Door | undefined): boolean {
  if (other === undefined || door.targets !== other.targets) return false;
  if (door.destinations === undefined || other.destinations === undefined) {
    return door.destinations === other.destinations;
  }
  return sameItems(door.destinations, other.destinations);
}

/** The reach of a network, the previous one when all it depends on is the same. */
function buildReach(id: string, l1: readonly ReachableSpace[], input: DoorInput, previous: Reach | undefined): Reach {
  const doors = findDoors(id, input);
  return previous instanceof LazyReach && previous.rests(l1, doors) ? previous : new LazyReach(id, l1, doors);
}

/** Everything behind the doors, each space once, without the network itself and what it reaches directly. */
function walkDoors(id: string, l1: readonly ReachableSpace[], doors: readonly Door[]): readonly ReachableSpace[] {
  const seen = new Set<string>([id]);
  for (const { space } of l1) seen.add(space.ref.id);
  const found: ReachableSpace[] = [];
  for (const { targets, destinations } of doors) {
    for (const target of targets) {
      const { space, by } = target;
      // The rest of a network peered by subnet stands here although a part of that network is next door.
      if (space.ref.id === id || (by !== 'peering' && seen.has(space.ref.id))) continue;
      if (destinations !== undefined && !isRouted(space, destinations)) continue;
      // Behind one door nothing stands twice.
      if (doors.length > 1) seen.add(space.ref.id);
      found.push(target);
    }
  }
  return found.length === 0 ? NONE : found;
}

function isRouted(space: AddressSpace, destinations: readonly Block[]): boolean {
  return space.blocks.some((block) => destinations.some((destination) => overlaps(block, destination)));
}
