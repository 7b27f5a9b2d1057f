import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import * as address from '../../src/core/address/index.ts';

/** Docstrings promise `@example expression // value`; here each promise is kept or the test fails with its file and line. */
interface Example {
  readonly place: string;
  readonly expression: string;
  readonly value: string | undefined;
}

const SEPARATOR = ' // ';

function readExamples(file: string): readonly Example[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .flatMap((line, number): readonly Example[] => {
      const text = /^\s*(?:\/\*)?\*\s+@example\s+(.*?)(?:\s*\*\/)?$/.exec(line)?.[1];
      if (text === undefined) return [];
      const at = text.lastIndexOf(SEPARATOR);
      const place = `${file}:${number + 1}`;
      return at === -1
        ? [{ place, expression: text, value: undefined }]
        : [{ place, expression: text.slice(0, at), value: text.slice(at + SEPARATOR.length) }];
    });
}

/** What an example may name: the file's own exports, then those of its room, then the address functions. */
async function scopeOf(file: string): Promise<Readonly<Record<string, unknown>>> {
  const room = join(dirname(file), 'index.ts');
  const modules: Record<string, unknown>[] = await Promise.all(
    [room, file].filter(existsSync).map((path) => import(/* @vite-ignore */ resolve(path))),
  );
  return Object.assign({ ...address }, ...modules);
}

function evaluate(expression: string, scope: Readonly<Record<string, unknown>>): unknown {
  return new Function(...Object.keys(scope), `'use strict'; return (${expression});`)(...Object.values(scope));
}

const files = globSync('src/core/**/*.ts').sort();

describe.each(files.map((file) => [file, readExamples(file)] as const).filter(([, examples]) => examples.length > 0))(
  'the examples in %s',
  (file, examples) => {
    it.each(examples.map((example) => [example.place, example] as const))('%s holds', async (_, example) => {
      const { expression, value } = example;
      if (value === undefined) throw new Error(`no value: write "@example ${expression}${SEPARATOR}value" on one line`);
      const scope = await scopeOf(file);
      expect(evaluate(expression, scope)).toEqual(evaluate(value, scope));
    });
  },
);

it('every function of the address room shows an example', () => {
  const shown = files
    .filter((file) => file.startsWith('src/core/address/'))
    .flatMap(readExamples)
    .map(({ expression }) => expression)
    .join('\n');
  const missing = Object.entries(address)
    .filter(([name, value]) => typeof value === 'function' && !new RegExp(`\\b${name}\\(`).test(shown))
    .map(([name]) => name);
  expect(missing).toEqual([]);
});
