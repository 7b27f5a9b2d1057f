import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator } from '@playwright/test';
import { THEMES } from '../../src/core/scene/index.ts';
import { watchComplaints } from './support/complaints.ts';
import { answerSaveDialog } from './support/dialogs.ts';
import { Drawing, settle } from './support/drawing.ts';
import { readPlan, readPng, readSvg } from './support/exports.ts';
import { expect, launchDesigner, test, type Designer } from './support/launch.ts';

/** The same session without a mouse: nothing here points, clicks or puts the focus anywhere but by keys. */
test.describe.configure({ mode: 'serial' });

let designer: Designer;
let drawing: Drawing;
let complaints: readonly string[];
let folder: string;
const inFolder = (name: string): string => join(folder, name);
const press = (key: string): Promise<void> => designer.page.keyboard.press(key);
const type = (text: string): Promise<void> => designer.page.keyboard.type(text);
const furthestTabs = 80;

test.beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'netwright-session-'));
  designer = await launchDesigner();
  complaints = watchComplaints(designer.page);
  drawing = new Drawing(designer.page);
  await settle(designer);
});

test.afterAll(async () => {
  await designer.stop();
  for (const path of [designer.userData, folder]) await rm(path, { recursive: true, force: true, maxRetries: 5 });
});

test.afterEach(async ({}, info) => {
  await designer.page.screenshot({ path: info.outputPath('end.png') });
});

const isFocused = (target: Locator): Promise<boolean> =>
  target.evaluateAll((elements) => elements.some((element) => element === document.activeElement));

/** Walks with Tab (or Shift+Tab) until the control has the focus. */
async function tabTo(target: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  for (let presses = 0; presses <= furthestTabs; presses += 1) {
    if (await isFocused(target)) return;
    await press(key);
  }
  throw new Error(`${furthestTabs} presses of ${key} do not reach ${String(target)}`);
}

/** Runs a command, or goes to an object, by its name. */
async function call(name: string, expected: RegExp): Promise<void> {
  await press('Control+k');
  const palette = designer.page.getByRole('dialog', { name: 'Commands and objects' });
  await expect(palette.getByRole('combobox')).toBeFocused();
  await type(name);
  await expect(palette.getByRole('option', { selected: true })).toHaveAccessibleName(expected);
  await press('Enter');
  await expect(palette).toBeHidden();
}

async function goTo(name: string): Promise<void> {
  await press('Control+f');
  const find = designer.page.getByRole('dialog', { name: 'Find' });
  await expect(find.getByRole('combobox')).toBeFocused();
  await type(name);
  await expect(find.getByRole('option', { selected: true })).toHaveAccessibleName(new RegExp(`^${name}\\b`));
  await press('Enter');
  await expect(find).toBeHidden();
}

test('Enter takes the blank plan, Tab reaches the palette, and Enter places a network', async () => {
  await expect(designer.page.getByRole('button', { name: /^Blank plan/ })).toBeFocused();
  await press('Enter');
  await expect(designer.page.getByRole('dialog')).toHaveCount(0);
  await tabTo(designer.page.getByRole('button', { name: 'Virtual network', exact: true }));
  await press('Enter');
  await expect(drawing.box('hub')).toBeVisible();
});

test('Tab goes on from the palette into the drawing', async () => {
  await tabTo(drawing.box('hub'));
  await expect(drawing.inspector.getByRole('textbox', { name: 'Name', exact: true })).toHaveValue('hub');
});

test('a hub with a subnet and a gateway, two spokes peered with it, by name', async () => {
  await call('new subnet', /^New subnet/);
  await expect(drawing.part('hub', 'snet-1')).toBeFocused();
  await call('vpn gateway', /^New VPN gateway/);
  await expect(drawing.part('hub', 'GatewaySubnet')).toBeVisible();
  for (const name of ['spoke-1', 'spoke-2']) {
    await call('virtual network', /^New virtual network/);
    await expect(drawing.box(name)).toBeFocused();
    await call('new subnet', /^New subnet/);
    await expect(drawing.part(name, 'snet-1')).toBeFocused();
    await press('Escape');
    await expect(drawing.box(name)).toBeFocused();
    await press('Control+l');
    await tabTo(designer.page.getByRole('dialog').getByRole('button', { name: /^hub\b/ }));
    await press('Enter');
    await expect(drawing.line(new RegExp(`peering between ${name} and hub`))).toBeAttached();
  }
});

test('a site behind the gateway, and an overlay cluster in the subnet one goes into', async () => {
  await call('on-premises', /^New on-premises site/);
  await expect(drawing.box('site-1')).toBeFocused();
  await press('Control+l');
  await tabTo(designer.page.getByRole('dialog').getByRole('button', { name: /^hub\b/ }));
  await press('Enter');
  await expect(drawing.line(/site-1/)).toBeAttached();
  await goTo('spoke-1');
  await expect(drawing.box('spoke-1')).toBeFocused();
  await press('Enter');
  await expect(drawing.part('spoke-1', 'snet-1')).toBeFocused();
  await call('cluster', /^New AKS cluster/);
  await expect(drawing.part('spoke-1', 'aks-1')).toBeFocused();
  await expect(drawing.inspector.getByRole('radio', { name: 'Overlay' })).toBeChecked();
  await expect(drawing.status).toContainText('3 networks, 4 subnets, 1 cluster, 1 site');
  await press('Shift+1');
});

test('an overlap typed into a field is marked at once; F8 and a quick fix clear it', async () => {
  await goTo('spoke-2');
  await press('F2');
  await expect(drawing.inspector.getByRole('textbox', { name: 'Name', exact: true })).toBeFocused();
  const range = drawing.inspector.getByRole('textbox', { name: 'Ranges 1' });
  await tabTo(range);
  await press('Control+a');
  await type('10.0.0.0/16');
  await press('Enter');
  const overlap = drawing.finding('VnetAddressSpacesOverlap');
  await expect(overlap).toBeVisible();
  await expect(drawing.line(/peering between spoke-2 and hub.*error/)).toBeAttached();
  await expect(drawing.canvas.getByText('10.0.0.0/16 on both sides')).toBeVisible();
  await press('F8');
  await expect(overlap.getByRole('button', { name: /overlaps/ })).toHaveAttribute('aria-current', 'true');
  await press('Control+.');
  const fix = designer.page.getByRole('dialog', { name: 'Quick fix' });
  await expect(fix.getByRole('button', { name: 'Apply' })).toBeFocused();
  await press('Enter');
  await expect(overlap).toHaveCount(0);
});

test('undo and redo work from the field one is in, and Escape goes back to the drawing', async () => {
  const overlap = drawing.finding('VnetAddressSpacesOverlap');
  const range = drawing.inspector.getByRole('textbox', { name: 'Ranges 1' });
  await goTo('spoke-2');
  await press('F2');
  await tabTo(range);
  await expect(range).toHaveValue('10.2.0.0/16');
  await press('Control+z');
  await expect(overlap).toBeVisible();
  await expect(range).toHaveValue('10.0.0.0/16');
  await press('Control+Shift+z');
  await expect(overlap).toHaveCount(0);
  await press('Escape');
  await expect(drawing.canvas.locator(':focus').or(drawing.canvas.and(designer.page.locator(':focus')))).toHaveCount(1);
  await press('Control+z');
  await expect(overlap).toBeVisible();
  await press('Control+y');
  await expect(overlap).toHaveCount(0);
});

test('PNG and SVG are exported and opened again by other decoders', async () => {
  const { app, page } = designer;
  for (const format of ['PNG', 'SVG']) {
    await press('Control+e');
    const dialog = page.getByRole('dialog', { name: 'Export' });
    await tabTo(dialog.getByRole('group', { name: 'Format' }).getByRole('radio', { checked: true }));
    if (format === 'SVG') await press('ArrowRight');
    await expect(dialog.getByRole('radio', { name: format })).toBeChecked();
    await answerSaveDialog(app, inFolder(`plan.${format.toLowerCase()}`));
    await tabTo(dialog.getByRole('button', { name: `Export ${format}…` }));
    await press('Enter');
    await expect(dialog).toBeHidden();
  }
  const png = await readPng(inFolder('plan.png'));
  const svg = await readSvg(inFolder('plan.svg'));
  expect([png.width, png.height]).toEqual([svg.width, svg.height]);
  const { vnet, aks, site, err } = THEMES.light;
  for (const colour of [vnet, aks, site]) expect(png.countPixels(colour)).toBeGreaterThan(100);
  expect(png.countPixels(err)).toBe(0);
  expect(svg.texts).toEqual(expect.arrayContaining(['hub', 'spoke-1', 'spoke-2', '10.2.0.0/16', 'aks-1', 'site-1']));
});

test('Ctrl+S saves; a new window opens the file and saves it again, equal', async () => {
  await answerSaveDialog(designer.app, inFolder('keys.netwright.json'));
  await press('Control+s');
  await expect(designer.page.getByRole('heading', { name: 'keys.netwright.json' })).toBeVisible();
  await expect(drawing.status).toContainText('Saved');
  const saved = await readPlan(inFolder('keys.netwright.json'));
  expect(saved.virtualNetworks.map(({ name }) => name)).toEqual(['hub', 'spoke-1', 'spoke-2']);
  expect([saved.peerings.length, saved.sites.length, saved.gateways.length, saved.clusters.length]).toEqual([
    2, 1, 1, 1,
  ]);

  const second = await launchDesigner({ files: [inFolder('keys.netwright.json')] });
  try {
    await expect(new Drawing(second.page).part('spoke-1', 'aks-1')).toBeVisible();
    await answerSaveDialog(second.app, inFolder('again.netwright.json'));
    await second.page.keyboard.press('Control+Shift+s');
    await expect(second.page.getByRole('heading', { name: 'again.netwright.json' })).toBeVisible();
    expect(await readPlan(inFolder('again.netwright.json'))).toEqual(saved);
  } finally {
    await second.stop();
    await rm(second.userData, { recursive: true, force: true, maxRetries: 5 });
  }
});

test('an address is found by what it is in, ? lists the keys, and the theme is a command', async () => {
  const { page } = designer;
  await press('Control+k');
  const palette = page.getByRole('dialog', { name: 'Commands and objects' });
  await expect(palette.getByRole('combobox')).toBeFocused();
  await type('10.1.0.4');
  await expect(palette.getByRole('status')).toContainText('10.1.0.4 is in');
  await expect(palette.getByRole('option', { name: /snet-1.*10\.1\.0\.0\/24/ })).toBeVisible();
  await page.screenshot({ path: test.info().outputPath('palette.png') });
  await press('Enter');
  await expect(palette).toBeHidden();
  await expect(drawing.part('spoke-1', 'snet-1')).toHaveAttribute('aria-selected', 'true');

  await press('Shift+?');
  const keys = page.getByRole('dialog', { name: 'Keys' });
  await expect(keys).toContainText('Next finding');
  await page.screenshot({ path: test.info().outputPath('keys.png') });
  await press('Escape');
  await expect(keys).toBeHidden();

  for (const theme of ['dark', 'light']) {
    await call(`${theme} theme`, new RegExp(`^${theme} theme`, 'i'));
    await expect(page.locator('html')).toHaveAttribute('data-theme', theme);
    await page.screenshot({ path: test.info().outputPath(`${theme}.png`) });
  }
});

test('the page never complained', () => {
  expect(complaints).toEqual([]);
});
