/**
 * Keys as text: modifiers joined by `+`, then the key as `KeyboardEvent.key` names it. `Mod` is Ctrl, on a Mac Cmd.
 * Examples: `Mod+Shift+S`, `Shift+1`, `F8`, `?`, `Alt+ArrowUp`, `Mod+'`.
 */
export interface Shortcut {
  readonly mod: boolean;
  readonly ctrl: boolean;
  readonly alt: boolean;
  readonly shift: boolean;
  readonly key: string;
}

type KeyPress = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>;

const electronNames: Readonly<Record<string, string>> = {
  ArrowUp: 'Up',
  ArrowDown: 'Down',
  ArrowLeft: 'Left',
  ArrowRight: 'Right',
  Escape: 'Esc',
  '+': 'Plus',
};
const shownNames: Readonly<Record<string, string>> = {
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  Escape: 'Esc',
  ' ': 'Space',
};
const macModifiers = { mod: '⌘', ctrl: '⌃', alt: '⌥', shift: '⇧' } as const;

/** Reads a shortcut. A programmer's mistake in it throws, so the tests find it. */
export function parseShortcut(text: string): Shortcut {
  const parts = text === '+' || text.endsWith('++') ? [...text.slice(0, -2).split('+'), '+'] : text.split('+');
  const key = parts.at(-1) ?? '';
  const modifiers = new Set(parts.slice(0, -1).filter((part) => part !== ''));
  for (const modifier of modifiers) {
    if (!['Mod', 'Ctrl', 'Alt', 'Shift'].includes(modifier))
      throw new Error(`Unknown modifier "${modifier}" in "${text}"`);
  }
  if (key === '') throw new Error(`No key in "${text}"`);
  return {
    mod: modifiers.has('Mod'),
    ctrl: modifiers.has('Ctrl'),
    alt: modifiers.has('Alt'),
    shift: modifiers.has('Shift'),
    key,
  };
}

/** True when the key press is this shortcut, on any keyboard layout where that can be told. */
export function matchesShortcut(shortcut: Shortcut, press: KeyPress, isMac: boolean): boolean {
  const mod = isMac ? press.metaKey : press.ctrlKey;
  const ctrl = isMac ? press.ctrlKey : false;
  if (shortcut.mod !== mod || shortcut.ctrl !== ctrl || shortcut.alt !== press.altKey || (!isMac && press.metaKey))
    return false;
  const { key } = shortcut;
  if (/^[A-Z]$/.test(key)) return shortcut.shift === press.shiftKey && isLetter(key, press);
  // Shift changes what a digit key types, so the physical key decides.
  if (/^\d$/.test(key))
    return (
      shortcut.shift === press.shiftKey &&
      (press.code === `Digit${key}` || press.code === `Numpad${key}` || press.key === key)
    );
  if (key.length > 1 || key === ' ') return shortcut.shift === press.shiftKey && press.key === key;
  // Other signs need Shift on some layouts and not on others.
  return press.key === key || (key === "'" && press.code === 'Quote') || (key === '=' && press.key === '+');
}

function isLetter(letter: string, press: KeyPress): boolean {
  const typed = press.key.toUpperCase();
  // Alt on a Mac and non-Latin layouts type something else; there the key's place decides.
  return /^[A-Z]$/.test(typed) ? typed === letter : press.code === `Key${letter}`;
}

/** For Electron's menu: "CmdOrCtrl+Shift+S". */
export function formatAccelerator({ mod, ctrl, alt, shift, key }: Shortcut): string {
  return [mod && 'CmdOrCtrl', ctrl && 'Ctrl', alt && 'Alt', shift && 'Shift', electronNames[key] ?? key]
    .filter((part) => part !== false)
    .join('+');
}

/** The keys to show, one text a key: ["Ctrl", "Shift", "S"], on a Mac ["⇧", "⌘", "S"]. */
export function describeShortcut({ mod, ctrl, alt, shift, key }: Shortcut, isMac: boolean): readonly string[] {
  const name = shownNames[key] ?? key;
  const parts = isMac
    ? [ctrl && macModifiers.ctrl, alt && macModifiers.alt, shift && macModifiers.shift, mod && macModifiers.mod]
    : [(mod || ctrl) && 'Ctrl', alt && 'Alt', shift && 'Shift'];
  return [...parts.filter((part) => part !== false), name];
}
