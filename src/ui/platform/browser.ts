import type { EventPayload } from '../../contract/desktop.ts';
import type { EventName } from '../../contract/names.ts';
import { err, ok } from '../../core/result.ts';
import { version } from '../../../package.json';
import { BrowserFiles } from './browser-files.ts';
import { BrowserStorage } from './browser-storage.ts';
import type { Platform } from './platform.ts';

type Listeners = { [E in EventName]: Set<(payload: EventPayload<E>) => void> };

/**
 * The web edition. The window belongs to the browser, so there is no native menu, and leaving with unsaved work is asked about by
 * the browser itself. A file that changed on disk is noticed when the window gets the focus back.
 */
export function createBrowserPlatform(): Platform {
  const files = new BrowserFiles();
  const storage = new BrowserStorage();
  const listeners: Listeners = {
    command: new Set(),
    recentFileChosen: new Set(),
    recentFilesChanged: new Set(),
    filesHandedOver: new Set(),
    fileChangedOnDisk: new Set(),
    closeRequested: new Set(),
  };
  let openPath: string | null = null;
  let isDirty = false;

  window.addEventListener('beforeunload', (event) => {
    if (isDirty) event.preventDefault();
  });
  window.addEventListener('focus', () => {
    const path = openPath;
    if (path === null) return;
    void files.hasChanged(path).then((change) => {
      if (change === undefined) return;
      for (const listener of listeners.fileChangedOnDisk) listener({ path, change });
    });
  });

  return {
    edition: 'web',
    triggerClipboard: (action) => action !== 'paste' && document.execCommand(action),
    async start() {
      const { entries, problems } = await storage.readUnsavedWork();
      return {
        platform: platformOf(navigator.userAgent),
        version,
        theme: storage.readTheme(),
        recentFiles: [],
        files: [],
        unsavedWork: entries,
        problems,
      };
    },
    showOpenDialog: ({ purpose }) => files.open(purpose === 'import'),
    readFile: ({ path }) => files.read(path),
    readDroppedFiles: (dropped) => files.readAll(dropped),
    saveFile: ({ path, text, expectedStamp }) => files.save(path, text, expectedStamp),
    saveFileAs: ({ suggestedName, text }) =>
      files.saveAs(suggestedName, new TextEncoder().encode(text), 'Netwright plan', 'json'),
    exportFile: ({ suggestedName, bytes, label, extension }) =>
      files.saveAs(suggestedName, new Uint8Array(bytes), label, extension),
    // A page cannot show a file manager, and without handles kept there is no recent list; neither command is offered.
    revealFile: ({ path }) => Promise.resolve(err({ kind: 'not-granted', path })),
    clearRecentFiles: () => Promise.resolve(ok(null)),
    async copyPng({ bytes }) {
      try {
        await navigator.clipboard.write([
          new ClipboardItem({ 'image/png': new Blob([new Uint8Array(bytes)], { type: 'image/png' }) }),
        ]);
        return ok(null);
      } catch {
        // The browser refuses by rejecting; the contract knows one reason only.
        return err({ kind: 'not-an-image' });
      }
    },
    setTheme: ({ theme }) => Promise.resolve(storage.writeTheme(theme)),
    writeJournal: (entry) => Promise.resolve(storage.writeJournal(entry)),
    clearJournal({ documentId }) {
      storage.clearJournal(documentId);
      return Promise.resolve(ok(null));
    },
    describeDocument({ title, path, isDirty: dirty }) {
      document.title = `${dirty ? '• ' : ''}${title} – Netwright`;
      openPath = path;
      isDirty = dirty;
      return Promise.resolve(null);
    },
    answerClose: () => Promise.resolve(null),
    describeCommands: () => Promise.resolve(null),
    on(event, listener) {
      listeners[event].add(listener);
      return () => listeners[event].delete(listener);
    },
  };
}

function platformOf(userAgent: string): 'linux' | 'darwin' | 'win32' {
  if (userAgent.includes('Mac')) return 'darwin';
  return userAgent.includes('Windows') ? 'win32' : 'linux';
}
