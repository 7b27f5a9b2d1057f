import { LIST_OF_KIND, type ListedKind, type ObjectByKind, type ObjectKind, type ObjectRef } from './object-ref.ts';
import type { Cluster, NodePool, Plan, Subnet, VirtualNetwork } from './schema.ts';

/** One place in an object that names another by id. */
export interface Reference {
  /** The object that holds the reference: the subnet or node pool itself, not what it lives in. */
  readonly owner: ObjectRef;
  /** Where in the owner, for example `['podSubnetIds', 0]`. */
  readonly path: readonly (string | number)[];
  readonly id: string;
  /** Kinds it may name. `'any'`: every object, or the plan. */
  readonly to: readonly ObjectKind[] | 'any';
  /** The owner means nothing without it. */
  readonly essential: boolean;
}

/** Answers the id to write instead; undefined takes the reference away, and the owner with it when the reference is essential. */
export type Rewrite = (reference: Reference) => string | undefined;

const NETWORK = ['virtualNetwork'] as const;
const SUBNET = ['subnet'] as const;
const PLACES = ['virtualNetwork', 'cluster', 'site'] as const;

/** Where each kind keeps its references: `field`, or `field.field`; `[]` marks lists, `!` what the owner cannot do without. */
const SLOTS: { readonly [K in ObjectKind]?: readonly (readonly [path: string, to: readonly ObjectKind[] | 'any'])[] } =
  {
    subnet: [
      ['networkSecurityGroupIds[]', ['networkSecurityGroup']],
      ['routeTableIds[]', ['routeTable']],
      ['natGatewayIds[]', ['natGateway']],
    ],
    peering: [
      ['a!', NETWORK],
      ['b!', NETWORK],
    ],
    connectedGroup: [['virtualNetworkIds[]', NETWORK]],
    site: [['gatewayIds[]', ['gateway']]],
    gateway: [
      ['virtualNetworkId!', NETWORK],
      ['vnetToVnet[]', NETWORK],
    ],
    firewall: [['virtualNetworkId!', NETWORK]],
    applicationGateway: [['subnetId!', SUBNET]],
    dnsResolverEndpoint: [['subnetId!', SUBNET]],
    privateDnsZone: [['virtualNetworkIds[]', NETWORK]],
    cluster: [
      ['apiServerSubnetId', SUBNET],
      ['loadBalancerServices[].subnetId', SUBNET],
      ['loadBalancerServices[].privateLink.natSubnetId', SUBNET],
      ['ownRegistry.endpointNetworkIds[]', NETWORK],
      ['addOns.agic.applicationGatewayId', ['applicationGateway']],
      ['addOns.agic.otherApplicationGatewayIds[]', ['applicationGateway']],
      ['addOns.applicationGatewayForContainers.subnetIds[]', SUBNET],
      ['addOns.virtualNodes.subnetId', SUBNET],
    ],
    nodePool: [
      ['nodeSubnetId', SUBNET],
      ['podSubnetIds[]', SUBNET],
    ],
    reservation: [['virtualNetworkId!', NETWORK]],
    need: [
      ['from!', PLACES],
      ['to!', PLACES],
    ],
    suppression: [['targetId!', 'any']],
  };

type Step = { readonly field: string; readonly list: boolean };
interface Slot {
  readonly steps: readonly Step[];
  readonly to: readonly ObjectKind[] | 'any';
  readonly essential: boolean;
}

const COMPILED: ReadonlyMap<string, readonly Slot[]> = new Map(
  Object.entries(SLOTS).map(([kind, slots]) => [kind, slots.map(([path, to]) => compileSlot(path, to))]),
);

function compileSlot(path: string, to: Slot['to']): Slot {
  const steps = path.replace('!', '').split('.');
  return {
    steps: steps.map((step) => ({ field: step.replace('[]', ''), list: step.endsWith('[]') })),
    to,
    essential: path.endsWith('!'),
  };
}

/** The list with every item mapped and the undefined ones left out; the very same list when no item changed. */
export function mapList<T>(list: readonly T[], map: (item: T, index: number) => T | undefined): T[] {
  let changed = false;
  const mapped: T[] = [];
  list.forEach((item, index) => {
    const next = map(item, index);
    if (next !== item) changed = true;
    if (next !== undefined) mapped.push(next);
  });
  // The plan's types are mutable lists although nobody changes them; an unchanged list keeps its identity.
  return changed ? mapped : (list as T[]);
}

/**
 * Rewrites the references an object holds, those of its subnets or node pools included. Unchanged parts keep their identity; undefined when
 * an essential reference was taken away. A subnet or pool inside is never lost, because it has no essential references.
 */
export function rewriteObjectReferences<K extends ObjectKind>(
  kind: K,
  object: ObjectByKind[K],
  rewrite: Rewrite,
): ObjectByKind[K] | undefined {
  const owner: ObjectRef = { kind, id: object.id };
  let result: unknown = object;
  for (const slot of COMPILED.get(kind) ?? []) {
    const next = rewriteAt(result, slot.steps, 0, [], owner, slot, rewrite);
    if (next === LOST) return undefined;
    result = next;
  }
  // Only ids inside were replaced, so the object is still of its kind; the casts tell the compiler what `kind` says.
  if (kind === 'virtualNetwork') {
    const network = result as VirtualNetwork;
    const subnets = mapList(network.subnets, (subnet) => rewriteObjectReferences('subnet', subnet, rewrite));
    if (subnets !== network.subnets) result = { ...network, subnets };
  } else if (kind === 'cluster') {
    const cluster = result as Cluster;
    const pools = mapList(cluster.pools, (pool) => rewriteObjectReferences('nodePool', pool, rewrite));
    if (pools !== cluster.pools) result = { ...cluster, pools };
  }
  return result as ObjectByKind[K];
}

const LOST = Symbol('essential reference taken away');

function rewriteAt(
  value: unknown,
  steps: readonly Step[],
  at: number,
  path: readonly (string | number)[],
  owner: ObjectRef,
  slot: Slot,
  rewrite: Rewrite,
): unknown {
  const step = steps[at];
  if (step === undefined) {
    if (typeof value !== 'string') return value;
    const next = rewrite({ owner, path, id: value, to: slot.to, essential: slot.essential });
    return next === undefined && slot.essential ? LOST : next;
  }
  if (typeof value !== 'object' || value === null) return value;
  // Checked to be an object just above; its fields are unknown.
  const inner = (value as Record<string, unknown>)[step.field];
  if (inner === undefined) return value;
  const innerPath = [...path, step.field];
  const next =
    step.list && Array.isArray(inner)
      ? mapList<unknown>(inner, (item, index) =>
          rewriteAt(item, steps, at + 1, [...innerPath, index], owner, slot, rewrite),
        )
      : rewriteAt(inner, steps, at + 1, innerPath, owner, slot, rewrite);
  if (next === inner) return value;
  if (next === LOST) return LOST;
  if (next !== undefined) return { ...value, [step.field]: next };
  const { [step.field]: _gone, ...rest } = value as Record<string, unknown>;
  return rest;
}

/**
 * Rewrites every reference of a plan with structural sharing: the same plan when nothing changed. Objects that lose an essential reference
 * go; what refers to those is not looked at again, so callers pass a complete set (see `closeOverDependents`).
 */
export function rewriteReferences(plan: Plan, rewrite: Rewrite): Plan {
  let result = plan;
  for (const kind of LISTED_KINDS) result = rewriteList(result, kind, rewrite);
  return result;
}

function rewriteList<K extends ListedKind>(plan: Plan, kind: K, rewrite: Rewrite): Plan {
  const list = LIST_OF_KIND[kind];
  // The list of a kind holds objects of that kind; TypeScript cannot follow the table for a kind not yet known.
  const unknowns: unknown[] = plan[list];
  const objects = unknowns as ObjectByKind[K][];
  const mapped = mapList(objects, (object) => rewriteObjectReferences(kind, object, rewrite));
  return mapped === objects ? plan : { ...plan, [list]: mapped };
}

/** Kinds with a list of their own, in the order of the plan file. */
// Object.keys forgets the key type of a constant table.
export const LISTED_KINDS = Object.keys(LIST_OF_KIND) as readonly ListedKind[];

/** Every reference one object holds, those of its subnets or node pools included. */
export function listObjectReferences<K extends ObjectKind>(kind: K, object: ObjectByKind[K]): readonly Reference[] {
  const references: Reference[] = [];
  rewriteObjectReferences(kind, object, (reference) => {
    references.push(reference);
    return reference.id;
  });
  return references;
}

/** Every reference in a plan, in the order of the plan file. */
export function listReferences(plan: Plan): readonly Reference[] {
  const references: Reference[] = [];
  rewriteReferences(plan, (reference) => {
    references.push(reference);
    return reference.id;
  });
  return references;
}

/**
 * The ids that go when `removed` go: also every object that means nothing without one of them (the peering of a removed network, its gateway,
 * the suppression of a finding about it). Subnets and node pools inside a removed object are to be part of `removed`.
 */
export function closeOverDependents(plan: Plan, removed: ReadonlySet<string>): ReadonlySet<string> {
  const essential = ESSENTIAL_KINDS.flatMap((kind) => listReferencesOfKind(plan, kind)).filter(
    (reference) => reference.essential,
  );
  const closed = new Set(removed);
  for (let before = -1; before !== closed.size;) {
    before = closed.size;
    for (const { owner, id } of essential) if (closed.has(id)) closed.add(owner.id);
  }
  return closed;
}

/** Kinds that mean nothing without something else. Most of a large plan, its subnets and node pools, is not among them. */
const ESSENTIAL_KINDS = LISTED_KINDS.filter((kind) => COMPILED.get(kind)?.some((slot) => slot.essential) === true);

function listReferencesOfKind<K extends ListedKind>(plan: Plan, kind: K): readonly Reference[] {
  const references: Reference[] = [];
  rewriteList(plan, kind, (reference) => {
    references.push(reference);
    return reference.id;
  });
  return references;
}

/** What lives inside an object and goes with it: subnets of a network, node pools of a cluster. */
export function insidesOf(plan: Plan, ref: ObjectRef): readonly (Subnet | NodePool)[] {
  if (ref.kind === 'virtualNetwork') return plan.virtualNetworks.find(({ id }) => id === ref.id)?.subnets ?? [];
  if (ref.kind === 'cluster') return plan.clusters.find(({ id }) => id === ref.id)?.pools ?? [];
  return [];
}
