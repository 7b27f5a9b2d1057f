/** What the runner hands to a fuzz. */
export interface FuzzOptions {
  /** The first seed; case n uses seed + n, so a failing case is run again alone by its own seed. */
  readonly seed: number;
  readonly cases: number;
  readonly log: (line: string) => void;
}

export interface FuzzFailure {
  readonly seed: number;
  readonly reason: string;
}

export interface FuzzResult {
  readonly cases: number;
  /** Words for what was seen, with how often: shows that a fuzz meets both refusals and acceptance. */
  readonly seen: Readonly<Record<string, number>>;
  readonly failures: readonly FuzzFailure[];
}

/** Longest time one case may take, in ms: beyond it the program would seem to hang. */
export const CASE_LIMIT_MS = 2000;

/**
 * Runs a case for each seed. A case answers a word for what it saw; it fails by throwing, or by taking longer than the limit.
 */
export function runCases({ seed, cases, log }: FuzzOptions, runCase: (seed: number) => string): FuzzResult {
  const seen: Record<string, number> = {};
  const failures: FuzzFailure[] = [];
  for (let at = seed; at < seed + cases; at++) {
    const started = performance.now();
    let reason: string | undefined;
    try {
      const word = runCase(at);
      seen[word] = (seen[word] ?? 0) + 1;
    } catch (error) {
      reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
    }
    const took = performance.now() - started;
    if (reason === undefined && took > CASE_LIMIT_MS) reason = `took ${Math.round(took)} ms`;
    if (reason !== undefined) {
      failures.push({ seed: at, reason });
      log(`seed ${at}: ${reason}`);
    }
  }
  return { cases, seen, failures };
}
