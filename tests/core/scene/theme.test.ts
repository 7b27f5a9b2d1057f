import { describe, expect, it } from 'vitest';
import { THEMES, type ColorToken, type ThemeName } from '../../../src/core/scene/index.ts';

const themes: readonly ThemeName[] = ['light', 'dark'];

/** Text that is read, on what it stands on in the drawing. */
const TEXTS: readonly (readonly [ColorToken, readonly ColorToken[]])[] = [
  [
    'ink',
    ['bg', 'surface', 'surface2', 'vnet-bg', 'sub-bg', 'aks-bg', 'site-bg', 'gw-bg', 'err-bg', 'warn-bg', 'note-bg'],
  ],
  ['ink2', ['bg', 'surface', 'surface2', 'vnet-bg', 'sub-bg', 'aks-bg', 'err-bg']],
  ['ink3', ['bg', 'surface', 'vnet-bg', 'sub-bg', 'site-bg', 'gw-bg']],
  ['accent', ['surface', 'bg']],
  ['vnet', ['vnet-bg', 'surface']],
  ['aks', ['aks-bg', 'aks-tint', 'surface']],
  ['site', ['site-bg', 'surface']],
  ['gw', ['gw-bg', 'surface']],
  ['err', ['err-bg', 'surface', 'sub-bg', 'aks-bg', 'site-bg']],
  ['warn', ['warn-bg', 'surface', 'sub-bg']],
  ['ok', ['surface']],
  ['on-accent', ['accent']],
  ['on-err', ['err']],
  ['on-warn', ['warn']],
  ['on-info', ['info']],
];

/** Frames and fills that carry meaning, on what is around them: 3 to 1. */
const SHAPES: readonly (readonly [ColorToken, readonly ColorToken[]])[] = [
  ['vnet', ['bg']],
  ['aks', ['sub-bg', 'free']],
  ['gw', ['free']],
  ['sub', ['free']],
  ['err', ['free', 'vnet-bg']],
  ['site', ['bg']],
];

const cases = (pairs: typeof TEXTS): readonly (readonly [ThemeName, ColorToken, ColorToken])[] =>
  themes.flatMap((theme) => pairs.flatMap(([front, backs]) => backs.map((back) => [theme, front, back] as const)));

describe('themes', () => {
  it('have the same tokens', () => {
    expect(Object.keys(THEMES.dark).sort()).toEqual(Object.keys(THEMES.light).sort());
  });

  it.each(themes)('%s is opaque six-digit colours throughout', (theme) => {
    for (const color of Object.values(THEMES[theme])) expect(color).toMatch(/^#[0-9a-f]{6}$/);
  });

  it.each(cases(TEXTS))('%s: text %s on %s has the contrast WCAG AA asks for', (theme, front, back) => {
    expect(contrast(THEMES[theme][front], THEMES[theme][back])).toBeGreaterThanOrEqual(4.5);
  });

  it.each(cases(SHAPES))('%s: shape %s on %s stands out', (theme, front, back) => {
    expect(contrast(THEMES[theme][front], THEMES[theme][back])).toBeGreaterThanOrEqual(3);
  });
});

/** WCAG 2.2 contrast ratio of two colours. */
function contrast(a: string, b: string): number {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return ((light ?? 0) + 0.05) / ((dark ?? 0) + 0.05);
}

function luminance(color: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const share = parseInt(color.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
