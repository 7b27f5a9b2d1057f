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
    await expect(page.getByRole('application').getByRole('group')).not.toHaveCount(0);
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
  await page.mouse.move(4, 895);
  await page.keyboard.press('Control+Shift+M');
  await page.keyboard.press('Control+Alt+I');
  await page.keyboard.press('Shift+1');
  await expect(page.getByRole('region', { name: 'Findings' })).toHaveCount(0);
  await page.screenshot({ path: join(folder, 'landing-zone.png') });
});
