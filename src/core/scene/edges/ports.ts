import type { Box, SceneEdgeEnd } from '../types.ts';

/** A line between two boxes that has its sides but no way yet. `u` runs along the line's main direction, `v` across it. */
export interface Wire {
  readonly key: string;
  readonly from: Box;
  readonly fromItem: string;
  readonly to: Box;
  readonly toItem: string;
  readonly fromSide: SceneEdgeEnd['side'];
  readonly toSide: SceneEdgeEnd['side'];
}

/** Where a wire leaves and arrives along the sides of its boxes, in px across its direction, and its lane among those that share a side. */
export interface Ports {
  readonly from: number;
  readonly to: number;
  /** Rank of the wire's bend, counted from the busier side outwards, and how many ranks there are. */
  readonly lane: number;
  readonly lanes: number;
  /** Bends lie near `from` or near `to`. */
  readonly busy: 'from' | 'to';
}

const MARGIN = 16;
const SPACING = 28;
/** Boxes nearer than this in one direction are joined in the other. */
const NEAR = 28;

/** Sides by which two boxes face each other: left and right where there is room, else top and bottom; both right where they overlap. */
export function chooseSides(a: Box, b: Box): Pick<Wire, 'fromSide' | 'toSide'> {
  const gapX = Math.max(b.x - (a.x + a.width), a.x - (b.x + b.width));
  const gapY = Math.max(b.y - (a.y + a.height), a.y - (b.y + b.height));
  const isHorizontal = gapX >= NEAR && (gapY < NEAR || gapX >= gapY * 0.4);
  if (isHorizontal) return a.x < b.x ? { fromSide: 'right', toSide: 'left' } : { fromSide: 'left', toSide: 'right' };
  if (gapY >= NEAR / 2)
    return a.y < b.y ? { fromSide: 'bottom', toSide: 'top' } : { fromSide: 'top', toSide: 'bottom' };
  return { fromSide: 'right', toSide: 'right' };
}

interface End {
  readonly wire: Wire;
  readonly at: 'from' | 'to';
}

/** Gives every wire its ports: spread along each side in the order of the other ends, straight across where that is possible. */
export function spreadPorts(wires: readonly Wire[]): ReadonlyMap<string, Ports> {
  const sides = new Map<string, End[]>();
  for (const wire of wires) {
    for (const at of ['from', 'to'] as const) {
      const key = at === 'from' ? `${wire.fromItem} ${wire.fromSide}` : `${wire.toItem} ${wire.toSide}`;
      const list = sides.get(key);
      if (list === undefined) sides.set(key, [{ wire, at }]);
      else list.push({ wire, at });
    }
  }
  const fixed = { from: new Map<string, number>(), to: new Map<string, number>() };
  const lanes = new Map<string, Pick<Ports, 'lane' | 'lanes' | 'busy'>>();
  // The busiest side comes first, so that its partners can meet it straight on.
  const order = [...sides.entries()].sort(([keyA, a], [keyB, b]) => b.length - a.length || (keyA < keyB ? -1 : 1));
  for (const [, ends] of order) {
    placeEnds(ends, fixed);
    assignLanes(ends, fixed, lanes);
  }
  const ports = new Map<string, Ports>();
  for (const wire of wires) {
    const from = fixed.from.get(wire.key) ?? 0;
    const to = fixed.to.get(wire.key) ?? 0;
    ports.set(wire.key, { from, to, ...(lanes.get(wire.key) ?? { lane: 0, lanes: 1, busy: 'from' }) });
  }
  return ports;
}

type Fixed = Readonly<Record<'from' | 'to', Map<string, number>>>;

/** Extent of a box along a side: its y range for left and right, its x range for top and bottom. */
function extent(box: Box, side: SceneEdgeEnd['side']): { readonly low: number; readonly high: number } {
  const [low, length] = side === 'left' || side === 'right' ? [box.y, box.height] : [box.x, box.width];
  const margin = Math.min(MARGIN, length / 3);
  return { low: low + margin, high: low + length - margin };
}

function placeEnds(ends: readonly End[], fixed: Fixed): void {
  const wanted = ends.map((end) => {
    const { wire, at } = end;
    const own = at === 'from' ? extent(wire.from, wire.fromSide) : extent(wire.to, wire.toSide);
    const other = at === 'from' ? extent(wire.to, wire.toSide) : extent(wire.from, wire.fromSide);
    const met = fixed[at === 'from' ? 'to' : 'from'].get(wire.key);
    const low = Math.max(own.low, other.low);
    const high = Math.min(own.high, other.high);
    const middle = (other.low + other.high) / 2;
    const aim = met ?? (low <= high ? (low + high) / 2 : middle);
    return { end, own, aim, middle };
  });
  wanted.sort((a, b) => a.aim - b.aim || a.middle - b.middle || (a.end.wire.key < b.end.wire.key ? -1 : 1));
  const [first] = wanted;
  if (first === undefined) return;
  const { low, high } = first.own;
  const spacing = wanted.length < 2 ? 0 : Math.min(SPACING, (high - low) / (wanted.length - 1));
  const places = spreadValues(
    wanted.map(({ aim }) => Math.min(high, Math.max(low, aim))),
    spacing,
    low,
    high,
  );
  wanted.forEach(({ end }, index) => fixed[end.at].set(end.wire.key, Math.round((places[index] ?? low) * 2) / 2));
}

/** Sorted values moved apart to at least `spacing`, inside `low` to `high`, moving as few as possible. */
function spreadValues(values: readonly number[], spacing: number, low: number, high: number): readonly number[] {
  const places: number[] = [];
  for (const value of values) places.push(Math.max(value, (places.at(-1) ?? low - spacing) + spacing));
  let limit = high;
  for (let index = places.length - 1; index >= 0; index--) {
    places[index] = Math.min(places[index] ?? limit, limit);
    limit = (places[index] ?? limit) - spacing;
  }
  return places;
}

/**
 * Ranks the bends of one side so that no two of its wires cross: of those that turn up, the uppermost turns first; of those that turn down, the lowest.
 */
function assignLanes(
  ends: readonly End[],
  fixed: Fixed,
  lanes: Map<string, Pick<Ports, 'lane' | 'lanes' | 'busy'>>,
): void {
  const open = ends.filter(({ wire }) => !lanes.has(wire.key));
  const bend = ({ wire, at }: End): { readonly here: number; readonly there: number } => {
    const here = fixed[at].get(wire.key) ?? 0;
    const box = at === 'from' ? wire.to : wire.from;
    const side = at === 'from' ? wire.toSide : wire.fromSide;
    const { low, high } = extent(box, side);
    return { here, there: Math.min(high, Math.max(low, here)) };
  };
  const measured = open.map((end) => ({ end, ...bend(end) })).sort((a, b) => a.here - b.here);
  const up = measured.filter(({ here, there }) => there < here);
  const down = measured.filter(({ here, there }) => there > here).reverse();
  const count = Math.max(1, up.length, down.length);
  for (const { end } of measured) lanes.set(end.wire.key, { lane: 0, lanes: count, busy: end.at });
  for (const group of [up, down])
    group.forEach(({ end }, lane) => lanes.set(end.wire.key, { lane, lanes: count, busy: end.at }));
}
