import { formatBlock } from '../../address/index.ts';
import { AKS_DEFAULTS, IPAM_NAMES } from '../../azure/index.ts';
import { sizeForModel } from '../../capacity/index.ts';
import type { Cluster, Command, Ipam, NodePool, Plan } from '../../plan/index.ts';
import { err, ok, type Result } from '../../result.ts';
import { suggestPodRange } from '../../rules/support/fix-cluster-ranges.ts';
import type { ClusterView, Topology } from '../../topology/index.ts';
import type { EditError } from '../edit-error.ts';
import { findPodSubnets, removeLeftovers, type PoolSubnets } from './pod-subnets.ts';
import { fitPlanes, type Planes } from './policy-pair.ts';

export interface SwitchOptions {
  /** Data plane and policy wanted; missing = the present ones, as far as the model allows them. */
  readonly planes?: Planes;
  /** A plan in which the cluster had the model already: what it had there is taken up again. */
  readonly earlier?: Plan;
}

/**
 * The edit that gives a cluster another address model, as one batch: model, data plane and policy as far as Azure allows them, a pod CIDR where the model has
 * one, pod subnets where it needs them, with their delegation. Pod subnets that only this cluster used and that do not exist yet go with the old model. The
 * node subnet stays as it is: sizing is an edit of its own. The present model: a batch without edits, or of data plane and policy alone.
 *
 * With `earlier`, switching away and back again is identity but for the order of subnets in their network, as long as the pod subnets that went overlap
 * nothing when they come back.
 * Errors: `not-found`; `no-node-subnet` when a pod subnet is needed and no network is known; `no-room` when not even a /28 is free for it.
 */
export function switchIpam(
  topology: Topology,
  clusterId: string,
  ipam: Ipam,
  { planes, earlier }: SwitchOptions = {},
): Result<Command, EditError> {
  const view = topology.clusters.get(clusterId);
  if (view === undefined) return err({ kind: 'not-found', ref: { kind: 'cluster', id: clusterId } });
  const { cluster } = view;
  const label = `Switch ${cluster.name} to ${IPAM_NAMES[ipam]}`;
  const batch = (...commands: readonly Command[]): Result<Command, EditError> => ok({ type: 'batch', label, commands });
  const update = (values: Partial<Omit<Cluster, 'id'>>): Command => ({
    type: 'update',
    kind: 'cluster',
    id: clusterId,
    values,
  });
  if (cluster.ipam === ipam) return planes === undefined ? batch() : batch(update(fitPlanes(cluster, ipam, planes)));
  const was = earlier?.clusters.find((candidate) => candidate.id === clusterId && candidate.ipam === ipam);
  const before = earlier === undefined || was === undefined ? undefined : { plan: earlier, cluster: was };
  const podSubnets = findPodSubnets(topology, view, ipam, before);
  if (!podSubnets.ok) return podSubnets;
  return batch(
    ...podSubnets.value.commands,
    update({
      ipam,
      // What the cluster had under the model is taken as it was, right or wrong.
      ...(planes === undefined && was !== undefined
        ? { dataPlane: was.dataPlane, networkPolicy: was.networkPolicy }
        : fitPlanes(cluster, ipam, planes ?? cluster)),
      podCidrs: was === undefined ? podCidrsUnder(topology, view, ipam) : was.podCidrs,
      pools: cluster.pools.map((pool) => withSubnets(pool, podSubnets.value.idsOf(pool))),
    }),
    ...removeLeftovers(topology, view, podSubnets.value, earlier),
  );
}

function podCidrsUnder(topology: Topology, view: ClusterView, ipam: Ipam): string[] {
  const { cluster } = view;
  if (ipam !== 'overlay' && ipam !== 'kubenet' && ipam !== 'byo') return [];
  if (cluster.podCidrs.length > 0) return cluster.podCidrs;
  const range = suggestPodRange(topology, view, sizeForModel(cluster, ipam).podCidr?.prefixLength ?? 24);
  const isDual = cluster.ipFamilies.includes('IPv6') && ipam !== 'byo';
  return [...(range === undefined ? [] : [formatBlock(range)]), ...(isDual ? [AKS_DEFAULTS.podCidr6] : [])];
}

function withSubnets(pool: NodePool, { podSubnetIds, podIpAllocation }: PoolSubnets): NodePool {
  const { podSubnetIds: _ids, podIpAllocation: _allocation, ...rest } = pool;
  return {
    ...rest,
    ...(podSubnetIds === undefined ? {} : { podSubnetIds }),
    ...(podIpAllocation === undefined ? {} : { podIpAllocation }),
  };
}
