import { MEASURED_CHARACTERS, MONO_WIDTH, SANS_WIDTHS } from './font-widths.ts';
import type { Font, FontFamily, FontWeight } from './primitive.ts';

/** Characters outside the bundled fonts are drawn by some other font; these widths (thousandths of an em) are on the safe side. */
const UNKNOWN_WIDTH = 640;
const WIDE_WIDTH = 1000;
const WIDE_FROM = 0x1100;

const ELLIPSIS = '…';

const readNumbers = (text: string): readonly number[] => text.split(' ').map(Number);
const characters = readNumbers(MEASURED_CHARACTERS);

/** Code points below this are looked up in an array; a plan of 5,000 objects measures a quarter of a million characters. */
const TABLE_SIZE = 0x2400;
const buildTable = (widths: string): Uint16Array => {
  const table = new Uint16Array(TABLE_SIZE);
  readNumbers(widths).forEach((width, index) => {
    const code = characters[index];
    if (code !== undefined) table[code] = width;
  });
  return table;
};
const TABLES: Readonly<Record<FontWeight, Uint16Array>> = {
  400: buildTable(SANS_WIDTHS[400]),
  500: buildTable(SANS_WIDTHS[500]),
  600: buildTable(SANS_WIDTHS[600]),
};

/**
 * Width of a text in px by fixed metrics of the bundled fonts, the same on every machine. Kerning is left out: shaped text is a hair narrower.
 * @example measureText('10.0.0.0/16', { family: 'mono', weight: 400, size: 10 }) // 66
 */
export function measureText(text: string, { family, weight, size }: Font): number {
  let width = 0;
  for (let index = 0; index < text.length; index++) {
    const code = text.codePointAt(index) ?? 0;
    if (code > 0xffff) index++;
    width += widthOf(code, family, weight);
  }
  return (width * size) / 1000;
}

function widthOf(code: number, family: FontFamily, weight: FontWeight): number {
  const known = TABLES[weight][code] ?? 0;
  if (known > 0) return family === 'mono' ? MONO_WIDTH : known;
  return code >= WIDE_FROM && !(code >= 0x2000 && code < 0x2e80) ? WIDE_WIDTH : UNKNOWN_WIDTH;
}

export interface FittedText {
  readonly text: string;
  /** px */
  readonly width: number;
  /** The whole text, where it was shortened. */
  readonly fullText?: string;
}

/**
 * Shortens a text at a character's edge, with an ellipsis, until it is at most `maxWidth` px wide. An empty text when not even the ellipsis fits.
 * @example fitText('spoke-orders', { family: 'mono', weight: 400, size: 10 }, 36).text // 'spoke…'
 */
export function fitText(text: string, font: Font, maxWidth: number): FittedText {
  const width = measureText(text, font);
  if (width <= maxWidth) return { text, width };
  const cut = cutText(text, font, maxWidth);
  return { text: cut, width: measureText(cut, font), fullText: text };
}

/**
 * As `fitText`, but keeps the end: names in an estate begin alike and differ in their last letters.
 * @example fitTextEnd('spoke-orders', { family: 'mono', weight: 400, size: 10 }, 42).text // '…orders'
 */
export function fitTextEnd(text: string, font: Font, maxWidth: number): FittedText {
  const width = measureText(text, font);
  if (width <= maxWidth) return { text, width };
  let left = maxWidth - measureText(ELLIPSIS, font);
  if (left < 0) return { text: '', width: 0, fullText: text };
  let kept = '';
  for (const character of [...text].toReversed()) {
    left -= measureText(character, font);
    if (left < 0) break;
    kept = character + kept;
  }
  const cut = ELLIPSIS + kept.trimStart();
  return { text: cut, width: measureText(cut, font), fullText: text };
}

/** As much of the text as fits together with an ellipsis. */
function cutText(text: string, font: Font, maxWidth: number): string {
  let width = measureText(ELLIPSIS, font);
  if (width > maxWidth) return '';
  let kept = '';
  for (const character of text) {
    width += measureText(character, font);
    if (width > maxWidth) break;
    kept += character;
  }
  return kept.trimEnd() + ELLIPSIS;
}

/**
 * Breaks a text into lines at blanks and line breaks, each at most `maxWidth` px wide; a word too long for a line is broken inside.
 * At most `maxLines` lines, the last one shortened with an ellipsis when there is more.
 * @example wrapText('a bb ccc', { family: 'mono', weight: 400, size: 10 }, 24, 9) // ['a bb', 'ccc']
 */
export function wrapText(text: string, font: Font, maxWidth: number, maxLines: number): readonly string[] {
  const lines = text.split('\n').flatMap((paragraph) => wrapParagraph(paragraph, font, maxWidth));
  if (lines.length <= maxLines) return lines;
  return lines.slice(0, maxLines).map((line, index) => (index < maxLines - 1 ? line : cutText(line, font, maxWidth)));
}

function wrapParagraph(paragraph: string, font: Font, maxWidth: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of paragraph.split(' ').flatMap((long) => breakWord(long, font, maxWidth))) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line === '' || measureText(longer, font) <= maxWidth) {
      line = longer;
    } else {
      lines.push(line);
      line = word;
    }
  }
  return [...lines, line];
}

function breakWord(word: string, font: Font, maxWidth: number): readonly string[] {
  if (measureText(word, font) <= maxWidth) return [word];
  const pieces: string[] = [];
  let piece = '';
  for (const character of word) {
    if (piece !== '' && measureText(piece + character, font) > maxWidth) {
      pieces.push(piece);
      piece = '';
    }
    piece += character;
  }
  return [...pieces, piece];
}
