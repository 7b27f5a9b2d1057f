import { sameItems, weakMemo } from './keep.ts';
import type { NetworkView, SubnetView } from './types.ts';

/** Where a subnet stands: which network of the list, and its place among that network's subnets. */
interface Place {
  readonly network: number;
  readonly position: number;
}

const idsOf = weakMemo((subnets: readonly SubnetView[]): readonly string[] => subnets.map(({ subnet }) => subnet.id));

/**
 * Subnets of all networks by id, of two with one id the first. Looks them up in their networks, so that an edit which leaves all
 * ids in place costs next to nothing here, however many subnets there are.
 */
export class SubnetMap implements ReadonlyMap<string, SubnetView> {
  readonly #networks: readonly NetworkView[];
  readonly #places: ReadonlyMap<string, Place>;

  constructor(networks: readonly NetworkView[], previous: ReadonlyMap<string, SubnetView> | undefined) {
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
    return place === undefined ? undefined : this.#networks[place.network]?.subnets[place.position];
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
    for (const [id, { network, position }] of this.#places) {
      const subnet = this.#networks[network]?.subnets[position];
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

function findPlaces(networks: readonly NetworkView[]): ReadonlyMap<string, Place> {
  const places = new Map<string, Place>();
  networks.forEach(({ subnets }, network) => {
    idsOf(subnets).forEach((id, position) => {
      if (!places.has(id)) places.set(id, { network, position });
    });
  });
  return places;
}

/** Whether the same subnets stand in the same places. */
function hasSameIds(before: readonly NetworkView[], after: readonly NetworkView[]): boolean {
  return (
    before.length === after.length &&
    after.every(({ subnets }, position) => {
      const known = before[position]?.subnets;
      return known === subnets || (known !== undefined && sameItems(idsOf(known), idsOf(subnets)));
    })
  );
}
