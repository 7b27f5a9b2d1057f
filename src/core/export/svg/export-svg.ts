import {
  drawEdgeDots,
  drawEdgeLabel,
  THEMES,
  type Box,
  type ColorToken,
  type FontFamily,
  type FontWeight,
  type Primitive,
  type Scene,
  type SceneEdge,
  type SceneItem,
  type Theme,
  type ThemeName,
} from '../../scene/index.ts';
import { drawLegend } from './legend.ts';
import { drawTitleBlock, type TitleBlock } from './title-block.ts';
import { FONT_STACKS, formatPrimitive, HATCH_ID } from './format-primitive.ts';
import { escapeXml, formatAttributes } from './xml.ts';

/** A font to embed. */
export interface EmbeddedFont {
  readonly family: FontFamily;
  readonly weight: FontWeight;
  /** Characters it is for, as in CSS; missing = all. */
  readonly unicodeRange?: string;
  readonly format: 'woff2' | 'truetype';
  readonly base64: string;
}

export interface SvgOptions {
  readonly theme: ThemeName;
  /** 0.1 to 8: size of the picture on paper or screen; the drawing's own coordinates stay as they are. Default 1. */
  readonly scale?: number;
  /** Keys of the items to draw, with the lines among them; missing = all. */
  readonly selection?: ReadonlySet<string>;
  readonly legend?: boolean;
  readonly titleBlock?: TitleBlock;
  /** False: transparent. Default true. */
  readonly background?: boolean;
  /** Only those the drawing uses are written. */
  readonly fonts: readonly EmbeddedFont[];
  /** Name of the plan, for `<title>`. */
  readonly name: string;
}

const MARGIN = 24;
const FOOT_GAP = 28;
const MIN_WIDTH = 120;

const FAMILY_NAMES: Readonly<Record<FontFamily, string>> = { sans: 'Inter', mono: 'JetBrains Mono' };

/** What an export shows, and where: the drawing, and below it legend and title block. */
export interface Sheet {
  readonly view: Box;
  readonly items: readonly SceneItem[];
  readonly edges: readonly SceneEdge[];
  readonly foot: readonly { readonly x: number; readonly y: number; readonly primitives: readonly Primitive[] }[];
}

/**
 * Writes a scene as a standalone SVG file: fonts embedded, every item a labelled group, nothing that needs a network or a script.
 * The same scene and options give the same text. An empty scene (or selection) gives an empty sheet.
 */
export function exportSvg(scene: Scene, options: SvgOptions): string {
  const theme = THEMES[options.theme];
  const sheet = layOutSheet(scene, options);
  const { view } = sheet;
  const scale = options.scale ?? 1;
  const lines = sheet.edges.filter((edge) => edge.kind !== 'conflict');
  const conflicts = sheet.edges.filter((edge) => edge.kind === 'conflict');
  const body = [
    ...lines.map((edge) => formatEdge(edge, theme)),
    ...sheet.items.map((item) => formatItem(item, theme)),
    ...conflicts.map((edge) => formatEdge(edge, theme)),
    ...sheet.edges.map((edge) =>
      [...drawEdgeDots(edge), ...drawEdgeLabel(edge)].map((primitive) => formatPrimitive(primitive, theme)).join(''),
    ),
    ...sheet.foot.map(
      ({ x, y, primitives }) =>
        `<g transform="translate(${x} ${y})">${primitives.map((primitive) => formatPrimitive(primitive, theme)).join('')}</g>`,
    ),
  ];
  const attributes = formatAttributes({
    xmlns: 'http://www.w3.org/2000/svg',
    width: round2(view.width * scale),
    height: round2(view.height * scale),
    viewBox: `${view.x} ${view.y} ${view.width} ${view.height}`,
    role: 'img',
    'aria-labelledby': 'title desc',
    'font-family': FONT_STACKS.sans,
    fill: 'none',
  });
  return [
    `<svg${attributes}>`,
    `<title id="title">${escapeXml(options.name)}</title>`,
    `<desc id="desc">${escapeXml(describeScene(sheet.items))}</desc>`,
    `<defs><style>${formatFonts(options.fonts, sheet)}text{white-space:pre;font-variant-ligatures:none}</style>${formatHatch(theme, body)}</defs>`,
    ...(options.background === false
      ? []
      : [
          `<rect${formatAttributes({ x: view.x, y: view.y, width: view.width, height: view.height, fill: theme.bg })}/>`,
        ]),
    ...body.filter((line) => line !== ''),
    '</svg>',
    '',
  ].join('\n');
}

/** Chooses what is drawn and arranges legend and title block below it. */
export function layOutSheet(
  scene: Scene,
  { selection, legend, titleBlock }: Pick<SvgOptions, 'selection' | 'legend' | 'titleBlock'>,
): Sheet {
  const items = selection === undefined ? scene.items : scene.items.filter((item) => selection.has(item.key));
  const edges =
    selection === undefined
      ? scene.edges
      : scene.edges.filter((edge) => selection.has(edge.from.itemKey) && selection.has(edge.to.itemKey));
  const bounds = boundsOf(items, edges);
  const legendPicture = legend === true ? drawLegend(items, edges) : undefined;
  const titlePicture = titleBlock === undefined ? undefined : drawTitleBlock(titleBlock);
  const pictures = [legendPicture, titlePicture].filter((picture) => picture !== undefined);
  const side = pictures.reduce((sum, picture) => sum + picture.width, 0) + (pictures.length - 1) * FOOT_GAP;
  const width = Math.max(bounds.width, MIN_WIDTH, ...pictures.map((picture) => picture.width));
  const isStacked = side > width;
  const foot: { x: number; y: number; primitives: readonly Primitive[] }[] = [];
  let y = bounds.y + bounds.height + (bounds.height > 0 ? FOOT_GAP : 0);
  let bottom = bounds.y + bounds.height;
  for (const picture of pictures) {
    const isRight = picture === titlePicture && !isStacked;
    foot.push({
      x: round2(isRight ? bounds.x + width - picture.width : bounds.x),
      y: round2(y),
      primitives: picture.primitives,
    });
    bottom = Math.max(bottom, y + picture.height);
    if (isStacked) y = bottom + FOOT_GAP / 2;
  }
  const view = {
    x: round2(bounds.x - MARGIN),
    y: round2(bounds.y - MARGIN),
    width: Math.ceil(width + 2 * MARGIN),
    height: Math.ceil(bottom - bounds.y + 2 * MARGIN),
  };
  return { view, items, edges, foot };
}

function boundsOf(items: readonly SceneItem[], edges: readonly SceneEdge[]): Box {
  const boxes: Box[] = [
    ...items,
    ...edges.flatMap((edge) => [
      ...edge.points.map((point) => ({ ...point, width: 0, height: 0 })),
      ...(edge.label === undefined ? [] : [edge.label]),
    ]),
  ];
  if (boxes.length === 0) return { x: 0, y: 0, width: 0, height: 0 };
  const extreme = (pick: (box: Box) => number, choose: (a: number, b: number) => number): number =>
    boxes.map(pick).reduce((a, b) => choose(a, b));
  const x = extreme((box) => box.x, Math.min);
  const y = extreme((box) => box.y, Math.min);
  return {
    x,
    y,
    width: extreme((box) => box.x + box.width, Math.max) - x,
    height: extreme((box) => box.y + box.height, Math.max) - y,
  };
}

function formatItem(item: SceneItem, theme: Theme): string {
  const content = item.primitives.map((primitive) => formatPrimitive(primitive, theme)).join('');
  return `<g transform="translate(${item.x} ${item.y})" role="group"${formatAttributes({ 'aria-label': item.spoken })}>${content}</g>`;
}

function formatEdge(edge: SceneEdge, theme: Theme): string {
  const color = theme[edge.tone];
  const line = `<path${formatAttributes({ d: edge.path, stroke: color, 'stroke-width': edge.strokeWidth, 'stroke-dasharray': edge.dash?.join(' ') })}/>`;
  return `<g role="group"${formatAttributes({ 'aria-label': edge.spoken })}>${line}</g>`;
}

function describeScene(items: readonly SceneItem[]): string {
  return items.length === 0 ? 'Nothing is drawn.' : `${items.map((item) => item.spoken).join('. ')}.`;
}

/** `@font-face` rules of the fonts that occur, with the characters each is for. */
function formatFonts(fonts: readonly EmbeddedFont[], sheet: Sheet): string {
  const used = new Map<string, Set<number>>();
  const note = (primitive: Primitive): void => {
    if (primitive.kind !== 'text') return;
    const key = `${primitive.family} ${primitive.weight}`;
    const codes = used.get(key) ?? new Set<number>();
    for (const character of primitive.text) codes.add(character.codePointAt(0) ?? 0);
    used.set(key, codes);
  };
  for (const { primitives } of [...sheet.items, ...sheet.foot]) primitives.forEach(note);
  for (const edge of sheet.edges) drawEdgeLabel(edge).forEach(note);
  return fonts
    .filter(({ family, weight, unicodeRange }) => {
      const codes = used.get(`${family} ${weight}`);
      return (
        codes !== undefined && (unicodeRange === undefined || [...codes].some((code) => isInRange(code, unicodeRange)))
      );
    })
    .map(({ family, weight, unicodeRange, format, base64 }) => {
      const range = unicodeRange === undefined ? '' : `unicode-range:${unicodeRange};`;
      const type = format === 'woff2' ? 'font/woff2' : 'font/ttf';
      return `@font-face{font-family:"${FAMILY_NAMES[family]}";font-weight:${weight};${range}src:url(data:${type};base64,${base64}) format("${format}")}`;
    })
    .join('');
}

function isInRange(code: number, unicodeRange: string): boolean {
  return unicodeRange.split(',').some((range) => {
    const [first = '', last = first] = range.trim().replace(/^U\+/i, '').split('-');
    return code >= parseInt(first, 16) && code <= parseInt(last, 16);
  });
}

function formatHatch(theme: Theme, body: readonly string[]): string {
  if (!body.some((line) => line.includes(`url(#${HATCH_ID})`))) return '';
  return `<pattern id="${HATCH_ID}" width="4" height="4" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="4" height="4" fill="${theme.free}"/><rect width="1.6" height="4" fill="${theme[HATCH_COLOR]}"/></pattern>`;
}

const HATCH_COLOR: ColorToken = 'reserved';

function round2(value: number): number {
  return Math.round(value * 100) / 100;
}
