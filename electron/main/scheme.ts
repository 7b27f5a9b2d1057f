import { readFileSync } from 'node:fs';
import { extname, join, sep } from 'node:path';
import { securityHeaders } from '../../src/contract/csp.ts';
import { err, ok, type Result } from '../../src/core/result.ts';
import { findCode } from './atomic-write.ts';

export const appScheme = 'app';
export const appOrigin = `${appScheme}://netwright`;

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.ttf': 'font/ttf',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
};

type Refusal = { readonly kind: 'foreign-host' } | { readonly kind: 'malformed' } | { readonly kind: 'outside-root' };

/** Finds the file a request means. It lies under `root` or there is none. */
export function resolveRequest(url: string, root: string): Result<string, Refusal> {
  // Read as sent: `new URL` would fold `..` away, and a request that has one is refused, not repaired.
  const prefix = `${appOrigin}/`;
  if (!url.startsWith(prefix)) return err({ kind: 'foreign-host' });
  const encoded = url.slice(prefix.length).split(/[?#]/, 1)[0] ?? '';
  let decoded: string;
  try {
    decoded = decodeURIComponent(encoded);
  } catch (error) {
    if (error instanceof URIError) return err({ kind: 'malformed' });
    throw error;
  }
  if (/[\0\\:]/.test(decoded)) return err({ kind: 'malformed' });
  if (decoded.split('/').includes('..')) return err({ kind: 'outside-root' });
  const path = join(root, decoded === '' ? 'index.html' : decoded);
  return path.startsWith(root.endsWith(sep) ? root : root + sep) ? ok(path) : err({ kind: 'outside-root' });
}

/** An answer as `protocol.registerBufferProtocol` sends it. */
export interface Answer {
  readonly statusCode: number;
  readonly headers: Record<string, string>;
  readonly data: Buffer;
}

/**
 * Answers a request of the page from the files of the application; every answer, a refusal too, carries the policy. The files are few, small and local:
 * reading one at once is quicker than waiting for a thread that reads it.
 */
export function answerRequest(request: { readonly url: string; readonly method: string }, root: string): Answer {
  if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(405);
  const path = resolveRequest(request.url, root);
  if (!path.ok) return refuse(path.error.kind === 'malformed' ? 400 : 403);
  try {
    const bytes = readFileSync(path.value);
    const type = contentTypes[extname(path.value).toLowerCase()] ?? 'application/octet-stream';
    return {
      statusCode: 200,
      headers: { ...securityHeaders, 'Content-Type': type },
      data: request.method === 'HEAD' ? Buffer.alloc(0) : bytes,
    };
  } catch (error) {
    if (findCode(error) === undefined) throw error;
    return refuse(404);
  }
}

function refuse(statusCode: number): Answer {
  return { statusCode, headers: { ...securityHeaders }, data: Buffer.alloc(0) };
}
