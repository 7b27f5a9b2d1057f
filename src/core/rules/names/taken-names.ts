import { listValues } from '../../topology/index.ts';
import type { Cluster, NodePool, VirtualNetwork } from '../../plan/index.ts';
import type { NetworkView, Topology } from '../../topology/types.ts';

/** Where an object's name must be unique: subscription and resource group, compared without case (review A11). Undefined: not known, so nothing can be said. */
export function resourceScope(
  object: Pick<VirtualNetwork, 'subscription' | 'resourceGroup' | 'partial'>,
): string | undefined {
  if (object.partial === true && object.resourceGroup === undefined) return undefined;
  return `${object.subscription ?? ''}\n${object.resourceGroup ?? ''}`.toLowerCase();
}

/** Lower-case names of the other networks in the same resource group. */
export function networkNames(topology: Topology, network: VirtualNetwork): ReadonlySet<string> {
  const others = listValues(topology.networks).map((view) => view.network);
  return namesBeside(others, network);
}

/** Lower-case names of the other clusters in the same resource group. */
export function clusterNames(topology: Topology, cluster: Cluster): ReadonlySet<string> {
  const others = listValues(topology.clusters).map((view) => view.cluster);
  return namesBeside(others, cluster);
}

/** Lower-case names of the other subnets of a network. Unknown network: none. */
export function subnetNames(network: NetworkView | undefined, exceptId: string): ReadonlySet<string> {
  return new Set(
    (network?.subnets ?? []).filter((view) => view.ref.id !== exceptId).map((view) => view.subnet.name.toLowerCase()),
  );
}

/** Lower-case names of the other pools of a cluster. */
export function poolNames(cluster: Cluster, except: NodePool): ReadonlySet<string> {
  return new Set(cluster.pools.filter((pool) => pool !== except).map((pool) => pool.name.toLowerCase()));
}

function namesBeside<T extends VirtualNetwork | Cluster>(all: readonly T[], one: T): ReadonlySet<string> {
  const scope = resourceScope(one);
  return new Set(
    all
      .filter((other) => other.id !== one.id && resourceScope(other) === scope)
      .map((other) => other.name.toLowerCase()),
  );
}
