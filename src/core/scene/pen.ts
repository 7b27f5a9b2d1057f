import type { ObjectRef } from '../plan/index.ts';
import { fitText, measureText } from './measure.ts';
import type { Font, Primitive, RectPrimitive, TextPrimitive } from './primitive.ts';
import type { IconName } from './icons.ts';
import type { ColorToken } from './theme.ts';
import type { Box, SceneBadge, ScenePart, ScenePartKind } from './types.ts';

/** The type sizes of the drawing; nothing else is used. */
export const FONTS = {
  title: { family: 'sans', weight: 600, size: 13.5 },
  titleRange: { family: 'mono', weight: 600, size: 12.5 },
  use: { family: 'sans', weight: 400, size: 11 },
  tick: { family: 'mono', weight: 400, size: 9.5 },
  name: { family: 'sans', weight: 600, size: 12 },
  range: { family: 'mono', weight: 400, size: 11.5 },
  smallRange: { family: 'mono', weight: 400, size: 11 },
  meta: { family: 'sans', weight: 400, size: 10.8 },
  tag: { family: 'sans', weight: 500, size: 10.5 },
  badge: { family: 'sans', weight: 600, size: 11 },
  label: { family: 'sans', weight: 400, size: 10.5 },
  note: { family: 'sans', weight: 400, size: 12 },
} as const satisfies Record<string, Font>;

/** Two decimals are finer than any pixel and keep the output short and the same everywhere. */
export function round2(value: number): number {
  return Math.round(value * 100) / 100;
}

export interface TextStyle {
  readonly color: ColorToken;
  readonly anchor?: TextPrimitive['anchor'];
  /** Shortened to this width; missing = as long as it is. */
  readonly maxWidth?: number;
}

export interface PartSpec extends Box {
  readonly kind: ScenePartKind;
  readonly key: string;
  readonly ref: ObjectRef;
  readonly parentRef: ObjectRef;
  readonly parentKey?: string;
  readonly name: string;
  readonly ranges: readonly string[];
  readonly radius?: number;
  readonly spoken: string;
  readonly badge?: SceneBadge;
}

/** Collects the primitives and parts of one item. */
export class Pen {
  readonly primitives: Primitive[] = [];
  readonly parts: ScenePart[] = [];
  readonly #badges: Primitive[] = [];
  readonly #keys = new Set<string>();

  rect(box: Box, style: Omit<RectPrimitive, 'kind' | keyof Box>): void {
    this.primitives.push({
      kind: 'rect',
      x: round2(box.x),
      y: round2(box.y),
      width: round2(box.width),
      height: round2(box.height),
      ...style,
    });
  }

  /** Writes a text with its baseline at `y`; returns the width it takes. Nothing is drawn where nothing fits. */
  text(
    x: number,
    y: number,
    text: string,
    { family, weight, size }: Font,
    { color, anchor = 'start', maxWidth = Infinity }: TextStyle,
  ): number {
    const fitted = fitText(text, { family, weight, size }, maxWidth);
    if (fitted.text === '') return 0;
    const whole = fitted.fullText;
    // written out, because a plan of 5,000 objects has 20,000 texts
    const common = {
      kind: 'text',
      x: round2(x),
      y: round2(y),
      text: fitted.text,
      family,
      weight,
      size,
      color,
      anchor,
      width: round2(fitted.width),
    } as const;
    this.primitives.push(whole === undefined ? common : { ...common, fullText: whole });
    return fitted.width;
  }

  icon(icon: IconName, x: number, y: number, size: number, color: ColorToken, title?: string): void {
    const drawn = { kind: 'icon', icon, x: round2(x), y: round2(y), size, color } as const;
    this.primitives.push(title === undefined ? drawn : { ...drawn, title });
  }

  path(d: string, stroke: ColorToken, strokeWidth: number, dash?: readonly number[]): void {
    this.primitives.push({ kind: 'path', d, stroke, strokeWidth, ...(dash === undefined ? {} : { dash }) });
  }

  circle(cx: number, cy: number, r: number, fill: ColorToken): void {
    this.primitives.push({ kind: 'circle', cx: round2(cx), cy: round2(cy), r, fill });
  }

  /** A card's shadow: two flat rectangles, because a blur would cost more than all the rest of an export. */
  shadow(box: Box, radius: number): void {
    this.rect(
      { x: box.x - 0.5, y: box.y + 1.5, width: box.width + 1, height: box.height + 1.5 },
      { radius: radius + 1, fill: 'shadow-soft' },
    );
    this.rect({ x: box.x, y: box.y + 1, width: box.width, height: box.height }, { radius, fill: 'shadow' });
  }

  /**
   * The number of findings, on the upper right corner of a box. Painted after everything else, so that no line runs over it. Information alone gets no
   * badge in the drawing.
   */
  badge(box: Box, badge: SceneBadge | undefined): void {
    if (badge === undefined || badge.severity === 'info') return;
    const text = badge.count > 99 ? '99+' : String(badge.count);
    const width = Math.max(18, measureText(text, FONTS.badge) + 10);
    const right = box.x + box.width + 8;
    const tone = badge.severity === 'error' ? 'err' : 'warn';
    const pen = new Pen();
    pen.rect({ x: right - width - 2, y: box.y - 10, width: width + 4, height: 22 }, { radius: 11, fill: 'surface' });
    pen.rect({ x: right - width, y: box.y - 8, width, height: 18 }, { radius: 9, fill: tone });
    pen.text(right - width / 2, box.y + 5, text, FONTS.badge, { color: `on-${tone}`, anchor: 'middle' });
    this.#badges.push(...pen.primitives);
  }

  /** Everything drawn, badges last. */
  finish(): readonly Primitive[] {
    return [...this.primitives, ...this.#badges];
  }

  /** Runs `draw` and records what it drew, and the parts it made, as one part. Parts come in reading order: the outer before the inner. */
  part(spec: PartSpec, draw: () => void): void {
    const place = this.parts.length;
    const from = this.primitives.length;
    const part = {
      key: this.#claimKey(spec.key),
      kind: spec.kind,
      ref: spec.ref,
      parentRef: spec.parentRef,
      parentKey: spec.parentKey,
      name: spec.name,
      x: round2(spec.x),
      y: round2(spec.y),
      width: round2(spec.width),
      height: round2(spec.height),
      radius: spec.radius ?? 0,
      ranges: spec.ranges,
      from,
      to: from,
      spoken: spec.spoken,
      badge: spec.badge,
    };
    this.parts.push(part);
    draw();
    this.parts[place] = { ...part, to: this.primitives.length };
  }

  /** The key itself; where a plan says the same thing twice (a prefix listed twice, say), the key with a number. */
  #claimKey(wanted: string): string {
    let key = wanted;
    for (let count = 2; this.#keys.has(key); count++) key = `${wanted}#${count}`;
    this.#keys.add(key);
    return key;
  }
}
