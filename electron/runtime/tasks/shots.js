// @ts-check
import { buildAll } from '../build.js';
import { getElectron } from '../electron.js';
import { environment, runCommand } from '../run-command.js';
import { openDisplay } from '../system.js';

/** Takes the screenshots of the README in the real application. */
export async function run(/** @type {string[]} */ args) {
  await buildAll();
  const electron = await getElectron();
  const display = await openDisplay();
  const env = environment({ ...display.env, ELECTRON_OVERRIDE_DIST_PATH: electron.dist, NETWRIGHT_SHOTS: '1' });
  const { code } = await runCommand('playwright', ['test', ...args], { env });
  display.stop();
  return code;
}
