import { isSameValue, checkBox, listRefs, mapList, type LayoutBox, type Plan } from '../../plan/index.ts';
import { err, ok, type Result } from '../../result.ts';
import type { EditError } from '../edit-error.ts';

/** Sets positions: a box replaces the one before; a note takes position and width. Errors: `not-found`, `invalid`. */
export function applyPlace(plan: Plan, boxes: Readonly<Record<string, LayoutBox>>): Result<Plan, EditError> {
  const refs = new Map(listRefs(plan).map((ref) => [ref.id, ref]));
  const notes = new Set(plan.layout.notes.map(({ id }) => id));
  const changed: [string, LayoutBox][] = [];
  for (const [id, box] of Object.entries(boxes)) {
    const ref = refs.get(id);
    if (ref === undefined || ref.kind === 'plan')
      return err({ kind: 'not-found', ref: { kind: 'virtualNetwork', id } });
    const checked = checkBox(box);
    if (!checked.ok) return err({ kind: 'invalid', ref, error: checked.error });
    if (!notes.has(id) && !isSameValue(plan.layout.boxes[id], box)) changed.push([id, box]);
  }
  const placedNotes = mapList(plan.layout.notes, (note) => {
    const box = boxes[note.id];
    if (box === undefined) return note;
    const next = { ...note, x: box.x, y: box.y, width: box.width ?? note.width };
    return isSameValue(next, note) ? note : next;
  });
  if (changed.length === 0 && placedNotes === plan.layout.notes) return ok(plan);
  const placed = changed.length === 0 ? plan.layout.boxes : { ...plan.layout.boxes, ...Object.fromEntries(changed) };
  return ok({ ...plan, layout: { ...plan.layout, boxes: placed, notes: placedNotes } });
}
