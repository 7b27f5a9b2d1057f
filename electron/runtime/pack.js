// @ts-check
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { buildAll } from './build.js';
import { root } from './paths.js';
import { environment, runCommand } from './run-command.js';
import { say, SetupError } from './say.js';
import { buildWhenStale } from './stale.js';

/** @typedef {import('./electron.js').ElectronRuntime} ElectronRuntime */

async function runBuilder(/** @type {ElectronRuntime} */ electron, /** @type {string[]} */ args) {
  const { code, output } = await runCommand(
    'electron-builder',
    [...args, '--publish', 'never', `-c.electronDist=${electron.dist}`, `-c.electronVersion=${electron.version}`],
    { quiet: true, env: environment({ CUSTOM_FPM_PATH: join(root, 'electron', 'runtime', 'fpm-wrapper.js') }) },
  );
  if (code !== 0) throw new SetupError(`electron-builder failed:\n${output.trim()}`);
}

/** Where electron-builder puts the unpacked application, and what starts it. */
export function findUnpacked() {
  switch (process.platform) {
    case 'win32':
      return { folder: 'dist/win-unpacked', executable: 'dist/win-unpacked/Netwright.exe' };
    case 'darwin': {
      const folder = process.arch === 'arm64' ? 'dist/mac-arm64' : 'dist/mac';
      return { folder, executable: `${folder}/Netwright.app/Contents/MacOS/Netwright` };
    }
    default: {
      const folder = process.arch === 'x64' ? 'dist/linux-unpacked' : `dist/linux-${process.arch}-unpacked`;
      return { folder, executable: `${folder}/netwright` };
    }
  }
}

/** Makes the unpacked application when what it holds has changed. */
export async function packUnpacked(/** @type {ElectronRuntime} */ electron) {
  await buildAll();
  const { executable } = findUnpacked();
  await buildWhenStale(
    `package-${electron.version}`,
    {
      folders: ['out/main', 'out/preload', 'out/renderer'],
      files: ['package.json', 'electron-builder.yml'],
      outputs: [executable],
    },
    async () => {
      say('Packaging the application ...');
      await runBuilder(electron, ['--dir']);
      // The program Electron's distribution starts when it is given no application; this one has one.
      await rm(join(root, findUnpacked().folder, 'resources', 'default_app.asar'), { force: true });
    },
  );
}

/** Makes a Debian package of the unpacked application. */
export async function packDeb(/** @type {ElectronRuntime} */ electron) {
  say('Making the Debian package ...');
  await runBuilder(electron, ['--linux', 'deb', '--prepackaged', findUnpacked().folder]);
}
