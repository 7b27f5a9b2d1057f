import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseJson } from '../../../src/core/plan/index.ts';

const parseByEngine = (text: string): { ok: boolean; value?: unknown } => {
  try {
    return { ok: true, value: JSON.parse(text) };
  } catch {
    return { ok: false };
  }
};

describe('reading JSON', () => {
  it('accepts what the engine writes and gives the same value', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 6 }), (text) => {
        fc.pre(!text.includes('__proto__'));
        expect(parseJson(text)).toEqual({ ok: true, value: JSON.parse(text) });
      }),
    );
  });

  it('never accepts what the engine refuses, and refuses only what it has a reason for', () => {
    const pieces = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '"a"',
      '"b"',
      '"',
      '\\',
      '\\u00',
      '1',
      '-',
      '0',
      '.5',
      'e3',
      'true',
      'nul',
      ' ',
      '\n',
      '\u0001',
      '/',
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 12 }), (parts) => {
        const text = parts.join('');
        const engine = parseByEngine(text);
        const own = parseJson(text);
        if (own.ok) expect(engine).toEqual({ ok: true, value: own.value });
        else if (engine.ok) expect(['every key once', 'a number below 1.8e308']).toContain(own.error.expected);
      }),
      { numRuns: 3000 },
    );
  });

  it.each([
    ['{"a": [1, 2, x]}', { path: '$.a[2]', line: 1, column: 14, found: '"x"' }],
    ['{\n  "a": 1\n  "b": 2\n}', { path: '$.a', line: 3, column: 3, found: '"b"', expected: '"," or "}"' }],
    ['["tab\there"]', { column: 6, expected: 'the closing double quote' }],
    ['[01]', { column: 3 }],
    ['{"odd key": {"b": tru}}', { path: '$["odd key"].b', found: '"tru"' }],
  ])('says where %j is wrong', (text, expected) => {
    expect(parseJson(text)).toMatchObject({ ok: false, error: expected });
  });
});
