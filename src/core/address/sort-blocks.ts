import { compareBlocks, type Block, type Block4 } from './block.ts';

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

/** While sorting, a tag holds the prefix length above the id, which leaves room for 67 million blocks. */
const ID_BITS = 26;
const ID_MASK = (1 << ID_BITS) - 1;

/** The host bits of each prefix length from 0 to 32; shifting by 32 would be shifting by 0. */
const HOST_MASKS = Uint32Array.from({ length: 33 }, (_, prefixLength) => 2 ** (32 - prefixLength) - 1);

interface Columns {
  readonly firsts: Uint32Array;
  readonly tags: Uint32Array;
}

/**
 * Sorts the IPv4 blocks of a list by first address, then the larger block, then the lower id, by radix: one pass over the prefix
 * lengths, then one for each digit of the first address, each keeping the order of the pass before. That beats sorting packed keys,
 * and a packed key has no bits left for the id beyond 32,768 blocks.
 */
export function sortBlocks4(blocks: readonly Block[]): SortedBlocks4 {
  return blocks.length <= FEW_BLOCKS ? sortFew4(blocks) : sortMany4(blocks);
}

/** Up to this many blocks, counting the digits of the radix sort costs more than comparing blocks: a network has ten subnets, not ten thousand. */
const FEW_BLOCKS = 100;

function sortFew4(blocks: readonly Block[]): SortedBlocks4 {
  const rows: { readonly block: Block4; readonly id: number }[] = [];
  blocks.forEach((block, id) => {
    if (block.family === 4) rows.push({ block, id });
  });
  rows.sort((a, b) => a.block.first - b.block.first || a.block.prefixLength - b.block.prefixLength || a.id - b.id);
  const ids = new Uint32Array(rows.length);
  const firsts = new Uint32Array(rows.length);
  const lasts = new Uint32Array(rows.length);
  rows.forEach(({ block, id }, position) => {
    ids[position] = id;
    firsts[position] = block.first;
    lasts[position] = block.last;
  });
  return { ids, firsts, lasts };
}

function sortMany4(blocks: readonly Block[]): SortedBlocks4 {
  let from = readColumns4(blocks);
  let to: Columns = { firsts: new Uint32Array(from.firsts.length), tags: new Uint32Array(from.firsts.length) };

  moveByDigit(from.tags, ID_BITS, from, to);
  for (const shift of SHIFTS) {
    [from, to] = [to, from];
    moveByDigit(from.firsts, shift, from, to);
  }

  const { firsts, tags } = to;
  const ids = from.tags;
  const lasts = from.firsts;
  for (let position = 0; position < firsts.length; position++) {
    const tag = tags[position] ?? 0;
    ids[position] = tag & ID_MASK;
    lasts[position] = (firsts[position] ?? 0) | (HOST_MASKS[tag >>> ID_BITS] ?? 0);
  }
  return { ids, firsts, lasts };
}

function readColumns4(blocks: readonly Block[]): Columns {
  const firsts = new Uint32Array(blocks.length);
  const tags = new Uint32Array(blocks.length);
  let count = 0;
  for (let id = 0; id < blocks.length; id++) {
    const block = blocks[id];
    if (block?.family !== 4) continue;
    firsts[count] = block.first;
    tags[count++] = (block.prefixLength << ID_BITS) | id;
  }
  return { firsts: firsts.subarray(0, count), tags: tags.subarray(0, count) };
}

/** One pass of the radix sort: moves every row to its place by one digit of its key, keeping the order of rows with the same digit. */
function moveByDigit(keys: Uint32Array, shift: number, from: Columns, to: Columns): void {
  const places = new Uint32Array(DIGIT_MASK + 1);
  for (let position = 0; position < keys.length; position++) {
    const digit = ((keys[position] ?? 0) >>> shift) & DIGIT_MASK;
    places[digit] = (places[digit] ?? 0) + 1;
  }
  let nextPlace = 0;
  for (let digit = 0; digit < places.length; digit++) {
    const count = places[digit] ?? 0;
    places[digit] = nextPlace;
    nextPlace += count;
  }
  for (let position = 0; position < keys.length; position++) {
    const digit = ((keys[position] ?? 0) >>> shift) & DIGIT_MASK;
    const place = places[digit] ?? 0;
    places[digit] = place + 1;
    to.firsts[place] = from.firsts[position] ?? 0;
    to.tags[place] = from.tags[position] ?? 0;
  }
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
