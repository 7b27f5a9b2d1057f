import { overlaps, type Block } from '../address/index.ts';
import type { VirtualNetwork } from '../plan/index.ts';
import { findDirectReach, hasSubnetPeering, type ReachInput } from './direct-reach.ts';
import { findDoors, routeTableIdsOf, type Door, type DoorInput } from './doors.ts';
import type { Edit } from './edit.ts';
import { NONE, sameItems } from './keep.ts';
import type { ListMap } from './list-map.ts';
import type { AddressSpace, LinkView, Reach, ReachableSpace } from './types.ts';

/** Level 1 of every network, and its whole reach. */
export interface Reaches {
  readonly direct: ListMap<readonly ReachableSpace[]>;
  readonly all: ListMap<Reach>;
}

export interface ReachesInput extends ReachInput {
  readonly networks: ListMap<VirtualNetwork>;
  readonly links: ListMap<readonly LinkView[]>;
}

/** The reach of every network. Reaches that an edit does not touch are the previous objects. */
export function buildReaches(input: ReachesInput, before: Reaches | undefined, edit: Edit): Reaches {
  const keepsSites = edit.keeps('connectedGroups', 'gateways', 'sites');
  const direct = input.links.map(before?.direct, (links, known, id) => {
    const isKept =
      keepsSites &&
      known !== undefined &&
      edit.previous?.networks.get(id)?.links === links &&
      !hasSubnetPeering(links) &&
      !input.index.groupsOfNetwork.has(id);
    return isKept ? known : findDirectReach(id, input, known);
  });
  if (before !== undefined && keepsAllDoors(input, direct, before, edit)) return { direct, all: before.all };
  const doorInput: DoorInput = { ...input, direct, furtherAppliances: new Map(), applianceDoors: new Map() };
  return { direct, all: direct.map(before?.all, (l1, known, id) => buildReach(id, l1, doorInput, known)) };
}

/** Whether nothing that a door of any network depends on has changed. Most edits leave all of them alone. */
function keepsAllDoors(
  { networks, spaces, links }: ReachesInput,
  direct: Reaches['direct'],
  before: Reaches,
  { previous, keeps }: Edit,
): boolean {
  if (direct !== before.direct || !keeps('routeTables', 'firewalls', 'gateways')) return false;
  for (const network of networks.list) {
    const { id } = network;
    const known = previous?.networks.get(id);
    if (known === undefined || known.space !== spaces.get(id) || known.links !== links.get(id)) return false;
    if (known.network === network) continue;
    if (known.network.virtualHub !== network.virtualHub) return false;
    if (!sameItems(routeTableIdsOf(known.network), routeTableIdsOf(network))) return false;
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

  /** @param previous whose level 2 is taken over when it lies behind the same doors and nothing else is next door */
  constructor(id: string, l1: readonly ReachableSpace[], doors: readonly Door[], previous: Reach | undefined) {
    this.#id = id;
    this.l1 = l1;
    this.#doors = doors;
    if (previous instanceof LazyReach && previous.#hasDoors(doors) && hasSameOwners(previous.l1, l1)) {
      this.#l2 = previous.#l2;
    }
  }

  get l2(): readonly ReachableSpace[] {
    return (this.#l2 ??= walkDoors(this.#id, this.l1, this.#doors));
  }

  /** Whether the network reaches its surroundings through the same doors, which lead to the same places. */
  rests(l1: readonly ReachableSpace[], doors: readonly Door[]): boolean {
    return this.l1 === l1 && this.#hasDoors(doors);
  }

  #hasDoors(doors: readonly Door[]): boolean {
    return (
      this.#doors.length === doors.length && this.#doors.every((door, position) => isSameDoor(door, doors[position]))
    );
  }
}

/** Whether two lists are about the same networks and sites, whatever ranges these have. */
function hasSameOwners(a: readonly ReachableSpace[], b: readonly ReachableSpace[]): boolean {
  return a.length === b.length && a.every(({ space }, position) => space.ref.id === b[position]?.space.ref.id);
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
  return previous instanceof LazyReach && previous.rests(l1, doors) ? previous : new LazyReach(id, l1, doors, previous);
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
