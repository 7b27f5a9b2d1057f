// @ts-check
/**
 * Writes the simplest archive Electron can start from: files at the top level, uncompressed.
 * The header is JSON inside two Chromium "pickles": each a 32-bit length before its content.
 */
export function packAsar(/** @type {Readonly<Record<string, string>>} */ files) {
  let offset = 0;
  /** @type {Record<string, { size: number, offset: string }>} */
  const entries = {};
  const contents = Object.entries(files).map(([name, text]) => {
    const bytes = Buffer.from(text);
    entries[name] = { size: bytes.length, offset: String(offset) };
    offset += bytes.length;
    return bytes;
  });
  const header = Buffer.from(JSON.stringify({ files: entries }));
  const paddedLength = Math.ceil(header.length / 4) * 4;
  const prefix = Buffer.alloc(16 + paddedLength);
  prefix.writeUInt32LE(4, 0);
  prefix.writeUInt32LE(paddedLength + 8, 4);
  prefix.writeUInt32LE(paddedLength + 4, 8);
  prefix.writeUInt32LE(header.length, 12);
  header.copy(prefix, 16);
  return Buffer.concat([prefix, ...contents]);
}
