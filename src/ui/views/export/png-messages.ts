/** What the window sends to the worker that encodes a picture: its size, its strips from the top down, and the end. */
export type PngRequest =
  | { readonly kind: 'size'; readonly width: number; readonly height: number }
  | { readonly kind: 'strip'; readonly pixels: ImageBitmap; readonly top: number }
  | { readonly kind: 'encode' };

export type PngReply =
  | { readonly kind: 'done'; readonly bytes: Uint8Array<ArrayBuffer> }
  | { readonly kind: 'failed'; readonly reason: string };
