import { FONTS, Pen } from './pen.ts';
import type { Primitive } from './primitive.ts';
import type { SceneEdge } from './types.ts';

const DOT_RADIUS = 3.5;

/** The dots at both ends of a line that has them, in coordinates of the scene; painted above the items. */
export function drawEdgeDots(edge: SceneEdge): readonly Primitive[] {
  if (!edge.dots) return [];
  const pen = new Pen();
  for (const end of [edge.from, edge.to]) pen.circle(end.x, end.y, DOT_RADIUS, edge.tone);
  return pen.primitives;
}

/** A line's label, in coordinates of the scene; painted above the items: a pill, outlined in the line's colour where the line is a finding. No label: none. */
export function drawEdgeLabel(edge: SceneEdge): readonly Primitive[] {
  const { label } = edge;
  if (label === undefined) return [];
  const pen = new Pen();
  const isLoud = edge.tone === 'err' || edge.tone === 'warn';
  pen.rect(label, { radius: label.height / 2, fill: 'surface', stroke: isLoud ? edge.tone : 'line' });
  pen.text(label.x + label.width / 2, label.y + label.height / 2 + 3.7, label.text, FONTS.label, {
    color: isLoud ? edge.tone : 'ink2',
    anchor: 'middle',
  });
  return pen.primitives;
}
