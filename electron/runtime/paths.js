// @ts-check
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../../', import.meta.url));
export const modules = join(root, 'node_modules');
/** The folder where npm puts the commands of what is installed. */
export const bin = join(modules, '.bin');

/** Where downloads are kept for all checkouts of one person. */
export function userCache() {
  if (process.platform === 'win32' && process.env.LOCALAPPDATA)
    return join(process.env.LOCALAPPDATA, 'netwright', 'cache');
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Caches', 'netwright');
  return join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'netwright');
}
