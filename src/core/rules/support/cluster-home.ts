import type { PoolView, SubnetView } from '../../topology/types.ts';
import { NONE, weakMemo } from '../../topology/index.ts';
import type { ClusterAlone } from './alone.ts';

/** `own`: in a network people made; `managed`: in the one AKS makes beside the cluster; undefined: a cluster without pools says neither. */
export function homeOf({ cluster, pools }: ClusterAlone): 'own' | 'managed' | undefined {
  if (cluster.pools.length === 0) return undefined;
  return pools.some(inOwnNetwork) ? 'own' : 'managed';
}

function inOwnNetwork({ pool, nodeSubnet }: PoolView): boolean {
  return pool.nodeSubnetId !== undefined && nodeSubnet?.network.managedByAks !== true;
}

/** The node subnets of a cluster, each once, in the order of its pools. */
export function nodeSubnetsOf({ pools }: ClusterAlone): readonly SubnetView[] {
  return nodeSubnetsAmong(pools);
}

/** The pod subnets of a cluster, each once, in the order of its pools. */
export function podSubnetsOf({ pools }: ClusterAlone): readonly SubnetView[] {
  return podSubnetsAmong(pools);
}

/** Kept with the pools, which stay when the network around the cluster changes. */
export const nodeSubnetsAmong = weakMemo((pools: readonly PoolView[]) =>
  distinct(pools.flatMap(({ nodeSubnet }) => nodeSubnet ?? NONE)),
);
export const podSubnetsAmong = weakMemo((pools: readonly PoolView[]) =>
  distinct(pools.flatMap(({ podSubnets }) => podSubnets)),
);

function distinct(subnets: readonly SubnetView[]): readonly SubnetView[] {
  return subnets.length < 2 ? subnets : [...new Set(subnets)];
}
