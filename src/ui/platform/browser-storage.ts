import { journalEntrySchema, type JournalEntry } from '../../contract/recovery.ts';
import { themeSchema, type StorageError, type Theme } from '../../contract/settings.ts';
import { err, ok, type Result } from '../../core/result.ts';

const themeKey = 'netwright.theme';
const journalPrefix = 'netwright.journal.';
const lockPrefix = 'netwright.document.';

/**
 * Settings and crash journal of the web edition, in the browser's local storage. Every tab holds a lock on its own document, so that
 * a tab that starts takes only the work of tabs that are gone for unsaved work left behind.
 */
export class BrowserStorage {
  readonly #locked = new Set<string>();

  readTheme(): Theme {
    const stored = themeSchema.safeParse(localStorage.getItem(themeKey));
    return stored.success ? stored.data : 'system';
  }

  writeTheme(theme: Theme): Result<null, StorageError> {
    return store(themeKey, theme);
  }

  async readUnsavedWork(): Promise<{ entries: JournalEntry[]; problems: StorageError[] }> {
    const held = new Set((await navigator.locks.query()).held?.map((lock) => lock.name));
    const entries: JournalEntry[] = [];
    const problems: StorageError[] = [];
    for (const key of Object.keys(localStorage).filter((name) => name.startsWith(journalPrefix))) {
      if (held.has(lockPrefix + key.slice(journalPrefix.length))) continue;
      const entry = parseEntry(localStorage.getItem(key) ?? '');
      if (entry === undefined) problems.push({ kind: 'unreadable', path: key, reason: 'It is not a journal entry.' });
      else entries.push(entry);
    }
    return { entries: entries.sort((a, b) => b.editedAtMs - a.editedAtMs), problems };
  }

  writeJournal(entry: JournalEntry): Result<null, StorageError> {
    this.#hold(entry.documentId);
    return store(journalPrefix + entry.documentId, JSON.stringify(entry));
  }

  clearJournal(documentId: string): void {
    localStorage.removeItem(journalPrefix + documentId);
  }

  #hold(documentId: string): void {
    if (this.#locked.has(documentId)) return;
    this.#locked.add(documentId);
    // Held until the tab goes away: the callback's promise never settles.
    void navigator.locks.request(lockPrefix + documentId, () => new Promise(() => undefined));
  }
}

function store(key: string, value: string): Result<null, StorageError> {
  try {
    localStorage.setItem(key, value);
    return ok(null);
  } catch (error) {
    return err({ kind: 'failed', path: key, code: error instanceof DOMException ? error.name : 'unknown' });
  }
}

function parseEntry(text: string): JournalEntry | undefined {
  try {
    return journalEntrySchema.parse(JSON.parse(text));
  } catch {
    // Either not JSON or not an entry; the caller reports it and leaves it as it is.
    return undefined;
  }
}
