import { z } from 'zod';
import { PLAN_SCHEMA_URI } from './empty-plan.ts';
import { planSchema } from './schema.ts';

/** The plan format as JSON Schema (draft 2020-12), as published in `static/plan.schema.json` for editors and other tools. */
export function planJsonSchema(): Readonly<Record<string, unknown>> {
  const { $schema, ...schema } = z.toJSONSchema(planSchema, { target: 'draft-2020-12' });
  return { $schema, $id: PLAN_SCHEMA_URI, title: 'Netwright plan', ...schema };
}

/** The text of the published schema file. */
export function formatPlanJsonSchema(): string {
  return `${JSON.stringify(planJsonSchema(), null, 2)}\n`;
}
