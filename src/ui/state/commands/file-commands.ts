import type { AppCommand } from '../commands.svelte.ts';
import type { AppState } from '../app.svelte.ts';

/** New, open, save and what leaves the designer. */
export function createFileCommands(app: AppState): readonly AppCommand[] {
  const { file, dialogs, platform } = app;
  return [
    { id: 'file.new', label: 'New plan', shortcuts: ['Mod+N'], keys: 'app', run: () => file.newPlan() },
    { id: 'file.open', label: 'Open…', shortcuts: ['Mod+O'], keys: 'app', run: () => file.open() },
    {
      id: 'file.examples',
      label: 'Examples and ways to start…',
      keywords: 'welcome gallery',
      run: () => dialogs.open({ kind: 'welcome' }),
    },
    {
      id: 'file.import',
      label: 'Import Azure CLI output…',
      shortcuts: ['Mod+I'],
      keys: 'app',
      keywords: 'az json estate',
      run: () => app.importFromDialog(),
    },
    { id: 'file.save', label: 'Save', shortcuts: ['Mod+S'], keys: 'app', run: () => file.save() },
    { id: 'file.save-as', label: 'Save as…', shortcuts: ['Mod+Shift+S'], keys: 'app', run: () => file.saveAs() },
    {
      id: 'file.revert',
      label: 'Revert to saved…',
      when: () => file.current !== undefined && (file.isDirty || file.changedOnDisk !== undefined),
      run: () => file.revert(),
    },
    {
      id: 'file.reveal',
      label: 'Show in file manager',
      when: () => platform.edition === 'desktop' && file.current !== undefined,
      run: () => file.current && platform.revealFile({ path: file.current.path }),
    },
    {
      id: 'file.export',
      label: 'Export drawing…',
      shortcuts: ['Mod+E'],
      keys: 'app',
      keywords: 'png svg image picture',
      run: () => dialogs.open({ kind: 'export' }),
    },
  ];
}
