import fc from 'fast-check';
import { blockAround, createBlock4, type Block, type Block4 } from '../../src/core/address/index.ts';

/** Any IPv4 block. */
export const anyBlock4: fc.Arbitrary<Block> = fc
  .tuple(fc.integer({ min: 0, max: 0xffff_ffff }), fc.integer({ min: 0, max: 32 }))
  .map(([value, prefixLength]) => blockAround({ family: 4, value }, prefixLength));

/** Any IPv6 block, with runs of zero groups more often than chance would give them. */
export const anyBlock6: fc.Arbitrary<Block> = fc
  .tuple(
    fc.array(fc.oneof(fc.constant(0n), fc.constant(0xffffn), fc.bigInt({ min: 0n, max: 0xffffn })), {
      minLength: 8,
      maxLength: 8,
    }),
    fc.integer({ min: 0, max: 128 }),
  )
  .map(([groups, prefixLength]) =>
    blockAround({ family: 6, value: groups.reduce((sum, group) => (sum << 16n) | group, 0n) }, prefixLength),
  );

/** Any block of either family. */
export const anyBlock: fc.Arbitrary<Block> = fc.oneof(anyBlock4, anyBlock6);

/** 10.0.0.0/24: small enough to look at every address. */
export const SMALL_SPACE_4: Block4 = createBlock4(0x0a00_0000, 24);

/** A block around or inside 10.0.0.0/24, so that lists of them overlap, repeat and nest all the time. */
export const crowdedBlock4: fc.Arbitrary<Block> = fc
  .tuple(
    fc.integer({ min: 0, max: 255 }),
    fc.oneof({ weight: 8, arbitrary: fc.integer({ min: 24, max: 32 }) }, fc.integer({ min: 20, max: 23 })),
  )
  .map(([offset, prefixLength]) => blockAround({ family: 4, value: SMALL_SPACE_4.first + offset }, prefixLength));

/** The same crowd in the low byte of fd00::/120. */
export const crowdedBlock6: fc.Arbitrary<Block> = fc
  .tuple(fc.integer({ min: 0, max: 255 }), fc.integer({ min: 116, max: 128 }))
  .map(([offset, prefixLength]) => blockAround({ family: 6, value: (0xfd00n << 112n) + BigInt(offset) }, prefixLength));

/** Small blocks of both families that crowd each other. */
export const crowd: fc.Arbitrary<readonly Block[]> = fc.array(fc.oneof(crowdedBlock4, crowdedBlock6), {
  maxLength: 40,
});

/** Blocks that lie inside 10.0.0.0/24. */
export const usedInSmallSpace: fc.Arbitrary<readonly Block[]> = fc.array(
  crowdedBlock4.filter((block) => block.prefixLength > 24),
  { maxLength: 12 },
);
