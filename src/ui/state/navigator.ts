import type { ObjectRef } from '../../core/plan/index.ts';
import type { Box } from '../../core/scene/index.ts';
import type { DocumentController } from './document.svelte.ts';
import { isCard } from './hit-test.ts';
import { keyOf } from './refs.ts';
import type { SelectionController } from './selection.svelte.ts';
import type { View } from './view.ts';

export type Direction = 'left' | 'right' | 'up' | 'down';

/** Moves the selection by keyboard: to a neighbour, into an object, out of it. */
export class Navigator {
  readonly #document: DocumentController;
  readonly #selection: SelectionController;
  readonly #view: View;

  constructor(document: DocumentController, selection: SelectionController, view: View) {
    this.#document = document;
    this.#selection = selection;
    this.#view = view;
  }

  /** Objects on the same level as `ref`: items of the drawing, or what lies in the same object. */
  siblingsOf(ref: ObjectRef): readonly ObjectRef[] {
    const part = this.#document.places.get(keyOf(ref))?.part;
    return part === undefined ? this.#document.scene.items.map((item) => item.ref) : this.childrenOf(part.parentRef);
  }

  /** What lies directly in an object, in reading order; what is attached to a subnet as well. */
  childrenOf(ref: ObjectRef): readonly ObjectRef[] {
    const item = this.#document.places.get(keyOf(ref))?.item;
    const key = keyOf(ref);
    const inside = (item?.parts ?? []).filter(
      (part) => (isCard(part) || part.kind === 'attachment') && keyOf(part.parentRef) === key,
    );
    // A delegation's badge stands for the subnet it is on.
    return inside.map((part) => part.ref).filter((inner) => keyOf(inner) !== key);
  }

  /**
   * Selects the nearest object in a direction among its siblings, or with `leave` the next network when there is none; the first object when
   * nothing is selected.
   */
  selectNeighbour(direction: Direction, { leave = true }: { readonly leave?: boolean } = {}): void {
    const from = this.#selection.primary;
    const start = from === undefined ? undefined : this.#view.boxOf(from);
    if (from === undefined || start === undefined) {
      this.#go(this.#document.scene.items[0]?.ref);
      return;
    }
    const inside = this.#nearest(this.siblingsOf(from), from, start, direction);
    const around = leave ? this.#document.places.get(keyOf(from))?.item : undefined;
    // Inside a network the walk goes on to the next network where nothing more follows.
    this.#go(inside ?? (around && this.#nearest(this.#items(), around.ref, around, direction)));
  }

  #items(): readonly ObjectRef[] {
    return this.#document.scene.items.map((item) => item.ref);
  }

  #nearest(among: readonly ObjectRef[], from: ObjectRef, start: Box, direction: Direction): ObjectRef | undefined {
    let best: { ref: ObjectRef; distance: number } | undefined;
    for (const ref of among) {
      const box = this.#view.boxOf(ref);
      const distance =
        box === undefined || keyOf(ref) === keyOf(from) ? undefined : distanceTowards(start, box, direction);
      if (distance !== undefined && (best === undefined || distance < best.distance)) best = { ref, distance };
    }
    return best?.ref;
  }

  /** Selects the next (1) or previous (-1) object in reading order. */
  selectNext(step: 1 | -1): void {
    const from = this.#selection.primary;
    const siblings = from === undefined ? this.#document.scene.items.map((item) => item.ref) : this.siblingsOf(from);
    const index = from === undefined ? -1 : siblings.findIndex((ref) => keyOf(ref) === keyOf(from));
    this.#go(
      siblings[index === -1 && step === -1 ? siblings.length - 1 : (index + step + siblings.length) % siblings.length],
    );
  }

  /**
   * Goes to the next (1) or previous (-1) of all objects in reading order, insides after what holds them, lines at the end. False at the
   * ends, where the keyboard leaves the drawing.
   */
  walk(step: 1 | -1): boolean {
    const { items, edges } = this.#document.scene;
    const refs = [
      ...items.flatMap((item) => [item.ref, ...item.parts.filter(isCard).map((part) => part.ref)]),
      ...edges.filter(({ kind }) => kind === 'peering').map(({ ref }) => ref),
    ];
    const from = this.#selection.primary;
    const placeOf = (ref: ObjectRef): number => refs.findIndex((other) => keyOf(other) === keyOf(ref));
    // From something attached the walk goes on where its subnet is.
    const attachedTo = from === undefined ? undefined : this.#document.places.get(keyOf(from))?.part?.parentRef;
    const index =
      from === undefined
        ? step === 1
          ? -1
          : refs.length
        : Math.max(placeOf(from), attachedTo === undefined ? -1 : placeOf(attachedTo));
    const next = refs[index + step];
    this.#go(next);
    return next !== undefined;
  }

  /** Brings the selected object into view. */
  showSelected(): void {
    this.#go(this.#selection.primary);
  }

  /** Selects the first object inside the selected one; false when there is nothing inside. */
  enter(): boolean {
    const from = this.#selection.primary;
    const inside = from === undefined ? undefined : this.childrenOf(from)[0];
    this.#go(inside);
    return inside !== undefined;
  }

  /** Selects the object around the selected one, or nothing. */
  leave(): void {
    const from = this.#selection.primary;
    const parent = from === undefined ? undefined : this.#document.places.get(keyOf(from))?.part?.parentRef;
    if (parent === undefined) this.#selection.clear();
    else this.#go(parent);
  }

  #go(ref: ObjectRef | undefined): void {
    if (ref === undefined) return;
    this.#selection.set([ref]);
    this.#view.scrollTo([ref]);
  }
}

/** How far `box` is in a direction; sideways distance counts double. Undefined when it is not in that direction. */
function distanceTowards(from: Box, box: Box, direction: Direction): number | undefined {
  const dx = box.x + box.width / 2 - (from.x + from.width / 2);
  const dy = box.y + box.height / 2 - (from.y + from.height / 2);
  const [along, across] = { left: [-dx, dy], right: [dx, dy], up: [-dy, dx], down: [dy, dx] }[direction] as [
    number,
    number,
  ];
  return along > 1 && Math.abs(across) < along * 3 ? along + 2 * Math.abs(across) : undefined;
}
