import type { ObjectRef } from '../../core/plan/index.ts';
import type { Finding } from '../../core/rules/types.ts';
import type { Point, Rectangle } from './viewport.svelte.ts';

/** What the palette holds, in its order. */
export const paletteKinds = [
  'virtualNetwork',
  'subnet',
  'cluster',
  'site',
  'vpnGateway',
  'expressRouteGateway',
  'firewall',
  'block',
  'note',
] as const;
export type PaletteKind = (typeof paletteKinds)[number];

/**
 * What is being dragged: something new from the palette, something out of a network, the end of a new connection, placed objects, the
 * right edge of one, or a selection rectangle.
 */
export type DragPayload =
  | { readonly kind: 'new'; readonly what: PaletteKind }
  | { readonly kind: 'part'; readonly ref: ObjectRef }
  | { readonly kind: 'link'; readonly from: ObjectRef }
  | { readonly kind: 'items'; readonly refs: readonly ObjectRef[] }
  | { readonly kind: 'resize'; readonly ref: ObjectRef }
  | { readonly kind: 'marquee'; readonly add: boolean };

/** Findings that an edit would cause: how many, and the worst of them. */
export interface Consequences {
  readonly count: number;
  readonly worst?: Pick<Finding, 'severity' | 'message'>;
}

/** What would happen if it were dropped here. */
export interface DropPreview {
  readonly allowed: boolean;
  /** "10.3.0.0/16 goes here", or why not. */
  readonly text: string;
  /** Findings it would cause; missing: not known yet, or none that could be. */
  readonly consequences?: Consequences;
  /** What would take it, in px of the drawing. */
  readonly target?: Rectangle;
  /** Where a new thing would stand, in px of the drawing. */
  readonly ghost?: Rectangle;
}

export interface DropPosition {
  /** px of the window: where the pointer is, and where it was pressed. */
  readonly client: Point;
  readonly start: Point;
  /** Alt held: a copy is made. */
  readonly copy: boolean;
}

/** Whoever things are dropped onto: the canvas. */
export interface DropSurface {
  /** Undefined: the position is outside. */
  readonly preview: (payload: DragPayload, at: DropPosition) => DropPreview | undefined;
  readonly drop: (payload: DragPayload, at: DropPosition) => void;
  /** The drag is over, dropped or given up. */
  readonly end: () => void;
}

const thresholdPx = 4;

/** One pointer drag at a time, the same for palette, canvas and the inside of networks. Escape gives it up. */
export class DragController {
  payload: DragPayload | undefined = $state.raw(undefined);
  position: DropPosition | undefined = $state.raw(undefined);
  preview: DropPreview | undefined = $state.raw(undefined);
  /** Set by the canvas while it is there. */
  surface: DropSurface | undefined;
  readonly isActive: boolean = $derived(this.payload !== undefined);
  readonly #window: EventTarget;
  #stop: (() => void) | undefined;

  /** `window` is where moves, releases and Escape are listened for. */
  constructor(window: EventTarget) {
    this.#window = window;
  }

  /** Call on pointerdown with the main button. Nothing is dragged until the pointer has moved some px; a press without a move is a click. */
  begin(
    payload: DragPayload,
    press: Pick<PointerEvent, 'clientX' | 'clientY' | 'pointerId'>,
    { onClick }: { readonly onClick?: () => void } = {},
  ): void {
    this.cancel();
    const start = { x: press.clientX, y: press.clientY };
    const listening = new AbortController();
    this.#stop = () => listening.abort();
    const listen = <E extends Event>(type: string, handle: (event: E) => void): void => {
      // Events of a given type have that type's interface; EventTarget's own signature does not say so.
      this.#window.addEventListener(type, handle as (event: Event) => void, {
        signal: listening.signal,
        capture: true,
      });
    };
    listen<PointerEvent>('pointermove', (event) => {
      if (event.pointerId !== press.pointerId) return;
      const client = { x: event.clientX, y: event.clientY };
      if (this.payload === undefined && Math.hypot(client.x - start.x, client.y - start.y) < thresholdPx) return;
      this.#moveTo(payload, { client, start, copy: event.altKey });
    });
    listen<PointerEvent>('pointerup', (event) => {
      if (event.pointerId !== press.pointerId) return;
      const wasActive = this.isActive;
      const at = { client: { x: event.clientX, y: event.clientY }, start, copy: event.altKey };
      if (wasActive) this.surface?.drop(payload, at);
      this.cancel();
      if (!wasActive) onClick?.();
    });
    listen('pointercancel', () => this.cancel());
    listen('blur', (event) => {
      // Elements inside losing the focus pass here as well.
      if (event.target === this.#window) this.cancel();
    });
    listen<KeyboardEvent>('keydown', (event) => {
      if (!this.isActive) return;
      if (event.key === 'Escape') {
        event.preventDefault();
        event.stopImmediatePropagation();
        this.cancel();
      } else if (event.key === 'Alt') this.#refresh(payload, true);
    });
    listen<KeyboardEvent>('keyup', (event) => {
      if (event.key === 'Alt') this.#refresh(payload, false);
    });
  }

  /** The pointer is down, whether or not it has moved. */
  get isPressed(): boolean {
    return this.#stop !== undefined;
  }

  /** Gives the drag up; nothing happens. */
  cancel(): void {
    this.#stop?.();
    this.#stop = undefined;
    if (this.payload !== undefined) this.surface?.end();
    this.payload = undefined;
    this.position = undefined;
    this.preview = undefined;
  }

  /** The drawing moved under the pointer. */
  refresh(): void {
    if (this.payload !== undefined && this.position !== undefined) this.#moveTo(this.payload, this.position);
  }

  #refresh(payload: DragPayload, copy: boolean): void {
    if (this.position !== undefined) this.#moveTo(payload, { ...this.position, copy });
  }

  #moveTo(payload: DragPayload, at: DropPosition): void {
    this.payload = payload;
    this.position = at;
    this.preview = this.surface?.preview(payload, at);
  }
}
