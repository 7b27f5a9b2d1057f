import { nameOf, type ObjectKind, type ObjectRef, type Plan } from '../../../core/plan/index.ts';
import { indexObjects } from '../shared/object-index.ts';

/** Objects of some kinds to choose from, by name; subnets with their network. */
export function listCandidates(
  plan: Plan,
  kinds: readonly ObjectKind[],
): readonly { readonly value: string; readonly label: string }[] {
  return [...indexObjects(plan).values()]
    .filter(({ ref }) => kinds.some((kind) => kind === ref.kind))
    .map(({ ref, fullName: label }) => ({ value: ref.id, label }));
}

/** The name of an object that tells it from others of its kind: subnets and pools with what they live in. */
export function fullName(plan: Plan, ref: ObjectRef): string {
  return indexObjects(plan).get(ref.id)?.fullName ?? nameOf(plan, ref);
}
