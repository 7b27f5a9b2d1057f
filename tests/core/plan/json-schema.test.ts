import { readFileSync, writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { formatPlanJsonSchema } from '../../../src/core/plan/index.ts';

const published = new URL('../../../static/plan.schema.json', import.meta.url);

// `UPDATE_PUBLISHED=1 npx vitest run tests/core/plan/json-schema.test.ts` writes the file anew.
it('the published JSON Schema is the one the program checks with', () => {
  if (process.env.UPDATE_PUBLISHED !== undefined) writeFileSync(published, formatPlanJsonSchema());
  expect(readFileSync(published, 'utf8')).toBe(formatPlanJsonSchema());
});
