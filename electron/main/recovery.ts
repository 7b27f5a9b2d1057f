import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { type JournalEntry, journalEntrySchema } from '../../src/contract/recovery.ts';
import type { StorageError } from '../../src/contract/settings.ts';
import { err, ok, type Result } from '../../src/core/result.ts';
import { ensureFolder, hasCode, writeAtomically } from './atomic-write.ts';
import { createSequence } from './in-sequence.ts';
import { requireCode } from './settings.ts';

const suffix = '.journal.json';
const journalFileSchema = z.strictObject({ formatVersion: z.literal(1), entry: journalEntrySchema });

export interface Journal {
  /** Resolves when this entry, or a later one of the same document, is safely on disk. */
  readonly write: (entry: JournalEntry) => Promise<Result<null, StorageError>>;
  readonly clear: (documentId: string) => Promise<Result<null, StorageError>>;
  /** What is there, newest first, and what could not be read; that stays where it is. */
  readonly readAll: () => Promise<{ readonly entries: JournalEntry[]; readonly problems: StorageError[] }>;
}

/** Keeps unsaved work on disk, one file a document, so that it outlives the process. */
export function createJournal(folder: string): Journal {
  const inSequence = createSequence();
  const latest = new Map<string, JournalEntry>();
  const pathOf = (documentId: string): string => join(folder, `${documentId}${suffix}`);

  async function writeLatest(documentId: string): Promise<Result<null, StorageError>> {
    const entry = latest.get(documentId);
    // An earlier task of the queue has already written something newer.
    if (!entry) return ok(null);
    latest.delete(documentId);
    return attempt(pathOf(documentId), async () => {
      await ensureFolder(folder);
      await writeAtomically(pathOf(documentId), JSON.stringify({ formatVersion: 1, entry }), { keepsBackup: false });
    });
  }

  return {
    write: (entry) => {
      latest.set(entry.documentId, entry);
      return inSequence(entry.documentId, () => writeLatest(entry.documentId));
    },
    clear: (documentId) => {
      latest.delete(documentId);
      return inSequence(documentId, () => attempt(pathOf(documentId), () => rm(pathOf(documentId), { force: true })));
    },
    readAll: async () => {
      const names = await listFolder(folder);
      const read = await Promise.all(
        names.filter((name) => name.endsWith(suffix)).map((name) => readEntry(join(folder, name))),
      );
      return {
        entries: read
          .flatMap((result) => (result.ok ? [result.value] : []))
          .sort((a, b) => b.editedAtMs - a.editedAtMs),
        problems: read.flatMap((result) => (result.ok ? [] : [result.error])),
      };
    },
  };
}

async function attempt(path: string, task: () => Promise<void>): Promise<Result<null, StorageError>> {
  try {
    await task();
    return ok(null);
  } catch (error) {
    return err({ kind: 'failed', path, code: requireCode(error) });
  }
}

async function listFolder(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return [];
    throw error;
  }
}

async function readEntry(path: string): Promise<Result<JournalEntry, StorageError>> {
  try {
    const parsed = journalFileSchema.safeParse(JSON.parse(await readFile(path, 'utf8')));
    return parsed.success
      ? ok(parsed.data.entry)
      : err({ kind: 'unreadable', path, reason: z.prettifyError(parsed.error) });
  } catch (error) {
    if (error instanceof SyntaxError) return err({ kind: 'unreadable', path, reason: error.message });
    return err({ kind: 'failed', path, code: requireCode(error) });
  }
}
