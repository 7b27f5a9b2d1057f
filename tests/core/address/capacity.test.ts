import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addressCount,
  addressCount4,
  containsAddress,
  createBlock4,
  createBlock6,
  formatAddress,
  minPrefixFor,
  nthAddress,
  reservedAddresses,
  usable4,
} from '../../../src/core/address/index.ts';
import { crowdedBlock4 } from '../../support/address-arbitraries.ts';
import { addressesOf } from '../../support/address-oracle.ts';

describe('sizes', () => {
  it.each([
    [0, 4_294_967_296, 4_294_967_291],
    [8, 16_777_216, 16_777_211],
    [16, 65_536, 65_531],
    [24, 256, 251],
    [26, 64, 59],
    [28, 16, 11],
    [29, 8, 3],
    [30, 4, 0],
    [31, 2, 0],
    [32, 1, 0],
  ])('a /%d has %d addresses, %d of them usable in a subnet', (prefixLength, size, usable) => {
    const block = createBlock4(0, prefixLength);
    expect(addressCount4(block)).toBe(size);
    expect(addressCount(block)).toBe(BigInt(size));
    expect(usable4(block)).toBe(usable);
  });

  it('counts IPv6 exactly and gives it no IPv4 addresses', () => {
    expect(addressCount(createBlock6(0n, 0))).toBe(1n << 128n);
    expect(addressCount4(createBlock6(0n, 120))).toBe(0);
    expect(usable4(createBlock6(0n, 64))).toBe(0);
  });
});

describe('minPrefixFor', () => {
  it.each([
    [0, 29],
    [3, 29],
    [4, 28],
    [11, 28],
    [12, 27],
    [251, 24],
    [252, 23],
    [2 ** 30 - 5, 2],
    [2 ** 30 - 4, undefined],
  ])('answers for %d addresses with /%s', (addresses, prefixLength) => {
    expect(minPrefixFor(addresses)).toBe(prefixLength);
  });

  it('answers with room enough, and half of it would not do', () => {
    fc.assert(
      fc.property(fc.integer({ min: 4, max: 2 ** 30 - 5 }), (addresses) => {
        const prefixLength = minPrefixFor(addresses) ?? 0;
        expect(usable4(createBlock4(0, prefixLength))).toBeGreaterThanOrEqual(addresses);
        expect(usable4(createBlock4(0, prefixLength + 1))).toBeLessThan(addresses);
      }),
    );
  });
});

describe('reservedAddresses', () => {
  it('names the five Azure keeps, with their reasons', () => {
    const kept = reservedAddresses(createBlock4(0x0a00_0100, 24));
    expect(kept.map(({ address, reason }) => `${formatAddress(address)} ${reason}`)).toEqual([
      '10.0.1.0 network',
      '10.0.1.1 gateway',
      '10.0.1.2 dns',
      '10.0.1.3 dns',
      '10.0.1.255 broadcast',
    ]);
  });

  it('lies inside the block, names no address twice and leaves what usable4 counts', () => {
    fc.assert(
      fc.property(crowdedBlock4, (block) => {
        const kept = reservedAddresses(block).map(({ address }) => address);
        expect(kept.every((address) => containsAddress(block, address))).toBe(true);
        expect(new Set(kept.map(formatAddress)).size).toBe(kept.length);
        expect(addressCount4(block) - kept.length).toBe(usable4(block));
      }),
    );
  });

  it('says nothing of IPv6, where Azure documents nothing', () => {
    expect(reservedAddresses(createBlock6(0n, 64))).toEqual([]);
  });
});

describe('nthAddress', () => {
  it('counts through a block and stops at its end', () => {
    fc.assert(
      fc.property(crowdedBlock4, (block) => {
        const all = addressesOf(block);
        expect(all.map((_, n) => nthAddress(block, n)?.value)).toEqual(all.map(Number));
        expect(nthAddress(block, all.length)).toBeUndefined();
      }),
      { numRuns: 30 },
    );
  });

  it.each([-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53])('has no address number %d', (n) => {
    for (const block of [createBlock4(0, 0), createBlock4(256, 24), createBlock6(0n, 0)]) {
      expect(nthAddress(block, n)).toBeUndefined();
    }
  });
});
