/** Ids in the order of a list, and where each stands. One object serves every map over the same ids, from edit to edit. */
interface Ids {
  readonly list: readonly string[];
  readonly positions: ReadonlyMap<string, number>;
}

/**
 * A map over the ids of a list, in its order; of two items with one id the first counts. An edit that leaves all ids in place makes a new list of values
 * and no new index, and one that leaves all values in place gives the very same map.
 */
export class ListMap<T> implements ReadonlyMap<string, T> {
  readonly #ids: Ids;
  readonly #items: readonly T[];

  private constructor(ids: Ids, items: readonly T[]) {
    this.#ids = ids;
    this.#items = items;
  }

  /** @param previous a map whose index is taken over when it has the same ids */
  static of<T extends { readonly id: string }>(list: readonly T[], previous?: ListMap<unknown>): ListMap<T> {
    const known = previous === undefined ? undefined : previous.#ids;
    if (known?.list.length === list.length && list.every(({ id }, position) => known.list[position] === id)) {
      return new ListMap(known, list);
    }
    const positions = new Map<string, number>();
    const items: T[] = [];
    for (const item of list) {
      if (positions.has(item.id)) continue;
      positions.set(item.id, items.length);
      items.push(item);
    }
    return new ListMap({ list: [...positions.keys()], positions }, items);
  }

  /**
   * What `make` makes of every item, under the same ids.
   * @param previous the result for an earlier list; `make` is given the value under the same id, and the map itself is given back when all its values are
   */
  map<U>(previous: ListMap<U> | undefined, make: (item: T, before: U | undefined, id: string) => U): ListMap<U> {
    const isAligned = previous !== undefined && previous.#ids === this.#ids;
    let changed = !isAligned;
    const made = this.#items.map((item, position) => {
      const id = this.#ids.list[position] ?? '';
      const before = isAligned ? previous.#items[position] : previous?.get(id);
      const value = make(item, before, id);
      if (value !== before) changed = true;
      return value;
    });
    return changed || previous === undefined ? new ListMap(this.#ids, made) : previous;
  }

  /** Whether another map stands over the same list of ids. */
  hasSameIds(other: ListMap<unknown>): boolean {
    return this.#ids === other.#ids;
  }

  get size(): number {
    return this.#items.length;
  }

  get(id: string): T | undefined {
    const position = this.#ids.positions.get(id);
    return position === undefined ? undefined : this.#items[position];
  }

  /** As `get`, of an id that is known to be there. */
  at(id: string): T {
    const position = this.#ids.positions.get(id);
    const item = position === undefined ? undefined : this.#items[position];
    if (item === undefined) throw new RangeError(`nothing under the id ${id}`);
    return item;
  }

  has(id: string): boolean {
    return this.#ids.positions.has(id);
  }

  keys(): MapIterator<string> {
    return this.#ids.positions.keys();
  }

  values(): ArrayIterator<T> {
    return this.#items.values();
  }

  *entries(): Generator<[string, T], undefined> {
    for (const [position, item] of this.#items.entries()) yield [this.#ids.list[position] ?? '', item];
    return undefined;
  }

  [Symbol.iterator](): Generator<[string, T], undefined> {
    return this.entries();
  }

  /** The items as they stand, not copied. */
  get list(): readonly T[] {
    return this.#items;
  }

  forEach(visit: (item: T, id: string, map: ReadonlyMap<string, T>) => void): void {
    for (const [id, item] of this) visit(item, id, this);
  }
}

/** The values of a map as a list. Sweeps over a whole plan run on every edit, and walking a list makes nothing, where an iterator makes an object a step. */
export function listValues<T>(map: ReadonlyMap<string, T>): readonly T[] {
  // A map of T that is a ListMap is one of T; instanceof does not carry type arguments over.
  return map instanceof ListMap ? (map as ListMap<T>).list : [...map.values()];
}
