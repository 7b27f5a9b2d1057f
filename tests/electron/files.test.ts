import { mkdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createFileAccess } from '../../electron/main/files.ts';
import { createTemporaryFolder } from './support/temporary-folder.ts';

async function createPlanFile(content: string | Uint8Array = 'one'): Promise<{ folder: string; path: string }> {
  const folder = await createTemporaryFolder();
  const path = join(folder, 'plan.json');
  await writeFile(path, content);
  return { folder, path };
}

describe('createFileAccess', () => {
  it('touches no file that was not granted', async () => {
    const { path } = await createPlanFile();
    const files = createFileAccess();
    const refusal = { ok: false, error: { kind: 'not-granted', path } };
    expect(await files.read(path)).toEqual(refusal);
    expect(await files.save({ path, text: 'two', expectedStamp: null })).toEqual(refusal);
    expect(await files.writeBytes(path, new Uint8Array())).toEqual(refusal);
    expect(await readFile(path, 'utf8')).toBe('one');
  });

  it('grants one path, not the folder it is in', async () => {
    const { folder, path } = await createPlanFile();
    const files = createFileAccess();
    files.grant(path);
    await writeFile(join(folder, 'other.json'), 'other');
    expect(await files.read(join(folder, 'other.json'))).toMatchObject({ ok: false, error: { kind: 'not-granted' } });
    expect(await files.read(join(folder, 'x', '..', 'plan.json'))).toMatchObject({ ok: true });
    expect(await files.read(join(path, '..', 'other.json'))).toMatchObject({
      ok: false,
      error: { kind: 'not-granted' },
    });
  });

  it('saves what was read and saves again with the stamp it got', async () => {
    const { path } = await createPlanFile();
    const files = createFileAccess();
    files.grant(path);
    const read = await files.read(path);
    if (!read.ok) throw new Error('unreadable');
    expect(read.value).toMatchObject({ name: 'plan.json', text: 'one' });
    const saved = await files.save({ path, text: 'two', expectedStamp: read.value.stamp });
    if (!saved.ok) throw new Error('not saved');
    expect(await files.save({ path, text: 'three', expectedStamp: saved.value.stamp })).toMatchObject({ ok: true });
    expect(await readFile(path, 'utf8')).toBe('three');
  });

  it('does not write over what somebody else wrote meanwhile, unless told to', async () => {
    const { path } = await createPlanFile();
    const files = createFileAccess();
    files.grant(path);
    const read = await files.read(path);
    if (!read.ok) throw new Error('unreadable');
    await writeFile(path, 'theirs');
    const save = (expectedStamp: string | null): ReturnType<typeof files.save> =>
      files.save({ path, text: 'mine', expectedStamp });
    expect(await save(read.value.stamp)).toEqual({ ok: false, error: { kind: 'changed-on-disk', path } });
    expect(await readFile(path, 'utf8')).toBe('theirs');
    expect(await save(null)).toMatchObject({ ok: true });
    expect(await readFile(`${path}.bak`, 'utf8')).toBe('theirs');
  });

  it('takes a file for unchanged when only its date has changed', async () => {
    const { path } = await createPlanFile();
    const files = createFileAccess();
    files.grant(path);
    const read = await files.read(path);
    if (!read.ok) throw new Error('unreadable');
    await utimes(path, new Date(0), new Date(0));
    expect(await files.save({ path, text: 'two', expectedStamp: read.value.stamp })).toMatchObject({ ok: true });
  });

  it('writes anew a file that has gone', async () => {
    const { path } = await createPlanFile();
    const files = createFileAccess();
    files.grant(path);
    const read = await files.read(path);
    if (!read.ok) throw new Error('unreadable');
    await rm(path);
    expect(await files.save({ path, text: 'two', expectedStamp: read.value.stamp })).toMatchObject({ ok: true });
  });

  it('never alters a file by reading it', async () => {
    const { path } = await createPlanFile('not a plan at all');
    const files = createFileAccess();
    files.grant(path);
    const before = await stat(path);
    await files.read(path);
    const after = await stat(path);
    expect([after.mtimeMs, after.ino, after.size]).toEqual([before.mtimeMs, before.ino, before.size]);
  });

  it('keeps the last of many saves that overlap', async () => {
    const { path } = await createPlanFile();
    const files = createFileAccess();
    files.grant(path);
    const texts = Array.from({ length: 20 }, (_, index) => `${index}`.repeat(1000));
    const saves = await Promise.all(texts.map((text) => files.save({ path, text, expectedStamp: null })));
    expect(saves.every((save) => save.ok)).toBe(true);
    expect(await readFile(path, 'utf8')).toBe(texts.at(-1));
    expect(await readFile(`${path}.bak`, 'utf8')).toBe(texts.at(-2));
  });

  it.each([
    ['a file that is not there', async (folder: string) => join(folder, 'none.json'), 'not-found'],
    ['a file under a file', async (folder: string) => join(folder, 'plan.json', 'x.json'), 'not-found'],
    [
      'a folder',
      async (folder: string) => {
        await mkdir(join(folder, 'plans'));
        return join(folder, 'plans');
      },
      'not-a-file',
    ],
    [
      'a picture',
      async (folder: string) => {
        await writeFile(join(folder, 'x.png'), new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0xff]));
        return join(folder, 'x.png');
      },
      'not-text',
    ],
    [
      'a file over the limit',
      async (folder: string) => {
        await writeFile(join(folder, 'big.json'), 'x'.repeat(101));
        return join(folder, 'big.json');
      },
      'too-large',
    ],
  ])('says what is wrong with %s', async (_what, create, kind) => {
    const { folder } = await createPlanFile();
    const files = createFileAccess(100);
    const path = files.grant(await create(folder));
    expect(await files.read(path)).toMatchObject({ ok: false, error: { kind, path } });
  });
});
