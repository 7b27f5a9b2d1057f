import { describe, expect, it } from 'vitest';
import { menuStructure, type MenuEntry } from '../../src/contract/menu.ts';
import { commandDescriptorSchema } from '../../src/contract/menu.ts';
import { createTestApp } from './support/create-app.ts';
import { rename } from './support/fake-core.ts';

const idsIn = (entries: readonly MenuEntry[]): readonly string[] =>
  entries.flatMap((entry) =>
    entry.type === 'command' ? [entry.id] : entry.type === 'submenu' ? idsIn(entry.entries) : [],
  );

describe('commands', () => {
  it('has every command of the native menu, except what the views add', () => {
    const { app } = createTestApp();
    const missing = menuStructure
      .flatMap(({ entries }) => idsIn(entries))
      .filter((id) => app.commands.find(id) === undefined);
    expect(missing).toEqual(['file.copy-png']);
  });

  it('describes itself to the menu in the words of the contract', () => {
    const { app } = createTestApp();
    for (const descriptor of app.commands.descriptors)
      expect(commandDescriptorSchema.safeParse(descriptor).success, descriptor.id).toBe(true);
  });

  it('gives no two commands the same key where both could be meant', () => {
    const { app } = createTestApp();
    const byKey = new Map<string, string[]>();
    for (const { id, shortcuts } of app.commands.all)
      for (const key of shortcuts ?? []) byKey.set(key, [...(byKey.get(key) ?? []), id]);
    const shared = [...byKey].filter(([, ids]) => ids.length > 1).map(([key]) => key);
    // Arrows nudge what is placed and walk inside networks; never both.
    expect(shared.toSorted()).toEqual(['ArrowDown', 'ArrowLeft', 'ArrowRight', 'ArrowUp']);
  });

  it('names in undo and redo what they will do', () => {
    const { app } = createTestApp();
    const label = (id: string): string => {
      const command = app.commands.find(id);
      return command === undefined ? '' : app.commands.labelOf(command);
    };
    expect([label('edit.undo'), app.commands.isEnabled('edit.undo')]).toEqual(['Undo', false]);
    app.editor.run(rename('two'));
    expect([label('edit.undo'), app.commands.run('edit.undo'), label('edit.redo')]).toEqual([
      'Undo Rename to two',
      true,
      'Redo Rename to two',
    ]);
  });

  it('refuses a second command of the same id', () => {
    const { app } = createTestApp();
    expect(() => app.commands.register([{ id: 'edit.undo', label: 'Again', run: () => undefined }])).toThrow(
      'edit.undo',
    );
  });

  it('tells a screen reader what an edit did and which findings came and went', async () => {
    const { app } = createTestApp();
    app.editor.run(rename('bad plan'));
    await Promise.resolve();
    expect(app.notices.announcement).toBe('New error: bad plan is a bad name. Rename to bad plan');
    app.editor.undo();
    await Promise.resolve();
    expect(app.notices.announcement).toBe('Cleared: bad plan is a bad name. Undone: Rename to bad plan');
  });
});
