import type { ViewportController } from '../state/viewport.svelte.ts';

const restMs = 140;

/** Whether the view is being moved, and the zoom it last rested at. While it moves, things are moved as they are instead of being drawn anew. */
export class Motion {
  isMoving = $state(false);
  /** The zoom changes from frame to frame: a wheel or a pinch, not a single jump. */
  isZooming = $state(false);
  /** Zoom that what is moved was drawn at. */
  restZoom = $state(1);
  #lastZoom = 1;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** Call when the viewport has changed. */
  follow(viewport: ViewportController): void {
    const { zoom } = viewport;
    const scale = zoom / this.restZoom;
    // Drawn too coarsely, or too small to cover the view.
    if (scale > 2 || scale < 0.5) this.restZoom = zoom;
    if (this.isMoving && zoom !== this.#lastZoom) this.isZooming = true;
    this.#lastZoom = zoom;
    this.isMoving = true;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.isMoving = false;
      this.isZooming = false;
      this.restZoom = viewport.zoom;
    }, restMs);
  }
}
