import type { Page } from '@playwright/test';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import type { Edge, Node } from '@xyflow/svelte';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';
import { serveWebEdition } from '../../electron/runtime/web-server.js';
import { securityHeaders } from '../../src/contract/csp.ts';
import { applyCommand, layOutCommand } from '../../src/core/edit/index.ts';
import { formatPlan, sketchPlan, type Plan } from '../../src/core/plan/index.ts';
import { checkPlan } from '../../src/core/rules/index.ts';
import { buildScene, type Scene } from '../../src/core/scene/index.ts';
import { compare, median, type BenchRow } from './bench-row.ts';
import { measureFrames, zoomToDetail, type Gesture } from './canvas/measure.ts';
import { endWindow, launchWindow } from './canvas/open-window.ts';
import { benchStart } from './canvas/start.ts';

export const name = 'canvas';

const root = join(import.meta.dirname, '../..');
const subnetsPerNetwork = 9;
const sizes = [100, 500, 1000];
/** As large as an estate gets; held against bare Svelte Flow with the largest of the sizes above. */
const largeSize = 5000;
const framesPerGesture = 90;

interface Figures {
  readonly ready: number;
  readonly frames: ReadonlyMap<string, readonly number[]>;
  readonly update: number;
  /** In the page of the whole plan. */
  readonly elements: number;
}

/** Frame times of the canvas beside bare Svelte Flow with the same objects, and the start beside an empty Electron window's. */
export async function run(): Promise<BenchRow[]> {
  const folder = await mkdtemp(join(tmpdir(), 'netwright-bench-'));
  try {
    await build({
      root: join(import.meta.dirname, 'canvas/bare'),
      logLevel: 'error',
      configFile: false,
      plugins: [svelte({ configFile: join(root, 'svelte.config.js') })],
      build: { outDir: folder, emptyOutDir: true },
    });
    const rows: BenchRow[] = [];
    let largestBare: Figures | undefined;
    for (const size of sizes) {
      const { bare, own } = await measureSize(size, folder);
      rows.push(...rowsOfSize(size, bare, own));
      largestBare = bare;
    }
    if (largestBare !== undefined) rows.push(...(await benchLarge(largestBare)));
    return [...rows, ...(await benchStart())];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function measureSize(
  size: number,
  bareFolder: string,
): Promise<{ readonly bare: Figures; readonly own: Figures }> {
  const { plan, scene } = createEstate(size);
  const bareSite = await serveWebEdition(bareFolder, {});
  const bare = await inWindow(bareSite.url, (page) => measureBare(page, scene));
  await bareSite.close();
  return { bare, own: await measureOwn(plan) };
}

async function measureOwn(plan: Plan): Promise<Figures> {
  const site = await serveWebEdition(join(root, 'out/renderer'), securityHeaders);
  const figures = await inWindow(site.url, (page) => measureDesigner(page, plan));
  await site.close();
  return figures;
}

function rowsOfSize(size: number, bare: Figures, own: Figures): BenchRow[] {
  const row = (what: string, value: number, baseline: number): BenchRow =>
    compare(`${size} objects: ${what}`, value, { name: 'bare Svelte Flow', value: baseline }, 'at most 1');
  const frameRows = [...own.frames].flatMap(([gesture, times]) => {
    const baseline = bare.frames.get(gesture) ?? [];
    return [
      row(`${gesture}, frame p50`, median(times), median(baseline)),
      row(`${gesture}, frame p95`, percentile95(times), percentile95(baseline)),
    ];
  });
  return [row('ready', own.ready, bare.ready), ...frameRows, row('one update', own.update, bare.update)];
}

/** An estate larger than bare Svelte Flow can show, held against what that takes for fewer objects. */
async function benchLarge(bare: Figures): Promise<BenchRow[]> {
  const own = await measureOwn(createEstate(largeSize).plan);
  const baselineName = `bare Svelte Flow, ${sizes.at(-1)} objects`;
  const row = (what: string, value: number, baseline: number, aim: string): BenchRow =>
    compare(`${largeSize} objects: ${what}`, value, { name: baselineName, value: baseline }, aim);
  const gesture = (name: string, aim: string): BenchRow =>
    row(`${name}, frame p50`, median(own.frames.get(name) ?? []), median(bare.frames.get(name) ?? []), aim);
  return [
    row('ready', own.ready, bare.ready, 'at most 0.5'),
    gesture('pan of the whole plan', 'at most 0.2'),
    gesture('zoom of the whole plan', 'at most 0.2'),
    gesture('drag in the whole plan', 'at most 0.67'),
    row('one update', own.update, bare.update, 'at most 0.67'),
    {
      name: `${largeSize} objects: elements in the page`,
      value: own.elements,
      unit: '',
      aim: 'at most 700',
    },
  ];
}

/** A hub with spokes; every tenth object a network, the others its subnets. */
function createEstate(size: number): { readonly plan: Plan; readonly scene: Scene } {
  const count = size / (subnetsPerNetwork + 1);
  const networks = Array.from(
    { length: count },
    (_, n): [string, { prefixes: string[]; subnets: Record<string, string> }] => {
      const at = (offset: number): string => `10.${Math.floor(n / 16)}.${(n % 16) * 16 + offset}.0`;
      const subnets = Array.from({ length: subnetsPerNetwork }, (_, k) => [`snet-${k}`, `${at(k)}/24`]);
      return [n === 0 ? 'hub' : `spoke-${n}`, { prefixes: [`${at(0)}/20`], subnets: Object.fromEntries(subnets) }];
    },
  );
  const peerings = networks.slice(1).map(([spoke]): [string, string] => ['hub', spoke]);
  const unplaced = sketchPlan({ name: 'bench', networks: Object.fromEntries(networks), peerings });
  const sizesById = new Map(drawPlan(unplaced).items.map((item) => [item.ref.id, item]));
  const placed = applyCommand(
    unplaced,
    layOutCommand(unplaced, (id) => sizesById.get(id) ?? { width: 0, height: 0 }),
  );
  if (!placed.ok) throw new Error('The estate could not be laid out');
  return { plan: placed.value, scene: drawPlan(placed.value) };
}

function drawPlan(plan: Plan): Scene {
  const { topology, capacity, findings } = checkPlan(plan, { asOf: '2026-11-21' });
  return buildScene({ plan, topology, capacity, findings });
}

/** What is handed to the page; the page knows what it is, and Playwright cannot follow Svelte Flow's types. */
interface FlowData {
  readonly nodes: readonly object[];
  readonly edges: readonly object[];
}

/** The same boxes and lines as nodes and edges of Svelte Flow's default kinds. */
function createFlow(scene: Scene): { readonly nodes: Node[]; readonly edges: Edge[] } {
  const nodes = scene.items.flatMap(({ key, x, y, width, height, name: label, parts }): Node[] => [
    { id: key, position: { x, y }, data: { label }, width, height },
    ...parts
      .filter(({ kind }) => kind === 'subnet')
      .map((part): Node => ({
        id: part.key,
        parentId: key,
        position: { x: part.x, y: part.y },
        data: { label: part.name },
        width: part.width,
        height: part.height,
      })),
  ]);
  const edges = scene.edges.map(({ key, from, to }): Edge => ({ id: key, source: from.itemKey, target: to.itemKey }));
  return { nodes, edges };
}

async function inWindow<T>(url: string, measure: (page: Page) => Promise<T>): Promise<T> {
  const app = await launchWindow(url);
  try {
    return await measure(await app.firstWindow());
  } finally {
    await endWindow(app);
  }
}

async function measureBare(page: Page, scene: Scene): Promise<Figures> {
  await page.waitForFunction(() => 'showFlow' in window);
  const ready = await page.evaluate(
    async ({ nodes, edges }: FlowData) => {
      // The page put these two there.
      const flow = window as unknown as { showFlow: (nodes: unknown, edges: unknown) => void };
      const start = performance.now();
      flow.showFlow(nodes, edges);
      const isShown = (): boolean => {
        const shown = [...document.querySelectorAll<HTMLElement>('.svelte-flow__node')];
        return shown.length === nodes.length && shown.every(({ style }) => style.visibility === 'visible');
      };
      while (!isShown()) await new Promise((resolve) => requestAnimationFrame(resolve));
      await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
      return performance.now() - start;
    },
    createFlow(scene) as FlowData,
  );
  const elements = await page.locator('*').count();
  const frames = await measureGestures(page);
  const update = await page.evaluate(async () => {
    const flow = window as unknown as { moveOne: () => void };
    const times: number[] = [];
    for (let n = 0; n < 15; n++) {
      const start = performance.now();
      flow.moveOne();
      await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
      times.push(performance.now() - start);
    }
    return times;
  });
  return { ready, frames, update: median(update), elements };
}

async function measureDesigner(page: Page, plan: Plan): Promise<Figures> {
  await page.waitForSelector('[data-testid=canvas]');
  const canvas = page.getByTestId('canvas');
  const count = plan.virtualNetworks.length;
  await page.waitForTimeout(500);
  const ready = await canvas.evaluate(
    async (element, { text, label }) => {
      const data = new DataTransfer();
      data.items.add(new File([text], 'bench.netwright.json'));
      const start = performance.now();
      element.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
      while (element.getAttribute('aria-label')?.includes(label) !== true)
        await new Promise((resolve) => requestAnimationFrame(resolve));
      await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
      return performance.now() - start;
    },
    { text: formatPlan(plan), label: ` ${count} objects` },
  );
  const elements = await page.locator('*').count();
  const frames = await measureGestures(page);
  const update = await canvas.evaluate(async (element) => {
    element.querySelector<HTMLElement>('.svelte-flow__node')?.focus();
    const times: number[] = [];
    for (let n = 0; n < 15; n++) {
      const start = performance.now();
      element.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowRight', bubbles: true, cancelable: true }));
      await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
      times.push(performance.now() - start);
    }
    return times;
  });
  return { ready, frames, update: median(update), elements };
}

async function measureGestures(page: Page): Promise<ReadonlyMap<string, readonly number[]>> {
  const frames = new Map<string, readonly number[]>();
  const measure = async (label: string, gesture: Gesture): Promise<void> => {
    frames.set(label, await page.evaluate(measureFrames, { gesture, frames: framesPerGesture }));
  };
  await page.waitForTimeout(400);
  await measure('pan of the whole plan', 'pan');
  await measure('zoom of the whole plan', 'zoom');
  await measure('drag in the whole plan', 'drag');
  await page.evaluate(zoomToDetail);
  await measure('pan at 100 %', 'pan');
  await measure('drag at 100 %', 'drag');
  return frames;
}

function percentile95(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length * 0.95)] ?? Number.NaN;
}
