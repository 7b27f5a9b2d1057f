import type { Box, Point } from '../types.ts';

const CELL = 384;
/** Cells are numbered by column and row; plans are far smaller than this many cells across. */
const ROWS = 2 ** 20;

interface Entry<T> {
  readonly box: Box;
  readonly value: T;
  /** The last query that saw it; an entry lies in several cells. */
  seenBy: number;
}

/** Boxes by place, so that "what is here?" costs what is here and not what is in the plan. */
export class BoxGrid<T> {
  readonly #cells = new Map<number, Entry<T>[]>();
  #queries = 0;

  add(box: Box, value: T): void {
    const entry = { box, value, seenBy: 0 };
    visitCells(box, (key) => {
      const cell = this.#cells.get(key);
      if (cell === undefined) this.#cells.set(key, [entry]);
      else cell.push(entry);
      return true;
    });
  }

  /** Shows `visit` what has a point in common with `box`, each once; stops when `visit` answers false. */
  visit(box: Box, visit: (value: T, box: Box) => boolean): void {
    const query = ++this.#queries;
    visitCells(box, (key) => {
      const cell = this.#cells.get(key);
      if (cell === undefined) return true;
      for (const entry of cell) {
        if (entry.seenBy === query || !touches(entry.box, box)) continue;
        entry.seenBy = query;
        if (!visit(entry.value, entry.box)) return false;
      }
      return true;
    });
  }

  isEmptyAt(box: Box): boolean {
    let isEmpty = true;
    this.visit(box, () => (isEmpty = false));
    return isEmpty;
  }
}

function visitCells(box: Box, visit: (key: number) => boolean): void {
  const right = Math.floor((box.x + box.width) / CELL);
  const bottom = Math.floor((box.y + box.height) / CELL);
  for (let column = Math.floor(box.x / CELL); column <= right; column++) {
    for (let row = Math.floor(box.y / CELL); row <= bottom; row++) {
      if (!visit(column * ROWS + row)) return;
    }
  }
}

export function touches(a: Box, b: Box): boolean {
  return a.x <= b.x + b.width && b.x <= a.x + a.width && a.y <= b.y + b.height && b.y <= a.y + a.height;
}

/** A box made larger by `by` px on every side. */
export function inflate(box: Box, by: number): Box {
  return { x: box.x - by, y: box.y - by, width: box.width + 2 * by, height: box.height + 2 * by };
}

/** The box of a line between two points. */
export function boxOfSegment(a: Point, b: Point): Box {
  return { x: Math.min(a.x, b.x), y: Math.min(a.y, b.y), width: Math.abs(a.x - b.x), height: Math.abs(a.y - b.y) };
}

/** The boxes of a line's straight stretches, in order. */
export function boxesOfLine(points: readonly Point[]): readonly Box[] {
  const boxes: Box[] = [];
  for (let index = 1; index < points.length; index++) {
    const a = points[index - 1];
    const b = points[index];
    if (a !== undefined && b !== undefined) boxes.push(boxOfSegment(a, b));
  }
  return boxes;
}
