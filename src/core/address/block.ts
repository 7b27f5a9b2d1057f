/** A CIDR block of IPv4 addresses; `first` and `last` are unsigned 32-bit numbers, both inside the block. */
export interface Block4 {
  readonly family: 4;
  readonly first: number;
  readonly last: number;
  readonly prefixLength: number;
}

/** A CIDR block of IPv6 addresses; `first` and `last` are unsigned 128-bit bigints, both inside the block. */
export interface Block6 {
  readonly family: 6;
  readonly first: bigint;
  readonly last: bigint;
  readonly prefixLength: number;
}

export type Block = Block4 | Block6;

export type Address4 = { readonly family: 4; readonly value: number };
export type Address6 = { readonly family: 6; readonly value: bigint };
export type Address = Address4 | Address6;

const MAX_4 = 0xffff_ffff;
const MAX_6 = (1n << 128n) - 1n;

/**
 * Builds an IPv4 block from its network address and prefix length (0 to 32).
 * Throws a RangeError when `first` is no unsigned 32-bit integer or has host bits set: text goes through `parseCidr`.
 * @example createBlock4(0x0a000000, 24).last // 0x0a0000ff
 */
export function createBlock4(first: number, prefixLength: number): Block4 {
  assertPrefixLength(prefixLength, 32);
  const size = 2 ** (32 - prefixLength);
  if (!Number.isInteger(first) || first < 0 || first > MAX_4 || first % size !== 0) {
    throw new RangeError(`${first} is not the network address of an IPv4 /${prefixLength}`);
  }
  return { family: 4, first, last: first + size - 1, prefixLength };
}

/**
 * Builds an IPv6 block from its network address and prefix length (0 to 128).
 * Throws a RangeError when `first` is no unsigned 128-bit integer or has host bits set.
 * @example createBlock6(0n, 127).last // 1n
 */
export function createBlock6(first: bigint, prefixLength: number): Block6 {
  assertPrefixLength(prefixLength, 128);
  const hostMask = (1n << BigInt(128 - prefixLength)) - 1n;
  if (first < 0n || first > MAX_6 || (first & hostMask) !== 0n) {
    throw new RangeError(`${first} is not the network address of an IPv6 /${prefixLength}`);
  }
  return { family: 6, first, last: first + hostMask, prefixLength };
}

/**
 * The block of the given prefix length that holds an address: host bits are masked away.
 * Throws a RangeError for a prefix length the family does not have.
 * @example formatBlock(blockAround({ family: 4, value: 0x0a000005 }, 30)) // '10.0.0.4/30'
 */
export function blockAround(address: Address, prefixLength: number): Block {
  assertPrefixLength(prefixLength, maxPrefixLength(address.family));
  if (address.family === 4) {
    return createBlock4(address.value - (address.value % 2 ** (32 - prefixLength)), prefixLength);
  }
  const hostBits = BigInt(128 - prefixLength);
  return createBlock6((address.value >> hostBits) << hostBits, prefixLength);
}

/**
 * The longest prefix length of a family: 32 or 128.
 * @example maxPrefixLength(6) // 128
 */
export function maxPrefixLength(family: 4 | 6): 32 | 128 {
  return family === 4 ? 32 : 128;
}

/**
 * Whether `outer` holds every address of `inner`; a block contains itself, and never one of the other family.
 * @example containsBlock(createBlock4(0, 8), createBlock4(256, 24)) // true
 */
export function containsBlock(outer: Block, inner: Block): boolean {
  return outer.family === inner.family && outer.first <= inner.first && outer.last >= inner.last;
}

/**
 * Whether two blocks share an address. CIDR blocks are nested or disjoint, so one then contains the other.
 * @example overlaps(createBlock4(0, 25), createBlock4(128, 25)) // false
 */
export function overlaps(a: Block, b: Block): boolean {
  return a.family === b.family && a.first <= b.last && b.first <= a.last;
}

/**
 * Whether an address lies in a block of its own family.
 * @example containsAddress(createBlock4(0, 24), { family: 4, value: 255 }) // true
 */
export function containsAddress(block: Block, address: Address): boolean {
  return block.family === address.family && block.first <= address.value && address.value <= block.last;
}

/**
 * Whether two blocks are the same range.
 * @example equalsBlock(createBlock4(0, 24), createBlock4(0, 25)) // false
 */
export function equalsBlock(a: Block, b: Block): boolean {
  return a.family === b.family && a.first === b.first && a.prefixLength === b.prefixLength;
}

/**
 * Whether two addresses are the same address of the same family.
 * @example equalsAddress({ family: 4, value: 0 }, { family: 6, value: 0n }) // false
 */
export function equalsAddress(a: Address, b: Address): boolean {
  return a.family === b.family && a.value === b.value;
}

/**
 * Sort order of blocks: IPv4 before IPv6, then by first address, then the larger block first.
 * So every block comes after all blocks that contain it.
 * @example compareBlocks(createBlock4(0, 8), createBlock4(0, 24)) < 0 // true
 */
export function compareBlocks(a: Block, b: Block): number {
  if (a.family !== b.family) return a.family - b.family;
  if (a.first !== b.first) return a.first < b.first ? -1 : 1;
  return a.prefixLength - b.prefixLength;
}

/**
 * The block one bit shorter that holds this one; undefined for a whole family (/0).
 * @example parentBlock(createBlock4(256, 24)) // createBlock4(0, 23)
 */
export function parentBlock(block: Block): Block | undefined {
  if (block.prefixLength === 0) return undefined;
  return blockAround(firstAddress(block), block.prefixLength - 1);
}

/**
 * The other half of the parent; undefined for /0, which has none.
 * @example buddyOf(createBlock4(0, 24)) // createBlock4(256, 24)
 */
export function buddyOf(block: Block): Block | undefined {
  const parent = parentBlock(block);
  if (parent === undefined) return undefined;
  if (parent.first !== block.first) return blockAround(firstAddress(parent), block.prefixLength);
  return blockAround(lastAddress(parent), block.prefixLength);
}

/**
 * The two halves of a block, lower first; undefined for a single address.
 * @example halvesOf(createBlock4(0, 31)) // [createBlock4(0, 32), createBlock4(1, 32)]
 */
export function halvesOf(block: Block): readonly [Block, Block] | undefined {
  const prefixLength = block.prefixLength + 1;
  if (prefixLength > maxPrefixLength(block.family)) return undefined;
  if (block.family === 4) {
    const middle = block.first + 2 ** (32 - prefixLength);
    return [
      { family: 4, first: block.first, last: middle - 1, prefixLength },
      { family: 4, first: middle, last: block.last, prefixLength },
    ];
  }
  const middle = block.first + (1n << BigInt(128 - prefixLength));
  return [
    { family: 6, first: block.first, last: middle - 1n, prefixLength },
    { family: 6, first: middle, last: block.last, prefixLength },
  ];
}

/**
 * The parts of a block at a longer prefix length, lowest first, one at a time: a /8 has 65,536 /24 parts, an IPv6 /48 has 2^80 addresses,
 * so the caller takes what it needs. Yields the block itself at its own prefix length.
 * Throws a RangeError when `newPrefixLength` is shorter than the block's or longer than its family has.
 * @example [...splitBlock(createBlock4(0, 24), 25)].length // 2
 */
export function* splitBlock(block: Block, newPrefixLength: number): Generator<Block, void, undefined> {
  assertPrefixLength(newPrefixLength, maxPrefixLength(block.family));
  if (newPrefixLength < block.prefixLength) {
    throw new RangeError(`a /${block.prefixLength} has no parts of /${newPrefixLength}`);
  }
  if (block.family === 4) {
    const step = 2 ** (32 - newPrefixLength);
    for (let first = block.first; first <= block.last; first += step) yield createBlock4(first, newPrefixLength);
    return;
  }
  const step = 1n << BigInt(128 - newPrefixLength);
  for (let first = block.first; first <= block.last; first += step) yield createBlock6(first, newPrefixLength);
}

/**
 * The first address of a block.
 * @example firstAddress(createBlock4(256, 24)) // { family: 4, value: 256 }
 */
export function firstAddress(block: Block): Address {
  return block.family === 4 ? { family: 4, value: block.first } : { family: 6, value: block.first };
}

/**
 * The last address of a block.
 * @example lastAddress(createBlock4(0, 24)) // { family: 4, value: 255 }
 */
export function lastAddress(block: Block): Address {
  return block.family === 4 ? { family: 4, value: block.last } : { family: 6, value: block.last };
}

function assertPrefixLength(prefixLength: number, max: number): void {
  if (!Number.isInteger(prefixLength) || prefixLength < 0 || prefixLength > max) {
    throw new RangeError(`prefix length ${prefixLength} is not a whole number from 0 to ${max}`);
  }
}
