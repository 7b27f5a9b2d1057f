import { formatNumber } from '../../../core/plan/index.ts';
import { sizePng } from '../../../core/export/png/index.ts';
import { err, ok, type Result } from '../../../core/result.ts';
import type { PngReply, PngRequest } from './png-messages.ts';

export interface RasterizeError {
  readonly message: string;
}

const noCanvas: RasterizeError = { message: 'This window cannot draw pictures (no 2D canvas).' };
/** Pixels drawn at a stretch: a task that is not felt. */
const pixelsAtOnce = 1_500_000;

/**
 * Draws an exported SVG as PNG, strip by strip, so that the window stays alive.
 * @param sheet width and height of the drawing at scale 1, px
 * @param svg the drawing at scale 1
 * @param step reports progress (0 to 1) and gives the screen a turn; its rejection ends the drawing
 */
export async function rasterize(
  svg: string,
  sheet: { readonly width: number; readonly height: number },
  scale: number,
  step: (progress: number) => Promise<void>,
): Promise<Result<Uint8Array<ArrayBuffer>, RasterizeError>> {
  const size = sizePng(sheet, scale);
  if (!size.ok) return err({ message: describeTooLarge(size.error) });
  const { width, height } = size.value;
  const url = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
  const encoder = new Worker(new URL('./png-worker.ts', import.meta.url), { type: 'module' });
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    send(encoder, { kind: 'size', width, height });
    const rows = Math.max(1, Math.floor(pixelsAtOnce / width));
    for (let top = 0; top < height; top += rows) {
      const strip = new OffscreenCanvas(width, Math.min(rows, height - top));
      const pen = strip.getContext('2d');
      if (pen === null) return err(noCanvas);
      pen.drawImage(image, 0, -top, width, height);
      const pixels = strip.transferToImageBitmap();
      send(encoder, { kind: 'strip', pixels, top }, [pixels]);
      await step(top / height);
    }
    return ok(await encode(encoder));
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    // The browser's only answer to a picture it has no memory for is a rejected promise.
    return err({
      message: `The picture could not be drawn at ${width} × ${height} px (${error instanceof Error ? error.message : 'unknown reason'}).`,
    });
  } finally {
    encoder.terminate();
    URL.revokeObjectURL(url);
  }
}

function send(encoder: Worker, request: PngRequest, transfer: Transferable[] = []): void {
  encoder.postMessage(request, transfer);
}

function encode(encoder: Worker): Promise<Uint8Array<ArrayBuffer>> {
  return new Promise((resolve, reject) => {
    encoder.addEventListener('message', ({ data }: MessageEvent<PngReply>) => {
      if (data.kind === 'done') resolve(data.bytes);
      else reject(new Error(data.reason));
    });
    encoder.addEventListener('error', ({ message }) => reject(new Error(message)));
    send(encoder, { kind: 'encode' });
  });
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
  return `${formatNumber(width)} × ${formatNumber(height)} px is larger than any picture can be drawn here. ${way}`;
}
