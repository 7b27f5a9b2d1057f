import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addressCount,
  blockAround,
  buddyOf,
  compareBlocks,
  containsAddress,
  containsBlock,
  createBlock4,
  createBlock6,
  equalsAddress,
  equalsBlock,
  firstAddress,
  formatBlock,
  halvesOf,
  lastAddress,
  maxPrefixLength,
  overlaps,
  parentBlock,
  parseCidr,
  splitBlock,
  type Block,
} from '../../../src/core/address/index.ts';
import { anyBlock, crowdedBlock4, crowdedBlock6 } from '../../support/address-arbitraries.ts';
import { naiveContains, naiveOverlaps } from '../../support/address-oracle.ts';

const near = fc.oneof(crowdedBlock4, crowdedBlock6, anyBlock);

describe('relations between blocks', () => {
  it('overlap exactly when the bits of one prefix begin the other, in either order', () => {
    fc.assert(
      fc.property(near, near, (a, b) => {
        expect(overlaps(a, b)).toBe(naiveOverlaps(a, b));
        expect(overlaps(b, a)).toBe(overlaps(a, b));
        expect(containsBlock(a, b)).toBe(naiveContains(a, b));
      }),
      { numRuns: 1000 },
    );
  });

  it('never find IPv4 and IPv6 overlapping, even when the numbers do', () => {
    expect(overlaps(createBlock4(0, 0), createBlock6(0n, 0))).toBe(false);
    expect(containsBlock(createBlock6(0n, 0), createBlock4(0, 32))).toBe(false);
    expect(containsAddress(createBlock6(0n, 0), { family: 4, value: 0 })).toBe(false);
    expect(equalsBlock(createBlock4(0, 0), createBlock6(0n, 0))).toBe(false);
    expect(equalsAddress({ family: 4, value: 0 }, { family: 6, value: 0n })).toBe(false);
    expect(equalsAddress({ family: 6, value: 5n }, { family: 6, value: 5n })).toBe(true);
  });

  it('hold their first and last address and neither neighbour', () => {
    fc.assert(
      fc.property(anyBlock, (block) => {
        expect(containsAddress(block, firstAddress(block))).toBe(true);
        expect(containsAddress(block, lastAddress(block))).toBe(true);
        const outside =
          block.family === 4
            ? ([
                { family: 4, value: block.first - 1 },
                { family: 4, value: block.last + 1 },
              ] as const)
            : ([
                { family: 6, value: block.first - 1n },
                { family: 6, value: block.last + 1n },
              ] as const);
        expect(outside.some((address) => containsAddress(block, address))).toBe(false);
      }),
    );
  });

  it('sort into one order in which every block follows those that contain it', () => {
    fc.assert(
      fc.property(fc.array(near), (blocks) => {
        const sorted = [...blocks].sort(compareBlocks);
        sorted.forEach((block, position) => {
          for (const later of sorted.slice(position + 1)) {
            expect(compareBlocks(block, later)).toBeLessThanOrEqual(0);
            expect(containsBlock(later, block) && !equalsBlock(later, block)).toBe(false);
          }
        });
      }),
    );
  });
});

describe('parents, buddies and parts', () => {
  it('make a parent of exactly a block and its buddy', () => {
    fc.assert(
      fc.property(
        anyBlock.filter(({ prefixLength }) => prefixLength > 0),
        (block) => {
          const parent = parentBlock(block);
          const buddy = buddyOf(block);
          if (parent === undefined || buddy === undefined) throw new Error(`no family for ${formatBlock(block)}`);
          expect([block, buddy].sort(compareBlocks)).toEqual(halvesOf(parent));
          expect(buddyOf(buddy)).toEqual(block);
          expect(addressCount(parent)).toBe(addressCount(block) * 2n);
        },
      ),
    );
  });

  it.each([createBlock4(0, 0), createBlock6(0n, 0)])('find no parent or buddy of a whole family', (block) => {
    expect(parentBlock(block)).toBeUndefined();
    expect(buddyOf(block)).toBeUndefined();
  });

  it.each([createBlock4(7, 32), createBlock6(7n, 128)])('find no halves of a single address', (block) => {
    expect(halvesOf(block)).toBeUndefined();
  });

  it('split into parts that touch, fill the block and have the asked length', () => {
    fc.assert(
      fc.property(anyBlock, fc.nat(6), (block, extraBits) => {
        const prefixLength = Math.min(block.prefixLength + extraBits, maxPrefixLength(block.family));
        const parts = [...splitBlock(block, prefixLength)];
        expect(parts).toHaveLength(2 ** (prefixLength - block.prefixLength));
        expect(parts[0]?.first).toBe(block.first);
        expect(parts.at(-1)?.last).toBe(block.last);
        parts.forEach((part, n) => {
          expect(part.prefixLength).toBe(prefixLength);
          if (n > 0) expect(BigInt(part.first) - BigInt(parts[n - 1]?.last ?? 0)).toBe(1n);
        });
      }),
    );
  });

  it('give the first parts of a block with 2^80 of them at once', () => {
    const parts = splitBlock(createBlock6(0n, 48), 128);
    expect([parts.next().value, parts.next().value]).toEqual([createBlock6(0n, 128), createBlock6(1n, 128)]);
  });

  it('stop at the last address of the family', () => {
    expect([...splitBlock(createBlock4(0xffff_fffe, 31), 32)].map(formatBlock)).toEqual([
      '255.255.255.254/32',
      '255.255.255.255/32',
    ]);
  });
});

describe('making blocks', () => {
  it('masks host bits to the block that holds the address', () => {
    fc.assert(
      fc.property(anyBlock, fc.nat(128), (block, bits) => {
        const prefixLength = Math.min(bits, block.prefixLength);
        const around: Block = blockAround(lastAddress(block), prefixLength);
        expect(naiveContains(around, block)).toBe(true);
        expect(parseCidr(formatBlock(around))).toEqual({ ok: true, value: around });
      }),
    );
  });

  it.each([
    ['host bits', () => createBlock4(1, 31)],
    ['a negative address', () => createBlock4(-256, 24)],
    ['an address past 32 bits', () => createBlock4(2 ** 32, 8)],
    ['a fraction', () => createBlock4(0.5, 32)],
    ['not a number', () => createBlock4(Number.NaN, 0)],
    ['prefix length 33', () => createBlock4(0, 33)],
    ['prefix length -1', () => createBlock4(0, -1)],
    ['prefix length 8.5', () => createBlock4(0, 8.5)],
    ['IPv6 host bits', () => createBlock6(1n, 127)],
    ['a negative IPv6 address', () => createBlock6(-(1n << 64n), 64)],
    ['an address past 128 bits', () => createBlock6(1n << 128n, 8)],
    ['prefix length 129', () => createBlock6(0n, 129)],
    ['a part shorter than the block', () => splitBlock(createBlock4(0, 24), 23).next()],
    ['a part longer than the family', () => splitBlock(createBlock4(0, 24), 33).next()],
  ])("throws on %s, a programmer's error", (_, make) => {
    expect(make).toThrow(RangeError);
  });
});
