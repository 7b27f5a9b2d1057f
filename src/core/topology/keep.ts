/** An empty list, the same one everywhere, so that "nothing" keeps its identity. */
export const NONE: readonly never[] = Object.freeze([]);

/** Whether two lists hold the very same items in the same order. */
export function sameItems(a: readonly unknown[], b: readonly unknown[]): boolean {
  if (a === b) return true;
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

/** The previous list when the next one holds the very same items, else the next one. */
export function keepItems<T>(previous: readonly T[] | undefined, next: readonly T[]): readonly T[] {
  if (next.length === 0) return NONE;
  return previous !== undefined && sameItems(previous, next) ? previous : next;
}

/**
 * Maps a list, where `make` answers with the previous view of an item when that still holds; the previous list itself when all of them do. The usual case,
 * nothing changed, makes no new list.
 */
export function mapKeeping<S, T>(
  items: readonly S[],
  previous: readonly T[] | undefined,
  make: (item: S, before: T | undefined) => T,
): readonly T[] {
  const known = previous ?? NONE;
  let made: T[] | undefined;
  items.forEach((item, position) => {
    const before = known[position];
    const view = make(item, before);
    if (made === undefined && view !== before) made = known.slice(0, position);
    made?.push(view);
  });
  return made ?? (items.length === known.length ? known : keepItems(undefined, known.slice(0, items.length)));
}

/** A function of one object whose answers are kept as long as the object lives. The object must be immutable. */
export function weakMemo<K extends object, V>(make: (key: K) => V): (key: K) => V {
  const made = new WeakMap<K, V>();
  return (key) => {
    const known = made.get(key);
    // An answer may be undefined.
    if (known !== undefined || made.has(key)) return known as V;
    const value = make(key);
    made.set(key, value);
    return value;
  };
}

/**
 * As `weakMemo`, of a function of two or three values: for each first one the latest answer is kept, as long as the others are the same as well.
 * The objects must be immutable.
 */
export function weakMemoLatest<K extends object, A, V>(make: (key: K, a: A) => V): (key: K, a: A) => V;
export function weakMemoLatest<K extends object, A, B, V>(make: (key: K, a: A, b: B) => V): (key: K, a: A, b: B) => V;
export function weakMemoLatest<K extends object, A, B, V>(
  make: (key: K, a: A, b?: B) => V,
): (key: K, a: A, b?: B) => V {
  const made = new WeakMap<K, { readonly a: A; readonly b: B | undefined; readonly value: V }>();
  return (key, a, b) => {
    const known = made.get(key);
    if (known !== undefined && known.a === a && known.b === b) return known.value;
    const value = make(key, a, b);
    made.set(key, { a, b, value });
    return value;
  };
}

/** Groups a list under the ids that `idsOf` gives; an item may stand under several ids, once under each. */
export function groupById<T>(
  list: readonly T[],
  idsOf: (item: T) => readonly string[],
): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of list) {
    for (const id of new Set(idsOf(item))) {
      const group = groups.get(id);
      if (group === undefined) groups.set(id, [item]);
      else group.push(item);
    }
  }
  return groups;
}

/** Objects by id; of two with one id the first counts. */
export function mapById<T extends { readonly id: string }>(list: readonly T[]): ReadonlyMap<string, T> {
  const map = new Map<string, T>();
  for (const item of list) if (!map.has(item.id)) map.set(item.id, item);
  return map;
}
