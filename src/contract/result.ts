import { z } from 'zod';
import type { Result } from '../core/result.ts';

/** The schema of a `Result` that crosses between renderer and desktop. */
export function resultSchema<T extends z.ZodType, E extends z.ZodType>(
  value: T,
  error: E,
): z.ZodType<Result<z.output<T>, z.output<E>>> {
  return z.discriminatedUnion('ok', [
    z.strictObject({ ok: z.literal(true), value }),
    z.strictObject({ ok: z.literal(false), error }),
    // The two literals make exactly the union that `Result` is; zod's inferred type of a generic member is too loose to see it.
  ]) as unknown as z.ZodType<Result<z.output<T>, z.output<E>>>;
}
