import { LIST_OF_KIND, type ListedKind } from '../object-ref.ts';
import { listOfKind } from '../find.ts';
import { LISTED_KINDS, mapList, rewriteReferences } from '../references.ts';
import type { Peering, Plan } from '../schema.ts';
import type { Matching } from './match-objects.ts';
import { matchObjects } from './match-objects.ts';
import { indexPlan, type PlanEntry } from './plan-entries.ts';

/**
 * The plan before in the ids of the plan after: what is the same object in both has the same id, what is not has an id of its own. The very same plan
 * when that is so already, which it is for two states of one document.
 */
export function alignPlan(before: Plan, after: Plan): Plan {
  const [old, next] = [indexPlan(before), indexPlan(after)];
  return alignTo(before, old, after, next, matchObjects(old, next));
}

/** `alignPlan` for who has the indexes and the matching. */
export function alignTo(
  before: Plan,
  old: ReadonlyMap<string, PlanEntry>,
  after: Plan,
  next: ReadonlyMap<string, PlanEntry>,
  matching: Matching,
): Plan {
  const renamed = renames(old, next, matching);
  return turnPeerings(renamed.size === 0 ? before : renameIds(before, renamed), after);
}

/** Ids that are to be another; two different objects may not share one. */
function renames(
  old: ReadonlyMap<string, PlanEntry>,
  next: ReadonlyMap<string, PlanEntry>,
  matching: Matching,
): ReadonlyMap<string, string> {
  const renamed = new Map<string, string>();
  const isTaken = (id: string): boolean => next.has(id) || old.has(id);
  for (const id of old.keys()) {
    const wanted = matching.get(id);
    if (wanted !== undefined) {
      if (wanted !== id) renamed.set(id, wanted);
    } else if (next.has(id)) {
      let number = 1;
      while (isTaken(`${id}.before-${number}`)) number++;
      renamed.set(id, `${id}.before-${number}`);
    }
  }
  return renamed;
}

function renameIds(plan: Plan, renamed: ReadonlyMap<string, string>): Plan {
  const rename = <T extends { readonly id: string }>(object: T): T => {
    const id = renamed.get(object.id);
    return id === undefined ? object : { ...object, id };
  };
  let result = rewriteReferences(plan, ({ id }) => renamed.get(id) ?? id);
  for (const kind of LISTED_KINDS) result = renameInList(result, kind, rename);
  return {
    ...result,
    layout: {
      boxes: Object.fromEntries(Object.entries(result.layout.boxes).map(([id, box]) => [renamed.get(id) ?? id, box])),
      notes: mapList(result.layout.notes, rename),
    },
  };
}

function renameInList(plan: Plan, kind: ListedKind, rename: <T extends { readonly id: string }>(object: T) => T): Plan {
  const list = mapList(listOfKind(plan, kind), (object) => {
    const own = rename(object);
    if ('subnets' in own) return { ...own, subnets: mapList(own.subnets, rename) };
    if ('pools' in own) return { ...own, pools: mapList(own.pools, rename) };
    return own;
  });
  return { ...plan, [LIST_OF_KIND[kind]]: list };
}

/** A peering drawn from the other end is the same peering. */
function turnPeerings(before: Plan, after: Plan): Plan {
  const next = new Map(after.peerings.map((peering) => [peering.id, peering]));
  const peerings = mapList(before.peerings, (peering) => {
    const other = next.get(peering.id);
    return other !== undefined && peering.a !== peering.b && peering.a === other.b && peering.b === other.a
      ? turn(peering)
      : peering;
  });
  return peerings === before.peerings ? before : { ...before, peerings };
}

function turn(peering: Peering): Peering {
  return { ...peering, a: peering.b, b: peering.a, aToB: peering.bToA, bToA: peering.aToB };
}
