// @ts-check
import { buildAll } from '../build.js';
import { getElectron } from '../electron.js';
import { environment, runCommand } from '../run-command.js';
import { openDisplay } from '../system.js';

/**
 * The long version of every test that throws random input or random moments at the code: 20,000 damaged files of each kind, the
 * saving process and the real application killed again and again. With arguments (`--only`, `--cases`, `--seed`) only the files.
 */
export async function run(/** @type {string[]} */ args) {
  const files = await runCommand('node', ['tests/fuzz/run.ts', ...args]);
  if (args.length > 0) return files.code;

  const full = { NETWRIGHT_FUZZ: 'full' };
  const saving = await runCommand('vitest', ['run', 'tests/electron/survives-kill.test.ts', '--reporter=verbose'], {
    env: environment(full),
  });
  await buildAll();
  const electron = await getElectron();
  const display = await openDisplay();
  const env = environment({ ...full, ...display.env, ELECTRON_OVERRIDE_DIST_PATH: electron.dist });
  const application = await runCommand('playwright', ['test', 'survives-kill'], { env });
  display.stop();
  return files.code || saving.code || application.code;
}
