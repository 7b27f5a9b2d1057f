import type { CommandDescriptor } from '../../contract/menu.ts';
import { describeShortcut, formatAccelerator, matchesShortcut, parseShortcut, type Shortcut } from './shortcut.ts';

/** One thing a person can do: every key, menu item, button and palette entry is one of these. */
export interface AppCommand {
  /** `group.action`, the same id the native menu uses. */
  readonly id: string;
  /** A function where the name says what will happen ("Undo Move snet-aks"). */
  readonly label: string | (() => string);
  /** All keys that run it; the first is shown. Spelt as in shortcut.ts. */
  readonly shortcuts?: readonly string[];
  /**
   * Where the keys work: `canvas` (default) not in text fields and not over dialogs, `settled` also in text fields in which nothing is half
   * typed (they say so with `data-settled`), `app` everywhere.
   */
  readonly keys?: 'canvas' | 'settled' | 'app';
  /** Further words the command palette finds it by. */
  readonly keywords?: string;
  /** False: left out of the command palette (nudges and the like); the list of keys still shows it. */
  readonly inPalette?: boolean;
  /** Missing = always possible. */
  readonly when?: () => boolean;
  /** Present for what is switched on and off. */
  readonly checked?: () => boolean;
  readonly run: () => unknown;
}

interface Registered extends AppCommand {
  readonly parsed: readonly Shortcut[];
}

/** The registry of all commands. */
export class CommandController {
  #commands: readonly Registered[] = $state.raw([]);
  #isMac = $state(false);
  readonly #isDialogOpen: () => boolean;

  constructor(isDialogOpen: () => boolean) {
    this.#isDialogOpen = isDialogOpen;
  }

  readonly all: readonly AppCommand[] = $derived(this.#commands);

  /** Told at start: on a Mac `Mod` is the Cmd key. */
  set isMac(isMac: boolean) {
    this.#isMac = isMac;
  }
  get isMac(): boolean {
    return this.#isMac;
  }

  /** Adds commands. An id used twice throws. The answer takes them out again. */
  register(commands: readonly AppCommand[]): () => void {
    const known = new Set(this.#commands.map((command) => command.id));
    for (const { id } of commands) {
      if (known.has(id)) throw new Error(`Command "${id}" is registered twice`);
      known.add(id);
    }
    const added: readonly Registered[] = commands.map((command) => ({
      ...command,
      parsed: (command.shortcuts ?? []).map(parseShortcut),
    }));
    this.#commands = [...this.#commands, ...added];
    return () => {
      this.#commands = this.#commands.filter((command) => !added.includes(command));
    };
  }

  find(id: string): AppCommand | undefined {
    return this.#commands.find((command) => command.id === id);
  }

  /** Runs a command if it is possible now. */
  run(id: string): boolean {
    const command = this.find(id);
    if (command === undefined || command.when?.() === false) return false;
    void command.run();
    return true;
  }

  isEnabled(id: string): boolean {
    const command = this.find(id);
    return command !== undefined && command.when?.() !== false;
  }

  labelOf(command: AppCommand): string {
    return typeof command.label === 'string' ? command.label : command.label();
  }

  /** The keys of a command's first shortcut, one text a key; empty when it has none. */
  keysOf(id: string): readonly string[] {
    const shortcut = this.#commands.find((command) => command.id === id)?.parsed[0];
    return shortcut === undefined ? [] : describeShortcut(shortcut, this.#isMac);
  }

  /** All keys of a command, for the list of keys. */
  allKeysOf(id: string): readonly (readonly string[])[] {
    return (this.#commands.find((command) => command.id === id)?.parsed ?? []).map((shortcut) =>
      describeShortcut(shortcut, this.#isMac),
    );
  }

  /** Runs what a key press means. True when it meant something, and the browser shall not handle it as well. */
  handleKey(event: KeyboardEvent): boolean {
    const needed = reach[this.#placeOf(event)];
    for (const command of this.#commands) {
      if (reach[command.keys ?? 'canvas'] < needed) continue;
      if (!command.parsed.some((shortcut) => matchesShortcut(shortcut, event, this.#isMac))) continue;
      if (command.when?.() === false) continue;
      void command.run();
      return true;
    }
    return false;
  }

  /** Which commands a key may run where it was pressed. */
  #placeOf({ target, key, ctrlKey, metaKey, altKey }: KeyboardEvent): NonNullable<AppCommand['keys']> {
    if (this.#isDialogOpen()) return 'app';
    if (isTextField(target)) return isSettled(target) ? 'settled' : 'app';
    // A letter alone is a tool of the canvas; lists elsewhere find their lines by it.
    const isOwn = controlKeys.has(key) || (/^\p{L}$/u.test(key) && !altKey);
    return isOwn && !ctrlKey && !metaKey && !isCanvas(target) ? 'app' : 'canvas';
  }

  /** What the native menu needs to know, by id. */
  get descriptors(): CommandDescriptor[] {
    return this.#commands.map((command) => {
      const shortcut = command.parsed[0];
      return {
        id: command.id,
        label: this.labelOf(command),
        enabled: command.when?.() !== false,
        ...(shortcut === undefined ? {} : { accelerator: formatAccelerator(shortcut) }),
        ...(command.checked === undefined ? {} : { checked: command.checked() }),
      };
    });
  }
}

const reach = { canvas: 0, settled: 1, app: 2 } as const;

/** Keys that buttons, lists and panels use themselves; as commands they mean something on the canvas only. */
const controlKeys: ReadonlySet<string> = new Set([
  'Enter',
  'Escape',
  'Delete',
  'Backspace',
  'ArrowUp',
  'ArrowDown',
  'ArrowLeft',
  'ArrowRight',
  'PageUp',
  'PageDown',
  'ContextMenu',
]);

/** The canvas marks itself with `data-canvas`; with nothing focused, keys are for the canvas too. */
function isCanvas(target: EventTarget | null): boolean {
  if (!(target instanceof Element)) return true;
  // The zoom buttons on the canvas are buttons first.
  if (target.closest('button') !== null) return false;
  return target === document.body || target === document.documentElement || target.closest('[data-canvas]') !== null;
}

function isSettled(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.dataset.settled === 'true';
}

/** True where typed keys are text. */
export function isTextField(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement)
    return true;
  return (
    target instanceof HTMLInputElement && !['checkbox', 'radio', 'button', 'range', 'submit'].includes(target.type)
  );
}
