import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createBlock4, formatAddress, parseCidr, type Block } from '../../../src/core/address/index.ts';
import { addressAtStrip } from '../../../src/core/scene/index.ts';
import { divideStrip, formatStretch, listTicks } from '../../../src/core/scene/strip.ts';

function block(text: string): Block {
  const parsed = parseCidr(text);
  if (!parsed.ok) throw new Error(text);
  return parsed.value;
}

const divide = (prefix: string, ranges: readonly string[], width = 1000): readonly string[] =>
  divideStrip(
    block(prefix),
    ranges.map((range) => ({ block: block(range), owner: range })),
    width,
  ).map((stretch) => `${stretch.owner ?? 'free'} ${formatStretch(stretch)} @${stretch.x}+${stretch.width}`);

describe('a strip', () => {
  it.each([
    ['nothing in it', '10.0.0.0/24', [], ['free 10.0.0.0 - 10.0.0.255 @0+1000']],
    [
      'one half used',
      '10.0.0.0/24',
      ['10.0.0.0/25'],
      ['10.0.0.0/25 10.0.0.0 - 10.0.0.127 @0+500', 'free 10.0.0.128 - 10.0.0.255 @500+500'],
    ],
    [
      'ranges in any order',
      '10.0.0.0/24',
      ['10.0.0.192/26', '10.0.0.64/26'],
      [
        'free 10.0.0.0 - 10.0.0.63 @0+250',
        '10.0.0.64/26 10.0.0.64 - 10.0.0.127 @250+250',
        'free 10.0.0.128 - 10.0.0.191 @500+250',
        '10.0.0.192/26 10.0.0.192 - 10.0.0.255 @750+250',
      ],
    ],
    ['a range that covers it', '10.0.0.0/24', ['10.0.0.0/16'], ['10.0.0.0/16 10.0.0.0 - 10.0.0.255 @0+1000']],
    ['a range elsewhere', '10.0.0.0/24', ['10.1.0.0/24'], ['free 10.0.0.0 - 10.0.0.255 @0+1000']],
    [
      'one range in another',
      '10.0.0.0/24',
      ['10.0.0.0/25', '10.0.0.0/24'],
      ['10.0.0.0/24 10.0.0.0 - 10.0.0.255 @0+1000', '10.0.0.0/25 10.0.0.0 - 10.0.0.127 @0+500'],
    ],
  ])('divides %s', (_, prefix, ranges, expected) => {
    expect(divide(prefix, ranges)).toEqual(expected);
  });

  it('shows a range too small to see with a least width, inside the strip', () => {
    const stretches = divideStrip(block('fd00::/48'), [{ block: block('fd00:0:0:ffff::/64'), owner: 'last' }], 300);
    expect(stretches.map(({ x, width }) => [x, width])).toEqual([
      [0, 300 * (1 - 2 ** -16)],
      [298, 2],
    ]);
  });

  it('accounts for every address once, ranges and gaps together', () => {
    const ranges = fc.uniqueArray(fc.integer({ min: 0, max: 63 }), { maxLength: 20 });
    fc.assert(
      fc.property(ranges, (places) => {
        const prefix = createBlock4(0, 24);
        const stretches = divideStrip(
          prefix,
          places.map((place) => ({ block: createBlock4(place * 4, 30), owner: place })),
          512,
        );
        let next = 0;
        for (const { first, last } of stretches) {
          expect(first.value).toBe(next);
          next = Number(last.value) + 1;
        }
        expect(next).toBe(256);
        expect(stretches.filter(({ owner }) => owner !== undefined)).toHaveLength(places.length);
      }),
    );
  });

  it.each([
    [0, '10.0.0.0'],
    [150, '10.0.128.0'],
    [300, '10.0.255.255'],
    [-20, '10.0.0.0'],
    [900, '10.0.255.255'],
  ])('knows the address at %s px', (x, address) => {
    expect(formatAddress(addressAtStrip(block('10.0.0.0/16'), { x: 0, width: 300 }, x))).toBe(address);
  });

  it('knows the address in an IPv6 prefix', () => {
    expect(formatAddress(addressAtStrip(block('fd00::/48'), { x: 10, width: 200 }, 110))).toBe('fd00:0:0:8000::');
  });

  it.each([
    ['10.0.0.0/22', ['.0.0', '.1.0', '.2.0', '.3.0', '.3.255']],
    ['10.1.0.0/16', ['.0.0', '.64.0', '.128.0', '.192.0', '.255.255']],
    ['10.0.0.0/24', ['.0', '.64', '.128', '.192', '.255']],
    ['10.0.0.0/31', ['.0', '.1']],
    ['fd00:1::/48', ['fd00:1::', '/48']],
  ])('marks %s', (prefix, marks) => {
    expect(listTicks(block(prefix), 302).map(({ text }) => text)).toEqual(marks);
  });
});
