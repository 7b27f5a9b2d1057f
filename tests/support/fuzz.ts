/** Whether `npm run fuzz` is running: random tests then take their long form. */
export const isFullFuzz = process.env.NETWRIGHT_FUZZ === 'full';

/** How often a random test runs: a few times with every change, many when asked for. */
export function fuzzRuns(quick: number, full: number): number {
  return isFullFuzz ? full : quick;
}
