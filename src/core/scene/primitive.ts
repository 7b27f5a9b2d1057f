import type { ColorToken } from './theme.ts';
import type { IconName } from './icons.ts';

/**
 * What a renderer has to be able to draw: the whole vocabulary of the drawing. Coordinates are px; colours are tokens of the theme, so one scene
 * serves light and dark. Text is already measured, shortened and placed: a renderer never measures.
 */
export type Primitive = RectPrimitive | TextPrimitive | LinePrimitive | PathPrimitive | CirclePrimitive | IconPrimitive;

export interface Stroke {
  readonly stroke?: ColorToken;
  /** Default 1. */
  readonly strokeWidth?: number;
  readonly dash?: readonly number[];
}

export interface RectPrimitive extends Stroke {
  readonly kind: 'rect';
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly radius?: number;
  readonly fill?: ColorToken;
  /** Filled with 45 degree lines of the `fill` colour instead of plainly (reservations). */
  readonly hatched?: boolean;
}

export type FontFamily = 'sans' | 'mono';
export type FontWeight = 400 | 500 | 600;

export interface Font {
  readonly family: FontFamily;
  readonly weight: FontWeight;
  /** px */
  readonly size: number;
}

export interface TextPrimitive extends Font {
  readonly kind: 'text';
  readonly x: number;
  /** The baseline. */
  readonly y: number;
  readonly text: string;
  readonly color: ColorToken;
  readonly anchor: 'start' | 'middle' | 'end';
  /** Width of `text` by the fixed metrics. */
  readonly width: number;
  /** The whole text, where `text` was shortened to fit. */
  readonly fullText?: string;
}

export interface LinePrimitive extends Stroke {
  readonly kind: 'line';
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
}

export interface PathPrimitive extends Stroke {
  readonly kind: 'path';
  /** SVG path data; `new Path2D(d)` reads it too. */
  readonly d: string;
  readonly fill?: ColorToken;
}

export interface CirclePrimitive extends Stroke {
  readonly kind: 'circle';
  readonly cx: number;
  readonly cy: number;
  readonly r: number;
  readonly fill?: ColorToken;
}

/** A glyph of `ICONS`, scaled from its 24 by 24 box to `size`. */
export interface IconPrimitive {
  readonly kind: 'icon';
  readonly icon: IconName;
  readonly x: number;
  readonly y: number;
  readonly size: number;
  readonly color: ColorToken;
  /** What it stands for, where no word beside it says so. */
  readonly title?: string;
}
