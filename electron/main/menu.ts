import type { MenuItemConstructorOptions } from 'electron';
import type { RecentFiles } from '../../src/contract/file.ts';
import type { CommandDescriptor, MenuEntry, MenuSection } from '../../src/contract/menu.ts';

interface MenuActions {
  readonly runCommand: (id: string) => void;
  readonly openRecent: (path: string) => void;
  readonly clearRecent: () => void;
}

interface MenuContent {
  readonly structure: readonly MenuSection[];
  readonly commands: readonly CommandDescriptor[];
  readonly recentFiles: RecentFiles;
  readonly platform: NodeJS.Platform;
}

/**
 * Turns the structure and what the renderer says of its commands into Electron's menu. Keys are shown but not registered: the page
 * listens for them itself, so a key means the same in a text field, on the canvas and in the web edition.
 */
export function buildMenuTemplate(content: MenuContent, actions: MenuActions): MenuItemConstructorOptions[] {
  const byId = new Map(content.commands.map((command) => [command.id, command]));

  function buildEntry(entry: MenuEntry): MenuItemConstructorOptions[] {
    switch (entry.type) {
      case 'separator':
        return [{ type: 'separator' }];
      case 'role':
        // macOS keeps Quit in the application menu.
        return entry.role === 'quit' && content.platform === 'darwin' ? [] : [{ role: entry.role }];
      case 'recent':
        return [buildRecent(entry.label)];
      case 'submenu':
        return wrap(entry.label, entry.entries);
      case 'command': {
        const command = byId.get(entry.id);
        return command === undefined ? [] : [buildCommand(command)];
      }
    }
  }

  function buildCommand({ id, label, accelerator, enabled, checked }: CommandDescriptor): MenuItemConstructorOptions {
    return {
      id,
      label: escapeLabel(label),
      enabled,
      ...(accelerator === undefined ? {} : { accelerator, registerAccelerator: false }),
      ...(checked === undefined ? {} : { type: 'checkbox' as const, checked }),
      click: () => actions.runCommand(id),
    };
  }

  function buildRecent(label: string): MenuItemConstructorOptions {
    const files = content.recentFiles.map(({ path, name }) => ({
      label: escapeLabel(`${name}  (${path})`),
      click: () => actions.openRecent(path),
    }));
    return {
      label,
      enabled: files.length > 0,
      submenu: [...files, { type: 'separator' }, { label: 'Clear List', click: () => actions.clearRecent() }],
    };
  }

  function wrap(label: string, entries: readonly MenuEntry[]): MenuItemConstructorOptions[] {
    const submenu = tidySeparators(entries.flatMap(buildEntry));
    return submenu.length === 0 ? [] : [{ label, submenu }];
  }

  const sections = content.structure.flatMap((section) => wrap(section.label, section.entries));
  return content.platform === 'darwin' ? [{ role: 'appMenu' }, ...sections, { role: 'windowMenu' }] : sections;
}

/** An ampersand in a menu marks the next letter, unless it is doubled. */
function escapeLabel(label: string): string {
  return label.replaceAll('&', '&&');
}

function tidySeparators(items: readonly MenuItemConstructorOptions[]): MenuItemConstructorOptions[] {
  const isSeparator = (item: MenuItemConstructorOptions | undefined): boolean =>
    item === undefined || item.type === 'separator';
  const single = items.filter((item, index) => !isSeparator(item) || !isSeparator(items[index - 1]));
  return isSeparator(single.at(-1)) ? single.slice(0, -1) : single;
}
