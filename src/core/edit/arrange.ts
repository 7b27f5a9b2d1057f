import { formatCount, type Command, type LayoutBox, type Plan } from '../plan/index.ts';

/** Width and height in px of a placed object, as the scene draws it. */
export type SizeOf = (id: string) => { readonly width: number; readonly height: number };

export type Alignment = 'left' | 'right' | 'top' | 'bottom' | 'horizontalCentre' | 'verticalCentre';
export type Axis = 'horizontal' | 'vertical';

interface Placed {
  readonly id: string;
  readonly box: LayoutBox;
  readonly width: number;
  readonly height: number;
}

/** The objects of a selection that have a position, in plan order of their boxes, notes last. */
function listPlaced(plan: Plan, ids: readonly string[], sizeOf: SizeOf): readonly Placed[] {
  const wanted = new Set(ids);
  const boxes = Object.entries(plan.layout.boxes)
    .filter(([id]) => wanted.has(id))
    .map(([id, box]) => ({ id, box, ...sizeOf(id) }));
  const notes = plan.layout.notes
    .filter(({ id }) => wanted.has(id))
    .map(({ id, x, y, width, height }) => ({ id, box: { x, y, width }, width, height }));
  return [...boxes, ...notes];
}

function place(boxes: readonly (readonly [string, LayoutBox])[]): Command {
  return { type: 'place', boxes: Object.fromEntries(boxes) };
}

/**
 * Moves objects by an offset in px; a command that changes nothing when none of them has a position.
 */
export function nudge(plan: Plan, ids: readonly string[], dx: number, dy: number): Command {
  const placed = listPlaced(plan, ids, () => ({ width: 0, height: 0 }));
  return place(placed.map(({ id, box }) => [id, { ...box, x: box.x + dx, y: box.y + dy }]));
}

/**
 * Lines objects up along the outermost edge of the selection, or on the middle of its bounding box. Undefined for fewer than two objects with a
 * position.
 */
export function align(plan: Plan, ids: readonly string[], sizeOf: SizeOf, alignment: Alignment): Command | undefined {
  const placed = listPlaced(plan, ids, sizeOf);
  if (placed.length < 2) return undefined;
  const left = Math.min(...placed.map(({ box }) => box.x));
  const right = Math.max(...placed.map(({ box, width }) => box.x + width));
  const top = Math.min(...placed.map(({ box }) => box.y));
  const bottom = Math.max(...placed.map(({ box, height }) => box.y + height));
  const positionOf = ({ box, width, height }: Placed): { x: number; y: number } => {
    switch (alignment) {
      case 'left':
        return { x: left, y: box.y };
      case 'right':
        return { x: right - width, y: box.y };
      case 'top':
        return { x: box.x, y: top };
      case 'bottom':
        return { x: box.x, y: bottom - height };
      case 'verticalCentre':
        return { x: Math.round((left + right - width) / 2), y: box.y };
      case 'horizontalCentre':
        return { x: box.x, y: Math.round((top + bottom - height) / 2) };
    }
  };
  const command = place(placed.map((one) => [one.id, { ...one.box, ...positionOf(one) }]));
  return { type: 'batch', label: `Align ${formatCount(placed.length, 'object')}`, commands: [command] };
}

/**
 * Makes the gaps between neighbours equal; the first and the last stay where they are. Undefined for fewer than three objects with a position.
 */
export function distribute(plan: Plan, ids: readonly string[], sizeOf: SizeOf, axis: Axis): Command | undefined {
  const start = ({ box }: Placed): number => (axis === 'horizontal' ? box.x : box.y);
  const length = ({ width, height }: Placed): number => (axis === 'horizontal' ? width : height);
  const placed = listPlaced(plan, ids, sizeOf).toSorted((a, b) => start(a) - start(b));
  const [first, last] = [placed[0], placed.at(-1)];
  if (first === undefined || last === undefined || placed.length < 3) return undefined;
  const occupied = placed.reduce((sum, one) => sum + length(one), 0);
  const gap = (start(last) + length(last) - start(first) - occupied) / (placed.length - 1);
  let at = start(first);
  const boxes = placed.map((one): [string, LayoutBox] => {
    const position = one === last ? start(last) : Math.round(at);
    at += length(one) + gap;
    return [one.id, axis === 'horizontal' ? { ...one.box, x: position } : { ...one.box, y: position }];
  });
  return { type: 'batch', label: `Distribute ${formatCount(placed.length, 'object')}`, commands: [place(boxes)] };
}
