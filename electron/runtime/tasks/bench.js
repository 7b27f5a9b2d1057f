// @ts-check
import { buildAll } from '../build.js';
import { getElectron } from '../electron.js';
import { environment, runCommand } from '../run-command.js';
import { openDisplay } from '../system.js';

/** Measures, each figure beside its baseline of the same run; `--json` for machines, `--only=<name>` for one. */
export async function run(/** @type {string[]} */ args) {
  await buildAll();
  const electron = await getElectron();
  const display = await openDisplay();
  const env = environment({ ...display.env, ELECTRON_OVERRIDE_DIST_PATH: electron.dist });
  const { code } = await runCommand('node', ['tests/bench/run.ts', ...args], { env });
  display.stop();
  return code;
}
