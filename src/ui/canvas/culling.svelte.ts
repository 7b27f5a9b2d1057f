import type { ViewportController, Rectangle } from '../state/viewport.svelte.ts';

/** Below this zoom networks are painted as pictures; they come back as components only above the higher one, against flicker. */
const farBelow = 0.34;
const nearAbove = 0.4;
const paddingShare = 0.5;

/** Which part of the drawing is kept as components, and in how much detail. Changes seldom, not with every frame of a pan. */
export class Culling {
  #kept: { readonly area: Rectangle; readonly isFar: boolean } = $state.raw({
    area: { x: 0, y: 0, width: 0, height: 0 },
    isFar: false,
  });

  get area(): Rectangle {
    return this.#kept.area;
  }
  get isFar(): boolean {
    return this.#kept.isFar;
  }

  /** Call when the viewport has changed; keeps what it has while that still covers the view. */
  follow({ visible, zoom }: ViewportController): void {
    const { area, isFar } = this.#kept;
    const nextFar = isFar ? zoom < nearAbove : zoom < farBelow;
    const isTooLarge = area.width > visible.width * (2 + 4 * paddingShare);
    if (nextFar === isFar && !isTooLarge && covers(area, visible)) return;
    const dx = visible.width * paddingShare;
    const dy = visible.height * paddingShare;
    this.#kept = {
      area: { x: visible.x - dx, y: visible.y - dy, width: visible.width + 2 * dx, height: visible.height + 2 * dy },
      isFar: nextFar,
    };
  }
}

function covers(area: Rectangle, inner: Rectangle): boolean {
  return (
    area.x <= inner.x &&
    area.y <= inner.y &&
    area.x + area.width >= inner.x + inner.width &&
    area.y + area.height >= inner.y + inner.height
  );
}
