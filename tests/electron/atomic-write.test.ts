import { chmod, lstat, mkdir, readdir, readFile, readlink, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { writeAtomically } from '../../electron/main/atomic-write.ts';
import { createTemporaryFolder } from './support/temporary-folder.ts';

describe('writeAtomically', () => {
  it('leaves the new content, the old as backup, and nothing else', async () => {
    const folder = await createTemporaryFolder();
    const path = join(folder, 'plan.json');
    await writeAtomically(path, 'one', { keepsBackup: true });
    expect(await readdir(folder)).toEqual(['plan.json']);
    await writeAtomically(path, 'two', { keepsBackup: true });
    await writeAtomically(path, 'three', { keepsBackup: true });
    expect(await readFile(path, 'utf8')).toBe('three');
    expect(await readFile(`${path}.bak`, 'utf8')).toBe('two');
    expect((await readdir(folder)).sort()).toEqual(['plan.json', 'plan.json.bak']);
  });

  it('replaces the file instead of writing into it, so that an open reader keeps what it has', async () => {
    const folder = await createTemporaryFolder();
    const path = join(folder, 'plan.json');
    await writeFile(path, 'one');
    const before = (await stat(path)).ino;
    await writeAtomically(path, 'two', { keepsBackup: false });
    expect((await stat(path)).ino).not.toBe(before);
  });

  it('writes over what an interrupted save left behind', async () => {
    const folder = await createTemporaryFolder();
    const path = join(folder, 'plan.json');
    await writeFile(join(folder, '.plan.json.netwright-tmp'), 'half of a much longer plan that was never finished');
    await writeAtomically(path, 'whole', { keepsBackup: true });
    expect(await readFile(path, 'utf8')).toBe('whole');
    expect(await readdir(folder)).toEqual(['plan.json']);
  });

  it('keeps the permissions of the file', async () => {
    const path = join(await createTemporaryFolder(), 'plan.json');
    await writeFile(path, 'one');
    await chmod(path, 0o640);
    await writeAtomically(path, 'two', { keepsBackup: true });
    expect((await stat(path)).mode & 0o777).toBe(0o640);
  });

  it('writes the file behind a symbolic link and leaves the link', async () => {
    const folder = await createTemporaryFolder();
    await mkdir(join(folder, 'real'));
    const target = join(folder, 'real', 'plan.json');
    const link = join(folder, 'plan.json');
    await writeFile(target, 'one');
    await symlink(target, link);
    await writeAtomically(link, 'two', { keepsBackup: true });
    expect((await lstat(link)).isSymbolicLink()).toBe(true);
    expect(await readlink(link)).toBe(target);
    expect(await readFile(target, 'utf8')).toBe('two');
    expect(await readFile(`${target}.bak`, 'utf8')).toBe('one');
  });

  it('does not follow a link planted under its temporary name', async () => {
    const folder = await createTemporaryFolder();
    const victim = join(folder, 'victim');
    await writeFile(victim, 'precious');
    await symlink(victim, join(folder, '.plan.json.netwright-tmp'));
    await expect(writeAtomically(join(folder, 'plan.json'), 'x', { keepsBackup: false })).rejects.toMatchObject({
      code: 'ELOOP',
    });
    expect(await readFile(victim, 'utf8')).toBe('precious');
  });

  it('leaves the old file as it is when the folder does not exist any more', async () => {
    const folder = await createTemporaryFolder();
    await expect(writeAtomically(join(folder, 'gone', 'plan.json'), 'x', { keepsBackup: true })).rejects.toMatchObject({
      code: 'ENOENT',
    });
  });
});
