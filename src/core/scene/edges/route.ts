import type { Box, Point } from '../types.ts';
import { boxOfSegment, inflate } from './box-grid.ts';
import type { Ports, Wire } from './ports.ts';
import type { WatchedGrid } from './watched-grid.ts';

/** A bend's distance from the side it leaves, and the distance between neighbouring bends. */
const BEND = 60;
const BEND_SHARE = 0.4;
const LANE = 12;
/** Lines keep this far from boxes they pass, and pass them in lanes of their own. */
const CLEARANCE = 6;
const DETOUR = 18;
const DETOUR_LANE = 7;
const LOOP = 26;
const MAX_DETOURS = 12;
/** A corner weighs as much as this many px. */
const BEND_COST = 20;
/** More wires than these turning off one side are a crowd. */
const CROWD = 16;

/**
 * The corners of an orthogonal way from one box to another: straight across, with one jog, or around what stands between.
 * Of ways that meet no box the shortest; where every way meets boxes, the one that meets fewest.
 * @param grid all boxes, by item key; the two ends are not in the way
 */
export function routeWire(wire: Wire, ports: Ports, grid: WatchedGrid<string>): readonly Point[] {
  const isHorizontal = wire.fromSide === 'left' || wire.fromSide === 'right';
  // Everything below runs along u; a vertical wire is the same picture turned.
  const turn = (u: number, v: number): Point => (isHorizontal ? { x: u, y: v } : { x: v, y: u });
  const u0 = edgeOf(wire.from, wire.fromSide);
  const u1 = edgeOf(wire.to, wire.toSide);
  const { from: v0, to: v1 } = ports;
  if (wire.fromSide === wire.toSide) {
    const u = Math.max(u0, u1) + LOOP + ports.lane * LANE;
    return [turn(u0, v0), turn(u, v0), turn(u, v1), turn(u1, v1)];
  }
  const direct =
    Math.abs(v0 - v1) < 1
      ? [turn(u0, v0), turn(u1, v0)]
      : [turn(u0, v0), ...jog(u0, u1, v0, v1, ports).map(([u, v]) => turn(u, v)), turn(u1, v1)];
  // In a crowd ways around only make a tangle; its lines pass behind the boxes.
  if (ports.lanes > CROWD) return direct;
  const hits = meetBoxes(direct, wire, grid, Infinity);
  if (hits.length === 0) return direct;
  const ways = detours(ports, hits, { u0, u1, v0, v1, isHorizontal }).map((corners) =>
    corners.map(([u, v]) => turn(u, v)),
  );
  const ranked = ways.map((way) => ({ way, cost: costOf(way) })).sort((a, b) => a.cost - b.cost);
  let best = direct;
  let fewest = hits.length;
  for (const { way } of ranked) {
    const met = meetBoxes(way, wire, grid, fewest).length;
    if (met === 0) return way;
    if (met < fewest) [best, fewest] = [way, met];
  }
  return best;
}

function costOf(way: readonly Point[]): number {
  return lengthOf(way) + way.length * BEND_COST;
}

type Corner = readonly [u: number, v: number];

function edgeOf(box: Box, side: Wire['fromSide']): number {
  switch (side) {
    case 'left':
      return box.x;
    case 'right':
      return box.x + box.width;
    case 'top':
      return box.y;
    case 'bottom':
      return box.y + box.height;
  }
}

/** Distance of a bend from its busy side: lanes side by side, squeezed where the gap is narrow. */
function bendDistance(gap: number, { lane, lanes }: Ports): number {
  const first = Math.min(BEND, gap * BEND_SHARE);
  const spacing = lanes < 2 ? 0 : Math.min(LANE, (gap * 0.8 - first) / (lanes - 1));
  return first + lane * spacing;
}

function jog(u0: number, u1: number, v0: number, v1: number, ports: Ports): readonly Corner[] {
  const distance = bendDistance(Math.abs(u1 - u0), ports) * Math.sign(u1 - u0);
  const u = ports.busy === 'from' ? u0 + distance : u1 - distance;
  return [
    [u, v0],
    [u, v1],
  ];
}

interface Run {
  readonly u0: number;
  readonly u1: number;
  readonly v0: number;
  readonly v1: number;
  readonly isHorizontal: boolean;
}

/** Ways around: one jog elsewhere, or out, along a free channel beside the boxes that were met, and in. */
function detours(
  ports: Ports,
  hits: readonly Box[],
  { u0, u1, v0, v1, isHorizontal }: Run,
): readonly (readonly Corner[])[] {
  const sign = Math.sign(u1 - u0);
  const gap = Math.abs(u1 - u0);
  const distance = bendDistance(gap, ports);
  const near = Math.min(distance, 24 + ports.lane * DETOUR_LANE);
  const start: Corner = [u0, v0];
  const end: Corner = [u1, v1];
  const shift = DETOUR + ports.lane * DETOUR_LANE;
  const jogs = [u0 + sign * near, u1 - sign * near, u0 + sign * distance, u1 - sign * distance, (u0 + u1) / 2];
  const channels = new Set<number>();
  for (const hit of hits) {
    const [low, high] = isHorizontal ? [hit.y, hit.y + hit.height] : [hit.x, hit.x + hit.width];
    channels.add(low - shift);
    channels.add(high + shift);
  }
  const nearest = [...channels].sort(
    (a, b) => Math.abs(a - v0) + Math.abs(a - v1) - (Math.abs(b - v0) + Math.abs(b - v1)) || a - b,
  );
  const around = nearest.slice(0, MAX_DETOURS).flatMap((v): readonly (readonly Corner[])[] => {
    const out = u0 + sign * near;
    const into = u1 - sign * near;
    return [
      [start, [out, v0], [out, v], [into, v], [into, v1], end],
      [start, [u0 + sign * distance, v0], [u0 + sign * distance, v], [into, v], [into, v1], end],
    ];
  });
  return [...jogs.map((u): readonly Corner[] => [start, [u, v0], [u, v1], end]), ...around];
}

/** The boxes a way passes over or too near, its own ends left out; at most `limit` of them. */
function meetBoxes(way: readonly Point[], wire: Wire, grid: WatchedGrid<string>, limit: number): readonly Box[] {
  const met = new Map<string, Box>();
  for (let index = 1; index < way.length && met.size < limit; index++) {
    const a = way[index - 1];
    const b = way[index];
    if (a === undefined || b === undefined) continue;
    grid.visit(inflate(boxOfSegment(a, b), CLEARANCE), (key, box) => {
      if (key !== wire.fromItem && key !== wire.toItem) met.set(key, box);
      return met.size < limit;
    });
  }
  return [...met.values()];
}

function lengthOf(way: readonly Point[]): number {
  let length = 0;
  for (let index = 1; index < way.length; index++) {
    const a = way[index - 1];
    const b = way[index];
    if (a !== undefined && b !== undefined) length += Math.abs(a.x - b.x) + Math.abs(a.y - b.y);
  }
  return length;
}
