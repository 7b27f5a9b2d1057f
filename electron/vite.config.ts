import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'electron-vite';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const at = (path: string): string => join(root, path);

/** Three builds of one application. The renderer's is the web edition too: it asks at run time whether a desktop is there. */
export default defineConfig({
  main: {
    build: {
      minify: true,
      outDir: at('out/main'),
      externalizeDeps: false,
      rollupOptions: {
        input: at('electron/main/index.ts'),
        output: { format: 'es', entryFileNames: '[name].js' },
      },
    },
  },
  preload: {
    build: {
      outDir: at('out/preload'),
      externalizeDeps: false,
      // A sandboxed preload must be one CommonJS file.
      rollupOptions: {
        input: at('electron/preload/index.ts'),
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: at('src/ui'),
    publicDir: at('static'),
    // With a root of its own the plug-in looks for its configuration there and finds none.
    plugins: [svelte({ configFile: at('svelte.config.js') })],
    build: {
      // A third of the text to read and compile at every start.
      minify: true,
      outDir: at('out/renderer'),
      rollupOptions: {
        input: at('src/ui/index.html'),
        // The core is pure: a file of it that nothing is used of need not run, so the rules stay out of the first frame.
        treeshake: { moduleSideEffects: (id) => !id.includes('/src/core/') },
        // What the first frame needs is one file and one request; everything else is read later, part by part.
        output: { codeSplitting: { groups: [{ name: 'start', tags: ['$initial'] }] } },
      },
    },
  },
});
