import { isSameValue, checkPlan, createEmptyPlan, PLAN_REF, type Command, type Plan } from '../../plan/index.ts';
import { err, ok, type Result } from '../../result.ts';
import type { EditError } from '../edit-error.ts';

type SetPlan = Extract<Command, { type: 'setPlan' }>;

/** Sets fields of the plan itself; undefined takes one away. Errors: `invalid`. */
export function applySetPlan(plan: Plan, { values }: SetPlan): Result<Plan, EditError> {
  const { name = plan.name, ...others } = values;
  const { description = undefined, asOf = undefined, cloud = undefined } = { ...plan, ...others };
  const next = { name, description, asOf, cloud };
  if (isSameValue(next, { name: plan.name, description: plan.description, asOf: plan.asOf, cloud: plan.cloud }))
    return ok(plan);
  // An empty plan with these fields is refused exactly when the fields are.
  const checked = checkPlan({ ...createEmptyPlan(), ...next });
  if (!checked.ok) return err({ kind: 'invalid', ref: PLAN_REF, error: checked.error });
  const { description: _description, asOf: _asOf, cloud: _cloud, ...rest } = plan;
  const given = Object.entries(next).filter(([, value]) => value !== undefined);
  return ok({ ...rest, ...Object.fromEntries(given) });
}
