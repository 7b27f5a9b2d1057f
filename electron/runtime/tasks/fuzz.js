// @ts-check
import { buildAll } from '../build.js';
import { getElectron } from '../electron.js';
import { environment, runCommand } from '../run-command.js';
import { openDisplay } from '../system.js';

/**
 * The long version of every test that throws random input or random moments at the code: the files `*.fuzz.test.ts`, and the real
 * application killed again and again. With arguments only the files whose names contain them.
 */
export async function run(/** @type {string[]} */ args) {
  const full = { NETWRIGHT_FUZZ: 'full' };
  const files = args.length > 0 ? args : ['fuzz.test.ts'];
  const units = await runCommand('vitest', ['run', ...files, '--reporter=verbose'], { env: environment(full) });
  if (args.length > 0) return units.code;

  await buildAll();
  const electron = await getElectron();
  const display = await openDisplay();
  const env = environment({ ...full, ...display.env, ELECTRON_OVERRIDE_DIST_PATH: electron.dist });
  const windows = await runCommand('playwright', ['test', 'survives-kill'], { env });
  display.stop();
  return units.code || windows.code;
}
