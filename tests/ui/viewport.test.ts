import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maximumZoom, minimumZoom, ViewportController, type Rectangle } from '../../src/ui/state/viewport.svelte.ts';

const area = fc.record({
  x: fc.integer({ min: -5000, max: 5000 }),
  y: fc.integer({ min: -5000, max: 5000 }),
  width: fc.integer({ min: 1, max: 5000 }),
  height: fc.integer({ min: 1, max: 5000 }),
});

function create(): ViewportController {
  const viewport = new ViewportController();
  viewport.size = { width: 1000, height: 700 };
  viewport.insets = { top: 10, right: 20, bottom: 150, left: 0 };
  return viewport;
}

/** Where an area is on screen. */
function onScreen(
  viewport: ViewportController,
  { x, y, width, height }: Rectangle,
): { left: number; top: number; right: number; bottom: number } {
  const { transform } = viewport;
  const [left, top] = [x * transform.zoom + transform.x, y * transform.zoom + transform.y];
  return { left, top, right: left + width * transform.zoom, bottom: top + height * transform.zoom };
}

describe('ViewportController', () => {
  it('fits an area between the panels that lie over the canvas', () => {
    fc.assert(
      fc.property(area, (box) => {
        const viewport = create();
        viewport.fit(box);
        const { left, top, right, bottom } = onScreen(viewport, box);
        expect(viewport.zoom).toBeLessThanOrEqual(1);
        expect(viewport.zoom).toBeGreaterThanOrEqual(minimumZoom);
        expect(Math.min(left, top - 10)).toBeGreaterThanOrEqual(39.9);
        expect(right).toBeLessThanOrEqual(1000 - 20 - 39.9);
        expect(bottom).toBeLessThanOrEqual(700 - 150 - 39.9);
      }),
    );
  });

  it('moves no more than needed to show what is out of sight, and not at all for what is in sight', () => {
    fc.assert(
      fc.property(area, (box) => {
        const viewport = create();
        viewport.reveal(box);
        const first = viewport.transform;
        const { left, top, right, bottom } = onScreen(viewport, box);
        expect([left >= 39.9, top >= 49.9, right <= 940.1, bottom <= 510.1]).toEqual([true, true, true, true]);
        viewport.reveal(box);
        expect(Math.hypot(viewport.transform.x - first.x, viewport.transform.y - first.y)).toBeLessThan(0.01);
      }),
    );
  });

  it('keeps the point under the pointer where it is while zooming', () => {
    const viewport = create();
    const anchor = { x: 300, y: 200 };
    const before = viewport.toDrawing(anchor);
    viewport.zoomTo(2.5, anchor);
    expect(viewport.toDrawing(anchor)).toEqual(before);
  });

  it('stays within the smallest and the largest zoom', () => {
    const viewport = create();
    for (let n = 0; n < 50; n++) viewport.zoomIn();
    expect(viewport.zoom).toBe(maximumZoom);
    for (let n = 0; n < 50; n++) viewport.zoomOut();
    expect(viewport.zoom).toBe(minimumZoom);
  });

  it('does nothing before the canvas has a size', () => {
    const viewport = new ViewportController();
    viewport.fit({ x: 5, y: 5, width: 5, height: 5 });
    expect(viewport.transform).toEqual({ x: 0, y: 0, zoom: 1 });
  });
});
