import type { ElectronApplication, Page } from '@playwright/test';
import { readFile, rm } from 'node:fs/promises';

/** An event of Chromium's trace, as far as it is read here. */
interface TraceEvent {
  readonly pid: number;
  readonly tid: number;
  readonly ph: string;
  readonly name: string;
  /** Microseconds of the thread's processor time. */
  readonly tdur?: number;
  readonly args?: { readonly name?: string };
}

const settledMs = 300;

/** The longest task of the page's main thread while something is done, and until it has settled: milliseconds of processor time. */
export async function longestTask(app: ElectronApplication, page: Page, act: () => Promise<void>): Promise<number> {
  await app.evaluate(({ contentTracing }) =>
    contentTracing.startRecording({ included_categories: ['toplevel'], excluded_categories: ['*'] }),
  );
  await act();
  await page.waitForTimeout(settledMs);
  const path = await app.evaluate(({ contentTracing }) => contentTracing.stopRecording());
  const pid = await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.getOSProcessId());
  // What Chromium writes; each field is read as it is needed.
  const { traceEvents } = JSON.parse(await readFile(path, 'utf8')) as { readonly traceEvents: readonly TraceEvent[] };
  await rm(path);
  const main = traceEvents.find(
    (event) => event.pid === pid && event.name === 'thread_name' && event.args?.name === 'CrRendererMain',
  );
  if (main === undefined) throw new Error('The trace does not name the main thread of the page');
  const tasks = traceEvents.filter(({ tid, pid: of, ph }) => of === pid && tid === main.tid && ph === 'X');
  return Math.max(0, ...tasks.map(({ tdur }) => tdur ?? 0)) / 1_000;
}
