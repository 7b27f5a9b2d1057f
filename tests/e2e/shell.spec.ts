import { readFile, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import { contentSecurityPolicy } from '../../src/contract/csp.ts';
import { answerOpenDialog, answerSaveDialog } from './support/dialogs.ts';
import { expect, launchDesigner, test } from './support/launch.ts';

/** A server that must never hear anything. */
async function listen(): Promise<{ server: Server; url: string; requests: string[] }> {
  const requests: string[] = [];
  const server = createServer((request, response) => {
    requests.push(request.url ?? '');
    response.end('reached');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return { server, url: `http://127.0.0.1:${address.port}/`, requests };
}

test('shows one window that says what it is', async ({ launch }) => {
  const { app, page } = await launch();
  await expect(page).toHaveTitle(/Netwright/);
  await expect
    .poll(() => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().map((window) => window.isVisible())))
    .toEqual([true]);
});

test('starts without a complaint of the page or its policy', async ({ launch }) => {
  const { page } = await launch();
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.evaluate(() => window.desktop?.setTheme({ theme: 'light' }));
  // The first load is over before anybody can listen; a second one is the same.
  await page.goto('app://netwright/index.html');
  await expect(page.getByRole('button').first()).toBeVisible();
  expect(complaints).toEqual([]);
});

test('keeps the page in a sandbox without Node', async ({ launch }) => {
  const { app, page } = await launch();
  const preferences = await app.evaluate(({ webContents }) =>
    // Not in the type definitions, though it is how Electron's own documentation inspects a page's settings.
    webContents.getAllWebContents().map((contents) => Reflect.get(contents, 'getLastWebPreferences').call(contents)),
  );
  expect(preferences).toHaveLength(1);
  expect(preferences[0]).toMatchObject({
    contextIsolation: true,
    sandbox: true,
    nodeIntegration: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    webviewTag: false,
  });
  const seen = await page.evaluate(() => ({
    node: [typeof Reflect.get(globalThis, 'process'), typeof Reflect.get(globalThis, 'require')],
    isSecure: isSecureContext,
    origin: location.href,
  }));
  expect(seen).toEqual({ node: ['undefined', 'undefined'], isSecure: true, origin: 'app://netwright/index.html' });
});

test('sends the content security policy with every answer, a refusal too', async ({ launch }) => {
  const { page } = await launch();
  const policies = await page.evaluate(async () => {
    const answers = await Promise.all(
      ['/index.html', '/no-such-file', '/%2e%2e%2fmain/index.js'].map((path) => fetch(path)),
    );
    return answers.map((answer) => [answer.status, answer.headers.get('content-security-policy')]);
  });
  expect(policies).toEqual([
    [200, contentSecurityPolicy],
    [404, contentSecurityPolicy],
    [403, contentSecurityPolicy],
  ]);
});

test('runs no script from text and none from elsewhere', async ({ launch }) => {
  const { page } = await launch();
  const ran = await page.evaluate(() => {
    const script = document.createElement('script');
    script.textContent = 'document.title = "inline script ran"';
    document.body.append(script);
    return document.title;
  });
  expect(ran).not.toBe('inline script ran');
  // Playwright's own evaluation is not subject to the page's policy; a handler attribute is.
  await page.evaluate(() => {
    document.body.insertAdjacentHTML(
      'beforeend',
      '<button id="bait" onclick="document.title = \'handler ran\'">x</button>',
    );
    document.getElementById('bait')?.click();
  });
  expect(await page.title()).not.toBe('handler ran');
});

test('goes nowhere, opens no window and embeds nothing', async ({ launch }) => {
  const { app, page } = await launch();
  const before = page.url();
  const opened = await page.evaluate(() => window.open('https://example.com/') === null);
  expect(opened).toBe(true);
  await page.evaluate(() => {
    location.href = 'https://example.com/';
  });
  await page.evaluate(() => {
    const frame = document.createElement('iframe');
    frame.src = 'https://example.com/';
    document.body.append(frame, document.createElement('webview'));
  });
  await page.evaluate(() => {
    location.href = 'file:///etc/hostname';
  });
  expect(page.url()).toBe(before);
  expect(page.frames().filter((frame) => frame.url().startsWith('http'))).toEqual([]);
  expect(await app.evaluate(({ webContents }) => webContents.getAllWebContents().length)).toBe(1);
});

test('grants no permission but copying and full screen', async ({ launch }) => {
  const { page } = await launch();
  const states = await page.evaluate(async () => {
    // The DOM types know only some of the names Chromium knows.
    const names = [
      'geolocation',
      'notifications',
      'camera',
      'microphone',
      'midi',
      'clipboard-read',
    ] as PermissionName[];
    return Promise.all(names.map(async (name) => (await navigator.permissions.query({ name })).state));
  });
  expect(states).toEqual(['denied', 'denied', 'denied', 'denied', 'denied', 'denied']);
});

test('reaches no address, not even one of this machine', async ({ launch }) => {
  const { server, url, requests } = await listen();
  try {
    const { app, page } = await launch();
    const outcome = await page.evaluate(async (address) => {
      const image = new Image();
      const failed = new Promise((resolve) => image.addEventListener('error', () => resolve('image failed')));
      image.src = address;
      const fetched = await fetch(address).then(
        () => 'fetched',
        () => 'fetch failed',
      );
      return [fetched, await failed];
    }, url);
    expect(outcome).toEqual(['fetch failed', 'image failed']);
    // Past the policy of the page: Chromium's own network stack, asked by the main process.
    const asked = await app.evaluate(async ({ session }, address) => {
      try {
        await session.defaultSession.fetch(address);
        return 'fetched';
      } catch {
        return 'blocked';
      }
    }, url);
    expect(asked).toBe('blocked');
    expect(requests).toEqual([]);
  } finally {
    server.close();
  }
});

test('answers no file a person did not name', async ({ launch }, info) => {
  const { app, page } = await launch({ withoutDesigner: true });
  const path = info.outputPath('plan.netwright.json');
  await writeFile(path, '{"name":"one"}\n');
  const read = (): Promise<unknown> => page.evaluate((file) => window.desktop?.readFile({ path: file }), path);
  expect(await read()).toMatchObject({ ok: false, error: { kind: 'not-granted' } });
  await answerOpenDialog(app, [path]);
  await page.evaluate(() => window.desktop?.showOpenDialog({ purpose: 'plan' }));
  expect(await read()).toMatchObject({ ok: true, value: { text: '{"name":"one"}\n' } });
});

test('saves under a name a person chose, and keeps the version before', async ({ launch }, info) => {
  const { app, page } = await launch({ withoutDesigner: true });
  const path = info.outputPath('mine.netwright.json');
  await answerSaveDialog(app, path);
  const first = await page.evaluate(() =>
    window.desktop?.saveFileAs({ suggestedName: 'mine.netwright.json', text: 'first\n' }),
  );
  if (!first?.ok) throw new Error('not saved');
  const second = await page.evaluate(
    (expectedStamp) =>
      window.desktop?.saveFile({ path: expectedStamp.path, text: 'second\n', expectedStamp: expectedStamp.stamp }),
    first.value,
  );
  expect(second).toMatchObject({ ok: true });
  expect(await readFile(path, 'utf8')).toBe('second\n');
  expect(await readFile(`${path}.bak`, 'utf8')).toBe('first\n');
});

test('notices that somebody else wrote the open file', async ({ launch }, info) => {
  const { app, page } = await launch({ withoutDesigner: true });
  const path = info.outputPath('shared.netwright.json');
  await writeFile(path, 'one');
  await answerOpenDialog(app, [path]);
  await page.evaluate(async (file) => {
    const desktop = window.desktop;
    if (!desktop) throw new Error('no desktop');
    Reflect.set(globalThis, 'changes', []);
    desktop.on('fileChangedOnDisk', (change) => Reflect.get(globalThis, 'changes').push(change.change));
    await desktop.showOpenDialog({ purpose: 'plan' });
    await desktop.describeDocument({ title: 'shared', path: file, isDirty: false });
  }, path);
  await writeFile(path, 'two');
  await expect.poll(() => page.evaluate(() => Reflect.get(globalThis, 'changes'))).toEqual(['changed']);
});

test('hands the files of a second start to the first', async ({ launch }, info) => {
  const { page, userData } = await launch({ withoutDesigner: true });
  const path = info.outputPath('late.netwright.json');
  await writeFile(path, 'late');
  await page.evaluate(async () => {
    Reflect.set(globalThis, 'handed', []);
    window.desktop?.on('filesHandedOver', ({ files }) => Reflect.get(globalThis, 'handed').push(...files));
    await window.desktop?.start();
  });
  // The second start finds the first and leaves before it opens a window.
  await launchDesigner({ userData, files: [path] }).catch(() => undefined);
  await expect
    .poll(() => page.evaluate(() => Reflect.get(globalThis, 'handed')))
    .toMatchObject([{ ok: true, value: { name: 'late.netwright.json', text: 'late' } }]);
});

test('brings unsaved work back after it was killed', async ({ launch }) => {
  const first = await launch({ withoutDesigner: true });
  const entry = {
    documentId: 'doc-1',
    name: 'Hub',
    path: null,
    stamp: null,
    text: '{"unsaved":true}',
    editedAtMs: Date.now(),
  };
  await first.page.evaluate((given) => window.desktop?.writeJournal(given), entry);
  await first.stop();
  const second = await launch({ userData: first.userData, withoutDesigner: true });
  const info = await second.page.evaluate(() => window.desktop?.start());
  expect(info?.unsavedWork).toEqual([entry]);
});

test('puts a picture on the clipboard', async ({ launch }) => {
  const { page } = await launch({ withoutDesigner: true });
  const copied = await page.evaluate(async () => {
    const canvas = new OffscreenCanvas(3, 2);
    canvas.getContext('2d')?.fillRect(0, 0, 3, 2);
    const bytes = new Uint8Array(await (await canvas.convertToBlob()).arrayBuffer());
    return window.desktop?.copyPng({ bytes });
  });
  expect(copied).toEqual({ ok: true, value: null });
  expect(await page.evaluate(() => window.desktop?.copyPng({ bytes: new Uint8Array([1, 2, 3]) }))).toEqual({
    ok: false,
    error: { kind: 'not-an-image' },
  });
});

test('shows the commands the page describes, and tells it which was chosen', async ({ launch }) => {
  const { app, page } = await launch({ withoutDesigner: true });
  await page.evaluate(async () => {
    Reflect.set(globalThis, 'chosen', []);
    window.desktop?.on('command', ({ id }) => Reflect.get(globalThis, 'chosen').push(id));
    await window.desktop?.describeCommands({
      commands: [
        { id: 'file.save', label: 'Save', accelerator: 'CmdOrCtrl+S', enabled: true },
        { id: 'edit.undo', label: 'Undo', enabled: false },
      ],
    });
  });
  const chosen = await app.evaluate(({ Menu }) => {
    const menu = Menu.getApplicationMenu();
    menu?.getMenuItemById('file.save')?.click();
    return [
      menu?.getMenuItemById('file.save')?.enabled,
      menu?.getMenuItemById('edit.undo')?.enabled,
      menu?.getMenuItemById('file.new'),
    ];
  });
  expect(chosen.slice(0, 2)).toEqual([true, false]);
  expect(chosen[2] ?? null).toBeNull();
  await expect.poll(() => page.evaluate(() => Reflect.get(globalThis, 'chosen'))).toContain('file.save');
});

test('asks the page before it closes with unsaved work', async ({ launch }) => {
  const { app, page } = await launch({ withoutDesigner: true });
  await page.evaluate(async () => {
    Reflect.set(globalThis, 'questions', 0);
    window.desktop?.on('closeRequested', () =>
      Reflect.set(globalThis, 'questions', Reflect.get(globalThis, 'questions') + 1),
    );
    await window.desktop?.describeDocument({ title: 'Hub', path: null, isDirty: true });
  });
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
  await expect.poll(() => page.evaluate(() => Reflect.get(globalThis, 'questions'))).toBe(1);
  expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getTitle())).toBe(
    '• Hub — Netwright',
  );
  const closed = app.waitForEvent('close');
  // The page is gone before it can say that it has answered.
  await page.evaluate(() => void window.desktop?.answerClose({ decision: 'close' })).catch(() => undefined);
  await closed;
});

test('remembers the theme and where the window was', async ({ launch }) => {
  const first = await launch({ withoutDesigner: true });
  await first.page.evaluate(() => window.desktop?.setTheme({ theme: 'dark' }));
  const settings = JSON.parse(await readFile(join(first.userData, 'settings.json'), 'utf8'));
  expect(settings).toMatchObject({ formatVersion: 1, theme: 'dark' });
  await first.stop();
  const second = await launch({ userData: first.userData, withoutDesigner: true });
  expect(await second.app.evaluate(({ nativeTheme }) => nativeTheme.shouldUseDarkColors)).toBe(true);
});
