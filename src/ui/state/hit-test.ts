import type { Point, Scene, SceneItem, ScenePart } from '../../core/scene/index.ts';
import { contains, overlaps, type Rectangle } from './viewport.svelte.ts';

/** What is under a point of the drawing. */
export interface Hit {
  readonly item: SceneItem;
  /** The innermost card there: subnet, cluster, gateway or firewall. */
  readonly part?: ScenePart;
}

/** True for parts that are objects one can take hold of; strips and their segments only show addresses, badges what is attached to a card. */
export function isCard({ kind }: ScenePart): boolean {
  return kind !== 'strip' && kind !== 'segment' && kind !== 'free' && kind !== 'attachment';
}

/** The topmost object at a point; undefined over the bare canvas. */
export function hitTest(scene: Scene, point: Point): Hit | undefined {
  const item = scene.items.findLast((candidate) => contains(candidate, point));
  if (item === undefined) return undefined;
  const inside = { x: point.x - item.x, y: point.y - item.y };
  // Parts come in reading order, what holds others before what it holds.
  const part = item.parts.findLast((candidate) => isCard(candidate) && contains(candidate, inside));
  return { item, part };
}

/** The badge of something attached, on a card under a point. */
export function findAttachment({ item }: Hit, point: Point): ScenePart | undefined {
  const inside = { x: point.x - item.x, y: point.y - item.y };
  return item.parts.find((part) => part.kind === 'attachment' && contains(part, inside));
}

/** Items that touch a rectangle. */
export function itemsIn(scene: Scene, area: Rectangle): readonly SceneItem[] {
  return scene.items.filter((item) => overlaps(item, area));
}
