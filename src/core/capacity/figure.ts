/** A number and how it comes about. */
export interface Figure {
  readonly value: number;
  /** The formula in words. */
  readonly meaning: string;
  /** The formula with the numbers filled in, plain arithmetic: "(50 + 5) × 31 + 3 = 1,708". Steps are parted by "; ". */
  readonly formula: string;
  /** Keys of `SOURCES`. */
  readonly sources: readonly string[];
  /** What no document says: read into it, taken, or not verified. */
  readonly assumption?: string;
}

/** A figure that stands beside another: a second reading, what is wasted, what is left. */
export interface Aside {
  readonly label: string;
  readonly figure: Figure;
}

/** Several remarks as one text; undefined when there is none. */
export function joinRemarks(...remarks: readonly (string | undefined)[]): string | undefined {
  const said = [...new Set(remarks.filter((remark) => remark !== undefined))];
  return said.length === 0 ? undefined : said.join(' ');
}
