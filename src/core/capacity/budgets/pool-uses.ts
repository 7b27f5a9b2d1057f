import type { Cluster, NodePool } from '../../plan/index.ts';
import type { SubnetUse } from '../../topology/index.ts';
import { joinRemarks } from '../figure.ts';
import type { PerNode } from '../pool-demand.ts';
import type { PoolUse } from './types.ts';

type PerNodeOf = (pool: NodePool) => PerNode;

/** Pools among the uses of subnets, each once: what its nodes and its pods take there is added. */
export function poolUses(
  uses: readonly SubnetUse[],
  perNode: (cluster: Cluster, as: 'nodes' | 'pods') => PerNodeOf,
): readonly PoolUse[] {
  const byPool = new Map<string, PoolUse>();
  for (const { cluster, pool, as } of uses) {
    if (pool === undefined || (as !== 'nodes' && as !== 'pods')) continue;
    const known = byPool.get(pool.id);
    const each = perNode(cluster, as);
    byPool.set(pool.id, { cluster, pool, perNode: known === undefined ? each : addPerNode(known.perNode, each) });
  }
  return [...byPool.values()];
}

/** What a node takes by two reasons. */
export function addPerNode(one: PerNodeOf, other: PerNodeOf): PerNodeOf {
  return (pool) => {
    const [a, b] = [one(pool), other(pool)];
    return { count: a.count + b.count, formula: `(${a.formula} + ${b.formula})` };
  };
}

/** Said where a pool's max pods are Azure's default and documents differ about it, or are silent. */
export function defaultPodsRemark(uses: readonly PoolUse[]): string | undefined {
  const unset = uses.filter(({ pool }) => pool.maxPods === undefined);
  const isPodSubnet = unset.some(({ cluster }) => cluster.ipam.startsWith('podsubnet'));
  return joinRemarks(
    isPodSubnet
      ? 'Max pods are not set somewhere: 250 are counted, the safe side; another document gives 110 as the default.'
      : undefined,
    unset.some(({ cluster }) => cluster.ipam === 'byo')
      ? 'Max pods are not set and their default is not documented for an own plug-in; 250 are counted.'
      : undefined,
  );
}
