import { describe, expect, it } from 'vitest';
import {
  createHistory,
  goTo,
  isDirty,
  markSaved,
  pushHistory,
  redo,
  redoLabel,
  undo,
  undoLabel,
} from '../../../src/core/edit/index.ts';
import { createEmptyPlan } from '../../../src/core/plan/index.ts';

const [a, b, c, d] = [createEmptyPlan('a'), createEmptyPlan('b'), createEmptyPlan('c'), createEmptyPlan('d')];
const three = pushHistory(pushHistory(createHistory(a, { saved: true }), { plan: b, label: 'To b' }), {
  plan: c,
  label: 'To c',
});

describe('history', () => {
  it('names what undo takes back and redo does again', () => {
    expect([undoLabel(three), redoLabel(three)]).toEqual(['To c', undefined]);
    const once = undo(three);
    expect([once.present.plan, undoLabel(once), redoLabel(once)]).toEqual([b, 'To b', 'To c']);
    expect(redo(once).present.plan).toBe(c);
  });

  it('stays where it is at either end, and for positions there are not', () => {
    const start = createHistory(a, { saved: true });
    expect(undo(start)).toBe(start);
    expect(redo(three)).toBe(three);
    expect(goTo(three, 2)).toBe(three);
    expect(goTo(three, 7)).toBe(three);
    expect(goTo(goTo(three, 0), 2).present.plan).toBe(c);
  });

  it('forgets what was undone once there is a new edit', () => {
    const branched = pushHistory(undo(three), { plan: d, label: 'To d' });
    expect(redoLabel(branched)).toBeUndefined();
    expect(undo(branched).present.plan).toBe(b);
  });

  it('knows whether the plan is the one on disk, by undo too', () => {
    expect(isDirty(createHistory(a, { saved: true }))).toBe(false);
    expect(isDirty(createHistory(a, { saved: false }))).toBe(true);
    expect(isDirty(three)).toBe(true);
    expect(isDirty(undo(undo(three)))).toBe(false);
    expect(isDirty(undo(markSaved(three)))).toBe(true);
    expect(isDirty(redo(undo(markSaved(three))))).toBe(false);
  });

  it('makes one entry of typing in one field', () => {
    const type = (history: typeof three, plan: typeof a) =>
      pushHistory(history, { plan, label: `To ${plan.name}`, coalesce: 'name' });
    const typed = type(type(createHistory(a, { saved: true }), b), c);
    expect([typed.past.length, typed.present.plan, undoLabel(typed)]).toEqual([1, c, 'To b']);
    expect(undo(typed).present.plan).toBe(a);
    // Saving or undoing in between ends the entry.
    expect(type(markSaved(typed), d).past).toHaveLength(2);
    expect(type(redo(undo(typed)), d).past).toHaveLength(2);
  });

  it('adds nothing for the same plan', () => {
    expect(pushHistory(three, { plan: c, label: 'Nothing' })).toBe(three);
  });
});
