import type { Command, LayoutBox, Plan } from '../plan/index.ts';
import type { SizeOf } from './arrange.ts';

/** Distances in px; every position is a multiple of the grid. */
const GRID = 8;
const GAP_X = 160;
const GAP_Y = 48;
const GROUP_GAP = 96;
/** Width to height that groups and grids aim for: a screen. */
const ASPECT = 1.6;
/** Up to here spokes stand in one column on the right of their hub, so that every line is short and crosses nothing. */
const ONE_COLUMN = 3;
/** Up to here one column on each side is enough. */
const ONE_COLUMN_EACH = 8;

interface Item {
  readonly id: string;
  readonly width: number;
  readonly height: number;
}
interface PlacedItem {
  readonly id: string;
  readonly x: number;
  readonly y: number;
}
/** Items with positions from 0, 0. */
interface Group {
  readonly items: readonly PlacedItem[];
  readonly width: number;
  readonly height: number;
}

/**
 * Places every network, site and block of a plan: each hub in the middle of its spokes (on the left of up to three), sites under the network of their
 * gateway, what is joined to nothing in a grid after them, blocks before everything. Groups fill rows of a screen's proportions, peered hubs side by side.
 * Nothing overlaps; equal plans get equal positions. Costs O(n log n).
 * @param sizeOf width and height in px of a network, site or block by id
 */
export function layOutPlan(plan: Plan, sizeOf: SizeOf): Readonly<Record<string, LayoutBox>> {
  const item = (id: string): Item => ({ id, ...sizeOf(id) });
  const graph = readGraph(plan);
  const groups = graph.groups.map(({ hub, spokes, sites }) =>
    spokes.length + sites.length === 0 ? undefined : layOutStar(item(hub), spokes.map(item), sites.map(item)),
  );
  const stars = groups.filter((group) => group !== undefined);
  const alone = graph.groups.filter((_, index) => groups[index] === undefined).map(({ hub }) => item(hub));
  const grids = [alone, graph.looseSites.map(item)].map(layOutGrid);
  const blocks = layOutGrid(plan.blocks.map(({ id }) => item(id)));
  const whole = stackGroups([blocks, packGroups(stars), ...grids].filter(({ items }) => items.length > 0));
  return Object.fromEntries(whole.items.map(({ id, x, y }) => [id, { x: onGrid(x), y: onGrid(y) }]));
}

/** The automatic layout as a command. Collapsed boxes stay so; chosen widths are kept. */
export function layOutCommand(plan: Plan, sizeOf: SizeOf): Command {
  const boxes = Object.entries(layOutPlan(plan, sizeOf)).map(
    ([id, box]) => [id, { ...plan.layout.boxes[id], ...box }] as const,
  );
  return { type: 'batch', label: 'Lay out plan', commands: [{ type: 'place', boxes: Object.fromEntries(boxes) }] };
}

interface Star {
  readonly hub: string;
  readonly spokes: readonly string[];
  readonly sites: readonly string[];
}

/** Tells hubs from spokes by their peerings and orders the hubs so that neighbours in the plan become neighbours on the canvas. */
function readGraph(plan: Plan): { readonly groups: readonly Star[]; readonly looseSites: readonly string[] } {
  const order = new Map(plan.virtualNetworks.map(({ id }, index) => [id, index]));
  const neighbours = new Map<string, Set<string>>(plan.virtualNetworks.map(({ id }) => [id, new Set()]));
  const join = (a: string, b: string): void => {
    if (a === b) return;
    neighbours.get(a)?.add(b);
    neighbours.get(b)?.add(a);
  };
  for (const { a, b } of plan.peerings) join(a, b);
  for (const { virtualNetworkIds } of plan.connectedGroups) {
    const [first, ...others] = virtualNetworkIds;
    for (const other of others) if (first !== undefined) join(first, other);
  }
  const serving = new Set([...plan.gateways, ...plan.firewalls].map(({ virtualNetworkId }) => virtualNetworkId));
  const degree = (id: string): number => neighbours.get(id)?.size ?? 0;
  // A gateway or firewall makes the hub of a pair, and of equals.
  const weight = (id: string): number => degree(id) * 2 + (serving.has(id) ? 1 : 0);
  const byWeight = (a: string, b: string): number => weight(b) - weight(a) || (order.get(a) ?? 0) - (order.get(b) ?? 0);

  const hubOf = new Map<string, string>();
  for (const id of [...order.keys()].sort(byWeight)) {
    const heavier = [...(neighbours.get(id) ?? [])].filter((other) => hubOf.get(other) === other).sort(byWeight);
    const [hub] = heavier;
    // A network with several partners of its own is a hub even when it is peered with a heavier one.
    const ownSpokes = [...(neighbours.get(id) ?? [])].filter(
      (other) => degree(other) === 1 && !hubOf.has(other),
    ).length;
    hubOf.set(id, hub === undefined || ownSpokes > 0 ? id : hub);
  }
  const spokes = new Map<string, string[]>();
  for (const id of order.keys()) {
    const hub = hubOf.get(id) ?? id;
    const list = spokes.get(hub) ?? [];
    if (hub !== id) list.push(id);
    spokes.set(hub, list);
  }
  const { byNetwork, loose } = placeSites(plan, hubOf);
  const hubs = orderHubs([...spokes.keys()].sort(byWeight), neighbours);
  const groups = hubs.map((hub) => ({ hub, spokes: spokes.get(hub) ?? [], sites: byNetwork.get(hub) ?? [] }));
  return { groups, looseSites: loose };
}

/** Sites stand under the hub of the network their first gateway is in. */
function placeSites(
  plan: Plan,
  hubOf: ReadonlyMap<string, string>,
): { byNetwork: Map<string, string[]>; loose: string[] } {
  const networkOfGateway = new Map(plan.gateways.map(({ id, virtualNetworkId }) => [id, virtualNetworkId]));
  const byNetwork = new Map<string, string[]>();
  const loose: string[] = [];
  for (const { id, gatewayIds } of plan.sites) {
    const network = gatewayIds.map((gateway) => networkOfGateway.get(gateway)).find((one) => one !== undefined);
    const hub = network === undefined ? undefined : (hubOf.get(network) ?? network);
    if (hub === undefined) loose.push(id);
    else byNetwork.set(hub, [...(byNetwork.get(hub) ?? []), id]);
  }
  return { byNetwork, loose };
}

/** Heaviest hub first, each followed by the hubs it is joined to. */
function orderHubs(hubs: readonly string[], neighbours: ReadonlyMap<string, ReadonlySet<string>>): readonly string[] {
  const waiting = new Set(hubs);
  const ordered: string[] = [];
  const queue: string[] = [];
  for (const start of hubs) {
    queue.push(start);
    for (let hub = queue.shift(); hub !== undefined; hub = queue.shift()) {
      if (!waiting.delete(hub)) continue;
      ordered.push(hub);
      for (const other of neighbours.get(hub) ?? []) if (waiting.has(other)) queue.push(other);
    }
  }
  return ordered;
}

/** A hub with its spokes at its sides and its sites below, all centred on it. */
function layOutStar(hub: Item, spokes: readonly Item[], sites: readonly Item[]): Group {
  const { left, right } = splitSpokes(hub, spokes);
  const leftGroup = layOutColumns(left, 'left');
  const rightGroup = layOutColumns(right, 'right');
  const siteRow = layOutRow(sites);
  const middleWidth = Math.max(hub.width, siteRow.width);
  const middleHeight = hub.height + (sites.length === 0 ? 0 : GAP_Y * 2 + siteRow.height);
  const height = Math.max(leftGroup.height, rightGroup.height, middleHeight);

  const middleX = left.length === 0 ? 0 : leftGroup.width + GAP_X;
  const rightX = middleX + middleWidth + GAP_X;
  // With few spokes everything starts at the top, as one reads; a crowd is centred on the hub.
  const top = (inner: number): number => (left.length === 0 ? 0 : (height - inner) / 2);
  const items: PlacedItem[] = [
    ...moveItems(leftGroup, 0, top(leftGroup.height)),
    { id: hub.id, x: middleX + (middleWidth - hub.width) / 2, y: top(middleHeight) },
    ...moveItems(siteRow, middleX + (middleWidth - siteRow.width) / 2, top(middleHeight) + hub.height + GAP_Y * 2),
    ...moveItems(rightGroup, rightX, top(rightGroup.height)),
  ];
  return { items, width: right.length === 0 ? middleX + middleWidth : rightX + rightGroup.width, height };
}

type Columns = readonly (readonly Item[])[];

/** Spokes in plan order, down the right side first and then down the left. */
function splitSpokes(hub: Item, spokes: readonly Item[]): { readonly left: Columns; readonly right: Columns } {
  if (spokes.length <= ONE_COLUMN) return { left: [], right: spokes.length === 0 ? [] : [spokes] };
  const columnsEach = spokes.length <= ONE_COLUMN_EACH ? 1 : countColumns(hub, spokes);
  const rows = Math.ceil(spokes.length / (2 * columnsEach));
  const columns: Item[][] = [];
  for (let at = 0; at < spokes.length; at += rows) columns.push(spokes.slice(at, at + rows));
  const onRight = Math.ceil(columns.length / 2);
  return { left: columns.slice(onRight), right: columns.slice(0, onRight) };
}

/** Columns on each side that bring a star closest to a screen's proportions. */
function countColumns(hub: Item, spokes: readonly Item[]): number {
  const width = Math.max(...spokes.map((one) => one.width)) + GAP_X;
  const height = spokes.reduce((sum, one) => sum + one.height + GAP_Y, 0);
  let columns = 1;
  while ((hub.width + 2 * columns * width) / (height / (2 * columns)) < ASPECT && columns * 2 < spokes.length)
    columns++;
  return columns;
}

/** Columns from the hub outwards; those on the left are mirrored, so that the first stands nearest to the hub on either side. */
function layOutColumns(columns: Columns, side: 'left' | 'right'): Group {
  const outward = side === 'right' ? columns : columns.toReversed();
  const built = outward.map((column) => ({
    column,
    width: Math.max(...column.map((one) => one.width)),
    height: column.reduce((sum, one) => sum + one.height + GAP_Y, -GAP_Y),
  }));
  const height = Math.max(0, ...built.map((one) => one.height));
  const items: PlacedItem[] = [];
  let x = 0;
  for (const { column, width, height: columnHeight } of built) {
    let y = (height - columnHeight) / 2;
    for (const one of column) {
      // Edges that look at the hub are in line.
      items.push({ id: one.id, x: side === 'right' ? x : x + width - one.width, y });
      y += one.height + GAP_Y;
    }
    x += width + GAP_X;
  }
  return { items, width: Math.max(0, x - GAP_X), height };
}

function layOutRow(row: readonly Item[]): Group {
  const items: PlacedItem[] = [];
  let x = 0;
  for (const { id, width } of row) {
    items.push({ id, x, y: 0 });
    x += width + GAP_Y;
  }
  return { items, width: Math.max(0, x - GAP_Y), height: Math.max(0, ...row.map(({ height }) => height)) };
}

/** Rows and columns in the given order; columns as wide as their widest item, rows as high as their highest. */
function layOutGrid(list: readonly Item[]): Group {
  if (list.length === 0) return { items: [], width: 0, height: 0 };
  const cellWidth = Math.max(...list.map(({ width }) => width)) + GAP_Y;
  const cellHeight = list.reduce((sum, { height }) => sum + height + GAP_Y, 0) / list.length;
  const columns = Math.min(
    list.length,
    Math.max(1, Math.round(Math.sqrt((list.length * cellHeight * ASPECT) / cellWidth))),
  );
  const widths = Array.from({ length: columns }, (_, column) =>
    Math.max(0, ...list.filter((_item, index) => index % columns === column).map(({ width }) => width)),
  );
  const items: PlacedItem[] = [];
  let y = 0;
  for (let at = 0; at < list.length; at += columns) {
    const row = list.slice(at, at + columns);
    let x = 0;
    row.forEach(({ id }, column) => {
      items.push({ id, x, y });
      x += (widths[column] ?? 0) + GAP_Y;
    });
    y += Math.max(...row.map(({ height }) => height)) + GAP_Y;
  }
  return { items, width: widths.reduce((sum, width) => sum + width + GAP_Y, -GAP_Y), height: y - GAP_Y };
}

/** Groups in rows, as wide as makes the whole a screen's proportions. */
function packGroups(groups: readonly Group[]): Group {
  const area = groups.reduce((sum, { width, height }) => sum + (width + GROUP_GAP) * (height + GROUP_GAP), 0);
  const limit = Math.max(Math.sqrt(area * ASPECT), ...groups.map(({ width }) => width));
  const items: PlacedItem[] = [];
  let [x, y, rowHeight, widest] = [0, 0, 0, 0];
  for (const group of groups) {
    if (x > 0 && x + group.width > limit) {
      y += rowHeight + GROUP_GAP;
      [x, rowHeight] = [0, 0];
    }
    items.push(...moveItems(group, x, y));
    widest = Math.max(widest, x + group.width);
    rowHeight = Math.max(rowHeight, group.height);
    x += group.width + GROUP_GAP;
  }
  return { items, width: widest, height: y + rowHeight };
}

function stackGroups(groups: readonly Group[]): Group {
  const items: PlacedItem[] = [];
  let y = 0;
  for (const group of groups) {
    items.push(...moveItems(group, 0, y));
    y += group.height + GROUP_GAP;
  }
  return { items, width: Math.max(0, ...groups.map(({ width }) => width)), height: Math.max(0, y - GROUP_GAP) };
}

function moveItems({ items }: Group, x: number, y: number): readonly PlacedItem[] {
  return items.map((one) => ({ id: one.id, x: one.x + x, y: one.y + y }));
}

function onGrid(px: number): number {
  // Rounding up or down alone keeps the gaps from closing: they are wider than the grid.
  return Math.round(px / GRID) * GRID;
}
