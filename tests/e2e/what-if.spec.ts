import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Locator } from '@playwright/test';
import { formatPlan, sketchPlan } from '../../src/core/plan/index.ts';
import { watchComplaints } from './support/complaints.ts';
import { Drawing, settle } from './support/drawing.ts';
import { expect, launchDesigner, root, test, type Designer } from './support/launch.ts';

/** "What if": growth and other figures tried out on the example with two clusters; each test leaves the plan as it found it. */
let designer: Designer;
let drawing: Drawing;
let complaints: readonly string[];

test.beforeAll(async () => {
  designer = await launchDesigner({ files: [join(root, 'static/examples/2-hub-and-spokes.netwright.json')] });
  complaints = watchComplaints(designer.page);
  drawing = new Drawing(designer.page);
  await settle(designer);
  await expect(drawing.box('hub-weu')).toBeVisible();
});

test.afterAll(async () => {
  await designer.stop();
});

test.afterEach(() => {
  expect(complaints).toEqual([]);
});

const view = (): Locator => designer.page.getByRole('dialog', { name: 'What if' });
const pool = (name: string): Locator => view().getByRole('group', { name, exact: true });
const row = (list: string, name: string): Locator =>
  view().getByRole('list', { name: list, exact: true }).getByRole('listitem').filter({ hasText: name });

async function goTo(name: string): Promise<void> {
  const { page } = designer;
  await page.keyboard.press('Control+k');
  await page.getByRole('dialog', { name: 'Commands and objects' }).getByRole('combobox').fill(name);
  await page.keyboard.press('Enter');
}

test('by mouse: growth moves the day a range runs out, formulas open, applying is one edit', async () => {
  const { page } = designer;
  await goTo('aks-data');
  await page.getByRole('banner').getByRole('button', { name: 'What if' }).click();
  await expect(view().getByRole('combobox', { name: 'Cluster' })).toHaveValue('aks-data');
  await expect(view().getByRole('status')).toContainText('Everything fits until');
  const before = await view().getByRole('status').textContent();

  const growth = pool('linux').getByRole('slider', { name: 'Growth a month' });
  const { width, height } = (await growth.boundingBox()) ?? { width: 0, height: 0 };
  await growth.click({ position: { x: width * 0.5, y: height / 2 } });
  await expect(view().getByRole('status')).toContainText('snet-pods runs out first, on');
  await expect(row('Ranges', 'snet-pods')).toContainText('runs out on');
  await expect(row('Ranges', 'snet-nodes')).toContainText('fits until');

  const chart = view().getByRole('slider', { name: 'Use against supply, by month' });
  await chart.hover({ position: { x: 300, y: 120 } });
  await expect(chart).toHaveAttribute('aria-valuetext', /snet-pods \d+ %/);

  await row('Ranges', 'snet-pods').getByText('How is this computed?').click();
  await expect(row('Ranges', 'snet-pods')).toContainText('16 × ceil((110 + 8) / 16)');
  await expect(row('Ranges', 'snet-pods').getByRole('list', { name: 'Sources' })).toContainText('2024-07-09');
  await expect(row('Ranges', 'snet-pods')).toContainText('Not documented:');

  await view().getByText('Table', { exact: true }).click();
  await expect(view().getByRole('table').getByRole('row')).toHaveCount(26);
  await view().getByText('Chart', { exact: true }).click();

  // Growth alone is a question: there is nothing to apply.
  await expect(view().getByRole('button', { name: 'Apply to aks-data' })).toBeDisabled();
  await view().getByRole('button', { name: 'Reset' }).click();
  await expect(view().getByRole('status')).toHaveText(before ?? '');

  const nodes = pool('linux').getByRole('textbox', { name: 'Nodes at most, typed' });
  await nodes.fill('60');
  await nodes.press('Enter');
  await expect(view().getByRole('status')).toContainText('snet-pods does not fit at maximum');
  await view().getByRole('button', { name: 'Apply to aks-data' }).click();
  await expect(view()).toBeHidden();
  await expect(drawing.findings).toContainText('snet-pods');
  const undo = page.getByRole('button', { name: 'Undo Apply what-if to aks-data' });
  await expect(drawing.inspector).toContainText('snet-pods does not fit at maximum');
  await page.getByRole('button', { name: /^Undo/ }).click();
  await expect(undo).toBeHidden();
  await expect(drawing.inspector).not.toContainText('does not fit');
});

test('by keyboard alone: opened, moved, read, applied, undone', async () => {
  const { page } = designer;
  await goTo('aks-orders');
  await page.keyboard.press('Control+k');
  await page.keyboard.type('what if');
  await page.keyboard.press('Enter');
  await expect(view().getByRole('combobox', { name: 'Cluster' })).toHaveValue('aks-orders');

  await tabTo(pool('work').getByRole('slider', { name: 'Growth a month' }));
  for (let step = 0; step < 10; step++) await page.keyboard.press('ArrowRight');
  await expect(pool('work').getByRole('textbox', { name: 'Growth a month, typed' })).toHaveValue('10');
  await expect(view().getByRole('status')).toContainText('Pod CIDR 10.244.0.0/16 runs out first, on');

  await tabTo(view().getByRole('slider', { name: 'Use against supply, by month' }));
  await page.keyboard.press('End');
  await expect(page.locator(':focus')).toHaveAttribute('aria-valuetext', /Pod CIDR 10\.244\.0\.0\/16 1\d\d %/);
  await tabTo(row('Ranges', 'Pod CIDR').locator('summary'));
  await page.keyboard.press('Enter');
  await expect(row('Ranges', 'Pod CIDR')).toContainText('floor(2^(24 - 16)) = 256');

  await page.keyboard.press('Escape');
  await expect(view()).toBeHidden();
  await page.keyboard.press('Control+k');
  await page.keyboard.type('what if');
  await page.keyboard.press('Enter');
  await tabTo(pool('work').getByRole('slider', { name: 'Nodes at most' }));
  await page.keyboard.press('ArrowRight');
  await tabTo(view().getByRole('button', { name: 'Apply to aks-orders' }));
  await page.keyboard.press('Enter');
  await expect(view()).toBeHidden();
  await expect(drawing.inspector).toContainText('51+6 nodes');
  await page.keyboard.press('Control+z');
  await expect(drawing.inspector).toContainText('50+5 nodes');
});

test('the inspector opens its figures too, and leads to the view', async () => {
  await goTo('aks-orders');
  const { inspector } = drawing;
  await expect(inspector).toContainText('177 more nodes of work fit, then Pod CIDR 10.244.0.0/16 is full.');
  await inspector.getByText('How is this computed?').first().click();
  await expect(inspector).toContainText('(5 + 1) + (50 + 5) = 61');
  await inspector.getByText('Limits of Azure').click();
  await expect(inspector).toContainText('Nodes of the cluster');
  await inspector.getByRole('button', { name: 'What if it grows?' }).click();
  await expect(view()).toBeVisible();
  await designer.page.keyboard.press('Escape');
});

test('without a cluster it says so', async ({ launch }, info) => {
  const path = info.outputPath('networks.netwright.json');
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, formatPlan(sketchPlan({ networks: { hub: { prefixes: ['10.0.0.0/16'] } } })));
  const empty = await launch({ files: [path] });
  await settle(empty);
  await empty.page.getByRole('banner').getByRole('button', { name: 'What if' }).click();
  await expect(empty.page.getByRole('dialog', { name: 'What if' })).toContainText('No cluster in this plan');
});

for (const theme of ['light', 'dark'] as const) {
  for (const [width, height] of [
    [1366, 768],
    [1440, 900],
  ] as const) {
    test(`nothing is cut off at ${width} by ${height}, ${theme}`, async ({}, info) => {
      const { app, page } = designer;
      await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
      await app.evaluate(({ BrowserWindow }, size) => BrowserWindow.getAllWindows()[0]?.setContentSize(...size), [
        width,
        height,
      ] as [number, number]);
      await expect.poll(() => page.evaluate(() => [innerWidth, innerHeight])).toEqual([width, height]);
      await expect(page.locator(':root')).toHaveAttribute('data-theme', theme);
      // What was opened before is closed with the object.
      await goTo('hub-weu');
      await goTo('aks-data');
      await expect(drawing.inspector).toContainText('then snet-pods is full');
      await drawing.inspector.getByText('How is this computed?').nth(1).click();
      await drawing.inspector.getByText('There are').scrollIntoViewIfNeeded();
      await page.screenshot({ path: info.outputPath('inspector.png') });
      await page.getByRole('banner').getByRole('button', { name: 'What if' }).click();
      const growth = pool('linux').getByRole('textbox', { name: 'Growth a month, typed' });
      await growth.fill('3');
      await growth.press('Enter');
      await expect(view().getByRole('status')).toContainText('runs out first');
      await view().getByRole('slider', { name: 'Use against supply, by month' }).press('End');
      await page.screenshot({ path: info.outputPath('what-if.png') });
      const cutOff = await view().evaluate((dialog) =>
        [dialog, ...dialog.querySelectorAll('.columns, .controls, .pools, .outlook, footer')]
          .filter((part) => part.scrollWidth > part.clientWidth + 1)
          .map((part) => part.className || part.tagName),
      );
      expect(cutOff).toEqual([]);
      await row('Ranges', 'snet-pods').getByText('How is this computed?').click();
      await row('Ranges', 'snet-pods').scrollIntoViewIfNeeded();
      await page.screenshot({ path: info.outputPath('formulas.png') });
      await page.keyboard.press('Escape');
    });
  }
}

/** Walks with Tab until a control has the focus; the test fails when it is never reached. */
async function tabTo(target: Locator): Promise<void> {
  for (let step = 0; step < 80; step++) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await designer.page.keyboard.press('Tab');
  }
  throw new Error('The Tab key never reached it');
}
