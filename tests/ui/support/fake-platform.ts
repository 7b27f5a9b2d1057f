import type { EventPayload } from '../../../src/contract/desktop.ts';
import type { FileError, OpenedFile, SavedFile } from '../../../src/contract/file.ts';
import type { EventName } from '../../../src/contract/names.ts';
import type { JournalEntry } from '../../../src/contract/recovery.ts';
import { err, ok, type Result } from '../../../src/core/result.ts';
import type { Platform } from '../../../src/ui/platform/platform.ts';

/** A desktop in memory: a few files, a journal, and a record of what the window was told. */
export class FakePlatform {
  readonly files = new Map<string, string>();
  readonly journal = new Map<string, JournalEntry>();
  readonly journalWrites: JournalEntry[] = [];
  readonly titles: { title: string; isDirty: boolean }[] = [];
  readonly closeAnswers: string[] = [];
  /** What the next save-as dialog answers; undefined: cancelled. */
  saveAsPath: string | undefined;
  openPath: string | undefined;
  readonly #listeners = new Map<EventName, Set<(payload: never) => void>>();

  emit<E extends EventName>(event: E, payload: EventPayload<E>): void {
    for (const listener of this.#listeners.get(event) ?? []) (listener as (payload: EventPayload<E>) => void)(payload);
  }

  readonly #write = (path: string, text: string): Result<SavedFile, FileError> => {
    this.files.set(path, text);
    return ok({ path, name: path, stamp: stampOf(text) });
  };

  readonly #read = (path: string): Result<OpenedFile, FileError> => {
    const text = this.files.get(path);
    return text === undefined ? err({ kind: 'not-found', path }) : ok({ path, name: path, text, stamp: stampOf(text) });
  };

  readonly port: Platform = {
    edition: 'desktop',
    triggerClipboard: () => true,
    start: () =>
      Promise.resolve({
        platform: 'linux',
        version: '0',
        theme: 'system',
        recentFiles: [],
        files: [],
        unsavedWork: [...this.journal.values()],
        problems: [],
      }),
    showOpenDialog: () =>
      Promise.resolve(this.openPath === undefined ? err({ kind: 'cancelled' }) : ok([this.#read(this.openPath)])),
    readFile: ({ path }) => Promise.resolve(this.#read(path)),
    readDroppedFiles: () => Promise.resolve([]),
    saveFile: ({ path, text, expectedStamp }) => {
      const current = this.files.get(path);
      const isOther = expectedStamp !== null && current !== undefined && stampOf(current) !== expectedStamp;
      return Promise.resolve(isOther ? err({ kind: 'changed-on-disk', path }) : this.#write(path, text));
    },
    saveFileAs: ({ text }) =>
      Promise.resolve(this.saveAsPath === undefined ? err({ kind: 'cancelled' }) : this.#write(this.saveAsPath, text)),
    exportFile: () => Promise.resolve(err({ kind: 'cancelled' })),
    revealFile: () => Promise.resolve(ok(null)),
    clearRecentFiles: () => Promise.resolve(ok(null)),
    copyPng: () => Promise.resolve(ok(null)),
    setTheme: () => Promise.resolve(ok(null)),
    writeJournal: (entry) => {
      this.journal.set(entry.documentId, entry);
      this.journalWrites.push(entry);
      return Promise.resolve(ok(null));
    },
    clearJournal: ({ documentId }) => {
      this.journal.delete(documentId);
      return Promise.resolve(ok(null));
    },
    describeDocument: ({ title, isDirty }) => {
      this.titles.push({ title, isDirty });
      return Promise.resolve(null);
    },
    answerClose: ({ decision }) => {
      this.closeAnswers.push(decision);
      return Promise.resolve(null);
    },
    describeCommands: () => Promise.resolve(null),
    on: (event, listener) => {
      const set = this.#listeners.get(event) ?? new Set();
      this.#listeners.set(event, set);
      // Kept by event name, so each listener only ever gets its own event's payload.
      set.add(listener as (payload: never) => void);
      return () => set.delete(listener as (payload: never) => void);
    },
  };
}

/** Stands in for the SHA-256 of the text: equal texts, equal stamps. */
function stampOf(text: string): string {
  return `stamp of ${text}`;
}
