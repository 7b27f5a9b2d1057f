import { AxeBuilder } from '@axe-core/playwright';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { watchComplaints } from './support/complaints.ts';
import { Drawing, settle } from './support/drawing.ts';
import { expect, root, test } from './support/launch.ts';

const example = join(root, 'static/examples/2-hub-and-spokes.netwright.json');

const sheet = (page: Page): Locator => page.getByRole('dialog', { name: 'Which CNI?' });
const answer = (page: Page): Locator => sheet(page).getByRole('region', { name: 'Answer' });

/** Selects a cluster by its name through the command palette. */
async function goTo(page: Page, name: string): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.getByRole('dialog', { name: 'Commands and objects' }).getByRole('combobox').fill(name);
  await page.keyboard.press('Enter');
}

async function runCommand(page: Page, words: string): Promise<void> {
  await page.keyboard.press('Control+k');
  const palette = page.getByRole('dialog', { name: 'Commands and objects' });
  await palette.getByRole('combobox').fill(words);
  await expect(palette.getByRole('option').first()).toContainText(words);
  await page.keyboard.press('Enter');
}

for (const theme of ['light', 'dark'] as const) {
  test(`by mouse: from the inspector to another model and back, ${theme}`, async ({ launch }, info) => {
    test.setTimeout(120_000);
    const designer = await launch({ files: [example] });
    const { page } = designer;
    const complaints = watchComplaints(page);
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
    await settle(designer);
    const drawing = new Drawing(page);
    await expect(drawing.box('hub-weu')).toBeVisible();
    await goTo(page, 'aks-orders');

    await drawing.inspector.getByRole('button', { name: 'Compare all six models' }).click();
    const models = sheet(page).getByRole('region', { name: 'Models' });
    await expect(models.getByRole('columnheader')).toHaveCount(6);
    await expect(models.getByRole('columnheader', { name: 'Overlay' })).toContainText('Now');
    await page.screenshot({ path: info.outputPath(`models-${theme}.png`) });

    await sheet(page).getByRole('tab', { name: 'Questions' }).click();
    await expect(answer(page)).toContainText('Overlay with Cilium');
    await page.screenshot({ path: info.outputPath(`questions-${theme}.png`) });
    const { violations } = await new AxeBuilder({ page }).setLegacyMode().include('dialog').analyze();
    expect(violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')).toEqual([]);

    await sheet(page)
      .getByRole('group', { name: 'Must something outside the cluster open connections to a pod address?' })
      .getByText('Yes')
      .click();
    await expect(answer(page)).toContainText('Pod Subnet, dynamic with Cilium');
    await page.screenshot({ path: info.outputPath(`flat-${theme}.png`) });

    await sheet(page).getByRole('tab', { name: 'Compare models' }).click();
    await sheet(page).getByRole('button', { name: 'Switch to Node Subnet' }).click();
    await expect(sheet(page)).toBeHidden();
    const model = drawing.inspector.getByRole('radio', { name: 'Node Subnet' });
    await expect(model).toBeChecked();
    await page.getByRole('region', { name: 'Messages' }).getByRole('button', { name: 'Undo' }).click();
    await expect(drawing.inspector.getByRole('radio', { name: 'Overlay' })).toBeChecked();
    await expect(page.getByRole('button', { name: 'Undo', exact: true })).toBeDisabled();

    await drawing.inspector.getByRole('button', { name: 'Size it for me' }).click();
    const sizing = page.getByRole('dialog', { name: 'Size aks-orders' });
    await sizing.getByRole('textbox', { name: 'Nodes of work' }).fill('400');
    await sizing.getByRole('textbox', { name: 'Nodes of work' }).press('Tab');
    await expect(sizing).toContainText('446 nodes needed');
    await page.screenshot({ path: info.outputPath(`sizing-${theme}.png`) });
    await sizing.getByRole('button', { name: 'Apply' }).click();
    await expect(page.getByRole('button', { name: 'Undo Size aks-orders' })).toBeEnabled();
    expect(complaints).toEqual([]);
  });
}

test('by keyboard alone: answers change the advice, and it is followed and taken back', async ({ launch }) => {
  const designer = await launch({ files: [example] });
  const { page } = designer;
  const complaints = watchComplaints(page);
  await settle(designer);
  const drawing = new Drawing(page);
  await expect(drawing.box('hub-weu')).toBeVisible();
  await goTo(page, 'aks-orders');
  await runCommand(page, 'Which CNI?');
  await expect(answer(page)).toContainText('Overlay with Cilium');

  // Close, then the tabs, the choice of cluster, and the first question.
  await sheet(page).getByRole('tab', { name: 'Questions' }).focus();
  await page.keyboard.press('ArrowRight');
  await expect(sheet(page).getByRole('region', { name: 'Models' })).toBeVisible();
  await page.keyboard.press('ArrowLeft');
  await expect(answer(page)).toBeVisible();

  const question = sheet(page).getByRole('group', {
    name: "Must traffic that leaves the network carry the pod's own address?",
  });
  for (let press = 0; press < 12; press++) {
    await page.keyboard.press('Tab');
    if ((await question.locator(':focus').count()) > 0) break;
  }
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowLeft');
  await expect(question.getByRole('radio', { name: 'Yes' })).toBeChecked();
  await expect(answer(page)).toContainText('Pod Subnet, dynamic with Cilium');
  await expect(sheet(page).getByRole('region', { name: 'Dropped' })).toContainText('Would come back if 3 were no');

  const follow = answer(page).getByRole('button', { name: 'Set it up this way' });
  for (let press = 0; press < 30; press++) {
    await page.keyboard.press('Tab');
    if (await follow.evaluate((button) => button === document.activeElement)) break;
  }
  await page.keyboard.press('Enter');
  await expect(sheet(page)).toBeHidden();
  await expect(drawing.inspector.getByRole('radio', { name: 'Pod Subnet, dynamic' })).toBeChecked();
  await page.keyboard.press('Control+z');
  await expect(drawing.inspector.getByRole('radio', { name: 'Overlay' })).toBeChecked();

  await runCommand(page, 'Compare all six models');
  await expect(sheet(page)).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(sheet(page)).toBeHidden();
  expect(complaints).toEqual([]);
});
