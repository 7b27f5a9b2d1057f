import { z } from 'zod';

/** Larger files are refused before they are read; the largest export of an estate met so far is a tenth of this. */
export const maxFileBytes = 64 * 1024 * 1024;

/** Ends the name of a plan file; the desktop registers it as its own. */
export const planFileSuffix = '.netwright.json';

const path = z.string().min(1).max(4096);
const text = z.string();

/** Names the content of a file as last read or written: the SHA-256 of its bytes in hexadecimal. */
const stampSchema = z.string().regex(/^[0-9a-f]{64}$/);

const fileRefSchema = z.strictObject({ path, name: z.string() });
/** A file the desktop may touch: its path and the name to show. */
export type FileRef = z.output<typeof fileRefSchema>;

export const openedFileSchema = z.strictObject({ path, name: z.string(), text, stamp: stampSchema });
/** A file as read: the text without byte order mark, and the stamp to save it with. */
export type OpenedFile = z.output<typeof openedFileSchema>;

export const savedFileSchema = z.strictObject({ path, name: z.string(), stamp: stampSchema });
/** A file as written. */
export type SavedFile = z.output<typeof savedFileSchema>;

const about = { path: z.string() };
export const fileErrorSchema = z.discriminatedUnion('kind', [
  /** A person closed the dialog. */
  z.strictObject({ kind: z.literal('cancelled') }),
  /** No dialog, argument, drop or recent list named this path. */
  z.strictObject({ kind: z.literal('not-granted'), ...about }),
  z.strictObject({ kind: z.literal('not-found'), ...about }),
  z.strictObject({ kind: z.literal('not-a-file'), ...about }),
  z.strictObject({ kind: z.literal('permission-denied'), ...about }),
  z.strictObject({ kind: z.literal('disk-full'), ...about }),
  z.strictObject({ kind: z.literal('too-large'), ...about, sizeBytes: z.number(), limitBytes: z.number() }),
  /** Neither UTF-8 nor UTF-16 with a byte order mark. */
  z.strictObject({ kind: z.literal('not-text'), ...about }),
  /** The file is not the one the stamp names: somebody else wrote it meanwhile. */
  z.strictObject({ kind: z.literal('changed-on-disk'), ...about }),
  /** Anything else the operating system answers, by its code (EIO, EROFS, ...). */
  z.strictObject({ kind: z.literal('failed'), ...about, code: z.string() }),
]);
/** Why a file could not be opened or written. */
export type FileError = z.output<typeof fileErrorSchema>;

export const openDialogSchema = z.strictObject({ purpose: z.enum(['plan', 'import']) });
/** `plan` picks one plan file; `import` picks any number of JSON files that form one estate. */
export type OpenDialogRequest = z.output<typeof openDialogSchema>;

export const pathSchema = z.strictObject({ path });
export type PathRequest = z.output<typeof pathSchema>;

export const pathsSchema = z.strictObject({ paths: z.array(path).min(1).max(1000) });
export type PathsRequest = z.output<typeof pathsSchema>;

export const saveSchema = z.strictObject({
  path,
  text,
  /** The stamp the file had when last read or written; `null` writes over whatever is there. */
  expectedStamp: stampSchema.nullable(),
});
export type SaveRequest = z.output<typeof saveSchema>;

export const saveAsSchema = z.strictObject({ suggestedName: z.string().max(255), text });
export type SaveAsRequest = z.output<typeof saveAsSchema>;

export const exportSchema = z.strictObject({
  suggestedName: z.string().max(255),
  /** The kind of file as the dialog names it: "PNG image", "png". */
  label: z.string().min(1).max(80),
  extension: z.string().regex(/^[a-z0-9]{1,12}$/),
  bytes: z.instanceof(Uint8Array),
});
export type ExportRequest = z.output<typeof exportSchema>;

/** Why a picture did not reach the clipboard: it is none, or the system refused (another window is in front). */
export type CopyError = { readonly kind: 'not-an-image' } | { readonly kind: 'refused' };

export const recentFilesSchema = z.array(fileRefSchema).max(20);
/** The plans opened or saved last, newest first. */
export type RecentFiles = z.output<typeof recentFilesSchema>;

export const fileChangeSchema = z.strictObject({ path, change: z.enum(['changed', 'removed']) });
/** The file of the open document is no longer what was read or written last. */
export type FileChange = z.output<typeof fileChangeSchema>;
