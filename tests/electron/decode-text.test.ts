import { expect, it } from 'vitest';
import { decodeText } from '../../electron/main/decode-text.ts';

const plan = '{"name":"Zürich"}';
const utf16 = (mark: readonly number[], isLittle: boolean): Uint8Array => {
  const bytes = Buffer.from(plan, 'utf16le');
  return new Uint8Array([...mark, ...(isLittle ? bytes : bytes.swap16())]);
};

it.each([
  ['UTF-8', new TextEncoder().encode(plan)],
  ['UTF-8 with a byte order mark', new Uint8Array([0xef, 0xbb, 0xbf, ...new TextEncoder().encode(plan)])],
  ['UTF-16 as Windows PowerShell writes it', utf16([0xff, 0xfe], true)],
  ['UTF-16 of the other order', utf16([0xfe, 0xff], false)],
])('reads %s', (_encoding, bytes) => {
  expect(decodeText(bytes)).toBe(plan);
});

it('takes bytes that are no text for none', () => {
  expect(decodeText(new Uint8Array([0x7b, 0xc3, 0x28]))).toBeUndefined();
});
