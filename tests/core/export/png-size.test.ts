import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_AREA_PX, MAX_SIDE_PX, sizePng } from '../../../src/core/export/png/index.ts';

describe('the size of a PNG', () => {
  it.each([
    [800, 600, 1, 800, 600],
    [800, 600, 4, 3200, 2400],
    [333, 101, 1.5, 500, 152],
  ])('of %s x %s at scale %s is %s x %s', (width, height, scale, wide, high) => {
    expect(sizePng({ width, height }, scale)).toEqual({ ok: true, value: { width: wide, height: high } });
  });

  it.each([
    ['a side too long', { width: 20_000, height: 100 }, 1, 0.81],
    ['too many pixels', { width: 8_000, height: 8_000 }, 2, 1.44],
  ])('refuses %s and names the largest scale that fits', (_, sheet, scale, largestScale) => {
    expect(sizePng(sheet, scale)).toEqual({
      ok: false,
      error: { kind: 'png-too-large', width: sheet.width * scale, height: sheet.height * scale, largestScale },
    });
  });

  it('named as largest does fit', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 200_000 }),
        fc.integer({ min: 1, max: 200_000 }),
        fc.integer({ min: 1, max: 4 }),
        (width, height, scale) => {
          const sized = sizePng({ width, height }, scale);
          if (sized.ok) {
            expect(Math.max(sized.value.width, sized.value.height)).toBeLessThanOrEqual(MAX_SIDE_PX);
            expect(sized.value.width * sized.value.height).toBeLessThanOrEqual(MAX_AREA_PX);
          } else if (sized.error.largestScale > 0) {
            expect(sizePng({ width, height }, sized.error.largestScale).ok).toBe(true);
          }
        },
      ),
    );
  });
});
