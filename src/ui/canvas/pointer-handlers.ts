import type { ObjectRef } from '../../core/plan/index.ts';
import type { AppState } from '../state/app.svelte.ts';
import type { DragPayload } from '../state/drag.svelte.ts';
import { findRef } from '../../core/plan/index.ts';
import { findAttachment } from '../state/hit-test.ts';
import { isSameRef, keyOf } from '../state/refs.ts';
import type { CanvasSurface } from './canvas-surface.svelte.ts';

interface PointerHandlers {
  readonly press: (event: PointerEvent) => void;
  readonly doubleClick: (event: MouseEvent) => void;
  readonly contextMenu: (event: MouseEvent) => void;
  readonly focus: (event: FocusEvent) => void;
}

/** What pressing, double clicking and the secondary button mean on the canvas. */
export function createPointerHandlers(app: AppState, surface: CanvasSurface): PointerHandlers {
  const { selection, drag, findings } = app;

  function press(event: PointerEvent): void {
    if (event.button !== 0 || isSpaceHeld() || isControl(event)) return;
    const add = event.shiftKey || event.ctrlKey || event.metaKey;
    const ref = refAt(event);
    const isLink = closest(event, '[data-link]') !== null;
    const isResize = closest(event, '[data-resize]') !== null;
    if (ref === undefined) {
      drag.begin({ kind: 'marquee', add }, event, {
        onClick: () => {
          if (add) return;
          selection.clear();
          findings.clearChoice();
        },
      });
      return;
    }
    const attached = attachedAt(event);
    if (attached !== undefined && !isLink && !isResize) {
      // A badge is chosen by a click; a drag from it takes the card along.
      drag.begin(payloadOf(ref, false, false), event, { onClick: () => chooseAttached(attached, add) });
      return;
    }
    const wasSelected = selection.has(ref);
    if (!wasSelected && !add) selection.set([ref]);
    const onClick = (): void => {
      if (add) selection.choose(ref, { add });
      else if (wasSelected) selection.set([ref]);
      focusCanvasAt(event);
    };
    drag.begin(payloadOf(ref, isLink, isResize), event, { onClick });
  }

  function payloadOf(ref: ObjectRef, isLink: boolean, isResize: boolean): DragPayload {
    if (isLink) return { kind: 'link', from: ref };
    if (isResize) return { kind: 'resize', ref };
    const isPlaced = (other: ObjectRef): boolean => app.document.places.get(keyOf(other))?.part === undefined;
    if (!isPlaced(ref)) return { kind: 'part', ref };
    return { kind: 'items', refs: selection.has(ref) ? selection.refs.filter(isPlaced) : [ref] };
  }

  /** The object under the pointer: a line where the page says so, else by the geometry of the drawing, which also knows what is only painted. */
  function refAt(event: MouseEvent): ObjectRef | undefined {
    const handle = closest(event, '[data-link], [data-resize]');
    if (handle !== null) return refOfKey(handle.closest('[data-key]'));
    const hit = surface.hit({ x: event.clientX, y: event.clientY });
    if (hit !== undefined) return hit.part?.ref ?? hit.item.ref;
    const edge = closest(event, '[data-edge]');
    if (edge === null) return undefined;
    const line = app.document.scene.edges.find(({ key }) => key === edge.getAttribute('data-edge'));
    if (line?.kind !== 'conflict') return line?.ref;
    // A conflict is chosen as the finding it stands for, so that both its sides are marked.
    const finding = app.document.findings.find(
      ({ target, rule }) => isSameRef(target, line.ref) && line.rules.includes(rule),
    );
    if (finding !== undefined) findings.choose(finding);
    return line.ref;
  }

  /** What the badge under the pointer stands for. */
  function attachedAt(event: MouseEvent): ObjectRef | undefined {
    const client = { x: event.clientX, y: event.clientY };
    const hit = surface.hit(client);
    return hit && findAttachment(hit, surface.toDrawing(client))?.ref;
  }

  function chooseAttached(ref: ObjectRef, add: boolean): void {
    selection.choose(ref, { add });
    app.layout.inspector = true;
  }

  function refOfKey(element: Element | null): ObjectRef | undefined {
    const key = element?.getAttribute('data-key');
    return typeof key !== 'string' ? undefined : findRef(app.document.plan, key.slice(key.indexOf(':') + 1));
  }

  function doubleClick(event: MouseEvent): void {
    if (isControl(event)) return;
    const ref = attachedAt(event) ?? refAt(event);
    if (ref === undefined) return;
    selection.set([ref]);
    app.requestRename(ref);
  }

  function contextMenu(event: MouseEvent): void {
    if (isControl(event)) return;
    event.preventDefault();
    const ref = attachedAt(event) ?? refAt(event);
    if (ref === undefined) selection.clear();
    else if (!selection.has(ref)) selection.set([ref]);
    app.openContextMenu({ x: event.clientX, y: event.clientY });
  }

  /** Reached by Tab from outside, or by a screen reader: what has the focus is selected. */
  function focus(event: FocusEvent): void {
    if (drag.isPressed || !(event.target instanceof Element)) return;
    const ref = refOfKey(event.target.closest('[data-key]'));
    if (ref !== undefined && !selection.has(ref)) selection.set([ref]);
  }

  return { press, doubleClick, contextMenu, focus };
}

function closest(event: MouseEvent, selector: string): Element | null {
  return event.target instanceof Element ? event.target.closest(selector) : null;
}

/** Minimap and zoom buttons lie on the canvas but are not part of the drawing. */
function isControl(event: MouseEvent): boolean {
  return closest(event, '.controls') !== null;
}

/** A press on the drawing gives it the keyboard; the browser does not do so for what cannot be reached by Tab. */
function focusCanvasAt(event: MouseEvent): void {
  const target = closest(event, '[data-key]') ?? closest(event, '[data-canvas]');
  if (target instanceof HTMLElement || target instanceof SVGElement) target.focus({ preventScroll: true });
}

let isSpaceDown = false;
if (typeof window !== 'undefined') {
  window.addEventListener('keydown', (event) => (isSpaceDown ||= event.key === ' '));
  window.addEventListener('keyup', (event) => (isSpaceDown &&= event.key !== ' '));
  window.addEventListener('blur', () => (isSpaceDown = false));
}

/** Space held: the press pans. */
function isSpaceHeld(): boolean {
  return isSpaceDown;
}
