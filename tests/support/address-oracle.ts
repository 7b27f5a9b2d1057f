import { type Block } from '../../src/core/address/index.ts';

/** A second, slow way to do address arithmetic, bit by bit and address by address, to check the fast one against. */

/** The bits of a block's prefix, highest first, as text. */
export function prefixBits(block: Block): string {
  const width = block.family === 4 ? 32 : 128;
  return block.first.toString(2).padStart(width, '0').slice(0, block.prefixLength);
}

/** Whether `outer` holds `inner`: its prefix bits begin the other's. */
export function naiveContains(outer: Block, inner: Block): boolean {
  return outer.family === inner.family && prefixBits(inner).startsWith(prefixBits(outer));
}

export function naiveOverlaps(a: Block, b: Block): boolean {
  return naiveContains(a, b) || naiveContains(b, a);
}

/** Every address of a small IPv4 or IPv6 block. */
export function addressesOf(block: Block): readonly bigint[] {
  const addresses: bigint[] = [];
  for (let value = BigInt(block.first); value <= BigInt(block.last); value++) addresses.push(value);
  return addresses;
}

/** The addresses of `space` that are in no block of `used`. */
export function naiveFreeAddresses(space: readonly Block[], used: readonly Block[]): ReadonlySet<bigint> {
  const free = new Set(space.flatMap(addressesOf));
  for (const block of used) for (const address of addressesOf(block)) free.delete(address);
  return free;
}

/** The aligned blocks of `size` addresses of which every address is free, by their first address, ascending. */
export function naiveFits(space: readonly Block[], used: readonly Block[], size: number): readonly bigint[] {
  const free = naiveFreeAddresses(space, used);
  const width = BigInt(size);
  return [...free]
    .filter((first) => first % width === 0n && allOf(first, width, (address) => free.has(address)))
    .filter((first) => space.some((block) => BigInt(block.first) <= first && first + width - 1n <= BigInt(block.last)))
    .sort((a, b) => (a < b ? -1 : 1));
}

/** Every overlapping pair of positions, lower position first. */
export function naivePairs(blocks: readonly Block[]): readonly (readonly [number, number])[] {
  return blocks.flatMap((a, i) => blocks.flatMap((b, j) => (i < j && naiveOverlaps(a, b) ? [[i, j] as const] : [])));
}

function allOf(first: bigint, width: bigint, holds: (address: bigint) => boolean): boolean {
  for (let offset = 0n; offset < width; offset++) if (!holds(first + offset)) return false;
  return true;
}
