import {
  closeOverDependents,
  findObject,
  insidesOf,
  type Cluster,
  type ObjectRef,
  type Plan,
} from '../../plan/index.ts';
import { err, ok, type Result } from '../../result.ts';
import type { EditError } from '../edit-error.ts';
import { dropObjects } from '../objects.ts';

/**
 * Removes objects and what means nothing without them. With a network go its subnets, peerings, gateways, firewalls, reservations and the clusters
 * whose nodes live nowhere else; a cluster that only loses its subnet stays, without one. Route tables, security groups and sites stay.
 * Errors: `not-found`.
 */
export function applyRemove(plan: Plan, refs: readonly ObjectRef[]): Result<Plan, EditError> {
  const missing = refs.find((ref) => findObject(plan, ref) === undefined);
  if (missing !== undefined) return err({ kind: 'not-found', ref: missing });
  return ok(dropObjects(plan, removedIds(plan, refs)));
}

/** Ids of everything that goes when the objects are removed. */
export function removedIds(plan: Plan, refs: readonly ObjectRef[]): ReadonlySet<string> {
  const ids = new Set(refs.flatMap((ref) => [ref.id, ...insidesOf(plan, ref).map(({ id }) => id)]));
  for (const cluster of clustersGoingWith(plan, refs)) {
    ids.add(cluster.id);
    for (const pool of cluster.pools) ids.add(pool.id);
  }
  return closeOverDependents(plan, ids);
}

/** Clusters that are not named but have all their nodes in the removed networks. */
export function clustersGoingWith(plan: Plan, refs: readonly ObjectRef[]): readonly Cluster[] {
  const networks = new Set(refs.filter(({ kind }) => kind === 'virtualNetwork').map(({ id }) => id));
  const subnets = new Set(
    plan.virtualNetworks.filter(({ id }) => networks.has(id)).flatMap((one) => one.subnets.map(({ id }) => id)),
  );
  if (subnets.size === 0) return [];
  const named = new Set(refs.filter(({ kind }) => kind === 'cluster').map(({ id }) => id));
  return plan.clusters.filter((cluster) => {
    const used = cluster.pools.map(({ nodeSubnetId }) => nodeSubnetId).filter((id) => id !== undefined);
    return !named.has(cluster.id) && used.length > 0 && used.every((id) => subnets.has(id));
  });
}
