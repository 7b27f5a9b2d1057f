import { roundedPath } from '../rounded-path.ts';
import { round2 } from '../pen.ts';
import type { Box, Point, SceneEdge, SceneEdgeEnd, SceneItem } from '../types.ts';
import { BoxGrid } from './box-grid.ts';
import type { EdgeSpec } from './edge-specs.ts';
import { placeLabels } from './place-labels.ts';
import { chooseSides, spreadPorts, type Wire } from './ports.ts';
import { routeWire } from './route.ts';

const CORNER = 7;

/**
 * Gives lines their ways and labels. Lines whose ends are not drawn are left out.
 * @param previous edges of the scene before; those that come out the same are taken over by identity
 */
export function buildEdges(specs: readonly EdgeSpec[], items: readonly SceneItem[], previous: readonly SceneEdge[]): readonly SceneEdge[] {
  const boxes = new Map<string, Box>(items.map((item) => [item.key, item]));
  const grid = new BoxGrid<string>();
  for (const item of items) grid.add(item, item.key);
  const drawn: { readonly spec: EdgeSpec; readonly wire: Wire }[] = [];
  for (const spec of specs) {
    const from = boxes.get(spec.fromItem);
    const to = boxes.get(spec.toItem);
    if (from === undefined || to === undefined || from === to) continue;
    drawn.push({ spec, wire: { key: spec.key, from, fromItem: spec.fromItem, to, toItem: spec.toItem, ...chooseSides(from, to) } });
  }
  const ports = spreadPorts(drawn.map(({ wire }) => wire));
  const routed = drawn.map(({ spec, wire }) => {
    const found = ports.get(spec.key);
    return { spec, wire, points: found === undefined ? [] : routeWire(wire, found, grid).map(roundPoint) };
  });
  const labels = placeLabels(
    routed.map(({ spec, points }) => ({ key: spec.key, text: spec.label ?? '', points })),
    grid,
  );
  const known = new Map(previous.map((edge) => [edge.key, edge]));
  return routed.map(({ spec, wire, points }) => {
    const label = labels.get(spec.key);
    const edge: SceneEdge = {
      key: spec.key,
      ref: spec.ref,
      kind: spec.kind,
      from: endAt(points[0], wire.fromSide, spec.fromItem, spec.fromRef),
      to: endAt(points.at(-1), wire.toSide, spec.toItem, spec.toRef),
      points,
      path: roundedPath(points, CORNER),
      ...(label === undefined ? {} : { label }),
      tone: spec.tone,
      ...(spec.dash === undefined ? {} : { dash: spec.dash }),
      strokeWidth: 1.8,
      dots: spec.dots,
      rules: spec.rules,
      spoken: spec.spoken,
      ...(spec.badge === undefined ? {} : { badge: spec.badge }),
    };
    const before = known.get(spec.key);
    return before !== undefined && isSameEdge(before, edge) ? before : edge;
  });
}

const roundPoint = ({ x, y }: Point): Point => ({ x: round2(x), y: round2(y) });

function endAt(point: Point | undefined, side: SceneEdgeEnd['side'], itemKey: string, ref: SceneEdgeEnd['ref']): SceneEdgeEnd {
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
