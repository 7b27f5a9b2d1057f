import type { NetworkView, Topology } from '../topology/index.ts';
import { clusterCapacity, sum } from './cluster-capacity.ts';
import { STATIC_BLOCK_SIZE } from './formulas.ts';
import { LazyMap } from './lazy-map.ts';
import { subnetCapacity } from './subnet-capacity.ts';
import type { CapacityReport } from './types.ts';

/**
 * Supply and demand of every subnet and cluster, each worked out when first asked for.
 * @param previous the report of an earlier plan; the figures of views that did not change since are taken over
 */
export function computeCapacity(topology: Topology, previous?: CapacityReport): CapacityReport {
  return {
    subnets: new LazyMap(topology.subnets, subnetCapacity, previous?.subnets),
    clusters: new LazyMap(topology.clusters, clusterCapacity, previous?.clusters),
  };
}

const knownCounts = new WeakMap<NetworkView['subnets'], number>();

/**
 * Addresses a network's subnets take at their maximum with surge, as its limit counts them: a block of static allocation is one.
 * @source catalogue 12.7 (LIM, IPP; PS and STA for blocks, an assumption)
 */
export function countNetworkAddresses({ subnets }: Pick<NetworkView, 'subnets'>, report: CapacityReport): number {
  const known = knownCounts.get(subnets);
  if (known !== undefined) return known;
  const count = sum(subnets, ({ subnet }) => {
    const capacity = report.subnets.get(subnet.id);
    return capacity === undefined
      ? 0
      : capacity.withSurge - (capacity.blocks?.withSurge ?? 0) * (STATIC_BLOCK_SIZE - 1);
  });
  knownCounts.set(subnets, count);
  return count;
}
