import { describe, expect, it } from 'vitest';
import { findOrigins, isOfOrigins, isPermissionAllowed, isRequestAllowed } from '../../electron/main/security.ts';
import { contentSecurityPolicy } from '../../src/contract/csp.ts';

it('pins the content security policy', () => {
  expect(contentSecurityPolicy.split('; ')).toEqual([
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self' data:",
    "connect-src 'self'",
    "worker-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ]);
});

describe('isPermissionAllowed', () => {
  it.each([
    'geolocation',
    'notifications',
    'media',
    'clipboard-read',
    'openExternal',
    'hid',
    'serial',
    'usb',
    'toString',
    '__proto__',
  ])('denies %s', (permission) => {
    expect(isPermissionAllowed(permission)).toBe(false);
  });
  it('allows writing to the clipboard and full screen', () => {
    expect(['clipboard-sanitized-write', 'fullscreen'].every(isPermissionAllowed)).toBe(true);
  });
});

describe('isRequestAllowed', () => {
  it.each([
    ['app://netwright/index.html', true],
    ['data:image/png;base64,', true],
    ['blob:app://netwright/1', true],
    ['https://example.com/', false],
    ['http://127.0.0.1:5173/', false],
    ['ws://127.0.0.1:5173/', false],
    ['file:///etc/passwd', false],
    ['ftp://example.com/', false],
    ['nonsense', false],
  ])('of %s is %s', (url, isAllowed) => {
    expect(isRequestAllowed(url, undefined)).toBe(isAllowed);
  });

  it('lets the live-reload server through while developing, and only that', () => {
    const server = 'http://localhost:5173';
    expect(isRequestAllowed('http://localhost:5173/main.ts', server)).toBe(true);
    expect(isRequestAllowed('ws://localhost:5173/', server)).toBe(true);
    expect(isRequestAllowed('http://localhost:5174/', server)).toBe(false);
    expect(isRequestAllowed('https://example.com/', server)).toBe(false);
  });
});

describe('isOfOrigins', () => {
  const origins = findOrigins(undefined);
  it.each([
    ['app://netwright/index.html', true],
    ['app://netwright/', true],
    ['app://evil/index.html', false],
    ['https://netwright/', false],
    ['about:blank', false],
    ['', false],
  ])('of %s is %s', (url, isOurs) => {
    expect(isOfOrigins(url, origins)).toBe(isOurs);
  });
});
