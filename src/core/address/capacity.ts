import type { Address, Block } from './block.ts';

/** What Azure keeps an address of every subnet for. */
export type ReservedReason = 'network' | 'gateway' | 'dns' | 'broadcast';

export interface ReservedAddress {
  readonly address: Address;
  readonly reason: ReservedReason;
}

/**
 * Addresses Azure keeps in every subnet: the first four and the last.
 * @source Azure Virtual Network FAQ (virtual-network/virtual-networks-faq.md, header 2020-06-26)
 */
export const RESERVED_PER_SUBNET = 5;

/**
 * Number of addresses in a block, exact for both families.
 * @example addressCount(createBlock6(0n, 64)) // 2n ** 64n
 */
export function addressCount(block: Block): bigint {
  return 1n << BigInt((block.family === 4 ? 32 : 128) - block.prefixLength);
}

/**
 * Number of addresses in an IPv4 block as a plain number; 0 for an IPv6 block, which has no IPv4 addresses.
 * @example addressCount4(createBlock4(0, 24)) // 256
 */
export function addressCount4(block: Block): number {
  return block.family === 4 ? 2 ** (32 - block.prefixLength) : 0;
}

/**
 * IPv4 addresses of a subnet prefix that may be handed out: its size less the five Azure keeps, never below 0; 0 for IPv6.
 * @example usable4(createBlock4(0, 29)) // 3
 */
export function usable4(block: Block): number {
  return Math.max(0, addressCount4(block) - RESERVED_PER_SUBNET);
}

/**
 * The nth address of a block, counted from 0; undefined when `n` is negative, not whole, or past the end.
 * @example nthAddress(createBlock4(256, 24), 10) // { family: 4, value: 266 }
 */
export function nthAddress(block: Block, n: number): Address | undefined {
  if (!Number.isSafeInteger(n) || n < 0) return undefined;
  if (block.family === 4) {
    const value = block.first + n;
    return value <= block.last ? { family: 4, value } : undefined;
  }
  const value = block.first + BigInt(n);
  return value <= block.last ? { family: 6, value } : undefined;
}

const RESERVED_AT_START: readonly ReservedReason[] = ['network', 'gateway', 'dns', 'dns'];

/**
 * The addresses Azure keeps in an IPv4 subnet prefix, lowest first: network, gateway, two for DNS, broadcast.
 * A block too small for all five (Azure refuses it as a subnet) gives those it has; an IPv6 block gives none, as Azure documents none.
 * @source Azure Virtual Network FAQ (virtual-network/virtual-networks-faq.md, header 2020-06-26)
 * @example reservedAddresses(createBlock4(0, 24)).map((kept) => kept.address.value) // [0, 1, 2, 3, 255]
 */
export function reservedAddresses(block: Block): readonly ReservedAddress[] {
  if (block.family === 6) return [];
  const atStart = RESERVED_AT_START.map((reason, n) => ({ value: block.first + n, reason }));
  const broadcast = { value: block.last, reason: 'broadcast' } as const;
  return [...atStart.filter(({ value }) => value < block.last), broadcast].map(({ value, reason }) => ({
    address: { family: 4, value },
    reason,
  }));
}

/**
 * Azure's smallest and largest IPv4 subnet.
 * @source Azure Virtual Network FAQ (virtual-network/virtual-networks-faq.md, header 2020-06-26)
 */
const SMALLEST_SUBNET = 29;
const LARGEST_SUBNET = 2;

/**
 * The longest IPv4 subnet prefix length (29 to 2) that still has `addresses` usable addresses; undefined when even a /2 has not.
 * @example minPrefixFor(251) // 24
 */
export function minPrefixFor(addresses: number): number | undefined {
  for (let prefixLength = SMALLEST_SUBNET; prefixLength >= LARGEST_SUBNET; prefixLength--) {
    if (2 ** (32 - prefixLength) - RESERVED_PER_SUBNET >= addresses) return prefixLength;
  }
  return undefined;
}
