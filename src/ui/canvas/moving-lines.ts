import type { Scene, SceneEdge } from '../../core/scene/index.ts';

/** Lines that move together: those that leave what moves by the same side lie in one part of the drawing. */
export interface MovingLines {
  readonly side: SceneEdge['from']['side'];
  readonly lines: readonly SceneEdge[];
}

/** The lines with a key in `keys`, by the side they leave the item that moves. */
export function groupMovingLines({ edges }: Scene, keys: ReadonlySet<string>): readonly MovingLines[] {
  const groups = new Map<MovingLines['side'], SceneEdge[]>();
  for (const edge of edges) {
    if (!keys.has(edge.key)) continue;
    const { side } = keys.has(edge.from.itemKey) ? edge.from : edge.to;
    const group = groups.get(side);
    if (group === undefined) groups.set(side, [edge]);
    else group.push(edge);
  }
  return [...groups].map(([side, lines]) => ({ side, lines }));
}
