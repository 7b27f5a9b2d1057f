import { round2 } from '../pen.ts';
import { roundedPath } from '../rounded-path.ts';
import type { Box, Point, SceneEdgeEnd, SceneEdgeLabel, SceneItem } from '../types.ts';
import { BoxGrid, boxesOfLine } from './box-grid.ts';
import { Changes } from './changes.ts';
import type { EdgeSpec } from './edge-specs.ts';
import { placeLabels, type PlacedLabels } from './place-labels.ts';
import { chooseSides, spreadPorts, type Ports, type Wire } from './ports.ts';
import { routeWire } from './route.ts';
import { WatchedGrid } from './watched-grid.ts';

const CORNER = 7;

/** A line with its way and label. */
export interface Routed {
  readonly points: readonly Point[];
  readonly path: string;
  readonly label: SceneEdgeLabel | undefined;
  readonly fromSide: SceneEdgeEnd['side'];
  readonly toSide: SceneEdgeEnd['side'];
}

interface Way {
  readonly wire: Wire;
  readonly ports: Ports;
  readonly points: readonly Point[];
  readonly path: string;
  readonly stretches: readonly Box[];
  /** Where boxes were looked for; a box that comes, goes or changes elsewhere leaves the way as it is. */
  readonly looked: readonly Box[];
}

/** All ways and labels, with what they were worked out from. */
export interface Wiring {
  readonly routes: ReadonlyMap<string, Routed>;
  readonly boxes: ReadonlyMap<string, Box>;
  readonly ways: ReadonlyMap<string, Way>;
  readonly labels: PlacedLabels;
}

/**
 * Leads lines between their items and places their labels; lines whose ends are not drawn are left out. The answer is the same with and without
 * `before`; with it, only what can have changed is worked out, and what came out the same is taken over by identity.
 */
export function wire(specs: readonly EdgeSpec[], items: readonly SceneItem[], before: Wiring | undefined): Wiring {
  const boxes = new Map<string, Box>(items.map((item) => [item.key, item]));
  const grid = new BoxGrid<string>();
  for (const item of items) grid.add(item, item.key);
  const changes = before === undefined ? undefined : changesOf(before.boxes, boxes);
  const wires = specs.flatMap((spec) => wireOf(spec, boxes) ?? []);
  const ports = spreadPorts(wires);
  const ways = new Map<string, Way>();
  for (const each of wires) {
    const found = ports.get(each.key);
    if (found === undefined) continue;
    const old = before?.ways.get(each.key);
    const isKept = changes !== undefined && old !== undefined && isSameTask(old, each, found);
    ways.set(each.key, isKept && !changes.meets(old.looked) ? old : lead(each, found, grid, old));
  }
  noteLines(changes, before?.ways, ways);
  const requests = specs.flatMap(({ key, labels }) => {
    const way = ways.get(key);
    return way === undefined ? [] : [{ key, texts: labels, stretches: way.stretches }];
  });
  const labels = placeLabels(requests, grid, changes && before && { placed: before.labels, changes });
  return { routes: collect(ways, labels, before), boxes, ways, labels };
}

function wireOf({ key, fromItem, toItem }: EdgeSpec, boxes: ReadonlyMap<string, Box>): Wire | undefined {
  const from = boxes.get(fromItem);
  const to = boxes.get(toItem);
  if (from === undefined || to === undefined || from === to) return undefined;
  return { key, from, fromItem, to, toItem, ...chooseSides(from, to) };
}

/** Everything that came, went, or is not where it was. */
function changesOf(before: ReadonlyMap<string, Box>, boxes: ReadonlyMap<string, Box>): Changes {
  const changes = new Changes();
  for (const [key, box] of boxes) {
    const old = before.get(key);
    if (old !== undefined && isSameBox(old, box)) continue;
    changes.add(box);
    if (old !== undefined) changes.add(old);
  }
  for (const [key, old] of before) if (!boxes.has(key)) changes.add(old);
  return changes;
}

function noteLines(
  changes: Changes | undefined,
  before: ReadonlyMap<string, Way> | undefined,
  ways: ReadonlyMap<string, Way>,
): void {
  if (changes === undefined || before === undefined) return;
  for (const [key, way] of ways) {
    const old = before.get(key);
    if (old?.points === way.points) continue;
    for (const box of way.stretches) changes.add(box);
    if (old !== undefined) for (const box of old.stretches) changes.add(box);
  }
  for (const [key, old] of before) if (!ways.has(key)) for (const box of old.stretches) changes.add(box);
}

function lead(each: Wire, ports: Ports, grid: BoxGrid<string>, old: Way | undefined): Way {
  const watched = new WatchedGrid(grid);
  const points = routeWire(each, ports, watched).map(({ x, y }) => ({ x: round2(x), y: round2(y) }));
  const path = roundedPath(points, CORNER);
  const isSame = old?.path === path && isSamePoints(old.points, points);
  return {
    wire: each,
    ports,
    points: isSame ? old.points : points,
    path,
    stretches: isSame ? old.stretches : boxesOfLine(points),
    looked: watched.looked,
  };
}

function collect(
  ways: ReadonlyMap<string, Way>,
  labels: PlacedLabels,
  before: Wiring | undefined,
): ReadonlyMap<string, Routed> {
  const routes = new Map<string, Routed>();
  for (const [key, { wire: each, points, path }] of ways) {
    const label = labels.get(key)?.label;
    const { fromSide, toSide } = each;
    const old = before?.routes.get(key);
    const isSame = old?.points === points && old.label === label && old.fromSide === fromSide && old.toSide === toSide;
    routes.set(key, isSame ? old : { points, path, label, fromSide, toSide });
  }
  return routes;
}

function isSameTask(old: Way, each: Wire, ports: Ports): boolean {
  return (
    old.wire.fromItem === each.fromItem &&
    old.wire.toItem === each.toItem &&
    old.wire.fromSide === each.fromSide &&
    old.wire.toSide === each.toSide &&
    isSameBox(old.wire.from, each.from) &&
    isSameBox(old.wire.to, each.to) &&
    old.ports.from === ports.from &&
    old.ports.to === ports.to &&
    old.ports.lane === ports.lane &&
    old.ports.lanes === ports.lanes &&
    old.ports.busy === ports.busy
  );
}

function isSameBox(a: Box, b: Box): boolean {
  return a === b || (a.x === b.x && a.y === b.y && a.width === b.width && a.height === b.height);
}

function isSamePoints(a: readonly Point[], b: readonly Point[]): boolean {
  return a.length === b.length && a.every(({ x, y }, index) => x === b[index]?.x && y === b[index].y);
}
