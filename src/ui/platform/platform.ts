import type { Desktop } from '../../contract/desktop.ts';

/**
 * What the designer asks of the world around it. Both editions keep the desktop's contract, so nothing above this port knows
 * which one it runs in: files, journal, settings, window and menu are the calls and events of `Desktop`.
 *
 * A file's `path` is an opaque name in the web edition; only `name` is for people.
 */
export interface Platform extends Desktop {
  readonly edition: 'desktop' | 'web';
  /**
   * Carries out cut, copy or paste as if the keys had been pressed, so that the page gets the clipboard event.
   * False when the browser does not allow it (paste in the web edition).
   */
  readonly triggerClipboard: (action: 'cut' | 'copy' | 'paste') => boolean;
}
