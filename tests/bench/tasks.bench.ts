import type { ElectronApplication, Page } from '@playwright/test';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { answerSaveDialog } from '../e2e/support/dialogs.ts';
import { Drawing, middleOf } from '../e2e/support/drawing.ts';
import { launchDesigner } from '../e2e/support/launch.ts';
import type { BenchRow } from './bench-row.ts';
import { longestTask } from './tasks/longest-task.ts';

export const name = 'tasks';

const rounds = 3;
const aim = 'at most 50';

/** The examples of the gallery, smallest first, each with the network that is worked on. */
const examples = [
  { title: 'First cluster', network: 'vnet-orders' },
  { title: 'contoso-weu', network: 'spoke-data' },
  { title: 'Pods with addresses of the network', network: 'vnet-retail' },
  { title: 'Landing zone West Europe', network: 'spoke-data' },
] as const;

type Actions = readonly (readonly [string, () => Promise<void>])[];

/**
 * The longest the page is busy at a stretch while a person does something with an example. In processor time and of the best of some rounds: what else
 * the machine does must not lengthen it.
 */
export async function run(): Promise<BenchRow[]> {
  const longest = new Map<string, number>();
  for (let round = 0; round < rounds; round++) {
    for (const [key, value] of await runOnce()) longest.set(key, Math.min(longest.get(key) ?? Infinity, value));
  }
  return [...longest].map(([key, value]) => ({ name: key, value, unit: 'ms', aim }));
}

/** Each example once in a new window, as a person meets it: nothing has been compiled for it yet. */
async function runOnce(): Promise<ReadonlyMap<string, number>> {
  const folder = await mkdtemp(join(tmpdir(), 'netwright-tasks-'));
  const { app, page, userData, stop } = await launchDesigner();
  const longest = new Map<string, number>();
  try {
    await galleryIsDrawn(page);
    await page.keyboard.press('Escape');
    longest.set('gallery: open', await longestTask(app, page, () => openGallery(page)));
    for (const { title, network } of examples) {
      for (const [action, act] of actionsOn(app, page, { title, network, folder }))
        longest.set(`${title}: ${action}`, await longestTask(app, page, act));
      await openGallery(page);
    }
  } finally {
    await stop();
    for (const path of [folder, userData]) await rm(path, { recursive: true, force: true, maxRetries: 5 });
  }
  return longest;
}

/** What is done with an example, in order; undone in the end, so that leaving it asks nothing. */
function actionsOn(
  app: ElectronApplication,
  page: Page,
  { title, network, folder }: { readonly title: string; readonly network: string; readonly folder: string },
): Actions {
  const drawing = new Drawing(page);
  const box = drawing.box(network);
  const undoOnce = async (): Promise<void> => {
    await page.keyboard.press('Control+z');
    await page.waitForTimeout(200);
  };
  return [
    [
      'open',
      async () => {
        await page.getByRole('button', { name: title }).click();
        await box.waitFor();
      },
    ],
    [
      'drag',
      async () => {
        await box.focus();
        const { x } = await middleOf(box);
        const y = ((await box.boundingBox())?.y ?? 0) + 6;
        await page.mouse.move(x, y);
        await page.mouse.down();
        await page.mouse.move(x + 40, y + 30, { steps: 12 });
        await page.mouse.up();
      },
    ],
    [
      'rename',
      async () => {
        await box.focus();
        await page.keyboard.press('F2');
        await page.keyboard.type('renamed');
        await page.keyboard.press('Enter');
        await drawing.box('renamed').waitFor();
      },
    ],
    ['add a subnet', () => runCommand(page, 'New subnet')],
    ['export PNG', () => exportAs(app, page, 'PNG', join(folder, 'plan.png'))],
    ['export SVG', () => exportAs(app, page, 'SVG', join(folder, 'plan.svg'))],
    [
      'undo',
      async () => {
        await drawing.canvas.focus();
        for (let edit = 0; edit < 3; edit++) await undoOnce();
        await box.waitFor();
      },
    ],
  ];
}

async function galleryIsDrawn(page: Page): Promise<void> {
  await page
    .getByRole('img', { name: /^Drawing of/ })
    .nth(examples.length - 1)
    .waitFor();
}

async function openGallery(page: Page): Promise<void> {
  await runCommand(page, 'Examples and ways to start');
  await galleryIsDrawn(page);
}

async function runCommand(page: Page, label: string): Promise<void> {
  const palette = page.getByRole('dialog', { name: 'Commands and objects' });
  await page.keyboard.press('Control+k');
  await palette.getByRole('combobox').fill(label);
  await palette.getByRole('option', { name: label }).first().waitFor();
  await page.keyboard.press('Enter');
  await palette.waitFor({ state: 'hidden' });
}

async function exportAs(app: ElectronApplication, page: Page, format: 'PNG' | 'SVG', path: string): Promise<void> {
  await answerSaveDialog(app, path);
  await page.keyboard.press('Control+e');
  const dialog = page.getByRole('dialog', { name: 'Export' });
  await dialog.getByRole('img').waitFor();
  await dialog.getByRole('radio', { name: format }).check({ force: true });
  await dialog.getByRole('button', { name: `Export ${format}…` }).click();
  await dialog.waitFor({ state: 'hidden' });
}
