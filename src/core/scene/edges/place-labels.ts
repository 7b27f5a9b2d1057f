import { fitText } from '../measure.ts';
import { FONTS, round2 } from '../pen.ts';
import type { Box, Point, SceneEdgeLabel } from '../types.ts';
import { BoxGrid, boxOfSegment, inflate } from './box-grid.ts';

export interface LabelRequest {
  readonly key: string;
  /** What to write, from the longest form to the shortest; empty = nothing. */
  readonly texts: readonly string[];
  readonly points: readonly Point[];
}

const HEIGHT = 18;
const PADDING = 8;
const MAX_WIDTH = 220;
/** Shorter than this a label says nothing. */
const MIN_WIDTH = 46;
/** A place that crosses so many other lines is as bad as one that crosses more. */
const MOST_CROSSED = 5;
const SHARES: readonly number[] = [0.5, 0.38, 0.62, 0.26, 0.74, 0.16, 0.84];

/**
 * Places labels on their lines so that they cover no box and no other label, and other lines as little as possible: in the middle of the longest
 * straight stretch, else further along. A label that fits nowhere is shortened; one that would say nothing is left out.
 */
export function placeLabels(
  requests: readonly LabelRequest[],
  boxes: BoxGrid<string>,
): ReadonlyMap<string, SceneEdgeLabel> {
  const lines = new BoxGrid<string>();
  for (const { key, points } of requests) for (const segment of segmentsOf(points)) lines.add(segment.box, key);
  const placed = new BoxGrid<string>();
  const labels = new Map<string, SceneEdgeLabel>();
  for (const request of requests) {
    const label = placeLabel(request, boxes, placed, lines);
    if (label === undefined) continue;
    placed.add(label, request.key);
    labels.set(request.key, label);
  }
  return labels;
}

function placeLabel(
  { key, texts, points }: LabelRequest,
  boxes: BoxGrid<string>,
  placed: BoxGrid<string>,
  lines: BoxGrid<string>,
): SceneEdgeLabel | undefined {
  const [longest] = texts;
  if (longest === undefined) return undefined;
  const forms = [
    ...texts.map((text) => fitText(text, FONTS.label, MAX_WIDTH - 2 * PADDING)),
    ...[MAX_WIDTH / 2, MIN_WIDTH].map((limit) => fitText(longest, FONTS.label, limit - 2 * PADDING)),
  ];
  for (const { text, width: textWidth } of forms) {
    const width = Math.ceil(textWidth) + 2 * PADDING;
    const box = text === '' ? undefined : findPlace(key, width, points, boxes, placed, lines);
    if (box !== undefined) return { text, x: round2(box.x), y: round2(box.y), width, height: HEIGHT };
  }
  return undefined;
}

function findPlace(
  key: string,
  width: number,
  points: readonly Point[],
  boxes: BoxGrid<string>,
  placed: BoxGrid<string>,
  lines: BoxGrid<string>,
): Box | undefined {
  let best: Box | undefined;
  let bestCost = Infinity;
  for (const [rank, segment] of sortSegments(points, width).entries()) {
    for (const [turn, share] of SHARES.entries()) {
      const at = segment.isHorizontal ? segment.box.x + segment.box.width * share : segment.box.x;
      const y = segment.isHorizontal ? segment.box.y : segment.box.y + segment.box.height * share;
      const box = { x: at - width / 2, y: y - HEIGHT / 2, width, height: HEIGHT };
      if (!boxes.isEmptyAt(inflate(box, 3)) || !placed.isEmptyAt(inflate(box, 4))) continue;
      let crossed = 0;
      lines.visit(box, (other) => {
        if (other !== key) crossed++;
        return crossed < MOST_CROSSED;
      });
      const cost = crossed * 10 + rank * 4 + turn;
      if (cost < bestCost) [best, bestCost] = [box, cost];
      if (cost === 0) return box;
    }
  }
  return best;
}

interface Segment {
  readonly box: Box;
  readonly isHorizontal: boolean;
  readonly length: number;
}

function segmentsOf(points: readonly Point[]): readonly Segment[] {
  const segments: Segment[] = [];
  for (let index = 1; index < points.length; index++) {
    const a = points[index - 1];
    const b = points[index];
    if (a === undefined || b === undefined) continue;
    const box = boxOfSegment(a, b);
    segments.push({ box, isHorizontal: box.width >= box.height, length: Math.max(box.width, box.height) });
  }
  return segments;
}

/** Horizontal stretches that can hold the label, the longest first, then vertical ones. */
function sortSegments(points: readonly Point[], width: number): readonly Segment[] {
  const long = segmentsOf(points).filter(
    ({ isHorizontal, length }) => length >= (isHorizontal ? width + 6 : HEIGHT * 2.6),
  );
  return long.sort((a, b) => Number(b.isHorizontal) - Number(a.isHorizontal) || b.length - a.length);
}
