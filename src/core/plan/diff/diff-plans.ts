import { containsBlock, equalsBlock, parseCidr, type Block } from '../../address/index.ts';
import { PLAN_REF, type ObjectRef } from '../object-ref.ts';
import type { LayoutBox, Plan } from '../schema.ts';
import { alignTo } from './align-plan.ts';
import { listFieldChanges, type FieldChange } from './field-changes.ts';
import { matchObjects } from './match-objects.ts';
import { indexPlan, type PlanEntry } from './plan-entries.ts';

/** Kinds of differences, in the order they are told. */
export const DIFFERENCE_KINDS = [
  'added',
  'removed',
  'renamed',
  'readdressed',
  'reparented',
  'resized',
  'changed',
] as const;
export type DifferenceKind = (typeof DIFFERENCE_KINDS)[number];

/** One way in which one object differs. An object that is renamed and moved has two. */
export interface Difference {
  readonly kind: DifferenceKind;
  /** Of the plan after; of a removed object, of the (aligned) plan before. */
  readonly ref: ObjectRef;
  /** What it lives in is added or removed too. */
  readonly withParent: boolean;
  /** Empty for added and removed objects. */
  readonly fields: readonly FieldChange[];
}

/** An object that only stands elsewhere in the drawing. */
export interface LayoutDifference {
  readonly ref: ObjectRef;
  readonly before: LayoutBox | undefined;
  readonly after: LayoutBox | undefined;
}

export interface PlanDiff {
  /** The plan before, in the ids of the plan after. */
  readonly before: Plan;
  readonly after: Plan;
  /** Kind by kind in the order of `DIFFERENCE_KINDS`, each in the order of the plan file. */
  readonly differences: readonly Difference[];
  readonly layout: readonly LayoutDifference[];
}

/**
 * What differs between two plans by identity and meaning: the same objects are found by id, Azure resource id, or kind, name and place (see
 * `matchObjects`), and positions are told apart. Equal plans give no difference. Time is linear in the size of the plans.
 */
export function diffPlans(given: Plan, after: Plan): PlanDiff {
  if (given === after) return { before: given, after, differences: [], layout: [] };
  const first = indexPlan(given);
  const next = indexPlan(after);
  const before = alignTo(given, first, after, next, matchObjects(first, next));
  const old = before === given ? first : indexPlan(before);
  const byKind = new Map<DifferenceKind, Difference[]>(DIFFERENCE_KINDS.map((kind) => [kind, []]));
  const add = (difference: Difference): unknown => byKind.get(difference.kind)?.push(difference);

  for (const difference of compare(PLAN_REF, before, after, undefined)) add(difference);
  for (const [id, { ref, object, parent }] of next) {
    const known = old.get(id);
    if (known === undefined) {
      add({ kind: 'added', ref, withParent: parent !== undefined && !old.has(parent.id), fields: [] });
    } else if (known.object !== object || known.parent?.id !== parent?.id) {
      const home = known.parent?.id === parent?.id ? undefined : parentChange(known, parent);
      for (const difference of compare(ref, known.object, object, home)) add(difference);
    }
  }
  for (const [id, { ref, parent }] of old) {
    if (next.has(id)) continue;
    add({ kind: 'removed', ref, withParent: parent !== undefined && !next.has(parent.id), fields: [] });
  }
  return {
    before,
    after,
    differences: DIFFERENCE_KINDS.flatMap((kind) => byKind.get(kind) ?? []),
    layout: compareLayout(before, old, after, next),
  };
}

function parentChange({ parent: before }: PlanEntry, after: ObjectRef | undefined): FieldChange {
  const path = (after ?? before)?.kind ?? 'parent';
  return { path, before: before?.id, after: after?.id };
}

/** Fields that are objects of their own, stand for themselves, or say only how a file is read. */
const NOT_FIELDS: ReadonlySet<string> = new Set(['id', 'subnets', 'pools']);
const NOT_FIELDS_OF_NOTE: ReadonlySet<string> = new Set(['id', 'x', 'y', 'width', 'height']);
const NONE: readonly Difference[] = Object.freeze([]);
const FIELDS_OF_PLAN = ['name', 'description', 'asOf', 'cloud'] as const;

function compare(ref: ObjectRef, before: object, after: object, home: FieldChange | undefined): readonly Difference[] {
  const fields = ref.kind === 'plan' ? planFields(before, after) : ownFields(ref, before, after);
  if (home !== undefined) fields.unshift(home);
  if (fields.length === 0) return NONE;
  const byKind = new Map<DifferenceKind, FieldChange[]>();
  for (const field of fields) {
    const kind = field === home ? 'reparented' : kindOf(field);
    const known = byKind.get(kind);
    if (known === undefined) byKind.set(kind, [field]);
    else known.push(field);
  }
  return [...byKind].map(([kind, changes]) => ({ kind, ref, withParent: false, fields: changes }));
}

function ownFields(ref: ObjectRef, before: object, after: object): FieldChange[] {
  return listFieldChanges(before, after, ref.kind === 'note' ? NOT_FIELDS_OF_NOTE : NOT_FIELDS);
}

function planFields(before: object, after: object): FieldChange[] {
  return FIELDS_OF_PLAN.flatMap((path) => {
    const [old, next]: readonly unknown[] = [Reflect.get(before, path), Reflect.get(after, path)];
    return old === next ? [] : [{ path, before: old, after: next }];
  });
}

const RANGES: ReadonlySet<string> = new Set(['addressPrefixes', 'addressPrefix', 'podCidrs', 'serviceCidrs']);
const ADDRESSES: ReadonlySet<string> = new Set(['dnsServiceIp', 'privateIp', 'dockerBridgeCidr', 'pointToSitePools']);
const HOMES: ReadonlySet<string> = new Set([
  'virtualNetworkId',
  'subnetId',
  'nodeSubnetId',
  'podSubnetIds',
  'apiServerSubnetId',
]);
const NODE_COUNTS: ReadonlySet<string> = new Set(['count', 'minCount', 'maxCount']);

function kindOf({ path, before, after }: FieldChange): DifferenceKind {
  if (path === 'name') return 'renamed';
  if (NODE_COUNTS.has(path)) return 'resized';
  if (HOMES.has(path)) return 'reparented';
  if (ADDRESSES.has(path)) return 'readdressed';
  return RANGES.has(path) ? kindOfRanges(blocksOf(before), blocksOf(after)) : 'changed';
}

/** Resized where the ranges of one side lie inside those of the other; `changed` where only the writing or the order differs. */
function kindOfRanges(before: readonly Block[] | undefined, after: readonly Block[] | undefined): DifferenceKind {
  if (before === undefined || after === undefined) return 'readdressed';
  const isWithin = (inner: readonly Block[], outer: readonly Block[]): boolean =>
    inner.every((block) => outer.some((around) => containsBlock(around, block)));
  const isSame =
    before.length === after.length && before.every((block) => after.some((other) => equalsBlock(block, other)));
  if (isSame) return 'changed';
  if (before.length === 0 || after.length === 0) return 'readdressed';
  return isWithin(before, after) || isWithin(after, before) ? 'resized' : 'readdressed';
}

/** The ranges a field holds; undefined when one cannot be read. */
function blocksOf(value: unknown): readonly Block[] | undefined {
  const texts: readonly unknown[] = Array.isArray(value) ? value : value === undefined ? [] : [value];
  const blocks: Block[] = [];
  for (const text of texts) {
    const parsed = typeof text === 'string' ? parseCidr(text) : undefined;
    if (parsed?.ok !== true) return undefined;
    blocks.push(parsed.value);
  }
  return blocks;
}

/** Positions of what both plans hold; those of added and removed objects come and go with them. */
function compareLayout(
  before: Plan,
  old: ReadonlyMap<string, PlanEntry>,
  after: Plan,
  next: ReadonlyMap<string, PlanEntry>,
): readonly LayoutDifference[] {
  if (before.layout === after.layout) return [];
  const moved: LayoutDifference[] = [];
  for (const [id, { ref, object }] of next) {
    const known = old.get(id);
    if (known === undefined) continue;
    const [a, b] = [boxOf(before, known.object), boxOf(after, object)];
    const isSame = a?.x === b?.x && a?.y === b?.y && a?.width === b?.width && isFolded(a) === isFolded(b);
    const isSameHeight = !('height' in object) || !('height' in known.object) || object.height === known.object.height;
    if (!isSame || !isSameHeight) moved.push({ ref, before: a, after: b });
  }
  return moved;
}

function isFolded(box: LayoutBox | undefined): boolean {
  return box?.collapsed === true;
}

function boxOf(plan: Plan, object: PlanEntry['object']): LayoutBox | undefined {
  if ('text' in object) return { x: object.x, y: object.y, width: object.width };
  return Object.hasOwn(plan.layout.boxes, object.id) ? plan.layout.boxes[object.id] : undefined;
}
