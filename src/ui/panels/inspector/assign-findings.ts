import type { Finding } from '../../../core/rules/types.ts';
import type { Field } from './field.ts';

export interface AssignedFindings {
  readonly byField: ReadonlyMap<string, readonly Finding[]>;
  /** Those that concern no field in particular. */
  readonly rest: readonly Finding[];
}

/** Puts every finding to the one field whose rules name it most closely. */
export function assignFindings(fields: readonly Field[], findings: readonly Finding[]): AssignedFindings {
  const byField = new Map<string, Finding[]>();
  const rest: Finding[] = [];
  for (const finding of findings) {
    const key = closestField(fields, finding.rule);
    if (key === undefined) rest.push(finding);
    else byField.set(key, [...(byField.get(key) ?? []), finding]);
  }
  return { byField, rest };
}

function closestField(fields: readonly Field[], rule: string): string | undefined {
  let best: { readonly key: string; readonly length: number } | undefined;
  for (const { key, rules = [] } of fields) {
    for (const start of rules) {
      if (rule.startsWith(start) && start.length > (best?.length ?? 0)) best = { key, length: start.length };
    }
  }
  return best?.key;
}
