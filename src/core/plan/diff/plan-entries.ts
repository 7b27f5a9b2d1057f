import { listOfKind } from '../find.ts';
import type { ListedKind, ObjectByKind, ObjectKind, ObjectRef } from '../object-ref.ts';
import { LISTED_KINDS } from '../references.ts';
import type { Plan } from '../schema.ts';

/** One object of a plan with what it lives in. */
export interface PlanEntry {
  readonly ref: { readonly kind: ObjectKind; readonly id: string };
  readonly object: ObjectByKind[ObjectKind];
  /** The network of a subnet, the cluster of a node pool. */
  readonly parent: ObjectRef | undefined;
}

/** Every object by its id, in file order, an object before its insides; notes last. */
export function indexPlan(plan: Plan): ReadonlyMap<string, PlanEntry> {
  const entries = new Map<string, PlanEntry>();
  const add = (kind: ObjectKind, object: PlanEntry['object'], parent?: ObjectRef): void => {
    entries.set(object.id, { ref: { kind, id: object.id }, object, parent });
  };
  for (const kind of LISTED_KINDS) {
    for (const object of listOfKind(plan, kind)) {
      add(kind, object);
      const own: ObjectRef = { kind, id: object.id };
      if ('subnets' in object) for (const subnet of object.subnets) add('subnet', subnet, own);
      if ('pools' in object) for (const pool of object.pools) add('nodePool', pool, own);
    }
  }
  for (const note of plan.layout.notes) add('note', note);
  return entries;
}

/** Kinds so that whatever an object's place is made of comes before it. */
export const KINDS_BY_PLACE: readonly ObjectKind[] = [
  'virtualNetwork',
  'subnet',
  'cluster',
  'nodePool',
  ...LISTED_KINDS.filter((kind): kind is ListedKind => !['virtualNetwork', 'cluster'].includes(kind)),
  'note',
];
