// @ts-check
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { buildAll } from '../build.js';
import { getElectron } from '../electron.js';
import { root } from '../paths.js';
import { environment, runCommand } from '../run-command.js';
import { say } from '../say.js';
import { hasDisplay } from '../system.js';
import { serveWebEdition } from '../web-server.js';

/** Opens the designer with the files named; where there is no display, serves it to a browser. */
export async function run(/** @type {string[]} */ args) {
  await buildAll();
  return hasDisplay && !args.includes('--web') ? startDesktop(args) : startWeb(args);
}

async function startDesktop(/** @type {string[]} */ args) {
  const electron = await getElectron();
  // npm starts scripts in the root of the checkout; what a person typed is relative to where it was typed.
  const folder = process.env.INIT_CWD ?? process.cwd();
  const files = args.map((arg) => (arg.startsWith('-') ? arg : resolve(folder, arg)));
  const { code } = await runCommand(electron.executable, [...electron.switches, root, ...files], {
    env: environment({ ELECTRON_OVERRIDE_DIST_PATH: electron.dist }),
  });
  return code;
}

async function startWeb(/** @type {string[]} */ args) {
  const { securityHeaders } = await import('../../../src/contract/csp.ts');
  const { url } = await serveWebEdition(join(root, 'out/renderer'), securityHeaders);
  say(
    args.includes('--web')
      ? 'Serving the web edition.'
      : 'There is no display (DISPLAY is not set): serving the web edition instead.',
  );
  if (args.some((arg) => existsSync(arg))) say('Open files from the page: a browser cannot be handed any.');
  process.stdout.write(`${url}\n`);
  return new Promise(() => undefined);
}
