import type { Cluster } from '../plan/index.ts';
import { keepAddressSpace } from './address-space.ts';
import { mapKeeping, NONE } from './keep.ts';
import type { ClusterView, NetworkView, SubnetView } from './types.ts';

/** The view of a cluster with its pools; the previous one when nothing of it changed. */
export function buildCluster(
  cluster: Cluster,
  networks: ReadonlyMap<string, NetworkView>,
  subnets: ReadonlyMap<string, SubnetView>,
  before: ClusterView | undefined,
): ClusterView {
  const find = (id: string | undefined): SubnetView | undefined => (id === undefined ? undefined : subnets.get(id));
  const pools = mapKeeping(cluster.pools, before?.pools, (pool, known) => {
    const nodeSubnet = find(pool.nodeSubnetId);
    const podSubnets = (pool.podSubnetIds ?? NONE).flatMap((id) => subnets.get(id) ?? NONE);
    const isSame =
      known?.pool === pool &&
      known.nodeSubnet === nodeSubnet &&
      known.podSubnets.length === podSubnets.length &&
      known.podSubnets.every((subnet, position) => subnet === podSubnets[position]);
    return isSame ? known : { pool, ref: { kind: 'nodePool' as const, id: pool.id }, nodeSubnet, podSubnets };
  });
  const apiServerSubnet = find(cluster.apiServerSubnetId);
  // A cluster whose system nodes AKS hosts names no pool; its API server is in the same network.
  const home = (pools.find((pool) => pool.nodeSubnet !== undefined)?.nodeSubnet ?? apiServerSubnet)?.network.id;
  const network = home === undefined ? undefined : networks.get(home);
  const isSame =
    before?.cluster === cluster &&
    before.network === network &&
    before.pools === pools &&
    before.apiServerSubnet === apiServerSubnet;
  if (isSame) return before;
  const ref = before?.ref ?? { kind: 'cluster', id: cluster.id };
  return {
    cluster,
    ref,
    network,
    pools,
    podSpace: keepAddressSpace(before?.podSpace, ref, cluster.name, cluster.podCidrs),
    serviceSpace: keepAddressSpace(before?.serviceSpace, ref, cluster.name, cluster.serviceCidrs),
    apiServerSubnet,
  };
}
