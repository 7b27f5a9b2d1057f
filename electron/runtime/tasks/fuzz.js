// @ts-check
import { environment, runCommand } from '../run-command.js';

/**
 * Throws random input and random moments at the code: the seeded runs of `tests/fuzz` (`--only`, `--cases`, `--seed`), then the long version of
 * the tests called `*.fuzz.test.ts`. With arguments only the former.
 */
export async function run(/** @type {string[]} */ args) {
  const env = environment({ NETWRIGHT_FUZZ: 'full' });
  const seeded = await runCommand('node', ['tests/fuzz/run.ts', ...args], { env });
  if (args.length > 0) return seeded.code;
  const tests = await runCommand('vitest', ['run', 'fuzz.test.ts', '--reporter=verbose'], { env });
  return seeded.code === 0 ? tests.code : seeded.code;
}
