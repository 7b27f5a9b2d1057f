/**
 * Reads the advance widths of a TrueType font: the tables head, hhea, hmtx and cmap (format 4), which is all the bundled fonts have.
 * Returns code point -> width in thousandths of an em, rounded.
 */
export function readFontWidths(font: Uint8Array): ReadonlyMap<number, number> {
  const view = new DataView(font.buffer, font.byteOffset, font.byteLength);
  const table = (tag: string): number => {
    for (let index = 0; index < view.getUint16(4); index++) {
      const record = 12 + index * 16;
      const name = String.fromCharCode(...font.subarray(record, record + 4));
      if (name === tag) return view.getUint32(record + 8);
    }
    throw new Error(`the font has no table ${tag}`);
  };
  const unitsPerEm = view.getUint16(table('head') + 18);
  const longMetrics = view.getUint16(table('hhea') + 34);
  const hmtx = table('hmtx');
  const widthOfGlyph = (glyph: number): number =>
    Math.round((view.getUint16(hmtx + Math.min(glyph, longMetrics - 1) * 4) * 1000) / unitsPerEm);
  const widths = new Map<number, number>();
  for (const [code, glyph] of readCharacterMap(view, table('cmap'))) widths.set(code, widthOfGlyph(glyph));
  return widths;
}

function* readCharacterMap(view: DataView, cmap: number): Generator<readonly [code: number, glyph: number]> {
  const start = findFormat4(view, cmap);
  const count = view.getUint16(start + 6) / 2;
  const ends = start + 14;
  const starts = ends + count * 2 + 2;
  const deltas = starts + count * 2;
  const offsets = deltas + count * 2;
  for (let segment = 0; segment < count; segment++) {
    const first = view.getUint16(starts + segment * 2);
    const last = view.getUint16(ends + segment * 2);
    const delta = view.getUint16(deltas + segment * 2);
    const offset = view.getUint16(offsets + segment * 2);
    for (let code = first; code <= last && code < 0xffff; code++) {
      const direct = offset === 0 ? code : view.getUint16(offsets + segment * 2 + offset + (code - first) * 2);
      const glyph = direct === 0 ? 0 : (direct + delta) & 0xffff;
      if (glyph !== 0) yield [code, glyph];
    }
  }
}

function findFormat4(view: DataView, cmap: number): number {
  for (let index = 0; index < view.getUint16(cmap + 2); index++) {
    const start = cmap + view.getUint32(cmap + 4 + index * 8 + 4);
    if (view.getUint16(start) === 4) return start;
  }
  throw new Error('the font has no character map of format 4');
}
