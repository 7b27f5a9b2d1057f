import { createBrowserPlatform } from './browser.ts';
import { createElectronPlatform } from './electron.ts';
import type { Platform } from './platform.ts';

/** The edition this page runs in. */
export function createPlatform(): Platform {
  return window.desktop === undefined ? createBrowserPlatform() : createElectronPlatform(window.desktop);
}
