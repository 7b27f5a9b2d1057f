import type { Desktop } from '../../contract/desktop.ts';
import type { Platform } from './platform.ts';

/** The desktop edition: everything goes through the preload's `window.desktop`. */
export function createElectronPlatform(desktop: Desktop): Platform {
  return {
    ...desktop,
    edition: 'desktop',
    triggerClipboard: (action) => document.execCommand(action),
  };
}
