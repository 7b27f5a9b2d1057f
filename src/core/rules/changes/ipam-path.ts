import { CILIUM_CHANGES, IPAM_CHANGES } from '../../azure/index.ts';
import type { Cluster, ClusterSketch, Command, NodePool } from '../../plan/index.ts';
import { defineRule, found } from '../define-rule.ts';
import { listNames } from '../support/refusal.ts';
import { sketchCluster } from '../support/sketches.ts';
import type { Fix, Rule } from '../types.ts';
import { IPAM_WORDS, movesToCilium, onLiveClusters } from '../support/live-clusters.ts';

const live = (fields: ClusterSketch) =>
  sketchCluster({ origin: 'existing', ...fields }, { 'snet-pods': '10.1.16.0/20' });

const changeIpamPath = defineRule({
  id: 'change-ipam-path',
  title: 'Change of the pod network model that no update path reaches',
  severity: 'E1',
  scope: 'plan',
  why: 'A running cluster can only move to Azure CNI Overlay, and only from Node Subnet or kubenet. Every other model needs a new cluster, and pod subnets give another allocation to new node pools only.',
  sources: [{ key: 'UPD' }, { key: 'STA' }],
  examples: {
    failing: [
      {
        title: 'Overlay to Node Subnet',
        before: live({}),
        plan: live({ ipam: 'nodesubnet', podCidrs: [], pools: { system: { maxPods: 30 } } }),
        targets: ['aks'],
        alsoFires: ['node-subnet-legacy'],
      },
      {
        title: 'Pod Subnet: an existing pool from static to dynamic',
        before: live({ ipam: 'podsubnet-static', podSubnet: 'spoke/snet-pods' }),
        plan: live({ ipam: 'podsubnet-dynamic', podSubnet: 'spoke/snet-pods' }),
        targets: ['aks'],
      },
    ],
    passing: [
      {
        title: 'Node Subnet to Overlay',
        before: live({ ipam: 'nodesubnet', podCidrs: [], pools: { system: { maxPods: 30 } } }),
        plan: live({ pools: { system: { maxPods: 30 } } }),
      },
      {
        title: 'Pod Subnet: only a new pool is dynamic',
        before: live({ ipam: 'podsubnet-static', podSubnet: 'spoke/snet-pods' }),
        plan: live({
          ipam: 'podsubnet-static',
          podSubnet: 'spoke/snet-pods',
          pools: { system: {}, work: { mode: 'User', podIpAllocation: 'dynamic', podSubnet: 'spoke/snet-pods' } },
        }),
      },
      {
        title: 'A planned cluster',
        before: sketchCluster(),
        plan: sketchCluster({ ipam: 'nodesubnet', podCidrs: [] }),
      },
    ],
  },
  check: (topology, { before }) =>
    onLiveClusters(topology, before, ({ old, next, view }) => {
      const { way } = IPAM_CHANGES[old.ipam][next.ipam];
      const pools = allocationChanges(old, next);
      if (way !== 'refused' && pools.length === 0) return [];
      const what =
        way === 'refused'
          ? `${old.name} cannot change from ${IPAM_WORDS[old.ipam]} to ${IPAM_WORDS[next.ipam]}`
          : `${listNames(pools.map(({ name }) => name))} of ${old.name} cannot change the allocation of pod addresses`;
      return [
        found({
          target: view.ref,
          message: `${what}: ${way === 'refused' ? 'no update path leads there, so a new cluster is needed.' : 'only new node pools with pod subnets of their own can use the other one.'}`,
          fixes: () => [backTo(old, next)],
        }),
      ];
    }),
});

type Allocation = 'dynamic' | 'static';

/** Pools that run with static blocks and would become dynamic; the other way round `static-existing-pool` tells. A pool says so itself or takes it from its cluster. */
function allocationChanges(old: Cluster, next: Cluster): readonly NodePool[] {
  const allocation = (cluster: Cluster, pool: NodePool): Allocation | undefined =>
    cluster.ipam !== 'podsubnet-dynamic' && cluster.ipam !== 'podsubnet-static'
      ? undefined
      : (pool.podIpAllocation ?? (cluster.ipam === 'podsubnet-static' ? 'static' : 'dynamic'));
  const known = new Map(old.pools.map((pool) => [pool.id, pool]));
  return next.pools.filter((pool) => {
    const running = known.get(pool.id);
    const was = running === undefined || running.origin === 'planned' ? undefined : allocation(old, running);
    const is = allocation(next, pool);
    return was === 'static' && is === 'dynamic';
  });
}

function backTo(old: Cluster, next: Cluster): Fix {
  const values = { ipam: old.ipam, podCidrs: old.podCidrs, dataPlane: old.dataPlane };
  const known = new Map(old.pools.map((pool) => [pool.id, pool]));
  const pools = next.pools.flatMap((pool): Command[] => {
    const was = known.get(pool.id);
    if (was === undefined || was.podIpAllocation === pool.podIpAllocation) return [];
    return [{ type: 'update', kind: 'nodePool', id: pool.id, values: { podIpAllocation: was.podIpAllocation } }];
  });
  return {
    title: `Back to ${IPAM_WORDS[old.ipam]}`,
    commands: [{ type: 'update', kind: 'cluster', id: old.id, values }, ...pools],
  };
}

const changeTwoAtOnce = defineRule({
  id: 'change-two-at-once',
  title: 'Pod network model and data plane change in one step',
  severity: 'E1',
  scope: 'plan',
  silencedBy: ['change-ipam-path'],
  why: 'The pod network model and the data plane of a running cluster are changed by two operations, in any order. Azure refuses both in one.',
  sources: [{ key: 'UPD' }],
  examples: {
    failing: [
      {
        title: 'Node Subnet with the Azure data plane to Overlay with Cilium',
        before: live({ ipam: 'nodesubnet', podCidrs: [], pools: { system: { maxPods: 30 } } }),
        plan: live({ dataPlane: 'cilium', networkPolicy: 'cilium', pools: { system: { maxPods: 30 } } }),
        targets: ['aks'],
      },
    ],
    passing: [
      {
        title: 'Overlay to Cilium',
        before: live({}),
        plan: live({ dataPlane: 'cilium', networkPolicy: 'cilium' }),
      },
    ],
  },
  check: (topology, { before }) =>
    onLiveClusters(topology, before, ({ old, next, view }) =>
      old.ipam === next.ipam || old.dataPlane === next.dataPlane
        ? []
        : [
            found({
              target: view.ref,
              message: `${old.name} changes from ${IPAM_WORDS[old.ipam]} to ${IPAM_WORDS[next.ipam]} and its data plane from ${old.dataPlane} to ${next.dataPlane}: these are two operations.`,
              fixes: () => [
                {
                  title: `Keep data plane ${old.dataPlane} for now`,
                  commands: [
                    {
                      type: 'update',
                      kind: 'cluster',
                      id: old.id,
                      values: { dataPlane: old.dataPlane, networkPolicy: old.networkPolicy },
                    },
                  ],
                },
              ],
            }),
          ],
    ),
});

const changeReimage = defineRule({
  id: 'change-reimage',
  title: 'Every node is reimaged',
  severity: 'I',
  scope: 'plan',
  silencedBy: ['change-ipam-path', 'change-two-at-once'],
  why: 'A move to Azure CNI Overlay or to the Cilium data plane reimages all node pools of the cluster at the same time. The move to Overlay cannot be undone.',
  sources: [{ key: 'UPD' }],
  examples: {
    failing: [
      {
        title: 'Overlay to Cilium',
        before: live({}),
        plan: live({ dataPlane: 'cilium', networkPolicy: 'cilium' }),
        targets: ['aks'],
      },
    ],
    passing: [{ title: 'Another node count', before: live({}), plan: live({ pools: { system: { count: 5 } } }) }],
  },
  check: (topology, { before }) =>
    onLiveClusters(topology, before, (change) => {
      const { old, next, view } = change;
      const move = old.ipam === next.ipam ? undefined : IPAM_CHANGES[old.ipam][next.ipam];
      const isMoved = move?.way === 'ok' || move?.way === 'irreversible';
      if (!isMoved && !(movesToCilium(change) && CILIUM_CHANGES[old.ipam].way === 'ok')) return [];
      const what = isMoved ? IPAM_WORDS[next.ipam] : 'the Cilium data plane';
      return [
        found({
          target: view.ref,
          message: `The move of ${old.name} to ${what} reimages ${old.pools.length === 1 ? 'its node pool' : `all ${old.pools.length} node pools at the same time`}${move?.way === 'irreversible' ? ', and there is no way back' : ''}.`,
        }),
      ];
    }),
});

/** Moves of running clusters from one pod network model or data plane to another. */
export const ipamPathRules: readonly Rule[] = [changeIpamPath, changeTwoAtOnce, changeReimage];
