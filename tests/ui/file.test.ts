import { describe, expect, it } from 'vitest';
import { startApp } from '../../src/ui/state/desktop-link.svelte.ts';
import { createTestApp, settle } from './support/create-app.ts';
import { planNamed, rename } from './support/fake-core.ts';

const textOf = (name: string): string => JSON.stringify(planNamed(name));

async function openSaved(name = 'saved.netwright.json'): Promise<ReturnType<typeof createTestApp>> {
  const test = createTestApp();
  test.platform.files.set(name, textOf('saved'));
  test.platform.openPath = name;
  await test.app.file.open();
  return test;
}

describe('FileController', () => {
  it('is clean after opening and after undoing back to what is in the file', async () => {
    const { app } = await openSaved();
    expect([app.document.plan.name, app.file.isDirty]).toEqual(['saved', false]);
    app.editor.run(rename('edited'));
    expect(app.file.isDirty).toBe(true);
    app.editor.undo();
    expect(app.file.isDirty).toBe(false);
  });

  it('asks where to on the first save and writes to the same file on the next', async () => {
    const { app, platform } = createTestApp();
    platform.saveAsPath = 'new.netwright.json';
    app.editor.run(rename('first'));
    expect(await app.file.save()).toBe(true);
    app.editor.run(rename('second'));
    platform.saveAsPath = undefined;
    expect(await app.file.save()).toBe(true);
    expect(platform.files.get('new.netwright.json')).toContain('"second"');
    expect(app.file.isDirty).toBe(false);
  });

  it('keeps an edit made while the file is being written unsaved', async () => {
    const { app } = await openSaved();
    app.editor.run(rename('first'));
    const saving = app.file.save();
    app.editor.run(rename('second'));
    await saving;
    expect(app.file.isDirty).toBe(true);
  });

  it.each([
    { answer: 'save', opened: true, onDisk: '"edited"' },
    { answer: 'discard', opened: true, onDisk: '"saved"' },
    { answer: 'stay', opened: false, onDisk: '"saved"' },
  ])('answering "$answer" to the question before a new plan', async ({ answer, opened, onDisk }) => {
    const { app, platform } = await openSaved();
    app.editor.run(rename('edited'));
    const asked = app.file.newPlan();
    await settle();
    expect(app.dialogs.question?.title).toBe('Save the changes to saved.netwright.json?');
    app.dialogs.answer(answer);
    expect(await asked).toBe(opened);
    expect(app.document.plan.name).toBe(opened ? 'Untitled plan' : 'edited');
    expect(platform.files.get('saved.netwright.json')).toContain(onDisk);
  });

  it('keeps the window open when the save in the question is cancelled', async () => {
    const { app, platform } = createTestApp();
    app.editor.run(rename('work'));
    const closing = app.file.closeWindow();
    await settle();
    app.dialogs.answer('save');
    await closing;
    expect(platform.closeAnswers).toEqual(['stay']);
    expect(app.file.isDirty).toBe(true);
  });

  it('does not write over what somebody else wrote without a question', async () => {
    const { app, platform } = await openSaved();
    app.editor.run(rename('mine'));
    platform.files.set('saved.netwright.json', textOf('theirs'));
    const saving = app.file.save();
    await settle();
    expect(app.dialogs.question?.title).toContain('changed by somebody else');
    app.dialogs.answer('stay');
    expect(await saving).toBe(false);
    expect(platform.files.get('saved.netwright.json')).toContain('theirs');
    const again = app.file.save();
    await settle();
    app.dialogs.answer('overwrite');
    expect(await again).toBe(true);
    expect(platform.files.get('saved.netwright.json')).toContain('mine');
  });

  it('leaves the open plan alone when a file cannot be read, and says why', async () => {
    const { app, platform } = await openSaved();
    platform.files.set('broken.netwright.json', 'oops');
    expect(await app.file.openRecent('broken.netwright.json')).toBe(false);
    expect(await app.file.openRecent('gone.netwright.json')).toBe(false);
    expect(app.document.plan.name).toBe('saved');
    expect(app.notices.notices.map(({ text }) => text)).toEqual([
      'broken.netwright.json was left as it is: it is not JSON',
      'gone.netwright.json does not exist any more.',
    ]);
  });

  it('goes back to the file on revert', async () => {
    const { app } = await openSaved();
    app.editor.run(rename('edited'));
    const reverting = app.file.revert();
    await settle();
    app.dialogs.answer('revert');
    expect(await reverting).toBe(true);
    expect([app.document.plan.name, app.file.isDirty, app.document.canUndo]).toEqual(['saved', false, false]);
  });

  it('shows a change on disk only for the open file', async () => {
    const { app } = await openSaved();
    app.file.noticeChange('other.json', 'changed');
    expect(app.file.changedOnDisk).toBeUndefined();
    app.file.noticeChange('saved.netwright.json', 'changed');
    expect(app.file.changedOnDisk).toBe('changed');
  });
});

describe('crash journal', () => {
  it('writes at most every 250 ms while there is unsaved work, always the latest', async () => {
    const { app, platform, timers } = createTestApp();
    for (let i = 0; i < 40; i++) {
      app.editor.run(rename(`edit ${i}`));
      await timers.advance(50);
    }
    await timers.advance(500);
    expect(platform.journalWrites.length).toBeLessThanOrEqual(9);
    expect(platform.journalWrites.at(-1)?.text).toContain('edit 39');
    expect(platform.journal.size).toBe(1);
  });

  it('is empty again once the plan is saved, undone or given up', async () => {
    const { app, platform, timers } = await openSaved();
    const edit = async (): Promise<void> => {
      app.editor.run(rename('edited'));
      await timers.advance(500);
      expect(platform.journal.size).toBe(1);
    };
    await edit();
    await app.file.save();
    await settle();
    expect(platform.journal.size).toBe(0);
    app.editor.run(rename('again'));
    await timers.advance(500);
    app.editor.undo();
    await timers.advance(500);
    expect(platform.journal.size).toBe(0);
  });

  it('is empty when the window closes with the work given up, and stays so', async () => {
    const { app, platform, timers } = createTestApp();
    app.editor.run(rename('work'));
    await timers.advance(500);
    app.editor.run(rename('more work'));
    const closing = app.file.closeWindow();
    await settle();
    app.dialogs.answer('discard');
    await closing;
    await timers.advance(500);
    expect([platform.closeAnswers, platform.journal.size]).toEqual([['close'], 0]);
  });

  it('brings unsaved work back at the next start, unsaved and with its file', async () => {
    const { app, platform, timers } = await openSaved();
    app.editor.run(rename('edited'));
    await timers.advance(500);
    const next = createTestApp();
    for (const [id, entry] of platform.journal) next.platform.journal.set(id, entry);
    await startApp(next.app);
    expect([next.app.document.plan.name, next.app.file.isDirty, next.app.file.current?.path]).toEqual([
      'edited',
      true,
      'saved.netwright.json',
    ]);
    next.platform.files.set('saved.netwright.json', textOf('saved'));
    await next.app.file.save();
    await settle();
    expect(next.platform.journal.size).toBe(0);
  });
});
