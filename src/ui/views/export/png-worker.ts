import type { PngReply, PngRequest } from './png-messages.ts';

/** Puts a picture together from its strips and encodes it. A large one takes a tenth of a second to get its memory alone, so it is not done in the window. */
let canvas: OffscreenCanvas | undefined;

addEventListener('message', ({ data }: MessageEvent<PngRequest>) => {
  switch (data.kind) {
    case 'size':
      canvas = new OffscreenCanvas(data.width, data.height);
      break;
    case 'strip':
      canvas?.getContext('2d')?.drawImage(data.pixels, 0, data.top);
      data.pixels.close();
      break;
    case 'encode':
      void encode();
  }
});

async function encode(): Promise<void> {
  try {
    const blob = await canvas?.convertToBlob({ type: 'image/png' });
    if (blob === undefined) return reply({ kind: 'failed', reason: 'no size was given' });
    reply({ kind: 'done', bytes: new Uint8Array(await blob.arrayBuffer()) });
  } catch (error) {
    reply({ kind: 'failed', reason: error instanceof Error ? error.message : 'unknown reason' });
  }
}

function reply(message: PngReply): void {
  postMessage(message, { transfer: message.kind === 'done' ? [message.bytes.buffer] : [] });
}
