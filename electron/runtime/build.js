// @ts-check
import { runCommand } from './run-command.js';
import { say, SetupError } from './say.js';
import { buildWhenStale } from './stale.js';

const shared = ['package.json', 'package-lock.json', 'tsconfig.json'];

async function runBuild(/** @type {string} */ command, /** @type {string[]} */ args) {
  const { code, output } = await runCommand(command, args, { quiet: true });
  if (code !== 0) throw new SetupError(`The build failed:\n${output.trim()}`);
}

/** Builds what is stale: the desktop application, whose page is the web edition too, and the command line. */
export async function buildAll() {
  await buildWhenStale(
    'desktop',
    {
      folders: ['src/core', 'src/contract', 'src/ui', 'electron/main', 'electron/preload', 'static'],
      files: [...shared, 'electron/vite.config.ts', 'svelte.config.js'],
      outputs: ['out/main/index.js', 'out/preload/index.cjs', 'out/renderer/index.html'],
    },
    async () => {
      say('Building the designer ...');
      await runBuild('electron-vite', ['build', '-c', 'electron/vite.config.ts']);
    },
  );
  await buildWhenStale(
    'cli',
    {
      folders: ['src/core', 'src/cli'],
      files: [...shared, 'electron/cli.vite.config.ts'],
      outputs: ['out/cli/netwright.js'],
    },
    async () => {
      say('Building the command line ...');
      await runBuild('vite', ['build', '-c', 'electron/cli.vite.config.ts']);
    },
  );
}
