import type { Locator, Page } from '@playwright/test';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { formatPlan, sketchPlan, type Plan } from '../../src/core/plan/index.ts';
import { boxOf } from './support/drawing.ts';
import { expect, root, test as base, type Designer } from './support/launch.ts';

/** Opens a plan in a real window. */
const test = base.extend<{ open: (plan: Plan) => Promise<Designer> }>({
  open: async ({ launch }, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'netwright-canvas-'));
    await use(async (plan) => {
      const file = join(folder, 'canvas.netwright.json');
      await writeFile(file, formatPlan(plan));
      const designer = await launch({ files: [file] });
      await expect(designer.page.locator('.svelte-flow__node').first()).toBeVisible();
      return designer;
    });
    await rm(folder, { recursive: true, force: true });
  },
});

/** A hub, two spokes and a site, far enough apart for every gesture. */
function smallPlan(): Plan {
  const plan = sketchPlan({
    name: 'Canvas',
    networks: {
      hub: { prefixes: ['10.0.0.0/16'], subnets: { 'snet-shared': '10.0.1.0/24', 'snet-tools': '10.0.2.0/24' } },
      'spoke-1': { prefixes: ['10.1.0.0/16'], subnets: { 'snet-nodes': '10.1.0.0/24' } },
      'spoke-2': { prefixes: ['10.2.0.0/16'] },
    },
    peerings: [['hub', 'spoke-1']],
    clusters: { 'aks-1': { subnet: 'spoke-1/snet-nodes' } },
    sites: { office: { prefixes: ['192.168.0.0/24'] } },
  });
  const boxes = {
    hub: { x: 0, y: 0 },
    'spoke-1': { x: 440, y: 0 },
    'spoke-2': { x: 440, y: 330 },
    office: { x: 0, y: 330 },
  };
  return { ...plan, layout: { ...plan.layout, boxes } };
}

const object = (page: Page, key: string): Locator => page.locator(`[data-key="${key}"]`).first();
const announcer = (page: Page): Locator => page.getByTestId('announcer');
const focusedKey = (page: Page): Promise<string | undefined> =>
  page.evaluate(() => document.activeElement?.getAttribute('data-key') ?? undefined);

interface Spot {
  readonly x: number;
  readonly y: number;
}

/** A point of an object, as shares of its size. */
async function spotOf(page: Page, key: string, across = 0.5, down = 0.5): Promise<Spot> {
  const box = await object(page, key).boundingBox();
  if (box === null) throw new Error(`${key} is not on the canvas`);
  return { x: box.x + box.width * across, y: box.y + box.height * down };
}

/** The title of a network, where nothing else lies on it. */
const titleOf = (page: Page, key: string): Promise<Spot> => spotOf(page, key, 0.5, 0.08);

async function drag(page: Page, from: Spot, to: Spot, beforeDrop?: () => Promise<void>): Promise<void> {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(from.x + 8, from.y + 8);
  await page.mouse.move(to.x, to.y, { steps: 4 });
  await beforeDrop?.();
  await page.mouse.up();
}

test('says where a dragged subnet goes and what it becomes, moves it there, and undoes it as one edit', async ({
  open,
}) => {
  const { page } = await open(smallPlan());
  await drag(
    page,
    await spotOf(page, 'subnet:hub.snet-shared'),
    await titleOf(page, 'virtualNetwork:spoke-2'),
    async () => {
      await expect(page.getByText('snet-shared becomes 10.2.0.0/24')).toBeVisible();
    },
  );
  await expect(object(page, 'subnet:hub.snet-shared')).toHaveAccessibleName(/10\.2\.0\.0\/24, in spoke-2/);
  await page.keyboard.press('Control+z');
  await expect(object(page, 'subnet:hub.snet-shared')).toHaveAccessibleName(/10\.0\.1\.0\/24, in hub/);
});

test('gives a drag up on Escape, and nothing has changed', async ({ open }) => {
  const { page } = await open(smallPlan());
  const before = await object(page, 'virtualNetwork:spoke-2').boundingBox();
  await drag(page, await titleOf(page, 'virtualNetwork:spoke-2'), { x: 500, y: 700 }, () =>
    page.keyboard.press('Escape'),
  );
  expect(await object(page, 'virtualNetwork:spoke-2').boundingBox()).toEqual(before);
  await drag(page, await spotOf(page, 'subnet:hub.snet-shared'), await titleOf(page, 'virtualNetwork:spoke-2'), () =>
    page.keyboard.press('Escape'),
  );
  await expect(object(page, 'subnet:hub.snet-shared')).toHaveAccessibleName(/in hub/);
  await page.keyboard.press('Control+z');
  await expect(announcer(page)).not.toContainText('Undone');
});

test('refuses a cluster without a subnet in words, and takes it where there is one', async ({ open }) => {
  const { page } = await open(smallPlan());
  const cluster = await spotOf(page, 'cluster:aks-1', 0.5, 0.2);
  await drag(page, cluster, await titleOf(page, 'virtualNetwork:spoke-2'), async () => {
    await expect(page.getByText('aks-1 needs a node subnet')).toBeVisible();
  });
  await drag(page, await spotOf(page, 'cluster:aks-1', 0.5, 0.2), await spotOf(page, 'subnet:hub.snet-tools'));
  await expect(object(page, 'virtualNetwork:hub')).toHaveAccessibleName(/1 cluster/);
});

test('moves all that is selected together, with the lines between them, as one edit', async ({ open }) => {
  const { page } = await open(smallPlan());
  const hub = await titleOf(page, 'virtualNetwork:hub');
  const spoke = await titleOf(page, 'virtualNetwork:spoke-1');
  await page.mouse.click(hub.x, hub.y);
  await page.keyboard.down('Shift');
  await page.mouse.click(spoke.x, spoke.y);
  await page.keyboard.up('Shift');
  await drag(page, hub, { x: hub.x + 40, y: hub.y + 60 });
  const moved = [await titleOf(page, 'virtualNetwork:hub'), await titleOf(page, 'virtualNetwork:spoke-1')];
  expect(moved.map(({ x, y }) => [Math.round(x), Math.round(y)])).toEqual(
    [hub, spoke].map(({ x, y }) => [Math.round(x + 40), Math.round(y + 60)]),
  );
  await page.keyboard.press('Control+z');
  await expect.poll(async () => Math.round((await titleOf(page, 'virtualNetwork:hub')).y)).toBe(Math.round(hub.y));
});

test('copies with Alt+drag: the copy has a name and a range of its own', async ({ open }) => {
  const { page } = await open(smallPlan());
  const from = await titleOf(page, 'virtualNetwork:spoke-2');
  await page.keyboard.down('Alt');
  await drag(page, from, { x: from.x - 20, y: from.y + 130 });
  await page.keyboard.up('Alt');
  await expect(page.locator('[data-key^="virtualNetwork:"]')).toHaveCount(4);
  await expect(page.getByRole('group', { name: /^virtual network spoke-3, 10\.3\.0\.0\/16/ })).toBeVisible();
});

test('selects with a rectangle what it touches', async ({ open }) => {
  const { page } = await open(smallPlan());
  const hub = await object(page, 'virtualNetwork:hub').boundingBox();
  const office = await object(page, 'site:office').boundingBox();
  if (hub === null || office === null) throw new Error('not on the canvas');
  await drag(page, { x: hub.x - 15, y: hub.y - 15 }, { x: office.x + 60, y: office.y + office.height + 10 });
  await expect(page.locator('.svelte-flow__node .outline')).toHaveCount(2);
  await page.keyboard.press('Delete');
  await expect(page.locator('[data-key="virtualNetwork:hub"], [data-key="site:office"]')).toHaveCount(0);
  await page.getByRole('button', { name: 'Undo', exact: true }).first().click();
  await expect(object(page, 'virtualNetwork:hub')).toBeVisible();
});

test('peers two networks by dragging from the rim of one to the other', async ({ open }) => {
  const { page } = await open(smallPlan());
  const title = await titleOf(page, 'virtualNetwork:spoke-2');
  await page.mouse.click(title.x, title.y);
  await drag(
    page,
    await spotOf(page, 'virtualNetwork:spoke-2', 0, 0.5),
    await titleOf(page, 'virtualNetwork:hub'),
    async () => {
      await expect(page.getByText('Add peering spoke-2 – hub')).toBeVisible();
    },
  );
  await expect(page.locator('[data-key="peering:peering-2"]')).toHaveCount(1);
});

test('says of something new which range it gets before it is dropped, and why where it cannot be', async ({ open }) => {
  const { page } = await open(smallPlan());
  const subnet = await page
    .getByRole('toolbar', { name: 'Palette' })
    .getByRole('button', { name: 'Subnet' })
    .boundingBox();
  if (subnet === null) throw new Error('the palette is not there');
  const press = { x: subnet.x + subnet.width / 2, y: subnet.y + subnet.height / 2 };
  // Between the hub and the spoke, where there is nothing.
  const beside = await spotOf(page, 'virtualNetwork:hub', 1.12, 0.1);
  await drag(page, press, beside, async () => {
    await expect(page.getByRole('status').filter({ hasText: 'goes into a virtual network' })).toBeVisible();
  });
  await drag(page, press, await titleOf(page, 'virtualNetwork:spoke-2'), async () => {
    await expect(page.getByText('10.2.0.0/24 goes here')).toBeVisible();
  });
  await expect(object(page, 'virtualNetwork:spoke-2')).toHaveAccessibleName(/1 subnet/);
});

test('Tab walks through every object in reading order, arrows nudge, Ctrl+arrows go to the neighbour', async ({
  open,
}) => {
  const { page } = await open(smallPlan());
  await page.getByTestId('canvas').focus();
  const walked: (string | undefined)[] = [];
  for (let n = 0; n < 9; n++) {
    await page.keyboard.press('Tab');
    walked.push(await focusedKey(page));
  }
  expect(walked).toEqual([
    'virtualNetwork:hub',
    'subnet:hub.snet-shared',
    'subnet:hub.snet-tools',
    'virtualNetwork:spoke-1',
    'subnet:spoke-1.snet-nodes',
    'cluster:aks-1',
    'site:office',
    'virtualNetwork:spoke-2',
    'peering:peering-1',
  ]);
  // Past the last object the keyboard is free again.
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: 'Zoom out' })).toBeFocused();
  await object(page, 'peering:peering-1').focus();
  await page.keyboard.press('Shift+Tab');
  expect(await focusedKey(page)).toBe('virtualNetwork:spoke-2');
  await page.keyboard.press('Control+ArrowUp');
  expect(await focusedKey(page)).toBe('virtualNetwork:spoke-1');
  await page.keyboard.press('Enter');
  expect(await focusedKey(page)).toBe('subnet:spoke-1.snet-nodes');
  await page.keyboard.press('Escape');
  expect(await focusedKey(page)).toBe('virtualNetwork:spoke-1');
  const before = await titleOf(page, 'virtualNetwork:spoke-1');
  await page.keyboard.press('ArrowDown');
  await expect.poll(async () => Math.round((await titleOf(page, 'virtualNetwork:spoke-1')).y - before.y)).toBe(5);
});

test('opens a plan clear of the findings, whose list is as long as it will be', async ({ launch }) => {
  const { page } = await launch({ files: [join(root, 'static/examples/4-landing-zone.netwright.json')] });
  const panel = page.getByRole('region', { name: 'Findings' });
  await expect(panel.getByRole('listitem').first()).toBeVisible();
  await expect(page.locator('.svelte-flow__node').first()).toBeVisible();
  const top = (await boxOf(panel)).y;
  for (const network of await page.locator('.svelte-flow__node').all()) {
    const { y, height } = await boxOf(network);
    expect(y + height).toBeLessThanOrEqual(top);
  }
});

test('pans from where keys, buttons and the minimap have put the view', async ({ open }) => {
  const { page } = await open(smallPlan());
  const viewport = page.locator('.svelte-flow__viewport');
  const read = (): Promise<{ x: number; y: number; zoom: number }> =>
    viewport.evaluate((element) => {
      const { a: zoom, e: x, f: y } = new DOMMatrixReadOnly(getComputedStyle(element).transform);
      return { x, y, zoom };
    });
  const expectPan = async (): Promise<void> => {
    const before = await read();
    await page.mouse.move(500, 420);
    await page.mouse.wheel(30, 50);
    await expect.poll(async () => (await read()).y).not.toBe(before.y);
    const after = await read();
    expect(after.zoom).toBeCloseTo(before.zoom, 5);
    expect(after.x - before.x).toBeCloseTo(-30, 0);
    expect(after.y - before.y).toBeCloseTo(-50, 0);
  };
  await expectPan();
  await page.getByTestId('canvas').focus();
  await page.keyboard.press('Shift+1');
  await expectPan();
  await page.getByRole('button', { name: 'Zoom out' }).click();
  await expectPan();
  await page.locator('.minimap').click({ position: { x: 90, y: 60 } });
  await expectPan();
});

test('zooms and pans by wheel and keys, and shows a large plan as a picture from afar', async ({ open }) => {
  const networks = Object.fromEntries(
    Array.from({ length: 120 }, (_, n) => [
      `net-${n}`,
      { prefixes: [`10.${n}.0.0/16`], subnets: { a: `10.${n}.0.0/24`, b: `10.${n}.1.0/24` } },
    ]),
  );
  const { page } = await open(sketchPlan({ name: 'Large', networks }));
  const cards = page.locator('[role=option]');
  await expect(page.locator('canvas')).toHaveCount(2);
  await expect(cards).toHaveCount(0);
  // Only the middle of the plan has frames; the keyboard and the pointer give one to what they reach.
  const frames = page.getByRole('group', { name: /^virtual network net-/ });
  await expect(frames).toHaveCount(60);
  const rim = page.getByRole('group', { name: /^virtual network net-0,/ });
  await expect(rim).toHaveCount(0);
  await page.getByTestId('canvas').focus();
  await page.keyboard.press('Tab');
  await expect(rim).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(rim).toHaveCount(0);
  await page.getByTestId('canvas').focus();
  await page.keyboard.press('Shift+0');
  await expect(page.getByRole('button', { name: /^100 percent/ })).toBeVisible();
  await expect(cards.first()).toBeVisible();
  await expect(page.locator('canvas')).toHaveCount(1);
  await page.mouse.move(500, 400);
  await page.keyboard.down('Control');
  await page.mouse.wheel(0, 120);
  await page.keyboard.up('Control');
  await expect(page.getByRole('button', { name: /^100 percent/ })).toHaveCount(0);
  const before = await page.locator('.svelte-flow__viewport').getAttribute('style');
  await page.mouse.wheel(0, 120);
  await expect(page.locator('.svelte-flow__viewport')).not.toHaveAttribute('style', before ?? '');
});
