import { IPv4, IPv6 } from 'ip-num';
import { err, ok, type Result } from '../result.ts';
import { blockAround, firstAddress, maxPrefixLength, type Address, type Block } from './block.ts';

/** Why a text is no CIDR block. `canonical` is the block the written address lies in. */
export type CidrError =
  | { readonly kind: 'syntax'; readonly written: string }
  | { readonly kind: 'prefix-length'; readonly written: string; readonly max: 32 | 128 }
  | { readonly kind: 'host-bits'; readonly written: string; readonly canonical: string };

/** Why a text is no IP address. */
export type AddressError = { readonly kind: 'syntax'; readonly written: string };

// The prefix length is read as written: '08' and '+8' are refused, where ip-num takes them for 8.
const PREFIX_LENGTH = /^(?:0|[1-9]\d{0,2})$/;

/**
 * Reads a CIDR block, IPv4 or IPv6, strictly: no blanks, no leading zeros, no zone, no host bits.
 * Errors: `syntax`, `prefix-length` (with the family's maximum), `host-bits` (with the canonical block).
 * @example parseCidr('10.0.0.4/29') // { ok: false, error: { kind: 'host-bits', written: '10.0.0.4/29', canonical: '10.0.0.0/29' } }
 */
export function parseCidr(text: string): Result<Block, CidrError> {
  const parts = parseParts(text);
  if (!parts.ok) return parts;
  const { address, prefixLength } = parts.value;
  const block = blockAround(address, prefixLength);
  if (block.first !== address.value) {
    return err({ kind: 'host-bits', written: text, canonical: formatBlock(block) });
  }
  return ok(block);
}

/**
 * The block a written CIDR lies in, formatted: host bits masked, IPv6 in RFC 5952 form; undefined when the text is no CIDR at all.
 * @example canonicalCidr('10.0.0.77/24') // '10.0.0.0/24'
 */
export function canonicalCidr(text: string): string | undefined {
  const parts = parseParts(text);
  return parts.ok ? formatBlock(blockAround(parts.value.address, parts.value.prefixLength)) : undefined;
}

/**
 * Reads one IP address: dotted IPv4 without leading zeros, or any RFC 4291 form of IPv6 without a zone.
 * @example parseAddress('10.0.0.1') // { ok: true, value: { family: 4, value: 0x0a000001 } }
 */
export function parseAddress(text: string): Result<Address, AddressError> {
  const address = text.includes(':') ? readAddress6(text) : readAddress4(text);
  return address === undefined ? err({ kind: 'syntax', written: text }) : ok(address);
}

/**
 * Writes a block as `address/prefixLength`; the inverse of `parseCidr`.
 * @example formatBlock(createBlock4(0, 8)) // '0.0.0.0/8'
 */
export function formatBlock(block: Block): string {
  return `${formatAddress(firstAddress(block))}/${block.prefixLength}`;
}

/**
 * Writes an address: dotted IPv4, or IPv6 in RFC 5952 form (lower case, the longest run of zero groups shortened, IPv4-mapped dotted).
 * @example formatAddress({ family: 6, value: 1n }) // '::1'
 */
export function formatAddress(address: Address): string {
  return address.family === 4 ? formatAddress4(address.value) : formatAddress6(address.value);
}

function parseParts(text: string): Result<{ address: Address; prefixLength: number }, CidrError> {
  const slash = text.indexOf('/');
  const written = text.slice(slash + 1);
  if (slash === -1 || !PREFIX_LENGTH.test(written)) return err({ kind: 'syntax', written: text });
  const address = parseAddress(text.slice(0, slash));
  if (!address.ok) return err({ kind: 'syntax', written: text });
  const prefixLength = Number(written);
  const max = maxPrefixLength(address.value.family);
  if (prefixLength > max) return err({ kind: 'prefix-length', written: text, max });
  return ok({ address: address.value, prefixLength });
}

function readAddress4(text: string): Address | undefined {
  try {
    return { family: 4, value: Number(IPv4.fromString(text).getValue()) };
  } catch {
    // ip-num answers malformed text by throwing; that is its only way of saying no.
    return undefined;
  }
}

function readAddress6(text: string): Address | undefined {
  // ip-num keeps a zone without its meaning, and a zone has no place in an address plan.
  if (text.includes('%')) return undefined;
  try {
    return { family: 6, value: IPv6.fromString(text).getValue() };
  } catch {
    return undefined;
  }
}

function formatAddress4(value: number): string {
  return `${value >>> 24}.${(value >>> 16) & 255}.${(value >>> 8) & 255}.${value & 255}`;
}

const MAPPED_PREFIX = 0xffffn;

/** RFC 5952: ip-num writes all eight groups, so the shortening is done here. */
function formatAddress6(value: bigint): string {
  if (value >> 32n === MAPPED_PREFIX) return `::ffff:${formatAddress4(Number(value & 0xffff_ffffn))}`;
  const groups: number[] = [];
  for (let shift = 112n; shift >= 0n; shift -= 16n) groups.push(Number((value >> shift) & 0xffffn));
  const run = longestZeroRun(groups);
  const hex = groups.map((group) => group.toString(16));
  if (run.length < 2) return hex.join(':');
  return `${hex.slice(0, run.start).join(':')}::${hex.slice(run.start + run.length).join(':')}`;
}

function longestZeroRun(groups: readonly number[]): { start: number; length: number } {
  let best = { start: 0, length: 0 };
  let start = 0;
  groups.forEach((group, position) => {
    if (group !== 0) start = position + 1;
    else if (position + 1 - start > best.length) best = { start, length: position + 1 - start };
  });
  return best;
}
