import type { MenuItemConstructorOptions } from 'electron';
import { describe, expect, it, vi } from 'vitest';
import { buildMenuTemplate } from '../../electron/main/menu.ts';
import { type MenuEntry, menuStructure } from '../../src/contract/menu.ts';

const actions = { runCommand: vi.fn(), openRecent: vi.fn(), clearRecent: vi.fn() };
const structure = [
  {
    label: 'File',
    entries: [
      { type: 'command', id: 'file.new' },
      { type: 'separator' },
      { type: 'command', id: 'file.gone' },
      { type: 'separator' },
      { type: 'recent', label: 'Open Recent' },
      { type: 'separator' },
      { type: 'role', role: 'quit' },
    ],
  },
  { label: 'Empty', entries: [{ type: 'command', id: 'nothing.here' }, { type: 'separator' }] },
] as const;
const commands = [{ id: 'file.new', label: 'New & empty', accelerator: 'CmdOrCtrl+N', enabled: false, checked: true }];

const build = (
  platform: NodeJS.Platform,
  recentFiles: { path: string; name: string }[] = [],
): MenuItemConstructorOptions[] => buildMenuTemplate({ structure, commands, recentFiles, platform }, actions);
const itemsOf = (item: MenuItemConstructorOptions | undefined): MenuItemConstructorOptions[] =>
  Array.isArray(item?.submenu) ? item.submenu : [];

describe('buildMenuTemplate', () => {
  it('leaves out commands nobody described, doubled separators and empty menus', () => {
    const menu = build('linux');
    expect(menu.map(({ label }) => label)).toEqual(['File']);
    expect(itemsOf(menu[0]).map(({ label, type, role }) => label ?? role ?? type)).toEqual([
      'New && empty',
      'separator',
      'Open Recent',
      'separator',
      'quit',
    ]);
  });

  it('shows the key of a command without taking it from the page', () => {
    expect(itemsOf(build('linux')[0])[0]).toMatchObject({
      accelerator: 'CmdOrCtrl+N',
      registerAccelerator: false,
      enabled: false,
      type: 'checkbox',
      checked: true,
    });
  });

  it('tells which command was chosen, and which plan', () => {
    const items = itemsOf(build('linux', [{ path: '/a/hub.json', name: 'hub.json' }])[0]);
    const click = (item: MenuItemConstructorOptions | undefined): unknown =>
      Reflect.apply(item?.click ?? (() => undefined), undefined, []);
    click(items[0]);
    expect(actions.runCommand).toHaveBeenCalledWith('file.new');
    click(itemsOf(items[2])[0]);
    expect(actions.openRecent).toHaveBeenCalledWith('/a/hub.json');
  });

  it('gives macOS its application menu, and Quit only there', () => {
    const menu = build('darwin');
    expect(menu.map(({ label, role }) => label ?? role)).toEqual(['appMenu', 'File', 'windowMenu']);
    expect(itemsOf(menu[1]).some(({ role }) => role === 'quit')).toBe(false);
  });
});

it('names no command twice in the menus', () => {
  const idsOf = (entry: MenuEntry): string[] =>
    entry.type === 'command' ? [entry.id] : entry.type === 'submenu' ? entry.entries.flatMap(idsOf) : [];
  const ids = menuStructure.flatMap((section) => section.entries.flatMap(idsOf));
  expect(new Set(ids).size).toBe(ids.length);
});
