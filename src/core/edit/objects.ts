import {
  checkObject,
  closeOverDependents,
  expectedTarget,
  LIST_OF_KIND,
  LISTED_KINDS,
  listObjectReferences,
  listOfKind,
  listRefs,
  mapList,
  resolves,
  rewriteReferences,
  type ListedKind,
  type ObjectByKind,
  type ObjectKind,
  type ObjectRef,
  type Plan,
} from '../plan/index.ts';
import { err, ok, type Result } from '../result.ts';
import type { EditError } from './edit-error.ts';

/** The plan with one list replaced, or the same plan when the list is the same. */
function withList<K extends ListedKind>(plan: Plan, kind: K, list: readonly ObjectByKind[K][]): Plan {
  return listOfKind(plan, kind) === list ? plan : { ...plan, [LIST_OF_KIND[kind]]: list };
}

/** Puts an object in the place of the one with its id; everything else keeps its identity. */
export function replaceObject<K extends ObjectKind>(plan: Plan, kind: K, object: ObjectByKind[K]): Plan {
  const swap = <T extends { readonly id: string }>(list: readonly T[]): T[] =>
    // The object is of the kind whose list this is; `kind` says so where TypeScript cannot see it.
    mapList(list, (one) => (one.id === object.id ? (object as unknown as T) : one));
  switch (kind) {
    case 'subnet':
      return withList(
        plan,
        'virtualNetwork',
        mapList(plan.virtualNetworks, (network) => {
          const subnets = swap(network.subnets);
          return subnets === network.subnets ? network : { ...network, subnets };
        }),
      );
    case 'nodePool':
      return withList(
        plan,
        'cluster',
        mapList(plan.clusters, (cluster) => {
          const pools = swap(cluster.pools);
          return pools === cluster.pools ? cluster : { ...cluster, pools };
        }),
      );
    case 'note':
      return { ...plan, layout: { ...plan.layout, notes: swap(plan.layout.notes) } };
    default: {
      // The three kinds without a list of their own are dealt with above.
      const listed = kind as ListedKind;
      return withList(plan, listed, swap(listOfKind(plan, listed)));
    }
  }
}

/** Appends an object to its list, or to the insides of its parent. Errors: `not-found` when the parent is missing. */
export function appendObject<K extends ObjectKind>(
  plan: Plan,
  kind: K,
  object: ObjectByKind[K],
  parentId: string | undefined,
): Result<Plan, EditError> {
  // `kind` says what the object is, where TypeScript cannot follow.
  const given: unknown = object;
  switch (kind) {
    case 'subnet': {
      const network = plan.virtualNetworks.find(({ id }) => id === parentId);
      if (network === undefined) return err({ kind: 'not-found', ref: { kind: 'virtualNetwork', id: parentId ?? '' } });
      const subnets = [...network.subnets, given as ObjectByKind['subnet']];
      return ok(replaceObject(plan, 'virtualNetwork', { ...network, subnets }));
    }
    case 'nodePool': {
      const cluster = plan.clusters.find(({ id }) => id === parentId);
      if (cluster === undefined) return err({ kind: 'not-found', ref: { kind: 'cluster', id: parentId ?? '' } });
      return ok(
        replaceObject(plan, 'cluster', { ...cluster, pools: [...cluster.pools, given as ObjectByKind['nodePool']] }),
      );
    }
    case 'note':
      return ok({ ...plan, layout: { ...plan.layout, notes: [...plan.layout.notes, given as ObjectByKind['note']] } });
    default: {
      const listed = kind as ListedKind;
      return ok({ ...plan, [LIST_OF_KIND[listed]]: [...listOfKind(plan, listed), given] });
    }
  }
}

/** The object's own id and those of what lives inside it. */
export function idsOf(object: ObjectByKind[ObjectKind]): readonly string[] {
  const insides = [...('subnets' in object ? object.subnets : []), ...('pools' in object ? object.pools : [])];
  return [object.id, ...insides.map(({ id }) => id)];
}

/**
 * Checks an object that is to stand in `plan` (which holds it already): its values, ids no other object has, references that resolve.
 * Errors: `invalid`, `duplicate-id`, `unresolved`.
 */
export function checkInPlan<K extends ObjectKind>(
  plan: Plan,
  kind: K,
  object: ObjectByKind[K],
): Result<Plan, EditError> {
  const ref: ObjectRef = { kind, id: object.id };
  const checked = checkObject(kind, object);
  if (!checked.ok) return err({ kind: 'invalid', ref, error: checked.error });
  const kinds = new Map<string, ObjectKind | 'plan'>();
  const own = new Set(idsOf(object));
  for (const { id, kind: kindOfId } of listRefs(plan)) {
    if (kinds.has(id) && own.has(id)) return err({ kind: 'duplicate-id', id });
    kinds.set(id, kindOfId);
  }
  for (const reference of listObjectReferences(kind, object)) {
    if (resolves(reference, kinds)) continue;
    return err({ kind: 'unresolved', ref: reference.owner, id: reference.id, expected: expectedTarget(reference) });
  }
  return ok(plan);
}

/**
 * Takes objects out, and with them what means nothing without them; every other reference to them is cleared, their positions forgotten.
 * `ids` includes the insides of what goes.
 */
export function dropObjects(plan: Plan, ids: ReadonlySet<string>): Plan {
  if (ids.size === 0) return plan;
  const gone = closeOverDependents(plan, ids);
  let result = plan;
  for (const kind of LISTED_KINDS) result = dropFromList(result, kind, gone);
  result = rewriteReferences(result, ({ id }) => (gone.has(id) ? undefined : id));
  const { boxes, notes } = result.layout;
  const keptNotes = mapList(notes, (note) => (gone.has(note.id) ? undefined : note));
  const losesBox = Object.keys(boxes).some((id) => gone.has(id));
  if (keptNotes === notes && !losesBox) return result;
  const keptBoxes = losesBox ? Object.fromEntries(Object.entries(boxes).filter(([id]) => !gone.has(id))) : boxes;
  return { ...result, layout: { ...result.layout, boxes: keptBoxes, notes: keptNotes } };
}

function dropFromList<K extends ListedKind>(plan: Plan, kind: K, gone: ReadonlySet<string>): Plan {
  const keep = <T extends { readonly id: string }>(one: T): T | undefined => (gone.has(one.id) ? undefined : one);
  const list = mapList(listOfKind(plan, kind), (object) => {
    if (gone.has(object.id)) return undefined;
    if ('subnets' in object) {
      const subnets = mapList(object.subnets, keep);
      return subnets === object.subnets ? object : { ...object, subnets };
    }
    if ('pools' in object) {
      const pools = mapList(object.pools, keep);
      return pools === object.pools ? object : { ...object, pools };
    }
    return object;
  });
  return withList(plan, kind, list);
}
