import { LIMITS } from '../../azure/index.ts';
import { formatCount, type ClusterSketch, type Ipam, type PlanSketch, type PoolSketch } from '../../plan/index.ts';
import { toOverlay } from '../support/change-ipam.ts';
import { fixClash, firstOf } from '../support/cluster-conflicts.ts';
import { clusterRule, nodesOf, setCluster } from '../support/cluster-rule.ts';
import { sketchCluster } from '../support/sketches.ts';
import type { Rule } from '../types.ts';

const limit = (key: keyof typeof LIMITS): number => LIMITS[key].value;
const MOST_NODES = limit('aks.nodesPerCluster');

/** A cluster of `count` pools of `nodes` nodes, in ranges that hold them all. */
function pools(count: number, nodes: number, fields: PoolSketch = {}): Readonly<Record<string, PoolSketch>> {
  return Object.fromEntries(
    Array.from({ length: count }, (_, index) => [
      index === 0 ? 'system' : `work${index}`,
      { mode: index === 0 ? ('System' as const) : ('User' as const), count: nodes, maxPods: 30, ...fields },
    ]),
  );
}

function huge(cluster: ClusterSketch): PlanSketch {
  return {
    networks: { spoke: { prefixes: ['10.1.0.0/16'], subnets: { 'snet-nodes': '10.1.32.0/19' } } },
    clusters: { aks: { subnet: 'spoke/snet-nodes', tier: 'standard', podCidrs: ['10.64.0.0/11'], ...cluster } },
  };
}

const poolCount = clusterRule({
  id: 'pool-count',
  title: 'More than 100 node pools',
  severity: 'E1',
  azureCode: 'MaxAgentPoolCountReached',
  meetsNextOperation: true,
  why: 'A cluster has 100 node pools at most; AKS refuses one more.',
  sources: [{ key: 'LIMK' }, { key: 'ERR' }],
  failing: [{ title: '101', plan: huge({ pools: pools(101, 2) }), targets: ['aks'] }],
  passing: [{ title: '100', plan: huge({ pools: pools(100, 2) }) }],
  says: ({ cluster }) => {
    const most = limit('aks.poolsPerCluster');
    return cluster.pools.length > most
      ? `${cluster.name} has ${formatCount(cluster.pools.length, 'node pool')}; a cluster has ${most} at most.`
      : undefined;
  },
});

const nodeLimit = clusterRule({
  id: 'cluster-node-limit',
  title: 'More nodes than a cluster holds',
  severity: 'E1',
  meetsNextOperation: true,
  why: 'A cluster of the Standard or Premium tier holds 5,000 nodes; beyond that scaling is refused. A second cluster takes the rest.',
  sources: [{ key: 'LIMK' }, { key: 'OV' }, { key: 'BIG' }, { key: 'S1' }],
  failing: [{ title: '5,100', plan: huge({ pools: pools(6, 850) }), targets: ['aks'] }],
  passing: [{ title: '5,000', plan: huge({ pools: pools(10, 500) }) }],
  says: (view, context) => {
    const nodes = nodesOf(view, context);
    return nodes > MOST_NODES
      ? `The pools of ${view.cluster.name} may have ${formatCount(nodes, 'node')} together; a cluster holds ${formatCount(MOST_NODES, 'node')}.`
      : undefined;
  },
});

const freeTier = clusterRule({
  id: 'cluster-node-limit-free',
  title: 'Large cluster of the Free tier',
  severity: 'W',
  inferred: true,
  why: 'The Free tier is meant for up to 10 nodes and gives no promise of availability. That it ends at 1,000 nodes is inferred from the release note that asks for Standard beyond.',
  sources: [{ key: 'LIMK' }, { key: 'REL', section: '2024-03-17' }],
  failing: [
    {
      title: 'Free, 20 nodes',
      plan: sketchCluster({ tier: 'free', pools: pools(1, 20) }),
      targets: ['aks'],
      severity: 'warning',
    },
    { title: 'Free, 1,200 nodes', plan: huge({ tier: 'free', pools: pools(2, 600) }), severity: 'error' },
  ],
  passing: [
    { title: 'Standard, 20 nodes', plan: sketchCluster({ tier: 'standard', pools: pools(1, 20) }) },
    { title: 'Free, 10 nodes', plan: sketchCluster({ tier: 'free', pools: pools(1, 10) }) },
    { title: 'No tier stated', plan: sketchCluster({ pools: pools(1, 20) }) },
  ],
  says: (view, context) => {
    if (view.cluster.tier !== 'free') return undefined;
    const nodes = nodesOf(view, context);
    const [advised, most] = [limit('aks.nodesFreeTier'), limit('aks.nodesFreeTierMost')];
    if (nodes <= advised) return undefined;
    const start = `${view.cluster.name} is of the Free tier and may have ${formatCount(nodes, 'node')}; use the Standard or Premium tier`;
    return nodes > most
      ? { message: `${start}, Free ends at ${formatCount(most, 'node')}.`, severity: 'E2' }
      : `${start} above ${formatCount(advised, 'node')}.`;
  },
  fixes: ({ cluster }) => [setCluster(cluster, 'Use the Standard tier', { tier: 'standard' })],
});

/** Review A22: without the clause of 3,000 nodes, which is the size to scale down to once blocked. */
const upgradeBlocked = clusterRule({
  id: 'cluster-upgrade-blocked',
  title: 'No room in the cluster for surge nodes',
  severity: 'W',
  silencedBy: ['cluster-node-limit'],
  why: 'Surge nodes count towards the 5,000 nodes of a cluster. Where they do not fit, the cluster cannot be upgraded until it is scaled down to 3,000 nodes.',
  sources: [{ key: 'BIG', section: 'Cluster upgrade considerations' }],
  failing: [{ title: '4,900 nodes at 10 %', plan: huge({ pools: pools(7, 700) }), targets: ['aks'] }],
  passing: [{ title: '4,500 nodes at 10 %: 4,950', plan: huge({ pools: pools(6, 750) }) }],
  says: ({ cluster }, { capacity }) => {
    const nodes = capacity.clusters.get(cluster.id)?.nodes;
    return nodes !== undefined && nodes.withSurge > MOST_NODES
      ? `${cluster.name} may have ${formatCount(nodes.atMaximum, 'node')} and ${formatCount(nodes.withSurge, 'node')} while upgrading; beyond ${formatCount(MOST_NODES, 'node')} upgrades are blocked.`
      : undefined;
  },
});

/** A kubenet cluster in ranges that hold its nodes. */
const kubenet = (nodes: number): PlanSketch =>
  sketchCluster({ ipam: 'kubenet', podCidrs: ['10.248.0.0/14'], pools: pools(1, nodes) });

const kubenetNodes = clusterRule({
  id: 'kubenet-node-limit',
  title: 'More nodes than kubenet has routes',
  severity: 'E1',
  meetsNextOperation: true,
  why: 'kubenet writes a route for every node, and a route table holds 400. AKS refuses to scale beyond.',
  sources: [{ key: 'KUB' }, { key: 'S1' }, { key: 'REL', section: '2023-06-25' }],
  failing: [{ title: '401', plan: kubenet(401), targets: ['aks'], alsoFires: ['kubenet-retirement'] }],
  passing: [{ title: '400', plan: kubenet(400) }],
  says: (view, context) => {
    if (view.cluster.ipam !== 'kubenet') return undefined;
    const [nodes, most] = [nodesOf(view, context), limit('aks.kubenetNodes')];
    return nodes > most
      ? `${view.cluster.name} uses kubenet and may have ${formatCount(nodes, 'node')}; there is a route for each, and ${most} at most.`
      : undefined;
  },
  fixes: (view, context) => firstOf(fixClash('combo-kubenet-cilium', view, toOverlay(view, context))),
});

/** Pods a cluster of each model is tested with. kubenet is bounded by its nodes; what one brings oneself is not Azure's. */
const MOST_PODS: Readonly<Record<Ipam, number | undefined>> = {
  overlay: limit('aks.podsOverlay'),
  'podsubnet-dynamic': limit('aks.podsDynamic'),
  'podsubnet-static': limit('aks.podsStatic'),
  nodesubnet: limit('aks.podsNodeSubnet'),
  kubenet: undefined,
  byo: undefined,
};

const podLimit = clusterRule({
  id: 'cluster-pod-limit',
  title: 'More pods than the model is tested with',
  severity: 'W',
  why: 'Overlay is supported up to 200,000 pods, dynamic Pod Subnet is recommended up to 50,000, Node Subnet ends at about 65,000 addresses and static blocks go to 1,000,000.',
  sources: [{ key: 'BIG' }, { key: 'PS' }, { key: 'S0' }],
  failing: [{ title: 'Overlay, 220,000', plan: sketchCluster({ plannedPods: 220_000 }), targets: ['aks'] }],
  passing: [
    { title: 'Overlay, 180,000', plan: sketchCluster({ plannedPods: 180_000 }) },
    { title: 'Bring your own', plan: sketchCluster({ ipam: 'byo', plannedPods: 220_000 }) },
  ],
  says: ({ cluster }) => {
    const most = MOST_PODS[cluster.ipam];
    return most !== undefined && (cluster.plannedPods ?? 0) > most
      ? `${cluster.name} is to hold ${formatCount(cluster.plannedPods ?? 0, 'pod')}; its way to give pods addresses is good for ${formatCount(most, 'pod')}.`
      : undefined;
  },
});

/** Where pods are planned, `cluster-pod-limit` judges them instead. */
const podProduct = clusterRule({
  id: 'cluster-pod-product',
  title: 'Nodes times max pods is more than a cluster holds',
  severity: 'I',
  why: 'The limits of nodes and of pods on a node are independent: 5,000 nodes of 250 pods would be 1,250,000 pods, which is not supported.',
  sources: [{ key: 'OV' }, { key: 'BIG' }],
  failing: [
    { title: '4,500 nodes of 250 pods', plan: huge({ pools: pools(6, 750, { maxPods: 250 }) }), targets: ['aks'] },
    {
      title: '5,000 nodes of 250 pods: 1,250,000',
      plan: huge({ pools: pools(10, 500, { maxPods: 250 }) }),
      targets: ['aks'],
      alsoFires: ['cluster-upgrade-blocked'],
    },
  ],
  passing: [
    {
      title: '150,000 pods planned',
      plan: huge({ plannedPods: 150_000, pools: pools(6, 750, { maxPods: 250 }) }),
    },
    { title: '500 nodes of 250 pods', plan: huge({ pools: pools(1, 500, { maxPods: 250 }) }) },
  ],
  says: ({ cluster }, { capacity }) => {
    const most = MOST_PODS[cluster.ipam];
    if (most === undefined || cluster.plannedPods !== undefined) return undefined;
    let pods = 0;
    for (const pool of capacity.clusters.get(cluster.id)?.pools ?? []) pods += pool.atMaximum * pool.maxPods;
    return pods > most
      ? `The nodes of ${cluster.name} have room for ${formatCount(pods, 'pod')}; the two limits are independent, and the cluster is good for ${formatCount(most, 'pod')}.`
      : undefined;
  },
});

const stopStart = clusterRule({
  id: 'pool-stop-start',
  title: 'Stopping a large cluster',
  severity: 'I',
  why: 'Stop and start are not available for clusters of more than 100 nodes.',
  sources: [{ key: 'BIG' }],
  failing: [{ title: '150 nodes', plan: sketchCluster({ stopStart: true, pools: pools(1, 150) }), targets: ['aks'] }],
  passing: [
    { title: '100 nodes', plan: sketchCluster({ stopStart: true, pools: pools(1, 100) }) },
    { title: 'Not planned', plan: sketchCluster({ pools: pools(1, 150) }) },
  ],
  says: (view, context) => {
    if (view.cluster.stopStart !== true) return undefined;
    const [nodes, most] = [nodesOf(view, context), limit('aks.stopStartNodes')];
    return nodes > most
      ? `${view.cluster.name} is to be stopped and started and may have ${formatCount(nodes, 'node')}; that works up to ${formatCount(most, 'node')}.`
      : undefined;
  },
});

export const clusterSizeRules: readonly Rule[] = [
  poolCount,
  nodeLimit,
  freeTier,
  upgradeBlocked,
  kubenetNodes,
  podLimit,
  podProduct,
  stopStart,
];
