import type { Plan } from '../plan/index.ts';

/** A plan and the edit that led to it. */
export interface HistoryEntry {
  readonly plan: Plan;
  readonly label: string;
  /** Edits pushed one after another with the same key become one entry: typing in one field. */
  readonly coalesce?: string;
}

/** Every plan there has been since the document was opened, by reference: plans share what they have in common. */
export interface History {
  /** Oldest first; the first is the document as opened. */
  readonly past: readonly HistoryEntry[];
  readonly present: HistoryEntry;
  /** Next first. */
  readonly future: readonly HistoryEntry[];
  /** The plan that is on disk; undefined for one that never was. */
  readonly saved: Plan | undefined;
}

/** A history that begins with a plan; `saved` tells whether that plan is on disk. */
export function createHistory(
  plan: Plan,
  { saved, label = 'Open' }: { readonly saved: boolean; readonly label?: string },
): History {
  return { past: [], present: { plan, label }, future: [], saved: saved ? plan : undefined };
}

/**
 * Adds the plan after an edit; what had been undone is gone. The same plan adds nothing. With a coalescing key equal to the present entry's the
 * present entry is replaced and keeps its label, unless that entry is the saved one, which stays reachable.
 */
export function pushHistory(history: History, entry: HistoryEntry): History {
  const { past, present, saved } = history;
  if (entry.plan === present.plan) return history;
  const joins =
    entry.coalesce !== undefined &&
    entry.coalesce === present.coalesce &&
    history.future.length === 0 &&
    present.plan !== saved;
  if (joins) return { ...history, present: { ...entry, label: present.label } };
  return { past: [...past, present], present: entry, future: [], saved };
}

/** One step back; the same history when there is none. */
export function undo(history: History): History {
  return goTo(history, history.past.length - 1);
}

/** One step forward; the same history when there is none. */
export function redo(history: History): History {
  return goTo(history, history.past.length + 1);
}

/** Goes to a position, counted from the oldest entry (0); the same history for the present position or one that does not exist. */
export function goTo(history: History, position: number): History {
  const { past, present, future, saved } = history;
  if (position === past.length) return history;
  const entries = [...past, present, ...future];
  const target = entries[position];
  if (target === undefined) return history;
  // An entry come back to is finished: typing on there is a new edit.
  const { coalesce: _finished, ...entry } = target;
  return { past: entries.slice(0, position), present: entry, future: entries.slice(position + 1), saved };
}

/** Marks the present plan as the one on disk. */
export function markSaved(history: History): History {
  return { ...history, saved: history.present.plan };
}

/** Whether the present plan is another than the one on disk. Undoing back to the saved plan makes it clean again. */
export function isDirty(history: History): boolean {
  return history.present.plan !== history.saved;
}

/** What undo would take back; undefined when there is nothing to undo. */
export function undoLabel(history: History): string | undefined {
  return history.past.length === 0 ? undefined : history.present.label;
}

/** What redo would do again; undefined when nothing was undone. */
export function redoLabel(history: History): string | undefined {
  return history.future[0]?.label;
}
