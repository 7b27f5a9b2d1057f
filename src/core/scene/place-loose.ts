import type { LayoutBox } from '../plan/index.ts';
import type { Point } from './types.ts';

interface Placed {
  readonly key: string;
  readonly box: LayoutBox | undefined;
  readonly width: number;
  readonly height: number;
}

const GAP = 48;
const ROW_WIDTH = 1400;

/** Where items stand: as the layout says; those it does not know, in rows below the others, in the order given. */
export function placeLoose(items: readonly Placed[]): ReadonlyMap<string, Point> {
  const places = new Map<string, Point>();
  let left = Infinity;
  let bottom = -Infinity;
  for (const { key, box, height } of items) {
    if (box === undefined) continue;
    places.set(key, { x: box.x, y: box.y });
    left = Math.min(left, box.x);
    bottom = Math.max(bottom, box.y + height);
  }
  const start = Number.isFinite(left) ? left : 0;
  let x = start;
  let y = Number.isFinite(bottom) ? bottom + GAP : 0;
  let rowHeight = 0;
  for (const { key, box, width, height } of items) {
    if (box !== undefined) continue;
    if (x > start && x + width > start + ROW_WIDTH) {
      x = start;
      y += rowHeight + GAP;
      rowHeight = 0;
    }
    places.set(key, { x, y });
    x += width + GAP;
    rowHeight = Math.max(rowHeight, height);
  }
  return places;
}
