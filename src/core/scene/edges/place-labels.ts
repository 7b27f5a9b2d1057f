import { fitText } from '../measure.ts';
import { FONTS, round2 } from '../pen.ts';
import type { Box, SceneEdgeLabel } from '../types.ts';
import { BoxGrid, inflate } from './box-grid.ts';
import type { Changes } from './changes.ts';

export interface LabelRequest {
  readonly key: string;
  /** What to write, from the longest form to the shortest; empty = nothing. */
  readonly texts: readonly string[];
  /** Boxes of the straight stretches of its line, in order. */
  readonly stretches: readonly Box[];
}

interface PlacedLabel {
  readonly request: LabelRequest;
  readonly label: SceneEdgeLabel | undefined;
  /** Places that were judged; as long as nothing changes there, the label stays. */
  readonly looked: readonly Box[];
}

/** By the key of the line, in the order they were placed in: each kept clear of those before it. */
export type PlacedLabels = ReadonlyMap<string, PlacedLabel>;

interface Surroundings {
  readonly boxes: BoxGrid<string>;
  readonly placed: BoxGrid<string>;
  /** Stretches of all lines; asked for only where a label has to be placed. */
  readonly lines: () => BoxGrid<string>;
}

const HEIGHT = 18;
const PADDING = 8;
const MAX_WIDTH = 220;
/** Shorter than this a label says nothing. */
const MIN_WIDTH = 46;
/** A place that crosses so many other lines is as bad as one that crosses more. */
const MOST_CROSSED = 5;
const SHARES: readonly number[] = [0.5, 0.38, 0.62, 0.26, 0.74, 0.16, 0.84];
/** Labels keep this far from boxes, and this far from each other. */
const FROM_BOXES = 3;
const FROM_LABELS = 4;

/**
 * Places labels on their lines so that they cover no box and no other label, and other lines as little as possible: in the middle of the longest
 * straight stretch, else further along. A label that fits nowhere is shortened; one that would say nothing is left out.
 * @param before labels of the drawing before and where it differed from this one; those that cannot have changed are taken over
 */
export function placeLabels(
  requests: readonly LabelRequest[],
  boxes: BoxGrid<string>,
  before: { readonly placed: PlacedLabels; readonly changes: Changes } | undefined,
): PlacedLabels {
  const around = { boxes, placed: new BoxGrid<string>(), lines: once(() => gridOfLines(requests)) };
  const known = before !== undefined && isSameOrder(before.placed, requests) ? before : undefined;
  const labels = new Map<string, PlacedLabel>();
  for (const request of requests) {
    const old = known?.placed.get(request.key);
    const isKept =
      known !== undefined &&
      old !== undefined &&
      isSameRequest(old.request, request) &&
      !known.changes.meets(old.looked);
    const placed = isKept ? old : keepSame(placeLabel(request, around), old);
    if (known !== undefined && placed.label !== old?.label)
      for (const label of [placed.label, old?.label]) if (label !== undefined) known.changes.add(label);
    if (placed.label !== undefined) around.placed.add(placed.label, request.key);
    labels.set(request.key, placed);
  }
  return labels;
}

function gridOfLines(requests: readonly LabelRequest[]): BoxGrid<string> {
  const lines = new BoxGrid<string>();
  for (const { key, stretches } of requests) for (const box of stretches) lines.add(box, key);
  return lines;
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

function isSameOrder(placed: PlacedLabels, requests: readonly LabelRequest[]): boolean {
  let index = 0;
  for (const key of placed.keys()) if (requests[index++]?.key !== key) return false;
  return index === requests.length;
}

function isSameRequest(a: LabelRequest, b: LabelRequest): boolean {
  return (
    a.stretches === b.stretches &&
    a.texts.length === b.texts.length &&
    a.texts.every((text, index) => text === b.texts[index])
  );
}

/** A label that came out the same is the same label. */
function keepSame(placed: PlacedLabel, old: PlacedLabel | undefined): PlacedLabel {
  const { label } = placed;
  const known = old?.label;
  const isSame =
    label !== undefined &&
    label.text === known?.text &&
    label.x === known.x &&
    label.y === known.y &&
    label.width === known.width;
  return isSame ? { ...placed, label: known } : placed;
}

function placeLabel(request: LabelRequest, around: Surroundings): PlacedLabel {
  const { key, texts, stretches } = request;
  const looked: Box[] = [];
  const [longest] = texts;
  if (longest === undefined) return { request, label: undefined, looked };
  const forms = [
    ...texts.map((text) => fitText(text, FONTS.label, MAX_WIDTH - 2 * PADDING)),
    ...[MAX_WIDTH / 2, MIN_WIDTH].map((limit) => fitText(longest, FONTS.label, limit - 2 * PADDING)),
  ];
  for (const { text, width: textWidth } of forms) {
    const width = Math.ceil(textWidth) + 2 * PADDING;
    const box = text === '' ? undefined : findPlace(key, width, stretches, around, looked);
    if (box === undefined) continue;
    return { request, label: { text, x: round2(box.x), y: round2(box.y), width, height: HEIGHT }, looked };
  }
  return { request, label: undefined, looked };
}

function findPlace(
  key: string,
  width: number,
  stretches: readonly Box[],
  { boxes, placed, lines }: Surroundings,
  looked: Box[],
): Box | undefined {
  let best: Box | undefined;
  let bestCost = Infinity;
  for (const [rank, segment] of sortSegments(stretches, width).entries()) {
    for (const [turn, share] of SHARES.entries()) {
      const at = segment.isHorizontal ? segment.box.x + segment.box.width * share : segment.box.x;
      const y = segment.isHorizontal ? segment.box.y : segment.box.y + segment.box.height * share;
      const box = { x: at - width / 2, y: y - HEIGHT / 2, width, height: HEIGHT };
      looked.push(inflate(box, FROM_LABELS));
      if (!boxes.isEmptyAt(inflate(box, FROM_BOXES)) || !placed.isEmptyAt(inflate(box, FROM_LABELS))) continue;
      let crossed = 0;
      lines().visit(box, (other) => {
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

/** Horizontal stretches that can hold the label, the longest first, then vertical ones. */
function sortSegments(stretches: readonly Box[], width: number): readonly Segment[] {
  const long = stretches
    .map((box): Segment => ({ box, isHorizontal: box.width >= box.height, length: Math.max(box.width, box.height) }))
    .filter(({ isHorizontal, length }) => length >= (isHorizontal ? width + 6 : HEIGHT * 2.6));
  return long.sort((a, b) => Number(b.isHorizontal) - Number(a.isHorizontal) || b.length - a.length);
}
