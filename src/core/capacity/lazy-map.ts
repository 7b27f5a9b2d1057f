/**
 * A map over the keys of another, whose values are worked out when first asked for. `compute` keeps what it has worked out, so asking again is cheap; plans
 * hold thousands of subnets, and most checks ask about few of them.
 */
export class LazyMap<View, Value> implements ReadonlyMap<string, Value> {
  readonly #views: ReadonlyMap<string, View>;
  readonly #compute: (view: View) => Value;

  constructor(views: ReadonlyMap<string, View>, compute: (view: View) => Value) {
    this.#views = views;
    this.#compute = compute;
  }

  get size(): number {
    return this.#views.size;
  }

  get(key: string): Value | undefined {
    const view = this.#views.get(key);
    return view === undefined ? undefined : this.#compute(view);
  }

  has(key: string): boolean {
    return this.#views.has(key);
  }

  keys(): MapIterator<string> {
    return this.#views.keys();
  }

  *values(): Generator<Value, undefined> {
    for (const view of this.#views.values()) yield this.#compute(view);
    return undefined;
  }

  *entries(): Generator<[string, Value], undefined> {
    for (const [key, view] of this.#views) yield [key, this.#compute(view)];
    return undefined;
  }

  [Symbol.iterator](): Generator<[string, Value], undefined> {
    return this.entries();
  }

  forEach(visit: (value: Value, key: string, map: ReadonlyMap<string, Value>) => void): void {
    for (const [key, value] of this) visit(value, key, this);
  }
}
