import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addressCount,
  bestFit,
  buddyOf,
  compareBlocks,
  containsBlock,
  createBlock4,
  createBlock6,
  firstFit,
  formatBlock,
  freeBlocks,
  freeCount4,
  growInPlace,
  largestFree,
  lastFit,
  overlaps,
  parseCidr,
  subtract,
  summarize,
  type Block,
} from '../../../src/core/address/index.ts';
import { anyBlock, crowd, crowdedBlock4, SMALL_SPACE_4, usedInSmallSpace } from '../../support/address-arbitraries.ts';
import { addressesOf, naiveFits, naiveFreeAddresses } from '../../support/address-oracle.ts';

const prefixLength = fc.integer({ min: 24, max: 32 });

/** Up to three blocks inside 10.0.0.0/24, as a network may have several address prefixes. */
const smallSpace = fc.oneof(
  fc.constant([SMALL_SPACE_4]),
  fc.array(
    crowdedBlock4.filter((block) => block.prefixLength >= 24),
    { maxLength: 3 },
  ),
);

describe('freeBlocks', () => {
  it('covers exactly the addresses that are in the space and not in use', () => {
    fc.assert(
      fc.property(smallSpace, usedInSmallSpace, (space, used) => {
        const free = freeBlocks(space, used);
        const expected = naiveFreeAddresses(space, used);
        expect(free.flatMap(addressesOf)).toEqual([...expected].sort((a, b) => (a < b ? -1 : 1)));
        expect(freeCount4(space, used)).toBe(expected.size);
      }),
      { numRuns: 300 },
    );
  });

  it('gives the largest aligned blocks: no two halves of a block in the space are both free', () => {
    fc.assert(
      fc.property(usedInSmallSpace, (used) => {
        const free = freeBlocks([SMALL_SPACE_4], used);
        const texts = new Set(free.map(formatBlock));
        for (const block of free) {
          const buddy = buddyOf(block);
          expect(block.prefixLength > 24 && buddy !== undefined && texts.has(formatBlock(buddy))).toBe(false);
        }
      }),
    );
  });

  it('is disjoint from what is used and, with it, as large as the space, in both families of any size', () => {
    fc.assert(
      fc.property(anyBlock, fc.array(anyBlock, { maxLength: 8 }), (space, used) => {
        const free = freeBlocks([space], used);
        expect(free.some((block) => used.some((other) => overlaps(block, other)))).toBe(false);
        const taken = used
          .filter((other) => overlaps(other, space))
          .map((other) => (containsBlock(other, space) ? space : other));
        const sizeOf = (blocks: readonly Block[]): bigint =>
          blocks.reduce((sum, block) => sum + addressCount(block), 0n);
        expect(sizeOf(free) + sizeOf(summarize(taken))).toBe(addressCount(space));
      }),
    );
  });

  it('does not join neighbouring blocks of the space', () => {
    const halves = [createBlock4(0, 25), createBlock4(128, 25)];
    expect(freeBlocks(halves, [])).toEqual(halves);
    expect(firstFit(halves, [], 24)).toBeUndefined();
    expect(firstFit(summarize(halves), [], 24)).toEqual(createBlock4(0, 24));
  });

  it.each([
    ['no space', [], [createBlock4(0, 8)], []],
    ['a space wholly in use', [createBlock4(0, 24)], [createBlock4(0, 8)], []],
    ['the other family in use', [createBlock4(0, 24)], [createBlock6(0n, 0)], [createBlock4(0, 24)]],
    [
      'a space named twice and nested',
      [createBlock4(0, 24), createBlock4(0, 24), createBlock4(0, 25)],
      [],
      [createBlock4(0, 24)],
    ],
  ])('answers for %s', (_, space, used, expected) => {
    expect(freeBlocks(space, used)).toEqual(expected);
  });

  it('subtracts one address from 10.0.0.0/29', () => {
    const free = subtract(createBlock4(0x0a00_0000, 29), [createBlock4(0x0a00_0003, 32)]);
    expect(free.map(formatBlock)).toEqual(['10.0.0.0/31', '10.0.0.2/32', '10.0.0.4/30']);
  });
});

describe('allocation', () => {
  it('of the first fit is the lowest free aligned block, of the last fit the highest', () => {
    fc.assert(
      fc.property(smallSpace, usedInSmallSpace, prefixLength, (space, used, length) => {
        const all = naiveFits(space, used, 2 ** (32 - length));
        expect(firstFit(space, used, length)?.first).toBe(all[0] === undefined ? undefined : Number(all[0]));
        expect(lastFit(space, used, length)?.first).toBe(all.length === 0 ? undefined : Number(all.at(-1)));
      }),
      { numRuns: 300 },
    );
  });

  it('stays inside the space, overlaps nothing, has the asked length, and is found whenever there is one', () => {
    fc.assert(
      fc.property(smallSpace, usedInSmallSpace, prefixLength, (space, used, length) => {
        const exists = naiveFits(space, used, 2 ** (32 - length)).length > 0;
        for (const fit of [firstFit, bestFit, lastFit]) {
          const block = fit(space, used, length);
          expect(block !== undefined).toBe(exists);
          if (block === undefined) continue;
          expect(block.prefixLength).toBe(length);
          expect(space.some((part) => containsBlock(part, block))).toBe(true);
          expect(used.some((other) => overlaps(other, block))).toBe(false);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('of the best fit leaves the largest free block whole whenever a smaller one will do', () => {
    fc.assert(
      fc.property(usedInSmallSpace, prefixLength, (used, length) => {
        const block = bestFit([SMALL_SPACE_4], used, length);
        fc.pre(block !== undefined);
        const from = freeBlocks([SMALL_SPACE_4], used).filter((free) => free.prefixLength <= length);
        const tightest = Math.max(...from.map((free) => free.prefixLength));
        const lowest = from.find((free) => free.prefixLength === tightest);
        expect(block.first).toBe(lowest?.first);
      }),
    );
  });

  it('fills a space completely, one block after another, and then finds nothing', () => {
    fc.assert(
      fc.property(fc.constantFrom(firstFit, bestFit, lastFit), fc.integer({ min: 26, max: 29 }), (fit, length) => {
        const used: Block[] = [];
        for (let block = fit([SMALL_SPACE_4], used, length); block; block = fit([SMALL_SPACE_4], used, length))
          used.push(block);
        expect(used).toHaveLength(2 ** (length - 24));
        expect(summarize(used)).toEqual([SMALL_SPACE_4]);
      }),
    );
  });

  it('gives /64 subnets of an IPv6 space in order', () => {
    const space = [createBlock6(0xfd00n << 112n, 56)];
    const first = firstFit(space, [], 64);
    if (first === undefined) throw new Error('no /64 in an empty /56');
    expect(formatBlock(first)).toBe('fd00::/64');
    const second = firstFit(space, [first], 64);
    expect(second && formatBlock(second)).toBe('fd00:0:0:1::/64');
  });

  it('looks for a /64 in the IPv6 half of a dual-stack space', () => {
    const space = [createBlock4(0x0a00_0000, 16), createBlock6(0xfd00n << 112n, 56)];
    expect([firstFit, lastFit, bestFit].map((fit) => fit(space, [], 64)?.family)).toEqual([6, 6, 6]);
    expect([firstFit, lastFit, bestFit].map((fit) => fit(space.slice(0, 1), [], 64))).toEqual(Array(3).fill(undefined));
  });

  it('keeps clear of ranges to avoid, as with 172.16.0.0/12 and the ranges AKS reserves', () => {
    const cidr = (text: string): Block => {
      const parsed = parseCidr(text);
      if (!parsed.ok) throw new Error(text);
      return parsed.value;
    };
    const avoid = [cidr('172.30.0.0/16'), cidr('172.31.0.0/16')];
    const largest = largestFree([cidr('172.16.0.0/12')], avoid);
    expect(largest && formatBlock(largest)).toBe('172.16.0.0/13');
    expect(firstFit([cidr('172.30.0.0/15')], avoid, 24)).toBeUndefined();
  });
});

describe('largestFree', () => {
  it('is as large as any free block, and the lowest of those', () => {
    fc.assert(
      fc.property(smallSpace, usedInSmallSpace, (space, used) => {
        const largest = largestFree(space, used);
        for (const length of [24, 25, 26, 27, 28, 29, 30, 31, 32]) {
          const fits = naiveFits(space, used, 2 ** (32 - length));
          if (largest === undefined || length < largest.prefixLength) expect(fits).toEqual([]);
          else if (length === largest.prefixLength) expect(Number(fits[0])).toBe(largest.first);
        }
      }),
    );
  });
});

describe('growInPlace', () => {
  it('holds the old block, stays inside and overlaps nothing else, and refuses only when that cannot be', () => {
    fc.assert(
      fc.property(crowdedBlock4, prefixLength, smallSpace, usedInSmallSpace, (block, length, space, others) => {
        fc.pre(length < block.prefixLength);
        const grown = growInPlace(block, length, space, [block, ...others]);
        const elsewhere = others.filter((other) => !containsBlock(block, other));
        const possible = naiveFits(space, elsewhere, 2 ** (32 - length)).some(
          (first) => Number(first) <= Number(block.first) && Number(block.first) < Number(first) + 2 ** (32 - length),
        );
        expect(grown !== undefined).toBe(possible);
        if (grown === undefined) return;
        expect(grown.prefixLength).toBe(length);
        expect(containsBlock(grown, block)).toBe(true);
        expect(elsewhere.some((other) => overlaps(other, grown))).toBe(false);
      }),
      { numRuns: 500 },
    );
  });

  it.each([26, 27, 32])('does not take a /%d for growth of a /26', (length) => {
    expect(growInPlace(createBlock4(0, 26), length, [createBlock4(0, 24)], [])).toBeUndefined();
  });
});

describe('summarize', () => {
  it('covers the same addresses in sorted disjoint blocks of which no two make one', () => {
    fc.assert(
      fc.property(fc.array(crowdedBlock4, { maxLength: 20 }), (blocks) => {
        const merged = summarize(blocks);
        expect(merged.flatMap(addressesOf)).toEqual(
          [...new Set(blocks.flatMap(addressesOf))].sort((a, b) => (a < b ? -1 : 1)),
        );
        const texts = new Set(merged.map(formatBlock));
        expect(merged.some((block) => texts.has(formatBlock(buddyOf(block) ?? createBlock6(0n, 0))))).toBe(false);
      }),
    );
  });

  it('changes nothing the second time and does not depend on the order', () => {
    fc.assert(
      fc.property(crowd, (blocks) => {
        const merged = summarize(blocks);
        expect(summarize(merged)).toEqual(merged);
        expect(summarize([...blocks].reverse())).toEqual(merged);
        expect([...merged].sort(compareBlocks)).toEqual(merged);
      }),
    );
  });
});
