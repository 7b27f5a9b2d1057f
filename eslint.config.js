import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import tseslint from 'typescript-eslint';
import svelteConfig from './svelte.config.js';

/** What the house style asks for everywhere: no `any`, no `!`, no `enum`, no default exports, no `export *`. */
const house = {
  '@typescript-eslint/no-explicit-any': 'error',
  '@typescript-eslint/no-non-null-assertion': 'error',
  '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
  '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
  'no-restricted-syntax': [
    'error',
    { selector: 'TSEnumDeclaration', message: 'Use a union of string literals.' },
    { selector: 'ExportAllDeclaration', message: 'List what is exported by name.' },
    { selector: 'ExportDefaultDeclaration', message: 'Export by name.' },
  ],
  eqeqeq: ['error', 'always', { null: 'ignore' }],
  'no-console': 'error',
  'prefer-const': 'error',
};

export default tseslint.config(
  { ignores: ['node_modules/', 'out/', 'dist/', '.cache/', 'test-results/', 'playwright-report/', 'tests/fixtures/'] },
  tseslint.configs.recommended,
  svelte.configs.recommended,
  {
    files: ['**/*.ts', '**/*.js', '**/*.svelte'],
    languageOptions: { globals: { ...globals.browser, ...globals.node } },
    rules: house,
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: tseslint.parser, extraFileExtensions: ['.svelte'], svelteConfig } },
    rules: {
      'prefer-const': 'off',
      'no-undef': 'off',
      // State is replaced as a whole ($state.raw), never changed in place; sets and maps inside are plain ones on purpose.
      'svelte/prefer-svelte-reactivity': 'off',
      // Reads the reason after a code as more codes; the compiler itself warns of a code that does nothing.
      'svelte/no-unused-svelte-ignore': 'off',
    },
  },
  {
    files: ['src/core/**/*.ts'],
    rules: {
      'no-restricted-globals': ['error', 'Date', 'performance', 'setTimeout', 'setInterval', 'fetch', 'process'],
      'no-restricted-properties': [
        'error',
        { object: 'Math', property: 'random', message: 'The core is deterministic.' },
      ],
    },
  },
  {
    files: ['*.config.js', '*.config.ts', 'electron/*.config.ts', 'tests/support/client-environment.ts'],
    rules: { 'no-restricted-syntax': 'off' },
  },
  { files: ['**/*.cjs'], rules: { '@typescript-eslint/no-require-imports': 'off' } },
  {
    files: ['electron/runtime/**', 'src/cli/**', 'tests/bench/**', 'tests/e2e/**', 'tests/fuzz/**'],
    rules: { 'no-console': 'off' },
  },
);
