import { formatImportError, importFiles, type ImportFile, type ImportOutcome } from '../core/import/index.ts';
import { err, ok, type Result } from '../core/result.ts';
import { decodeText } from './decode-text.ts';
import type { Terminal } from './terminal.ts';

export type EstateFile = ImportFile;

/** An estate and the texts it was read from. */
export interface Estate extends ImportOutcome {
  readonly files: readonly EstateFile[];
}

/** Reads the files named on the command line as one estate; `-` is standard input. The error is a line for people. */
export async function readEstate(paths: readonly string[], terminal: Terminal): Promise<Result<Estate, string>> {
  const files: ImportFile[] = [];
  // A file named twice is one file.
  for (const path of new Set(paths)) {
    const file = await readText(path, terminal);
    if (!file.ok) return file;
    files.push(file.value);
  }
  const outcome = importFiles(files);
  return outcome.ok ? ok({ ...outcome.value, files }) : err(formatImportError(outcome.error));
}

/** Reads one text file; `-` is standard input. The error names it. */
export async function readText(path: string, terminal: Terminal): Promise<Result<EstateFile, string>> {
  const name = path === '-' ? 'standard input' : path;
  const bytes = await readBytes(path, terminal);
  if (!bytes.ok) return err(`${name}: ${bytes.error}`);
  const text = decodeText(bytes.value);
  if (!text.ok) return err(`${name}: $: not a text file (neither UTF-8 nor UTF-16)`);
  return ok({ name, text: text.value });
}

async function readBytes(path: string, terminal: Terminal): Promise<Result<Uint8Array, string>> {
  try {
    return ok(await (path === '-' ? terminal.readStandardInput() : terminal.readFile(path)));
  } catch (cause) {
    return err(`cannot be read: ${messageOf(cause)}`);
  }
}

/** What a thrown thing says for itself. */
export function messageOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
