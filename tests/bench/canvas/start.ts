import type { ElectronApplication, Page } from '@playwright/test';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { launchDesigner } from '../../e2e/support/launch.ts';
import { compare, median, type BenchRow } from '../bench-row.ts';
import { endWindow, launchWindow } from './open-window.ts';

const starts = 5;
/** Chromium keeps what it compiled at the second start and uses it from the third on. */
const startsToSettle = 3;

/**
 * From nothing to a window one can work in, against a window with nothing in it: the first time ever, and as on any other day, when Chromium has
 * kept what it compiled.
 */
export async function benchStart(): Promise<BenchRow[]> {
  const times = { first: { own: [], empty: [] }, later: { own: [], empty: [] } } satisfies Record<string, StartTimes>;
  const kept = await createUserFolders();
  for (let n = -startsToSettle; n < starts; n++) await timeStarts(kept, n < 0 ? undefined : times.later);
  await removeUserFolders(kept);
  for (let n = 0; n < starts; n++) {
    const fresh = await createUserFolders();
    await timeStarts(fresh, times.first);
    await removeUserFolders(fresh);
  }
  const row = (name: string, { own, empty }: StartTimes): BenchRow =>
    compare(name, median(own), { name: 'empty Electron window', value: median(empty) }, 'at most 1.5');
  return [row('start to usable window', times.later), row('very first start', times.first)];
}

interface StartTimes {
  readonly own: number[];
  readonly empty: number[];
}

interface UserFolders {
  readonly own: string;
  readonly empty: string;
}

const createUserFolders = async (): Promise<UserFolders> => ({
  own: await mkdtemp(join(tmpdir(), 'netwright-user-')),
  empty: await mkdtemp(join(tmpdir(), 'netwright-empty-')),
});

async function removeUserFolders({ own, empty }: UserFolders): Promise<void> {
  for (const folder of [own, empty]) await rm(folder, { recursive: true, force: true, maxRetries: 5 });
}

async function timeStarts(folders: UserFolders, times: StartTimes | undefined): Promise<void> {
  let start = Date.now();
  const designer = await launchDesigner({ userData: folders.own });
  // The designer is there as a whole when it is painted first, and takes keys and pointer from then on.
  await designer.page.waitForSelector('[data-testid=canvas]');
  const usable = await designer.page.evaluate(async () => {
    for (;;) {
      const [paint] = performance.getEntriesByName('first-contentful-paint');
      if (paint !== undefined) return performance.timeOrigin + paint.startTime;
      await new Promise((resolve) => requestAnimationFrame(resolve));
    }
  });
  times?.own.push(usable - start);
  await endStart(designer.app, designer.page);
  start = Date.now();
  const window = await launchWindow(undefined, folders.empty);
  const page = await window.firstWindow();
  await page.waitForLoadState('load');
  const loaded = await page.evaluate(() => {
    const [navigation] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[]; // entries of that type
    return performance.timeOrigin + (navigation?.loadEventEnd ?? Number.NaN);
  });
  times?.empty.push(loaded - start);
  await endStart(window, page);
}

/** Gives Chromium the time to keep what it compiled, and leaves without a question. */
async function endStart(app: ElectronApplication, page: Page): Promise<void> {
  await page.waitForTimeout(1_000);
  // The answer is lost with the process.
  await app.evaluate(({ app: main }) => main.exit(0)).catch(() => undefined);
  await endWindow(app);
}
