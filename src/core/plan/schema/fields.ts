import { z } from 'zod';

// Compiled validators need `new Function`, which the content security policy of the windows forbids (and would report as a violation).
z.config({ jitless: true });

// Names every JavaScript object answers to are no ids, because ids are keys of plain objects (`layout.boxes`).
export const id = z
  .string()
  .min(1)
  .max(64)
  .regex(
    /^(?!(?:constructor|hasOwnProperty|isPrototypeOf|propertyIsEnumerable|toLocaleString|toString|valueOf)$)[A-Za-z0-9][A-Za-z0-9._-]*$/,
  );
export const name = z.string().max(260);
export const cidr = z.string().max(64);
export const address = z.string().max(64);
export const text = z.string().max(10_000);
export const count = z.number().int().min(0).max(10_000_000);
export const isoDate = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);

/** `existing`: Azure shows that it is there; `planned`: it is to be made, or nothing shows that it exists. */
export const origin = z.enum(['planned', 'existing']);

/** Fields every Azure resource shares. */
export const resource = {
  id,
  name,
  resourceGroup: name.optional(),
  subscription: name.optional(),
  region: name.optional(),
  /** Azure resource id as printed; identity on import, compared without case. */
  resourceId: z.string().max(1024).optional(),
  origin: origin.optional(),
  /** Known only in part (imported): what the plan does not show about it is unknown, not none. */
  partial: z.boolean().optional(),
  note: text.optional(),
};
