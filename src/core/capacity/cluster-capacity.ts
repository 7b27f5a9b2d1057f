import { addressCount4 } from '../address/index.ts';
import type { Cluster } from '../plan/index.ts';
import { weakMemoLatest, type AddressSpace, type ClusterView } from '../topology/index.ts';
import { currentNodesOf, maxNodesOf, maxPodsOf, podCidrNodes, surgeOf } from './formulas.ts';
import type { ClusterCapacity, PoolCapacity } from './types.ts';

/** Nodes of every pool, and what the cluster's own ranges hold. */
export function clusterCapacity({ cluster, podSpace, serviceSpace }: ClusterView): ClusterCapacity {
  return capacityOf(cluster, podSpace, serviceSpace);
}

/** Kept for the cluster and its ranges: a view is made anew whenever the network around it changes. */
const capacityOf = weakMemoLatest(
  (cluster: Cluster, podSpace: AddressSpace, serviceSpace: AddressSpace): ClusterCapacity => {
    const pools = cluster.pools.map((pool): PoolCapacity => {
      const atMaximum = maxNodesOf(pool);
      const surge = surgeOf(pool, atMaximum);
      return {
        poolId: pool.id,
        now: currentNodesOf(pool),
        atMaximum,
        surge: surge.nodes,
        maxPods: maxPodsOf(pool, cluster.ipam),
        surgeText: surge.text,
      };
    });
    const now = sum(pools, (pool) => pool.now);
    const atMaximum = sum(pools, (pool) => pool.atMaximum);
    const nodes = { now, atMaximum, withSurge: atMaximum + sum(pools, (pool) => pool.surge) };
    const services = serviceSpace.blocks4[0];
    return {
      nodes,
      pools,
      // BYO assigns no /24 per node (review A17); flat models take pod addresses from subnets.
      ...((cluster.ipam === 'overlay' || cluster.ipam === 'kubenet') && podSpace.blocks4.length > 0
        ? {
            podCidr: { supplyNodes: sum(podSpace.blocks4, ({ prefixLength }) => podCidrNodes(prefixLength)), ...nodes },
          }
        : {}),
      ...(services === undefined
        ? {}
        : { services: { supply: Math.max(0, addressCount4(services) - 2), planned: cluster.plannedServices } }),
      complete: showsAllNodes(cluster),
    };
  },
);

/** Node auto-provisioning and AKS Automatic make nodes that no pool shows (review 20.4, item 14). */
export function showsAllNodes(cluster: Cluster): boolean {
  return cluster.nodeAutoProvisioning !== true && cluster.mode !== 'automatic';
}

export function sum<T>(items: readonly T[], valueOf: (item: T) => number): number {
  let total = 0;
  for (const item of items) total += valueOf(item);
  return total;
}
