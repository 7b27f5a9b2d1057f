import type { EmbeddedFont } from '../../core/export/svg/index.ts';

/** The fonts exported drawings carry; the files are `fonts/<file>.woff2`. */
const fontFiles = [
  { family: 'sans', weight: 400, file: 'inter-latin-400' },
  { family: 'sans', weight: 500, file: 'inter-latin-500' },
  { family: 'sans', weight: 600, file: 'inter-latin-600' },
  { family: 'sans', weight: 400, file: 'inter-latin-ext-400', unicodeRange: 'U+0100-024F,U+1E00-1EFF' },
  { family: 'sans', weight: 600, file: 'inter-latin-ext-600', unicodeRange: 'U+0100-024F,U+1E00-1EFF' },
  { family: 'mono', weight: 400, file: 'jetbrains-mono-latin-400' },
  { family: 'mono', weight: 600, file: 'jetbrains-mono-latin-600' },
] as const;

let fonts: Promise<readonly EmbeddedFont[]> | undefined;

/** The bundled fonts, read once. They are part of the application; nothing is downloaded. */
export function loadFonts(): Promise<readonly EmbeddedFont[]> {
  fonts ??= Promise.all(
    fontFiles.map(async ({ file, ...font }): Promise<EmbeddedFont> => {
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
