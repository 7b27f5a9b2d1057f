import { checkBox, type AddCommand, type Plan } from '../../plan/index.ts';
import { err, type Result } from '../../result.ts';
import type { EditError } from '../edit-error.ts';
import { appendObject, checkInPlan } from '../objects.ts';

/** Adds one object. Errors: `not-found` (parent), `invalid`, `duplicate-id`, `unresolved`. */
export function applyAdd(plan: Plan, { kind, object, parentId, box }: AddCommand): Result<Plan, EditError> {
  const added = appendObject(plan, kind, object, parentId);
  if (!added.ok) return added;
  const checked = checkInPlan(added.value, kind, object);
  if (!checked.ok || box === undefined) return checked;
  const placed = checkBox(box);
  if (!placed.ok) return err({ kind: 'invalid', ref: { kind, id: object.id }, error: placed.error });
  const { layout } = checked.value;
  return { ok: true, value: { ...checked.value, layout: { ...layout, boxes: { ...layout.boxes, [object.id]: box } } } };
}
