import { existsSync } from 'node:fs';

/** The folder of this package: from the source as from the built file, whose parts lie at other depths. */
export const PACKAGE_ROOT = findPackageRoot(new URL('./', import.meta.url));

function findPackageRoot(folder: URL): URL {
  if (existsSync(new URL('package.json', folder))) return folder;
  const parent = new URL('../', folder);
  if (parent.href === folder.href) throw new Error(`no package.json above ${import.meta.url}`);
  return findPackageRoot(parent);
}
