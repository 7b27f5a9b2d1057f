import type { AppState } from '../app.svelte.ts';
import type { AppCommand } from '../commands.svelte.ts';

/** Undo, clipboard, selection, and what is done to the selected objects. */
export function createEditCommands(app: AppState): readonly AppCommand[] {
  const { document, selection, editor, dialogs, findings, notices } = app;
  const hasSelection = (): boolean => selection.refs.length > 0;
  return [
    {
      id: 'edit.undo',
      label: () => (document.canUndo ? `Undo ${document.undoLabel}` : 'Undo'),
      shortcuts: ['Mod+Z'],
      keys: 'settled',
      when: () => document.canUndo,
      run: () => editor.undo(),
    },
    {
      id: 'edit.redo',
      label: () => (document.canRedo ? `Redo ${document.redoLabel}` : 'Redo'),
      shortcuts: ['Mod+Shift+Z', 'Mod+Y'],
      keys: 'settled',
      when: () => document.canRedo,
      run: () => editor.redo(),
    },
    // No keys of their own: the browser turns Ctrl+X, C and V into clipboard events, which need no permission.
    { id: 'edit.cut', label: 'Cut', when: hasSelection, run: () => app.clipboard.trigger('cut') },
    { id: 'edit.copy', label: 'Copy', when: hasSelection, run: () => app.clipboard.trigger('copy') },
    { id: 'edit.paste', label: 'Paste', run: () => app.clipboard.trigger('paste') },
    {
      id: 'edit.duplicate',
      label: 'Duplicate',
      shortcuts: ['Mod+D'],
      when: hasSelection,
      run: () => app.clipboard.duplicate(),
    },
    {
      id: 'edit.delete',
      label: 'Delete',
      shortcuts: ['Delete', 'Backspace'],
      keywords: 'remove',
      when: hasSelection,
      run: () => editor.remove(),
    },
    {
      id: 'edit.select-all',
      label: 'Select all',
      shortcuts: ['Mod+A'],
      run: () => selection.set(document.scene.items.map(({ ref }) => ref)),
    },
    {
      id: 'edit.select-none',
      label: 'Select nothing',
      shortcuts: ['Mod+Shift+A'],
      when: hasSelection,
      run: () => selection.clear(),
    },
    {
      id: 'edit.find',
      label: 'Find a name or an address…',
      shortcuts: ['Mod+F'],
      keys: 'app',
      keywords: 'search go to',
      run: () => dialogs.open({ kind: 'find' }),
    },
    {
      id: 'edit.rename',
      label: 'Rename',
      shortcuts: ['F2'],
      when: () => selection.primary !== undefined,
      run: () => app.requestRename(),
    },
    {
      id: 'edit.quick-fix',
      label: 'Quick fix…',
      shortcuts: ['Mod+.'],
      keys: 'app',
      when: () => findings.inHand.length > 0,
      run: () => {
        if (findings.canFix) dialogs.open({ kind: 'fixes', findings: findings.inHand });
        else notices.show({ tone: 'info', text: 'There is no quick fix for this; its Why? tells what to do.' });
      },
    },
  ];
}
