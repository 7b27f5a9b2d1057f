import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { answerRequest, resolveRequest } from '../../electron/main/scheme.ts';
import { contentSecurityPolicy } from '../../src/contract/csp.ts';
import { createTemporaryFolder } from './support/temporary-folder.ts';

describe('resolveRequest', () => {
  it.each([
    ['app://netwright/', '/root/index.html'],
    ['app://netwright/index.html', '/root/index.html'],
    ['app://netwright/assets/a%20b.js?v=1#x', '/root/assets/a b.js'],
  ])('finds %s', (url, path) => {
    expect(resolveRequest(url, '/root')).toEqual({ ok: true, value: path });
  });

  it.each([
    ['app://netwright/../secret', 'outside-root'],
    ['app://netwright/assets/../../secret', 'outside-root'],
    ['app://netwright/%2e%2e/secret', 'outside-root'],
    ['app://netwright/%2e%2e%2fsecret', 'outside-root'],
    ['app://netwright/a/..%2f..%2fsecret', 'outside-root'],
    ['app://netwright/..%5csecret', 'malformed'],
    ['app://netwright/C:/secret', 'malformed'],
    ['app://netwright/a%00.html', 'malformed'],
    ['app://netwright/%zz', 'malformed'],
    ['app://other/index.html', 'foreign-host'],
    ['app://netwright.evil/index.html', 'foreign-host'],
    ['app://user@netwright/index.html', 'foreign-host'],
    ['file:///etc/passwd', 'foreign-host'],
  ])('refuses %s', (url, kind) => {
    expect(resolveRequest(url, '/root')).toEqual({ ok: false, error: { kind } });
  });
});

describe('answerRequest', () => {
  it('sends the policy and the type with every answer', async () => {
    const folder = await createTemporaryFolder();
    const root = join(folder, 'renderer');
    await mkdir(root);
    await writeFile(join(root, 'index.html'), '<!doctype html>');
    await writeFile(join(folder, 'secret'), 'secret');
    const ask = (path: string, method = 'GET'): unknown[] => {
      const { statusCode, headers, data } = answerRequest({ url: `app://netwright${path}`, method }, root);
      return [statusCode, headers['Content-Security-Policy'] === contentSecurityPolicy, data.toString()];
    };
    expect(ask('/')).toEqual([200, true, '<!doctype html>']);
    expect(ask('/', 'HEAD')).toEqual([200, true, '']);
    expect(ask('/none.js')).toEqual([404, true, '']);
    expect(ask('/%2e%2e%2fsecret')).toEqual([403, true, '']);
    expect(ask('/%zz')).toEqual([400, true, '']);
    expect(ask('/', 'POST')).toEqual([405, true, '']);
    expect(answerRequest({ url: 'app://netwright/', method: 'GET' }, root).headers['Content-Type']).toBe(
      'text/html; charset=utf-8',
    );
  });
});
