import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { addRecentFile, openSettings } from '../../electron/main/settings.ts';
import { createTemporaryFolder } from './support/temporary-folder.ts';

describe('openSettings', () => {
  it('starts with defaults and keeps what is changed', async () => {
    const path = join(await createTemporaryFolder(), 'user', 'settings.json');
    const first = await openSettings(path);
    expect(first.get()).toEqual({ formatVersion: 1, theme: 'system', recentFiles: [] });
    expect(await first.update({ theme: 'dark' })).toEqual({ ok: true, value: null });
    expect((await openSettings(path)).get().theme).toBe('dark');
  });

  it('keeps the last of changes that overlap', async () => {
    const path = join(await createTemporaryFolder(), 'settings.json');
    const settings = await openSettings(path);
    await Promise.all([
      settings.update({ theme: 'dark' }),
      settings.update({ recentFiles: [{ path: '/a', name: 'a' }] }),
      settings.update({ theme: 'light' }),
    ]);
    expect((await openSettings(path)).get()).toEqual({
      formatVersion: 1,
      theme: 'light',
      recentFiles: [{ path: '/a', name: 'a' }],
    });
  });

  it.each([
    ['cut off', '{"formatVersion":1,"theme":'],
    ['of a later version', '{"formatVersion":2,"theme":"dark","recentFiles":[],"extra":1}'],
    ['of another shape', '[]'],
    ['with an unknown key', '{"formatVersion":1,"theme":"dark","recentFiles":[],"colour":"red"}'],
  ])('never writes over a file that is %s', async (_what, content) => {
    const path = join(await createTemporaryFolder(), 'settings.json');
    await writeFile(path, content);
    const settings = await openSettings(path);
    expect(settings.problem).toMatchObject({ kind: 'unreadable', path });
    expect(await settings.update({ theme: 'light' })).toMatchObject({ ok: false, error: { kind: 'unreadable' } });
    expect(settings.get().theme).toBe('light');
    expect(await readFile(path, 'utf8')).toBe(content);
  });

  it('reports what the operating system refuses', async () => {
    const path = join(await createTemporaryFolder(), 'settings.json');
    await mkdir(path);
    expect((await openSettings(path)).problem).toEqual({ kind: 'failed', path, code: 'EISDIR' });
  });
});

describe('addRecentFile', () => {
  it('puts the newest first, each once, and forgets the oldest', () => {
    const files = Array.from({ length: 12 }, (_, index) => ({ path: `/${index}`, name: `${index}` }));
    const list = files.reduce(addRecentFile, []);
    expect(list.map(({ name }) => name)).toEqual(['11', '10', '9', '8', '7', '6', '5', '4', '3', '2']);
    expect(addRecentFile(list, { path: '/5', name: '5' }).map(({ name }) => name)).toEqual([
      '5',
      '11',
      '10',
      '9',
      '8',
      '7',
      '6',
      '4',
      '3',
      '2',
    ]);
  });
});
