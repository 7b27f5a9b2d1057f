import {
  ICON_STROKE_WIDTH,
  ICONS,
  type Primitive,
  type Stroke,
  type TextPrimitive,
  type Theme,
} from '../../scene/index.ts';
import { escapeXml, formatAttributes } from './xml.ts';

/** Fonts by family; the first is embedded, the others are for viewers that ignore embedded fonts. */
export const FONT_STACKS = {
  sans: 'Inter, Segoe UI, Helvetica Neue, Arial, sans-serif',
  mono: 'JetBrains Mono, Cascadia Mono, Menlo, Consolas, monospace',
} as const;

/** Id of the pattern that hatches with a token's colour. */
export const HATCH_ID = 'hatch';

/** Writes one primitive as an SVG element. The root element sets the sans font, weight 400 and no fill, so these are left out. */
export function formatPrimitive(primitive: Primitive, theme: Theme): string {
  switch (primitive.kind) {
    case 'rect': {
      const { x, y, width, height, radius } = primitive;
      const fill =
        primitive.fill === undefined
          ? undefined
          : primitive.hatched === true
            ? `url(#${HATCH_ID})`
            : theme[primitive.fill];
      return `<rect${formatAttributes({ x, y, width, height, rx: radius, fill, ...strokeOf(primitive, theme) })}/>`;
    }
    case 'text':
      return formatText(primitive, theme);
    case 'line': {
      const { x1, y1, x2, y2 } = primitive;
      return `<line${formatAttributes({ x1, y1, x2, y2, ...strokeOf(primitive, theme) })}/>`;
    }
    case 'path':
      return `<path${formatAttributes({ d: primitive.d, fill: primitive.fill === undefined ? undefined : theme[primitive.fill], ...strokeOf(primitive, theme) })}/>`;
    case 'circle': {
      const { cx, cy, r } = primitive;
      return `<circle${formatAttributes({ cx, cy, r, fill: primitive.fill === undefined ? undefined : theme[primitive.fill], ...strokeOf(primitive, theme) })}/>`;
    }
    case 'icon': {
      const { icon, x, y, size, color, title } = primitive;
      const scale = Math.round((size / 24) * 10_000) / 10_000;
      const attributes = formatAttributes({
        d: ICONS[icon],
        transform: `translate(${x} ${y}) scale(${scale})`,
        stroke: theme[color],
        'stroke-width': ICON_STROKE_WIDTH,
        'stroke-linecap': 'round',
        'stroke-linejoin': 'round',
      });
      return title === undefined
        ? `<path${attributes}/>`
        : `<path${attributes}><title>${escapeXml(title)}</title></path>`;
    }
  }
}

function formatText(
  { x, y, text, family, weight, size, color, anchor, fullText }: TextPrimitive,
  theme: Theme,
): string {
  const attributes = formatAttributes({
    x,
    y,
    'font-family': family === 'sans' ? undefined : FONT_STACKS.mono,
    'font-weight': weight === 400 ? undefined : weight,
    'font-size': size,
    'text-anchor': anchor === 'start' ? undefined : anchor,
    fill: theme[color],
  });
  const whole = fullText === undefined ? '' : `<title>${escapeXml(fullText)}</title>`;
  return `<text${attributes}>${whole}${escapeXml(text)}</text>`;
}

function strokeOf(
  { stroke, strokeWidth, dash }: Stroke,
  theme: Theme,
): Readonly<Record<string, string | number | undefined>> {
  if (stroke === undefined) return {};
  return { stroke: theme[stroke], 'stroke-width': strokeWidth, 'stroke-dasharray': dash?.join(' ') };
}
