// @ts-check
import { environment, runCommand } from '../run-command.js';

/** The long version of every test that throws random input or random moments at the code: the files `*.fuzz.test.ts`. */
export async function run(/** @type {string[]} */ args) {
  const env = environment({ NETWRIGHT_FUZZ: 'full' });
  const { code } = await runCommand(
    'vitest',
    ['run', ...(args.length > 0 ? args : ['fuzz.test.ts']), '--reporter=verbose'],
    { env },
  );
  return code;
}
