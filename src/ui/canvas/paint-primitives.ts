import {
  fitTextEnd,
  FONTS,
  ICON_STROKE_WIDTH,
  ICONS,
  measureText,
  type Primitive,
  type SceneEdge,
  type SceneItem,
  type Theme,
} from '../../core/scene/index.ts';

/** Text smaller than this on screen cannot be read and is drawn as a faint bar. */
const readablePx = 5;
/** How much of what is hatched is covered; from afar the lines cannot be told apart. */
const hatchCover = 0.4;
const paths = new Map<string, Path2D>();

/** Paints primitives onto a canvas whose transform is set to the item's place. `scale`: device px a px of the drawing takes. */
export function paintPrimitives(
  context: CanvasRenderingContext2D,
  primitives: readonly Primitive[],
  theme: Theme,
  scale: number,
): void {
  for (const primitive of primitives) paintPrimitive(context, primitive, theme, scale);
}

function paintPrimitive(context: CanvasRenderingContext2D, primitive: Primitive, theme: Theme, scale: number): void {
  switch (primitive.kind) {
    case 'rect': {
      const { x, y, width, height, radius = 0, fill, hatched = false } = primitive;
      if (width * scale < 0.3 || height * scale < 0.3) return;
      context.beginPath();
      // Round corners of less than a pixel are square to the eye and a good deal cheaper.
      if (radius * scale < 1) context.rect(x, y, width, height);
      else context.roundRect(x, y, width, height, Math.min(radius, width / 2, height / 2));
      if (fill !== undefined) {
        context.fillStyle = theme[fill];
        context.globalAlpha = hatched ? hatchCover : 1;
        context.fill();
        context.globalAlpha = 1;
      }
      break;
    }
    case 'circle':
      context.beginPath();
      context.arc(primitive.cx, primitive.cy, primitive.r, 0, 2 * Math.PI);
      if (primitive.fill !== undefined) {
        context.fillStyle = theme[primitive.fill];
        context.fill();
      }
      break;
    case 'line':
      context.beginPath();
      context.moveTo(primitive.x1, primitive.y1);
      context.lineTo(primitive.x2, primitive.y2);
      break;
    case 'path':
      paintPath(context, pathOf(primitive.d), primitive, theme);
      return;
    case 'icon':
      if (primitive.size * scale < readablePx) return;
      context.save();
      context.translate(primitive.x, primitive.y);
      context.scale(primitive.size / 24, primitive.size / 24);
      context.strokeStyle = theme[primitive.color];
      context.lineWidth = ICON_STROKE_WIDTH;
      context.lineCap = context.lineJoin = 'round';
      context.stroke(pathOf(ICONS[primitive.icon]));
      context.restore();
      return;
    case 'text':
      paintText(context, primitive, theme, scale);
      return;
  }
  if (primitive.stroke !== undefined) {
    context.strokeStyle = theme[primitive.stroke];
    context.lineWidth = primitive.strokeWidth ?? 1;
    context.setLineDash(primitive.dash === undefined ? [] : [...primitive.dash]);
    context.stroke();
  }
}

function paintPath(
  context: CanvasRenderingContext2D,
  path: Path2D,
  primitive: Extract<Primitive, { kind: 'path' }>,
  theme: Theme,
): void {
  if (primitive.fill !== undefined) {
    context.fillStyle = theme[primitive.fill];
    context.fill(path);
  }
  if (primitive.stroke === undefined) return;
  context.strokeStyle = theme[primitive.stroke];
  context.lineWidth = primitive.strokeWidth ?? 1;
  context.setLineDash(primitive.dash === undefined ? [] : [...primitive.dash]);
  context.stroke(path);
}

function paintText(
  context: CanvasRenderingContext2D,
  primitive: Extract<Primitive, { kind: 'text' }>,
  theme: Theme,
  scale: number,
): void {
  const { x, y, text, width, size, weight, family, anchor, color } = primitive;
  context.fillStyle = theme[color];
  if (size * scale >= readablePx) {
    context.font = `${weight} ${size}px ${family === 'mono' ? '"JetBrains Mono Variable", monospace' : '"Inter Variable", sans-serif'}`;
    context.textAlign = anchor === 'start' ? 'left' : anchor === 'end' ? 'right' : 'center';
    context.fillText(text, x, y);
    return;
  }
  const left = anchor === 'start' ? x : anchor === 'end' ? x - width : x - width / 2;
  context.globalAlpha = 0.28;
  context.fillRect(left, y - size * 0.7, width, size * 0.7);
  context.globalAlpha = 1;
}

/** How large a name stands on screen from afar, px, and how small it may become to fit. */
const farNamePx = 12;
const smallestFarNamePx = 8;

/**
 * Writes an item's name across its picture, as large as it has to be to be read; nothing where it would not fit, or where the title itself can
 * be read. The context's transform is set to the item's place.
 */
export function paintFarName(
  context: CanvasRenderingContext2D,
  item: SceneItem,
  theme: Theme,
  scale: number,
  density: number,
): void {
  if (item.kind === 'note' || (FONTS.title.size * scale) / density >= farNamePx) return;
  const unit = density / scale;
  const padding = 4 * unit;
  const room = item.width - 2 * padding;
  const wanted = measureText(item.name, { ...FONTS.title, size: farNamePx * unit });
  const size = unit * Math.max(smallestFarNamePx, farNamePx * Math.min(1, room / wanted));
  const font = { ...FONTS.title, size };
  // A name made smaller fills the room to a hair, and a hair too much is no reason to cut it.
  const { text, width } = fitTextEnd(item.name, font, room + unit);
  // A single letter and dots tell nothing.
  if (text.length < 4 && text !== item.name) return;
  const height = size * 1.5;
  if (height > item.height) return;
  context.globalAlpha = 0.92;
  context.fillStyle = theme[item.kind === 'site' ? 'site-bg' : item.kind === 'virtualNetwork' ? 'vnet-bg' : 'surface'];
  context.beginPath();
  context.roundRect(
    (item.width - width) / 2 - padding,
    (item.height - height) / 2,
    width + 2 * padding,
    height,
    height / 3,
  );
  context.fill();
  context.globalAlpha = 1;
  context.fillStyle = theme[item.kind === 'site' ? 'site' : 'ink'];
  context.font = `${font.weight} ${size}px "Inter Variable", sans-serif`;
  context.textAlign = 'center';
  context.fillText(text, item.width / 2, item.height / 2 + size * 0.36);
}

/** How strong a line is whose own thickness would be less than a device pixel, so that many of them do not outweigh what they join. */
const farLineAlpha = 0.5;

/**
 * Paints lines between items, at least a device pixel thick, so that they do not fade away from afar. Lines alike are painted as one: where hundreds lie
 * on each other, they are no darker than one. Findings stay as strong as they are.
 */
export function paintEdges(
  context: CanvasRenderingContext2D,
  edges: readonly SceneEdge[],
  theme: Theme,
  scale: number,
): void {
  const alike = new Map<string, { readonly edge: SceneEdge; readonly path: Path2D }>();
  for (const edge of edges) {
    const key = `${edge.tone} ${edge.strokeWidth} ${edge.dash?.join() ?? ''}`;
    const group = alike.get(key) ?? { edge, path: new Path2D() };
    alike.set(key, group);
    group.path.addPath(pathOf(edge.path));
  }
  for (const { edge, path } of alike.values()) {
    const isLoud = edge.tone === 'err' || edge.tone === 'warn';
    context.strokeStyle = theme[edge.tone];
    context.lineWidth = Math.max(edge.strokeWidth, 1 / scale);
    context.setLineDash(edge.dash === undefined ? [] : [...edge.dash]);
    context.globalAlpha = isLoud || edge.strokeWidth * scale >= 1 ? 1 : farLineAlpha;
    context.stroke(path);
    context.globalAlpha = 1;
  }
}

/** Draws the frame of an item a device pixel thick where its own would be thinner: from afar it is what can be seen of it. */
export function paintFarFrame(
  context: CanvasRenderingContext2D,
  { primitives: [frame] }: SceneItem,
  theme: Theme,
  scale: number,
): void {
  if (frame?.kind !== 'rect' || frame.stroke === undefined || (frame.strokeWidth ?? 1) * scale >= 1) return;
  const { x, y, width, height, radius = 0, stroke } = frame;
  context.strokeStyle = theme[stroke];
  context.lineWidth = 1 / scale;
  context.setLineDash([]);
  context.beginPath();
  context.roundRect(x, y, width, height, radius);
  context.stroke();
}

/** Paints what marks a line as selected, or as the finding that is looked at; the line itself comes over it. */
export function paintHalo(context: CanvasRenderingContext2D, edge: SceneEdge, theme: Theme): void {
  context.strokeStyle = theme[edge.kind === 'conflict' ? 'err' : 'accent'];
  context.lineWidth = 7;
  context.lineJoin = 'round';
  context.setLineDash([]);
  context.globalAlpha = 0.3;
  context.stroke(pathOf(edge.path));
  context.globalAlpha = 1;
  context.lineJoin = 'miter';
}

/** Path2D of path data; data of icons and unchanged edges comes again and again. */
function pathOf(d: string): Path2D {
  let path = paths.get(d);
  if (path === undefined) {
    if (paths.size > 5_000) paths.clear();
    path = new Path2D(d);
    paths.set(d, path);
  }
  return path;
}
