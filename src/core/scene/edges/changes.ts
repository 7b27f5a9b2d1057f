import type { Box } from '../types.ts';
import { touches } from './box-grid.ts';

/** With more changes than this, asking what they touch costs more than working it out anew. */
const MOST = 160;

/** Where the drawing differs from the one before. */
export class Changes {
  readonly #boxes: Box[] = [];

  add(box: Box): void {
    this.#boxes.push(box);
  }

  /** Whether a change lies where something was looked for; true as well where there are too many to tell. */
  meets(looked: readonly Box[]): boolean {
    if (this.#boxes.length > MOST) return true;
    return this.#boxes.some((change) => looked.some((box) => touches(change, box)));
  }
}
