import type { StorageError } from '../../contract/settings.ts';
import type { AppState } from './app.svelte.ts';

/**
 * Ties the controllers to the window around them: takes over what start-up brings, answers the desktop's events, and keeps title, dirty
 * mark and native menu up to date. The answer ends it.
 */
export function linkDesktop(app: AppState): () => void {
  const { platform, file, commands } = app;
  const stops = [
    platform.on('command', ({ id }) => void commands.run(id)),
    platform.on('recentFileChosen', ({ path }) => void file.openRecent(path)),
    platform.on('recentFilesChanged', ({ recentFiles }) => (file.recent = recentFiles)),
    platform.on('filesHandedOver', ({ files }) => void file.openGiven(files)),
    platform.on('fileChangedOnDisk', ({ path, change }) => file.noticeChange(path, change)),
    platform.on('closeRequested', () => void file.closeWindow()),
    $effect.root(() => {
      $effect(() => {
        void platform.describeDocument({ title: file.name, path: file.current?.path ?? null, isDirty: file.isDirty });
      });
      $effect(() => {
        // Building the native menu is left to the time after the first frame; until `start` has answered its keys are not known either.
        if (app.version === '') return;
        void platform.describeCommands({ commands: commands.descriptors });
      });
    }),
  ];
  return () => stops.forEach((stop) => stop());
}

/** Takes over what start-up brings: theme, recent plans, files to open, and unsaved work of an earlier run. */
export async function startApp(app: AppState): Promise<void> {
  const { platform, file, theme, commands, notices, dialogs } = app;
  const info = await platform.start();
  commands.isMac = info.platform === 'darwin';
  theme.restore(info.theme);
  file.recent = info.recentFiles;
  app.version = info.version;
  for (const problem of info.problems) notices.show({ tone: 'error', text: describeProblem(problem) });
  const [unsaved] = info.unsavedWork;
  if (info.files.length === 0 && unsaved === undefined) dialogs.open({ kind: 'welcome' });
  try {
    await app.loadRest();
  } catch {
    notices.show({ tone: 'error', text: 'The rules of Netwright could not be read. Is it still installed?' });
  }
  if (info.files.length > 0) await file.openGiven(info.files);
  if (unsaved !== undefined && info.files.length === 0) {
    if (file.restore(unsaved))
      notices.show({ tone: 'info', text: `Unsaved work on ${unsaved.name} is back as it was.` });
    file.otherUnsavedWork = info.unsavedWork.slice(1);
  } else {
    file.otherUnsavedWork = info.unsavedWork;
  }
  app.isReady = true;
}

function describeProblem(problem: StorageError): string {
  return problem.kind === 'unreadable'
    ? `${problem.path} could not be read and is left as it is: ${problem.reason}`
    : `${problem.path} could not be used (${problem.code}).`;
}
