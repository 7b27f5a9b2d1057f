import { expect, it } from 'vitest';
import { DISAGREEMENTS, disagreementsOf, SOURCES } from '../../../src/core/azure/index.ts';
import { findRule } from '../../../src/core/rules/index.ts';

it.each(DISAGREEMENTS)('$id names known sources on both sides and says what is used', ({ older, newer, used }) => {
  for (const { text, sources } of [older, newer]) {
    expect(text).not.toBe('');
    expect(sources.length).toBeGreaterThan(0);
    for (const key of sources) expect(SOURCES.has(key), key).toBe(true);
  }
  expect(used).toMatch(/\.$/);
});

it('is numbered as in the catalogue, D1 to D45', () => {
  expect(DISAGREEMENTS.map(({ id }) => id)).toEqual(Array.from({ length: 45 }, (_, index) => `D${index + 1}`));
});

it('names only rules there are', () => {
  expect(DISAGREEMENTS.flatMap(({ rules }) => rules).filter((id) => findRule(id) === undefined)).toEqual([]);
});

it('is found from the rules whose answer depends on it', () => {
  expect(disagreementsOf('bastion-subnet-size').map(({ id }) => id)).toEqual(['D24']);
  expect(disagreementsOf('cidr-syntax')).toEqual([]);
});
