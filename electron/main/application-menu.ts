import { Menu } from 'electron';
import type { RecentFiles } from '../../src/contract/file.ts';
import { type CommandDescriptor, menuStructure } from '../../src/contract/menu.ts';
import { buildMenuTemplate } from './menu.ts';

type Actions = Parameters<typeof buildMenuTemplate>[1];

/** Keeps the native menu in step with the page's commands. */
export function createApplicationMenu(
  getRecentFiles: () => RecentFiles,
  actions: Actions,
): {
  readonly show: (commands: readonly CommandDescriptor[]) => void;
  readonly refresh: () => void;
} {
  let commands: readonly CommandDescriptor[] = [];
  let shape = '';

  function rebuild(): void {
    const content = { structure: menuStructure, commands, recentFiles: getRecentFiles(), platform: process.platform };
    Menu.setApplicationMenu(Menu.buildFromTemplate(buildMenuTemplate(content, actions)));
  }

  /** What is enabled and checked changes with every selection; replacing the whole menu for that would make an open one flicker. */
  function update(): void {
    const menu = Menu.getApplicationMenu();
    for (const { id, enabled, checked } of commands) {
      const item = menu?.getMenuItemById(id);
      if (!item) continue;
      if (item.enabled !== enabled) item.enabled = enabled;
      if (checked !== undefined && item.checked !== checked) item.checked = checked;
    }
  }

  return {
    show: (next) => {
      commands = next;
      const nextShape = JSON.stringify(
        next.map(({ id, label, accelerator, checked }) => [id, label, accelerator, checked === undefined]),
      );
      if (nextShape === shape) return update();
      shape = nextShape;
      rebuild();
    },
    refresh: rebuild,
  };
}
