import { readFile } from 'node:fs/promises';
import type { Terminal } from '../../src/cli/terminal.ts';

/** A terminal that keeps what is written; files are read from disk unless they are given here. */
export interface FakeTerminal extends Terminal {
  readonly out: () => string;
  readonly error: () => string;
  readonly written: ReadonlyMap<string, Uint8Array>;
}

export function fakeTerminal(files: Readonly<Record<string, string | Uint8Array>> = {}, input = ''): FakeTerminal {
  const encode = (content: string | Uint8Array): Uint8Array =>
    typeof content === 'string' ? new TextEncoder().encode(content) : content;
  const written = new Map<string, Uint8Array>();
  let [out, error] = ['', ''];
  return {
    write: (text) => {
      out += text;
    },
    writeError: (text) => {
      error += text;
    },
    readFile: async (path) => {
      const given = files[path];
      return given === undefined ? readFile(path) : encode(given);
    },
    readStandardInput: async () => encode(input),
    writeFile: async (path, bytes) => {
      written.set(path, bytes);
    },
    today: () => '2026-11-21',
    version: () => '0.0.0-test',
    out: () => out,
    error: () => error,
    written,
  };
}
