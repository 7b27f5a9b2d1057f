import { keyOf } from '../../state/refs.ts';
import type { SelectionController } from '../../state/selection.svelte.ts';

/** Gives the drawing the keyboard, at what is selected there. Where it already has it, nothing happens. */
export function focusDrawing({ primary }: SelectionController): void {
  const drawing = document.querySelector<HTMLElement>('[data-canvas]');
  if (drawing === null || drawing.contains(document.activeElement)) return;
  const selected = primary && drawing.querySelector<HTMLElement>(`[data-key="${CSS.escape(keyOf(primary))}"]`);
  (selected ?? drawing).focus({ preventScroll: true });
}
