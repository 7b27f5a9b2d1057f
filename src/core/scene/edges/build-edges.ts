import type { Point, SceneEdge, SceneEdgeEnd, SceneItem } from '../types.ts';
import type { EdgeSpec } from './edge-specs.ts';
import { wire, type Routed, type Wiring } from './wiring.ts';

/** What lines were made from; as long as it is the same, so are they. */
interface Sources {
  readonly specs: ReadonlyMap<string, EdgeSpec>;
  readonly wiring: Wiring;
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
  const wiring = wire(specs, items, before?.wiring);
  const known = new Map(previous.map((edge) => [edge.key, edge]));
  const edges: SceneEdge[] = [];
  for (const spec of specs) {
    const routed = wiring.routes.get(spec.key);
    if (routed === undefined) continue;
    const old = known.get(spec.key);
    const oldSpec = before?.specs.get(spec.key);
    const isSame =
      old !== undefined &&
      oldSpec !== undefined &&
      before?.wiring.routes.get(spec.key) === routed &&
      isSameSpec(oldSpec, spec);
    edges.push(isSame ? old : makeEdge(spec, routed));
  }
  const kept =
    edges.length === previous.length && edges.every((edge, index) => edge === previous[index]) ? previous : edges;
  sourcesOf.set(kept, { specs: new Map(specs.map((spec) => [spec.key, spec])), wiring });
  return kept;
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

/** Whether two lines are alike in everything but their way. */
function isSameSpec(a: EdgeSpec, b: EdgeSpec): boolean {
  return (
    a === b ||
    (a.kind === b.kind &&
      a.tone === b.tone &&
      a.spoken === b.spoken &&
      a.dash === b.dash &&
      a.dots === b.dots &&
      a.ref.id === b.ref.id &&
      a.fromItem === b.fromItem &&
      a.toItem === b.toItem &&
      a.fromRef.id === b.fromRef.id &&
      a.toRef.id === b.toRef.id &&
      a.badge?.count === b.badge?.count &&
      a.badge?.severity === b.badge?.severity &&
      a.rules.join() === b.rules.join())
  );
}
