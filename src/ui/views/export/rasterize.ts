import { sizePng } from '../../../core/export/png/index.ts';
import { err, ok, type Result } from '../../../core/result.ts';

export interface RasterizeError {
  readonly message: string;
}

/**
 * Draws an exported SVG as PNG.
 * @param sheet width and height of the drawing at scale 1, px
 * @param svg the drawing at scale 1
 */
export async function rasterize(
  svg: string,
  sheet: { readonly width: number; readonly height: number },
  scale: number,
): Promise<Result<Uint8Array<ArrayBuffer>, RasterizeError>> {
  const size = sizePng(sheet, scale);
  if (!size.ok) return err({ message: describeTooLarge(size.error) });
  const { width, height } = size.value;
  const url = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    const canvas = new OffscreenCanvas(width, height);
    const context = canvas.getContext('2d');
    if (context === null) return err({ message: 'This window cannot draw pictures (no 2D canvas).' });
    context.drawImage(image, 0, 0, width, height);
    const blob = await canvas.convertToBlob({ type: 'image/png' });
    return ok(new Uint8Array(await blob.arrayBuffer()));
  } catch (error) {
    // The browser's only answer to a picture it has no memory for is a rejected promise.
    return err({
      message: `The picture could not be drawn at ${width} × ${height} px (${error instanceof Error ? error.message : 'unknown reason'}).`,
    });
  } finally {
    URL.revokeObjectURL(url);
  }
}

/** Why a picture is refused and what would do instead. */
export function describeTooLarge({
  width,
  height,
  largestScale,
}: {
  readonly width: number;
  readonly height: number;
  readonly largestScale: number;
}): string {
  const way =
    largestScale >= 1
      ? `The largest scale that fits is ${Math.floor(largestScale)}.`
      : 'Export a selection, or SVG, which has no limit.';
  return `${width.toLocaleString('en-US')} × ${height.toLocaleString('en-US')} px is larger than any picture can be drawn here. ${way}`;
}
