/** A short message that goes away by itself, with at most one thing to do about it. */
export interface Notice {
  readonly id: number;
  readonly tone: 'info' | 'success' | 'warning' | 'error';
  readonly text: string;
  readonly action?: { readonly label: string; readonly run: () => void };
}

const longestAnnouncements = 3;
const noticeMs = 6_000;
const noticeWithActionMs = 12_000;

/** Toasts, and what the screen reader is told. */
export class NoticeController {
  notices: readonly Notice[] = $state.raw([]);
  /** Text of the polite live region; a new text is read out. */
  announcement = $state('');
  readonly #pending: string[] = [];
  #lastId = 0;
  readonly #setTimer: (run: () => void, ms: number) => void;

  /** `setTimer` runs something later, for example `setTimeout`. */
  constructor(setTimer: (run: () => void, ms: number) => void) {
    this.#setTimer = setTimer;
  }

  /** Shows a toast and reads it out. Errors stay until dismissed. The answer names it for `dismiss`. */
  show(notice: Omit<Notice, 'id'>): number {
    this.#lastId += 1;
    const id = this.#lastId;
    this.notices = [...this.notices.filter((other) => other.text !== notice.text), { ...notice, id }];
    this.announce(notice.text);
    if (notice.tone !== 'error')
      this.#setTimer(() => this.dismiss(id), notice.action === undefined ? noticeMs : noticeWithActionMs);
    return id;
  }

  dismiss(id: number): void {
    this.notices = this.notices.filter((notice) => notice.id !== id);
  }

  /** Says something without showing it. Several texts of one moment are read as one; long lists are cut to what can be listened to. */
  announce(...texts: readonly string[]): void {
    this.#pending.push(...texts);
    if (this.#pending.length > texts.length) return;
    queueMicrotask(() => {
      const all = [...new Set(this.#pending.splice(0))].filter((part) => part !== '');
      const rest = all.length - longestAnnouncements;
      const text = [...all.slice(0, longestAnnouncements), ...(rest > 0 ? [`and ${rest} more`] : [])]
        .map((part) => part.replace(/\.$/, ''))
        .join('. ');
      // A live region reads only changes: the same text twice differs by an unspoken no-break space.
      this.announcement = text === this.announcement ? `${text}\u00a0` : text;
    });
  }
}
