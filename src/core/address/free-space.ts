import { addressCount4 } from './capacity.ts';
import {
  blockAround,
  buddyOf,
  compareBlocks,
  containsBlock,
  equalsBlock,
  firstAddress,
  halvesOf,
  lastAddress,
  maxPrefixLength,
  overlaps,
  parentBlock,
  type Block,
} from './block.ts';

/**
 * The fewest blocks that cover exactly the same addresses, in block order: contained blocks go, full pairs of halves become one.
 * @example summarize([createBlock4(256, 24), createBlock4(0, 24), createBlock4(8, 29)]) // [createBlock4(0, 23)]
 */
export function summarize(blocks: readonly Block[]): readonly Block[] {
  const kept: Block[] = [];
  for (const block of outermost(blocks)) kept.push(mergeWithBuddies(kept, block));
  return kept;
}

/** Takes the lower halves that `block` completes off the end of `kept`, and returns what they make together. */
function mergeWithBuddies(kept: Block[], block: Block): Block {
  const before = kept.at(-1);
  const buddy = buddyOf(block);
  const parent = parentBlock(block);
  if (before === undefined || buddy === undefined || parent === undefined || !equalsBlock(before, buddy)) return block;
  kept.pop();
  return mergeWithBuddies(kept, parent);
}

/** The blocks that lie in no other, each once, in block order: the same addresses in disjoint blocks, none of them merged. */
function outermost(blocks: readonly Block[]): readonly Block[] {
  const kept: Block[] = [];
  for (const block of [...blocks].sort(compareBlocks)) {
    const before = kept.at(-1);
    if (before === undefined || !containsBlock(before, block)) kept.push(block);
  }
  return kept;
}

interface FreeWalk {
  readonly direction: 'ascending' | 'descending';
  /** Free blocks with a longer prefix than this are not looked for. */
  readonly longestPrefix: number;
}

/**
 * Visits the largest aligned blocks that `used` leaves free in each block of `space`, until `visit` answers true.
 * Blocks nest, so halving a block until it is all free or all used finds them without any interval arithmetic.
 */
function visitFree(
  space: readonly Block[],
  used: readonly Block[],
  { direction, longestPrefix }: FreeWalk,
  visit: (block: Block) => boolean,
): void {
  const taken = outermost(used);
  const walk = (block: Block, from: number, to: number): boolean => {
    if (block.prefixLength > longestPrefix) return false;
    const lowest = taken[from];
    if (from === to || lowest === undefined) return visit(block);
    if (containsBlock(lowest, block)) return false;
    const halves = halvesOf(block);
    if (halves === undefined) return false;
    const [lower, upper] = halves;
    const middle = lowerBound(taken, upper, from, to);
    return direction === 'ascending'
      ? walk(lower, from, middle) || walk(upper, middle, to)
      : walk(upper, middle, to) || walk(lower, from, middle);
  };
  const parts = outermost(space);
  for (const block of direction === 'ascending' ? parts : parts.toReversed()) {
    const { from, to } = overlappingRange(taken, block);
    if (walk(block, from, to)) return;
  }
}

/** The first position in `from..to` whose block does not come before `block`. */
function lowerBound(sorted: readonly Block[], block: Block, from: number, to: number): number {
  let low = from;
  let high = to;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const at = sorted[middle];
    if (at !== undefined && compareBlocks(at, block) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Where in a sorted disjoint list the blocks that overlap `block` are. */
function overlappingRange(sorted: readonly Block[], block: Block): { from: number; to: number } {
  let from = lowerBound(sorted, block, 0, sorted.length);
  const before = sorted[from - 1];
  if (before !== undefined && overlaps(before, block)) from--;
  let to = from;
  for (let at = sorted[to]; at !== undefined && overlaps(at, block); at = sorted[to]) to++;
  return { from, to };
}

/**
 * What `used` leaves of `space`: the largest aligned blocks, disjoint, in block order. Both lists may overlap and mix families.
 * Neighbouring blocks of `space` are not joined, because a subnet must lie in one address prefix of its network; pass
 * `summarize(space)` where that does not matter.
 * @example freeBlocks([createBlock4(0, 24)], [createBlock4(0, 25)]) // [createBlock4(128, 25)]
 */
export function freeBlocks(space: readonly Block[], used: readonly Block[]): readonly Block[] {
  const free: Block[] = [];
  visitFree(space, used, { direction: 'ascending', longestPrefix: 128 }, (block) => {
    free.push(block);
    return false;
  });
  return free;
}

/**
 * A block less what is used of it, as the fewest blocks.
 * @example subtract(createBlock4(0, 30), [createBlock4(1, 32)]) // [createBlock4(0, 32), createBlock4(2, 31)]
 */
export function subtract(block: Block, used: readonly Block[]): readonly Block[] {
  return freeBlocks([block], used);
}

/**
 * The largest free block, the lowest of equals; undefined when nothing is free. Compares prefix lengths, so pass one family.
 * @example largestFree([createBlock4(0, 24)], [createBlock4(0, 26)]) // createBlock4(128, 25)
 */
export function largestFree(space: readonly Block[], used: readonly Block[]): Block | undefined {
  let largest: Block | undefined;
  for (const block of freeBlocks(space, used)) {
    if (largest === undefined || block.prefixLength < largest.prefixLength) largest = block;
  }
  return largest;
}

/**
 * How many IPv4 addresses of `space` are free.
 * @example freeCount4([createBlock4(0, 24)], [createBlock4(0, 26)]) // 192
 */
export function freeCount4(space: readonly Block[], used: readonly Block[]): number {
  return freeBlocks(space, used).reduce((sum, block) => sum + addressCount4(block), 0);
}

/**
 * The lowest aligned block of `prefixLength` inside one block of `space` that overlaps nothing in `used`; undefined when there is none.
 * Ranges to keep clear of (peers, sites, Azure's own) are simply part of `used`. Pass a space of one family.
 * @example firstFit([createBlock4(0, 24)], [createBlock4(0, 26)], 26) // createBlock4(64, 26)
 */
export function firstFit(space: readonly Block[], used: readonly Block[], prefixLength: number): Block | undefined {
  return findFit(space, used, prefixLength, 'ascending');
}

/**
 * The highest aligned block of `prefixLength` inside one block of `space` that overlaps nothing in `used`; undefined when there is none.
 * @example lastFit([createBlock4(0, 24)], [createBlock4(0, 26)], 26) // createBlock4(192, 26)
 */
export function lastFit(space: readonly Block[], used: readonly Block[], prefixLength: number): Block | undefined {
  return findFit(space, used, prefixLength, 'descending');
}

function findFit(
  space: readonly Block[],
  used: readonly Block[],
  prefixLength: number,
  direction: FreeWalk['direction'],
): Block | undefined {
  let found: Block | undefined;
  visitFree(space, used, { direction, longestPrefix: prefixLength }, (free) => {
    if (prefixLength > maxPrefixLength(free.family)) return false;
    found = blockAround(direction === 'ascending' ? firstAddress(free) : lastAddress(free), prefixLength);
    return true;
  });
  return found;
}

/**
 * An aligned block of `prefixLength` from the smallest free block that still holds it (fewest splits), the lowest of equals.
 * @example bestFit([createBlock4(0, 24)], [createBlock4(128, 26)], 26) // createBlock4(192, 26)
 */
export function bestFit(space: readonly Block[], used: readonly Block[], prefixLength: number): Block | undefined {
  let smallest: Block | undefined;
  for (const free of freeBlocks(space, used)) {
    if (free.prefixLength > prefixLength || prefixLength > maxPrefixLength(free.family)) continue;
    if (smallest === undefined || free.prefixLength > smallest.prefixLength) smallest = free;
  }
  return smallest === undefined ? undefined : blockAround(firstAddress(smallest), prefixLength);
}

/**
 * The aligned block of `newPrefixLength` around a block, when it lies inside one block of `space` and overlaps nothing in `used` but
 * the block itself and what is inside it; undefined otherwise, or when the new block would not be larger.
 * @example growInPlace(createBlock4(0, 26), 25, [createBlock4(0, 24)], [createBlock4(0, 26)]) // createBlock4(0, 25)
 */
export function growInPlace(
  block: Block,
  newPrefixLength: number,
  space: readonly Block[],
  used: readonly Block[],
): Block | undefined {
  if (newPrefixLength >= block.prefixLength) return undefined;
  const grown = blockAround(firstAddress(block), newPrefixLength);
  if (!space.some((part) => containsBlock(part, grown))) return undefined;
  if (used.some((other) => overlaps(other, grown) && !containsBlock(block, other))) return undefined;
  return grown;
}
