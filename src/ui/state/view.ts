import { parentOf, type ObjectRef } from '../../core/plan/index.ts';
import type { Box } from '../../core/scene/index.ts';
import type { DocumentController } from './document.svelte.ts';
import { keyOf } from './refs.ts';
import type { SelectionController } from './selection.svelte.ts';
import { overlaps, unionOf, type ViewportController } from './viewport.svelte.ts';

/** Below this zoom the words in the drawing are too small to read. */
const readableZoom = 0.6;

/** Objects and the part of the drawing that shows them, brought together. */
export class View {
  readonly #document: DocumentController;
  readonly #selection: SelectionController;
  readonly #viewport: ViewportController;

  constructor(document: DocumentController, selection: SelectionController, viewport: ViewportController) {
    this.#document = document;
    this.#selection = selection;
    this.#viewport = viewport;
  }

  /** Where an object stands, in px of the drawing; for what has no place of its own, that of what it belongs to. Undefined: nowhere. */
  boxOf(ref: ObjectRef): Box | undefined {
    const place = this.#document.places.get(keyOf(ref));
    if (place !== undefined) {
      const { item, part } = place;
      return part === undefined
        ? item
        : { x: item.x + part.x, y: item.y + part.y, width: part.width, height: part.height };
    }
    const edge = this.#document.scene.edges.find(
      (other) => other.kind !== 'conflict' && keyOf(other.ref) === keyOf(ref),
    );
    if (edge !== undefined) return unionOf(edge.points.map((point) => ({ ...point, width: 0, height: 0 })));
    const owner = parentOf(this.#document.plan, ref);
    return owner === undefined ? undefined : this.boxOf(owner);
  }

  boundsOf(refs: readonly ObjectRef[]): Box | undefined {
    return unionOf(refs.flatMap((ref) => this.boxOf(ref) ?? []));
  }

  fitAll(): void {
    const { bounds, items } = this.#document.scene;
    if (items.length === 0) return;
    this.#viewport.fit(bounds);
    const covered = this.#viewport.coveredCorner;
    // Only when something would lie under minimap and zoom buttons is their width given up.
    if (covered !== undefined && items.some((item) => overlaps(item, covered)))
      this.#viewport.fit(bounds, { avoidCorner: true });
  }

  fitSelection(): void {
    const area = this.boundsOf(this.#selection.refs);
    if (area !== undefined) this.#viewport.fit(area, { largestZoom: 1.5 });
  }

  /** Brings the objects into view so that they can be read: from afar by zooming in on them. */
  reveal(refs: readonly ObjectRef[]): void {
    const area = this.boundsOf(refs);
    if (area === undefined) return;
    if (this.#viewport.zoom < readableZoom) this.#viewport.fit(area);
    else this.#viewport.reveal(area);
  }

  /** Moves the view until the objects are seen, zooming out only when needed. */
  scrollTo(refs: readonly ObjectRef[]): void {
    const area = this.boundsOf(refs);
    if (area !== undefined) this.#viewport.reveal(area);
  }
}
