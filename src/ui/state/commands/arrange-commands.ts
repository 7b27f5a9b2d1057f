import type { LayoutBox } from '../../../core/plan/index.ts';
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
  const selectedItems = (): typeof document.scene.items =>
    document.scene.items.filter((item) => selection.has(item.ref));
  const place = (positions: Readonly<Record<string, { readonly x: number; readonly y: number }>>): void => {
    const { boxes } = document.plan.layout;
    const placed = Object.entries(positions).map(([id, { x, y }]): [string, LayoutBox] => [id, { ...boxes[id], x, y }]);
    editor.place(Object.fromEntries(placed));
  };
  return [
    ...arrangements.map(({ how, label, shortcuts }): AppCommand => ({
      id: `arrange.${how}`,
      label,
      shortcuts,
      when: () => selectedItems().length >= (how.startsWith('distribute') ? 3 : 2),
      run: () => place(core.arrange(Object.fromEntries(selectedItems().map((item) => [item.ref.id, item])), how)),
    })),
    {
      id: 'arrange.tidy',
      label: 'Tidy up the whole plan',
      keywords: 'layout arrange automatic',
      when: () => document.scene.items.length > 1,
      run: () => {
        place(core.tidy(document.plan, Object.fromEntries(document.scene.items.map((item) => [item.ref.id, item]))));
        view.fitAll();
      },
    },
  ];
}
