import { formatBlock, overlaps } from '../../address/index.ts';
import { AKS_DELEGATION } from '../../azure/index.ts';
import { sizeForModel } from '../../capacity/index.ts';
import {
  nextId,
  referencesTo,
  type Cluster,
  type Command,
  type Ipam,
  type NodePool,
  type Plan,
  type Subnet,
} from '../../plan/index.ts';
import { err, ok, type Result } from '../../result.ts';
import { suggestSubnetRange } from '../../rules/support/fix-subnets.ts';
import type { ClusterView, SubnetView, Topology } from '../../topology/index.ts';
import type { EditError } from '../edit-error.ts';
import { uniqueName } from '../names.ts';
import { blocksOf } from '../ranges.ts';

/** The smallest pod subnet worth making: one static block. */
const LONGEST_POD_PREFIX = 28;
/** Azure's largest pod subnet with static blocks. @source PS 2024-05-21 */
const LARGEST_POD_PREFIX = 12;

export const isPodSubnetModel = (ipam: Ipam): ipam is 'podsubnet-dynamic' | 'podsubnet-static' =>
  ipam === 'podsubnet-dynamic' || ipam === 'podsubnet-static';

export type PoolSubnets = Pick<NodePool, 'podSubnetIds' | 'podIpAllocation'>;

export interface PodSubnets {
  /** What makes subnets that are not there yet. */
  readonly commands: readonly Command[];
  readonly idsOf: (pool: NodePool) => PoolSubnets;
}

/** A cluster as an earlier plan had it. */
export interface Before {
  readonly plan: Plan;
  readonly cluster: Cluster;
}

/**
 * Where the pods of every pool go under a model: where they were before, where they are, in an empty subnet meant for pods, or in a new one. Nowhere for
 * models without pod subnets.
 * Errors: `no-node-subnet`, `no-room`.
 */
export function findPodSubnets(
  topology: Topology,
  view: ClusterView,
  ipam: Ipam,
  before: Before | undefined,
): Result<PodSubnets, EditError> {
  const restored = before === undefined ? undefined : restoreSubnets(topology, before);
  if (restored !== undefined) return ok(restored);
  if (!isPodSubnetModel(ipam)) return ok({ commands: [], idsOf: () => ({}) });
  const present = view.pools.flatMap(({ podSubnets }) => podSubnets)[0];
  const allocation = ipam === 'podsubnet-static' ? 'static' : 'dynamic';
  const inSubnet =
    (subnetId: string): PodSubnets['idsOf'] =>
    (pool) => ({
      podSubnetIds: present === undefined ? [subnetId] : (pool.podSubnetIds ?? [subnetId]),
      ...(pool.podIpAllocation === undefined ? {} : { podIpAllocation: allocation }),
    });
  if (present !== undefined) return ok({ commands: [], idsOf: inSubnet(present.subnet.id) });
  const { network, cluster } = view;
  if (network === undefined) return err({ kind: 'no-node-subnet', cluster: cluster.name });
  const idle = network.subnets.find(
    ({ subnet, uses, space }) => subnet.purpose === 'pods' && uses.length === 0 && space.blocks4.length > 0,
  );
  if (idle !== undefined) return ok({ commands: [], idsOf: inSubnet(idle.subnet.id) });
  const wanted = sizeForModel(cluster, ipam).podSubnet?.prefixLength ?? LARGEST_POD_PREFIX;
  for (let prefixLength = wanted; prefixLength <= LONGEST_POD_PREFIX; prefixLength++) {
    const range = suggestSubnetRange(topology, network.network.id, 4, prefixLength);
    if (range === undefined) continue;
    const object: Subnet = {
      id: nextId(topology.plan, 'subnet'),
      name: uniqueName(
        `snet-${cluster.name}-pods`,
        network.subnets.map(({ subnet }) => subnet.name),
      ),
      addressPrefixes: [formatBlock(range)],
      purpose: 'pods',
      delegations: [AKS_DELEGATION],
      ...wayOutOf(view),
    };
    const commands: Command[] = [{ type: 'add', kind: 'subnet', object, parentId: network.network.id }];
    return ok({ commands, idsOf: inSubnet(object.id) });
  }
  return err({ kind: 'no-room', place: network.network.name, needed: `/${wanted}` });
}

/** Brings back the pod subnets the pools had before, and says who had which; undefined when one of them cannot come back. */
function restoreSubnets(topology: Topology, { plan, cluster }: Before): PodSubnets | undefined {
  const commands: Command[] = [];
  const ids = [...new Set(cluster.pools.flatMap(({ podSubnetIds }) => podSubnetIds ?? []))];
  for (const id of ids) {
    if (topology.subnets.has(id)) continue;
    const home = plan.virtualNetworks.find(({ subnets }) => subnets.some((subnet) => subnet.id === id));
    const object = home?.subnets.find((subnet) => subnet.id === id);
    const network = home === undefined ? undefined : topology.networks.get(home.id);
    if (object === undefined || network === undefined) return undefined;
    const ranges = blocksOf(object.addressPrefixes);
    const isTaken = network.subnets.some(({ space }) =>
      space.blocks.some((block) => ranges.some((range) => overlaps(range, block))),
    );
    if (isTaken) return undefined;
    commands.push({ type: 'add', kind: 'subnet', object, parentId: network.network.id });
  }
  const pools = new Map(cluster.pools.map((pool) => [pool.id, pool]));
  const newPools: PoolSubnets = ids[0] === undefined ? {} : { podSubnetIds: [ids[0]] };
  return { commands, idsOf: ({ id }) => pools.get(id) ?? newPools };
}

/** Takes away pod subnets nobody needs any more: of this cluster alone, not built yet, empty, and not part of the earlier plan. */
export function removeLeftovers(
  topology: Topology,
  view: ClusterView,
  { idsOf }: PodSubnets,
  earlier: Plan | undefined,
): readonly Command[] {
  const needed = new Set(view.cluster.pools.flatMap((pool) => idsOf(pool).podSubnetIds ?? []));
  const own = new Set(view.cluster.pools.map(({ id }) => id));
  const isOld = (id: string): boolean =>
    earlier?.virtualNetworks.some(({ subnets }) => subnets.some((subnet) => subnet.id === id)) === true;
  const isOwn = ({ ref }: SubnetView): boolean =>
    referencesTo(topology.plan, ref).every(
      ({ owner, path }) => owner.kind === 'nodePool' && own.has(owner.id) && path[0] === 'podSubnetIds',
    );
  const leftovers = [...new Set(view.pools.flatMap(({ podSubnets }) => podSubnets))].filter(
    (subnet) => !needed.has(subnet.subnet.id) && !isOld(subnet.subnet.id) && isUnbuilt(subnet) && isOwn(subnet),
  );
  return leftovers.length === 0 ? [] : [{ type: 'remove', refs: leftovers.map(({ ref }) => ref) }];
}

function isUnbuilt({ subnet, network }: SubnetView): boolean {
  return (
    subnet.origin !== 'existing' &&
    network.external !== true &&
    network.managedByAks !== true &&
    (subnet.privateEndpoints ?? 0) === 0 &&
    (subnet.otherAddresses ?? 0) === 0 &&
    (subnet.resources ?? []).length === 0 &&
    (subnet.staticAddresses ?? []).length === 0
  );
}

/** Pods leave the way their nodes do: by the same route table and NAT gateway. */
function wayOutOf({ pools }: ClusterView): Pick<Subnet, 'routeTableIds' | 'natGatewayIds'> {
  const { routeTableIds, natGatewayIds } = pools.find(({ nodeSubnet }) => nodeSubnet)?.nodeSubnet?.subnet ?? {};
  return {
    ...(routeTableIds === undefined ? {} : { routeTableIds }),
    ...(natGatewayIds === undefined ? {} : { natGatewayIds }),
  };
}
