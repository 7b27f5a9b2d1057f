import { applyCommand, describeEditError, type CreateResult, type EditError } from '../../src/core/edit/index.ts';
import type { Command, ObjectRef, Plan } from '../../src/core/plan/index.ts';

/** The plan after commands that must succeed. */
export function edit(plan: Plan, ...commands: readonly Command[]): Plan {
  return commands.reduce((current, command) => {
    const applied = applyCommand(current, command);
    if (!applied.ok) throw new Error(describeEditError(applied.error));
    return applied.value;
  }, plan);
}

/** The error of a command that must be refused. */
export function refused(plan: Plan, command: Command): EditError {
  const applied = applyCommand(plan, command);
  if (applied.ok) throw new Error('the edit was carried out');
  return applied.error;
}

/** The plan after something was created, and what was. */
export function create(plan: Plan, created: CreateResult): { plan: Plan; ref: ObjectRef } {
  if (!created.ok) throw new Error(describeEditError(created.error));
  return { plan: edit(plan, created.value.command), ref: created.value.ref };
}
