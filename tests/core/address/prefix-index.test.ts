import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  allOverlaps,
  blockAround,
  buildIndex,
  compareBlocks,
  containsAddress,
  containsBlock,
  createBlock4,
  createBlock6,
  equalsBlock,
  findContaining,
  findOverlapping,
  findOverlaps,
  firstAddress,
  lastAddress,
  overlaps,
  type Block,
} from '../../../src/core/address/index.ts';
import { anyBlock, crowd, crowdedBlock4, crowdedBlock6 } from '../../support/address-arbitraries.ts';
import { naivePairs } from '../../support/address-oracle.ts';

const blocksOf = fc.oneof(crowd, fc.array(anyBlock, { maxLength: 30 }));
const nearBlock = fc.oneof(crowdedBlock4, crowdedBlock6, anyBlock);

/** Block order, equal blocks by id: the order every answer of the index is in. */
function inOrder(blocks: readonly Block[], ids: readonly number[]): readonly number[] {
  return [...ids].sort((a, b) => compareBlocks(get(blocks, a), get(blocks, b)) || a - b);
}

function get(blocks: readonly Block[], id: number): Block {
  const block = blocks[id];
  if (block === undefined) throw new Error(`no block ${id}`);
  return block;
}

describe('the prefix index', () => {
  it('lists every pair the pairwise comparison finds, once, the outer block first', () => {
    fc.assert(
      fc.property(blocksOf, (blocks) => {
        const pairs = [...allOverlaps(buildIndex(blocks))];
        const byId = pairs.map(({ outer, inner }) => (outer < inner ? [outer, inner] : [inner, outer]));
        const inIdOrder = byId.sort(([a = 0, b = 0], [c = 0, d = 0]) => a - c || b - d);
        expect(inIdOrder).toEqual(naivePairs(blocks));
        for (const { outer, inner } of pairs) {
          expect(containsBlock(get(blocks, outer), get(blocks, inner))).toBe(true);
          if (equalsBlock(get(blocks, outer), get(blocks, inner))) expect(outer).toBeLessThan(inner);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('reports each block that lies in another once, with the nearest one around it', () => {
    fc.assert(
      fc.property(blocksOf, (blocks) => {
        const expected = inOrder(blocks, [...blocks.keys()]).flatMap((inner) => {
          const block = get(blocks, inner);
          const twin = blocks.findIndex((other, id) => id < inner && equalsBlock(other, block));
          if (twin >= 0) return [{ outer: twin, inner }];
          const around = [...blocks.keys()].filter(
            (id) => containsBlock(get(blocks, id), block) && !equalsBlock(get(blocks, id), block),
          );
          const longest = Math.max(...around.map((id) => get(blocks, id).prefixLength));
          const outer = around.find((id) => get(blocks, id).prefixLength === longest);
          return outer === undefined ? [] : [{ outer, inner }];
        });
        expect(findOverlaps(buildIndex(blocks))).toEqual(expected);
      }),
      { numRuns: 300 },
    );
  });

  it.each([
    ['IPv4', createBlock4(0, 30), createBlock4(0, 32)],
    ['IPv6', createBlock6(0n, 126), createBlock6(0n, 128)],
  ])('pairs equal %s blocks of one address with the first of them, not with the block around', (_, around, single) => {
    expect(findOverlaps(buildIndex([single, around, single, single]))).toEqual([
      { outer: 1, inner: 0 },
      { outer: 0, inner: 2 },
      { outer: 0, inner: 3 },
    ]);
  });

  it('finds what overlaps a block, whether or not that block is in it, in block order', () => {
    fc.assert(
      fc.property(blocksOf, nearBlock, (blocks, query) => {
        const index = buildIndex(blocks);
        for (const block of [query, ...blocks]) {
          const expected = [...blocks.keys()].filter((id) => overlaps(get(blocks, id), block));
          expect(findOverlapping(index, block)).toEqual(inOrder(blocks, expected));
        }
      }),
      { numRuns: 300 },
    );
  });

  it('finds the blocks that hold an address, longest prefix first', () => {
    fc.assert(
      fc.property(blocksOf, nearBlock, (blocks, query) => {
        const index = buildIndex(blocks);
        for (const address of [query, ...blocks].flatMap((block) => [firstAddress(block), lastAddress(block)])) {
          const expected = [...blocks.keys()]
            .filter((id) => containsAddress(get(blocks, id), address))
            .sort((a, b) => get(blocks, b).prefixLength - get(blocks, a).prefixLength || a - b);
          expect(findContaining(index, address)).toEqual(expected);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('answers for no blocks at all', () => {
    const index = buildIndex([]);
    expect(findOverlaps(index)).toEqual([]);
    expect([...allOverlaps(index)]).toEqual([]);
    expect(findOverlapping(index, createBlock4(0, 0))).toEqual([]);
    expect(findContaining(index, { family: 6, value: 0n })).toEqual([]);
  });

  it('does not walk through a crowd of equal blocks to find that none of them matters', () => {
    const crowdSize = 50_000;
    const index = buildIndex(Array.from({ length: crowdSize }, () => createBlock4(0, 24)));
    // A climb through the crowd for each of these would take thousands of millions of steps, minutes instead of milliseconds.
    for (let n = 1; n <= crowdSize; n++) {
      const block = blockAround({ family: 4, value: n * 256 }, 24);
      expect(findOverlapping(index, block).length + findContaining(index, firstAddress(block)).length).toBe(0);
    }
  });
});
