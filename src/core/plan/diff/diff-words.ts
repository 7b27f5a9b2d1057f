import { fieldWord } from '../field-words.ts';
import { KIND_WORDS } from '../kind-words.ts';
import type { ObjectRef } from '../object-ref.ts';
import type { Difference, DifferenceKind, PlanDiff } from './diff-plans.ts';
import type { FieldChange } from './field-changes.ts';
import { indexPlan, type PlanEntry } from './plan-entries.ts';

/** One changed field in words. */
export interface FieldWords {
  /** `address range`, `peering flags: use remote gateways`. */
  readonly field: string;
  readonly before: string;
  readonly after: string;
}

/** Names and values of a diff for people; made once for a diff, because names are looked up in both plans. */
export interface DiffWords {
  /** `snet-nodes in spoke-1`; where the plans call it otherwise, as the plan after does. */
  readonly nameOf: (ref: ObjectRef) => string;
  readonly describeField: (kind: ObjectRef['kind'], change: FieldChange) => FieldWords;
  /** The ranges of an object, `10.0.0.0/24, fd00::/64`; empty when it has none. */
  readonly rangesOf: (ref: ObjectRef) => string;
  /** How many objects came or went inside this one. */
  readonly countInside: (difference: Difference) => number;
}

/** What each kind of difference is called. */
export const DIFFERENCE_WORDS: Readonly<Record<DifferenceKind, string>> = {
  added: 'Added',
  removed: 'Removed',
  renamed: 'Renamed',
  readdressed: 'Other addresses',
  reparented: 'Moved elsewhere',
  resized: 'Resized',
  changed: 'Changed',
};

/** Makes the words of a diff. */
export function createDiffWords({ before, after, differences }: PlanDiff): DiffWords {
  const [old, next] = [indexPlan(before), indexPlan(after)];
  const entryOf = (id: string): PlanEntry | undefined => next.get(id) ?? old.get(id);
  const nameOfId = (id: string): string => {
    const entry = entryOf(id);
    return entry === undefined ? id : shortName(entry, nameOfId);
  };
  const inside = new Map<string, number>();
  for (const { ref, withParent } of differences) {
    const parent = withParent ? entryOf(ref.id)?.parent?.id : undefined;
    if (parent !== undefined) inside.set(parent, (inside.get(parent) ?? 0) + 1);
  }
  return {
    nameOf: (ref) => {
      if (ref.kind === 'plan') return after.name;
      const home = entryOf(ref.id)?.parent;
      return home === undefined ? nameOfId(ref.id) : `${nameOfId(ref.id)} in ${nameOfId(home.id)}`;
    },
    describeField: (kind, change) => ({
      field: wordOfPath(kind, change.path),
      before: formatValue(change.before, change.path, (id) => nameOfSide(id, old, nameOfId)),
      after: formatValue(change.after, change.path, (id) => nameOfSide(id, next, nameOfId)),
    }),
    rangesOf: ({ id }) => {
      const object = entryOf(id)?.object;
      if (object === undefined) return '';
      if ('addressPrefixes' in object) return object.addressPrefixes.join(', ');
      return 'addressPrefix' in object ? object.addressPrefix : '';
    },
    countInside: ({ ref }) => inside.get(ref.id) ?? 0,
  };
}

function nameOfSide(id: string, side: ReadonlyMap<string, PlanEntry>, otherwise: (id: string) => string): string {
  const entry = side.get(id);
  return entry === undefined ? otherwise(id) : shortName(entry, otherwise);
}

function shortName({ ref, object }: PlanEntry, nameOfId: (id: string) => string): string {
  if ('a' in object && 'b' in object) return `${nameOfId(object.a)} – ${nameOfId(object.b)}`;
  if ('text' in object) return object.text.trim().split('\n')[0]?.slice(0, 40) || KIND_WORDS.note;
  if ('rule' in object) return object.rule;
  if ('name' in object && object.name !== '') return object.name;
  return 'name' in object ? ref.id : KIND_WORDS[ref.kind];
}

function wordOfPath(kind: ObjectRef['kind'], path: string): string {
  if (kind === 'subnet' && path === 'virtualNetwork') return 'virtual network';
  const [first = '', ...rest] = path.split(/\.(?![^[]*\])/);
  const words = [first, ...rest].map((step) => {
    const [, field = step, , member] = /^([^[]*)(\[(.*)\])?$/s.exec(step) ?? [];
    const word = fieldWord(kind, field);
    return member === undefined ? word : `${word} ${member}`;
  });
  return words.join(': ');
}

const REFERENCE = /(?:Ids?|^a|^b|^from|^to|vnetToVnet|^virtualNetwork|^cluster)$/;

function formatValue(value: unknown, path: string, nameOfId: (id: string) => string): string {
  if (value === undefined) return 'not stated';
  if (value === null || value === '') return 'none';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'string') return REFERENCE.test(path) ? nameOfId(value) : value;
  if (Array.isArray(value))
    return value.length === 0 ? 'none' : value.map((item: unknown) => formatValue(item, path, nameOfId)).join(', ');
  if (typeof value === 'object')
    return Object.entries(value)
      .filter(([, inner]) => inner !== undefined)
      .map(([key, inner]) => `${fieldWord('plan', key)} ${formatValue(inner, key, nameOfId)}`)
      .join(', ');
  return String(value);
}
