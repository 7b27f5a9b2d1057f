/**
 * A Vitest environment without a DOM whose modules are compiled as for a browser.
 * Svelte compiles runes for a server to plain variables, so effects and derived state would be tested as something they are not.
 */
export default {
  name: 'client',
  viteEnvironment: 'client',
  setup: () => ({ teardown: () => undefined }),
};
