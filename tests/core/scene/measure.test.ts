import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FONTS, fitText, fitTextEnd, measureText, wrapText, type Font } from '../../../src/core/scene/index.ts';
import { formatFontWidths } from '../../support/generate-font-widths.ts';
import { readFontWidths } from '../../support/read-font-widths.ts';

const root = new URL('../../../', import.meta.url);
const fonts: readonly Font[] = Object.values(FONTS);
const anyFont = fc.constantFrom(...fonts);
const anyText = fc.string({ unit: 'grapheme', maxLength: 60 });

describe('font metrics', () => {
  it('are those of the bundled fonts', () => {
    expect(readFileSync(new URL('src/core/scene/font-widths.ts', root), 'utf8')).toBe(formatFontWidths());
  });

  it('measure a text as the sum of its glyphs', () => {
    const widths = readFontWidths(readFileSync(new URL('static/fonts/inter-latin-600.ttf', root)));
    const text = 'spoke-orders 42 %';
    const sum = [...text].reduce((total, character) => total + (widths.get(character.codePointAt(0) ?? 0) ?? NaN), 0);
    expect(measureText(text, { family: 'sans', weight: 600, size: 12 })).toBeCloseTo((sum * 12) / 1000, 6);
  });

  it('are the same for every glyph of the monospaced font', () => {
    const widths = readFontWidths(readFileSync(new URL('static/fonts/jetbrains-mono-latin-400.ttf', root)));
    expect(new Set([...'0123456789abcdef:./'].map((character) => widths.get(character.codePointAt(0) ?? 0)))).toEqual(
      new Set([600]),
    );
  });

  it.each([
    ['a wide East Asian character', '網', 12],
    ['a pair of surrogates, once', '𝛼', 12],
    ['an unknown narrow one', 'Ж', 7.68],
  ])('allow room for %s', (_, text, width) => {
    expect(measureText(text, { family: 'sans', weight: 400, size: 12 })).toBeCloseTo(width, 2);
  });
});

describe('a fitted text', () => {
  it.each([fitText, fitTextEnd])('is never wider than the room (%o)', (fit) => {
    fc.assert(
      fc.property(anyText, anyFont, fc.double({ min: 0, max: 300, noNaN: true }), (text, font, room) => {
        const fitted = fit(text, font, room);
        expect(fitted.width).toBeLessThanOrEqual(room + 1e-9);
        expect(measureText(fitted.text, font)).toBeCloseTo(fitted.width, 9);
      }),
    );
  });

  it('is the whole text when there is room, else a beginning of it with an ellipsis', () => {
    fc.assert(
      fc.property(anyText, anyFont, fc.double({ min: 20, max: 300, noNaN: true }), (text, font, room) => {
        const fitted = fitText(text, font, room);
        if (measureText(text, font) <= room) expect(fitted).toEqual({ text, width: measureText(text, font) });
        else {
          expect(fitted.fullText).toBe(text);
          expect(fitted.text.endsWith('…')).toBe(true);
          expect(text.startsWith(fitted.text.slice(0, -1))).toBe(true);
        }
      }),
    );
  });

  it('keeps the end where that is asked for', () => {
    fc.assert(
      fc.property(anyText, anyFont, fc.double({ min: 20, max: 300, noNaN: true }), (text, font, room) => {
        const fitted = fitTextEnd(text, font, room);
        if (measureText(text, font) <= room) expect(fitted).toEqual({ text, width: measureText(text, font) });
        else {
          expect(fitted.fullText).toBe(text);
          expect(fitted.text.startsWith('…')).toBe(true);
          expect(text.endsWith(fitted.text.slice(1))).toBe(true);
        }
      }),
    );
  });

  it('is empty where not even the ellipsis fits', () => {
    expect(fitText('hub', FONTS.name, 3)).toEqual({ text: '', width: 0, fullText: 'hub' });
    expect(fitTextEnd('hub', FONTS.name, 3)).toEqual({ text: '', width: 0, fullText: 'hub' });
  });

  it('does not cut a character in half', () => {
    expect(fitText('𝛼𝛼𝛼𝛼', { family: 'sans', weight: 400, size: 10 }, 30).text).toBe('𝛼𝛼…');
  });
});

describe('a wrapped text', () => {
  it('has lines that fit, and no more than allowed', () => {
    fc.assert(
      fc.property(
        fc.string({ maxLength: 200 }),
        fc.integer({ min: 20, max: 200 }),
        fc.integer({ min: 1, max: 6 }),
        (text, room, most) => {
          const lines = wrapText(text, FONTS.note, room, most);
          expect(lines.length).toBeLessThanOrEqual(most);
          for (const line of lines) expect(measureText(line, FONTS.note)).toBeLessThanOrEqual(room);
        },
      ),
    );
  });

  it('keeps every word when there is room', () => {
    const text = 'Ask the firewall team before adding routes.\nThey need two weeks.';
    expect(wrapText(text, FONTS.note, 120, 20).join(' ')).toBe(text.replace('\n', ' '));
  });
});
