import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { SOURCES } from '../../../src/core/azure/index.ts';
import { RULES } from '../../../src/core/rules/index.ts';

/** Every id of the rule catalogue as its review left it. */
const catalogue: readonly string[] = JSON.parse(readFileSync('tests/fixtures/catalogue-rule-ids.json', 'utf8'));

it('every rule of the catalogue is there, once, and no other', () => {
  expect(RULES.map(({ id }) => id).toSorted()).toEqual(catalogue.toSorted());
});

it.each(RULES)('$id has a failing and a passing example and a dated source', ({ examples, sources }) => {
  expect(examples.failing.length).toBeGreaterThan(0);
  expect(examples.passing.length).toBeGreaterThan(0);
  expect(sources.map(({ key }) => SOURCES.get(key)).filter((source) => source === undefined)).toEqual([]);
  expect(sources.length).toBeGreaterThan(0);
});
