import {
  listOfKind,
  LISTED_KINDS,
  nameOf,
  type ObjectKind,
  type ObjectRef,
  type Plan,
} from '../../../core/plan/index.ts';

export interface IndexedObject {
  readonly ref: ObjectRef;
  readonly object: object;
  /** As people call it. */
  readonly name: string;
  /** The name that tells it from others of its kind: subnets and pools with what they live in. */
  readonly fullName: string;
}

const indexes = new WeakMap<Plan, ReadonlyMap<string, IndexedObject>>();

/** Every object of a plan by id, in the order of the plan; worked out once a plan, in one walk, so lists of thousands stay quick. */
export function indexObjects(plan: Plan): ReadonlyMap<string, IndexedObject> {
  let index = indexes.get(plan);
  if (index === undefined) {
    index = createIndex(plan);
    indexes.set(plan, index);
  }
  return index;
}

function createIndex(plan: Plan): ReadonlyMap<string, IndexedObject> {
  const index = new Map<string, IndexedObject>();
  const add = (kind: ObjectKind, object: { readonly id: string }, name: string, owner?: string): void => {
    index.set(object.id, {
      ref: { kind, id: object.id },
      object,
      name,
      fullName: owner === undefined ? name : `${owner} / ${name}`,
    });
  };
  for (const kind of LISTED_KINDS) {
    for (const object of listOfKind(plan, kind)) {
      // Peerings are called by their two networks, and there are fewer of them than of what lies inside networks.
      const name = 'name' in object && object.name !== '' ? object.name : nameOf(plan, { kind, id: object.id });
      add(kind, object, name);
      if ('subnets' in object)
        for (const subnet of object.subnets) add('subnet', subnet, subnet.name || subnet.id, name);
      if ('pools' in object) for (const pool of object.pools) add('nodePool', pool, pool.name || pool.id, name);
    }
  }
  for (const note of plan.layout.notes) add('note', note, nameOf(plan, { kind: 'note', id: note.id }));
  return index;
}
