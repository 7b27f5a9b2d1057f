import { expect, it } from 'vitest';
import { run } from './import-files.fuzz.ts';

// The long run is `npm run fuzz`; seeds that once failed stay here.
it('400 estates with something wrong are refused clearly or give whole plans', () => {
  const { failures, seen } = run({ seed: 1, cases: 400, log: () => undefined });
  expect(failures).toEqual([]);
  for (const word of ['notJson', 'whole plan', 'plan, parts unread']) expect(seen[word]).toBeGreaterThan(20);
}, 60_000);
