import type { z } from 'zod';
import { planSchema, type Plan } from './schema.ts';

/**
 * Writes a plan as the text of a plan file: two-space indent, keys in the order of the schema, positions sorted by id, a newline at the end.
 * Equal plans give equal bytes, whatever order their keys came in. The inverse of `parsePlan`.
 */
export function formatPlan(plan: Plan): string {
  return `${JSON.stringify(arrange(PLAN_SHAPE, plan), null, 2)}\n`;
}

/** What a schema says about the order of keys: nothing, for a leaf. */
type Shape =
  | { readonly kind: 'object'; readonly fields: readonly (readonly [key: string, shape: Shape])[] }
  | { readonly kind: 'list'; readonly items: Shape }
  | { readonly kind: 'record'; readonly values: Shape }
  | { readonly kind: 'leaf' };

const LEAF: Shape = { kind: 'leaf' };

function shapeOf(schema: z.core.$ZodType): Shape {
  // zod's own way to look inside a schema: `def` is a union told apart by `type`, which its type for "any schema" leaves open.
  const def = schema._zod.def as z.core.$ZodTypes['_zod']['def'];
  switch (def.type) {
    case 'object':
      return { kind: 'object', fields: Object.entries(def.shape).map(([key, field]) => [key, shapeOf(field)]) };
    case 'array':
      return { kind: 'list', items: shapeOf(def.element) };
    case 'record':
      return { kind: 'record', values: shapeOf(def.valueType) };
    case 'optional':
    case 'nullable':
      return shapeOf(def.innerType);
    default:
      return LEAF;
  }
}

const PLAN_SHAPE = shapeOf(planSchema);

function arrange(shape: Shape, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || shape.kind === 'leaf') return value;
  if (shape.kind === 'list') return Array.isArray(value) ? value.map((item) => arrange(shape.items, item)) : value;
  // Not null and no list: an object with string keys.
  const object = value as Record<string, unknown>;
  if (shape.kind === 'record') {
    const keys = Object.keys(object).sort();
    return Object.fromEntries(keys.map((key) => [key, arrange(shape.values, object[key])]));
  }
  return Object.fromEntries(
    shape.fields.filter(([key]) => object[key] !== undefined).map(([key, field]) => [key, arrange(field, object[key])]),
  );
}
