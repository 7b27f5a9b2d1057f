import { _electron as electron, type ElectronApplication } from '@playwright/test';
import { join } from 'node:path';
import { getElectron } from '../../../electron/runtime/electron.js';

/** At once: a page with unsaved work would ask first. */
export async function endWindow(app: ElectronApplication): Promise<void> {
  const child = app.process();
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  await gone;
}

export async function launchWindow(url: string | undefined, userData?: string): Promise<ElectronApplication> {
  const runtime = await getElectron();
  process.env.ELECTRON_OVERRIDE_DIST_PATH = runtime.dist;
  const inherited = Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return electron.launch({
    args: [
      ...runtime.switches,
      join(import.meta.dirname, 'window'),
      ...(userData === undefined ? [] : [`--user-data-dir=${userData}`]),
    ],
    env: { ...Object.fromEntries(inherited), ...(url === undefined ? {} : { BENCH_PAGE: url }) },
  });
}
