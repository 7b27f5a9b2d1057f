import { listValues } from '../../topology/index.ts';
import { MINIMUM_VERSIONS, LIMITS } from '../../azure/index.ts';
import { maxPodsOf, surgeOf } from '../../capacity/index.ts';
import {
  formatCount,
  type Command,
  type Ipam,
  type NodePool,
  type PlanSketch,
  type PoolSketch,
} from '../../plan/index.ts';
import type { PoolView } from '../../topology/types.ts';
import { defineRule, found } from '../define-rule.ts';
import { clusterRule, isDrawn, NOTHING, poolRule, setPool } from '../support/cluster-rule.ts';
import { sketchCluster } from '../support/sketches.ts';
import { namesOf } from '../support/words.ts';
import type { Outcome, Rule, RuleContext } from '../types.ts';
import { withWork } from './max-pods.ts';
import type { ClusterAlone } from '../support/alone.ts';

/** Azure's default, written down. */
const USUAL = '10%';
/** What the documentation advises for production. @source UPG */
const ADVISED = '33%';
const MOST_NODES = LIMITS['aks.nodesPerPool'].value;

/** "1" and "10%" are positive, "0" and "0%" are not; undefined for a text that is neither a number nor a percentage, or missing. */
function isPositive(text: string | undefined): boolean | undefined {
  const number = /^(\d+)\s*%?$/.exec(text?.trim() ?? '')?.[1];
  return number === undefined ? undefined : Number(number) > 0;
}

const zero = poolRule({
  id: 'pool-surge-zero',
  title: 'No node may be added and none may be missing during an upgrade',
  severity: 'E1',
  meetsNextOperation: true,
  why: 'An upgrade either adds nodes (max surge) or takes nodes away (max unavailable). With both at 0 it cannot start; max unavailable is 0 when it is not set.',
  sources: [{ key: 'UPG' }],
  failing: [
    {
      title: 'Max surge 0, max unavailable 0',
      plan: withWork({ maxSurge: '0', maxUnavailable: '0' }),
      targets: ['aks/work'],
    },
    { title: 'Max surge 0 %, nothing else', plan: withWork({ maxSurge: '0%' }), targets: ['aks/work'] },
  ],
  passing: [
    { title: 'Max surge 0, max unavailable 1', plan: withWork({ maxSurge: '0', maxUnavailable: '1' }) },
    { title: 'Nothing set: 10 %', plan: withWork({}) },
  ],
  says: ({ pool }, { cluster }) =>
    isPositive(pool.maxSurge) === false && isPositive(pool.maxUnavailable) !== true && pool.spot !== true
      ? `Pool ${pool.name} of ${cluster.name} has max surge ${pool.maxSurge ?? ''} and max unavailable ${pool.maxUnavailable ?? 0}; one of them must be positive.`
      : undefined,
  fixes: ({ pool }) => [setPool(pool, 'Use max surge 10 %', { maxSurge: USUAL })],
});

function unsetPools(pools: readonly PoolView[]): readonly PoolView[] {
  return pools.every(({ pool }) => pool.maxSurge !== undefined)
    ? []
    : pools.filter(
        ({ pool }) => pool.maxSurge === undefined && pool.maxUnavailable === undefined && pool.spot !== true,
      );
}

/** One line for all pools of a cluster that is being drawn (review 20.4, item 12: an imported pool without the figure has Azure's default). */
const advice = clusterRule({
  id: 'pool-surge-advice',
  title: 'Max surge left to the default',
  severity: 'I',
  why: 'Left out, max surge is 10 % for pools made with Kubernetes 1.28 or later and for all from 1.32, and one node before. The documentation advises 33 % for production: upgrades end sooner, and need more addresses while they run.',
  sources: [{ key: 'UPG' }, { key: 'REL', section: '2023-10-01, 2025-03-16' }],
  failing: [
    { title: 'Max surge not set', plan: sketchCluster(), targets: ['aks'] },
    {
      title: 'No room for 33 %',
      plan: {
        networks: { spoke: { prefixes: ['10.1.0.0/16'], subnets: { 'snet-nodes': '10.1.0.0/28' } } },
        clusters: { aks: { subnet: 'spoke/snet-nodes', pools: { system: { count: 9 } } } },
      },
      targets: ['aks'],
      alsoFires: ['subnet-nearly-full'],
    },
  ],
  passing: [
    { title: '33 %', plan: sketchCluster({ pools: { system: { maxSurge: '33%' } } }) },
    { title: 'Imported', plan: sketchCluster({ partial: true }) },
    { title: 'It exists', plan: sketchCluster({ origin: 'existing' }) },
  ],
  says: (view) => {
    const pools = unsetPools(view.pools);
    if (pools.length === 0 || !isDrawn(view)) return undefined;
    return {
      message: `Pool ${namesOf(pools.map(({ pool }) => pool))} of ${view.cluster.name} has no max surge; the default is 10 % (one node before Kubernetes 1.28), 33 % is advised for production.`,
      pools,
    };
  },
  fixes: (view, context) => {
    const pools = unsetPools(view.pools);
    const maxSurge = hasRoom(view, pools, context) ? ADVISED : USUAL;
    const commands = pools.map(({ pool }): Command => ({
      type: 'update',
      kind: 'nodePool',
      id: pool.id,
      values: { maxSurge },
    }));
    return [{ title: `Use max surge ${maxSurge.replace('%', ' %')}`, commands }];
  },
});

/** The subnets and the pod CIDR hold the nodes of a larger surge too. Pod subnets are not worked out here: no. */
function hasRoom({ cluster }: ClusterAlone, pools: readonly PoolView[], { capacity }: RuleContext): boolean {
  const figures = capacity.clusters.get(cluster.id);
  const more = new Map<string, number>();
  let nodes = 0;
  for (const { pool, nodeSubnet, podSubnets } of pools) {
    const figure = figures?.pools.find(({ poolId }) => poolId === pool.id);
    if (figure === undefined || nodeSubnet === undefined || podSubnets.length > 0) return false;
    const extra = surgeOf({ ...pool, maxSurge: ADVISED }, figure.atMaximum).nodes - figure.surge;
    if (figure.atMaximum + figure.surge + extra > MOST_NODES) return false;
    nodes += extra;
    more.set(nodeSubnet.subnet.id, (more.get(nodeSubnet.subnet.id) ?? 0) + extra * addressesOf(pool, cluster.ipam));
  }
  const range = figures?.podCidr;
  if (range !== undefined && range.withSurge + nodes > range.supplyNodes) return false;
  return [...more].every(([id, addresses]) => {
    const subnet = capacity.subnets.get(id);
    return subnet !== undefined && subnet.withSurge + addresses <= subnet.usable;
  });
}

function addressesOf(pool: NodePool, ipam: Ipam): number {
  return ipam === 'nodesubnet' ? 1 + maxPodsOf(pool, ipam) : 1;
}

const big = (work: PoolSketch, more: { kubernetesVersion?: string } = {}): PlanSketch => ({
  networks: { spoke: { prefixes: ['10.1.0.0/16'], subnets: { 'snet-nodes': '10.1.0.0/20' } } },
  clusters: {
    aks: {
      subnet: 'spoke/snet-nodes',
      tier: 'standard',
      podCidrs: ['10.240.0.0/12'],
      pools: { system: {}, work: { mode: 'User', ...work } },
      ...more,
    },
  },
});

/** Reads the plan before: an upgrade is planned where the version of an existing cluster changes. */
const over1000 = defineRule({
  id: 'pool-surge-over-1000',
  title: 'Surge nodes go beyond what a scale set holds',
  severity: 'W',
  scope: 'plan',
  silencedBy: ['pool-node-limit'],
  why: 'A scale set holds 1,000 nodes, surge nodes of an upgrade included; AKS rejects an upgrade that would go beyond before it starts. From Kubernetes 1.35 a surge that does not fit falls back to one node.',
  sources: [{ key: 'UPG' }, { key: 'REL', section: '2026-01-04' }],
  examples: {
    failing: [
      { title: '950 nodes at 10 %: 1,045', plan: big({ count: 950 }), targets: ['aks/work'], severity: 'warning' },
      {
        title: 'And an upgrade is planned',
        before: { ...big({ count: 950 }, { kubernetesVersion: '1.32' }) },
        plan: big({ count: 950 }, { kubernetesVersion: '1.33' }),
        targets: ['aks/work'],
        severity: 'error',
      },
    ],
    passing: [
      { title: '900 nodes at 10 %: 990', plan: big({ count: 900 }) },
      { title: '950 nodes at a surge of 50', plan: big({ count: 950, maxSurge: '50' }) },
    ],
  },
  check: (topology, { before, capacity }) => {
    let outcomes: Outcome[] | undefined;
    for (const view of listValues(topology.clusters)) {
      const figures = capacity.clusters.get(view.cluster.id);
      // Every pool fits when the whole cluster does.
      if (figures === undefined || figures.nodes.withSurge <= MOST_NODES) continue;
      const was = before?.clusters.find(({ id }) => id === view.cluster.id)?.kubernetesVersion;
      const upgrades = was !== undefined && was !== view.cluster.kubernetesVersion;
      for (const pool of view.pools) {
        const figure = figures.pools.find(({ poolId }) => poolId === pool.pool.id);
        if (figure === undefined || figure.atMaximum + figure.surge <= MOST_NODES) continue;
        (outcomes ??= []).push(
          found({
            target: pool.ref,
            related: [view.ref],
            ...(upgrades ? { severity: 'E1' as const } : {}),
            message: `Pool ${pool.pool.name} of ${view.cluster.name} may have ${formatCount(figure.atMaximum, 'node')} and ${formatCount(figure.atMaximum + figure.surge, 'node')} while upgrading (surge ${figure.surgeText}); a scale set holds ${formatCount(MOST_NODES, 'node')}, and AKS rejects the upgrade (from Kubernetes ${MINIMUM_VERSIONS['kubernetes.surgeFallback'].version} the surge falls back to one node).`,
            fixes: () => lowerSurge(pool.pool, MOST_NODES - figure.atMaximum),
          }),
        );
      }
    }
    return outcomes ?? NOTHING;
  },
});

function lowerSurge(pool: NodePool, room: number): readonly ReturnType<typeof setPool>[] {
  return room < 1 ? [] : [setPool(pool, `Use max surge ${room}`, { maxSurge: String(room) })];
}

const unavailableSystem = poolRule({
  id: 'pool-maxunavailable-system',
  title: 'System pool that may miss nodes during an upgrade',
  severity: 'E1',
  why: 'Max unavailable takes nodes away without a substitute. AKS allows it for user pools only.',
  sources: [{ key: 'UPG', section: 'Customize unavailable nodes' }],
  failing: [
    {
      title: 'System pool, max surge 0, max unavailable 1',
      plan: sketchCluster({ pools: { system: { maxSurge: '0', maxUnavailable: '1' } } }),
      targets: ['aks/system'],
    },
  ],
  passing: [
    { title: 'System pool, max surge 10 %', plan: sketchCluster({ pools: { system: { maxSurge: '10%' } } }) },
    { title: 'User pool', plan: withWork({ maxSurge: '0', maxUnavailable: '1' }) },
  ],
  says: ({ pool }, { cluster }) =>
    pool.mode === 'System' && isPositive(pool.maxUnavailable) === true
      ? `System pool ${pool.name} of ${cluster.name} has max unavailable ${pool.maxUnavailable ?? ''}, which is not available on system pools.`
      : undefined,
  fixes: ({ pool }) => [
    setPool(pool, 'Use max surge 10 % and max unavailable 0', { maxSurge: USUAL, maxUnavailable: '0' }),
  ],
});

export const surgeRules: readonly Rule[] = [zero, advice, over1000, unavailableSystem];
