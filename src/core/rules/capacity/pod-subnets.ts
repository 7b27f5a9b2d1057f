import { formatNumber } from '../../plan/index.ts';
import type { NodePool, PlanSketch } from '../../plan/index.ts';
import { staticBlocksPerNode } from '../../capacity/index.ts';
import type { SubnetUse, SubnetView } from '../../topology/types.ts';
import { defineRule, found } from '../define-rule.ts';
import type { Rule, RuleContext } from '../types.ts';
import { allocationOf } from '../cluster-subnets/shared-subnets.ts';
import { namesOf, prefixesOf, refsOf } from '../support/words.ts';
import { growFor } from './node-subnets.ts';

/** Addresses a node asks for at once (dynamic allocation). @source DYN */
const FIRST_BATCH = 16;

const pods = (ipam: 'podsubnet-dynamic' | 'podsubnet-static', prefix: string, pool: Partial<NodePool>): PlanSketch => ({
  networks: { spoke: { prefixes: ['10.0.0.0/8'], subnets: { 'snet-nodes': '10.1.0.0/20', 'snet-pods': prefix } } },
  clusters: {
    aks: {
      ipam,
      subnet: 'spoke/snet-nodes',
      podSubnet: 'spoke/snet-pods',
      pools: { system: { maxPods: 30, ...pool } },
    },
  },
});

function podUses(view: SubnetView, mode: 'dynamic' | 'static'): readonly SubnetUse[] {
  return view.uses.filter((use) => use.as === 'pods' && allocationOf(use) === mode);
}

function clustersOf(uses: readonly SubnetUse[]): readonly { readonly id: string; readonly name: string }[] {
  return [...new Set(uses.map((use) => use.cluster))];
}

/** Nodes at maximum with surge of the pools behind the uses. */
function nodesOf(uses: readonly SubnetUse[], context: RuleContext): number {
  return uses.reduce((sum, use) => {
    const pool = context.capacity.clusters
      .get(use.cluster.id)
      ?.pools.find((candidate) => candidate.poolId === use.pool?.id);
    return sum + (pool === undefined ? 0 : pool.atMaximum + pool.surge);
  }, 0);
}

const podSubnetCapacity = defineRule({
  id: 'pod-subnet-capacity',
  title: 'Pod subnet too small for its pods',
  severity: 'E2',
  scope: 'subnet',
  roles: ['pods'],
  why: 'With dynamic allocation a node starts with 16 addresses of the pod subnet and asks for 16 more whenever fewer than 8 are free. When the subnet is used up nodes start, and their pods stay Pending.',
  sources: [{ key: 'DYN' }, { key: 'PS' }],
  examples: {
    failing: [
      {
        title: '70 nodes in /22: 77 x 16 = 1,232 of 1,019',
        plan: pods('podsubnet-dynamic', '10.2.0.0/22', { count: 70 }),
        targets: ['snet-pods'],
        severity: 'error',
      },
      {
        title: '50 nodes of 30 pods in /22: first batches fit, all pods do not',
        plan: pods('podsubnet-dynamic', '10.2.0.0/22', { count: 50 }),
        targets: ['snet-pods'],
        severity: 'warning',
      },
    ],
    passing: [{ title: '50 nodes of 30 pods in /20', plan: pods('podsubnet-dynamic', '10.2.0.0/20', { count: 50 }) }],
  },
  check: (view, context) => {
    const uses = podUses(view, 'dynamic');
    const capacity = context.capacity.subnets.get(view.subnet.id);
    if (uses.length === 0 || capacity === undefined || view.space.blocks4.length === 0) return [];
    const nodes = nodesOf(uses, context);
    const first = nodes * FIRST_BATCH;
    const lacking = first > capacity.usable;
    if (!lacking && capacity.withSurge <= capacity.usable) return [];
    const users = clustersOf(uses);
    return [
      found({
        message: lacking
          ? `Pod subnet ${view.subnet.name} ${prefixesOf(view.subnet)} has ${formatNumber(capacity.usable)} addresses; the first batches of ${formatNumber(nodes)} nodes of ${namesOf(users)} take ${formatNumber(nodes)} x ${FIRST_BATCH} = ${formatNumber(first)}: nodes start, pods stay Pending.`
          : `Pod subnet ${view.subnet.name} ${prefixesOf(view.subnet)} has ${formatNumber(capacity.usable)} addresses; ${namesOf(users)} may need ${formatNumber(capacity.withSurge)} with every node full: pods may stay Pending.`,
        ...(lacking ? {} : { severity: 'W' as const }),
        related: refsOf('cluster', users),
        fixes: () => growFor(context, view, capacity.withSurge),
      }),
    ];
  },
});

const staticPodSubnetCapacity = defineRule({
  id: 'static-pod-subnet-capacity',
  title: 'Static pod subnet holds too few blocks',
  severity: 'E1',
  scope: 'subnet',
  roles: ['pods'],
  silencedBy: ['static-pod-subnet-alignment', 'capacity-surge-only'],
  why: 'With static block allocation every node takes whole blocks of 16 addresses, enough for its maximum of pods and one address more. When the blocks run out, nodes are refused.',
  sources: [{ key: 'PS' }, { key: 'STA' }],
  examples: {
    failing: [
      {
        title: '19 nodes of 110 pods in /21: 133 of 128 blocks',
        plan: pods('podsubnet-static', '10.2.0.0/21', { count: 19, maxPods: 110 }),
        targets: ['snet-pods'],
      },
    ],
    passing: [{ title: '/20: 256 blocks', plan: pods('podsubnet-static', '10.2.0.0/20', { count: 19, maxPods: 110 }) }],
  },
  check: (view, context) => {
    const uses = podUses(view, 'static');
    const capacity = context.capacity.subnets.get(view.subnet.id);
    const blocks = capacity?.blocks;
    if (uses.length === 0 || capacity === undefined || blocks === undefined) return [];
    // Whether the blocks with the reserved first four and last address are handed out is not documented.
    const certain = blocks.atMaximum > blocks.supply;
    if (!certain && blocks.withSurge <= blocks.supply - 2) return [];
    const perNode = [
      ...new Set(
        uses.map((use) =>
          staticBlocksPerNode(
            context.capacity.clusters.get(use.cluster.id)?.pools.find((pool) => pool.poolId === use.pool?.id)
              ?.maxPods ?? 0,
          ),
        ),
      ),
    ];
    const users = clustersOf(uses);
    return [
      found({
        message: `Pod subnet ${view.subnet.name} ${prefixesOf(view.subnet)} holds ${formatNumber(blocks.supply)} blocks of /28; ${namesOf(users)} need${users.length === 1 ? 's' : ''} ${formatNumber(certain ? blocks.atMaximum : blocks.withSurge)} (${perNode.join(' or ')} per node)${certain ? '.' : '; the first and the last block may not be usable.'}`,
        ...(certain ? {} : { severity: 'W' as const }),
        related: refsOf('cluster', users),
        fixes: () => growFor(context, view, (blocks.withSurge + 2) * 16),
      }),
    ];
  },
});

const staticPodSubnetAlignment = defineRule({
  id: 'static-pod-subnet-alignment',
  title: 'Static pod subnet holds no block',
  severity: 'E1',
  scope: 'subnet',
  roles: ['pods'],
  why: 'Static block allocation hands out blocks of /28. A smaller pod subnet holds none.',
  sources: [{ key: 'STA' }],
  examples: {
    failing: [{ title: '/29', plan: pods('podsubnet-static', '10.2.0.0/29', { count: 3 }), targets: ['snet-pods'] }],
    passing: [{ title: '/24', plan: pods('podsubnet-static', '10.2.0.0/24', { count: 3 }) }],
  },
  check: (view, context) => {
    const uses = podUses(view, 'static');
    const small = view.space.blocks4.length > 0 && view.space.blocks4.every((block) => block.prefixLength > 28);
    if (uses.length === 0 || !small) return [];
    return [
      found({
        message: `Static pod subnet ${view.subnet.name} ${prefixesOf(view.subnet)} is smaller than /28 and holds no block.`,
        related: refsOf('cluster', clustersOf(uses)),
        fixes: () => growFor(context, view, 250),
      }),
    ];
  },
});

const aci = (plannedPods: number): PlanSketch => ({
  networks: {
    spoke: {
      prefixes: ['10.1.0.0/16'],
      subnets: {
        'snet-nodes': '10.1.0.0/22',
        'snet-aci': { prefixes: ['10.1.8.0/26'], delegations: ['Microsoft.ContainerInstance/containerGroups'] },
      },
    },
  },
  clusters: {
    aks: {
      ipam: 'nodesubnet',
      subnet: 'spoke/snet-nodes',
      addOns: { virtualNodes: { subnetId: 'spoke.snet-aci', plannedPods } },
    },
  },
});

const aciSubnetCapacity = defineRule({
  id: 'aci-subnet-capacity',
  title: 'Virtual node subnet too small for its pods',
  severity: 'W',
  scope: 'subnet',
  roles: ['virtualNodes'],
  why: 'Every pod on virtual nodes takes one address of their subnet.',
  sources: [{ key: 'VN' }],
  examples: {
    failing: [
      { title: '100 pods in /26 (59)', plan: aci(100), targets: ['snet-aci'], alsoFires: ['node-subnet-legacy'] },
    ],
    passing: [{ title: '50 pods', plan: aci(50) }],
  },
  check: (view, context) => {
    const users = view.uses.filter((use) => use.as === 'virtualNodes').map((use) => use.cluster);
    const planned = users.reduce((sum, cluster) => sum + (cluster.addOns?.virtualNodes?.plannedPods ?? 0), 0);
    if (view.space.blocks4.length === 0 || planned <= view.usable4) return [];
    return [
      found({
        message: `${formatNumber(planned)} pods of ${namesOf(users)} are planned on virtual nodes; ${view.subnet.name} ${prefixesOf(view.subnet)} has ${formatNumber(view.usable4)} addresses, one per pod.`,
        related: refsOf('cluster', users),
        // A quarter more, so that the new range is not nearly full at once.
        fixes: () => growFor(context, view, Math.ceil(planned * 1.25)),
      }),
    ];
  },
});

export const podSubnetRules: readonly Rule[] = [
  podSubnetCapacity,
  staticPodSubnetCapacity,
  staticPodSubnetAlignment,
  aciSubnetCapacity,
];
