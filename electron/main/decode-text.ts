/**
 * Turns the bytes of a file into text: UTF-8, or UTF-16 with a byte order mark, which is what `az ... > file` writes in
 * Windows PowerShell. Undefined when it is neither, so that a picture is not read as a broken plan.
 */
export function decodeText(bytes: Uint8Array): string | undefined {
  const encoding =
    bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : 'utf-8';
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}
