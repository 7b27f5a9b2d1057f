/**
 * Decides whether a window may close. With unsaved work the page is asked first; a page that is gone or hangs is not waited for,
 * as the crash journal keeps its work for the next start.
 */
export interface CloseGuard {
  readonly setDirty: (isDirty: boolean) => void;
  /** The page can, or can no longer, answer. */
  readonly setAnswering: (isAnswering: boolean) => void;
  /** Called when the window is about to close: true lets it. */
  readonly mayClose: () => boolean;
  readonly answer: (decision: 'close' | 'stay') => void;
}

export function createCloseGuard(page: { readonly ask: () => void; readonly close: () => void }): CloseGuard {
  let isDirty = false;
  let isAnswering = true;
  let isDecided = false;
  return {
    setDirty: (value) => {
      isDirty = value;
    },
    setAnswering: (value) => {
      isAnswering = value;
    },
    mayClose: () => {
      if (!isDirty || !isAnswering || isDecided) return true;
      page.ask();
      return false;
    },
    answer: (decision) => {
      isDecided = decision === 'close';
      if (isDecided) page.close();
    },
  };
}
