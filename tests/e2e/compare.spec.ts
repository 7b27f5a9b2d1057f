import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator } from '@playwright/test';
import { watchComplaints } from './support/complaints.ts';
import { answerOpenDialog } from './support/dialogs.ts';
import { Drawing, settle } from './support/drawing.ts';
import { expect, launchDesigner, root, test, type Designer } from './support/launch.ts';

/** The example with one mistake, compared with a copy in which it was not yet made and some things were otherwise. */
const example = join(root, 'static/examples/2-hub-and-spokes.netwright.json');
let folder: string;
let older: string;
let designer: Designer;
let drawing: Drawing;
let complaints: readonly string[];

test.beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'netwright-compare-'));
  older = join(folder, 'main.netwright.json');
  const text = await readFile(example, 'utf8');
  const plan = JSON.parse(text) as {
    virtualNetworks: { name: string; id: string; subnets: { name: string; id: string; addressPrefixes: string[] }[] }[];
    clusters: { name: string; serviceCidrs: string[]; dnsServiceIp: string; pools: { count: number }[] }[];
  };
  for (const network of plan.virtualNetworks) {
    if (network.name !== 'hub-weu') continue;
    for (const subnet of network.subnets) if (subnet.name === 'snet-shared') subnet.name = 'snet-tools';
    network.subnets.push({ id: 'snet-gone', name: 'snet-gone', addressPrefixes: ['10.0.9.0/26'] });
  }
  for (const cluster of plan.clusters) {
    if (cluster.name !== 'aks-orders') continue;
    cluster.serviceCidrs = ['172.16.0.0/16'];
    cluster.dnsServiceIp = '172.16.0.10';
  }
  await writeFile(older, JSON.stringify(plan));
  designer = await launchDesigner({ files: [example] });
  complaints = watchComplaints(designer.page);
  drawing = new Drawing(designer.page);
  await settle(designer);
  await expect(drawing.box('hub-weu')).toBeVisible();
});

test.afterAll(async () => {
  await designer.stop();
  await rm(folder, { recursive: true, force: true });
});

test.afterEach(() => {
  expect(complaints).toEqual([]);
});

const panel = (): Locator => designer.page.getByRole('complementary', { name: 'Compare' });
const marks = (mark: string): Locator => designer.page.locator(`[data-mark="${mark}"]`);

test('by mouse: a file, its differences, what they do to the findings, marks on the drawing', async () => {
  const { app, page } = designer;
  await answerOpenDialog(app, [older]);
  await page.getByRole('button', { name: 'Compare', exact: true }).click();
  await expect(panel()).toContainText('Compare with what?');
  await panel().getByRole('button', { name: 'Choose a file…' }).click();
  await expect(page.getByTestId('compare-summary')).toContainText('differences');

  const renamed = panel().getByRole('button', { name: /changed subnet snet-shared in hub-weu/ });
  await expect(renamed).toContainText('snet-tools');
  await expect(panel()).toContainText(/Adds error:.*aks-orders/);
  await expect(panel().getByRole('button', { name: /removed subnet snet-gone in hub-weu/ })).toBeVisible();
  await expect(marks('removed')).toHaveCount(1);
  await expect(marks('removed')).toContainText('snet-gone');
  await expect(marks('changed')).toHaveCount(2);

  await renamed.click();
  await expect(renamed).toHaveAttribute('aria-current', 'true');
  await expect(drawing.part('hub-weu', 'snet-shared')).toHaveAttribute('aria-selected', 'true');

  for (const theme of ['light', 'dark'] as const) {
    await page.keyboard.press('Control+k');
    const palette = page.getByRole('dialog', { name: 'Commands and objects' });
    await palette.getByRole('combobox').fill(`${theme} theme`);
    await page.keyboard.press('Enter');
    await expect(palette).toBeHidden();
    await expect(page.locator('html')).toHaveAttribute('data-theme', theme);
    await page.screenshot({ path: join(root, `.cache/shots/compare-${theme}.png`) });
  }

  await panel().getByRole('button', { name: 'Close compare' }).click();
  await expect(panel()).toHaveCount(0);
  await expect(page.getByRole('complementary', { name: 'Inspector' })).toBeVisible();
  await expect(marks('changed')).toHaveCount(0);
});

test('by keyboard alone: against the saved state, an edit shows up, undo takes it away', async () => {
  const { page } = designer;
  await page.keyboard.press('Control+k');
  const palette = page.getByRole('dialog', { name: 'Commands and objects' });
  await palette.getByRole('combobox').fill('Compare with');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Compare', exact: true })).toBeFocused();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await expect(panel().getByRole('button', { name: 'As last saved' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(panel()).toContainText('No differences');
  await expect(page.getByTestId('announcer')).toContainText('No differences');

  // Escape leads to the drawing; an edit there is a difference here.
  await page.keyboard.press('Escape');
  await expect(
    page
      .getByTestId('canvas')
      .locator(':focus')
      .or(page.getByTestId('canvas').and(page.locator(':focus'))),
  ).toHaveCount(1);
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+k');
  await palette.getByRole('combobox').fill('Add virtual network');
  await page.keyboard.press('Enter');
  const added = panel().getByRole('button', { name: /added virtual network/ });
  await expect(added).toBeVisible();
  await expect(marks('added')).toHaveCount(1);
  await added.focus();
  await page.keyboard.press('Enter');
  await expect(added).toHaveAttribute('aria-current', 'true');
  await page.keyboard.press('Control+z');
  await expect(panel()).toContainText('No differences');
  await page.keyboard.press('Control+k');
  await palette.getByRole('combobox').fill('Compare with');
  await page.keyboard.press('Enter');
  await expect(panel()).toHaveCount(0);
});
