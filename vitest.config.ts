import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';

/** The core, the command line and the desktop's parts run without a plug-in; the UI's controllers need the Svelte compiler. */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'node',
          include: ['tests/**/*.test.ts'],
          exclude: ['tests/ui/**', 'tests/e2e/**'],
          testTimeout: 20_000,
        },
      },
      {
        plugins: [svelte({ configFile: './svelte.config.js' })],
        resolve: { conditions: ['browser', 'svelte'] },
        test: {
          name: 'ui',
          include: ['tests/ui/**/*.test.ts'],
          environment: './tests/support/client-environment.ts',
          // Svelte Flow ships .svelte files; without this Vitest hands them to Node uncompiled.
          server: { deps: { inline: ['@xyflow/svelte'] } },
        },
      },
    ],
  },
});
