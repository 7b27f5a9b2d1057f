// @ts-check
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from './paths.js';

/** @returns {string[]} every file under a path, sorted; the path itself when it is a file */
function listFiles(/** @type {string} */ path) {
  const absolute = join(root, path);
  if (!existsSync(absolute)) return [];
  const entries = readdirSync(absolute, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

function digest(/** @type {readonly string[]} */ folders, /** @type {readonly string[]} */ files) {
  const hash = createHash('sha256');
  const paths = [...folders.flatMap(listFiles), ...files.map((file) => join(root, file))];
  for (const path of paths) {
    if (existsSync(path)) hash.update(path.slice(root.length)).update('\0').update(readFileSync(path)).update('\0');
  }
  return hash.digest('hex');
}

/**
 * Runs a build only when what it is made from has changed, or what it makes is missing.
 * @param {string} name
 * @param {{ folders: readonly string[], files: readonly string[], outputs: readonly string[] }} about
 * @param {() => Promise<void>} build
 * @returns {Promise<boolean>} whether it ran
 */
export async function buildWhenStale(name, { folders, files, outputs }, build) {
  const stampPath = join(root, '.cache', `${name}.stamp`);
  const stamp = digest(folders, files);
  const isFresh = existsSync(stampPath) && readFileSync(stampPath, 'utf8') === stamp;
  if (isFresh && outputs.every((output) => existsSync(join(root, output)))) return false;
  await build();
  await mkdir(join(root, '.cache'), { recursive: true });
  await writeFile(stampPath, stamp);
  return true;
}
