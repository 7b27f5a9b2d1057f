import { type App, type BrowserWindow, dialog, nativeTheme, shell } from 'electron';
import { basename, dirname, join } from 'node:path';
import type { EventPayload } from '../../src/contract/desktop.ts';
import { type FileError, type OpenedFile, planFileSuffix, type SavedFile } from '../../src/contract/file.ts';
import type { CommandDescriptor } from '../../src/contract/menu.ts';
import type { EventName } from '../../src/contract/names.ts';
import { err, ok, type Result } from '../../src/core/result.ts';
import type { CloseGuard } from './close-guard.ts';
import type { FileAccess } from './files.ts';
import type { CallHandlers } from './ipc.ts';
import type { Journal } from './recovery.ts';
import { addRecentFile, type SettingsStore } from './settings.ts';
import type { FileWatch } from './watch.ts';

interface Parts {
  readonly app: App;
  readonly window: BrowserWindow;
  readonly files: FileAccess;
  readonly watch: FileWatch;
  readonly journal: Journal;
  readonly settings: SettingsStore;
  readonly closeGuard: CloseGuard;
  readonly send: <E extends EventName>(event: E, payload: EventPayload<E>) => void;
  readonly showCommands: (commands: readonly CommandDescriptor[]) => void;
  readonly recentFilesChanged: () => void;
  /** Takes the files named before the page was ready; a second call gets none. */
  readonly takeFiles: () => readonly string[];
}

const planFilter = { name: 'Netwright plan', extensions: [planFileSuffix.slice(1), 'json'] };
const jsonFilter = { name: 'Azure CLI output or plan', extensions: ['json'] };
const allFilter = { name: 'All files', extensions: ['*'] };

/** What the desktop does for each call of the contract. */
export function createHandlers(parts: Parts): CallHandlers {
  const { window, files, watch, journal, settings } = parts;

  async function readFile(path: string): Promise<Result<OpenedFile, FileError>> {
    const file = await files.read(path);
    if (file.ok) watch.know(file.value.path, file.value.stamp);
    return file;
  }

  async function readGranted(paths: readonly string[]): Promise<Result<OpenedFile, FileError>[]> {
    return Promise.all(paths.map((path) => readFile(files.grant(path))));
  }

  /** Asks where to write. The dialog has asked before replacing a file, so what it answers is granted. */
  async function askWhere(title: string, name: string, filter: Electron.FileFilter): Promise<string | undefined> {
    const folder = dirname(settings.get().recentFiles[0]?.path ?? join(parts.app.getPath('documents'), 'x'));
    const { canceled, filePath } = await dialog.showSaveDialog(window, {
      title,
      defaultPath: join(folder, basename(name)),
      filters: [filter],
      properties: ['createDirectory', 'showOverwriteConfirmation'],
    });
    return canceled || !filePath ? undefined : filePath;
  }

  async function rememberFile(path: string): Promise<void> {
    const recentFiles = addRecentFile(settings.get().recentFiles, { path, name: basename(path) });
    if (recentFiles[0]?.path === settings.get().recentFiles[0]?.path) return;
    await settings.update({ recentFiles });
    parts.app.addRecentDocument(path);
    parts.recentFilesChanged();
  }

  function knowSaved(saved: Result<SavedFile, FileError>): Result<SavedFile, FileError> {
    if (saved.ok) watch.know(saved.value.path, saved.value.stamp);
    return saved;
  }

  return {
    start: async () => {
      const { entries, problems } = await journal.readAll();
      // The place of unsaved work was granted when the work began; saving it there again must not need a dialog.
      for (const { path, stamp } of entries) {
        if (path === null) continue;
        const granted = files.grant(path);
        if (stamp !== null) watch.know(granted, stamp);
      }
      return {
        platform: process.platform === 'darwin' || process.platform === 'win32' ? process.platform : 'linux',
        version: parts.app.getVersion(),
        theme: settings.get().theme,
        recentFiles: settings.get().recentFiles,
        files: await readGranted(parts.takeFiles()),
        unsavedWork: entries,
        problems: [...(settings.problem ? [settings.problem] : []), ...problems],
      };
    },

    showOpenDialog: async ({ purpose }) => {
      const isPlan = purpose === 'plan';
      const { canceled, filePaths } = await dialog.showOpenDialog(window, {
        title: isPlan ? 'Open a plan' : 'Import an estate',
        filters: [isPlan ? planFilter : jsonFilter, allFilter],
        properties: isPlan ? ['openFile'] : ['openFile', 'multiSelections'],
      });
      return canceled ? err({ kind: 'cancelled' }) : ok(await readGranted(filePaths));
    },

    readFile: ({ path }) => readFile(path),
    readDroppedFiles: ({ paths }) => readGranted(paths),
    saveFile: async (request) => knowSaved(await files.save(request)),

    saveFileAs: async ({ suggestedName, text }) => {
      const path = await askWhere('Save the plan', suggestedName, planFilter);
      if (path === undefined) return err({ kind: 'cancelled' });
      return knowSaved(await files.save({ path: files.grant(withSuffix(path)), text, expectedStamp: null }));
    },

    exportFile: async ({ suggestedName, label, extension, bytes }) => {
      const path = await askWhere('Export', suggestedName, { name: label, extensions: [extension] });
      if (path === undefined) return err({ kind: 'cancelled' });
      return files.writeBytes(files.grant(path), bytes);
    },

    revealFile: ({ path }) => {
      if (!files.isGranted(path)) return err({ kind: 'not-granted', path });
      shell.showItemInFolder(path);
      return ok(null);
    },

    clearRecentFiles: async () => {
      const cleared = await settings.update({ recentFiles: [] });
      parts.app.clearRecentDocuments();
      parts.recentFilesChanged();
      return cleared;
    },

    setTheme: ({ theme }) => {
      nativeTheme.themeSource = theme;
      return settings.update({ theme });
    },

    writeJournal: (entry) => {
      // The next start grants the path; what this one was not given must not come in that way.
      if (entry.path !== null && !files.isGranted(entry.path))
        throw new Error('writeJournal: the path was never granted');
      return journal.write(entry);
    },
    clearJournal: ({ documentId }) => journal.clear(documentId),

    describeDocument: async ({ title, path, isDirty }) => {
      const isKnown = path !== null && files.isGranted(path);
      window.setTitle(`${isDirty ? '• ' : ''}${title} — Netwright`);
      window.setDocumentEdited(isDirty);
      window.setRepresentedFilename(isKnown ? path : '');
      parts.closeGuard.setDirty(isDirty);
      await watch.follow(isKnown ? path : null);
      if (isKnown) await rememberFile(path);
      return null;
    },

    answerClose: ({ decision }) => {
      parts.closeGuard.answer(decision);
      return null;
    },

    describeCommands: ({ commands }) => {
      parts.showCommands(commands);
      return null;
    },
  };
}

/** Some systems' dialogs hand back the name as typed. A name with another JSON ending is left as it is. */
function withSuffix(path: string): string {
  return path.toLowerCase().endsWith('.json') ? path : `${path}${planFileSuffix}`;
}
