import {
  LIST_OF_KIND,
  PLAN_REF,
  type ListedKind,
  type ObjectByKind,
  type ObjectKind,
  type ObjectRef,
} from './object-ref.ts';
import { LISTED_KINDS, listReferences, type Reference } from './references.ts';
import type { Cluster, Plan, VirtualNetwork } from './schema.ts';

/** The object a reference names; undefined when the plan has none. For the plan's own reference: use the plan. */
export function findObject<K extends ObjectKind>(
  plan: Plan,
  ref: { readonly kind: K; readonly id: string },
): ObjectByKind[K] | undefined;
export function findObject(plan: Plan, ref: ObjectRef): ObjectByKind[ObjectKind] | undefined;
export function findObject(plan: Plan, { kind, id }: ObjectRef): ObjectByKind[ObjectKind] | undefined {
  switch (kind) {
    case 'plan':
      return undefined;
    case 'subnet':
      return findNetworkOfSubnet(plan, id)?.subnets.find((subnet) => subnet.id === id);
    case 'nodePool':
      return findClusterOfPool(plan, id)?.pools.find((pool) => pool.id === id);
    case 'note':
      return plan.layout.notes.find((note) => note.id === id);
    default:
      return listOfKind(plan, kind).find((object) => object.id === id);
  }
}

/** The network a subnet lives in. */
export function findNetworkOfSubnet(plan: Plan, subnetId: string): VirtualNetwork | undefined {
  return plan.virtualNetworks.find((network) => network.subnets.some((subnet) => subnet.id === subnetId));
}

/** The cluster a node pool belongs to. */
export function findClusterOfPool(plan: Plan, poolId: string): Cluster | undefined {
  return plan.clusters.find((cluster) => cluster.pools.some((pool) => pool.id === poolId));
}

/** The objects of a kind that has a list of its own. */
export function listOfKind<K extends ListedKind>(plan: Plan, kind: K): readonly ObjectByKind[K][] {
  // The table pairs every kind with the list of its objects; TypeScript cannot follow it for a kind not yet known.
  const list: readonly unknown[] = plan[LIST_OF_KIND[kind]];
  return list as readonly ObjectByKind[K][];
}

/** References to every object of a plan in file order, an object before its insides; the plan itself is not among them. */
export function listRefs(plan: Plan): readonly ObjectRef[] {
  const refs: ObjectRef[] = [];
  for (const kind of LISTED_KINDS) {
    for (const object of listOfKind(plan, kind)) {
      refs.push({ kind, id: object.id });
      if ('subnets' in object) for (const { id } of object.subnets) refs.push({ kind: 'subnet', id });
      if ('pools' in object) for (const { id } of object.pools) refs.push({ kind: 'nodePool', id });
    }
  }
  for (const { id } of plan.layout.notes) refs.push({ kind: 'note', id });
  return refs;
}

/** The reference of the object with an id (ids are unique in the whole plan); undefined when there is none. */
export function findRef(plan: Plan, id: string): ObjectRef | undefined {
  if (id === PLAN_REF.id) return PLAN_REF;
  return listRefs(plan).find((ref) => ref.id === id);
}

/** What an object lives in: the network of a subnet, gateway or firewall, the cluster of a pool, the subnet of an application gateway; else undefined. */
export function parentOf(plan: Plan, ref: ObjectRef): ObjectRef | undefined {
  const inNetwork = (id: string | undefined): ObjectRef | undefined =>
    id === undefined ? undefined : { kind: 'virtualNetwork', id };
  switch (ref.kind) {
    case 'subnet':
      return inNetwork(findNetworkOfSubnet(plan, ref.id)?.id);
    case 'nodePool': {
      const id = findClusterOfPool(plan, ref.id)?.id;
      return id === undefined ? undefined : { kind: 'cluster', id };
    }
    case 'gateway':
    case 'firewall':
    case 'reservation':
      return inNetwork(listOfKind(plan, ref.kind).find((object) => object.id === ref.id)?.virtualNetworkId);
    case 'applicationGateway':
    case 'dnsResolverEndpoint': {
      const id = listOfKind(plan, ref.kind).find((object) => object.id === ref.id)?.subnetId;
      return id === undefined ? undefined : { kind: 'subnet', id };
    }
    default:
      return undefined;
  }
}

/** What people call an object: its name, for a peering both networks, for a note its first words; the id when it has no name or is unknown. */
export function nameOf(plan: Plan, ref: ObjectRef): string {
  if (ref.kind === 'plan') return plan.name;
  if (ref.kind === 'peering') {
    const peering = plan.peerings.find(({ id }) => id === ref.id);
    if (peering === undefined) return ref.id;
    return `${nameOf(plan, { kind: 'virtualNetwork', id: peering.a })} – ${nameOf(plan, { kind: 'virtualNetwork', id: peering.b })}`;
  }
  const object = findObject(plan, ref);
  if (object === undefined) return ref.id;
  if ('name' in object && object.name !== '') return object.name;
  if ('text' in object) return firstWords(object.text) || ref.id;
  if ('rule' in object) return object.rule;
  return ref.id;
}

function firstWords(text: string): string {
  const line = text.trim().split('\n')[0] ?? '';
  return line.length > 40 ? `${line.slice(0, 39).trimEnd()}…` : line;
}

/** Every place that names the object, in file order. An object's own insides do not count. */
export function referencesTo(plan: Plan, ref: ObjectRef): readonly Reference[] {
  return listReferences(plan).filter((reference) => reference.id === ref.id);
}

/** How the id of a new object of a kind begins. */
const ID_STEM: Readonly<Record<ObjectKind, string>> = {
  virtualNetwork: 'vnet',
  subnet: 'subnet',
  peering: 'peering',
  connectedGroup: 'group',
  site: 'site',
  gateway: 'gateway',
  firewall: 'firewall',
  routeTable: 'routes',
  networkSecurityGroup: 'nsg',
  natGateway: 'nat',
  applicationGateway: 'appgw',
  dnsResolverEndpoint: 'resolver',
  privateDnsZone: 'zone',
  cluster: 'aks',
  nodePool: 'pool',
  block: 'block',
  reservation: 'reservation',
  need: 'need',
  suppression: 'suppression',
  note: 'note',
};

/** Hands out ids that collide neither with the plan's nor with each other: `vnet-1`, `subnet-7`. The same plan gives the same ids. */
export function createIdSource(plan: Plan): (kind: ObjectKind) => string {
  const taken = new Set(listRefs(plan).map(({ id }) => id));
  const next = new Map<ObjectKind, number>();
  return (kind) => {
    let number = next.get(kind) ?? 1;
    while (taken.has(`${ID_STEM[kind]}-${number}`)) number++;
    next.set(kind, number + 1);
    return `${ID_STEM[kind]}-${number}`;
  };
}

/** The next free id for one new object of a kind. */
export function nextId(plan: Plan, kind: ObjectKind): string {
  return createIdSource(plan)(kind);
}
