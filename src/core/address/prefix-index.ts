import { type Address, type Block } from './block.ts';
import { sortBlocks4, sortBlocks6, type SortedBlocks, type SortedBlocks4 } from './sort-blocks.ts';

/**
 * The blocks of one family, sorted, with the nearest enclosing block of each. CIDR blocks are nested or disjoint, so these links hold
 * every overlap there is. Equal blocks stand side by side; the first of them is their head, and links only ever lead to heads,
 * so that a climb takes at most one step for each prefix length, however many blocks are equal.
 */
interface Nesting<T extends number | bigint> extends SortedBlocks<T> {
  /** By position: the head of an equal block, or else of the nearest larger block around this one; -1 for neither. */
  readonly enclosing: Int32Array;
}

/** Blocks indexed by address; make one with `buildIndex`. An id is the position of a block in the list the index was built from. */
export interface PrefixIndex {
  readonly ipv4: Nesting<number>;
  readonly ipv6: Nesting<bigint>;
}

/** Two overlapping blocks by id: `outer` contains `inner`, or equals it and has the lower id. */
export interface OverlapPair {
  readonly outer: number;
  readonly inner: number;
}

/**
 * Indexes blocks of both families, which may repeat and overlap, in O(n) for IPv4 and O(n log n) for IPv6.
 * @example findOverlapping(buildIndex([createBlock4(0, 24), createBlock4(256, 24)]), createBlock4(0, 25)) // [0]
 */
export function buildIndex(blocks: readonly Block[]): PrefixIndex {
  const ipv4 = nest4(sortBlocks4(blocks));
  // Looking at every block once more costs a third of the time, and most plans have no IPv6 at all.
  const hasIpv6 = ipv4.ids.length < blocks.length;
  return { ipv4, ipv6: nest6(sortBlocks6(hasIpv6 ? blocks : [])) };
}

/**
 * Ids of every block that overlaps `block`: those around it from the outermost in, then itself and those inside in block order.
 * Costs O(log n + k).
 * @example findOverlapping(buildIndex([createBlock4(0, 24), createBlock4(0, 8)]), createBlock4(0, 32)) // [1, 0]
 */
export function findOverlapping(index: PrefixIndex, block: Block): readonly number[] {
  return block.family === 4
    ? overlappingIds(index.ipv4, block.first, block.last)
    : overlappingIds(index.ipv6, block.first, block.last);
}

/**
 * Ids of every block that holds the address, the longest prefix first, equal blocks by id. Costs O(log n + k).
 * @example findContaining(buildIndex([createBlock4(0, 8), createBlock4(0, 24)]), { family: 4, value: 7 }) // [1, 0]
 */
export function findContaining(index: PrefixIndex, address: Address): readonly number[] {
  return address.family === 4 ? containingIds(index.ipv4, address.value) : containingIds(index.ipv6, address.value);
}

/**
 * One pair for each block that lies in another, in block order: the block and the nearest one around it, or the first of its equals.
 * A block inside a crowd of nested blocks is so reported once, not once for each of them. Empty when nothing overlaps.
 * @example findOverlaps(buildIndex([createBlock4(0, 8), createBlock4(0, 16), createBlock4(0, 24)])) // [{ outer: 0, inner: 1 }, { outer: 1, inner: 2 }]
 */
export function findOverlaps(index: PrefixIndex): readonly OverlapPair[] {
  const pairs: OverlapPair[] = [];
  for (const { ids, enclosing } of [index.ipv4, index.ipv6]) {
    for (let position = 0; position < ids.length; position++) {
      const head = enclosing[position] ?? -1;
      if (head >= 0) pairs.push({ outer: ids[head] ?? 0, inner: ids[position] ?? 0 });
    }
  }
  return pairs;
}

/**
 * Every overlapping pair once, by inner block in block order and then the nearest outer block first. There may be n * n / 2 of them,
 * so they come one at a time; each costs O(1).
 * @example [...allOverlaps(buildIndex([createBlock4(0, 8), createBlock4(0, 16), createBlock4(0, 24)]))].length // 3
 */
export function* allOverlaps(index: PrefixIndex): Generator<OverlapPair, void, undefined> {
  yield* allPairs(index.ipv4);
  yield* allPairs(index.ipv6);
}

// The two sweeps differ in their types alone. They stay apart because one function fed both numbers and bigints would be compiled for
// neither, and the IPv4 sweep is what a plan with 100,000 prefixes waits for. The links made so far serve as the stack.

function nest4(sorted: SortedBlocks4): Nesting<number> {
  const { firsts, lasts } = sorted;
  const enclosing = new Int32Array(firsts.length);
  let head = -1;
  for (let position = 0; position < firsts.length; position++) {
    const first = firsts[position] ?? 0;
    while (head >= 0 && (lasts[head] ?? 0) < first) head = enclosing[head] ?? -1;
    enclosing[position] = head;
    if (head < 0 || firsts[head] !== first || lasts[head] !== lasts[position]) head = position;
  }
  return { ...sorted, enclosing };
}

function nest6(sorted: SortedBlocks<bigint>): Nesting<bigint> {
  const { firsts, lasts } = sorted;
  const enclosing = new Int32Array(firsts.length);
  let head = -1;
  for (let position = 0; position < firsts.length; position++) {
    const first = firsts[position] ?? 0n;
    while (head >= 0 && (lasts[head] ?? 0n) < first) head = enclosing[head] ?? -1;
    enclosing[position] = head;
    if (head < 0 || firsts[head] !== first || lasts[head] !== lasts[position]) head = position;
  }
  return { ...sorted, enclosing };
}

function isEqualTo<T extends number | bigint>({ firsts, lasts }: Nesting<T>, a: number, b: number): boolean {
  return firsts[a] === firsts[b] && lasts[a] === lasts[b];
}

/** How many blocks start before `value`, or at it when `including` is true. */
function countStarts<T extends number | bigint>({ firsts }: Nesting<T>, value: T, including: boolean): number {
  let low = 0;
  let high = firsts.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const first = firsts[middle];
    if (first !== undefined && (first < value || (including && first === value))) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The heads of the blocks around `value` that stand at or before `position`, from the innermost out. */
function headsAround<T extends number | bigint>(nesting: Nesting<T>, value: T, position: number): readonly number[] {
  const heads: number[] = [];
  for (let at = position; at >= 0; at = nesting.enclosing[at] ?? -1) {
    const link = nesting.enclosing[at] ?? -1;
    const isHead = link < 0 || !isEqualTo(nesting, link, at);
    const last = nesting.lasts[at];
    if (isHead && last !== undefined && last >= value) heads.push(at);
  }
  return heads;
}

/** The block at a head and its equals. */
function idsOfEquals<T extends number | bigint>(nesting: Nesting<T>, head: number): readonly number[] {
  let end = head + 1;
  while (end < nesting.ids.length && isEqualTo(nesting, head, end)) end++;
  return [...nesting.ids.subarray(head, end)];
}

function overlappingIds<T extends number | bigint>(nesting: Nesting<T>, first: T, last: T): readonly number[] {
  const from = countStarts(nesting, first, false);
  const to = countStarts(nesting, last, true);
  const around = [...headsAround(nesting, first, from - 1)].reverse();
  return [...around.flatMap((head) => idsOfEquals(nesting, head)), ...nesting.ids.subarray(from, to)];
}

function containingIds<T extends number | bigint>(nesting: Nesting<T>, value: T): readonly number[] {
  return headsAround(nesting, value, countStarts(nesting, value, true) - 1).flatMap((head) =>
    idsOfEquals(nesting, head),
  );
}

function* allPairs<T extends number | bigint>(nesting: Nesting<T>): Generator<OverlapPair, void, undefined> {
  const { ids, enclosing } = nesting;
  for (const [position, inner] of ids.entries()) {
    for (let head = enclosing[position] ?? -1; head >= 0; head = enclosing[head] ?? -1) {
      for (let outer = head; outer < position && isEqualTo(nesting, head, outer); outer++) {
        yield { outer: ids[outer] ?? 0, inner };
      }
    }
  }
}
