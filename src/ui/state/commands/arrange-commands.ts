import type { AppState } from '../app.svelte.ts';
import type { AppCommand } from '../commands.svelte.ts';
import type { Arrangement } from '../planning-core.ts';

const arrangements: readonly {
  readonly how: Arrangement;
  readonly label: string;
  readonly shortcuts?: readonly string[];
}[] = [
  { how: 'align-left', label: 'Align left', shortcuts: ['Alt+A'] },
  { how: 'align-center', label: 'Align centres', shortcuts: ['Alt+H'] },
  { how: 'align-right', label: 'Align right', shortcuts: ['Alt+D'] },
  { how: 'align-top', label: 'Align tops', shortcuts: ['Alt+W'] },
  { how: 'align-middle', label: 'Align middles', shortcuts: ['Alt+V'] },
  { how: 'align-bottom', label: 'Align bottoms', shortcuts: ['Alt+S'] },
  { how: 'distribute-horizontally', label: 'Distribute horizontally', shortcuts: ['Alt+Shift+H'] },
  { how: 'distribute-vertically', label: 'Distribute vertically', shortcuts: ['Alt+Shift+V'] },
];

/** Lining up what is selected, and laying out the whole plan anew. */
export function createArrangeCommands(app: AppState): readonly AppCommand[] {
  const { document, selection, editor, core, view } = app;
  const sizeOf = (id: string): { width: number; height: number } =>
    document.scene.items.find(({ ref }) => ref.id === id) ?? { width: 0, height: 0 };
  const selectedIds = (): string[] =>
    document.scene.items.filter((item) => selection.has(item.ref)).map(({ ref }) => ref.id);
  return [
    ...arrangements.map(({ how, label, shortcuts }): AppCommand => ({
      id: `arrange.${how}`,
      label,
      shortcuts,
      when: () => selectedIds().length >= (how.startsWith('distribute') ? 3 : 2),
      run: () => {
        const command = core.arrange(document.plan, selectedIds(), sizeOf, how);
        if (command !== undefined) editor.run(command);
      },
    })),
    {
      id: 'arrange.tidy',
      label: 'Tidy up the whole plan',
      keywords: 'layout arrange automatic',
      when: () => document.scene.items.length > 1,
      run: () => {
        editor.run(core.tidy(document.plan, sizeOf));
        view.fitAll();
      },
    },
  ];
}
