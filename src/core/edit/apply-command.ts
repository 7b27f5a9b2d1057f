import type { Command, Plan } from '../plan/index.ts';
import { ok, type Result } from '../result.ts';
import { applyAdd } from './commands/add.ts';
import { applyInsert } from './commands/insert.ts';
import { applyMoveCluster } from './commands/move-cluster.ts';
import { applyMoveSubnet } from './commands/move-subnet.ts';
import { applyPlace } from './commands/place.ts';
import { applyReaddressNetwork } from './commands/readdress-network.ts';
import { applyRemove } from './commands/remove.ts';
import { applySetPlan } from './commands/set-plan.ts';
import { applyUpdate } from './commands/update.ts';
import type { EditError } from './edit-error.ts';

/**
 * Carries out an edit. What it does not touch keeps its identity; an edit that changes nothing answers the very same plan; after an error nothing has
 * happened. The new plan is always one that a plan file can hold.
 */
export function applyCommand(plan: Plan, command: Command): Result<Plan, EditError> {
  switch (command.type) {
    case 'add':
      return applyAdd(plan, command);
    case 'update':
      return applyUpdate(plan, command);
    case 'remove':
      return applyRemove(plan, command.refs);
    case 'moveSubnet':
      return applyMoveSubnet(plan, command);
    case 'moveCluster':
      return applyMoveCluster(plan, command);
    case 'readdressNetwork':
      return applyReaddressNetwork(plan, command);
    case 'place':
      return applyPlace(plan, command.boxes);
    case 'insert':
      return applyInsert(plan, command);
    case 'setPlan':
      return applySetPlan(plan, command);
    case 'batch':
      return applyBatch(plan, command.commands);
  }
}

function applyBatch(plan: Plan, commands: readonly Command[]): Result<Plan, EditError> {
  let next: Result<Plan, EditError> = ok(plan);
  for (const command of commands) {
    next = applyCommand(next.value, command);
    if (!next.ok) return next;
  }
  return next;
}
