// @ts-check
import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { runCommand, trackChild } from './run-command.js';
import { say, SetupError } from './say.js';

/** What Chromium needs on Debian and Ubuntu; Ubuntu 24.04 and Debian 13 renamed some with a `t64` at the end. */
const debianPackages = [
  'libnss3',
  'libatk1.0-0',
  'libatk-bridge2.0-0',
  'libcups2',
  'libgtk-3-0',
  'libgbm1',
  'libasound2',
  'libdrm2',
  'libxss1',
  'libxtst6',
  'libxshmfence1',
  'dbus',
  'fonts-liberation',
];

export const isRoot = process.getuid?.() === 0;
export const hasDisplay = process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
const canInstall = process.platform === 'linux' && isRoot && existsSync('/usr/bin/apt-get');

/**
 * Why Chromium cannot build its sandbox here; undefined when it can. It needs a user namespace of its own, which root's Chromium
 * refuses and some systems (Ubuntu 24.04 among them) deny to programs they do not know.
 */
export function whyNoSandbox() {
  if (process.platform !== 'linux') return undefined;
  if (isRoot) return 'Running as root';
  const { status, error } = spawnSync('unshare', ['--user', '--map-root-user', 'true'], { stdio: 'ignore' });
  return error || status === 0 ? undefined : 'This system denies user namespaces';
}

export function hasCommand(/** @type {string} */ name) {
  return (process.env.PATH ?? '').split(':').some((folder) => existsSync(`${folder}/${name}`));
}

/** Names the shared libraries an executable asks for and the system does not have. */
export function missingLibraries(/** @type {string} */ executable) {
  if (process.platform !== 'linux') return [];
  const { stdout } = spawnSync('ldd', [executable], { encoding: 'utf8' });
  return [...(stdout ?? '').matchAll(/^\s*(\S+) => not found/gm)].map((match) => match[1] ?? '');
}

/** Picks the name this release of Debian or Ubuntu knows a package by. */
function packageName(/** @type {string} */ name) {
  const hasCandidate = (/** @type {string} */ candidate) =>
    /Candidate: [^(]/.test(spawnSync('apt-cache', ['policy', candidate], { encoding: 'utf8' }).stdout ?? '');
  return hasCandidate(name) || !hasCandidate(`${name}t64`) ? name : `${name}t64`;
}

async function installPackages(/** @type {readonly string[]} */ names, /** @type {string} */ purpose) {
  say(`Installing ${purpose} with apt-get ...`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  await runCommand('apt-get', ['update', '-qq'], { quiet: true, env });
  const args = ['install', '-y', '-qq', '--no-install-recommends', ...names.map(packageName)];
  const { code, output } = await runCommand('apt-get', args, { quiet: true, env });
  if (code !== 0) throw new SetupError(`apt-get could not install ${purpose}:\n${output.trim()}`);
}

/** Makes sure Electron finds its libraries: installs them where that is possible, names them exactly where not. */
export async function ensureLibraries(/** @type {string} */ executable) {
  if (missingLibraries(executable).length > 0 && canInstall)
    await installPackages(debianPackages, 'the libraries Electron needs');
  const missing = missingLibraries(executable);
  if (missing.length > 0) {
    throw new SetupError(
      `Electron needs libraries this system does not have: ${missing.join(', ')}.\n` +
        `On Debian or Ubuntu: sudo apt-get install ${debianPackages.join(' ')}`,
    );
  }
}

/** Makes sure a command is there, from the Debian package of that name where it can be installed. */
export async function ensureCommand(
  /** @type {string} */ command,
  /** @type {readonly string[]} */ packages = [command],
) {
  if (!hasCommand(command) && canInstall) await installPackages(packages, command);
  if (!hasCommand(command)) {
    throw new SetupError(`${command} is missing. On Debian or Ubuntu: sudo apt-get install ${packages.join(' ')}`);
  }
}

/**
 * Starts a virtual display where there is none.
 * @returns {Promise<{ env: NodeJS.ProcessEnv, stop: () => void }>} what to add to the environment
 */
export async function openDisplay() {
  if (hasDisplay) return { env: {}, stop: () => undefined };
  await ensureCommand('Xvfb', ['xvfb', 'xauth']);
  const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1680x1050x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  trackChild(server);
  const number = await new Promise((resolve, reject) => {
    server.once('exit', () => reject(new SetupError('Xvfb did not start.')));
    server.stdio[3]?.once('data', (/** @type {Buffer} */ chunk) => resolve(chunk.toString().trim()));
  });
  return { env: { DISPLAY: `:${number}` }, stop: () => void server.kill() };
}
