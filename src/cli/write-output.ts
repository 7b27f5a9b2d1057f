import { resolve } from 'node:path';
import { err, ok, type Result } from '../core/result.ts';
import { messageOf } from './read-estate.ts';
import type { Terminal } from './terminal.ts';

/** Puts a result in place as a whole. Refuses to write over a file it was made from: what is opened is never altered. */
export async function writeOutput(
  path: string,
  inputs: readonly string[],
  bytes: Uint8Array,
  terminal: Terminal,
): Promise<Result<null, string>> {
  if (inputs.some((input) => input !== '-' && resolve(input) === resolve(path))) {
    return err(`${path}: is one of the files read; name another file to write`);
  }
  try {
    await terminal.writeFile(path, bytes);
    return ok(null);
  } catch (cause) {
    return err(`${path}: cannot be written: ${messageOf(cause)}`);
  }
}
