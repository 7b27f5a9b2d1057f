import { defineConfig } from '@playwright/test';

/** End-to-end tests in the real application. One window at a time: focus, clipboard and display are shared. */
export default defineConfig({
  testDir: 'tests/e2e',
  // `npm run shots` takes pictures with the same machinery.
  testMatch: process.env.NETWRIGHT_SHOTS ? '**/*.shots.ts' : '**/*.spec.ts',
  outputDir: 'test-results',
  workers: 1,
  fullyParallel: false,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: process.env.NETWRIGHT_E2E_REPORT
    ? [['list'], ['json', { outputFile: process.env.NETWRIGHT_E2E_REPORT }]]
    : [['list']],
  forbidOnly: true,
});
