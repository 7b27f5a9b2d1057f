import type { BrowserWindowConstructorOptions } from 'electron';
import { z } from 'zod';

export const boundsSchema = z.strictObject({
  x: z.int().optional(),
  y: z.int().optional(),
  width: z.int().min(400).max(20_000),
  height: z.int().min(300).max(20_000),
  isMaximized: z.boolean(),
});
export type WindowBounds = z.output<typeof boundsSchema>;

interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Shown before the page has drawn anything, so that starting does not flash; the page's own surface colours. */
const surface = { light: '#f6f7f9', dark: '#101317' } as const;
const firstSize = { width: 1440, height: 900 } as const;

/** Everything a window of the designer is made of. Pure, so that a test can pin it. */
export function createWindowOptions(given: {
  readonly preload: string;
  readonly icon: string;
  readonly isDark: boolean;
  readonly hasDevTools: boolean;
  readonly bounds: WindowBounds | undefined;
  readonly workAreas: readonly Area[];
}): BrowserWindowConstructorOptions {
  return {
    ...placeWindow(given.bounds, given.workAreas),
    minWidth: 800,
    minHeight: 560,
    title: 'Netwright',
    icon: given.icon,
    show: false,
    backgroundColor: given.isDark ? surface.dark : surface.light,
    webPreferences: {
      preload: given.preload,
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
      // The spell checker fetches dictionaries.
      spellcheck: false,
      devTools: given.hasDevTools,
    },
  };
}

/** Where the window was left, if a screen is still there to show it; otherwise centred, no larger than the screen. */
function placeWindow(bounds: WindowBounds | undefined, workAreas: readonly Area[]): Partial<Area> {
  const main = workAreas[0];
  if (bounds === undefined) {
    return {
      width: Math.min(firstSize.width, main?.width ?? firstSize.width),
      height: Math.min(firstSize.height, main?.height ?? firstSize.height),
    };
  }
  const { x, y, width, height } = bounds;
  const isVisible =
    x !== undefined &&
    y !== undefined &&
    workAreas.some(
      (area) =>
        x + width > area.x + 50 && x < area.x + area.width - 50 && y >= area.y - 10 && y < area.y + area.height - 50,
    );
  return isVisible ? { x, y, width, height } : { width, height };
}
