import { app, BrowserWindow, ipcMain, nativeTheme, screen } from 'electron';
import { join } from 'node:path';
import type { EventPayload } from '../../src/contract/desktop.ts';
import { type EventName, eventChannel } from '../../src/contract/names.ts';
import { createApplicationMenu } from './application-menu.ts';
import { createCloseGuard } from './close-guard.ts';
import { createFileAccess } from './files.ts';
import { createHandlers } from './handlers.ts';
import { registerCalls } from './ipc.ts';
import { createJournal } from './recovery.ts';
import { appOrigin } from './scheme.ts';
import { findOrigins, isOfOrigins } from './security.ts';
import type { SettingsStore } from './settings.ts';
import { createFileWatch } from './watch.ts';
import { createWindowOptions } from './window.ts';

/** A page that keeps crashing is not loaded again for ever. */
const reloadLimit = 3;

interface Designer {
  /** Opens these files, now or as soon as the page has started. */
  readonly handOver: (paths: readonly string[]) => void;
  readonly focus: () => void;
}

/** Builds the one window of the designer with everything it needs. */
export function openDesigner(given: {
  readonly settings: SettingsStore;
  readonly files: readonly string[];
  readonly developmentServer: string | undefined;
}): Designer {
  const { settings, developmentServer } = given;
  const files = createFileAccess();
  for (const { path } of settings.get().recentFiles) files.grant(path);

  const window = new BrowserWindow(
    createWindowOptions({
      preload: join(import.meta.dirname, '../preload/index.cjs'),
      icon: join(import.meta.dirname, '../renderer/icons/netwright-256.png'),
      isDark: nativeTheme.shouldUseDarkColors,
      hasDevTools: !app.isPackaged,
      bounds: settings.get().window,
      workAreas: screen.getAllDisplays().map((display) => display.workArea),
    }),
  );

  function send<E extends EventName>(event: E, payload: EventPayload<E>): void {
    if (!window.isDestroyed()) window.webContents.send(eventChannel(event), payload);
  }

  const watch = createFileWatch(files.findStamp, (change) => send('fileChangedOnDisk', change));
  const closeGuard = createCloseGuard({
    ask: () => send('closeRequested', {}),
    close: () => window.close(),
  });

  let waiting: readonly string[] = given.files;
  let hasStarted = false;

  const menu = createApplicationMenu(() => settings.get().recentFiles, {
    runCommand: (id) => send('command', { id }),
    openRecent: (path) => send('recentFileChosen', { path }),
    clearRecent: () => void handlers.clearRecentFiles(undefined),
  });

  const handlers = createHandlers({
    app,
    window,
    files,
    watch,
    journal: createJournal(join(app.getPath('userData'), 'journal')),
    settings,
    closeGuard,
    send,
    showCommands: menu.show,
    recentFilesChanged: () => {
      menu.refresh();
      send('recentFilesChanged', { recentFiles: settings.get().recentFiles });
    },
    takeFiles: () => {
      const taken = waiting;
      waiting = [];
      hasStarted = true;
      return taken;
    },
  });

  const origins = findOrigins(developmentServer);
  registerCalls(
    ipcMain,
    (event) =>
      event.sender === window.webContents &&
      event.senderFrame === window.webContents.mainFrame &&
      isOfOrigins(event.senderFrame.url, origins),
    handlers,
  );

  async function handOver(paths: readonly string[]): Promise<void> {
    if (paths.length === 0) return;
    if (hasStarted) send('filesHandedOver', { files: await handlers.readDroppedFiles({ paths: [...paths] }) });
    else waiting = [...waiting, ...paths];
  }

  showWhenDrawn(window, settings);
  closeWithCare(window, closeGuard, settings);
  // The title is the document's; the page's own is for the web edition.
  window.on('page-title-updated', (event) => event.preventDefault());
  window.on('focus', () => void watch.look());
  void window.loadURL(developmentServer ?? `${appOrigin}/index.html`);
  // While the page's process starts. The menu without commands keeps the place of the one the page describes.
  menu.refresh();
  return {
    handOver: (paths) => void handOver(paths),
    focus: () => {
      if (window.isMinimized()) window.restore();
      window.show();
      window.focus();
    },
  };
}

function showWhenDrawn(window: BrowserWindow, settings: SettingsStore): void {
  window.once('ready-to-show', () => {
    if (settings.get().window?.isMaximized) window.maximize();
    window.show();
  });
}

function closeWithCare(
  window: BrowserWindow,
  guard: ReturnType<typeof createCloseGuard>,
  settings: SettingsStore,
): void {
  let reloads = 0;
  window.on('unresponsive', () => guard.setAnswering(false));
  window.on('responsive', () => guard.setAnswering(true));
  window.webContents.on('did-finish-load', () => guard.setAnswering(true));
  // The journal brings the work back when the page starts again.
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    guard.setAnswering(false);
    guard.setDirty(false);
    if (reason !== 'clean-exit' && reloads < reloadLimit) {
      reloads += 1;
      window.webContents.reload();
    }
  });
  window.on('close', (event) => {
    if (!guard.mayClose()) {
      event.preventDefault();
      return;
    }
    void settings.update({ window: { ...window.getNormalBounds(), isMaximized: window.isMaximized() } });
  });
}
