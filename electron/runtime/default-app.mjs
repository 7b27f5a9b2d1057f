// @ts-check
/**
 * Stands in for the small program Electron's own distribution carries: starts the application folder it is given.
 * Understands what Playwright and `npm start` pass: switches, `-r <module>`, then the folder. A module with a top-level await,
 * because Electron becomes ready only when this file has been evaluated, and the application must be able to act before that.
 */
import { app } from 'electron';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const require = createRequire(import.meta.url);
const args = process.argv.slice(1);
let folder;
for (let index = 0; index < args.length && folder === undefined; index += 1) {
  const arg = args[index] ?? '';
  if (arg === '-r' || arg === '--require') require(resolve(args[(index += 1)] ?? ''));
  else if (!arg.startsWith('-')) folder = resolve(arg);
}

if (folder === undefined) {
  process.stderr.write('No application folder was given.\n');
  app.exit(1);
} else {
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  app.setName(manifest.productName ?? manifest.name);
  app.setPath('userData', join(app.getPath('appData'), app.getName()));
  // Not in the type definitions, but what Electron's own starting program calls.
  Object.assign(process, { defaultApp: true });
  Reflect.get(app, 'setVersion').call(app, manifest.version);
  Reflect.get(app, 'setAppPath').call(app, folder);
  await import(pathToFileURL(resolve(folder, manifest.main)).href);
}
