import type { Box } from '../types.ts';

const CELL = 256;

/** Boxes by place, so that "what is here?" costs what is here and not what is in the plan. */
export class BoxGrid<T> {
  readonly #cells = new Map<string, { readonly box: Box; readonly value: T }[]>();

  add(box: Box, value: T): void {
    const entry = { box, value };
    for (const key of cellsOf(box)) {
      const cell = this.#cells.get(key);
      if (cell === undefined) this.#cells.set(key, [entry]);
      else cell.push(entry);
    }
  }

  /** Values whose boxes share any area or edge with `box`, each once, in the order they were added to each cell. */
  *near(box: Box): Generator<{ readonly box: Box; readonly value: T }, void, undefined> {
    const seen = new Set<object>();
    for (const key of cellsOf(box)) {
      for (const entry of this.#cells.get(key) ?? []) {
        if (seen.has(entry) || !touches(entry.box, box)) continue;
        seen.add(entry);
        yield entry;
      }
    }
  }
}

function* cellsOf(box: Box): Generator<string, void, undefined> {
  const right = Math.floor((box.x + box.width) / CELL);
  const bottom = Math.floor((box.y + box.height) / CELL);
  for (let column = Math.floor(box.x / CELL); column <= right; column++) {
    for (let row = Math.floor(box.y / CELL); row <= bottom; row++) yield `${column},${row}`;
  }
}

/** Whether two boxes have a point in common. */
export function touches(a: Box, b: Box): boolean {
  return a.x <= b.x + b.width && b.x <= a.x + a.width && a.y <= b.y + b.height && b.y <= a.y + a.height;
}

/** A box made larger by `by` px on every side. */
export function inflate(box: Box, by: number): Box {
  return { x: box.x - by, y: box.y - by, width: box.width + 2 * by, height: box.height + 2 * by };
}

/** The box of a line between two points. */
export function boxOfSegment(a: { readonly x: number; readonly y: number }, b: { readonly x: number; readonly y: number }): Box {
  return { x: Math.min(a.x, b.x), y: Math.min(a.y, b.y), width: Math.abs(a.x - b.x), height: Math.abs(a.y - b.y) };
}
