import { isSameValue } from '../same-value.ts';

/** One field of an object that differs; `undefined` = not there. */
export interface FieldChange {
  /** `addressPrefixes`, `aToB.useRemoteGateways`, `routes[default].nextHopIpAddress`. */
  readonly path: string;
  readonly before: unknown;
  readonly after: unknown;
}

/**
 * Fields in which two plain objects differ, in the order of `after` and then those only `before` has. Goes into objects, and into lists whose members all
 * have names of their own, whose order means nothing; other lists are one value. A field set to undefined counts as missing.
 */
export function listFieldChanges(before: object, after: object, leaveOut: ReadonlySet<string>): FieldChange[] {
  if (before === after) return [];
  const changes: FieldChange[] = [];
  compareObjects(before, after, '', leaveOut, changes);
  return changes;
}

const NOTHING: ReadonlySet<string> = new Set();

function compareObjects(
  before: object,
  after: object,
  prefix: string,
  leaveOut: ReadonlySet<string>,
  changes: FieldChange[],
): void {
  // Plain data has string keys only.
  const [old, next] = [before as Readonly<Record<string, unknown>>, after as Readonly<Record<string, unknown>>];
  for (const key in next) {
    if (leaveOut.has(key) || isSameValue(old[key], next[key])) continue;
    compareValues(old[key], next[key], `${prefix}${key}`, changes);
  }
  for (const key in old) {
    if (leaveOut.has(key) || key in next || old[key] === undefined) continue;
    changes.push({ path: `${prefix}${key}`, before: old[key], after: undefined });
  }
}

/** Two values that are not the same. */
function compareValues(before: unknown, after: unknown, path: string, changes: FieldChange[]): void {
  if (isObject(before) && isObject(after)) {
    if (!Array.isArray(before) && !Array.isArray(after)) {
      compareObjects(before, after, `${path}.`, NOTHING, changes);
      return;
    }
    if (Array.isArray(before) && Array.isArray(after)) {
      const [old, next] = [byName(before), byName(after)];
      if (old !== undefined && next !== undefined) {
        compareNamed(old, next, path, changes);
        return;
      }
    }
  }
  changes.push({ path, before, after });
}

function compareNamed(
  before: ReadonlyMap<string, object>,
  after: ReadonlyMap<string, object>,
  path: string,
  changes: FieldChange[],
): void {
  for (const [name, value] of after)
    if (!isSameValue(before.get(name), value)) compareValues(before.get(name), value, `${path}[${name}]`, changes);
  for (const [name, value] of before)
    if (!after.has(name)) changes.push({ path: `${path}[${name}]`, before: value, after: undefined });
}

/** Members by name; undefined where one is no object, has no name or shares it, or where there is none. */
function byName(list: readonly unknown[]): ReadonlyMap<string, object> | undefined {
  const members = new Map<string, object>();
  for (const item of list) {
    if (!isObject(item) || !('name' in item) || typeof item.name !== 'string' || members.has(item.name))
      return undefined;
    members.set(item.name, item);
  }
  return members.size === 0 ? undefined : members;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
