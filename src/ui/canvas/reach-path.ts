import type { Answer } from '../../core/reach/index.ts';
import type { Point, Scene, SceneEdge } from '../../core/scene/index.ts';
import type { Rectangle } from '../state/viewport.svelte.ts';
import { keyOf } from '../state/refs.ts';

export interface PathLine {
  readonly key: string;
  readonly path: string;
  /** Where arrow heads stand, and where they point, in degrees. */
  readonly arrows: readonly (Point & { readonly angle: number })[];
}

export interface PathBox extends Rectangle {
  readonly key: string;
  /** Steps of the way that are at this box, as the panel numbers them. */
  readonly numbers: readonly number[];
}

/** Long enough for an arrow head to be seen on it, px. */
const arrowRoomPx = 40;

/** The way of an answer as lines and boxes of a drawing. */
export function layPath(
  { hops }: Pick<Answer, 'hops'>,
  scene: Scene,
  boxOf: (ref: Answer['hops'][number]['refs'][number]) => Rectangle | undefined,
): { readonly lines: readonly PathLine[]; readonly boxes: readonly PathBox[] } {
  const lines = new Map<string, PathLine>();
  const boxes = new Map<string, PathBox>();
  hops.forEach((hop, index) => {
    const ref = hop.refs[0];
    if (ref === undefined) return;
    const edge = edgeOf(scene, keyOf(ref));
    if (edge !== undefined && hop.kind !== 'site') {
      const next = hops.slice(index + 1).find(({ kind, refs }) => kind === 'network' && refs.length > 0)?.refs[0];
      lines.set(edge.key, createLine(edge, next !== undefined && edge.from.itemKey === keyOf(next)));
      return;
    }
    if (hop.kind === 'site') {
      const link = edgeOf(scene, keyOf(ref));
      if (link !== undefined) lines.set(link.key, createLine(link, isAt(link, keyOf(ref)) === index > 0));
    }
    const box = boxOf(ref);
    if (box === undefined) return;
    const key = keyOf(ref);
    boxes.set(key, { ...box, key, numbers: [...(boxes.get(key)?.numbers ?? []), index + 1] });
  });
  return { lines: [...lines.values()], boxes: [...boxes.values()] };
}

function edgeOf(scene: Scene, key: string): SceneEdge | undefined {
  return scene.edges.find((edge) => edge.kind !== 'conflict' && keyOf(edge.ref) === key);
}

/** Whether the line starts at an item. */
function isAt(edge: SceneEdge, itemKey: string): boolean {
  return edge.from.itemKey === itemKey;
}

function createLine(edge: SceneEdge, reversed: boolean): PathLine {
  const points = reversed ? edge.points.toReversed() : edge.points;
  const arrows = points.flatMap((from, index) => {
    const to = points[index + 1];
    if (to === undefined || Math.hypot(to.x - from.x, to.y - from.y) < arrowRoomPx) return [];
    const angle = (Math.atan2(to.y - from.y, to.x - from.x) * 180) / Math.PI;
    // Beside the middle, where the label of the line is.
    const shares = Math.hypot(to.x - from.x, to.y - from.y) < 2 * arrowRoomPx ? [0.5] : [0.12, 0.88];
    return shares.map((share) => ({ x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share, angle }));
  });
  return { key: edge.key, path: edge.path, arrows };
}
