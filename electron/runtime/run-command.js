// @ts-check
import { spawn } from 'node:child_process';
import { delimiter } from 'node:path';
import { bin, root } from './paths.js';

/** @type {Set<import('node:child_process').ChildProcess>} */
const children = new Set();

/** Sees to it that a child does not outlive this process, however that ends. */
export function trackChild(/** @type {import('node:child_process').ChildProcess} */ child) {
  children.add(child);
  child.once('exit', () => children.delete(child));
}

for (const [signal, number] of /** @type {const} */ ([
  ['SIGHUP', 1],
  ['SIGINT', 2],
  ['SIGTERM', 15],
])) {
  process.on(signal, () => {
    for (const child of children) child.kill(signal);
    process.exit(128 + number);
  });
}
process.on('exit', () => {
  for (const child of children) child.kill();
});

/** The environment of everything the tasks start: the installed commands first, so `node` is the pinned one. */
export function environment(/** @type {NodeJS.ProcessEnv} */ extra = {}) {
  const { ELECTRON_RUN_AS_NODE: _asNode, ...inherited } = process.env;
  return { ...inherited, PATH: `${bin}${delimiter}${process.env.PATH ?? ''}`, ...extra };
}

/**
 * Runs a command in the root of the checkout and waits for it.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ env?: NodeJS.ProcessEnv, quiet?: boolean, timeoutMs?: number, cwd?: string }} [options]
 *   `quiet` collects the output instead of showing it.
 * @returns {Promise<{ code: number, output: string }>} code 127 when the command does not exist, 124 when time ran out
 */
export function runCommand(command, args, options = {}) {
  return new Promise((resolve) => {
    const env = options.env ?? environment();
    const child = spawn(command, args, {
      cwd: options.cwd ?? root,
      // What is collected is shown as plain text.
      env: options.quiet ? { ...env, NO_COLOR: '1', FORCE_COLOR: '0' } : env,
      stdio: options.quiet ? ['ignore', 'pipe', 'pipe'] : 'inherit',
      // npm and the commands in node_modules/.bin are .cmd files on Windows.
      shell: process.platform === 'win32',
    });
    trackChild(child);
    let output = '';
    let isLate = false;
    const timer = options.timeoutMs
      ? setTimeout(() => {
          isLate = true;
          child.kill('SIGKILL');
        }, options.timeoutMs)
      : undefined;
    child.stdout?.on('data', (/** @type {Buffer} */ chunk) => (output += chunk));
    child.stderr?.on('data', (/** @type {Buffer} */ chunk) => (output += chunk));
    child.on('error', (error) => {
      clearTimeout(timer);
      resolve({ code: 127, output: `${output}${error.message}\n` });
    });
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      resolve({ code: isLate ? 124 : (code ?? (signal ? 128 : 1)), output });
    });
  });
}
