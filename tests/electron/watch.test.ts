import { rename, rm, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { createFileAccess } from '../../electron/main/files.ts';
import { createFileWatch } from '../../electron/main/watch.ts';
import type { FileChange } from '../../src/contract/file.ts';
import { createTemporaryFolder } from './support/temporary-folder.ts';

async function open(): Promise<{
  path: string;
  folder: string;
  changes: FileChange[];
  files: ReturnType<typeof createFileAccess>;
  watch: ReturnType<typeof createFileWatch>;
  stamp: string;
}> {
  const folder = await createTemporaryFolder();
  const path = join(folder, 'plan.json');
  await writeFile(path, 'one');
  const files = createFileAccess();
  files.grant(path);
  const changes: FileChange[] = [];
  const watch = createFileWatch(files.findStamp, (change) => changes.push(change));
  onTestFinished(() => watch.follow(null));
  const read = await files.read(path);
  if (!read.ok) throw new Error('unreadable');
  watch.know(path, read.value.stamp);
  await watch.follow(path);
  return { path, folder, changes, files, watch, stamp: read.value.stamp };
}

describe('createFileWatch', () => {
  it('reports a file written by somebody else, also when it was replaced', async () => {
    const { path, folder, changes } = await open();
    await writeFile(join(folder, 'new'), 'two');
    await rename(join(folder, 'new'), path);
    await vi.waitFor(() => expect(changes).toEqual([{ path, change: 'changed' }]));
    await writeFile(path, 'three');
    await vi.waitFor(() => expect(changes).toHaveLength(2));
  });

  it('reports a file that was removed', async () => {
    const { path, changes } = await open();
    await rm(path);
    await vi.waitFor(() => expect(changes).toEqual([{ path, change: 'removed' }]));
  });

  it('is silent about our own saves, a touch, and other files', async () => {
    const { path, folder, changes, files, watch, stamp } = await open();
    const saved = await files.save({ path, text: 'two', expectedStamp: stamp });
    if (!saved.ok) throw new Error('not saved');
    watch.know(path, saved.value.stamp);
    await utimes(path, new Date(0), new Date(0));
    await writeFile(join(folder, 'other.json'), 'x');
    await watch.look();
    // A real change afterwards shows that everything before it has been looked at.
    await writeFile(path, 'three');
    await vi.waitFor(() => expect(changes).toEqual([{ path, change: 'changed' }]));
  });

  it('says a change once, however often it looks', async () => {
    const { path, changes, watch } = await open();
    await writeFile(path, 'two');
    await watch.look();
    await watch.look();
    expect(changes).toEqual([{ path, change: 'changed' }]);
  });
});
