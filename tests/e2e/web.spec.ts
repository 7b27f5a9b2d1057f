import { _electron as electron } from '@playwright/test';
import { join } from 'node:path';
import { getElectron } from '../../electron/runtime/electron.js';
import { serveWebEdition } from '../../electron/runtime/web-server.js';
import { securityHeaders } from '../../src/contract/csp.ts';
import { expect, root, test } from './support/launch.ts';

test('the web edition runs in a plain browser and asks nobody but its own server', async ({}, info) => {
  const { url, close } = await serveWebEdition(join(root, 'out/renderer'), securityHeaders);
  const runtime = await getElectron();
  process.env.ELECTRON_OVERRIDE_DIST_PATH = runtime.dist;
  const app = await electron.launch({
    args: [
      ...runtime.switches,
      join(import.meta.dirname, 'support/plain-browser'),
      `--user-data-dir=${info.outputPath('user')}`,
      url,
    ],
  });
  try {
    const page = await app.firstWindow();
    const asked: string[] = [];
    const complaints: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(error.message));
    await page.goto(url);
    await page.waitForLoadState('networkidle');
    await expect(page).toHaveTitle(/Netwright/);
    await expect(page.getByRole('button').first()).toBeVisible();
    expect(await page.evaluate(() => typeof window.desktop)).toBe('undefined');
    expect(complaints).toEqual([]);
    expect(asked.filter((address) => !address.startsWith(url) && !/^(data|blob):/.test(address))).toEqual([]);
  } finally {
    await app.close();
    await close();
  }
});
