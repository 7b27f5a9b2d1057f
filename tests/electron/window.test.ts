import { describe, expect, it } from 'vitest';
import { createWindowOptions } from '../../electron/main/window.ts';

const screen = { x: 0, y: 0, width: 1366, height: 728 };
const given = {
  preload: '/preload.cjs',
  icon: '/icon.png',
  isDark: false,
  hasDevTools: false,
  bounds: undefined,
  workAreas: [screen],
};

describe('createWindowOptions', () => {
  it('pins what a page may do', () => {
    expect(createWindowOptions(given).webPreferences).toEqual({
      preload: '/preload.cjs',
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: false,
      devTools: false,
    });
  });

  it('shows nothing before the page has drawn', () => {
    expect(createWindowOptions(given).show).toBe(false);
  });

  it('fits a small screen', () => {
    expect(createWindowOptions(given)).toMatchObject({ width: 1366, height: 728 });
  });

  it('comes back where it was left', () => {
    const bounds = { x: 40, y: 50, width: 900, height: 600, isMaximized: false };
    expect(createWindowOptions({ ...given, bounds })).toMatchObject({ x: 40, y: 50, width: 900, height: 600 });
  });

  it.each([
    ['a screen that is gone', { x: 3000, y: 50 }],
    ['above every screen', { x: 40, y: -800 }],
    ['nowhere in particular', {}],
  ])('is centred when it was left on %s', (_where, place) => {
    const options = createWindowOptions({
      ...given,
      bounds: { ...place, width: 900, height: 600, isMaximized: false },
    });
    expect([options.x, options.y, options.width, options.height]).toEqual([undefined, undefined, 900, 600]);
  });
});
