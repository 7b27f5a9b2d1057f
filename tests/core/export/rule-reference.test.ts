import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { formatRuleReference } from '../../../src/core/export/rule-reference/index.ts';
import { RULES } from '../../../src/core/rules/index.ts';

const reference = formatRuleReference();

it('the published reference is up to date: npm run --silent netwright -- rules --format markdown > static/rules.md', () => {
  expect(readFileSync('static/rules.md', 'utf8') === reference).toBe(true);
});

it('names every rule once, with why, source and date', () => {
  const headings = [...reference.matchAll(/^### `(.*)`$/gm)].map(([, id]) => id);
  expect(headings.toSorted()).toEqual(RULES.map(({ id }) => id).toSorted());
  for (const section of reference.split(/^### /m).slice(1)) {
    expect(section).toMatch(/^- Found: /m);
    expect(section).toMatch(/^- Fine: /m);
    expect(section).toMatch(/^- Source: .*, (\d{4}(-\d{2}){0,2}|undated) \(/m);
  }
});
