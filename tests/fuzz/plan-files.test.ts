import { expect, it } from 'vitest';
import { run } from './plan-files.fuzz.ts';

// The long run is `npm run fuzz`; seeds that once failed stay here.
it('800 plan files with something wrong are refused clearly or are whole plans', () => {
  const { failures, seen } = run({ seed: 1, cases: 800, log: () => undefined });
  expect(failures).toEqual([]);
  expect(Object.keys(seen).sort()).toEqual(
    ['duplicate-id', 'json', 'newer', 'not-a-plan', 'plan', 'schema', 'unknown-key', 'unresolved']
      .filter((word) => word in seen)
      .sort(),
  );
  for (const word of ['plan', 'json', 'schema', 'unknown-key']) expect(seen[word]).toBeGreaterThan(20);
}, 60_000);
