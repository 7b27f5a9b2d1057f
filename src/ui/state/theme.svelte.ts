import type { Theme } from '../../contract/settings.ts';

/** Light or dark: follows the system, or pinned in the settings. */
export class ThemeController {
  /** What the person chose. */
  setting: Theme = $state('system');
  #systemIsDark = $state(false);
  /** What is on screen. */
  readonly resolved: 'light' | 'dark' = $derived(
    this.setting === 'system' ? (this.#systemIsDark ? 'dark' : 'light') : this.setting,
  );
  readonly #store: (theme: Theme) => void;

  /** `system` tells whether the system is dark and when that changes; `store` keeps the choice. */
  constructor(system: MediaQueryList, store: (theme: Theme) => void) {
    this.#store = store;
    this.#systemIsDark = system.matches;
    system.addEventListener('change', (event) => (this.#systemIsDark = event.matches));
  }

  /** Takes over the stored choice at start. */
  restore(theme: Theme): void {
    this.setting = theme;
  }

  set(theme: Theme): void {
    this.setting = theme;
    this.#store(theme);
  }
}
