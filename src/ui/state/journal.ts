import type { JournalEntry } from '../../contract/recovery.ts';

/** At most this long after an edit the journal is being written. */
export const journalDelayMs = 250;

interface JournalDeps {
  readonly write: (entry: JournalEntry) => Promise<unknown>;
  readonly clear: (documentId: string) => Promise<unknown>;
  readonly setTimer: (run: () => void, ms: number) => void;
  /** What is to be kept now; undefined when there is nothing unsaved. */
  readonly capture: () => JournalEntry | undefined;
}

/** Keeps unsaved work where it survives a crash: at most one write every `journalDelayMs`, none while nothing is unsaved. */
export class Journal {
  readonly #deps: JournalDeps;
  #isScheduled = false;
  #isClosed = false;
  #writing: Promise<unknown> = Promise.resolve();
  #written: string | undefined;

  constructor(deps: JournalDeps) {
    this.#deps = deps;
  }

  /** Something changed: written soon. */
  schedule(): void {
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    this.#deps.setTimer(() => {
      this.#isScheduled = false;
      void this.flush();
    }, journalDelayMs);
  }

  /** Brings the journal to the state of the document now; done when it is on disk. */
  flush(): Promise<unknown> {
    if (this.#isClosed) return this.#writing;
    const entry = this.#deps.capture();
    if (entry !== undefined) {
      this.#written = entry.documentId;
      this.#writing = this.#writing.then(() => this.#deps.write(entry));
    } else {
      this.drop();
    }
    return this.#writing;
  }

  /** The work is saved or given up. Waits for a write on its way, so that it cannot come after. */
  drop(): void {
    const documentId = this.#written;
    if (documentId === undefined) return;
    this.#written = undefined;
    this.#writing = this.#writing.then(() => this.#deps.clear(documentId));
  }

  /** The window closes and the work is saved or given up: nothing is written any more. Done when the entry is off the disk. */
  close(): Promise<unknown> {
    this.#isClosed = true;
    this.drop();
    return this.#writing;
  }

  /** An entry of an earlier run is now this document's: it is cleared when this document is saved. */
  adopt(documentId: string): void {
    this.#written = documentId;
  }
}
