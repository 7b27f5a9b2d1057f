import type { ObjectRef } from '../../core/plan/index.ts';
import { isSameRef, keyOf } from './refs.ts';

/**
 * What is selected. Part of the view: not an edit, not undone; it survives edits and drops what an edit removed.
 */
export class SelectionController {
  /** Selected objects in the order they were chosen. */
  refs: readonly ObjectRef[] = $state.raw([]);
  readonly keys: ReadonlySet<string> = $derived(new Set(this.refs.map(keyOf)));
  /** The object chosen last: the inspector's subject and where keys start from. */
  readonly primary: ObjectRef | undefined = $derived(this.refs.at(-1));

  has(ref: ObjectRef): boolean {
    return this.keys.has(keyOf(ref));
  }

  /** Replaces the selection. */
  set(refs: readonly ObjectRef[]): void {
    const unique = [...new Map(refs.map((ref) => [keyOf(ref), ref])).values()];
    if (unique.length === this.refs.length && unique.every((ref, index) => isSameRef(ref, this.refs[index] ?? ref)))
      return;
    this.refs = unique;
  }

  /** A click: replaces the selection, or with `add` (Shift, Ctrl or Cmd held) puts the object in or takes it out. */
  choose(ref: ObjectRef, { add = false }: { readonly add?: boolean } = {}): void {
    if (!add) this.set([ref]);
    else if (this.has(ref)) this.refs = this.refs.filter((other) => !isSameRef(other, ref));
    else this.refs = [...this.refs, ref];
  }

  clear(): void {
    if (this.refs.length > 0) this.refs = [];
  }

  /** Drops what no longer exists. */
  retain(exists: (ref: ObjectRef) => boolean): void {
    if (!this.refs.every(exists)) this.refs = this.refs.filter(exists);
  }
}
