import { err, ok, type Result } from '../core/result.ts';

/**
 * Bytes of a text file as text. PowerShell 5 writes UTF-16 with a byte order mark when output is redirected; all else is UTF-8, strictly, so
 * that a damaged file is refused and not half-read.
 */
export function decodeText(bytes: Uint8Array): Result<string, 'not text'> {
  const encoding =
    bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : 'utf-8';
  try {
    return ok(new TextDecoder(encoding, { fatal: true }).decode(bytes));
  } catch {
    // TextDecoder says no by throwing; there is no more to learn from it.
    return err('not text');
  }
}
