import type { Attachment } from 'svelte/attachments';
import type { Primitive, ScenePart } from '../../core/scene/index.ts';
import type { AppState } from '../state/app.svelte.ts';
import { findAttachment, type Hit } from '../state/hit-test.ts';
import { tooltipState, type TooltipContent } from '../shared/tooltip.svelte.ts';
import { describeAttachment } from './describe-attachment.ts';
import type { CanvasSurface } from './canvas-surface.svelte.ts';

/** What a tooltip is about: where it hangs, and what it says. */
interface Subject {
  readonly key: string;
  readonly box: DOMRect;
  readonly content: TooltipContent;
}

/**
 * Tooltips of the drawing, which is a picture: what a badge stands for, and in full the texts of a card that were cut to fit. Looked up by geometry, once a
 * frame at most and never while a button is down.
 */
export function hoverTooltips(app: AppState, surface: CanvasSurface): Attachment<HTMLElement> {
  let shown: string | undefined;
  let frame = 0;

  function subjectAt(event: PointerEvent): Subject | undefined {
    if (!(event.target instanceof Element) || event.target.closest('.controls') !== null) return undefined;
    const hit = surface.hit({ x: event.clientX, y: event.clientY });
    if (hit === undefined) return undefined;
    const badge = findAttachment(hit, surface.toDrawing({ x: event.clientX, y: event.clientY }));
    if (badge !== undefined)
      return { key: badge.key, box: rectOf(hit, badge), content: describeAttachment(app.document.plan, badge) };
    const cut = listCutTexts(hit);
    if (cut.length === 0) return undefined;
    const [text = '', ...more] = cut;
    const card = hit.part ?? { x: 0, y: 0, width: hit.item.width, height: Math.min(hit.item.height, titleHeight) };
    return {
      key: hit.part?.key ?? hit.item.key,
      box: rectOf(hit, card),
      content: more.length === 0 ? { text } : { text, detail: more.join(' · ') },
    };
  }

  function rectOf({ item }: Hit, box: Pick<ScenePart, 'x' | 'y' | 'width' | 'height'>): DOMRect {
    const { zoom } = app.viewport;
    const { left, top } = surface.bounds;
    const { x, y } = app.viewport.transform;
    return new DOMRect(
      left + x + (item.x + box.x) * zoom,
      top + y + (item.y + box.y) * zoom,
      box.width * zoom,
      box.height * zoom,
    );
  }

  return (element) => {
    const hide = (): void => {
      cancelAnimationFrame(frame);
      if (shown !== undefined) tooltipState.hide();
      shown = undefined;
    };
    const move = (event: PointerEvent): void => {
      if (event.pointerType !== 'mouse' || event.buttons !== 0) return;
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(() => {
        const subject = subjectAt(event);
        if (subject?.key === shown) return;
        if (subject === undefined) {
          hide();
          return;
        }
        shown = subject.key;
        tooltipState.plan(element, () => subject.content, false, subject.box);
      });
    };
    const listening = new AbortController();
    const { signal } = listening;
    element.addEventListener('pointermove', move, { signal, passive: true });
    for (const type of ['pointerleave', 'pointerdown', 'wheel', 'keydown'])
      element.addEventListener(type, hide, { signal, passive: true });
    return () => {
      listening.abort();
      hide();
    };
  };
}

/** Height of a network's title, px of the drawing: there its own cut texts are told. */
const titleHeight = 34;

/** The whole of each text that was cut, of the card under the pointer alone: not of what lies in it. */
function listCutTexts({ item, part }: Hit): readonly string[] {
  const [from, to] = part === undefined ? [0, item.parts[0]?.from ?? item.primitives.length] : [part.from, part.to];
  const inner = part === undefined ? [] : item.parts.filter((other) => other.parentKey === part.key);
  return item.primitives
    .slice(from, to)
    .filter((_primitive, index) => !inner.some((other) => from + index >= other.from && from + index < other.to))
    .flatMap((primitive: Primitive) =>
      primitive.kind === 'text' && primitive.fullText !== undefined ? primitive.fullText : [],
    );
}
