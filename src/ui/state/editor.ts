import { formatCount, nameOf, type Command, type LayoutBox, type ObjectRef } from '../../core/plan/index.ts';
import type { DocumentController } from './document.svelte.ts';
import type { NoticeController } from './notices.svelte.ts';
import type { SelectionController } from './selection.svelte.ts';

/** Every edit a person makes passes here: carried out, said, or refused with its reason. */
export class Editor {
  readonly #document: DocumentController;
  readonly #selection: SelectionController;
  readonly #notices: NoticeController;
  #offer: number | undefined;

  constructor(document: DocumentController, selection: SelectionController, notices: NoticeController) {
    this.#document = document;
    this.#selection = selection;
    this.#notices = notices;
    // The offer means this edit: after another one it would take back the wrong thing.
    document.onChange(() => this.#withdrawOffer());
  }

  /** Carries out an edit; a refusal is shown with its reason. True when done. `label` and `coalesce` as in `DocumentController.run`. */
  run(command: Command, label?: string, coalesce?: string): boolean {
    const result = this.#document.run(command, label, coalesce);
    if (!result.ok) this.#notices.show({ tone: 'error', text: result.error.message });
    else if (coalesce === undefined) this.#notices.announce(this.#document.undoLabel ?? '');
    return result.ok;
  }

  /** Takes back the last edit; what it had removed is there again, and selected where nothing else is. */
  undo(): void {
    this.#step('Undone', () => this.#document.undo());
  }

  redo(): void {
    this.#step('Done again', () => this.#document.redo());
  }

  #step(word: string, go: () => string | undefined): void {
    const before = this.#document.plan;
    const label = go();
    if (label === undefined) return;
    if (this.#selection.refs.length === 0) this.#selection.set(this.#document.addedSince(before));
    this.#notices.announce(`${word}: ${label}`);
  }

  /** Says what the last edit did, and offers to take it back until something else is done. */
  offerUndo(text: string, tone: 'info' | 'success' = 'info'): void {
    this.#withdrawOffer();
    this.#offer = this.#notices.show({ tone, text, action: { label: 'Undo', run: () => this.undo() } });
  }

  #withdrawOffer(): void {
    if (this.#offer !== undefined) this.#notices.dismiss(this.#offer);
    this.#offer = undefined;
  }

  /** Removes objects, with what is in them; offers to bring them back. */
  remove(refs: readonly ObjectRef[] = this.#selection.refs): void {
    const { plan } = this.#document;
    const existing = refs.filter((ref) => this.#document.exists(ref));
    const [first] = existing;
    if (first === undefined) return;
    const text =
      existing.length === 1 ? `Removed ${nameOf(plan, first)}` : `Removed ${formatCount(existing.length, 'object')}`;
    if (!this.run({ type: 'remove', refs: existing })) return;
    this.offerUndo(text);
  }

  /** Moves placed objects to where they are given, in px of the drawing. One edit. */
  place(boxes: Readonly<Record<string, LayoutBox>>): void {
    if (Object.keys(boxes).length > 0) this.run({ type: 'place', boxes });
  }

  /** Moves the selected placed objects by px of the drawing. */
  nudge(dx: number, dy: number): void {
    const boxes: Record<string, LayoutBox> = {};
    const { layout } = this.#document.plan;
    for (const item of this.#document.scene.items) {
      if (this.#selection.has(item.ref))
        boxes[item.ref.id] = { ...layout.boxes[item.ref.id], x: item.x + dx, y: item.y + dy };
    }
    this.place(boxes);
  }
}
