import { z } from 'zod';
import {
  exportSchema,
  fileChangeSchema,
  fileErrorSchema,
  openDialogSchema,
  openedFileSchema,
  pathSchema,
  pathsSchema,
  recentFilesSchema,
  saveAsSchema,
  savedFileSchema,
  saveSchema,
} from './file.ts';
import { describeCommandsSchema } from './menu.ts';
import type { CallName, EventName } from './names.ts';
import { clearJournalSchema, journalEntrySchema } from './recovery.ts';
import { resultSchema } from './result.ts';
import { setThemeSchema, storageErrorSchema, themeSchema } from './settings.ts';
import { answerCloseSchema, describeDocumentSchema } from './window.ts';

const nothing = z.undefined();
const stored = resultSchema(z.null(), storageErrorSchema);
const oneFile = resultSchema(openedFileSchema, fileErrorSchema);
const manyFiles = z.array(oneFile);

/** What the designer learns when it starts; asked for exactly once, before anything is shown. */
const startInfoSchema = z.strictObject({
  platform: z.enum(['linux', 'darwin', 'win32']),
  version: z.string(),
  theme: themeSchema,
  recentFiles: recentFilesSchema,
  /** Files named on the command line or handed over before the window was ready. */
  files: manyFiles,
  /** Unsaved work an earlier run left behind, newest first. */
  unsavedWork: z.array(journalEntrySchema),
  /** What could not be read of settings or journal; it is left as it is. */
  problems: z.array(storageErrorSchema),
});
export type StartInfo = z.output<typeof startInfoSchema>;

/** Every call the renderer may make: what it sends and what it gets back. */
export const calls = {
  start: { request: nothing, response: startInfoSchema },
  /** Asks a person for files and reads them. One answer a file, so one bad file does not hide the others. */
  showOpenDialog: { request: openDialogSchema, response: resultSchema(manyFiles, fileErrorSchema) },
  /** Reads a granted path again: a recent plan, or the open one to revert to. */
  readFile: { request: pathSchema, response: oneFile },
  /** Reads files dropped on the window; the preload turns the drop into paths, the page cannot. */
  readDroppedFiles: { request: pathsSchema, response: manyFiles },
  /** Writes a granted path atomically; the previous version stays beside it as `.bak`. */
  saveFile: { request: saveSchema, response: resultSchema(savedFileSchema, fileErrorSchema) },
  saveFileAs: { request: saveAsSchema, response: resultSchema(savedFileSchema, fileErrorSchema) },
  exportFile: { request: exportSchema, response: resultSchema(savedFileSchema, fileErrorSchema) },
  /** Shows a granted file in the file manager. */
  revealFile: { request: pathSchema, response: resultSchema(z.null(), fileErrorSchema) },
  clearRecentFiles: { request: nothing, response: stored },
  setTheme: { request: setThemeSchema, response: stored },
  /** Keeps unsaved work. On disk when the answer comes; of calls that pile up only the latest is written. */
  writeJournal: { request: journalEntrySchema, response: stored },
  clearJournal: { request: clearJournalSchema, response: stored },
  /** Title, dirty mark and the file the window stands for, which is watched for changes from elsewhere. */
  describeDocument: { request: describeDocumentSchema, response: z.null() },
  /** Answers the event `closeRequested`. */
  answerClose: { request: answerCloseSchema, response: z.null() },
  /** All commands the menu shows, with what is enabled and checked now. */
  describeCommands: { request: describeCommandsSchema, response: z.null() },
} satisfies Record<CallName, { request: z.ZodType; response: z.ZodType }>;

/** Every message the desktop sends unasked. */
export const events = {
  /** A menu item was chosen: run this command. */
  command: z.strictObject({ id: z.string() }),
  /** An entry of Open Recent was chosen. */
  recentFileChosen: pathSchema,
  recentFilesChanged: z.strictObject({ recentFiles: recentFilesSchema }),
  /** Files given by a second start, a double click or the dock. */
  filesHandedOver: z.strictObject({ files: manyFiles }),
  fileChangedOnDisk: fileChangeSchema,
  /** The window is about to close with unsaved work; answer with `answerClose`. */
  closeRequested: z.strictObject({}),
} satisfies Record<EventName, z.ZodType>;
