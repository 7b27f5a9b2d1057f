import type { Attachment } from 'svelte/attachments';

export interface TooltipContent {
  readonly text: string;
  /** A second line that explains. */
  readonly detail?: string;
  readonly keys?: readonly string[];
  readonly side?: 'below' | 'right';
}

interface ShownTooltip extends TooltipContent {
  readonly anchor: DOMRect;
}

const delayMs = 450;
/** Moving from one thing to the next within this time shows the next tooltip at once. */
const warmMs = 400;

/** The one tooltip on screen. */
class TooltipState {
  shown: ShownTooltip | undefined = $state.raw(undefined);
  #timer: ReturnType<typeof setTimeout> | undefined;
  #hiddenAt = -Infinity;

  /** `box` is where it hangs, where that is not the element itself but a place in it. */
  plan(element: Element, content: () => TooltipContent | undefined, atOnce: boolean, box?: DOMRect): void {
    clearTimeout(this.#timer);
    const isWarm = performance.now() - this.#hiddenAt < warmMs;
    const show = (): void => {
      const shown = element.isConnected ? content() : undefined;
      if (shown !== undefined) this.shown = { ...shown, anchor: box ?? element.getBoundingClientRect() };
    };
    if (atOnce || isWarm) show();
    else this.#timer = setTimeout(show, delayMs);
  }

  hide(): void {
    clearTimeout(this.#timer);
    // Not at once: the browser says `blur` also while the page is being changed, when state may not be.
    queueMicrotask(() => {
      if (this.shown !== undefined) this.#hiddenAt = performance.now();
      this.shown = undefined;
    });
  }
}

export const tooltipState = new TooltipState();

/** Shows a tooltip while the pointer rests on the element or the keyboard is on it. Escape puts it away. No content: nothing is to be said now. */
export function tooltip(contentOf: (element: HTMLElement) => TooltipContent | undefined): Attachment<HTMLElement> {
  return (element) => {
    const content = (): TooltipContent | undefined => contentOf(element);
    const listening = new AbortController();
    const { signal } = listening;
    element.addEventListener(
      'pointerenter',
      (event) => {
        if (event.pointerType === 'mouse') tooltipState.plan(element, content, false);
      },
      { signal },
    );
    element.addEventListener(
      'focus',
      () => {
        if (element.matches(':focus-visible')) tooltipState.plan(element, content, true);
      },
      { signal },
    );
    for (const type of ['pointerleave', 'pointerdown', 'blur'])
      element.addEventListener(type, () => tooltipState.hide(), { signal });
    element.addEventListener(
      'keydown',
      (event) => {
        if (event.key === 'Escape') tooltipState.hide();
      },
      { signal },
    );
    return () => {
      listening.abort();
      tooltipState.hide();
    };
  };
}
