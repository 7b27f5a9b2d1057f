import type { ObjectKind } from '../object-ref.ts';
import type { Peering } from '../schema.ts';
import { KINDS_BY_PLACE, type PlanEntry } from './plan-entries.ts';

type Entries = ReadonlyMap<string, PlanEntry>;

/** Which object of the plan before is which object of the plan after, by id. */
export type Matching = ReadonlyMap<string, string>;

/**
 * Finds the same objects in two plans: by id, else by Azure resource id (without case), else by kind, name and place where only one on each side answers
 * to them. Two imports of one estate hand out other ids; an id counts for nothing where the resource ids say otherwise. Symmetric in its sides.
 */
export function matchObjects(before: Entries, after: Entries): Matching {
  const matched = new Map<string, string>();
  const taken = new Set<string>();
  const match = (old: PlanEntry, next: PlanEntry): void => {
    matched.set(old.ref.id, next.ref.id);
    taken.add(next.ref.id);
  };
  const oldByResource = byResourceId(before);
  const nextByResource = byResourceId(after);
  for (const [id, old] of before) {
    const next = after.get(id);
    if (next?.ref.kind !== old.ref.kind) continue;
    const [oldResource, nextResource] = [resourceIdOf(old), resourceIdOf(next)];
    const isOther =
      oldResource !== nextResource && (nextByResource.has(oldResource ?? '') || oldByResource.has(nextResource ?? ''));
    if (!isOther) match(old, next);
  }
  for (const [resource, old] of oldByResource) {
    const next = nextByResource.get(resource);
    if (next?.ref.kind === old.ref.kind && !matched.has(old.ref.id) && !taken.has(next.ref.id)) match(old, next);
  }
  if (matched.size < before.size && taken.size < after.size) matchByName(before, after, matched, taken, match);
  return matched;
}

function matchByName(
  before: Entries,
  after: Entries,
  matched: Matching,
  taken: ReadonlySet<string>,
  match: (old: PlanEntry, next: PlanEntry) => void,
): void {
  const oldLeft = groupByKind(before, (id) => !matched.has(id));
  const nextLeft = groupByKind(after, (id) => !taken.has(id));
  for (const kind of KINDS_BY_PLACE) {
    const [olds, nexts] = [oldLeft.get(kind), nextLeft.get(kind)];
    if (olds === undefined || nexts === undefined) continue;
    const placeOfOld = (id: string): string => matched.get(id) ?? `\n${id}`;
    for (const isStrict of [true, false]) {
      const nextsLeft = nexts.filter(({ ref }) => !taken.has(ref.id));
      const oldsLeft = olds.filter(({ ref }) => !matched.has(ref.id));
      if (nextsLeft.length === 0 || oldsLeft.length === 0) break;
      const rest = uniqueBy(nextsLeft, (entry) => keyOf(entry, (id) => id, isStrict));
      const candidates = uniqueBy(oldsLeft, (entry) => keyOf(entry, placeOfOld, isStrict));
      for (const [key, old] of candidates) {
        const next = rest.get(key);
        if (next !== undefined && !contradicts(old, next)) match(old, next);
      }
    }
  }
}

/** Both print a resource id, and they are two. */
function contradicts(old: PlanEntry, next: PlanEntry): boolean {
  const [a, b] = [resourceIdOf(old), resourceIdOf(next)];
  return a !== undefined && b !== undefined && a !== b;
}

/**
 * What an object answers to beside its id; undefined when nothing. Strict: with the group it lives in; loose only for objects that live in nothing else,
 * because a file may not say the resource group.
 */
function keyOf(
  { ref, object, parent }: PlanEntry,
  place: (id: string) => string,
  isStrict: boolean,
): string | undefined {
  const of = (...parts: readonly (string | number | undefined)[]): string =>
    `${ref.kind}\n${parts.join('\n')}`.toLowerCase();
  if ('a' in object && 'b' in object) return isStrict ? of(...ends(object).map(place).toSorted()) : undefined;
  if ('rule' in object && 'targetId' in object) return isStrict ? of(object.rule, place(object.targetId)) : undefined;
  if ('text' in object) return isStrict ? of(object.text) : undefined;
  if (!('name' in object)) {
    if (!('kind' in object) || !isStrict) return undefined;
    const { from = '', to = '', prefixLength } = 'from' in object || 'to' in object ? object : {};
    return of(object.kind, place(from), place(to), prefixLength);
  }
  const home =
    parent?.id ??
    ('virtualNetworkId' in object ? object.virtualNetworkId : 'subnetId' in object ? object.subnetId : undefined);
  if (home !== undefined) return isStrict ? of(object.name, place(home)) : undefined;
  const { subscription, resourceGroup } = 'resourceGroup' in object || 'subscription' in object ? object : {};
  return isStrict ? of(object.name, subscription, resourceGroup) : of(object.name);
}

function ends({ a, b }: Pick<Peering, 'a' | 'b'>): readonly string[] {
  return [a, b];
}

function resourceIdOf({ object }: PlanEntry): string | undefined {
  return 'resourceId' in object ? object.resourceId?.toLowerCase() : undefined;
}

function byResourceId(entries: Entries): ReadonlyMap<string, PlanEntry> {
  return uniqueBy([...entries.values()], resourceIdOf);
}

/** Entries by a key; keys that two have are left out. */
function uniqueBy(
  entries: readonly PlanEntry[],
  keyOfEntry: (entry: PlanEntry) => string | undefined,
): ReadonlyMap<string, PlanEntry> {
  const byKey = new Map<string, PlanEntry>();
  const twice = new Set<string>();
  for (const entry of entries) {
    const key = keyOfEntry(entry);
    if (key === undefined) continue;
    const { size } = byKey;
    byKey.set(key, entry);
    if (byKey.size === size) twice.add(key);
  }
  for (const key of twice) byKey.delete(key);
  return byKey;
}

function groupByKind(entries: Entries, isLeft: (id: string) => boolean): ReadonlyMap<ObjectKind, readonly PlanEntry[]> {
  const groups = new Map<ObjectKind, PlanEntry[]>();
  for (const [id, entry] of entries) {
    if (!isLeft(id)) continue;
    const group = groups.get(entry.ref.kind);
    if (group === undefined) groups.set(entry.ref.kind, [entry]);
    else group.push(entry);
  }
  return groups;
}
