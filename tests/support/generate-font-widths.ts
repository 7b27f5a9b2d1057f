/** Writes `src/core/scene/font-widths.ts` from the fonts in `static/fonts`: `node tests/support/generate-font-widths.ts`. */
import { readFileSync, writeFileSync } from 'node:fs';
import { readFontWidths } from './read-font-widths.ts';

const FONTS = new URL('../../static/fonts/', import.meta.url);
const TARGET = new URL('../../src/core/scene/font-widths.ts', import.meta.url);

/** Latin, Latin-1, Latin Extended-A, and the punctuation the drawing itself uses. */
const CHARACTERS = [
  ...Array.from({ length: 0x180 - 0x20 }, (_, index) => index + 0x20).filter((code) => code < 0x7f || code >= 0xa0),
  ...[...'–—‘’“”„•…€−'].map((character) => character.codePointAt(0) ?? 0),
];

function widthsOf(...files: readonly string[]): readonly number[] {
  const maps = files.map((file) => readFontWidths(readFileSync(new URL(file, FONTS))));
  return CHARACTERS.map((code) => maps.map((map) => map.get(code)).find((width) => width !== undefined) ?? 0);
}

/** The text of the generated module. */
export function formatFontWidths(): string {
  const list = (numbers: readonly number[]): string => `'${numbers.join(' ')}'`;
  const mono = widthsOf('jetbrains-mono-latin-400.ttf', 'jetbrains-mono-latin-600.ttf').find((width) => width > 0) ?? 0;
  return `// Made by tests/support/generate-font-widths.ts from the fonts in static/fonts. A test holds the two together.

/** Code points whose widths are known, in the order of the lists below. */
export const MEASURED_CHARACTERS =
  ${list(CHARACTERS)};

/** Advance widths of Inter by weight, in thousandths of an em; 0 = not in the bundled font. */
export const SANS_WIDTHS: Readonly<Record<400 | 500 | 600, string>> = {
  400: ${list(widthsOf('inter-latin-400.ttf', 'inter-latin-ext-400.ttf'))},
  500: ${list(widthsOf('inter-latin-500.ttf'))},
  600: ${list(widthsOf('inter-latin-600.ttf', 'inter-latin-ext-600.ttf'))},
};

/** Every glyph of JetBrains Mono is this wide, in thousandths of an em. */
export const MONO_WIDTH = ${mono};
`;
}

if (process.argv[1] === new URL(import.meta.url).pathname) writeFileSync(TARGET, formatFontWidths());
