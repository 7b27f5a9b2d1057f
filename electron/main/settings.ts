import { readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import { type RecentFiles, recentFilesSchema } from '../../src/contract/file.ts';
import { type StorageError, themeSchema } from '../../src/contract/settings.ts';
import { err, ok, type Result } from '../../src/core/result.ts';
import { ensureFolder, findCode, hasCode, writeAtomically } from './atomic-write.ts';
import { createSequence } from './in-sequence.ts';
import { boundsSchema } from './window.ts';

const settingsSchema = z.strictObject({
  formatVersion: z.literal(1),
  theme: themeSchema,
  recentFiles: recentFilesSchema,
  window: boundsSchema.optional(),
});
export type Settings = z.output<typeof settingsSchema>;

const defaults: Settings = { formatVersion: 1, theme: 'system', recentFiles: [] };
const recentLimit = 10;

export interface SettingsStore {
  readonly get: () => Settings;
  /** Changes some values; they hold for this run even where they cannot be kept. */
  readonly update: (values: Partial<Omit<Settings, 'formatVersion'>>) => Promise<Result<null, StorageError>>;
  /** Why the file there could not be used; it is then never written over. */
  readonly problem: StorageError | undefined;
}

/** Reads the settings once; a missing file means the defaults, an unreadable one is reported and left exactly as it is. */
export async function openSettings(path: string): Promise<SettingsStore> {
  const inSequence = createSequence();
  const stored = await readSettings(path);
  const problem = stored.ok ? undefined : stored.error;
  let settings = stored.ok ? stored.value : defaults;

  async function write(): Promise<Result<null, StorageError>> {
    if (problem) return err(problem);
    try {
      await ensureFolder(dirname(path));
      await writeAtomically(path, `${JSON.stringify(settings, null, 2)}\n`, { keepsBackup: false });
      return ok(null);
    } catch (error) {
      return err({ kind: 'failed', path, code: requireCode(error) });
    }
  }

  return {
    get: () => settings,
    update: (values) => {
      settings = { ...settings, ...values };
      return inSequence(path, write);
    },
    problem,
  };
}

async function readSettings(path: string): Promise<Result<Settings, StorageError>> {
  try {
    const parsed = settingsSchema.safeParse(JSON.parse(await readFile(path, 'utf8')));
    return parsed.success ? ok(parsed.data) : err({ kind: 'unreadable', path, reason: z.prettifyError(parsed.error) });
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return ok(defaults);
    if (error instanceof SyntaxError) return err({ kind: 'unreadable', path, reason: error.message });
    return err({ kind: 'failed', path, code: requireCode(error) });
  }
}

/** The operating system's code; any other error is a mistake of ours and thrown on. */
export function requireCode(error: unknown): string {
  const code = findCode(error);
  if (code === undefined) throw error;
  return code;
}

/** Puts a file at the head of the list, once. */
export function addRecentFile(recentFiles: RecentFiles, file: { path: string; name: string }): RecentFiles {
  return [file, ...recentFiles.filter((other) => other.path !== file.path)].slice(0, recentLimit);
}
