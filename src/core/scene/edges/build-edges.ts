import { round2 } from '../pen.ts';
import { roundedPath } from '../rounded-path.ts';
import type { Box, Point, SceneEdge, SceneEdgeEnd, SceneEdgeLabel, SceneItem } from '../types.ts';
import { BoxGrid } from './box-grid.ts';
import type { EdgeSpec } from './edge-specs.ts';
import { placeLabels } from './place-labels.ts';
import { chooseSides, spreadPorts, type Wire } from './ports.ts';
import { routeWire } from './route.ts';

const CORNER = 7;

interface Drawn {
  readonly spec: EdgeSpec;
  readonly from: Box;
  readonly to: Box;
}

interface Routed {
  readonly points: readonly Point[];
  readonly path: string;
  readonly label: SceneEdgeLabel | undefined;
  readonly fromSide: SceneEdgeEnd['side'];
  readonly toSide: SceneEdgeEnd['side'];
}

/** What ways and labels were worked out from; as long as it is the same, so are they. */
interface Sources {
  readonly items: readonly SceneItem[];
  readonly specs: readonly EdgeSpec[];
  readonly routes: ReadonlyMap<string, Routed>;
}

const sourcesOf = new WeakMap<readonly SceneEdge[], Sources>();

/**
 * Gives lines their ways and labels. Lines whose ends are not drawn are left out.
 * @param previous edges of the scene before; those that come out the same are taken over by identity
 */
export function buildEdges(
  specs: readonly EdgeSpec[],
  items: readonly SceneItem[],
  previous: readonly SceneEdge[],
): readonly SceneEdge[] {
  const before = sourcesOf.get(previous);
  const routes = before !== undefined && isSamePicture(before, items, specs) ? before.routes : routeAll(specs, items);
  const known = new Map(previous.map((edge) => [edge.key, edge]));
  const edges: SceneEdge[] = [];
  for (const spec of specs) {
    const routed = routes.get(spec.key);
    if (routed === undefined) continue;
    const old = known.get(spec.key);
    const edge = makeEdge(spec, routed);
    edges.push(old !== undefined && isSameEdge(old, edge) ? old : edge);
  }
  const kept =
    edges.length === previous.length && edges.every((edge, index) => edge === previous[index]) ? previous : edges;
  sourcesOf.set(kept, { items, specs, routes });
  return kept;
}

function isSamePicture(
  { items, specs }: Sources,
  nextItems: readonly SceneItem[],
  nextSpecs: readonly EdgeSpec[],
): boolean {
  return (
    items.length === nextItems.length &&
    specs.length === nextSpecs.length &&
    nextItems.every((item, index) => {
      const other = items[index];
      return (
        item === other ||
        (item.key === other?.key &&
          item.x === other.x &&
          item.y === other.y &&
          item.width === other.width &&
          item.height === other.height)
      );
    }) &&
    nextSpecs.every((spec, index) => {
      const other = specs[index];
      return (
        spec.key === other?.key &&
        spec.fromItem === other.fromItem &&
        spec.toItem === other.toItem &&
        isSameList(spec.labels, other.labels)
      );
    })
  );
}

function isSameList(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((text, index) => text === b[index]);
}

function routeAll(specs: readonly EdgeSpec[], items: readonly SceneItem[]): ReadonlyMap<string, Routed> {
  const boxes = new Map<string, Box>(items.map((item) => [item.key, item]));
  const grid = new BoxGrid<string>();
  for (const item of items) grid.add(item, item.key);
  const drawn: Drawn[] = [];
  for (const spec of specs) {
    const from = boxes.get(spec.fromItem);
    const to = boxes.get(spec.toItem);
    if (from !== undefined && to !== undefined && from !== to) drawn.push({ spec, from, to });
  }
  const wires = drawn.map(({ spec, from, to }): Wire => ({
    key: spec.key,
    from,
    fromItem: spec.fromItem,
    to,
    toItem: spec.toItem,
    ...chooseSides(from, to),
  }));
  const ports = spreadPorts(wires);
  const ways = new Map<string, readonly Point[]>();
  for (const wire of wires) {
    const found = ports.get(wire.key);
    if (found !== undefined)
      ways.set(
        wire.key,
        routeWire(wire, found, grid).map(({ x, y }) => ({ x: round2(x), y: round2(y) })),
      );
  }
  const labels = placeLabels(
    drawn.map(({ spec }) => ({ key: spec.key, texts: spec.labels, points: ways.get(spec.key) ?? [] })),
    grid,
  );
  return new Map(
    wires.map(({ key, fromSide, toSide }) => {
      const points = ways.get(key) ?? [];
      return [key, { points, path: roundedPath(points, CORNER), label: labels.get(key), fromSide, toSide }];
    }),
  );
}

function makeEdge(spec: EdgeSpec, { points, path, label, fromSide, toSide }: Routed): SceneEdge {
  return {
    key: spec.key,
    ref: spec.ref,
    kind: spec.kind,
    from: endAt(points[0], fromSide, spec.fromItem, spec.fromRef),
    to: endAt(points.at(-1), toSide, spec.toItem, spec.toRef),
    points,
    path,
    ...(label === undefined ? {} : { label }),
    tone: spec.tone,
    ...(spec.dash === undefined ? {} : { dash: spec.dash }),
    strokeWidth: 1.8,
    dots: spec.dots,
    rules: spec.rules,
    spoken: spec.spoken,
    ...(spec.badge === undefined ? {} : { badge: spec.badge }),
  };
}

function endAt(
  point: Point | undefined,
  side: SceneEdgeEnd['side'],
  itemKey: string,
  ref: SceneEdgeEnd['ref'],
): SceneEdgeEnd {
  return { x: point?.x ?? 0, y: point?.y ?? 0, side, itemKey, ref };
}

function isSameEdge(a: SceneEdge, b: SceneEdge): boolean {
  return (
    a.path === b.path &&
    a.tone === b.tone &&
    a.spoken === b.spoken &&
    a.dash === b.dash &&
    a.ref.id === b.ref.id &&
    a.from.ref.id === b.from.ref.id &&
    a.to.ref.id === b.to.ref.id &&
    a.label?.text === b.label?.text &&
    a.label?.x === b.label?.x &&
    a.label?.y === b.label?.y &&
    a.badge?.count === b.badge?.count &&
    a.badge?.severity === b.badge?.severity &&
    a.rules.join() === b.rules.join()
  );
}
