import type { Theme } from '../../../contract/settings.ts';
import type { AppState } from '../app.svelte.ts';
import type { AppCommand } from '../commands.svelte.ts';
import type { LayoutController } from '../layout.svelte.ts';

/** What is seen and how: zoom, panels, theme, stepping through findings, help. */
export function createViewCommands(app: AppState): readonly AppCommand[] {
  const { viewport, view, selection, findings, layout, theme, dialogs, reach } = app;
  const toggle = (
    part: Exclude<keyof LayoutController, 'sideTool' | 'outlineWidth'>,
    label: string,
    shortcuts?: readonly string[],
  ): AppCommand => ({
    id: `view.${part}`,
    label,
    shortcuts,
    keywords: 'show hide toggle',
    checked: () => layout[part],
    run: () => (layout[part] = !layout[part]),
  });
  const pin = (setting: Theme, label: string): AppCommand => ({
    id: `view.theme-${setting}`,
    label,
    keywords: 'theme colours appearance',
    checked: () => theme.setting === setting,
    run: () => theme.set(setting),
  });
  const hasFindings = (): boolean => app.document.findings.length > 0;
  return [
    { id: 'view.zoom-in', label: 'Zoom in', shortcuts: ['Mod+=', 'Mod++'], keys: 'app', run: () => viewport.zoomIn() },
    { id: 'view.zoom-out', label: 'Zoom out', shortcuts: ['Mod+-'], keys: 'app', run: () => viewport.zoomOut() },
    { id: 'view.zoom-100', label: 'Zoom to 100 %', shortcuts: ['Shift+0', 'Mod+0'], run: () => viewport.zoomTo(1) },
    {
      id: 'view.fit',
      label: 'Fit the whole plan',
      shortcuts: ['Shift+1'],
      keywords: 'zoom all',
      run: () => view.fitAll(),
    },
    {
      id: 'view.fit-selection',
      label: 'Fit the selection',
      shortcuts: ['Shift+2'],
      keywords: 'zoom',
      when: () => selection.refs.length > 0,
      run: () => view.fitSelection(),
    },
    {
      id: 'view.next-finding',
      label: 'Next finding',
      shortcuts: ['F8'],
      keys: 'app',
      keywords: 'error warning problem',
      when: hasFindings,
      run: () => findings.step(1),
    },
    {
      id: 'view.previous-finding',
      label: 'Previous finding',
      shortcuts: ['Shift+F8'],
      keys: 'app',
      when: hasFindings,
      run: () => findings.step(-1),
    },
    {
      id: 'view.compare',
      label: 'Compare with…',
      keywords: 'diff difference review change before after',
      checked: () => layout.sideTool === 'compare',
      run: () => app.compare.toggle(),
    },
    {
      id: 'view.what-if',
      label: 'What if…',
      shortcuts: ['Shift+Alt+W'],
      keywords: 'capacity growth nodes pods surge fit upgrade forecast',
      run: () => dialogs.open({ kind: 'whatIf' }),
    },
    toggle('palette', 'Palette'),
    toggle('inspector', 'Inspector', ['Mod+Alt+I']),
    toggle('findings', 'Findings', ['Mod+Shift+M']),
    toggle('outline', 'Outline', ['Mod+Shift+O']),
    toggle('minimap', 'Minimap'),
    toggle('grid', 'Grid of dots', ["Mod+'"]),
    {
      id: 'view.reach',
      label: 'Who can reach whom',
      shortcuts: ['Mod+Shift+R'],
      keywords: 'reach path route connect traffic',
      checked: () => reach.isOpen,
      run: () => (reach.isOpen ? reach.close() : reach.open()),
    },
    {
      id: 'view.reach-matrix',
      label: 'Reach matrix of the whole plan…',
      keywords: 'reach all pairs table grid',
      run: () => dialogs.open({ kind: 'reachMatrix' }),
    },
    pin('system', 'Theme of the system'),
    pin('light', 'Light theme'),
    pin('dark', 'Dark theme'),
    {
      id: 'help.commands',
      label: 'Commands and objects…',
      shortcuts: ['Mod+K'],
      keys: 'app',
      inPalette: false,
      run: () => dialogs.open({ kind: 'commandPalette', query: '' }),
    },
    {
      id: 'help.keys',
      label: 'Keys',
      shortcuts: ['?'],
      keywords: 'shortcuts help keyboard',
      run: () => dialogs.open({ kind: 'keys' }),
    },
    {
      id: 'help.settings',
      label: 'Settings…',
      shortcuts: ['Mod+,'],
      keys: 'app',
      keywords: 'theme preferences',
      run: () => dialogs.open({ kind: 'settings' }),
    },
    { id: 'help.rules', label: 'All rules', keywords: 'catalogue why', run: () => dialogs.open({ kind: 'rules' }) },
    { id: 'help.about', label: 'About Netwright', run: () => dialogs.open({ kind: 'about' }) },
  ];
}
