import { _electron as electron, test as base, type ElectronApplication, type Page } from '@playwright/test';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getElectron } from '../../../electron/runtime/electron.js';

export const root = join(import.meta.dirname, '../../..');

export interface Designer {
  readonly app: ElectronApplication;
  readonly page: Page;
  /** Where this run keeps settings and journal; give it to `launchDesigner` again to start as the same person. */
  readonly userData: string;
  /** Ends it at once, without a question about unsaved work. */
  readonly stop: () => Promise<void>;
}

export interface LaunchOptions {
  readonly files?: readonly string[];
  readonly userData?: string;
  readonly switches?: readonly string[];
  /**
   * A picture of the application in place of the designer: the same origin, preload and guards, but nobody else who calls the
   * desktop. For tests of the shell by itself.
   */
  readonly withoutDesigner?: boolean;
  /** The packaged application instead of the one in `out`. */
  readonly executable?: string;
}

/** Starts the real application with a user folder of its own. */
export async function launchDesigner(options: LaunchOptions = {}): Promise<Designer> {
  const runtime = await getElectron();
  const userData = options.userData ?? (await mkdtemp(join(tmpdir(), 'netwright-user-')));
  // Playwright asks Electron's package for the executable in this very process.
  process.env.ELECTRON_OVERRIDE_DIST_PATH = runtime.dist;
  const { ELECTRON_RUN_AS_NODE: _asNode, ...inherited } = process.env;
  // Playwright hands the variables on as they are; those that are not set must not be among them.
  const env = Object.fromEntries(
    Object.entries(inherited).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
  const app = await electron.launch({
    ...(options.executable ? { executablePath: options.executable } : {}),
    args: [
      ...runtime.switches,
      ...(options.executable ? [] : [root]),
      `--user-data-dir=${userData}`,
      ...(options.switches ?? []),
      ...(options.files ?? []),
    ],
    env,
    timeout: 30_000,
  });
  const child = app.process();
  const page = await app.firstWindow();
  if (options.withoutDesigner) await page.goto('app://netwright/icons/netwright-16.png');
  return {
    app,
    page,
    userData,
    stop: async () => {
      const gone = new Promise((resolve) => child.once('exit', resolve));
      if (child.exitCode === null && child.signalCode === null) {
        child.kill('SIGKILL');
        await gone;
      }
    },
  };
}

/** A test that gets a way to start designers, and ends and tidies up whatever it started. */
export const test = base.extend<{ launch: (options?: LaunchOptions) => Promise<Designer> }>({
  launch: async ({}, use) => {
    const started: Designer[] = [];
    await use(async (options) => {
      const designer = await launchDesigner(options);
      started.push(designer);
      return designer;
    });
    for (const designer of started) await designer.stop();
    for (const { userData } of started) await rm(userData, { recursive: true, force: true, maxRetries: 5 });
  },
});

export { expect } from '@playwright/test';
