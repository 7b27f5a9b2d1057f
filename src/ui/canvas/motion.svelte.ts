import type { ViewportController } from '../state/viewport.svelte.ts';

const restMs = 140;

/** Whether the view is being moved, and the zoom it last rested at. While it moves, things are moved as they are instead of being drawn anew. */
export class Motion {
  isMoving = $state(false);
  /** Zoom that what is moved was drawn at. */
  restZoom = $state(1);
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** Call when the viewport has changed. */
  follow(viewport: ViewportController): void {
    const { zoom } = viewport;
    const scale = zoom / this.restZoom;
    // Drawn too coarsely, or too small to cover the view.
    if (scale > 2 || scale < 0.5) this.restZoom = zoom;
    this.isMoving = true;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.isMoving = false;
      this.restZoom = viewport.zoom;
    }, restMs);
  }
}
