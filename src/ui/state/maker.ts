import type { ObjectRef } from '../../core/plan/index.ts';
import type { Point } from '../../core/scene/index.ts';
import type { Result } from '../../core/result.ts';
import type { DocumentController } from './document.svelte.ts';
import type { Editor } from './editor.ts';
import type { NoticeController } from './notices.svelte.ts';
import type { CreatableKind, Creation, PlanningCore, Refusal } from './planning-core.ts';
import { keyOf } from './refs.ts';
import type { SelectionController } from './selection.svelte.ts';
import type { View } from './view.ts';
import { overlaps, type ViewportController } from './viewport.svelte.ts';

interface MakerDeps {
  readonly core: PlanningCore;
  readonly document: DocumentController;
  readonly selection: SelectionController;
  readonly viewport: ViewportController;
  readonly view: View;
  readonly editor: Editor;
  readonly notices: NoticeController;
  /** Lets a person write what an object says. */
  readonly write: (ref: ObjectRef) => void;
}

/** Size a new object is taken to have while a free spot is looked for. */
const newSizePx = { width: 330, height: 220 };
/** Room for lines and their labels between objects; a label takes more of it sideways. */
const gapPx = { x: 180, y: 80 };
/** Farther than any spot in view. */
const outOfViewPx = 100_000;

/** Makes new objects: from the palette, by key, and connections between them. */
export class Maker {
  readonly #deps: MakerDeps;

  constructor(deps: MakerDeps) {
    this.#deps = deps;
  }

  /** What dropping something new at a point would make; `into` is the object under the pointer. */
  preview(kind: CreatableKind, at: Point, into: ObjectRef | undefined): Result<Creation, Refusal> {
    return this.#deps.core.create(this.#deps.document.plan, kind, at, into);
  }

  /** Makes something at a point, selects it, and moves the view where part of it would be covered. */
  createAt(kind: CreatableKind, at: Point, into: ObjectRef | undefined): boolean {
    const { selection, view } = this.#deps;
    const made = this.#carryOut(this.preview(kind, at, into));
    if (made) view.scrollTo(selection.refs);
    return made;
  }

  /** Makes something without a pointer: in the selected object where it fits in there, otherwise at a free spot in view. */
  create(kind: CreatableKind): boolean {
    const { selection, view } = this.#deps;
    const made = this.createAt(kind, this.#freeSpot(), selection.primary);
    if (made) view.reveal(selection.refs);
    return made;
  }

  /** Connects two objects: networks by a peering, a site with a gateway. */
  connect(from: ObjectRef, to: ObjectRef): boolean {
    return this.#carryOut(this.#deps.core.connect(this.#deps.document.plan, from, to));
  }

  previewConnection(from: ObjectRef, to: ObjectRef): Result<Creation, Refusal> {
    return this.#deps.core.connect(this.#deps.document.plan, from, to);
  }

  /** Objects that could be connected to `from`, in reading order. */
  connectable(from: ObjectRef): readonly ObjectRef[] {
    const { document } = this.#deps;
    const candidates = document.scene.items.flatMap((item) => [
      item.ref,
      ...item.parts.filter(({ kind }) => kind === 'gateway').map(({ ref }) => ref),
    ]);
    return candidates.filter((ref) => keyOf(ref) !== keyOf(from) && this.previewConnection(from, ref).ok);
  }

  #carryOut(creation: Result<Creation, Refusal>): boolean {
    const { selection, editor, notices, write } = this.#deps;
    if (!creation.ok) {
      notices.show({ tone: 'warning', text: creation.error.message });
      return false;
    }
    const { command, ref, ranges } = creation.value;
    if (!editor.run(command)) return false;
    selection.set([ref]);
    notices.announce(...ranges);
    // An empty note says nothing.
    if (ref.kind === 'note') write(ref);
    return true;
  }

  /**
   * A spot where nothing stands: the middle of the view, or else beside, below or left of something that is there, lined up with it; of those
   * the one nearest to the middle, in view if there is any.
   */
  #freeSpot(): Point {
    const { document, viewport } = this.#deps;
    const { items, bounds } = document.scene;
    const { width, height } = newSizePx;
    const middle = { x: viewport.centre.x - width / 2, y: viewport.centre.y - height / 2 };
    const isFree = (spot: Point): boolean =>
      !items.some((item) =>
        overlaps(item, {
          x: spot.x - gapPx.x + 1,
          y: spot.y - gapPx.y + 1,
          width: width + 2 * gapPx.x - 2,
          height: height + 2 * gapPx.y - 2,
        }),
      );
    if (isFree(middle)) return { x: Math.round(middle.x), y: Math.round(middle.y) };
    // What is there may still grow downwards, as a network does with every subnet.
    const beside = items.flatMap(({ x, y, ...size }): readonly Point[] => [
      { x: x + size.width + gapPx.x, y },
      { x, y: y + Math.max(size.height, height) + gapPx.y },
      { x: x - width - gapPx.x, y },
    ]);
    const distance = (spot: Point): number => {
      const [dx, dy] = [Math.abs(spot.x - middle.x), Math.abs(spot.y - middle.y)];
      const isSeen =
        (dx + width / 2) * viewport.zoom < viewport.size.width / 2 &&
        (dy + height / 2) * viewport.zoom < viewport.size.height / 2;
      return Math.hypot(dx, dy) + (isSeen ? 0 : outOfViewPx);
    };
    const spots = beside.filter(isFree).sort((a, b) => distance(a) - distance(b));
    return spots[0] ?? { x: bounds.x, y: bounds.y + bounds.height + gapPx.y };
  }
}
