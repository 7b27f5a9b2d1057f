import type { CapacityReport } from '../capacity/types.ts';
import type { FindingIndex } from './finding-index.ts';

/** What a picture is made with besides the object itself. */
export interface PictureContext {
  readonly capacity: CapacityReport;
  readonly findings: FindingIndex;
}

/** A range as the drawing writes several: the first, and how many more. */
export function firstAndMore(ranges: readonly string[]): string {
  const [first, ...more] = ranges;
  return first === undefined ? 'no range' : more.length === 0 ? first : `${first} +${more.length}`;
}
