import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { settle } from './support/drawing.ts';
import { expect, root, test } from './support/launch.ts';

const folder = join(root, 'static/screenshots');
const example = (name: string): string => join(root, `static/examples/${name}.netwright.json`);

test.beforeAll(() => mkdir(folder, { recursive: true }));

for (const theme of ['light', 'dark'] as const) {
  test(`the designer at its main moment, ${theme}`, async ({ launch }) => {
    const designer = await launch({ files: [example('2-hub-and-spokes')] });
    const { page } = designer;
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
    await settle(designer);
    await expect(page.getByRole('application').getByRole('group', { name: /^virtual network/ })).not.toHaveCount(0);
    await page.mouse.move(4, 895);
    await page.keyboard.press('F8');
    await page.keyboard.press('Shift+1');
    await expect(page.getByRole('complementary', { name: 'Inspector' })).toContainText('Will it fit?');
    await page.screenshot({ path: join(folder, `designer-${theme}.png`) });
  });
}

test('first start', async ({ launch }) => {
  const designer = await launch();
  const { page } = designer;
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  await settle(designer);
  await expect(page.getByRole('img', { name: /^Drawing of/ })).toHaveCount(4);
  await page.mouse.move(4, 895);
  await page.screenshot({ path: join(folder, 'welcome.png') });
});

test('the largest example', async ({ launch }) => {
  const designer = await launch({ files: [example('4-landing-zone')] });
  const { page } = designer;
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  await settle(designer);
  await expect(page.getByRole('application').getByRole('group', { name: /^virtual network/ })).not.toHaveCount(0);
  await page.mouse.move(4, 895);
  await page.keyboard.press('Control+Shift+M');
  await page.keyboard.press('Control+Alt+I');
  await expect(page.getByRole('region', { name: 'Findings' })).toHaveCount(0);
  await expect(page.getByRole('complementary', { name: 'Inspector' })).toHaveCount(0);
  // The canvas learns its new size with the next frame, and is painted sharp when it has come to rest.
  await page.waitForTimeout(300);
  await page.keyboard.press('Shift+1');
  await page.waitForTimeout(600);
  await page.screenshot({ path: join(folder, 'landing-zone.png') });
});

test('what if, who reaches whom, and which CNI', async ({ launch }) => {
  const designer = await launch({ files: [example('2-hub-and-spokes')] });
  const { page } = designer;
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  await settle(designer);
  await page.keyboard.press('Shift+1');

  await page.getByRole('button', { name: 'What if', exact: true }).click();
  const whatIf = page.getByRole('dialog', { name: 'What if' });
  await whatIf.getByLabel('Growth a month').nth(2).fill('9');
  await page.keyboard.press('Tab');
  await page.mouse.move(4, 895);
  await expect(whatIf).toContainText('runs out');
  await page.screenshot({ path: join(folder, 'what-if.png') });
  await page.keyboard.press('Escape');

  await page.getByRole('button', { name: 'Which CNI?' }).click();
  await expect(page.getByRole('dialog', { name: 'Which CNI?' })).toContainText('Runner-up');
  await page.screenshot({ path: join(folder, 'advisor.png') });
  await page.getByRole('tab', { name: 'Compare models' }).click();
  await expect(page.getByRole('dialog', { name: 'Which CNI?' })).toContainText('Nodes that fit');
  await page.screenshot({ path: join(folder, 'models.png') });
  await page.keyboard.press('Escape');

  await page.getByRole('button', { name: 'Reach', exact: true }).click();
  await page.getByLabel('From').fill('spoke-orders/snet-endpoints');
  await page.keyboard.press('Enter');
  await page.getByLabel('To', { exact: true }).fill('HQ Utrecht');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Source seen at the far end')).toBeVisible();
  await page.mouse.move(4, 895);
  await page.screenshot({ path: join(folder, 'reach.png') });
});
