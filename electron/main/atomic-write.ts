import { constants } from 'node:fs';
import { copyFile, mkdir, open, realpath, rename, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/**
 * Replaces a file whole: whoever looks, at whatever moment the power fails, finds the old content or the new.
 *
 * The new content is written and synced beside the file under a fixed name, the old content is kept as `.bak`, the new one
 * renamed into place and the folder synced, so that the rename itself survives. The fixed name means that what an interrupted
 * save leaves behind is overwritten by the next one; callers therefore never write one path twice at a time (`inSequence`).
 */
export async function writeAtomically(
  path: string,
  content: string | Uint8Array,
  options: { readonly keepsBackup: boolean },
): Promise<void> {
  const target = await followLink(path);
  const temporary = join(dirname(target), `.${basename(target)}.netwright-tmp`);
  const previous = await findMode(target);
  const file = await open(
    temporary,
    constants.O_WRONLY | constants.O_CREAT | constants.O_TRUNC | (constants.O_NOFOLLOW ?? 0),
    previous ?? 0o666,
  );
  try {
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
  if (options.keepsBackup && previous !== undefined) await keepBackup(target);
  await rename(temporary, target);
  await syncFolder(dirname(target));
}

/** A plan reached through a symbolic link stays one: the file behind the link is written, the link is left alone. */
async function followLink(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return path;
    throw error;
  }
}

/** The permissions to carry over; undefined when there is no file yet. */
async function findMode(path: string): Promise<number | undefined> {
  try {
    return (await stat(path)).mode & 0o777;
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined;
    throw error;
  }
}

async function keepBackup(target: string): Promise<void> {
  const temporary = join(dirname(target), `.${basename(target)}.bak.netwright-tmp`);
  await copyFile(target, temporary, constants.COPYFILE_FICLONE);
  const file = await open(temporary, 'r+').catch(() => open(temporary, 'r'));
  try {
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(temporary, `${target}.bak`);
}

/** Windows cannot open a folder and needs no sync of one. */
async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

/** Makes sure a folder of our own exists. */
export async function ensureFolder(path: string): Promise<void> {
  await mkdir(path, { recursive: true, mode: 0o700 });
}

/** Whether an error is the operating system's of that code. */
export function hasCode(error: unknown, code: string): boolean {
  return findCode(error) === code;
}

/** The operating system's code of an error, such as ENOSPC; undefined when it is not such an error. */
export function findCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
