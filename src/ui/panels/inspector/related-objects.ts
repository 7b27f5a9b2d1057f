import {
  findNetworkOfSubnet,
  findRef,
  listReferences,
  nameOf,
  type ObjectRef,
  type Plan,
} from '../../../core/plan/index.ts';
import { keyOf } from '../../state/refs.ts';
import { fullName } from './candidates.ts';

export interface RelatedObject {
  readonly ref: ObjectRef;
  readonly name: string;
  readonly detail?: string;
}
export interface RelatedGroup {
  readonly title: string;
  readonly objects: readonly RelatedObject[];
}

/** What an object holds and what it is tied to, for the inspector's lists. */
export function listRelated(plan: Plan, ref: ObjectRef): readonly RelatedGroup[] {
  const groups = ref.kind === 'virtualNetwork' ? groupsOfNetwork(plan, ref.id) : [];
  const known = new Set(groups.flatMap(({ objects }) => objects.map((object) => keyOf(object.ref))));
  const usedBy = listReferences(plan)
    .filter(({ id }) => id === ref.id)
    .flatMap(({ owner }) => owner)
    .filter((owner) => owner.kind !== 'plan' && owner.kind !== 'suppression' && !known.has(keyOf(owner)));
  const unique = [...new Map(usedBy.map((owner) => [keyOf(owner), owner])).values()];
  return [
    ...groups,
    { title: 'Used by', objects: unique.map((owner) => ({ ref: owner, name: fullName(plan, owner) })) },
  ].filter(({ objects }) => objects.length > 0);
}

function groupsOfNetwork(plan: Plan, id: string): readonly RelatedGroup[] {
  const network = plan.virtualNetworks.find((other) => other.id === id);
  const peerings = plan.peerings.filter(({ a, b }) => a === id || b === id);
  const inside = (['gateways', 'firewalls', 'reservations'] as const).flatMap((list) =>
    plan[list]
      .filter(({ virtualNetworkId }) => virtualNetworkId === id)
      .map((object): RelatedObject => {
        const kind = list === 'gateways' ? 'gateway' : list === 'firewalls' ? 'firewall' : 'reservation';
        return {
          ref: { kind, id: object.id },
          name: object.name,
          detail: 'addressPrefix' in object ? object.addressPrefix : undefined,
        };
      }),
  );
  return [
    {
      title: 'Subnets',
      objects: (network?.subnets ?? []).map((subnet) => ({
        ref: { kind: 'subnet', id: subnet.id },
        name: subnet.name,
        detail: subnet.addressPrefixes.join(' '),
      })),
    },
    { title: 'In the network', objects: inside },
    {
      title: 'Peered with',
      objects: peerings.map(({ id: peeringId, a, b }) => ({
        ref: { kind: 'peering', id: peeringId },
        name: nameOf(plan, { kind: 'virtualNetwork', id: a === id ? b : a }),
      })),
    },
  ];
}

/** What an object lives in, in words: "in spoke-1". Undefined for what stands by itself. */
export function placeOf(plan: Plan, ref: ObjectRef): RelatedObject | undefined {
  if (ref.kind === 'subnet') {
    const network = findNetworkOfSubnet(plan, ref.id);
    return network && { ref: { kind: 'virtualNetwork', id: network.id }, name: network.name };
  }
  if (ref.kind === 'nodePool') {
    const cluster = plan.clusters.find(({ pools }) => pools.some(({ id }) => id === ref.id));
    return cluster && { ref: { kind: 'cluster', id: cluster.id }, name: cluster.name };
  }
  if (ref.kind === 'cluster') {
    const subnetId = plan.clusters
      .find(({ id }) => id === ref.id)
      ?.pools.find(({ nodeSubnetId }) => nodeSubnetId !== undefined)?.nodeSubnetId;
    const subnet = subnetId === undefined ? undefined : findRef(plan, subnetId);
    return subnet && { ref: subnet, name: fullName(plan, subnet) };
  }
  return undefined;
}
