import { boxOf, Drawing, middleOf, settle } from './support/drawing.ts';
import { expect, launchDesigner, test, type Designer } from './support/launch.ts';
import { rm } from 'node:fs/promises';

/** What hands trained by other drawing programs expect; each test goes on where the one before it ended. */
test.describe.configure({ mode: 'serial' });

let designer: Designer;
let drawing: Drawing;

test.beforeAll(async () => {
  designer = await launchDesigner();
  drawing = new Drawing(designer.page);
  await settle(designer);
  await designer.page.getByRole('button', { name: 'Blank plan' }).click();
});

test.afterAll(async () => {
  await designer.stop();
  await rm(designer.userData, { recursive: true, force: true, maxRetries: 5 });
});

test('an empty drawing says how to begin, and a letter does it', async () => {
  const { page } = designer;
  await expect(page.getByRole('heading', { name: 'Begin with a virtual network' })).toBeVisible();
  await page.keyboard.press('n');
  await expect(drawing.box('hub')).toBeFocused();
  await expect(page.getByRole('heading', { name: 'Begin with a virtual network' })).toBeHidden();
  await page.keyboard.press('s');
  await expect(drawing.part('hub', 'snet-1')).toBeFocused();
});

test('letters are text in a field, and Enter after a rename gives the keyboard back', async () => {
  const { page } = designer;
  await page.keyboard.press('F2');
  await page.keyboard.type('nodes');
  await page.keyboard.press('Enter');
  await expect(drawing.part('hub', 'nodes')).toBeFocused();
  await expect(drawing.status).toContainText('1 network, 1 subnet');
  await page.keyboard.press('c');
  await expect(drawing.part('hub', 'aks-1')).toBeFocused();
});

test('what comes in from the palette does not move the drawing', async () => {
  const { page } = designer;
  const before = await boxOf(drawing.box('hub'));
  const start = await middleOf(page.getByRole('toolbar', { name: 'Palette' }).getByRole('button', { name: 'Subnet' }));
  await page.mouse.move(start.x, start.y);
  await page.mouse.down();
  // Slowly over the rim, where a drag of something on the canvas moves the view along.
  await page.mouse.move(100, start.y, { steps: 3 });
  await page.evaluate(async () => {
    for (let frame = 0; frame < 5; frame += 1) await new Promise(requestAnimationFrame);
  });
  await page.mouse.move(before.x + 60, before.y + 20, { steps: 4 });
  await page.mouse.up();
  await expect(drawing.part('hub', 'snet-1')).toBeVisible();
  expect((await boxOf(drawing.box('hub'))).x).toBe(before.x);
  // And what was dropped has the keyboard.
  await page.keyboard.press('Delete');
  await expect(drawing.part('hub', 'snet-1')).toHaveCount(0);
  await expect(page.getByText('Removed snet-1', { exact: true })).toBeVisible();
  await page.keyboard.press('Control+z');
  await expect(drawing.part('hub', 'snet-1')).toBeFocused();
  // The offer to undo went with what it was about.
  await expect(page.getByText('Removed snet-1', { exact: true })).toBeHidden();
});

test('the secondary button opens a menu that stays, and a press elsewhere closes it', async () => {
  const { page } = designer;
  await drawing.part('hub', 'snet-1').click({ button: 'right', position: { x: 30, y: 12 } });
  const menu = page.getByRole('menu', { name: 'Actions' });
  await expect(menu.getByRole('menuitem', { name: 'Rename' })).toBeFocused();
  await page.mouse.click(900, 500);
  await expect(menu).toBeHidden();
  const button = page.getByRole('button', { name: 'Menu', exact: true });
  await button.click();
  await expect(page.getByRole('menu', { name: 'Menu' })).toBeVisible();
  await button.click();
  await expect(page.getByRole('menu', { name: 'Menu' })).toBeHidden();
});

test('a new note is written at once, and Escape keeps what was written', async () => {
  const { page } = designer;
  await page.mouse.click(900, 500);
  await page.keyboard.press('t');
  await expect(drawing.inspector.getByRole('textbox', { name: 'Text' })).toBeFocused();
  await page.keyboard.type('Owner: team red');
  await page.keyboard.press('Escape');
  await expect(drawing.canvas.getByRole('group', { name: 'note: Owner: team red' })).toBeFocused();
});

test('another model brings the ranges it needs, as one edit', async () => {
  const { page } = designer;
  await drawing.part('hub', 'aks-1').click({ position: { x: 30, y: 12 } });
  await drawing.inspector.getByText('Pod Subnet, dynamic', { exact: true }).click();
  await expect(drawing.part('hub', 'aks-1')).toHaveAccessibleName(/pods snet-aks-1-pods/);
  await expect(drawing.status).not.toContainText('error');
  await page.keyboard.press('Control+z');
  await expect(drawing.inspector.getByRole('radio', { name: 'Overlay' })).toBeChecked();
  await expect(drawing.part('hub', 'snet-aks-1-pods')).toHaveCount(0);
});
