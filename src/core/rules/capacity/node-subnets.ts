import { formatNumber } from '../../plan/index.ts';
import { minPrefixFor } from '../../address/index.ts';
import type { NodePool, PlanSketch } from '../../plan/index.ts';
import type { SubnetView } from '../../topology/types.ts';
import type { SubnetCapacity } from '../../capacity/types.ts';
import { defineRule, found } from '../define-rule.ts';
import { CLUSTER_ALONE } from '../support/alone.ts';
import type { Fix, Outcome, Rule, RuleContext } from '../types.ts';
import { growPodCidr } from '../support/fix-cluster-ranges.ts';
import { fixGrowSubnet } from '../support/fix-subnets.ts';
import { fixLowerSurge } from '../support/lower-surge.ts';
import { sketchCluster } from '../support/sketches.ts';
import { namesOf, prefixesOf, refsOf } from '../support/words.ts';

/** Nodes of Node Subnet clusters in a subnet of the given size. */
const nodeSubnet = (prefix: string, pool: Partial<NodePool>): PlanSketch => ({
  networks: { spoke: { prefixes: ['10.1.0.0/16'], subnets: { 'snet-nodes': prefix } } },
  clusters: { aks: { ipam: 'nodesubnet', subnet: 'spoke/snet-nodes', pools: { system: { maxPods: 30, ...pool } } } },
});

function usersOf({ uses }: SubnetView): readonly { readonly id: string; readonly name: string }[] {
  return [...new Set(uses.filter((use) => use.as === 'nodes' || use.as === 'pods').map((use) => use.cluster))];
}

/** Grows the subnet until `addresses` fit. */
export function growFor(context: RuleContext, view: SubnetView, addresses: number): readonly Fix[] {
  const prefixLength = minPrefixFor(addresses);
  return prefixLength === undefined ? [] : fixGrowSubnet(context.topology, view, prefixLength);
}

/** Review A16: refused when the maxima do not fit; "starts, but cannot scale" is a sentence of this message. */
const nodeSubnetCapacity = defineRule({
  id: 'node-subnet-capacity',
  title: 'Node subnet too small for its node pools',
  severity: 'E1',
  azureCode: 'InsufficientSubnetSize',
  scope: 'subnet',
  roles: ['nodes'],
  why: 'AKS adds up the autoscaler maximum of every pool in the subnet, with Node Subnet one address for each possible pod too, and refuses the cluster, the pool or the scale operation that does not fit.',
  sources: [{ key: 'IPP' }, { key: 'LEG' }, { key: 'OV' }, { key: 'REL', section: '2023-05-07' }],
  examples: {
    failing: [
      {
        title: 'Node Subnet, 50 nodes of 30 pods in /22: 1,550 of 1,019',
        plan: nodeSubnet('10.1.0.0/22', { count: 50 }),
        targets: ['snet-nodes'],
        alsoFires: ['node-subnet-legacy'],
      },
      {
        title: 'Overlay, 60 nodes in /26 (59)',
        plan: {
          networks: { spoke: { prefixes: ['10.1.0.0/16'], subnets: { 'snet-nodes': '10.1.0.0/26' } } },
          clusters: { aks: { subnet: 'spoke/snet-nodes', pools: { system: { count: 60 } } } },
        },
        targets: ['snet-nodes'],
      },
    ],
    passing: [{ title: 'Node Subnet, 50 nodes of 30 pods in /21', plan: nodeSubnet('10.1.0.0/21', { count: 50 }) }],
  },
  check: (view, context) => {
    const capacity = context.capacity.subnets.get(view.subnet.id);
    if (
      capacity === undefined ||
      view.space.blocks4.length === 0 ||
      !view.uses.some((use) => use.as === 'nodes') ||
      capacity.atMaximum <= capacity.usable
    )
      return [];
    const users = usersOf(view);
    const starts =
      capacity.now <= capacity.usable
        ? ` It starts with ${formatNumber(capacity.now)}, but cannot scale to its maximum.`
        : '';
    return [
      found({
        message: `${namesOf(users)} need${users.length === 1 ? 's' : ''} ${formatNumber(capacity.atMaximum)} addresses in ${view.subnet.name} ${prefixesOf(view.subnet)} (${formatNumber(capacity.withSurge)} while upgrading); it has ${formatNumber(capacity.usable)}.${starts}`,
        related: refsOf('cluster', users),
        fixes: () => growFor(context, view, capacity.withSurge),
      }),
    ];
  },
});

/** Review A16: the error says it too; this note stands beside the subnet, where people look for room. */
const nodeSubnetCapacityNow = defineRule({
  id: 'node-subnet-capacity-now',
  title: 'Node subnet holds the nodes of now, not the maximum',
  severity: 'I',
  note: true,
  scope: 'subnet',
  why: 'The cluster starts, and later neither scales to its maximum nor upgrades: the subnet is too small for the nodes to come.',
  sources: [{ key: 'UPG' }],
  examples: {
    failing: [
      {
        title: 'Node Subnet of 30 pods in /22: 20 nodes now (620), 60 at most (1,860)',
        plan: nodeSubnet('10.1.0.0/22', { count: 20, autoscale: true, minCount: 20, maxCount: 60 }),
        targets: ['snet-nodes'],
        alsoFires: ['node-subnet-capacity'],
      },
    ],
    passing: [
      {
        title: '29 at most: 992 of 1,019 with surge',
        plan: nodeSubnet('10.1.0.0/22', { count: 20, autoscale: true, minCount: 20, maxCount: 29 }),
      },
      { title: '50 nodes now: not even those fit', plan: nodeSubnet('10.1.0.0/22', { count: 50 }) },
    ],
  },
  check: (view, context) => {
    const capacity = context.capacity.subnets.get(view.subnet.id);
    if (
      capacity === undefined ||
      capacity.now > capacity.usable ||
      capacity.atMaximum <= capacity.usable ||
      view.space.blocks4.length === 0 ||
      !view.uses.some((use) => use.as === 'nodes')
    )
      return [];
    const users = usersOf(view);
    return [
      found({
        message: `${namesOf(users)} start${users.length === 1 ? 's' : ''} in ${view.subnet.name} ${prefixesOf(view.subnet)} with ${formatNumber(capacity.now)} of ${formatNumber(capacity.usable)} addresses, but cannot grow to the maximum of ${formatNumber(capacity.atMaximum)}.`,
        related: refsOf('cluster', users),
      }),
    ];
  },
});

interface SurgeProblem {
  readonly view: SubnetView;
  readonly needed: number;
  readonly supply: number;
  readonly unit: string;
}

/** Demand fits at the maximum, and does not with surge nodes on top. */
function surgeProblem(view: SubnetView, capacity: SubnetCapacity | undefined): SurgeProblem | undefined {
  if (capacity === undefined || view.space.blocks4.length === 0) return undefined;
  const { blocks } = capacity;
  if (blocks !== undefined) {
    return blocks.atMaximum <= blocks.supply && blocks.withSurge > blocks.supply
      ? { view, needed: blocks.withSurge, supply: blocks.supply, unit: 'blocks of /28' }
      : undefined;
  }
  if (!view.uses.some((use) => use.as === 'nodes')) return undefined;
  return capacity.atMaximum <= capacity.usable && capacity.withSurge > capacity.usable
    ? { view, needed: capacity.withSurge, supply: capacity.usable, unit: 'addresses' }
    : undefined;
}

/** The review makes it an error: every cluster must upgrade. */
const capacitySurgeOnly = defineRule({
  id: 'capacity-surge-only',
  title: 'The next upgrade does not fit',
  severity: 'E2',
  scope: 'cluster',
  reads: CLUSTER_ALONE,
  why: 'While it upgrades, a pool adds surge nodes, and every one needs its addresses. Everything fits today, the upgrade fails for lack of addresses. AKS may already count one upgrade node per pool at creation; from Kubernetes 1.35 a surge that does not fit falls back to one node.',
  sources: [{ key: 'UPG' }, { key: 'IPP' }, { key: 'TSI' }, { key: 'REL', section: '2023-05-07, 2026-01-04' }],
  examples: {
    failing: [
      {
        title: '251 nodes at 10 % surge in /24',
        plan: {
          networks: { spoke: { prefixes: ['10.1.0.0/16'], subnets: { 'snet-nodes': '10.1.0.0/24' } } },
          clusters: {
            aks: { subnet: 'spoke/snet-nodes', podCidrs: ['10.248.0.0/14'], pools: { system: { count: 251 } } },
          },
        },
        targets: ['snet-nodes'],
      },
      {
        title: 'Pod CIDR /16, 250 nodes at 10 %: 275 of 256',
        plan: sketchCluster({ pools: { system: { count: 250 } } }),
        targets: ['aks'],
      },
    ],
    passing: [
      {
        title: '228 nodes at 10 % surge in /24',
        plan: {
          networks: { spoke: { prefixes: ['10.1.0.0/16'], subnets: { 'snet-nodes': '10.1.0.0/24' } } },
          clusters: {
            aks: { subnet: 'spoke/snet-nodes', podCidrs: ['10.248.0.0/14'], pools: { system: { count: 228 } } },
          },
        },
      },
    ],
  },
  check: (view, context) => {
    const { cluster, pools } = view;
    const outcomes: Outcome[] = [];
    const subnets = new Set(
      pools.flatMap((pool) => [...(pool.nodeSubnet === undefined ? [] : [pool.nodeSubnet]), ...pool.podSubnets]),
    );
    for (const subnet of subnets) {
      // A subnet shared by clusters is reported once, with its first user.
      if (subnet.uses.find((use) => use.as === 'nodes' || use.as === 'pods')?.cluster.id !== cluster.id) continue;
      const problem = surgeProblem(subnet, context.capacity.subnets.get(subnet.subnet.id));
      if (problem === undefined) continue;
      const users = usersOf(subnet);
      outcomes.push(
        found({
          target: subnet.ref,
          related: refsOf('cluster', users),
          message: `${subnet.subnet.name} ${prefixesOf(subnet.subnet)} has ${formatNumber(problem.supply)} ${problem.unit}; ${namesOf(users)} fit${users.length === 1 ? 's' : ''}, but while upgrading ${formatNumber(problem.needed)} are needed: the next upgrade fails.`,
          fixes: (current) => [
            ...growFor(context, subnet, context.capacity.subnets.get(subnet.subnet.id)?.withSurge ?? problem.needed),
            ...fixLowerSurge(
              current,
              [...new Set(subnet.uses.flatMap(({ pool }) => pool ?? []))],
              ({ subnets }) => surgeProblem(subnet, subnets.get(subnet.subnet.id)) === undefined,
            ),
          ],
        }),
      );
    }
    const range = context.capacity.clusters.get(cluster.id)?.podCidr;
    const pods = view.podSpace.prefixes[0]?.text ?? '';
    if (range !== undefined && range.atMaximum <= range.supplyNodes && range.withSurge > range.supplyNodes) {
      outcomes.push(
        found({
          message: `Pod CIDR ${pods} of ${cluster.name} holds ${formatNumber(range.supplyNodes)} nodes; ${formatNumber(range.atMaximum)} fit, but while upgrading ${formatNumber(range.withSurge)} are needed: the next upgrade fails.`,
          fixes: (current) => [
            ...growPodCidr(context, view),
            ...fixLowerSurge(
              current,
              pools.map(({ pool }) => pool),
              ({ clusters }) => {
                const lowered = clusters.get(cluster.id)?.podCidr;
                return lowered !== undefined && lowered.withSurge <= lowered.supplyNodes;
              },
            ),
          ],
        }),
      );
    }
    return outcomes;
  },
});

const nodeSubnetLegacyGrow = defineRule({
  id: 'node-subnet-legacy-grow',
  title: 'No room for one more node',
  severity: 'W',
  scope: 'subnet',
  roles: ['nodes'],
  silencedBy: ['node-subnet-capacity', 'capacity-surge-only'],
  why: 'With Node Subnet a node takes one address for itself and one for each possible pod, all at once. With less than that left a failed or surged node cannot be replaced.',
  sources: [{ key: 'LEG' }],
  examples: {
    failing: [
      {
        title: '251 usable, 8 nodes of 30 pods: 3 free, surge 0',
        plan: nodeSubnet('10.1.0.0/24', { count: 8, maxSurge: '0', maxUnavailable: '1', mode: 'User' }),
        targets: ['snet-nodes'],
        alsoFires: ['node-subnet-legacy'],
      },
    ],
    passing: [
      {
        title: '7 nodes: 34 free',
        plan: nodeSubnet('10.1.0.0/24', { count: 7, maxSurge: '0', maxUnavailable: '1', mode: 'User' }),
      },
    ],
  },
  check: (view, context) => {
    const capacity = context.capacity.subnets.get(view.subnet.id);
    const legacy = view.uses.filter((use) => use.as === 'nodes' && use.cluster.ipam === 'nodesubnet');
    if (
      capacity === undefined ||
      legacy.length === 0 ||
      view.space.blocks4.length === 0 ||
      capacity.withSurge > capacity.usable
    )
      return [];
    const perNode =
      1 +
      Math.max(
        ...legacy.map(
          (use) =>
            context.capacity.clusters.get(use.cluster.id)?.pools.find((pool) => pool.poolId === use.pool?.id)
              ?.maxPods ?? 0,
        ),
      );
    const free = capacity.usable - capacity.withSurge;
    if (free >= perNode) return [];
    return [
      found({
        message: `${view.subnet.name} ${prefixesOf(view.subnet)} has ${free} addresses left after the maximum; one more node takes ${perNode}: a failed node will not fit.`,
        related: refsOf('cluster', usersOf(view)),
        fixes: () => growFor(context, view, capacity.withSurge + perNode),
      }),
    ];
  },
});

const subnetSharedDemand = defineRule({
  id: 'subnet-shared-demand',
  title: 'Clusters share a subnet',
  severity: 'I',
  scope: 'subnet',
  roles: ['nodes', 'pods'],
  silencedBy: ['node-subnet-shared-kubenet'],
  why: 'Clusters may share a subnet; their demand adds up, and one cluster that scales takes room from the other.',
  sources: [{ key: 'CNI' }, { key: 'S4' }],
  examples: {
    failing: [{ title: 'k1 with 60 and k2 with 40 nodes', plan: shared('spoke/snet-nodes'), targets: ['snet-nodes'] }],
    passing: [{ title: 'One cluster per subnet', plan: shared('spoke/snet-more') }],
  },
  check: (view, context) => {
    const users = usersOf(view);
    const capacity = context.capacity.subnets.get(view.subnet.id);
    if (users.length < 2 || capacity === undefined) return [];
    return [
      found({
        message: `${namesOf(users)} share ${view.subnet.name} ${prefixesOf(view.subnet)}; together they need ${formatNumber(capacity.withSurge)} of ${formatNumber(capacity.usable)} addresses.`,
        related: refsOf('cluster', users),
      }),
    ];
  },
});

function shared(second: string): PlanSketch {
  return {
    networks: {
      spoke: { prefixes: ['10.1.0.0/16'], subnets: { 'snet-nodes': '10.1.0.0/22', 'snet-more': '10.1.4.0/22' } },
    },
    clusters: {
      k1: { subnet: 'spoke/snet-nodes', pools: { system: { count: 60 } } },
      k2: { subnet: second, podCidrs: ['10.245.0.0/16'], pools: { system: { count: 40 } } },
    },
  };
}

/** Role under which people plan sizes freely; special subnets have sizes of their own (review A8). */
const SIZED_ROLES = ['nodes', 'pods', 'privateEndpoints'] as const;

const capacitySuggestion = defineRule({
  id: 'capacity-suggestion',
  title: 'Subnet could be much smaller',
  severity: 'I',
  scope: 'subnet',
  silencedBy: ['subnet-oversized'],
  why: 'Twice the demand of this subnet would fit into a range at least four times smaller. The rest cannot be used by another subnet.',
  sources: [{ key: 'IPP' }],
  examples: {
    failing: [
      {
        title: '40 nodes in /22',
        plan: {
          networks: { spoke: { prefixes: ['10.1.0.0/16'], subnets: { 'snet-nodes': '10.1.0.0/22' } } },
          clusters: { aks: { subnet: 'spoke/snet-nodes', pools: { system: { count: 40 } } } },
        },
        targets: ['snet-nodes'],
      },
    ],
    passing: [
      {
        title: '100 nodes in /24',
        plan: {
          networks: { spoke: { prefixes: ['10.1.0.0/16'], subnets: { 'snet-nodes': '10.1.0.0/24' } } },
          clusters: { aks: { subnet: 'spoke/snet-nodes', pools: { system: { count: 100 } } } },
        },
      },
    ],
  },
  check: (view, context) => {
    const capacity = context.capacity.subnets.get(view.subnet.id);
    const block = view.space.blocks4[0];
    if (capacity === undefined || block === undefined || view.space.blocks4.length > 1 || capacity.withSurge === 0)
      return [];
    if (!capacity.complete || view.subnet.partial === true || view.subnet.origin === 'existing') return [];
    if ([...view.roles.keys()].some((role) => !SIZED_ROLES.some((sized) => sized === role)) || view.roles.size === 0)
      return [];
    const wanted = minPrefixFor(2 * capacity.withSurge);
    if (wanted === undefined || wanted - block.prefixLength < 2) return [];
    return [
      found({
        message: `${view.subnet.name} ${prefixesOf(view.subnet)} needs ${formatNumber(capacity.withSurge)} of ${formatNumber(capacity.usable)} addresses; /${wanted} would hold twice that.`,
      }),
    ];
  },
});

export const nodeSubnetRules: readonly Rule[] = [
  nodeSubnetCapacity,
  nodeSubnetCapacityNow,
  capacitySurgeOnly,
  nodeSubnetLegacyGrow,
  subnetSharedDemand,
  capacitySuggestion,
];
