import { z } from 'zod';

export const themeSchema = z.enum(['system', 'light', 'dark']);
export type Theme = z.output<typeof themeSchema>;

export const setThemeSchema = z.strictObject({ theme: themeSchema });
export type SetThemeRequest = z.output<typeof setThemeSchema>;

export const storageErrorSchema = z.discriminatedUnion('kind', [
  /** The file that is there cannot be read, so it is not written over. */
  z.strictObject({ kind: z.literal('unreadable'), path: z.string(), reason: z.string() }),
  z.strictObject({ kind: z.literal('failed'), path: z.string(), code: z.string() }),
]);
/** Why settings or the crash journal could not be kept. */
export type StorageError = z.output<typeof storageErrorSchema>;
