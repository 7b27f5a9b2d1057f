import {
  isSameValue,
  findObject,
  type ObjectByKind,
  type ObjectKind,
  type Plan,
  type UpdateCommand,
} from '../../plan/index.ts';
import { err, ok, type Result } from '../../result.ts';
import type { EditError } from '../edit-error.ts';
import { checkInPlan, dropObjects, idsOf, replaceObject } from '../objects.ts';

/**
 * Sets fields of one object. Subnets or pools left out of a new list are removed as by a remove command.
 * Errors: `not-found`, `invalid` (also for another `id`), `duplicate-id`, `unresolved`.
 */
export function applyUpdate(plan: Plan, { kind, id, values }: UpdateCommand): Result<Plan, EditError> {
  const object = findObject(plan, { kind, id });
  if (object === undefined) return err({ kind: 'not-found', ref: { kind, id } });
  const changed = changedFields(object, values);
  if (changed.length === 0) return ok(plan);
  if (changed.some(([key]) => key === 'id')) {
    const error = { kind: 'schema', path: '$.id', found: 'another id', expected: 'the id it has' } as const;
    return err({ kind: 'invalid', ref: { kind, id }, error });
  }
  const entries = Object.entries({ ...object, ...Object.fromEntries(changed) }).filter(
    ([, value]) => value !== undefined,
  );
  // The fields of the object with some of them replaced; `checkInPlan` finds out whether the values may be.
  const next = Object.fromEntries(entries) as unknown as ObjectByKind[ObjectKind];
  const checked = checkInPlan(replaceObject(plan, kind, next), kind, next);
  if (!checked.ok) return checked;
  const kept = new Set(idsOf(next));
  return ok(dropObjects(checked.value, new Set(idsOf(object).filter((inside) => !kept.has(inside)))));
}

function changedFields(object: object, values: object): readonly (readonly [string, unknown])[] {
  const current = new Map(Object.entries(object));
  return Object.entries(values).filter(([key, value]) => !isSameValue(current.get(key), value));
}
