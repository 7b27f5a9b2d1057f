import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { formatPlan, type Plan } from '../../src/core/plan/index.ts';
import { readPlan } from './support/exports.ts';
import { watchComplaints } from './support/complaints.ts';
import { boxOf, Drawing, middleOf, settle } from './support/drawing.ts';
import { expect, launchDesigner, root, test, type Designer } from './support/launch.ts';

/** Who can reach whom, on the example of a hub and spokes with a twin of one spoke beside it; no test changes the plan for good. */
let designer: Designer;
let drawing: Drawing;
let complaints: readonly string[];
let folder: string;

test.beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'netwright-reach-'));
  const path = join(folder, 'twins.netwright.json');
  await writeFile(path, formatPlan(await withTwin()));
  designer = await launchDesigner({ files: [path] });
  complaints = watchComplaints(designer.page);
  drawing = new Drawing(designer.page);
  await settle(designer);
  await expect(drawing.box('hub-weu')).toBeVisible();
});

test.afterAll(async () => {
  await designer.stop();
  await rm(folder, { recursive: true });
});

/** The example with a network of the same range as spoke-data, right of everything else. */
async function withTwin(): Promise<Plan> {
  const plan = await readPlan(join(root, 'static/examples/2-hub-and-spokes.netwright.json'));
  const right = Math.max(...Object.values(plan.layout.boxes).map(({ x }) => x));
  return {
    ...plan,
    virtualNetworks: [
      ...plan.virtualNetworks,
      { id: 'twin', name: 'twin', addressPrefixes: ['10.2.0.0/18'], subnets: [] },
    ],
    layout: { ...plan.layout, boxes: { ...plan.layout.boxes, twin: { x: right + 460, y: 600 } } },
  };
}

test.afterEach(() => {
  expect(complaints).toEqual([]);
});

const panel = (): ReturnType<Designer['page']['getByRole']> =>
  designer.page.getByRole('complementary', { name: 'Who can reach whom' });
const answer = (): ReturnType<Designer['page']['getByRole']> => panel().getByRole('region', { name: 'Answer' });
const grid = (): ReturnType<Designer['page']['getByRole']> => designer.page.getByRole('grid', { name: /Rows ask/ });

/** The picture a person would look at, kept beside the report of the test. */
async function shoot(name: string): Promise<void> {
  await designer.page.screenshot({ path: test.info().outputPath(`${name}.png`) });
}

async function useTheme(name: 'Light theme' | 'Dark theme'): Promise<void> {
  const { page } = designer;
  await page.keyboard.press('Control+k');
  await page.getByRole('dialog', { name: 'Commands and objects' }).getByRole('combobox').fill(name);
  await page.keyboard.press('Enter');
}

test('by mouse: the panel answers, draws the way and selects its steps', async () => {
  const { page } = designer;
  await page.getByRole('button', { name: 'Reach', exact: true }).click();
  await panel().getByRole('combobox', { name: 'From' }).fill('aks-orders/pods');
  await panel().getByRole('combobox', { name: 'To' }).fill('HQ Utrecht');
  await expect(answer()).toContainText('aks-orders/pods reaches HQ Utrecht.');
  await expect(answer()).toContainText('address of the node');
  await expect(page.getByTestId('reach-path').locator('.arrow').first()).toBeAttached();
  await expect(page.getByTestId('reach-path').locator('.line')).toHaveCount(2);
  await shoot('yes-light');
  await useTheme('Dark theme');
  await shoot('yes-dark');
  await useTheme('Light theme');
  await panel()
    .getByRole('button', { name: /gateway transit/ })
    .click();
  await expect(
    drawing
      .line(/hub-weu.*spoke-orders|spoke-orders.*hub-weu/)
      .first()
      .locator('.halo'),
  ).toBeAttached();
  await panel().getByRole('button', { name: 'Swap' }).click();
  await expect(answer()).toContainText('overlay pods are reached only through a service');
});

test('by mouse: what is missing has its fix, and the answer follows the plan', async () => {
  const { page } = designer;
  await panel().getByRole('combobox', { name: 'From' }).fill('aks-data/pods');
  await panel().getByRole('combobox', { name: 'To' }).fill('HQ Utrecht');
  await expect(answer()).toContainText('remote gateways are off on the link spoke-data -> hub-weu');
  await shoot('no-light');
  await answer().getByRole('button', { name: 'Let spoke-data use the gateway of hub-weu' }).click();
  await expect(answer()).toContainText('aks-data/pods reaches HQ Utrecht.');
  await page.getByRole('button', { name: /^Undo / }).click();
  await expect(answer()).toContainText('does not reach');
});

test('by keyboard alone: matrix, a cell, and back to the panel', async () => {
  const { page } = designer;
  await drawing.canvas.focus();
  await page.keyboard.press('Control+k');
  await page.getByRole('dialog', { name: 'Commands and objects' }).getByRole('combobox').fill('Reach matrix');
  await page.keyboard.press('Enter');
  await expect(grid()).toBeFocused();
  await page.keyboard.press('End');
  await page.keyboard.press('ArrowDown');
  await expect(
    page.getByText('hub-weu/snet-shared to internet: not known whether it reaches', { exact: true }),
  ).toBeVisible();
  await page.keyboard.press('Home');
  await expect(
    page.getByText('hub-weu/snet-shared to hub-weu/AzureBastionSubnet: reaches', { exact: true }),
  ).toBeVisible();
  await shoot('matrix-light');
  await page.keyboard.press('Enter');
  await expect(grid()).toBeHidden();
  await expect(answer()).toContainText('hub-weu/snet-shared reaches hub-weu/AzureBastionSubnet.');
  await page.keyboard.press('Control+Shift+R');
  await expect(panel()).toBeHidden();
  await expect(drawing.inspector).toBeVisible();
});

test('by mouse: a connection says what it would cause before it is dropped, and leaves no trace when given up', async () => {
  const { page } = designer;
  const undo = page.getByRole('button', { name: /^Undo/ });
  const before = await undo.getAttribute('aria-label');
  await page.keyboard.press('Shift+1');
  const box = await boxOf(drawing.box('spoke-data'));
  const target = await middleOf(drawing.box('twin'));
  await page.mouse.move(box.x + box.width, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(target.x, target.y, { steps: 8 });
  await expect(page.getByTestId('consequences')).toContainText(/Causes \d+ finding/);
  await expect(page.getByTestId('consequences')).toContainText('10.2.0.0/18');
  await shoot('preview-light');
  await page.keyboard.press('Escape');
  await page.mouse.up();
  await expect(page.getByTestId('consequences')).toBeHidden();
  expect(await undo.getAttribute('aria-label')).toBe(before);
});

test('by keyboard: the list of what can be connected says the same', async () => {
  const { page } = designer;
  await page.keyboard.press('Control+k');
  const palette = page.getByRole('dialog', { name: 'Commands and objects' });
  await palette.getByRole('combobox').fill('twin');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Control+k');
  await palette.getByRole('combobox').fill('Connect to');
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: /^Connect twin/ });
  await dialog.getByRole('button', { name: /spoke-data/ }).focus();
  await expect(dialog.getByTestId('consequences')).toContainText(/Causes \d+ finding/);
  await shoot('connect-light');
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
});
