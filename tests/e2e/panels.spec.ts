import { join } from 'node:path';
import { watchComplaints } from './support/complaints.ts';
import { Drawing, settle } from './support/drawing.ts';
import { expect, launchDesigner, root, test, type Designer } from './support/launch.ts';

/** The panels around the canvas, on the example with one mistake in it; each test leaves the plan as it found it. */
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

/** Selects an object by its name through the command palette. */
async function goTo(name: string): Promise<void> {
  const { page } = designer;
  await page.keyboard.press('Control+k');
  const palette = page.getByRole('dialog', { name: 'Commands and objects' });
  await palette.getByRole('combobox').fill(name);
  await page.keyboard.press('Enter');
  await expect(palette).toBeHidden();
}

async function undo(): Promise<void> {
  await designer.page.getByRole('button', { name: /^Undo / }).click();
}

test('a range with host bits is not taken; the range it lies in is one click away', async () => {
  await goTo('snet-shared');
  const range = drawing.inspector.getByRole('textbox', { name: 'Ranges 1' });
  const before = await range.inputValue();
  await range.fill('10.0.1.77/24');
  await range.press('Enter');
  await expect(drawing.inspector).toContainText('starts inside its range');
  await expect(range).toHaveAttribute('aria-invalid', 'true');
  await expect(designer.page.getByRole('button', { name: 'Undo', exact: true })).toBeDisabled();
  await drawing.inspector.getByRole('button', { name: 'Use 10.0.1.0/24' }).click();
  await expect(range).toHaveValue('10.0.1.0/24');
  expect(before).toBe('10.0.1.0/24');
});

test('Escape reverts what was typed; leaving the field commits it as one edit', async () => {
  await goTo('snet-shared');
  const name = drawing.inspector.getByRole('textbox', { name: 'Name', exact: true });
  await name.fill('snet-tools');
  await name.press('Escape');
  await expect(name).toHaveValue('snet-shared');
  await name.fill('snet-tools');
  await name.blur();
  await expect(drawing.part('hub-weu', 'snet-tools')).toBeVisible();
  await undo();
  await expect(drawing.part('hub-weu', 'snet-shared')).toBeVisible();
});

test('a draft goes to the object it was typed for, also when the keyboard selects another', async () => {
  await goTo('snet-shared');
  await drawing.inspector.getByRole('textbox', { name: 'Name', exact: true }).fill('snet-tools');
  await designer.page.keyboard.press('F8');
  await expect(drawing.inspector.getByRole('textbox', { name: 'Name', exact: true })).toHaveValue('aks-orders');
  await expect(drawing.part('hub-weu', 'snet-tools')).toBeVisible();
  await undo();
  await expect(drawing.part('hub-weu', 'snet-shared')).toBeVisible();
});

test('"Why?" tells the rule, its sources and shows both sides of an example', async () => {
  const { page } = designer;
  const row = drawing.finding('service-cidr-overlaps-peered-vnet');
  await row.getByRole('button', { name: 'Why?' }).click();
  const why = page.getByRole('dialog');
  await expect(why.getByText('Error: traffic breaks')).toBeVisible();
  await expect(why.getByRole('heading', { name: 'Sources' })).toBeVisible();
  await expect(why.getByRole('listitem').first()).toContainText(/\d{4}/);
  await expect(why.getByRole('figure')).toHaveCount(2);
  await expect(why.getByRole('img')).toHaveCount(2);
  await page.keyboard.press('Escape');
  await expect(why).toBeHidden();
});

test('a finding is suppressed with a reason, listed apart, and comes back', async () => {
  const { page } = designer;
  const row = drawing.finding('service-cidr-overlaps-peered-vnet');
  await row.getByRole('button', { name: 'Suppress with a reason' }).click();
  const dialog = page.getByRole('dialog', { name: 'Suppress this finding' });
  await expect(dialog.getByRole('button', { name: 'Suppress' })).toBeDisabled();
  await dialog.getByRole('textbox', { name: 'Why it may stand' }).fill('The hub is renumbered next week');
  await dialog.getByRole('button', { name: 'Suppress' }).click();
  await expect(row).toHaveCount(0);
  await drawing.findings.getByRole('tab', { name: /Suppressed/ }).click();
  await expect(drawing.findings).toContainText('The hub is renumbered next week');
  await drawing.findings.getByRole('button', { name: 'Restore' }).click();
  await drawing.findings.getByRole('tab', { name: 'Findings' }).click();
  await expect(row).toBeVisible();
  await undo();
  await undo();
});

test('findings are filtered by severity and words, and counted in the status bar', async () => {
  const { findings, status } = drawing;
  const filter = findings.getByRole('searchbox', { name: 'Filter findings' });
  await filter.fill('nothing is called this');
  await expect(findings).toContainText('No finding matches');
  await status.getByRole('button', { name: '1 error' }).click();
  await expect(filter).toHaveValue('');
  await expect(findings.getByRole('listitem')).toHaveCount(1);
  await findings.getByRole('button', { name: '1 error' }).click();
});

test('an address is answered with what it is in', async () => {
  const { page } = designer;
  await page.keyboard.press('Control+f');
  const find = page.getByRole('dialog', { name: 'Find' });
  await find.getByRole('combobox').fill('10.0.0.70');
  await expect(find.getByRole('option').first()).toContainText('AzureFirewallSubnet');
  await expect(find.getByRole('option').nth(1)).toContainText('hub-weu');
  await page.keyboard.press('Enter');
  await expect(drawing.inspector.getByRole('textbox', { name: 'Name', exact: true })).toHaveValue(
    'AzureFirewallSubnet',
  );
});

test('both directions of a peering stand side by side', async () => {
  await goTo('hub-weu – spoke-orders');
  const transit = drawing.inspector.getByRole('checkbox', { name: 'Forwarded traffic on the link of hub-weu' });
  const before = await transit.isChecked();
  await transit.click();
  await expect(transit).toBeChecked({ checked: !before });
  await undo();
  await expect(transit).toBeChecked({ checked: before });
});

test('the outline walks the plan by keyboard and selects on the canvas', async () => {
  const { page } = designer;
  await page.getByRole('button', { name: 'Outline', exact: true }).click();
  const tree = page.getByRole('tree', { name: 'Objects of the plan' });
  await tree.focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await expect(drawing.inspector.getByRole('textbox', { name: 'Name', exact: true })).toHaveValue('GatewaySubnet');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowLeft');
  await expect(tree.getByRole('treeitem', { name: /GatewaySubnet/ })).toHaveCount(0);
  await page.getByRole('button', { name: 'Close outline' }).click();
});

test('every key is listed, and every rule', async () => {
  const { page } = designer;
  for (const [command, title] of [
    ['Keys', 'Keys'],
    ['All rules', /^\d+ rules$/],
  ] as const) {
    await goToDialog(command);
    await expect(page.getByRole('dialog', { name: title })).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
  }
});

async function goToDialog(command: string): Promise<void> {
  const { page } = designer;
  await page.keyboard.press('Control+k');
  const palette = page.getByRole('dialog', { name: 'Commands and objects' });
  await palette.getByRole('combobox').fill(command);
  await palette.getByRole('option', { name: command }).first().click();
}
