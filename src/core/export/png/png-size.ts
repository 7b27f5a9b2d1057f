import { err, ok, type Result } from '../../result.ts';

/** Chromium draws no canvas with a longer side; others draw larger ones, but the same picture everywhere is worth more. */
export const MAX_SIDE_PX = 16_384;
/** 128 megapixels are half a gigabyte while they are drawn. */
export const MAX_AREA_PX = 2 ** 27;

export interface PngSize {
  readonly width: number;
  readonly height: number;
}

/** The picture would be larger than any renderer here can draw. `largestScale` fits, rounded down to hundredths; 0 = none does. */
export interface PngTooLarge {
  readonly kind: 'png-too-large';
  readonly width: number;
  readonly height: number;
  readonly largestScale: number;
}

/**
 * Size in px of a picture at a scale.
 * @param sheet width and height of the drawing at scale 1, px (`layOutSheet(...).view`)
 * @param scale above 0; people choose 1 to 4
 * Errors: `png-too-large`, with the largest scale that fits.
 * @example sizePng({ width: 800, height: 600 }, 2) // { ok: true, value: { width: 1600, height: 1200 } }
 */
export function sizePng(sheet: PngSize, scale: number): Result<PngSize, PngTooLarge> {
  const width = Math.round(sheet.width * scale);
  const height = Math.round(sheet.height * scale);
  if (width <= MAX_SIDE_PX && height <= MAX_SIDE_PX && width * height <= MAX_AREA_PX) return ok({ width, height });
  const bySide = MAX_SIDE_PX / Math.max(sheet.width, sheet.height);
  const byArea = Math.sqrt(MAX_AREA_PX / (sheet.width * sheet.height));
  return err({ kind: 'png-too-large', width, height, largestScale: Math.floor(Math.min(bySide, byArea) * 100) / 100 });
}
