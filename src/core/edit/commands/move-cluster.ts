import { findObject, mapList, type Command, type Plan } from '../../plan/index.ts';
import { err, ok, type Result } from '../../result.ts';
import type { EditError } from '../edit-error.ts';
import { replaceObject } from '../objects.ts';

type MoveCluster = Extract<Command, { type: 'moveCluster' }>;

/**
 * Puts the node pools of a cluster, or one of them, into a node subnet. Pod subnets stay what they are: rules say so when they are in another
 * network now. Errors: `not-found` (cluster, pool or subnet).
 */
export function applyMoveCluster(plan: Plan, { clusterId, subnetId, poolId }: MoveCluster): Result<Plan, EditError> {
  const cluster = plan.clusters.find(({ id }) => id === clusterId);
  if (cluster === undefined) return err({ kind: 'not-found', ref: { kind: 'cluster', id: clusterId } });
  if (findObject(plan, { kind: 'subnet', id: subnetId }) === undefined)
    return err({ kind: 'not-found', ref: { kind: 'subnet', id: subnetId } });
  if (poolId !== undefined && !cluster.pools.some(({ id }) => id === poolId)) {
    return err({ kind: 'not-found', ref: { kind: 'nodePool', id: poolId } });
  }
  const pools = mapList(cluster.pools, (pool) =>
    (poolId === undefined || pool.id === poolId) && pool.nodeSubnetId !== subnetId
      ? { ...pool, nodeSubnetId: subnetId }
      : pool,
  );
  return ok(pools === cluster.pools ? plan : replaceObject(plan, 'cluster', { ...cluster, pools }));
}
