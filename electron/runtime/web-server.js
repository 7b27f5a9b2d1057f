// @ts-check
import { createReadStream } from 'node:fs';
import { realpath, stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, sep } from 'node:path';

/** @type {Readonly<Record<string, string>>} */
const contentTypes = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.ttf': 'font/ttf',
  '.wasm': 'application/wasm',
};

/**
 * Finds the file a request path means: a regular file under the root, also after links are followed.
 * @param {string} target the request target as sent
 * @param {string} folder
 * @returns {Promise<string | undefined>}
 */
export async function findServedFile(target, folder) {
  let path;
  try {
    path = decodeURIComponent(target.split(/[?#]/, 1)[0] ?? '');
  } catch {
    return undefined;
  }
  if (!path.startsWith('/') || /[\0\\]/.test(path) || path.split('/').includes('..')) return undefined;
  try {
    const root = await realpath(folder);
    const file = await realpath(join(root, path === '/' ? 'index.html' : path));
    return file.startsWith(root + sep) && (await stat(file)).isFile() ? file : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Serves the web edition to this machine only. A request that names another host is refused, so that no foreign page can reach it by
 * pointing its own name at 127.0.0.1.
 * @param {string} folder
 * @param {Readonly<Record<string, string>>} headers sent with every answer
 * @param {number} [port] 0 takes a free one
 * @returns {Promise<{ url: string, close: () => Promise<void> }>}
 */
export async function serveWebEdition(folder, headers, port = 0) {
  /** @param {import('node:http').IncomingMessage} request @param {import('node:http').ServerResponse} response */
  async function answer(request, response) {
    const address = server.address();
    const ownPort = typeof address === 'object' ? address?.port : undefined;
    const { host } = request.headers;
    const isForUs = host === `127.0.0.1:${ownPort}` || host === `localhost:${ownPort}`;
    const isRead = request.method === 'GET' || request.method === 'HEAD';
    const file = isForUs && isRead ? await findServedFile(request.url ?? '/', folder) : undefined;
    if (!file) {
      response.writeHead(!isForUs ? 403 : !isRead ? 405 : 404, headers).end();
      return;
    }
    response.writeHead(200, { ...headers, 'Content-Type': contentTypes[extname(file)] ?? 'application/octet-stream' });
    if (request.method === 'HEAD') response.end();
    else createReadStream(file).pipe(response);
  }
  const server = createServer((request, response) => void answer(request, response));
  await new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve(undefined));
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  return {
    url: `http://127.0.0.1:${address.port}/`,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
