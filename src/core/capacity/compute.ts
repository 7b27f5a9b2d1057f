import type { ClusterView, NetworkView, SubnetView, Topology } from '../topology/index.ts';
import { clusterCapacity, sum } from './cluster-capacity.ts';
import { STATIC_BLOCK_SIZE } from './formulas.ts';
import { subnetCapacity } from './subnet-capacity.ts';
import type { CapacityReport, ClusterCapacity, SubnetCapacity } from './types.ts';

const ofSubnet = new WeakMap<SubnetView, SubnetCapacity>();
const ofCluster = new WeakMap<ClusterView, ClusterCapacity>();

/** Supply and demand of every subnet and cluster. Views that did not change keep their figures. */
export function computeCapacity(topology: Topology): CapacityReport {
  return {
    subnets: mapViews(topology.subnets, ofSubnet, subnetCapacity),
    clusters: mapViews(topology.clusters, ofCluster, clusterCapacity),
  };
}

function mapViews<View extends object, Capacity>(
  views: ReadonlyMap<string, View>,
  known: WeakMap<View, Capacity>,
  compute: (view: View) => Capacity,
): ReadonlyMap<string, Capacity> {
  const result = new Map<string, Capacity>();
  for (const [id, view] of views) {
    let capacity = known.get(view);
    if (capacity === undefined) {
      capacity = compute(view);
      known.set(view, capacity);
    }
    result.set(id, capacity);
  }
  return result;
}

/**
 * Addresses a network's subnets take at their maximum with surge, as its limit counts them: a block of static allocation is one.
 * @source catalogue 12.7 (LIM, IPP; PS and STA for blocks, an assumption)
 */
export function countNetworkAddresses(network: NetworkView, report: CapacityReport): number {
  return sum(network.subnets, ({ subnet }) => {
    const capacity = report.subnets.get(subnet.id);
    return capacity === undefined
      ? 0
      : capacity.withSurge - (capacity.blocks?.withSurge ?? 0) * (STATIC_BLOCK_SIZE - 1);
  });
}
