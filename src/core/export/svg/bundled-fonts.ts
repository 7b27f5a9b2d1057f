/** The fonts of the drawing; the files are `static/fonts/<file>.woff2`, and `.ttf` for rasterisers that read no WOFF2. */
export const BUNDLED_FONTS = [
  { family: 'sans', weight: 400, file: 'inter-latin-400' },
  { family: 'sans', weight: 500, file: 'inter-latin-500' },
  { family: 'sans', weight: 600, file: 'inter-latin-600' },
  { family: 'sans', weight: 400, file: 'inter-latin-ext-400', unicodeRange: 'U+0100-024F,U+1E00-1EFF' },
  { family: 'sans', weight: 600, file: 'inter-latin-ext-600', unicodeRange: 'U+0100-024F,U+1E00-1EFF' },
  { family: 'mono', weight: 400, file: 'jetbrains-mono-latin-400' },
  { family: 'mono', weight: 600, file: 'jetbrains-mono-latin-600' },
] as const;
