import { chromium, type Browser } from '@playwright/test';
import { type ChildProcess, spawn } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { getCurrentFuseWire, FuseState, FuseV1Options } from '@electron/fuses';
import { getElectron } from '../../electron/runtime/electron.js';
import { findUnpacked } from '../../electron/runtime/pack.js';
import { expect, root, test } from './support/launch.ts';

const executable = join(root, findUnpacked().executable);

/** The packaged executable cannot be inspected by Node's protocol, so its page is looked at through Chromium's own. */
async function startPackaged(
  userData: string,
  files: readonly string[],
): Promise<{ child: ChildProcess; address: string }> {
  const { switches } = await getElectron();
  const child = spawn(executable, [...switches, '--remote-debugging-port=0', `--user-data-dir=${userData}`, ...files], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const address = await new Promise<string>((resolve, reject) => {
    let output = '';
    child.stderr.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      const match = /DevTools listening on (ws:\/\/\S+)/.exec(output);
      if (match?.[1]) resolve(match[1]);
    });
    child.once('exit', (code) => reject(new Error(`The application ended with ${code}:\n${output}`)));
  });
  return { child, address };
}

/** Chromium does not always answer who looks at it while its window is being made, so the window comes first, and the question is asked again. */
async function connect(address: string): Promise<Browser> {
  const list = new URL('/json/list', address.replace('ws:', 'http:'));
  await expect
    .poll(async () => (await fetch(list).then((answer) => answer.text())).includes('app://netwright/index.html'))
    .toBe(true);
  const attempt = (): Promise<Browser> => chromium.connectOverCDP(address, { timeout: 8_000 });
  return attempt().catch(attempt).catch(attempt);
}

test('the packaged application starts, opens the plan it is given and is the one that was built', async ({}, info) => {
  const plan = info.outputPath('hub.netwright.json');
  await writeFile(plan, '{"name":"hub"}');
  const { child, address } = await startPackaged(info.outputPath('user'), [plan]);
  const gone = new Promise((resolve) => child.once('exit', resolve));
  try {
    const browser = await connect(address);
    const page = browser.contexts()[0]?.pages()[0];
    if (!page) throw new Error('no window');
    await page.waitForLoadState();
    expect(page.url()).toBe('app://netwright/index.html');
    await expect(page).toHaveTitle(/Netwright/);
    const started = await page.evaluate(() => window.desktop?.start());
    const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
    expect(started?.version).toBe(version);
    await browser.close();
  } finally {
    child.kill('SIGKILL');
    await gone;
  }
});

test('the packaged executable can be talked into nothing else', async () => {
  const fuses = await getCurrentFuseWire(executable);
  expect({
    runAsNode: fuses[FuseV1Options.RunAsNode],
    nodeOptions: fuses[FuseV1Options.EnableNodeOptionsEnvironmentVariable],
    inspect: fuses[FuseV1Options.EnableNodeCliInspectArguments],
    onlyAsar: fuses[FuseV1Options.OnlyLoadAppFromAsar],
    fileProtocol: fuses[FuseV1Options.GrantFileProtocolExtraPrivileges],
  }).toEqual({
    runAsNode: FuseState.DISABLE,
    nodeOptions: FuseState.DISABLE,
    inspect: FuseState.DISABLE,
    onlyAsar: FuseState.ENABLE,
    fileProtocol: FuseState.DISABLE,
  });
});
