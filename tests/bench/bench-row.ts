/** One measured figure. A bench module exports `name` and `run(): Promise<BenchRow[]>`. */
export interface BenchRow {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** What the figure is held against, in the same unit and measured in the same run. */
  readonly baseline?: { readonly name: string; readonly value: number };
  /** `value` to `baseline.value`, or the other way about where more is better; `aim` says which way is good. */
  readonly ratio?: number;
  readonly aim?: string;
}

/** A row in milliseconds beside its baseline. */
export function compare(
  name: string,
  value: number,
  baseline: { readonly name: string; readonly value: number },
  aim: string,
): BenchRow {
  return { name, value, unit: 'ms', baseline, ratio: value / baseline.value, aim };
}

/**
 * Median milliseconds of several functions, run in turn so that a busy moment of the machine falls on all of them alike.
 * The first rounds warm up the compiler and are not counted.
 */
export function measureInTurn(functions: readonly (() => unknown)[], rounds: number, warmUp = 5): readonly number[] {
  const times = functions.map((): number[] => []);
  for (let round = -warmUp; round < rounds; round++) {
    functions.forEach((run, n) => {
      const start = performance.now();
      run();
      const elapsed = performance.now() - start;
      if (round >= 0) times[n]?.push(elapsed);
    });
  }
  return times.map(median);
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? Number.NaN;
}

/** A repeatable stream of numbers from 0 up to 1 (xorshift32), so that every run measures the same data. */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0 || 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}
