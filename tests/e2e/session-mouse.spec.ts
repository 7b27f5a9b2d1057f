import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { THEMES } from '../../src/core/scene/index.ts';
import { watchComplaints } from './support/complaints.ts';
import { answerSaveDialog } from './support/dialogs.ts';
import { boxOf, Drawing, middleOf, settle, type Point } from './support/drawing.ts';
import { readPlan, readPng, readSvg } from './support/exports.ts';
import { expect, launchDesigner, test, type Designer } from './support/launch.ts';
import { netLogSwitch, readNetLog } from './support/net-log.ts';

/** One person, one window, one mouse: each test goes on where the one before it ended. */
test.describe.configure({ mode: 'serial' });

let designer: Designer;
let drawing: Drawing;
let complaints: readonly string[];
let folder: string;
const inFolder = (name: string): string => join(folder, name);

test.beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'netwright-session-'));
  designer = await launchDesigner({ switches: [netLogSwitch(inFolder('net-log.json'))] });
  complaints = watchComplaints(designer.page);
  drawing = new Drawing(designer.page);
  await settle(designer);
});

test.afterAll(async () => {
  await designer.stop();
  for (const path of [designer.userData, folder]) await rm(path, { recursive: true, force: true, maxRetries: 5 });
});

// A picture of how each part of the session ends, to look at.
test.afterEach(async ({}, info) => {
  await designer.page.screenshot({ path: info.outputPath('end.png') });
});

async function drag(from: Point, to: Point): Promise<void> {
  const { mouse } = designer.page;
  await mouse.move(from.x, from.y);
  await mouse.down();
  await mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2, { steps: 4 });
  await mouse.move(to.x, to.y, { steps: 4 });
  await mouse.up();
}

async function place(what: string, to: Point): Promise<void> {
  const palette = designer.page.getByRole('toolbar', { name: 'Palette' });
  await drag(await middleOf(palette.getByRole('button', { name: what })), to);
}

/** From the connection point on one side of a box onto another object. */
async function connect(name: string, side: 'right' | 'top', to: Point): Promise<void> {
  const { x, y, width, height } = await boxOf(drawing.box(name));
  await drag(side === 'right' ? { x: x + width, y: y + height / 2 } : { x: x + width / 2, y }, to);
}

async function chooseFromMenu(item: string): Promise<void> {
  await designer.page.getByRole('button', { name: 'Menu', exact: true }).click();
  await designer.page.getByRole('menu', { name: 'Menu' }).getByRole('menuitem', { name: item }).click();
}

test('starts with three ways in, and the blank plan is one click away', async () => {
  const welcome = designer.page.getByRole('dialog', { name: 'Welcome to Netwright' });
  await expect(welcome.getByRole('button', { name: /Blank plan|Open…|Import…/ })).toHaveCount(3);
  await expect(welcome.getByRole('img', { name: /^Drawing of/ })).toHaveCount(4);
  await welcome.getByRole('button', { name: 'Blank plan' }).click();
  await expect(welcome).toBeHidden();
  await expect(drawing.canvas).toHaveAccessibleName(/with 0 objects/);
});

test('a blank canvas becomes a hub with a gateway', async () => {
  await place('Virtual network', { x: 330, y: 140 });
  await expect(drawing.box('hub')).toBeVisible();
  await place('Subnet', await middleOf(drawing.box('hub')));
  await expect(drawing.part('hub', 'snet-1')).toBeVisible();
  await place('VPN gateway', await middleOf(drawing.box('hub')));
  await expect(drawing.part('hub', 'GatewaySubnet')).toBeVisible();
});

test('two spokes with subnets are peered with it', async () => {
  for (const [name, y] of [
    ['spoke-1', 110],
    ['spoke-2', 420],
  ] as const) {
    await place('Virtual network', { x: 780, y });
    await expect(drawing.box(name)).toBeVisible();
    await place('Subnet', await middleOf(drawing.box(name)));
    await expect(drawing.part(name, 'snet-1')).toBeVisible();
    await connect('hub', 'right', await middleOf(drawing.box(name)));
    await expect(drawing.line(new RegExp(`peering between hub and ${name}`))).toBeAttached();
  }
});

test('a site stands behind the gateway', async () => {
  await place('On-premises site', { x: 330, y: 480 });
  await expect(drawing.box('site-1')).toBeVisible();
  await connect('site-1', 'top', await middleOf(drawing.part('hub', 'GatewaySubnet')));
  await expect(drawing.line(/site-1/)).toBeAttached();
  await expect(drawing.status).toContainText('3 networks, 4 subnets, 1 site');
});

test('an overlay cluster lies in its node subnet', async () => {
  await place('AKS cluster', await middleOf(drawing.part('spoke-1', 'snet-1')));
  await expect(drawing.part('spoke-1', 'aks-1')).toBeVisible();
  await expect(drawing.inspector.getByRole('radio', { name: 'Overlay' })).toBeChecked();
  await expect(drawing.finding(/overlaps/)).toHaveCount(0);
});

test('an overlap is marked at once, in the panel and on the canvas, with the code of Azure', async () => {
  const { x, y } = await boxOf(drawing.box('spoke-2'));
  await designer.page.mouse.click(x + 30, y + 18);
  const range = drawing.inspector.getByRole('textbox', { name: 'Ranges 1' });
  await range.click({ clickCount: 3 });
  await designer.page.keyboard.type('10.0.0.0/16');
  await designer.page.keyboard.press('Enter');
  await expect(drawing.finding('VnetAddressSpacesOverlap')).toContainText(
    'hub 10.0.0.0/16 overlaps spoke-2 10.0.0.0/16',
  );
  await expect(drawing.line(/peering between hub and spoke-2.*error/)).toBeAttached();
  await expect(drawing.canvas.getByText('10.0.0.0/16 on both sides')).toBeVisible();
  await expect(drawing.status).toContainText('1 error');
});

test('its quick fix, looked at first, clears it; undo brings it back, redo clears it again', async () => {
  const overlap = drawing.finding('VnetAddressSpacesOverlap');
  await overlap.getByRole('button', { name: 'Move spoke-2 to 10.2.0.0/16' }).click();
  const fix = designer.page.getByRole('dialog', { name: 'Quick fix' });
  await expect(fix.getByText('Clears')).toBeVisible();
  await designer.page.screenshot({ path: test.info().outputPath('fix.png') });
  await fix.getByRole('button', { name: 'Apply' }).click();
  await expect(overlap).toHaveCount(0);
  await expect(drawing.part('spoke-2', 'snet-1')).toHaveAccessibleName(/10\.2\.0\.0\/24/);
  await designer.page.getByRole('button', { name: /^Undo Move spoke-2/ }).click();
  await expect(overlap).toBeVisible();
  await designer.page.getByRole('button', { name: /^Redo Move spoke-2/ }).click();
  await expect(overlap).toHaveCount(0);
  await expect(drawing.line(/peering between hub and spoke-2/)).toHaveAccessibleName(/peered, transit/);
});

test('PNG and SVG are what is on the canvas, opened again by other decoders', async () => {
  const { app, page } = designer;
  for (const format of ['PNG', 'SVG']) {
    await page.getByRole('button', { name: 'Export', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: 'Export' });
    await dialog.getByText(format, { exact: true }).click();
    await expect(dialog.getByRole('img', { name: 'Preview of the export' })).toBeVisible();
    await page.screenshot({ path: test.info().outputPath(`export-${format}.png`) });
    await answerSaveDialog(app, inFolder(`plan.${format.toLowerCase()}`));
    await dialog.getByRole('button', { name: `Export ${format}…` }).click();
    await expect(dialog).toBeHidden();
  }
  const png = await readPng(inFolder('plan.png'));
  const svg = await readSvg(inFolder('plan.svg'));
  expect([png.width, png.height]).toEqual([svg.width, svg.height]);
  expect(png.width).toBeGreaterThan(1000);
  const { vnet, aks, site, err } = THEMES.light;
  for (const colour of [vnet, aks, site]) expect(png.countPixels(colour)).toBeGreaterThan(100);
  expect(png.countPixels(err)).toBe(0);
  expect(svg.texts).toEqual(
    expect.arrayContaining([
      'hub',
      '10.0.0.0/16',
      'spoke-1',
      'spoke-2',
      '10.2.0.0/16',
      'GatewaySubnet',
      'aks-1',
      'site-1',
    ]),
  );
});

test('asks before unsaved work is lost, and keeps it when told to stay', async () => {
  await chooseFromMenu('New plan');
  const question = designer.page.getByRole('alertdialog', { name: /^Save the changes to/ });
  await expect(question).toBeVisible();
  await designer.page.screenshot({ path: test.info().outputPath('question.png') });
  await question.getByRole('button', { name: 'Cancel' }).click();
  await expect(drawing.box('hub')).toBeVisible();
});

test('the plan is saved, opened in a new process, and equal', async () => {
  await answerSaveDialog(designer.app, inFolder('session.netwright.json'));
  await chooseFromMenu('Save as…');
  await expect(drawing.status).toContainText('Saved');
  await expect(designer.page.getByRole('heading', { name: 'session.netwright.json' })).toBeVisible();
  const saved = await readPlan(inFolder('session.netwright.json'));
  expect(saved.virtualNetworks.map(({ name }) => name)).toEqual(['hub', 'spoke-1', 'spoke-2']);
  expect([saved.peerings.length, saved.sites.length, saved.gateways.length, saved.clusters.length]).toEqual([
    2, 1, 1, 1,
  ]);

  const second = await launchDesigner({ files: [inFolder('session.netwright.json')] });
  const secondComplaints = watchComplaints(second.page);
  try {
    const reopened = new Drawing(second.page);
    await expect(reopened.part('spoke-1', 'aks-1')).toBeVisible();
    await expect(reopened.status).toContainText('3 networks, 4 subnets, 1 cluster, 1 site');
    await answerSaveDialog(second.app, inFolder('again.netwright.json'));
    await second.page.getByRole('button', { name: 'Menu', exact: true }).click();
    await second.page.getByRole('menuitem', { name: 'Save as…' }).click();
    await expect(second.page.getByRole('heading', { name: 'again.netwright.json' })).toBeVisible();
    expect(await readPlan(inFolder('again.netwright.json'))).toEqual(saved);
    expect(await readFile(inFolder('again.netwright.json'), 'utf8')).toBe(
      await readFile(inFolder('session.netwright.json'), 'utf8'),
    );
    expect(secondComplaints).toEqual([]);
  } finally {
    await second.stop();
    await rm(second.userData, { recursive: true, force: true, maxRetries: 5 });
  }
});

test('the whole session drew no complaint of the page and asked nothing of the network', async () => {
  expect(complaints).toEqual([]);
  expect(await readNetLog(inFolder('net-log.json'))).toEqual([]);
});
