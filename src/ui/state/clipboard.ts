import { formatCount, type ObjectRef } from '../../core/plan/index.ts';
import type { Platform } from '../platform/platform.ts';
import type { DocumentController } from './document.svelte.ts';
import type { Editor } from './editor.ts';
import type { NoticeController } from './notices.svelte.ts';
import type { PlanningCore } from './planning-core.ts';
import type { SelectionController } from './selection.svelte.ts';

interface ClipboardDeps {
  readonly platform: Platform;
  readonly core: PlanningCore;
  readonly document: DocumentController;
  readonly selection: SelectionController;
  readonly editor: Editor;
  readonly notices: NoticeController;
}

const pasteOffsetPx = 32;

/** Copies and pastes objects as text, so that they can be pasted into another window or kept in a file. */
export class ClipboardController {
  readonly #deps: ClipboardDeps;
  /** What was copied here last, for a paste where the browser does not let us read the clipboard. */
  #copied = '';
  #pastes = 0;

  constructor(deps: ClipboardDeps) {
    this.#deps = deps;
  }

  /** Copy, cut or paste chosen from a menu: as if the keys had been pressed. */
  trigger(action: 'cut' | 'copy' | 'paste'): void {
    if (this.#deps.platform.triggerClipboard(action)) return;
    if (action === 'paste') this.paste(this.#copied);
  }

  /** Answers a copy or cut event of the page. */
  handleCopy(data: DataTransfer, { cut }: { readonly cut: boolean }): boolean {
    const { core, document, selection, editor, notices } = this.#deps;
    const { refs } = selection;
    if (refs.length === 0) return false;
    this.#copied = core.copy(document.plan, refs);
    this.#pastes = 0;
    data.setData('text/plain', this.#copied);
    if (cut) editor.remove(refs);
    else notices.announce(refs.length === 1 ? 'Copied' : `Copied ${formatCount(refs.length, 'object')}`);
    return true;
  }

  /** Pastes text that was copied here or in another window. */
  paste(text: string): boolean {
    if (text === '') return false;
    this.#pastes += 1;
    return this.#insert('Paste', text, this.#pastes * pasteOffsetPx, this.#deps.selection.primary);
  }

  /** A copy of objects beside them, or moved by `offset` (Alt+drag). */
  duplicate(
    refs: readonly ObjectRef[] = this.#deps.selection.refs,
    offset = { x: pasteOffsetPx, y: pasteOffsetPx },
  ): boolean {
    if (refs.length === 0) return false;
    const { core, document } = this.#deps;
    return this.#insert('Duplicate', core.copy(document.plan, refs), offset, undefined);
  }

  /** A copy of objects inside another one (Alt+drag). */
  copyInto(refs: readonly ObjectRef[], into: ObjectRef): boolean {
    const { core, document } = this.#deps;
    return this.#insert('Duplicate', core.copy(document.plan, refs), 0, into);
  }

  #insert(
    verb: 'Paste' | 'Duplicate',
    text: string,
    offset: number | { readonly x: number; readonly y: number },
    into: ObjectRef | undefined,
  ): boolean {
    const { core, document, selection, editor, notices } = this.#deps;
    const by = typeof offset === 'number' ? { x: offset, y: offset } : offset;
    const pasted = core.paste(document.plan, text, { offset: by, into, verb });
    if (!pasted.ok) {
      notices.show({ tone: 'warning', text: pasted.error.message });
      return false;
    }
    const before = document.plan;
    if (!editor.run(pasted.value.command)) return false;
    selection.set(document.addedSince(before));
    return true;
  }
}
