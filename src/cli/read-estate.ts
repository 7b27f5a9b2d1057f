import { formatImportError, importFiles, type ImportFile, type ImportOutcome } from '../core/import/index.ts';
import { err, ok, type Result } from '../core/result.ts';
import { decodeText } from './decode-text.ts';
import type { Terminal } from './terminal.ts';

/** Reads the files named on the command line as one estate; `-` is standard input. The error is a line for people. */
export async function readEstate(paths: readonly string[], terminal: Terminal): Promise<Result<ImportOutcome, string>> {
  const files: ImportFile[] = [];
  // A file named twice is one file.
  for (const path of new Set(paths)) {
    const name = path === '-' ? 'standard input' : path;
    const bytes = await readBytes(path, terminal);
    if (!bytes.ok) return err(`${name}: ${bytes.error}`);
    const text = decodeText(bytes.value);
    if (!text.ok) return err(`${name}: $: not a text file (neither UTF-8 nor UTF-16)`);
    files.push({ name, text: text.value });
  }
  const outcome = importFiles(files);
  return outcome.ok ? ok(outcome.value) : err(formatImportError(outcome.error));
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
