import {
  LISTED_KINDS,
  listOfKind,
  nameOf,
  type ObjectKind,
  type ObjectRef,
  type Plan,
} from '../../../core/plan/index.ts';
import { fieldGroups } from '../../panels/inspector/field-groups.ts';
import { clusterMoreFields } from '../../panels/inspector/fields/cluster-fields.ts';

/** One thing an edit would do, for its preview. */
export interface PlanChange {
  readonly kind: 'added' | 'removed' | 'changed';
  readonly ref: ObjectRef;
  readonly name: string;
  /** The field in the inspector's words; undefined for added and removed objects. */
  readonly field?: string;
  readonly from?: string;
  readonly to?: string;
}

interface Entry {
  readonly ref: ObjectRef;
  readonly object: object;
}

/** Lists held inside an object that are objects of their own and listed by themselves. */
const INSIDES = new Set(['subnets', 'pools', 'id']);

/** What is different in `after`, object by object and field by field, in the order of the plan. Positions do not count. */
export function describeChanges(before: Plan, after: Plan): readonly PlanChange[] {
  const old = new Map(entriesOf(before).map((entry) => [entry.ref.id, entry]));
  const changes: PlanChange[] = [];
  for (const { ref, object } of entriesOf(after)) {
    const previous = old.get(ref.id);
    old.delete(ref.id);
    if (previous === undefined) changes.push({ kind: 'added', ref, name: nameOf(after, ref), to: rangesOf(object) });
    else if (previous.object !== object)
      changes.push(...changedFields(ref, nameOf(before, ref), previous.object, object));
  }
  for (const { ref, object } of old.values())
    changes.push({ kind: 'removed', ref, name: nameOf(before, ref), from: rangesOf(object) });
  return changes;
}

function changedFields(ref: ObjectRef, name: string, before: object, after: object): PlanChange[] {
  const keys = new Set([...Object.keys(before), ...Object.keys(after)].filter((key) => !INSIDES.has(key)));
  return [...keys].flatMap((key): PlanChange[] => {
    const from = formatValue(Reflect.get(before, key));
    const to = formatValue(Reflect.get(after, key));
    return from === to ? [] : [{ kind: 'changed', ref, name, field: labelOf(ref.kind, key), from, to }];
  });
}

function labelOf(kind: ObjectRef['kind'], key: string): string {
  if (kind === 'plan') return key;
  const groups = [...(fieldGroups[kind] ?? []), ...(kind === 'cluster' ? clusterMoreFields : [])];
  return groups.flatMap(({ fields }) => fields).find((field) => field.key === key)?.label ?? key;
}

function formatValue(value: unknown): string {
  if (value === undefined || value === null || value === '') return 'none';
  if (Array.isArray(value)) return value.length === 0 ? 'none' : value.map(formatValue).join(', ');
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'object') {
    return Object.entries(value)
      .map(([key, inner]) => `${key} ${formatValue(inner)}`)
      .join(', ');
  }
  return String(value);
}

function rangesOf(object: object): string | undefined {
  const ranges: unknown = Reflect.get(object, 'addressPrefixes') ?? Reflect.get(object, 'addressPrefix');
  return ranges === undefined ? undefined : formatValue(ranges);
}

function entriesOf(plan: Plan): readonly Entry[] {
  const entries: Entry[] = [];
  const add = (kind: ObjectKind, object: { readonly id: string }): unknown =>
    entries.push({ ref: { kind, id: object.id }, object });
  for (const kind of LISTED_KINDS) {
    for (const object of listOfKind(plan, kind)) {
      add(kind, object);
      if ('subnets' in object) for (const subnet of object.subnets) add('subnet', subnet);
      if ('pools' in object) for (const pool of object.pools) add('nodePool', pool);
    }
  }
  for (const note of plan.layout.notes) add('note', note);
  return entries;
}
