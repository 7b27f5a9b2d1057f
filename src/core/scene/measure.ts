import { MEASURED_CHARACTERS, MONO_WIDTH, SANS_WIDTHS } from './font-widths.ts';
import type { Font, FontWeight } from './primitive.ts';

/** Characters outside the bundled fonts are drawn by some other font; these widths (thousandths of an em) are on the safe side. */
const UNKNOWN_WIDTH = 640;
const WIDE_WIDTH = 1000;
const WIDE_FROM = 0x1100;

const ELLIPSIS = '…';

const readNumbers = (text: string): readonly number[] => text.split(' ').map(Number);
const characters = readNumbers(MEASURED_CHARACTERS);
const buildTable = (widths: string): ReadonlyMap<number, number> => {
  const table = new Map<number, number>();
  readNumbers(widths).forEach((width, index) => {
    const code = characters[index];
    if (code !== undefined && width > 0) table.set(code, width);
  });
  return table;
};
const TABLES: Readonly<Record<FontWeight, ReadonlyMap<number, number>>> = {
  400: buildTable(SANS_WIDTHS[400]),
  500: buildTable(SANS_WIDTHS[500]),
  600: buildTable(SANS_WIDTHS[600]),
};

/**
 * Width of a text in px by fixed metrics of the bundled fonts, the same on every machine. Kerning is left out, so shaped text is at most this wide.
 * @example measureText('10.0.0.0/16', { family: 'mono', weight: 400, size: 10 }) // 66
 */
export function measureText(text: string, font: Font): number {
  let width = 0;
  for (const character of text) width += widthOf(character, font);
  return (width * font.size) / 1000;
}

function widthOf(character: string, font: Font): number {
  const code = character.codePointAt(0) ?? 0;
  const known = font.family === 'mono' && code < 0x250 ? MONO_WIDTH : TABLES[font.weight].get(code);
  return known ?? (code >= WIDE_FROM && !(code >= 0x2000 && code < 0x2e80) ? WIDE_WIDTH : UNKNOWN_WIDTH);
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

/** As much of the text as fits together with an ellipsis. */
function cutText(text: string, font: Font, maxWidth: number): string {
  let width = measureText(ELLIPSIS, font);
  if (width > maxWidth) return '';
  let kept = '';
  for (const character of text) {
    width += (widthOf(character, font) * font.size) / 1000;
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
