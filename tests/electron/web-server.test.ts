import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { serveWebEdition } from '../../electron/runtime/web-server.js';
import { contentSecurityPolicy, securityHeaders } from '../../src/contract/csp.ts';
import { createTemporaryFolder } from './support/temporary-folder.ts';

interface Answer {
  readonly status: number | undefined;
  readonly policy: unknown;
  readonly body: string;
}

/** Sends a target as it is; `fetch` would tidy it first. */
function ask(url: string, target: string, options: { method?: string; host?: string } = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const { port } = new URL(url);
    const call = request(
      {
        host: '127.0.0.1',
        port,
        path: target,
        method: options.method ?? 'GET',
        headers: { host: options.host ?? `127.0.0.1:${port}` },
      },
      (response) => {
        let body = '';
        response.on('data', (chunk: Buffer) => (body += chunk.toString()));
        response.on('end', () =>
          resolve({ status: response.statusCode, policy: response.headers['content-security-policy'], body }),
        );
      },
    );
    call.on('error', reject);
    call.end();
  });
}

async function serve(): Promise<string> {
  const folder = await createTemporaryFolder();
  const root = join(folder, 'renderer');
  await mkdir(join(root, 'assets'), { recursive: true });
  await writeFile(join(root, 'index.html'), 'page');
  await writeFile(join(root, 'assets', 'a b.js'), 'script');
  await writeFile(join(folder, 'secret'), 'secret');
  await symlink(join(folder, 'secret'), join(root, 'link'));
  const { url, close } = await serveWebEdition(root, securityHeaders);
  onTestFinished(close);
  return url;
}

describe('serveWebEdition', () => {
  it('listens on this machine only', async () => {
    expect(new URL(await serve()).hostname).toBe('127.0.0.1');
  });

  it.each([
    ['/', 200, 'page'],
    ['/index.html', 200, 'page'],
    ['/assets/a%20b.js?x', 200, 'script'],
    ['/none', 404, ''],
    ['/assets', 404, ''],
    ['/../secret', 404, ''],
    ['/assets/../../secret', 404, ''],
    ['/%2e%2e/secret', 404, ''],
    ['/..%2fsecret', 404, ''],
    ['/..%5csecret', 404, ''],
    ['/link', 404, ''],
    ['/%zz', 404, ''],
    ['/a%00', 404, ''],
  ])('answers %s with %i, and the policy', async (target, status, body) => {
    expect(await ask(await serve(), target)).toEqual({ status, policy: contentSecurityPolicy, body });
  });

  it('answers nobody who calls it by another name', async () => {
    expect(await ask(await serve(), '/', { host: 'evil.example' })).toMatchObject({ status: 403, body: '' });
  });

  it('only reads', async () => {
    expect(await ask(await serve(), '/', { method: 'POST' })).toMatchObject({ status: 405, body: '' });
  });
});
