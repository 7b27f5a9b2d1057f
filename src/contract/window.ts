import { z } from 'zod';

export const describeDocumentSchema = z.strictObject({
  /** The name of the document, without the mark of unsaved changes. */
  title: z.string().max(500),
  path: z.string().max(4096).nullable(),
  isDirty: z.boolean(),
});
export type DescribeDocumentRequest = z.output<typeof describeDocumentSchema>;

/** `close` once the work is saved or given up; `stay` when the person thinks again. */
export const answerCloseSchema = z.strictObject({ decision: z.enum(['close', 'stay']) });
export type AnswerCloseRequest = z.output<typeof answerCloseSchema>;
