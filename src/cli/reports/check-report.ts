import type { ImportOutcome } from '../../core/import/index.ts';
import { findObject, parentOf, type ObjectRef, type Plan } from '../../core/plan/index.ts';
import { FACTS, type CheckResult, type Finding, type NotChecked } from '../../core/rules/index.ts';
import type { EstateFile } from '../read-estate.ts';
import type { AgainstBaseline } from './baseline.ts';

/** Everything a report is made of; `findings` are those of the wanted severities. */
export interface CheckReport {
  readonly plan: Plan;
  readonly files: readonly EstateFile[];
  readonly outcome: ImportOutcome;
  readonly result: CheckResult;
  readonly findings: readonly Finding[];
  /** How `findings` stand against a baseline; undefined when none was given. */
  readonly baseline: AgainstBaseline | undefined;
  /** Netwright's own version. */
  readonly version: string;
}

/** The command that supplies a missing fact, for the resource groups it is missing in, and what remains to be done by hand. */
export function supplyOf(missing: Pick<NotChecked, 'fact' | 'objects'>, plan: Plan): string {
  const { byHand } = FACTS[missing.fact];
  return [commandOf(missing, plan), ...(byHand === undefined ? [] : [byHand])].join('; ');
}

function commandOf({ fact, objects }: Pick<NotChecked, 'fact' | 'objects'>, plan: Plan): string {
  const { supply } = FACTS[fact];
  if (!supply.includes('{resourceGroup}')) return supply;
  const groups = new Set(objects.flatMap((ref) => resourceGroupOf(plan, ref) ?? []));
  if (groups.size === 0) return supply.replaceAll('{resourceGroup}', '<resource group>');
  return [...groups].map((group) => supply.replaceAll('{resourceGroup}', group)).join('; ');
}

function resourceGroupOf(plan: Plan, ref: ObjectRef): string | undefined {
  const object = findObject(plan, ref);
  if (object !== undefined && 'resourceGroup' in object && object.resourceGroup !== undefined)
    return object.resourceGroup;
  const parent = parentOf(plan, ref);
  return parent === undefined ? undefined : resourceGroupOf(plan, parent);
}
