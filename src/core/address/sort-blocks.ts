import { compareBlocks, type Block } from './block.ts';

/** Blocks of one family in block order, by position; `ids` says which block of the original list stands there. */
export interface SortedBlocks<T extends number | bigint> {
  readonly ids: Uint32Array;
  readonly firsts: ArrayLike<T>;
  readonly lasts: ArrayLike<T>;
}

export interface SortedBlocks4 extends SortedBlocks<number> {
  readonly firsts: Uint32Array;
  readonly lasts: Uint32Array;
}

/** Three digits of eleven bits hold the 32 bits of an address. */
const DIGIT_BITS = 11;
const DIGIT_MASK = (1 << DIGIT_BITS) - 1;
const SHIFTS = [0, DIGIT_BITS, 2 * DIGIT_BITS];
const PREFIX_LENGTHS = 33;

/** The host bits of each prefix length; shifting by 32 would be shifting by 0. */
const HOST_MASKS = Uint32Array.from({ length: PREFIX_LENGTHS }, (_, prefixLength) => 2 ** (32 - prefixLength) - 1);

/**
 * Sorts the IPv4 blocks of a list by first address, then the larger block, then the lower id, by radix: one pass over the prefix
 * lengths, then one for each digit of the first address, each keeping the order of the pass before. That beats sorting packed keys,
 * and a packed key has no bits left for the id beyond 32,768 blocks.
 */
export function sortBlocks4(blocks: readonly Block[]): SortedBlocks4 {
  const count = blocks.reduce((sum, block) => (block.family === 4 ? sum + 1 : sum), 0);
  let firsts = new Uint32Array(count);
  let ids = new Uint32Array(count);
  let nextFirsts = new Uint32Array(count);
  let nextIds = new Uint32Array(count);
  const prefixLengths = new Uint8Array(blocks.length);

  const perPrefixLength = new Uint32Array(PREFIX_LENGTHS);
  for (let id = 0, position = 0; id < blocks.length; id++) {
    const block = blocks[id];
    if (block?.family !== 4) continue;
    prefixLengths[id] = block.prefixLength;
    firsts[position] = block.first;
    ids[position++] = id;
    takePlace(perPrefixLength, block.prefixLength);
  }

  const pass = (places: Uint32Array, digitOf: (first: number, id: number) => number): void => {
    countsToPlaces(places);
    for (let position = 0; position < count; position++) {
      const first = firsts[position] ?? 0;
      const id = ids[position] ?? 0;
      const place = takePlace(places, digitOf(first, id));
      nextFirsts[place] = first;
      nextIds[place] = id;
    }
    [firsts, nextFirsts] = [nextFirsts, firsts];
    [ids, nextIds] = [nextIds, ids];
  };

  pass(perPrefixLength, (_, id) => prefixLengths[id] ?? 0);
  const perDigit = new Uint32Array(DIGIT_MASK + 1);
  for (const shift of SHIFTS) {
    perDigit.fill(0);
    for (let position = 0; position < count; position++) {
      takePlace(perDigit, ((firsts[position] ?? 0) >>> shift) & DIGIT_MASK);
    }
    pass(perDigit, (first) => (first >>> shift) & DIGIT_MASK);
  }

  const lasts = nextFirsts;
  for (let position = 0; position < count; position++) {
    lasts[position] = (firsts[position] ?? 0) | (HOST_MASKS[prefixLengths[ids[position] ?? 0] ?? 0] ?? 0);
  }
  return { ids, firsts, lasts };
}

/** Sorts the IPv6 blocks of a list by first address, then the larger block, then the lower id. */
export function sortBlocks6(blocks: readonly Block[]): SortedBlocks<bigint> {
  const sorted = blocks
    .flatMap((block, id) => (block.family === 6 ? [{ block, id }] : []))
    .sort((a, b) => compareBlocks(a.block, b.block) || a.id - b.id);
  return {
    ids: Uint32Array.from(sorted, ({ id }) => id),
    firsts: sorted.map(({ block }) => block.first),
    lasts: sorted.map(({ block }) => block.last),
  };
}

/** The next free place of a digit; used for counting too, when nobody looks at the place. */
function takePlace(places: Uint32Array, digit: number): number {
  const place = places[digit] ?? 0;
  places[digit] = place + 1;
  return place;
}

/** Turns how often each digit occurs into where its first one belongs. */
function countsToPlaces(counts: Uint32Array): void {
  let place = 0;
  for (let digit = 0; digit < counts.length; digit++) {
    const count = counts[digit] ?? 0;
    counts[digit] = place;
    place += count;
  }
}
