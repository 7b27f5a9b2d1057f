import { firstAddress, formatAddress, overlaps, type Address, type Block } from '../address/index.ts';
import { measureText } from './measure.ts';
import { FONTS } from './pen.ts';
import type { Box } from './types.ts';

/** A stretch of a prefix: something's range, or a gap nobody uses. x and width are px inside the strip. */
export interface Stretch<T> {
  readonly x: number;
  readonly width: number;
  readonly first: Address;
  readonly last: Address;
  readonly owner: T | undefined;
}

/** Ranges are at least this wide, so that a /64 in a /48 can still be seen. */
const MIN_WIDTH = 2;
/** px kept free between two marks. */
const TICK_GAP = 6;

/**
 * Divides a prefix, drawn `width` px wide, among the ranges inside it and the gaps between them, in address order. Ranges that overlap
 * each other are both given, the later on top. Ranges outside the prefix are left out.
 */
export function divideStrip<T>(
  prefix: Block,
  ranges: readonly { readonly block: Block; readonly owner: T }[],
  width: number,
): readonly Stretch<T>[] {
  const inside = ranges
    .filter(({ block }) => overlaps(block, prefix))
    .sort((a, b) => compareNumbers(a.block.first, b.block.first) || a.block.prefixLength - b.block.prefixLength);
  const stretches: Stretch<T>[] = [];
  const add = (first: number | bigint, last: number | bigint, owner: T | undefined): void => {
    const x = positionIn(prefix, first) * width;
    const end = positionIn(prefix, last, 1) * width;
    const wide = owner === undefined ? Math.max(0, end - x) : Math.max(MIN_WIDTH, end - x);
    stretches.push({
      x: Math.min(x, width - wide),
      width: wide,
      first: toAddress(prefix, first),
      last: toAddress(prefix, last),
      owner,
    });
  };
  let next = prefix.first;
  for (const { block, owner } of inside) {
    const first = block.first > prefix.first ? block.first : prefix.first;
    const last = block.last < prefix.last ? block.last : prefix.last;
    if (first > next) add(next, step(first, -1), undefined);
    add(first, last, owner);
    if (last >= next) next = step(last, 1);
  }
  if (next <= prefix.last) add(next, prefix.last, undefined);
  return stretches;
}

const compareNumbers = (a: number | bigint, b: number | bigint): number => (a < b ? -1 : a > b ? 1 : 0);
const step = (value: number | bigint, by: 1 | -1): number | bigint =>
  typeof value === 'number' ? value + by : value + BigInt(by);
const toAddress = (prefix: Block, value: number | bigint): Address =>
  prefix.family === 4 ? { family: 4, value: Number(value) } : { family: 6, value: BigInt(value) };

/** Where an address lies in a prefix, 0 to 1; with `plus` 1 its far edge. 53 bits are finer than any screen. */
function positionIn(prefix: Block, value: number | bigint, plus = 0): number {
  if (prefix.family === 4) return (Number(value) - prefix.first + plus) / (prefix.last - prefix.first + 1);
  return (Number(BigInt(value) - prefix.first) + plus) / (Number(prefix.last - prefix.first) + 1);
}

/**
 * The address under an x of a strip.
 * @param strip box of the strip, same coordinates as `x`; an x beyond its ends counts as the end
 */
export function addressAtStrip(prefix: Block, strip: Pick<Box, 'x' | 'width'>, x: number): Address {
  const share = Math.min(1, Math.max(0, (x - strip.x) / strip.width));
  if (prefix.family === 4) {
    const size = prefix.last - prefix.first + 1;
    return { family: 4, value: Math.min(prefix.last, prefix.first + Math.floor(share * size)) };
  }
  const value = prefix.first + BigInt(Math.floor(share * (Number(prefix.last - prefix.first) + 1)));
  return { family: 6, value: value > prefix.last ? prefix.last : value };
}

export interface Tick {
  /** px inside the strip */
  readonly x: number;
  readonly text: string;
  readonly anchor: 'start' | 'middle' | 'end';
}

/**
 * Marks under a strip: IPv4 start, quarters and end with the octets all addresses share left out; of IPv6 the start and the prefix's size.
 * @example listTicks(createBlock4(0x0a000000, 22), 300).map((tick) => tick.text) // ['.0.0', '.1.0', '.2.0', '.3.0', '.3.255']
 */
export function listTicks(prefix: Block, width: number): readonly Tick[] {
  if (prefix.family === 6) {
    return [
      { x: 0, text: formatAddress(firstAddress(prefix)), anchor: 'start' },
      { x: width, text: `/${prefix.prefixLength}`, anchor: 'end' },
    ];
  }
  const shared = Math.min(3, Math.floor(prefix.prefixLength / 8));
  const shorten = (value: number): string => {
    const octets = formatAddress({ family: 4, value }).split('.').slice(shared);
    return shared === 0 ? octets.join('.') : `.${octets.join('.')}`;
  };
  const size = prefix.last - prefix.first + 1;
  const last: Tick = { x: width, text: shorten(prefix.last), anchor: 'end' };
  if (size < 4) return [{ x: 0, text: shorten(prefix.first), anchor: 'start' }, last];
  const start: Tick = { x: 0, text: shorten(prefix.first), anchor: 'start' };
  const quarters = [1, 2, 3].map((quarter): Tick => ({
    x: (width * quarter) / 4,
    text: shorten(prefix.first + (size / 4) * quarter),
    anchor: 'middle',
  }));
  const widthOf = (tick: Tick): number => measureText(tick.text, FONTS.tick) + TICK_GAP;
  const fits = quarters.filter((tick) => {
    const half = widthOf(tick) / 2;
    return tick.x - half >= widthOf(start) && tick.x + half <= width - widthOf(last) && widthOf(tick) <= width / 4;
  });
  return [start, ...fits, last];
}

/** A stretch as text: its first and last address. */
export function formatStretch({ first, last }: Pick<Stretch<unknown>, 'first' | 'last'>): string {
  return `${formatAddress(first)} - ${formatAddress(last)}`;
}
