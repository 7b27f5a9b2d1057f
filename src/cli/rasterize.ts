import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Resvg } from '@resvg/resvg-js';
import { BUNDLED_FONTS, type EmbeddedFont } from '../core/export/svg/index.ts';
import { PACKAGE_ROOT } from './package-root.ts';

/** Where the fonts lie in a checkout. */
export const FONT_FOLDER = new URL('static/fonts/', PACKAGE_ROOT);

/** Reads the fonts that exported SVG files embed. */
export function readEmbeddedFonts(folder: URL = FONT_FOLDER): readonly EmbeddedFont[] {
  return BUNDLED_FONTS.map(({ file, ...font }) => ({
    ...font,
    format: 'woff2',
    base64: readFileSync(new URL(`${file}.woff2`, folder)).toString('base64'),
  }));
}

/** Characters some bundled font has; anything else is drawn with a font of the machine. */
const BUNDLED = /^[\u0000-\u024f\u1e00-\u1eff\u2010-\u2026\u20ac\u2122\u2212]*$/;

/**
 * Draws an exported SVG as PNG, at the size the SVG states. With the bundled fonts alone, so the picture is the same on every machine;
 * the machine's fonts are asked only for characters the bundled ones do not have.
 */
export function rasterizeSvg(svg: string, folder: URL = FONT_FOLDER): Buffer {
  const fontFiles = BUNDLED_FONTS.map(({ file }) => fileURLToPath(new URL(`${file}.ttf`, folder)));
  const withoutFonts = svg.replaceAll(/@font-face\{[^}]*\}/g, '');
  const picture = new Resvg(withoutFonts, {
    font: {
      loadSystemFonts: !BUNDLED.test(withoutFonts),
      fontFiles,
      defaultFontFamily: 'Inter',
      sansSerifFamily: 'Inter',
      monospaceFamily: 'JetBrains Mono',
    },
  });
  return picture.render().asPng();
}
