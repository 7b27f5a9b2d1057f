import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createJournal } from '../../electron/main/recovery.ts';
import type { JournalEntry } from '../../src/contract/recovery.ts';
import { createTemporaryFolder } from './support/temporary-folder.ts';

const entry = (values: Partial<JournalEntry> = {}): JournalEntry => ({
  documentId: 'doc-1',
  name: 'Hub',
  path: '/plans/hub.netwright.json',
  stamp: null,
  text: '{"name":"Hub"}',
  editedAtMs: 1,
  ...values,
});

describe('createJournal', () => {
  it('gives back what was written, newest first, to the next start', async () => {
    const folder = join(await createTemporaryFolder(), 'journal');
    const journal = createJournal(folder);
    expect(await journal.readAll()).toEqual({ entries: [], problems: [] });
    await journal.write(entry());
    await journal.write(entry({ documentId: 'doc-2', editedAtMs: 5 }));
    expect((await createJournal(folder).readAll()).entries).toEqual([
      entry({ documentId: 'doc-2', editedAtMs: 5 }),
      entry(),
    ]);
  });

  it('writes the latest of entries that pile up, and answers all of them', async () => {
    const folder = await createTemporaryFolder();
    const journal = createJournal(folder);
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, index) => journal.write(entry({ text: `${index}`, editedAtMs: index }))),
    );
    expect(answers.every(({ ok }) => ok)).toBe(true);
    expect((await journal.readAll()).entries).toEqual([entry({ text: '49', editedAtMs: 49 })]);
  });

  it('leaves nothing behind when cleared, also while a write is under way', async () => {
    const folder = await createTemporaryFolder();
    const journal = createJournal(folder);
    const writing = journal.write(entry());
    const late = journal.write(entry({ text: 'late' }));
    await journal.clear('doc-1');
    await Promise.all([writing, late]);
    expect(await readdir(folder)).toEqual([]);
  });

  it('reports an unreadable entry and leaves it as it is', async () => {
    const folder = await createTemporaryFolder();
    const path = join(folder, 'doc-9.journal.json');
    await writeFile(path, '{"formatVersion":1,');
    await createJournal(folder).write(entry());
    const { entries, problems } = await createJournal(folder).readAll();
    expect(entries).toEqual([entry()]);
    expect(problems).toMatchObject([{ kind: 'unreadable', path }]);
    expect(await readFile(path, 'utf8')).toBe('{"formatVersion":1,');
  });

  it('says so when it cannot keep the work', async () => {
    const folder = join(await createTemporaryFolder(), 'file');
    await writeFile(folder, 'in the way');
    expect(await createJournal(folder).write(entry())).toMatchObject({
      ok: false,
      error: { kind: 'failed', code: 'EEXIST' },
    });
  });
});
