import {
  findNetworkOfSubnet,
  listRefs,
  nameOf,
  type ObjectKind,
  type ObjectRef,
  type Plan,
} from '../../../core/plan/index.ts';

/** Objects of some kinds to choose from, by name; subnets with their network. */
export function listCandidates(
  plan: Plan,
  kinds: readonly ObjectKind[],
): readonly { readonly value: string; readonly label: string }[] {
  return listRefs(plan)
    .filter((ref) => kinds.some((kind) => kind === ref.kind))
    .map((ref) => ({ value: ref.id, label: fullName(plan, ref) }));
}

/** The name of an object that tells it from others of its kind: subnets and pools with what they live in. */
export function fullName(plan: Plan, ref: ObjectRef): string {
  const name = nameOf(plan, ref);
  const network = ref.kind === 'subnet' ? findNetworkOfSubnet(plan, ref.id) : undefined;
  const cluster =
    ref.kind === 'nodePool' ? plan.clusters.find(({ pools }) => pools.some(({ id }) => id === ref.id)) : undefined;
  const owner = network ?? cluster;
  return owner === undefined ? name : `${owner.name} / ${name}`;
}
