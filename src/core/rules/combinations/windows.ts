import { LIMITS } from '../../azure/index.ts';
import { formatCount, nextId, type Command, type NodePool, type Plan, type PlanSketch } from '../../plan/index.ts';
import { clusterRule, isExistingPool } from '../support/cluster-rule.ts';
import { sketchCluster, withWindows } from '../support/sketches.ts';
import { namesOf } from '../support/words.ts';
import type { Fix, Rule } from '../types.ts';
import { hasWindows } from '../support/cluster-conflicts.ts';
import type { ClusterAlone } from '../support/alone.ts';

const services = (count: number, externalTrafficPolicy: 'Cluster' | 'Local' = 'Cluster'): PlanSketch =>
  sketchCluster({
    pools: withWindows('Windows2025'),
    loadBalancerServices: Array.from({ length: count }, (_, index) => ({
      name: `web-${index + 1}`,
      internal: false,
      frontEnd: 'shared',
      externalTrafficPolicy,
    })),
  });

const servicesMany = clusterRule({
  id: 'win-services-many',
  title: 'Many load-balanced services with Windows nodes',
  severity: 'W',
  why: 'Windows nodes carry about 500 services with externalTrafficPolicy Cluster, which is what Kubernetes takes when a service names none; beyond that rules are lost.',
  sources: [{ key: 'WFAQ' }],
  failing: [{ title: '600 services', plan: services(600), targets: ['aks'], alsoFires: ['pool-lb-services'] }],
  passing: [
    { title: '400 services', plan: services(400) },
    { title: '600 with Local', plan: services(600, 'Local') },
  ],
  says: ({ cluster }) => {
    if (!hasWindows(cluster)) return undefined;
    const listed = cluster.loadBalancerServices?.filter((service) => service.externalTrafficPolicy !== 'Local');
    const count = listed?.length ?? cluster.loadBalancedServices ?? 0;
    const most = LIMITS['aks.windowsServices'].value;
    return count > most
      ? `${cluster.name} has Windows pools and ${formatCount(count, 'service')} with externalTrafficPolicy Cluster; Windows nodes carry about ${most}.`
      : undefined;
  },
});

/** Why the pools cannot be made as they are, and Azure's code for it. */
function poolsRefused({ cluster }: ClusterAlone): { readonly reason: string; readonly azureCode: string } | undefined {
  const windows = cluster.pools.filter((pool) => pool.os === 'Windows');
  if (windows.length === 0) return undefined;
  const system = windows.filter((pool) => pool.mode === 'System');
  if (system.length > 0)
    return {
      reason: `system pool ${namesOf(system)} is Windows; system pools must be Linux`,
      azureCode: 'SystemPoolMustBeLinux',
    };
  if (windows.length === cluster.pools.length)
    return {
      reason: `${namesOf(windows)} is Windows and there is no Linux system pool`,
      azureCode: 'SystemPoolMustBeLinux',
    };
  return cluster.windowsProfile === false
    ? {
        reason: `${namesOf(windows)} is Windows and the cluster was made without Windows credentials`,
        azureCode: 'WindowsProfileMissing',
      }
    : undefined;
}

const firstPool = clusterRule({
  id: 'win-first-pool',
  title: 'Windows where Linux is needed',
  severity: 'E1',
  why: 'The first pool of a cluster and every system pool run Linux. Windows pools are added as user pools, to a cluster that was made with Windows credentials.',
  sources: [{ key: 'NP' }, { key: 'ERR' }],
  failing: [
    {
      title: 'The only pool is Windows',
      plan: sketchCluster({ pools: { win: { os: 'Windows', osSku: 'Windows2025', maxPods: 60 } } }),
      targets: ['aks'],
    },
    {
      title: 'A second system pool is Windows',
      plan: sketchCluster({ pools: withWindows('Windows2025', { mode: 'System' }) }),
      targets: ['aks'],
    },
    {
      title: 'No Windows credentials',
      plan: sketchCluster({ windowsProfile: false, pools: withWindows('Windows2025') }),
      targets: ['aks'],
    },
  ],
  passing: [
    { title: 'Linux system pool, Windows user pool', plan: sketchCluster({ pools: withWindows('Windows2025') }) },
  ],
  says: (view) => {
    const refused = poolsRefused(view);
    return refused === undefined
      ? undefined
      : { message: `${view.cluster.name}: ${refused.reason}.`, azureCode: refused.azureCode };
  },
  fixes: (view, { plan }) => fixPools(view, plan),
});

function fixPools(view: ClusterAlone, plan: Plan): readonly Fix[] {
  const { cluster, pools } = view;
  const system = pools.filter(({ pool }) => pool.os === 'Windows' && pool.mode === 'System');
  if (system.some(isExistingPool)) return [];
  const isLinuxSystem = ({ os, mode }: NodePool): boolean => os === 'Linux' && mode === 'System';
  const toUser = system.map(({ pool }): Command => ({
    type: 'update',
    kind: 'nodePool',
    id: pool.id,
    values: { mode: 'User' },
  }));
  if (cluster.pools.some(isLinuxSystem))
    return toUser.length > 0
      ? [{ title: `Make ${namesOf(system.map(({ pool }) => pool))} a user pool`, commands: toUser }]
      : [
          {
            title: 'Make the cluster with Windows credentials',
            commands: [{ type: 'update', kind: 'cluster', id: cluster.id, values: { windowsProfile: true } }],
          },
        ];
  const nodeSubnetId = cluster.pools[0]?.nodeSubnetId;
  const podSubnetIds = cluster.pools[0]?.podSubnetIds;
  const podIpAllocation = cluster.pools[0]?.podIpAllocation;
  const object: NodePool = {
    id: nextId(plan, 'nodePool'),
    name: cluster.pools.some(({ name }) => name === 'system') ? 'systemlinux' : 'system',
    mode: 'System',
    os: 'Linux',
    count: LIMITS['aks.systemPoolNodesAdvised'].value,
    autoscale: false,
    maxPods: LIMITS['aks.maxPodsWindows'].value,
    ...(nodeSubnetId === undefined ? {} : { nodeSubnetId }),
    ...(podSubnetIds === undefined ? {} : { podSubnetIds }),
    ...(podIpAllocation === undefined ? {} : { podIpAllocation }),
  };
  return [
    {
      title: `Add Linux system pool ${object.name}`,
      commands: [...toUser, { type: 'add', kind: 'nodePool', parentId: cluster.id, object }],
    },
  ];
}

export const windowsRules: readonly Rule[] = [servicesMany, firstPool];
