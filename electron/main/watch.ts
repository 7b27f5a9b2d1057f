import { type FSWatcher, watch } from 'node:fs';
import { basename, dirname } from 'node:path';
import type { FileChange } from '../../src/contract/file.ts';

/** Writers touch a file several times in a row; one look after they have settled is enough. */
const settleMs = 200;

export interface FileWatch {
  /** Watches this file instead of the one before; `null` watches none. The stamp is what the designer knows it to be. */
  readonly follow: (path: string | null) => Promise<void>;
  /** Tells what the designer itself just read or wrote, so that its own saves are not reported. */
  readonly know: (path: string, stamp: string) => void;
  /** Looks now; called when the window comes to the front, as some file systems report nothing. */
  readonly look: () => Promise<void>;
}

/**
 * Notices that the file of the open document is not what was read or written last. The folder is watched, not the file: saving
 * replaces the file, and a watch on it would go on watching the old one. Contents are compared, so a mere touch is no change.
 */
export function createFileWatch(
  findStamp: (path: string) => Promise<string | undefined>,
  report: (change: FileChange) => void,
): FileWatch {
  const known = new Map<string, string>();
  let followed: string | null = null;
  let reported: string | undefined;
  let watcher: FSWatcher | undefined;
  let timer: NodeJS.Timeout | undefined;

  async function look(): Promise<void> {
    const path = followed;
    if (path === null) return;
    const stamp = await findStamp(path);
    const expected = known.get(path);
    if (path !== followed || expected === undefined) return;
    if (stamp === expected) {
      reported = undefined;
      return;
    }
    const news = stamp ?? 'removed';
    if (news === reported) return;
    reported = news;
    report({ path, change: stamp === undefined ? 'removed' : 'changed' });
  }

  function stop(): void {
    clearTimeout(timer);
    watcher?.close();
    watcher = undefined;
  }

  async function follow(path: string | null): Promise<void> {
    if (path === followed) return;
    stop();
    followed = path;
    reported = undefined;
    if (path === null) return;
    try {
      watcher = watch(dirname(path), (_event, name) => {
        if (name !== null && name !== basename(path)) return;
        clearTimeout(timer);
        timer = setTimeout(() => void look(), settleMs);
      });
      watcher.on('error', stop);
    } catch {
      // A folder that cannot be watched is looked at when the window comes to the front.
      watcher = undefined;
    }
  }

  return {
    follow,
    know: (path, stamp) => {
      known.set(path, stamp);
      if (path === followed) reported = undefined;
    },
    look,
  };
}
