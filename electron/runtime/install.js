// @ts-check
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { bin, modules, root } from './paths.js';
import { runCommand } from './run-command.js';
import { say, SetupError } from './say.js';

const oldestNode = /** @type {const} */ ([20, 19]);

/** Refuses a Node that cannot run npm's part of the set-up. */
export function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major < oldestNode[0] || (major === oldestNode[0] && minor < oldestNode[1])) {
    throw new SetupError(
      `Netwright needs Node ${oldestNode.join('.')} or newer; this is Node ${process.versions.node}.`,
    );
  }
}

/** @typedef {Record<string, { version?: string, optional?: boolean, devOptional?: boolean, os?: string[] }>} LockedPackages */

/** @returns {LockedPackages | undefined} */
function readLock(/** @type {string} */ path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8')).packages;
  } catch {
    // A missing or half-written file means the same: nothing is known to be installed.
    return undefined;
  }
}

/** What npm wrote beside the packages is compared with the lock file, so a pull that moves a pin is noticed. */
export function isInstalled() {
  const wanted = readLock(join(root, 'package-lock.json'));
  const installed = readLock(join(modules, '.package-lock.json'));
  if (!wanted) throw new SetupError('package-lock.json is missing or unreadable.');
  if (!installed) return false;
  return Object.entries(wanted).every(
    ([path, entry]) => path === '' || entry.optional === true || installed[path]?.version === entry.version,
  );
}

function pinnedNodeVersion() {
  return JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).devDependencies.node;
}

function installedNode() {
  const answer = spawnSync(join(bin, 'node'), ['--version'], { encoding: 'utf8', shell: process.platform === 'win32' });
  return answer.status === 0 ? answer.stdout.trim().slice(1) : undefined;
}

/** Installs exactly what the lock file names, when it is not there yet; the pinned Node included. */
export async function ensureInstalled() {
  if (!isInstalled()) {
    say('Installing the packages of package-lock.json (a minute or two) ...');
    const { code, output } = await runCommand('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
      quiet: true,
      env: process.env,
    });
    if (code !== 0) throw new SetupError(`npm ci failed:\n${output.trim()}`);
  }
  const wanted = pinnedNodeVersion();
  if (process.versions.node === wanted) return;
  if (installedNode() !== wanted) {
    // Some npm settings keep packages from running their installers; this one only fetches its platform's package from the registry.
    const installer = join(modules, 'node', 'installArchSpecificPackage.js');
    if (existsSync(installer)) {
      await runCommand(process.execPath, [installer], { quiet: true, cwd: join(modules, 'node'), env: process.env });
    }
  }
  const found = installedNode();
  if (found !== wanted) {
    throw new SetupError(
      `Node ${wanted} should be in node_modules, found ${found ?? 'none'}. Delete node_modules and try again.`,
    );
  }
}

/** The pinned Node, to go on with once it is installed; undefined when this process already is it. */
export function nodeToContinueWith() {
  return process.versions.node === pinnedNodeVersion() ? undefined : join(bin, 'node');
}
