import { describe, expect, it } from 'vitest';
import { describeShortcut, formatAccelerator, matchesShortcut, parseShortcut } from '../../src/ui/state/shortcut.ts';

interface Press {
  readonly key: string;
  readonly code?: string;
  readonly ctrl?: boolean;
  readonly meta?: boolean;
  readonly shift?: boolean;
  readonly alt?: boolean;
}
const press = ({ key, code = '', ctrl = false, meta = false, shift = false, alt = false }: Press) => ({
  key,
  code,
  ctrlKey: ctrl,
  metaKey: meta,
  shiftKey: shift,
  altKey: alt,
});

describe('shortcuts', () => {
  it.each<[shortcut: string, pressed: Press, isMac: boolean, matches: boolean]>([
    ['Mod+S', { key: 's', ctrl: true }, false, true],
    ['Mod+S', { key: 's', meta: true }, true, true],
    ['Mod+S', { key: 's', ctrl: true }, true, false],
    ['Mod+S', { key: 'S', ctrl: true, shift: true }, false, false],
    ['Mod+Shift+S', { key: 'S', ctrl: true, shift: true }, false, true],
    // A Greek layout types sigma on the S key.
    ['Mod+S', { key: 'σ', code: 'KeyS', ctrl: true }, false, true],
    // On a Mac Alt+A types å.
    ['Alt+A', { key: 'å', code: 'KeyA', alt: true }, true, true],
    // Shift+1 types ! on an English and + on a Swiss keyboard.
    ['Shift+1', { key: '!', code: 'Digit1', shift: true }, false, true],
    ['Shift+1', { key: '+', code: 'Digit1', shift: true }, false, true],
    // The question mark needs Shift on most keyboards and not on all.
    ['?', { key: '?', shift: true }, false, true],
    ['?', { key: '?' }, false, true],
    ['Mod+=', { key: '+', ctrl: true, shift: true }, false, true],
    ['Mod++', { key: '+', ctrl: true }, false, true],
    ['F8', { key: 'F8' }, false, true],
    ['F8', { key: 'F8', shift: true }, false, false],
    ['Delete', { key: 'Delete', ctrl: true }, false, false],
    ['ArrowLeft', { key: 'ArrowLeft', meta: true }, false, false],
  ])('%s against %o (Mac: %s) is %s', (shortcut, pressed, isMac, matches) => {
    expect(matchesShortcut(parseShortcut(shortcut), press(pressed), isMac)).toBe(matches);
  });

  it.each([
    ['Mod+Shift+S', 'CmdOrCtrl+Shift+S', 'Ctrl Shift S', '⇧ ⌘ S'],
    ['Alt+ArrowUp', 'Alt+Up', 'Alt ↑', '⌥ ↑'],
    ['Mod++', 'CmdOrCtrl+Plus', 'Ctrl +', '⌘ +'],
    ['?', '?', '?', '?'],
  ])('%s is %s for the menu and %s to read, %s on a Mac', (shortcut, accelerator, shown, onMac) => {
    const parsed = parseShortcut(shortcut);
    expect([
      formatAccelerator(parsed),
      describeShortcut(parsed, false).join(' '),
      describeShortcut(parsed, true).join(' '),
    ]).toEqual([accelerator, shown, onMac]);
  });

  it.each(['Strg+S', 'Mod+'])('refuses %s as a programmer’s mistake', (text) => {
    expect(() => parseShortcut(text)).toThrow();
  });
});
