import { allOverlaps, buildIndex, containsBlock, findOverlaps, type Block } from '../../address/index.ts';
import {
  NONE,
  weakMemo,
  type AddressSpace,
  type BlockView,
  type NetworkView,
  type Topology,
  listValues,
} from '../../topology/index.ts';

/** Networks joined by overlapping ranges that no other rule names, in plan order. */
export interface OverlapCrowd {
  /** The address block in which they overlap; undefined outside the address plan. */
  readonly block: BlockView | undefined;
  /** Each network with those of its ranges that overlap another one's. */
  readonly members: ReadonlyMap<NetworkView, ReadonlySet<Block>>;
}

/**
 * Crowds of networks whose ranges overlap, one sorted sweep per topology for both rules that ask. Left out: networks AKS made (nobody plans those), pairs outside
 * the plan, and pairs the peering rules name: peered networks, peers of one network, members of one connected group (review A9, C8).
 */
export const findOverlapCrowds: (topology: Topology) => readonly OverlapCrowd[] = weakMemo((topology) => {
  const overlapping = overlappingSpaces(topology.spaces);
  const entries = listValues(topology.networks).flatMap((view, order) =>
    view.network.managedByAks === true || !overlapping.has(view.space)
      ? []
      : view.space.blocks.map((range) => ({
          view,
          order,
          range,
          block: topology.blocks.find(({ space }) => space.blocks.some((around) => containsBlock(around, range))),
        })),
  );
  const isNamed = namedByPeeringRules(topology);
  const crowds = new Map<BlockView | undefined, Crowds>();
  for (const pair of allOverlaps(buildIndex(entries.map(({ range }) => range)))) {
    const outer = entries[pair.outer];
    const inner = entries[pair.inner];
    if (outer === undefined || inner === undefined || outer.view === inner.view) continue;
    const here = crowds.get(outer.block) ?? new Crowds();
    const isJoined = here.areJoined(outer.order, inner.order);
    if (!isJoined && isNamed(outer.view, inner.view)) continue;
    crowds.set(outer.block, here);
    here.join(outer, inner);
  }
  return [...crowds].flatMap(([block, here]) => here.list().map((members) => ({ block, members })));
});

/** The spaces that share addresses with another: most edits change no range, and most ranges overlap nothing. */
const overlappingSpaces = weakMemo((spaces: readonly AddressSpace[]): ReadonlySet<AddressSpace> => {
  const owners = spaces.flatMap((space) => space.blocks.map(() => space));
  const pairs = findOverlaps(buildIndex(spaces.flatMap((space) => space.blocks)));
  return new Set(pairs.flatMap(({ outer, inner }) => [outer, inner].flatMap((id) => owners[id] ?? NONE)));
});

interface Entry {
  readonly view: NetworkView;
  /** Position in the plan. */
  readonly order: number;
  readonly range: Block;
}

/** Disjoint sets of networks by their position in the plan. */
class Crowds {
  readonly #parent = new Map<number, number>();
  readonly #ranges = new Map<number, { readonly view: NetworkView; readonly ranges: Set<Block> }>();

  areJoined(a: number, b: number): boolean {
    return this.#parent.has(a) && this.#parent.has(b) && this.#find(a) === this.#find(b);
  }

  join(a: Entry, b: Entry): void {
    for (const { order, view, range } of [a, b]) {
      if (!this.#parent.has(order)) this.#parent.set(order, order);
      const known = this.#ranges.get(order) ?? { view, ranges: new Set<Block>() };
      known.ranges.add(range);
      this.#ranges.set(order, known);
    }
    const [low, high] = [this.#find(a.order), this.#find(b.order)].sort((x, y) => x - y);
    if (low !== undefined && high !== undefined) this.#parent.set(high, low);
  }

  list(): readonly ReadonlyMap<NetworkView, ReadonlySet<Block>>[] {
    const groups = new Map<number, Map<NetworkView, ReadonlySet<Block>>>();
    for (const order of [...this.#parent.keys()].sort((x, y) => x - y)) {
      const member = this.#ranges.get(order);
      if (member === undefined) continue;
      const root = this.#find(order);
      const group = groups.get(root) ?? new Map<NetworkView, ReadonlySet<Block>>();
      groups.set(root, group.set(member.view, member.ranges));
    }
    return [...groups.values()];
  }

  #find(order: number): number {
    let at = order;
    for (let up = this.#parent.get(at); up !== undefined && up !== at; up = this.#parent.get(at)) at = up;
    return at;
  }
}

/** Whether the peering rules speak of a pair. The ones that look from a shared neighbour do so only where that neighbour is in the plan. */
function namedByPeeringRules(topology: Topology): (a: NetworkView, b: NetworkView) => boolean {
  const groups = new Map<string, string[]>();
  for (const group of topology.plan.connectedGroups) {
    for (const id of group.virtualNetworkIds) groups.set(id, [...(groups.get(id) ?? []), group.id]);
  }
  return (a, b) => {
    if (a.network.external === true && b.network.external === true) return true;
    const near = neighboursOf(a);
    if (near.all.has(b.ref.id) || neighboursOf(b).all.has(a.ref.id)) return true;
    for (const id of neighboursOf(b).inPlan) if (near.inPlan.has(id)) return true;
    return groups.get(a.ref.id)?.some((id) => groups.get(b.ref.id)?.includes(id) === true) === true;
  };
}

const neighboursOf: (view: NetworkView) => { readonly all: ReadonlySet<string>; readonly inPlan: ReadonlySet<string> } =
  weakMemo((view) => ({
    all: new Set(view.links.map((link) => link.remoteId)),
    inPlan: new Set(view.links.filter((link) => !link.remoteExternal).map((link) => link.remoteId)),
  }));
