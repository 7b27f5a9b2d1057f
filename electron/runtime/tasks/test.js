// @ts-check
import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { buildAll } from '../build.js';
import { getElectron } from '../electron.js';
import { packUnpacked } from '../pack.js';
import { root } from '../paths.js';
import { environment, runCommand } from '../run-command.js';
import { say, SetupError } from '../say.js';
import { openDisplay } from '../system.js';

const reports = join(root, '.cache', 'reports');
const unitReport = join(reports, 'unit.json');
const e2eReport = join(reports, 'e2e.json');

/**
 * @typedef {object} Outcome
 * @property {number} passed
 * @property {number} failed
 * @property {string} output shown when something failed
 */
/** @typedef {{ name: string, run: () => Promise<Outcome> }} Check */

/** @returns {Check} a check that is one command, counted as one */
function command(/** @type {string} */ name, /** @type {string} */ program, /** @type {string[]} */ args) {
  return {
    name,
    run: async () => {
      const { code, output } = await runCommand(program, args, { quiet: true });
      return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, output };
    },
  };
}

const typesOf = (/** @type {string} */ room) =>
  command(`types of ${room}`, 'tsc', [
    '--noEmit',
    '-p',
    room === 'the configurations' ? 'tsconfig.json' : `${room}/tsconfig.json`,
  ]);

/** Independent of each other; two run at a time. The longest come first. */
const independent = [
  { name: 'unit tests', run: runUnitTests },
  command('lint', 'eslint', ['.']),
  command('types of src/ui', 'svelte-check', [
    '--tsconfig',
    'src/ui/tsconfig.json',
    '--fail-on-warnings',
    '--output',
    'human',
  ]),
  typesOf('tests'),
  command('format', 'prettier', ['--check', '--log-level', 'warn', '.']),
  typesOf('src/core'),
  typesOf('src/cli'),
  typesOf('electron'),
  typesOf('the configurations'),
  command('architecture', 'depcruise', ['--config', '.dependency-cruiser.cjs', 'src', 'electron']),
  command('dead code', 'knip', []),
  {
    name: 'build',
    run: async () => {
      await buildAll();
      return { passed: 1, failed: 0, output: '' };
    },
  },
];

/** Need what was built, a display and the machine to themselves. */
const inWindows = [
  {
    name: 'package',
    run: async () => {
      await packUnpacked(await getElectron());
      return { passed: 1, failed: 0, output: '' };
    },
  },
  { name: 'end-to-end tests', run: runEndToEndTests },
];

/** @returns {Promise<Outcome>} */
async function runUnitTests() {
  const { code, output } = await runCommand(
    'vitest',
    ['run', '--reporter=dot', '--reporter=json', `--outputFile.json=${unitReport}`],
    { quiet: true },
  );
  const report = await readReport(unitReport);
  const passed = Number(report?.numPassedTests ?? 0);
  const failed = Number(report?.numFailedTests ?? 0);
  // A file that cannot even be loaded fails no test, yet fails the run.
  return { passed, failed: code === 0 ? failed : Math.max(failed, 1), output };
}

/** @returns {Promise<Outcome>} */
async function runEndToEndTests() {
  const electron = await getElectron();
  await packUnpacked(electron);
  const display = await openDisplay();
  const env = environment({
    ...display.env,
    ELECTRON_OVERRIDE_DIST_PATH: electron.dist,
    NETWRIGHT_E2E_REPORT: e2eReport,
  });
  const { code, output } = await runCommand('playwright', ['test'], { quiet: true, env });
  display.stop();
  const stats = (await readReport(e2eReport))?.stats ?? {};
  const failed = Number(stats.unexpected ?? 0);
  return {
    passed: Number(stats.expected ?? 0) + Number(stats.flaky ?? 0),
    failed: code === 0 ? failed : Math.max(failed, 1),
    output,
  };
}

/** @returns {Promise<Record<string, any> | undefined>} */
async function readReport(/** @type {string} */ path) {
  try {
    return JSON.parse(await readFile(path, 'utf8'));
  } catch {
    return undefined;
  }
}

async function runOne(/** @type {Check} */ check) {
  const startedAtMs = performance.now();
  /** @type {Outcome} */
  let outcome;
  try {
    outcome = await check.run();
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    outcome = { passed: 0, failed: 1, output: error.message };
  }
  const seconds = ((performance.now() - startedAtMs) / 1000).toFixed(1);
  const counts = outcome.passed + outcome.failed > 1 ? `, ${outcome.passed} passed, ${outcome.failed} failed` : '';
  say(`${outcome.failed === 0 ? 'ok    ' : 'FAILED'} ${check.name} (${seconds} s${counts})`);
  if (outcome.failed > 0) say(outcome.output.trim());
  return { name: check.name, ...outcome };
}

async function runPool(/** @type {readonly Check[]} */ checks, /** @type {number} */ width) {
  /** @type {Awaited<ReturnType<typeof runOne>>[]} */
  const outcomes = [];
  const waiting = [...checks];
  await Promise.all(
    Array.from({ length: width }, async () => {
      for (let check = waiting.shift(); check; check = waiting.shift()) outcomes.push(await runOne(check));
    }),
  );
  return outcomes;
}

/** Runs every check there is, or those named by `--only=lint,unit`; prints what failed and a count over all tests. */
export async function run(/** @type {string[]} */ args) {
  const only = args
    .find((arg) => arg.startsWith('--only='))
    ?.slice('--only='.length)
    .split(',');
  const isWanted = (/** @type {Check} */ { name }) => !only || only.some((part) => name.includes(part));
  const startedAtMs = performance.now();
  await rm(reports, { recursive: true, force: true });
  await mkdir(reports, { recursive: true });

  const outcomes = await runPool(independent.filter(isWanted), 2);
  const wantedInWindows = inWindows.filter(isWanted);
  if (outcomes.some(({ name, failed }) => name === 'build' && failed > 0)) {
    say(`Not run, as there is no build: ${wantedInWindows.map(({ name }) => name).join(', ')}.`);
  } else if (wantedInWindows.length > 0) {
    outcomes.push(...(await runPool(wantedInWindows, 1)));
  }

  const failures = outcomes.filter(({ failed }) => failed > 0).map(({ name }) => name);
  const sum = (/** @type {'passed' | 'failed'} */ key) => outcomes.reduce((total, outcome) => total + outcome[key], 0);
  say(`Took ${((performance.now() - startedAtMs) / 1000).toFixed(0)} s.`);
  if (failures.length > 0) say(`Failed: ${failures.join(', ')}.`);
  process.stdout.write(`${sum('passed')} passed, ${sum('failed')} failed\n`);
  return failures.length === 0 ? 0 : 1;
}
