import { BUNDLED_FONTS, type EmbeddedFont } from '../../core/export/svg/index.ts';

let fonts: Promise<readonly EmbeddedFont[]> | undefined;

/** The bundled fonts, read once. They are part of the application; nothing is downloaded. */
export function loadFonts(): Promise<readonly EmbeddedFont[]> {
  fonts ??= Promise.all(
    BUNDLED_FONTS.map(async ({ file, ...font }): Promise<EmbeddedFont> => {
      const bytes = new Uint8Array(await (await readStatic(`fonts/${file}.woff2`)).arrayBuffer());
      return { ...font, format: 'woff2', base64: encodeBase64(bytes) };
    }),
  );
  return fonts;
}

/** The example plans, in the order the gallery shows them. */
export const exampleFiles = ['1-first-cluster', '2-hub-and-spokes', '3-pod-subnets', '4-landing-zone'] as const;

export async function readExample(name: (typeof exampleFiles)[number]): Promise<string> {
  return (await readStatic(`examples/${name}.netwright.json`)).text();
}

/** A file that is shipped beside the page. */
async function readStatic(path: string): Promise<Response> {
  const response = await fetch(new URL(path, document.baseURI));
  if (!response.ok) throw new Error(`${path} is missing from this installation`);
  return response;
}

const chunkLength = 0x8000;

function encodeBase64(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += chunkLength)
    text += String.fromCharCode(...bytes.subarray(at, at + chunkLength));
  return btoa(text);
}
