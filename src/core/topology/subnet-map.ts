import { sameItems, weakMemo } from './keep.ts';
import type { NetworkView, SubnetView } from './types.ts';

/** Where a subnet stands: its network, and its place among that network's subnets. */
interface Place {
  readonly networkId: string;
  readonly position: number;
}

const idsOf = weakMemo((subnets: readonly SubnetView[]): readonly string[] => subnets.map(({ subnet }) => subnet.id));

/**
 * Subnets of all networks by id, of two with one id the first. Looks them up in their networks, so that an edit which leaves all ids in place costs
 * nothing here, however many subnets there are.
 */
export class SubnetMap implements ReadonlyMap<string, SubnetView> {
  readonly #networks: ReadonlyMap<string, NetworkView>;
  readonly #places: ReadonlyMap<string, Place>;

  constructor(networks: ReadonlyMap<string, NetworkView>, previous: ReadonlyMap<string, SubnetView> | undefined) {
    this.#networks = networks;
    const before = previous instanceof SubnetMap ? previous : undefined;
    this.#places =
      before !== undefined && hasSameIds(before.#networks, networks) ? before.#places : findPlaces(networks);
  }

  get size(): number {
    return this.#places.size;
  }

  get(id: string): SubnetView | undefined {
    const place = this.#places.get(id);
    return place === undefined ? undefined : this.#networks.get(place.networkId)?.subnets[place.position];
  }

  has(id: string): boolean {
    return this.#places.has(id);
  }

  keys(): MapIterator<string> {
    return this.#places.keys();
  }

  *values(): Generator<SubnetView, undefined> {
    for (const [, subnet] of this.entries()) yield subnet;
    return undefined;
  }

  *entries(): Generator<[string, SubnetView], undefined> {
    for (const [id, { networkId, position }] of this.#places) {
      const subnet = this.#networks.get(networkId)?.subnets[position];
      if (subnet !== undefined) yield [id, subnet];
    }
    return undefined;
  }

  [Symbol.iterator](): Generator<[string, SubnetView], undefined> {
    return this.entries();
  }

  forEach(visit: (subnet: SubnetView, id: string, map: ReadonlyMap<string, SubnetView>) => void): void {
    for (const [id, subnet] of this) visit(subnet, id, this);
  }
}

function findPlaces(networks: ReadonlyMap<string, NetworkView>): ReadonlyMap<string, Place> {
  const places = new Map<string, Place>();
  for (const [networkId, { subnets }] of networks) {
    idsOf(subnets).forEach((id, position) => {
      if (!places.has(id)) places.set(id, { networkId, position });
    });
  }
  return places;
}

/** Whether the same subnets stand in the same places. */
function hasSameIds(before: ReadonlyMap<string, NetworkView>, after: ReadonlyMap<string, NetworkView>): boolean {
  if (!sameItems([...before.keys()], [...after.keys()])) return false;
  for (const [id, { subnets }] of after) {
    const known = before.get(id)?.subnets;
    if (known !== subnets && (known === undefined || !sameItems(idsOf(known), idsOf(subnets)))) return false;
  }
  return true;
}
