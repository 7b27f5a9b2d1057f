import { findObject, parentOf } from './find.ts';
import type { ObjectRef } from './object-ref.ts';
import type { Plan } from './schema.ts';

/**
 * A command of the Azure CLI with the resource groups of some objects in place of `{resourceGroup}`: once for each group, joined by "; ".
 * @example fillCommand('az aks list', [], createEmptyPlan()) // 'az aks list'
 */
export function fillCommand(command: string, objects: readonly ObjectRef[], plan: Plan): string {
  if (!command.includes('{resourceGroup}')) return command;
  const groups = new Set(objects.flatMap((ref) => resourceGroupOf(plan, ref) ?? []));
  if (groups.size === 0) return command.replaceAll('{resourceGroup}', '<resource group>');
  return [...groups].map((group) => command.replaceAll('{resourceGroup}', group)).join('; ');
}

function resourceGroupOf(plan: Plan, ref: ObjectRef): string | undefined {
  const object = findObject(plan, ref);
  if (object !== undefined && 'resourceGroup' in object && object.resourceGroup !== undefined)
    return object.resourceGroup;
  const parent = parentOf(plan, ref);
  return parent === undefined ? undefined : resourceGroupOf(plan, parent);
}
