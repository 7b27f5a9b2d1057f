import { findObject, nameOf, type Command, type LayoutBox, type ObjectRef, type Plan } from '../../core/plan/index.ts';
import type { Point, Scene } from '../../core/scene/index.ts';
import type { AppState } from '../state/app.svelte.ts';
import type { DragPayload, DropPosition, DropPreview, DropSurface, PaletteKind } from '../state/drag.svelte.ts';
import { hitTest, itemsIn, type Hit } from '../state/hit-test.ts';
import { keyOf } from '../state/refs.ts';
import type { Rectangle } from '../state/viewport.svelte.ts';

/** How large a new thing is about to be, in px of the drawing. */
const ghostSizes: Readonly<Record<PaletteKind, { readonly width: number; readonly height: number }>> = {
  virtualNetwork: { width: 330, height: 96 },
  subnet: { width: 306, height: 46 },
  cluster: { width: 286, height: 96 },
  site: { width: 232, height: 84 },
  vpnGateway: { width: 306, height: 46 },
  expressRouteGateway: { width: 306, height: 46 },
  firewall: { width: 306, height: 46 },
  block: { width: 232, height: 60 },
  note: { width: 200, height: 96 },
};
const smallestWidthPx = 160;
const smallestNoteHeightPx = 48;

/** What the pointer does on the canvas: every drag's live picture and its result. */
export class CanvasSurface implements DropSurface {
  /** The drawing while placed objects are being moved or resized. */
  #moved: Scene | undefined = $state.raw();
  /** The selection rectangle, in px of the drawing. */
  marquee: Rectangle | undefined = $state.raw();
  /** The connection being drawn. */
  link: { readonly from: Point; readonly to: Point } | undefined = $state.raw();
  /** Where the canvas is in the window; set by the component. Asking makes the browser lay the page out, so a drag asks once. */
  measure: () => DOMRect = () => new DOMRect();
  readonly #app: AppState;
  #bounds: DOMRect | undefined;
  #start: Point | undefined;
  #selectedBefore: readonly ObjectRef[] = [];
  #kept: { readonly key: string; readonly preview: DropPreview; readonly scene: Scene | undefined } | undefined;

  constructor(app: AppState) {
    this.#app = app;
  }

  readonly scene: Scene = $derived.by(() => this.#moved ?? this.#app.document.scene);

  /** Where the canvas is in the window, px. */
  get bounds(): DOMRect {
    return this.#bounds ?? this.measure();
  }

  /** A point of the window as a point of the drawing. */
  toDrawing(client: Point): Point {
    const { left, top } = this.bounds;
    return this.#app.viewport.toDrawing({ x: client.x - left, y: client.y - top });
  }

  hit(client: Point): Hit | undefined {
    // What is shown while dragging already makes room for what is dragged; where it would go is judged by what is really there.
    return hitTest(this.#app.document.scene, this.toDrawing(client));
  }

  preview(payload: DragPayload, at: DropPosition): DropPreview | undefined {
    if (this.#start === undefined) {
      this.#bounds = this.measure();
      this.#start = this.toDrawing(at.start);
      this.#selectedBefore = this.#app.selection.refs;
    }
    const point = this.toDrawing(at.client);
    switch (payload.kind) {
      case 'items':
        this.#moved = at.copy ? undefined : this.#sceneWith(this.#movedBoxes(payload.refs, point));
        return undefined;
      case 'resize':
        this.#moved = this.#sceneAfter(this.#resizing(payload.ref, point));
        return undefined;
      case 'marquee':
        this.#select(point, payload.add);
        return undefined;
      case 'link':
        return this.#previewLink(payload.from, point, at);
      case 'new':
        return this.#isOutside(at) ? undefined : this.#previewNew(payload.what, point, at);
      case 'part':
        return this.#isOutside(at) ? undefined : this.#previewPart(payload.ref, at);
    }
  }

  drop(payload: DragPayload, at: DropPosition): void {
    const app = this.#app;
    const point = this.toDrawing(at.client);
    if (payload.kind === 'items') {
      const delta = this.#deltaTo(point);
      if (at.copy) app.clipboard.duplicate(payload.refs, delta);
      else app.editor.place(this.#movedBoxes(payload.refs, point));
    } else if (payload.kind === 'resize') {
      const command = this.#resizing(payload.ref, point);
      if (command !== undefined) app.editor.run(command);
    } else if (payload.kind === 'link') {
      const target = this.#refAt(at);
      if (target !== undefined && keyOf(target) !== keyOf(payload.from)) app.maker.connect(payload.from, target);
    } else if (payload.kind === 'new' && !this.#isOutside(at)) {
      app.maker.createAt(payload.what, this.#ghostAt(payload.what, point), this.#refAt(at));
    } else if (payload.kind === 'part' && !this.#isOutside(at)) {
      this.#dropPart(payload.ref, at);
    }
  }

  end(): void {
    this.#bounds = undefined;
    this.#start = undefined;
    this.#kept = undefined;
    this.#moved = undefined;
    this.marquee = undefined;
    this.link = undefined;
  }

  #isOutside({ client }: DropPosition): boolean {
    const { left, top, right, bottom } = this.bounds;
    // What lies under the findings panel cannot be seen, so nothing is dropped there.
    const lowest = bottom - this.#app.viewport.insets.bottom;
    return client.x < left || client.x > right || client.y < top || client.y > lowest;
  }

  #refAt(at: DropPosition): ObjectRef | undefined {
    const hit = this.#isOutside(at) ? undefined : this.hit(at.client);
    return hit?.part?.ref ?? hit?.item.ref;
  }

  #deltaTo(point: Point): Point {
    const start = this.#start ?? point;
    return { x: Math.round(point.x - start.x), y: Math.round(point.y - start.y) };
  }

  #movedBoxes(refs: readonly ObjectRef[], point: Point): Readonly<Record<string, LayoutBox>> {
    const { x, y } = this.#deltaTo(point);
    const { plan, scene } = this.#app.document;
    const keys = new Set(refs.map(keyOf));
    const moved = scene.items.filter((item) => keys.has(keyOf(item.ref)));
    return Object.fromEntries(
      moved.map((item) => [item.ref.id, { ...plan.layout.boxes[item.ref.id], x: item.x + x, y: item.y + y }]),
    );
  }

  #sceneWith(boxes: Readonly<Record<string, LayoutBox>>): Scene | undefined {
    const { document } = this.#app;
    const { plan } = document;
    const notes = plan.layout.notes.map((note) => ({
      ...note,
      x: boxes[note.id]?.x ?? note.x,
      y: boxes[note.id]?.y ?? note.y,
    }));
    // Not by way of the command: moving hundreds of objects has to keep up with the pointer.
    return document.sceneOfLayout(
      { ...plan, layout: { boxes: { ...plan.layout.boxes, ...boxes }, notes } },
      this.scene,
    );
  }

  /** The drawing after an edit of the layout alone: nothing is checked anew. */
  #sceneAfter(command: Command | undefined): Scene | undefined {
    const { document } = this.#app;
    const next = command && document.preview(command);
    return next?.ok === true ? document.sceneOfLayout(next.value, this.scene) : undefined;
  }

  #resizing(ref: ObjectRef, point: Point): Command | undefined {
    const { plan, places } = this.#app.document;
    const item = places.get(keyOf(ref))?.item;
    if (item === undefined) return undefined;
    const width = Math.max(smallestWidthPx, Math.round(point.x - item.x));
    if (ref.kind !== 'note')
      return { type: 'place', boxes: { [ref.id]: { ...plan.layout.boxes[ref.id], x: item.x, y: item.y, width } } };
    const height = Math.max(smallestNoteHeightPx, Math.round(point.y - item.y));
    return { type: 'update', kind: 'note', id: ref.id, values: { width, height } };
  }

  #select(point: Point, add: boolean): void {
    const start = this.#start ?? point;
    this.marquee = {
      x: Math.min(start.x, point.x),
      y: Math.min(start.y, point.y),
      width: Math.abs(point.x - start.x),
      height: Math.abs(point.y - start.y),
    };
    const touched = itemsIn(this.scene, this.marquee).map((item) => item.ref);
    this.#app.selection.set(add ? [...this.#selectedBefore, ...touched] : touched);
  }

  #previewLink(from: ObjectRef, point: Point, at: DropPosition): DropPreview | undefined {
    const app = this.#app;
    this.link = { from: this.#start ?? point, to: point };
    const hit = this.hit(at.client);
    const target = this.#refAt(at);
    if (hit === undefined || target === undefined || keyOf(hit.item.ref) === keyOf(from))
      return { allowed: false, text: 'Drop on a network or gateway' };
    return this.#keep(`${keyOf(from)} ${keyOf(target)}`, () => {
      const connection = app.maker.previewConnection(from, target);
      if (!connection.ok) return { allowed: false, text: connection.error.message, target: hit.item };
      const { command } = connection.value;
      this.#foresee(command, `${keyOf(from)} ${keyOf(target)}`);
      return { allowed: true, text: app.document.describe(command), target: app.view.boxOf(target) };
    });
  }

  /** Works out what a connection would cause, once the frame that shows its target is drawn. */
  #foresee(command: Command, key: string): void {
    setTimeout(() => {
      const kept = this.#kept;
      if (kept?.key !== key) return;
      const consequences = this.#app.document.consequencesOf(command);
      if (consequences === undefined) return;
      this.#kept = { ...kept, preview: { ...kept.preview, consequences } };
      this.#app.drag.refresh();
    });
  }

  #ghostAt(what: PaletteKind, point: Point): Rectangle {
    const { width, height } = ghostSizes[what];
    return { x: Math.round(point.x - width / 2), y: Math.round(point.y - 20), width, height };
  }

  #previewNew(what: PaletteKind, point: Point, at: DropPosition): DropPreview {
    const { maker } = this.#app;
    const ghost = this.#ghostAt(what, point);
    const into = this.#refAt(at);
    const kept = this.#keep(`${what} ${into === undefined ? '' : keyOf(into)}`, () => {
      const creation = maker.preview(what, ghost, into);
      if (!creation.ok) return { allowed: false, text: creation.error.message, target: this.#targetOf(into) };
      const { command, ref, ranges } = creation.value;
      return this.#previewEdit(command, ref, (name) =>
        ranges.length > 0 ? `${ranges.join(', ')} goes here` : `${name} goes here`,
      );
    });
    return kept.allowed && isPlaced(what) ? { ...kept, target: undefined, ghost } : kept;
  }

  #previewPart(ref: ObjectRef, at: DropPosition): DropPreview | undefined {
    const move = this.#moveOfPart(ref, at);
    if (move === undefined) return undefined;
    if ('allowed' in move) return move;
    return this.#keep(`${keyOf(ref)} ${keyOf(move.into)}`, () => {
      const before = rangesOf(this.#app.document.plan, ref);
      return this.#previewEdit(move.command, ref, (name, plan) => {
        const after = rangesOf(plan, ref);
        if (after === '') return `${name} goes here`;
        return after === before ? `${name} keeps ${after}` : `${name} becomes ${after}`;
      });
    });
  }

  /** The edit that dropping a part here would be, or why there is none; undefined where it already is. */
  #moveOfPart(
    ref: ObjectRef,
    { client }: DropPosition,
  ): { readonly command: Command; readonly into: ObjectRef } | DropPreview | undefined {
    const { document } = this.#app;
    const hit = this.hit(client);
    const home = document.places.get(keyOf(ref));
    const name = nameOf(document.plan, ref);
    if (ref.kind === 'subnet') {
      const network = hit?.item.kind === 'virtualNetwork' ? hit.item.ref : undefined;
      if (network === undefined) return { allowed: false, text: `${name} needs a virtual network around it` };
      if (network.id === home?.item.ref.id) return undefined;
      return { command: { type: 'moveSubnet', subnetId: ref.id, virtualNetworkId: network.id }, into: network };
    }
    if (ref.kind === 'cluster') {
      const part = hit?.part;
      const subnet = part?.ref.kind === 'subnet' ? part.ref : part?.parentRef;
      if (subnet?.kind !== 'subnet') return { allowed: false, text: `${name} needs a node subnet` };
      if (home?.part !== undefined && keyOf(home.part.parentRef) === keyOf(subnet)) return undefined;
      return { command: { type: 'moveCluster', clusterId: ref.id, subnetId: subnet.id }, into: subnet };
    }
    return { allowed: false, text: `${name} stays in its own network` };
  }

  #dropPart(ref: ObjectRef, at: DropPosition): void {
    const { editor, selection, clipboard, notices } = this.#app;
    const move = this.#moveOfPart(ref, at);
    if (move === undefined) return;
    if ('allowed' in move) notices.show({ tone: 'warning', text: move.text });
    else if (at.copy) clipboard.copyInto([ref], move.into);
    else if (editor.run(move.command)) selection.set([ref]);
  }

  /** Shows an edit before it is made: where the object will be, or why it cannot. */
  #previewEdit(command: Command, ref: ObjectRef, words: (name: string, plan: Plan) => string): DropPreview {
    const { document } = this.#app;
    const next = document.preview(command);
    if (!next.ok) return { allowed: false, text: next.error.message };
    const scene = document.scenePreview(next.value);
    for (const item of scene.items) {
      if (keyOf(item.ref) === keyOf(ref)) return { allowed: true, text: words(item.name, next.value), ghost: item };
      const part = item.parts.find((candidate) => candidate.kind !== 'segment' && keyOf(candidate.ref) === keyOf(ref));
      if (part === undefined) continue;
      const ghost = { x: item.x + part.x, y: item.y + part.y, width: part.width, height: part.height };
      // The object that takes it shows how it will look; everything else stays still.
      const shown = document.scene.items.map((other) => (other.key === item.key ? item : other));
      this.#moved = { ...document.scene, items: shown };
      return { allowed: true, text: words(part.name, next.value), ghost, target: item };
    }
    return { allowed: true, text: words(nameOf(next.value, ref), next.value) };
  }

  #targetOf(ref: ObjectRef | undefined): Rectangle | undefined {
    return ref && this.#app.view.boxOf(ref);
  }

  /** The same target gives the same answer throughout a drag; working it out once keeps the drag smooth. */
  #keep(key: string, work: () => DropPreview): DropPreview {
    if (this.#kept?.key !== key) {
      this.#moved = undefined;
      const preview = work();
      this.#kept = { key, preview, scene: this.#moved };
    }
    this.#moved = this.#kept.scene;
    return this.#kept.preview;
  }
}

function isPlaced(what: PaletteKind): boolean {
  return what === 'virtualNetwork' || what === 'site' || what === 'block' || what === 'note';
}

function rangesOf(plan: Plan, ref: ObjectRef): string {
  const object = findObject(plan, ref);
  return object !== undefined && 'addressPrefixes' in object ? object.addressPrefixes.join(', ') : '';
}
