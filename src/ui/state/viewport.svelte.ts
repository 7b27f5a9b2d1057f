/** A rectangle in px of the drawing. */
export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}
export interface Point {
  readonly x: number;
  readonly y: number;
}
/** Where the drawing stands on screen: screen = drawing × zoom + (x, y). */
export interface Transform extends Point {
  readonly zoom: number;
}
export interface Insets {
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly left: number;
}

/** Shows 500 networks at once on a small screen. */
export const minimumZoom = 0.02;
export const maximumZoom = 4;
const zoomStep = 1.25;
const framePaddingPx = 40;

/** Which part of the drawing is seen. Not an edit, not undone. */
export class ViewportController {
  transform: Transform = $state.raw({ x: 0, y: 0, zoom: 1 });
  /** Size of the canvas on screen in px. */
  size: { readonly width: number; readonly height: number } = $state.raw({ width: 0, height: 0 });
  /** Parts of the canvas covered by panels floating over it; fitting keeps clear of them. */
  insets: Insets = $state.raw({ top: 0, right: 0, bottom: 0, left: 0 });

  /** Size of the controls in the upper right corner of the canvas, px. */
  corner: { readonly width: number; readonly height: number } = $state.raw({ width: 0, height: 0 });

  readonly zoom: number = $derived(this.transform.zoom);
  /** The part of the drawing on screen. */
  readonly visible: Rectangle = $derived.by(() => {
    const { x, y, zoom } = this.transform;
    return { x: -x / zoom, y: -y / zoom, width: this.size.width / zoom, height: this.size.height / zoom };
  });

  /** The part of the drawing under the controls in the upper right corner. */
  get coveredCorner(): Rectangle | undefined {
    const { width, height } = this.corner;
    if (width === 0) return undefined;
    const from = this.toDrawing({ x: this.size.width - width, y: 0 });
    return { ...from, width: width / this.zoom, height: height / this.zoom };
  }

  /** A point of the canvas (px from its top left corner) as a point of the drawing. */
  toDrawing(point: Point): Point {
    const { x, y, zoom } = this.transform;
    return { x: (point.x - x) / zoom, y: (point.y - y) / zoom };
  }

  /** The nearest point of the drawing that lies on a whole pixel of the screen; a layer between two is blended pixel by pixel. */
  snap(point: Point, density: number): Point {
    const { x, y, zoom } = this.transform;
    const snap = (at: number, shift: number): number =>
      (Math.round((at * zoom + shift) * density) / density - shift) / zoom;
    return { x: snap(point.x, x), y: snap(point.y, y) };
  }

  /** The middle of the part not covered by panels, as a point of the drawing. */
  get centre(): Point {
    return this.toDrawing(this.#centreOnCanvas());
  }

  zoomIn(): void {
    this.zoomTo(this.zoom * zoomStep);
  }

  zoomOut(): void {
    this.zoomTo(this.zoom / zoomStep);
  }

  /** Zooms around `anchor` (px on the canvas; missing: the middle), 1 = 100 %. */
  zoomTo(zoom: number, anchor: Point = this.#centreOnCanvas()): void {
    const clamped = clamp(zoom, minimumZoom, maximumZoom);
    const fixed = this.toDrawing(anchor);
    this.transform = { x: anchor.x - fixed.x * clamped, y: anchor.y - fixed.y * clamped, zoom: clamped };
  }

  /** Moves the drawing by px on screen. */
  panBy(dx: number, dy: number): void {
    this.transform = { ...this.transform, x: this.transform.x + dx, y: this.transform.y + dy };
  }

  /** Puts a point of the drawing into the middle. */
  centreOn(point: Point): void {
    const centre = this.#centreOnCanvas();
    const { zoom } = this.transform;
    this.transform = { x: centre.x - point.x * zoom, y: centre.y - point.y * zoom, zoom };
  }

  /** Shows all of `area`, never larger than `largestZoom`. Nothing happens before the canvas has a size. */
  fit(
    area: Rectangle,
    { largestZoom = 1, avoidCorner = false }: { readonly largestZoom?: number; readonly avoidCorner?: boolean } = {},
  ): void {
    const { top, bottom, left } = this.insets;
    const right = avoidCorner ? Math.max(this.insets.right, this.corner.width) : this.insets.right;
    const width = this.size.width - left - right - 2 * framePaddingPx;
    const height = this.size.height - top - bottom - 2 * framePaddingPx;
    if (width <= 0 || height <= 0) return;
    const zoom = clamp(
      Math.min(width / Math.max(area.width, 1), height / Math.max(area.height, 1)),
      minimumZoom,
      largestZoom,
    );
    this.transform = {
      x: (left + this.size.width - right) / 2 - (area.x + area.width / 2) * zoom,
      y: (top + this.size.height - bottom) / 2 - (area.y + area.height / 2) * zoom,
      zoom,
    };
  }

  /** Moves the view no more than needed for `area` to be seen; zooms out only when it does not fit. */
  reveal(area: Rectangle): void {
    const { zoom, x, y } = this.transform;
    const { top, right, bottom, left } = this.insets;
    const frame = {
      left: left + framePaddingPx,
      top: top + framePaddingPx,
      right: this.size.width - right - framePaddingPx,
      bottom: this.size.height - bottom - framePaddingPx,
    };
    if (area.width * zoom > frame.right - frame.left || area.height * zoom > frame.bottom - frame.top) {
      this.fit(area, { largestZoom: zoom });
      return;
    }
    const shift = (start: number, end: number, from: number, to: number): number =>
      start < from ? from - start : end > to ? to - end : 0;
    const dx = shift(area.x * zoom + x, (area.x + area.width) * zoom + x, frame.left, frame.right);
    const dy = shift(area.y * zoom + y, (area.y + area.height) * zoom + y, frame.top, frame.bottom);
    if (dx !== 0 || dy !== 0) this.panBy(dx, dy);
  }

  #centreOnCanvas(): Point {
    const { top, right, bottom, left } = this.insets;
    return { x: (left + this.size.width - right) / 2, y: (top + this.size.height - bottom) / 2 };
  }
}

/** The smallest rectangle around all of them; undefined for none. */
export function unionOf(areas: readonly Rectangle[]): Rectangle | undefined {
  const [first, ...rest] = areas;
  if (first === undefined) return undefined;
  let { x: left, y: top } = first;
  let right = left + first.width;
  let bottom = top + first.height;
  for (const area of rest) {
    left = Math.min(left, area.x);
    top = Math.min(top, area.y);
    right = Math.max(right, area.x + area.width);
    bottom = Math.max(bottom, area.y + area.height);
  }
  return { x: left, y: top, width: right - left, height: bottom - top };
}

export function overlaps(a: Rectangle, b: Rectangle): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

export function contains(area: Rectangle, point: Point): boolean {
  return point.x >= area.x && point.x < area.x + area.width && point.y >= area.y && point.y < area.y + area.height;
}

function clamp(value: number, smallest: number, largest: number): number {
  return Math.min(Math.max(value, smallest), largest);
}
