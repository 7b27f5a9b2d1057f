/**
 * Stands in for the small program Electron's own distribution carries: starts the application folder it is given.
 * Understands what Playwright and `npm start` pass: switches, `-r <module>`, then the folder.
 */
const { app } = require('electron');
const fs = require('node:fs');
const path = require('node:path');
const { pathToFileURL } = require('node:url');

const args = process.argv.slice(1);
let folder;
for (let index = 0; index < args.length && !folder; index += 1) {
  if (args[index] === '-r' || args[index] === '--require') require(path.resolve(args[(index += 1)]));
  else if (!args[index].startsWith('-')) folder = path.resolve(args[index]);
}

if (!folder) {
  process.stderr.write('No application folder was given.\n');
  app.exit(1);
} else {
  const manifest = JSON.parse(fs.readFileSync(path.join(folder, 'package.json'), 'utf8'));
  app.setName(manifest.productName || manifest.name);
  app.setVersion(manifest.version);
  app.setPath('userData', path.join(app.getPath('appData'), app.getName()));
  app.setAppPath(folder);
  import(pathToFileURL(path.resolve(folder, manifest.main)).href).catch((error) => {
    process.stderr.write(`${error.stack}\n`);
    app.exit(1);
  });
}
