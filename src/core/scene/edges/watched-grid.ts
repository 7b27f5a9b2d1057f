import type { Box } from '../types.ts';
import type { BoxGrid } from './box-grid.ts';

/** A grid that remembers where it was asked, so that an answer can be kept until something changes there. */
export class WatchedGrid<T> {
  readonly looked: Box[] = [];
  readonly #grid: BoxGrid<T>;

  constructor(grid: BoxGrid<T>) {
    this.#grid = grid;
  }

  visit(box: Box, visit: (value: T, box: Box) => boolean): void {
    this.looked.push(box);
    this.#grid.visit(box, visit);
  }
}
