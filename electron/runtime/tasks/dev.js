// @ts-check
import { getElectron } from '../electron.js';
import { environment, runCommand } from '../run-command.js';
import { openDisplay } from '../system.js';

/** The designer with live reload. */
export async function run(/** @type {string[]} */ args) {
  const electron = await getElectron();
  const display = await openDisplay();
  const noSandbox = electron.switches.includes('--no-sandbox') ? ['--noSandbox'] : [];
  const { code } = await runCommand(
    'electron-vite',
    ['dev', '-c', 'electron/vite.config.ts', ...noSandbox, '--', ...args],
    {
      env: environment({
        ...display.env,
        ELECTRON_OVERRIDE_DIST_PATH: electron.dist,
        ELECTRON_EXEC_PATH: electron.executable,
      }),
    },
  );
  display.stop();
  return code;
}
