import { open, stat } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import {
  type FileError,
  maxFileBytes,
  type OpenedFile,
  type SavedFile,
  type SaveRequest,
} from '../../src/contract/file.ts';
import { err, ok, type Result } from '../../src/core/result.ts';
import { findCode, writeAtomically } from './atomic-write.ts';
import { decodeText } from './decode-text.ts';
import { createSequence } from './in-sequence.ts';

/**
 * The files the designer may touch. A path becomes usable only when a person named it: in a dialog, on the command line, by
 * dropping the file on the window, or earlier, through the recent list. The page can ask for any path and gets no further.
 */
export interface FileAccess {
  readonly grant: (path: string) => string;
  readonly isGranted: (path: string) => boolean;
  readonly read: (path: string) => Promise<Result<OpenedFile, FileError>>;
  readonly save: (request: SaveRequest) => Promise<Result<SavedFile, FileError>>;
  /** Writes what an export makes; what was there before is replaced, as the dialog has asked. */
  readonly writeBytes: (path: string, bytes: Uint8Array) => Promise<Result<SavedFile, FileError>>;
  /** The stamp a file has now; undefined when there is no such file. */
  readonly findStamp: (path: string) => Promise<string | undefined>;
}

export function createFileAccess(limitBytes: number = maxFileBytes): FileAccess {
  const granted = new Set<string>();
  const inSequence = createSequence();
  const isGranted = (path: string): boolean => granted.has(resolve(path));

  async function read(path: string): Promise<Result<OpenedFile, FileError>> {
    if (!isGranted(path)) return err({ kind: 'not-granted', path });
    const content = await readBytes(path, limitBytes);
    if (!content.ok) return content;
    const text = decodeText(content.value);
    if (text === undefined) return err({ kind: 'not-text', path });
    return ok({ path, name: basename(path), text, stamp: stampOf(content.value) });
  }

  async function write(path: string, bytes: Uint8Array, keepsBackup: boolean): Promise<Result<SavedFile, FileError>> {
    try {
      await writeAtomically(path, bytes, { keepsBackup });
      return ok({ path, name: basename(path), stamp: stampOf(bytes) });
    } catch (error) {
      return err(describeFailure(path, error));
    }
  }

  async function save({ path, text, expectedStamp }: SaveRequest): Promise<Result<SavedFile, FileError>> {
    if (!isGranted(path)) return err({ kind: 'not-granted', path });
    return inSequence(resolve(path), async () => {
      if (expectedStamp !== null) {
        const present = await readBytes(path, Number.POSITIVE_INFINITY);
        // A file that has gone is written anew: there is nothing in it to lose.
        if (!present.ok && present.error.kind !== 'not-found') return present;
        if (present.ok && stampOf(present.value) !== expectedStamp) return err({ kind: 'changed-on-disk', path });
      }
      return write(path, new TextEncoder().encode(text), true);
    });
  }

  async function writeBytes(path: string, bytes: Uint8Array): Promise<Result<SavedFile, FileError>> {
    if (!isGranted(path)) return err({ kind: 'not-granted', path });
    return inSequence(resolve(path), () => write(path, bytes, false));
  }

  async function findStamp(path: string): Promise<string | undefined> {
    const content = await readBytes(path, Number.POSITIVE_INFINITY);
    return content.ok ? stampOf(content.value) : undefined;
  }

  function grant(path: string): string {
    const absolute = resolve(path);
    granted.add(absolute);
    return absolute;
  }

  return { grant, isGranted, read, save, writeBytes, findStamp };
}

function stampOf(bytes: Uint8Array): string {
  // Not imported: the window does not wait for OpenSSL.
  const { createHash } = process.getBuiltinModule('node:crypto');
  return createHash('sha256').update(bytes).digest('hex');
}

/** Looks at the size before reading, so that a disk image named by mistake costs nothing. */
async function readBytes(path: string, limitBytes: number): Promise<Result<Uint8Array, FileError>> {
  try {
    const facts = await stat(path);
    if (!facts.isFile()) return err({ kind: 'not-a-file', path });
    if (facts.size > limitBytes) return err({ kind: 'too-large', path, sizeBytes: facts.size, limitBytes });
    const file = await open(path, 'r');
    try {
      const bytes = await file.readFile();
      return bytes.length > limitBytes
        ? err({ kind: 'too-large', path, sizeBytes: bytes.length, limitBytes })
        : ok(bytes);
    } finally {
      await file.close();
    }
  } catch (error) {
    return err(describeFailure(path, error));
  }
}

/** What the operating system said, in the words of the contract. Anything that is not its error is ours, and thrown on. */
function describeFailure(path: string, error: unknown): FileError {
  const code = findCode(error);
  switch (code) {
    case undefined:
      throw error;
    case 'ENOENT':
    case 'ENOTDIR':
      return { kind: 'not-found', path };
    case 'EISDIR':
      return { kind: 'not-a-file', path };
    case 'EACCES':
    case 'EPERM':
      return { kind: 'permission-denied', path };
    case 'ENOSPC':
    case 'EDQUOT':
      return { kind: 'disk-full', path };
    default:
      return { kind: 'failed', path, code };
  }
}
