import { AxeBuilder } from '@axe-core/playwright';
import { watchComplaints } from './support/complaints.ts';
import { Drawing, settle } from './support/drawing.ts';
import { expect, test, type Designer } from './support/launch.ts';

/** Serious and critical violations of WCAG 2.2 AA, each with where it is. */
async function findViolations({ page }: Designer): Promise<readonly string[]> {
  // Legacy mode: the usual one opens a page of its own, which Electron does not offer.
  const { violations } = await new AxeBuilder({ page })
    .setLegacyMode()
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, help, nodes }) =>
      nodes.map(
        ({ target, failureSummary }) =>
          `${id}: ${help}: ${target.join(' ')} (${failureSummary?.split('\n')[1]?.trim() ?? ''})`,
      ),
    );
}

// Every screen is gone through element by element, which takes a busy machine a while.
test.describe.configure({ timeout: 150_000 });

for (const theme of ['light', 'dark'] as const) {
  test(`the main screens have no serious violation, ${theme}`, async ({ launch }, info) => {
    const designer = await launch();
    const { page } = designer;
    const complaints = watchComplaints(page);
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
    await settle(designer);
    const drawing = new Drawing(page);
    const found: Record<string, readonly string[]> = {};
    const look = async (screen: string): Promise<void> => {
      await page.screenshot({ path: info.outputPath(`${screen}.png`) });
      found[screen] = await findViolations(designer);
    };

    const welcome = page.getByRole('dialog', { name: 'Welcome to Netwright' });
    await expect(welcome.getByRole('img', { name: /^Drawing of/ })).toHaveCount(4);
    await look('welcome');
    await welcome.getByRole('button', { name: /contoso-weu/ }).click();
    await expect(drawing.box('hub-weu')).toBeVisible();
    await page.keyboard.press('F8');
    await expect(drawing.inspector).toContainText('Will it fit?');
    await look('finding');
    for (const [keys, name] of [
      ['Control+k', 'Commands and objects'],
      ['Control+e', 'Export'],
      ['Shift+Alt+W', 'What if'],
      ['Control+.', 'Quick fix'],
    ] as const) {
      await page.keyboard.press(keys);
      const dialog = page.getByRole('dialog', { name });
      await expect(dialog).toBeVisible();
      if (name === 'Export') await expect(dialog.getByRole('img')).toBeVisible();
      await look(name);
      await page.keyboard.press('Escape');
      await expect(dialog).toBeHidden();
    }
    await page.keyboard.press('Control+f');
    await page.keyboard.type('spoke-data');
    await page.keyboard.press('Enter');
    await expect(drawing.inspector.getByRole('textbox', { name: 'Name', exact: true })).toHaveValue('spoke-data');
    await look('network');
    expect(Object.fromEntries(Object.entries(found).filter(([, violations]) => violations.length > 0))).toEqual({});
    expect(complaints).toEqual([]);
  });
}
