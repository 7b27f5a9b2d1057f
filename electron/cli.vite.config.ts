import { builtinModules } from 'node:module';
import { join } from 'node:path';
import { defineConfig } from 'vite';

const root = join(import.meta.dirname, '..');

/** The command line as one folder of plain JavaScript: what the `bin` of the package runs. */
export default defineConfig({
  root,
  publicDir: false,
  build: {
    ssr: join(root, 'src/cli/netwright.ts'),
    outDir: join(root, 'out/cli'),
    target: 'node20',
    minify: false,
    rollupOptions: {
      output: { format: 'es', entryFileNames: 'netwright.js', banner: '#!/usr/bin/env node' },
      // A native module cannot be bundled; it is a dependency of the package.
      external: [...builtinModules, ...builtinModules.map((name) => `node:${name}`), '@resvg/resvg-js'],
    },
  },
  ssr: { noExternal: true, external: ['@resvg/resvg-js'] },
});
