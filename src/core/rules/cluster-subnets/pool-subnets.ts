import { containsBlock } from '../../address/index.ts';
import { parsePrefix } from '../../topology/index.ts';
import type { NodePool, PlanSketch } from '../../plan/index.ts';
import { defineRule, found } from '../define-rule.ts';
import { CLUSTER_ALONE } from '../support/alone.ts';
import type { Rule } from '../types.ts';
import { namesOf, prefixesOf } from '../support/words.ts';

const SUBNETS = { 'snet-nodes': '10.1.0.0/24', 'snet-pods': '10.1.16.0/20', 'snet-more': '10.1.32.0/20' };

function podSubnetPlan(podSubnet: string, fields: Partial<NodePool> = {}): PlanSketch {
  return {
    networks: {
      spoke: { prefixes: ['10.1.0.0/16'], subnets: SUBNETS },
      hub: { prefixes: ['10.2.0.0/16'], subnets: { 'snet-pods': '10.2.16.0/20' } },
    },
    peerings: [['hub', 'spoke']],
    clusters: {
      aks: {
        ipam: 'podsubnet-dynamic',
        subnet: 'spoke/snet-nodes',
        podSubnet,
        pools: { system: { maxPods: 30, ...fields } },
      },
    },
  };
}

const nodePodSubnetSame = defineRule({
  id: 'node-pod-subnet-same',
  title: 'Nodes and pods use the same subnet',
  severity: 'E2',
  scope: 'cluster',
  reads: CLUSTER_ALONE,
  why: 'Azure CNI Pod Subnet needs two subnets: one for the nodes, and a delegated one for the pods. With one subnet for both, use Azure CNI Overlay or Node Subnet.',
  sources: [{ key: 'DYN' }, { key: 'STA' }],
  examples: {
    failing: [{ title: 'Nodes and pods in snet-nodes', plan: podSubnetPlan('spoke/snet-nodes'), targets: ['system'] }],
    passing: [{ title: 'snet-nodes and snet-pods', plan: podSubnetPlan('spoke/snet-pods') }],
  },
  check: ({ cluster, pools }) =>
    pools.flatMap(({ pool, ref, nodeSubnet, podSubnets }) =>
      nodeSubnet !== undefined && podSubnets.includes(nodeSubnet)
        ? [
            found({
              target: ref,
              related: [nodeSubnet.ref],
              message: `Pool ${pool.name} of ${cluster.name} uses ${nodeSubnet.subnet.name} ${prefixesOf(nodeSubnet.subnet)} for nodes and for pods: use two subnets.`,
            }),
          ]
        : [],
    ),
});

const podSubnetOtherVnet = defineRule({
  id: 'pod-subnet-other-vnet',
  title: 'Pod subnet in another virtual network',
  severity: 'E1',
  scope: 'cluster',
  reads: CLUSTER_ALONE,
  why: 'Node subnet and pod subnet of a pool must be in the same virtual network.',
  sources: [{ key: 'DYN' }, { key: 'STA' }],
  examples: {
    failing: [{ title: 'Pods in the hub', plan: podSubnetPlan('hub/snet-pods'), targets: ['system'] }],
    passing: [{ title: 'Pods in the network of the nodes', plan: podSubnetPlan('spoke/snet-pods') }],
  },
  check: ({ cluster, pools }) =>
    pools.flatMap(({ pool, ref, nodeSubnet, podSubnets }) =>
      podSubnets.flatMap((podSubnet) =>
        nodeSubnet !== undefined && podSubnet.network.id !== nodeSubnet.network.id
          ? [
              found({
                target: ref,
                related: [podSubnet.ref, nodeSubnet.ref],
                message: `Pods of ${cluster.name}/${pool.name} use ${podSubnet.subnet.name} in ${podSubnet.network.name}, its nodes ${nodeSubnet.subnet.name} in ${nodeSubnet.network.name}: both must be in one virtual network.`,
              }),
            ]
          : [],
      ),
    ),
});

const podSubnetPerPool = defineRule({
  id: 'pod-subnet-per-pool',
  title: 'More than one pod subnet for a pool',
  severity: 'E1',
  scope: 'cluster',
  reads: CLUSTER_ALONE,
  why: 'A node pool has one pod subnet. A cluster may use several, one for each pool.',
  sources: [
    { key: 'DYN', section: 'FAQ' },
    { key: 'STA', section: 'FAQ' },
  ],
  examples: {
    failing: [
      {
        title: 'A pool with two pod subnets',
        plan: podSubnetPlan('spoke/snet-pods', { podSubnetIds: ['spoke.snet-pods', 'spoke.snet-more'] }),
        targets: ['system'],
      },
    ],
    passing: [{ title: 'One', plan: podSubnetPlan('spoke/snet-pods') }],
  },
  check: ({ cluster, pools }) =>
    pools.flatMap(({ pool, ref, podSubnets }) =>
      podSubnets.length > 1
        ? [
            found({
              target: ref,
              related: podSubnets.map((subnet) => subnet.ref),
              message: `Pool ${pool.name} of ${cluster.name} names ${podSubnets.length} pod subnets (${namesOf(podSubnets.map((view) => view.subnet))}): one per pool, several per cluster.`,
              fixes: () =>
                podSubnets.map((kept) => ({
                  title: `Keep ${kept.subnet.name}`,
                  commands: [
                    { type: 'update', kind: 'nodePool', id: pool.id, values: { podSubnetIds: [kept.subnet.id] } },
                  ],
                })),
            }),
          ]
        : [],
    ),
});

const dynamicBefore = podSubnetPlan('spoke/snet-pods', { origin: 'existing', podIpAllocation: 'dynamic' });

const staticExistingPool = defineRule({
  id: 'static-existing-pool',
  title: 'Existing pool switched to static block allocation',
  severity: 'E1',
  scope: 'plan',
  why: 'The allocation mode of a pool is fixed when the pool is made. To use static blocks, add a pool with another pod subnet and drain the old one.',
  sources: [{ key: 'PS' }, { key: 'STA' }],
  examples: {
    failing: [
      {
        title: 'Dynamic -> static on the same pool',
        before: dynamicBefore,
        plan: podSubnetPlan('spoke/snet-pods', { origin: 'existing', podIpAllocation: 'static' }),
        targets: ['system'],
      },
    ],
    passing: [{ title: 'Unchanged', before: dynamicBefore, plan: dynamicBefore }],
  },
  check: (topology, { before }) =>
    (before?.clusters ?? []).flatMap((old) =>
      old.pools.flatMap((oldPool) => {
        const view = topology.clusters.get(old.id);
        const pool = view?.pools.find((candidate) => candidate.pool.id === oldPool.id);
        const existing = oldPool.origin === 'existing' || old.origin === 'existing';
        if (
          view === undefined ||
          pool === undefined ||
          !existing ||
          modeOf(oldPool, old.ipam) === 'static' ||
          modeOf(pool.pool, view.cluster.ipam) !== 'static'
        )
          return [];
        return [
          found({
            target: pool.ref,
            related: [view.ref],
            message: `Pool ${oldPool.name} of ${old.name} exists; it cannot switch to static block allocation. Add a pool with another pod subnet, then drain this one.`,
          }),
        ];
      }),
    ),
});

function modeOf(pool: NodePool, ipam: string): 'dynamic' | 'static' | 'none' {
  if ((pool.podSubnetIds ?? []).length === 0) return 'none';
  return pool.podIpAllocation ?? (ipam === 'podsubnet-static' ? 'static' : 'dynamic');
}

const liveNetwork = (
  prefixes: string[],
  pools: Record<string, { nodeSubnet: string; mode: 'System' | 'User' }>,
): PlanSketch => ({
  networks: {
    spoke: {
      prefixes,
      subnets: {
        'snet-nodes': '10.1.0.0/24',
        ...(prefixes.includes('10.9.0.0/16') ? { 'snet-new': '10.9.0.0/24' } : {}),
      },
    },
  },
  clusters: { aks: { origin: 'existing', pools } },
});

const poolSubnetOutsideOriginal = defineRule({
  id: 'pool-subnet-outside-original',
  title: 'New pool in address space added after the cluster',
  severity: 'W',
  scope: 'plan',
  why: 'AKS learns the address space of the network when the cluster is made or updated. A pool in a prefix added later works only after a cluster update.',
  sources: [{ key: 'USN' }],
  examples: {
    failing: [
      {
        title: 'Pool in 10.9.0.0/16, added later',
        before: liveNetwork(['10.1.0.0/16'], { system: { nodeSubnet: 'spoke/snet-nodes', mode: 'System' } }),
        plan: liveNetwork(['10.1.0.0/16', '10.9.0.0/16'], {
          system: { nodeSubnet: 'spoke/snet-nodes', mode: 'System' },
          work: { nodeSubnet: 'spoke/snet-new', mode: 'User' },
        }),
        targets: ['work'],
      },
    ],
    passing: [
      {
        title: 'Pool in the original space',
        before: liveNetwork(['10.1.0.0/16'], { system: { nodeSubnet: 'spoke/snet-nodes', mode: 'System' } }),
        plan: liveNetwork(['10.1.0.0/16', '10.9.0.0/16'], {
          system: { nodeSubnet: 'spoke/snet-nodes', mode: 'System' },
          work: { nodeSubnet: 'spoke/snet-nodes', mode: 'User' },
        }),
      },
    ],
  },
  check: (topology, { before }) =>
    (before?.clusters ?? []).flatMap((old) => {
      const view = topology.clusters.get(old.id);
      const network = view?.network;
      const oldNetwork = before?.virtualNetworks.find((candidate) => candidate.id === network?.network.id);
      if (view === undefined || network === undefined || oldNetwork === undefined || old.origin !== 'existing')
        return [];
      const original = oldNetwork.addressPrefixes.flatMap((text) => parsePrefix(text).block ?? []);
      const known = new Set(old.pools.map((pool) => pool.id));
      return view.pools.flatMap(({ pool, ref, nodeSubnet }) => {
        if (known.has(pool.id) || nodeSubnet === undefined) return [];
        const outside = nodeSubnet.space.blocks.some((block) => !original.some((space) => containsBlock(space, block)));
        if (!outside) return [];
        return [
          found({
            target: ref,
            related: [nodeSubnet.ref],
            message: `Pool ${pool.name} of ${old.name} would use ${nodeSubnet.subnet.name} ${prefixesOf(nodeSubnet.subnet)}, in address space added after the cluster was made: run a cluster update first.`,
          }),
        ];
      });
    }),
});

export const poolSubnetRules: readonly Rule[] = [
  nodePodSubnetSame,
  podSubnetOtherVnet,
  podSubnetPerPool,
  staticExistingPool,
  poolSubnetOutsideOriginal,
];
