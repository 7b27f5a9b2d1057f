import type { ColorToken, Font, Primitive, Stroke } from '../../core/scene/index.ts';
import { ICON_STROKE_WIDTH, ICONS } from '../../core/scene/index.ts';

const svgNamespace = 'http://www.w3.org/2000/svg';
type Attributes = Readonly<Record<string, string | number | undefined>>;

const families = { sans: 'var(--font-sans)', mono: 'var(--font-mono)' } as const satisfies Record<
  Font['family'],
  string
>;

/** Builds the SVG elements of primitives. Colours are the theme's CSS variables, so a change of theme needs no new drawing. */
export function buildPrimitives(primitives: readonly Primitive[]): DocumentFragment {
  const fragment = document.createDocumentFragment();
  for (const primitive of primitives) fragment.append(buildPrimitive(primitive));
  return fragment;
}

function buildPrimitive(primitive: Primitive): SVGElement {
  switch (primitive.kind) {
    case 'rect': {
      const { x, y, width, height, radius, fill, hatched } = primitive;
      const paint = hatched === true && fill !== undefined ? `url(#hatch-${fill})` : colour(fill);
      return build('rect', { x, y, width, height, rx: radius, fill: paint, ...strokeOf(primitive) });
    }
    case 'text': {
      const { x, y, text, color, anchor, family, weight, size, fullText } = primitive;
      const element = build('text', {
        x,
        y,
        fill: colour(color),
        'font-weight': weight,
        'font-size': size,
        'text-anchor': anchor === 'start' ? undefined : anchor,
      });
      element.style.fontFamily = families[family];
      element.textContent = text;
      if (fullText !== undefined) {
        const title = build('title', {});
        title.textContent = fullText;
        element.append(title);
      }
      return element;
    }
    case 'line': {
      const { x1, y1, x2, y2 } = primitive;
      return build('line', { x1, y1, x2, y2, ...strokeOf(primitive) });
    }
    case 'path':
      return build('path', { d: primitive.d, fill: colour(primitive.fill), ...strokeOf(primitive) });
    case 'circle': {
      const { cx, cy, r, fill } = primitive;
      return build('circle', { cx, cy, r, fill: colour(fill), ...strokeOf(primitive) });
    }
    case 'icon': {
      const { icon, x, y, size, color } = primitive;
      return build('path', {
        d: ICONS[icon],
        transform: `translate(${x} ${y}) scale(${size / 24})`,
        fill: 'none',
        stroke: colour(color),
        'stroke-width': ICON_STROKE_WIDTH,
        'stroke-linecap': 'round',
        'stroke-linejoin': 'round',
      });
    }
  }
}

function strokeOf({ stroke, strokeWidth = 1, dash }: Stroke): Attributes {
  return stroke === undefined
    ? {}
    : { stroke: colour(stroke), 'stroke-width': strokeWidth, 'stroke-dasharray': dash?.join(' ') };
}

function colour(token: ColorToken | undefined): string {
  return token === undefined ? 'none' : `var(--${token})`;
}

function build(name: string, attributes: Attributes): SVGElement {
  const element = document.createElementNS(svgNamespace, name);
  for (const [key, value] of Object.entries(attributes))
    if (value !== undefined) element.setAttribute(key, String(value));
  // createElementNS types only names it knows; with this namespace it always makes an SVG element.
  return element as SVGElement;
}
