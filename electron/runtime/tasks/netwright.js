// @ts-check
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { root } from '../paths.js';

/** The command line, straight from its sources; its exit code is the task's. */
export function run(/** @type {string[]} */ args) {
  const { status } = spawnSync(process.execPath, [join(root, 'src/cli/netwright.ts'), ...args], { stdio: 'inherit' });
  return Promise.resolve(status ?? 1);
}
