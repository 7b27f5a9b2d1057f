// @ts-check
import { join } from 'node:path';
import { getElectron } from '../electron.js';
import { findUnpacked, packDeb, packUnpacked } from '../pack.js';
import { root } from '../paths.js';
import { environment, runCommand } from '../run-command.js';
import { say } from '../say.js';
import { hasCommand, openDisplay } from '../system.js';

/** The unpacked application, a Debian package where the system can make one, and a test that the application starts. */
export async function run() {
  const electron = await getElectron();
  if (electron.isStandIn)
    say(`This package holds the stand-in runtime ${electron.version}: for testing only, not to be shipped.`);
  await packUnpacked(electron);
  const display = await openDisplay();
  const env = environment({ ...display.env, ELECTRON_OVERRIDE_DIST_PATH: electron.dist });
  const { code } = await runCommand('playwright', ['test', 'tests/e2e/package.spec.ts'], { env });
  display.stop();
  if (code !== 0) return code;
  if (process.platform === 'linux' && hasCommand('dpkg-deb')) await packDeb(electron);
  process.stdout.write(`${join(root, findUnpacked().folder)}\n`);
  return 0;
}
