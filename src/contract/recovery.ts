import { z } from 'zod';

/** Names one document of one window in the crash journal. */
const documentIdSchema = z.string().regex(/^[A-Za-z0-9-]{1,64}$/);

export const journalEntrySchema = z.strictObject({
  documentId: documentIdSchema,
  /** What the title bar calls the document. */
  name: z.string().max(500),
  /** Where it was opened from or saved to, and what it looked like there; both `null` when it never was. */
  path: z.string().max(4096).nullable(),
  stamp: z.string().nullable(),
  /** The unsaved document as plan text. */
  text: z.string(),
  /** When the last edit in it was made, in milliseconds since 1970. */
  editedAtMs: z.number(),
});
/** Unsaved work, as it is kept to survive a crash. */
export type JournalEntry = z.output<typeof journalEntrySchema>;

export const clearJournalSchema = z.strictObject({ documentId: documentIdSchema });
export type ClearJournalRequest = z.output<typeof clearJournalSchema>;
