/** Something worked out, and what from. */
interface Kept<View, Value> {
  readonly view: View;
  readonly value: Value;
}

/**
 * A map over the keys of another, whose values are worked out when first asked for and kept as long as the view behind the key is the same object, from
 * one map to the next made with it. Plans hold thousands of subnets, and an edit changes few of them.
 */
export class LazyMap<View, Value> implements ReadonlyMap<string, Value> {
  readonly #views: ReadonlyMap<string, View>;
  readonly #compute: (view: View) => Value;
  readonly #kept: Map<string, Kept<View, Value>>;

  /** @param previous a map over earlier views, made with the same `compute`; its values are taken over */
  constructor(views: ReadonlyMap<string, View>, compute: (view: View) => Value, previous?: ReadonlyMap<string, Value>) {
    this.#views = views;
    this.#compute = compute;
    this.#kept = previous instanceof LazyMap && previous.#compute === compute ? previous.#kept : new Map();
  }

  get size(): number {
    return this.#views.size;
  }

  get(key: string): Value | undefined {
    const view = this.#views.get(key);
    return view === undefined ? undefined : this.#valueOf(key, view);
  }

  has(key: string): boolean {
    return this.#views.has(key);
  }

  keys(): MapIterator<string> {
    return this.#views.keys();
  }

  *values(): Generator<Value, undefined> {
    for (const [key, view] of this.#views) yield this.#valueOf(key, view);
    return undefined;
  }

  *entries(): Generator<[string, Value], undefined> {
    for (const [key, view] of this.#views) yield [key, this.#valueOf(key, view)];
    return undefined;
  }

  [Symbol.iterator](): Generator<[string, Value], undefined> {
    return this.entries();
  }

  forEach(visit: (value: Value, key: string, map: ReadonlyMap<string, Value>) => void): void {
    for (const [key, value] of this) visit(value, key, this);
  }

  #valueOf(key: string, view: View): Value {
    const known = this.#kept.get(key);
    if (known?.view === view) return known.value;
    const value = this.#compute(view);
    this.#kept.set(key, { view, value });
    return value;
  }
}
