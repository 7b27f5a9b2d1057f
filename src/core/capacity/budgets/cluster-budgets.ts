import { formatNumber } from '../../plan/index.ts';
import { addressCount4 } from '../../address/index.ts';
import { LIMITS, SIZING, type Limit } from '../../azure/index.ts';
import type { Cluster, Ipam, ObjectRef } from '../../plan/index.ts';
import type { ClusterView, PoolView } from '../../topology/index.ts';
import { showsAllNodes, sum } from '../cluster-capacity.ts';
import { maxPodsOf, podCidrNodes } from '../formulas.ts';
import { joinRemarks, type Figure } from '../figure.ts';
import { addressedPods, ONE_PER_NODE } from '../pool-demand.ts';
import { createBudget } from './create-budget.ts';
import { defaultPodsRemark } from './pool-uses.ts';
import type { Budget, BudgetSpec, FixedPart, PoolUse } from './types.ts';

/** Uses of all pools of a cluster, one unit a node. */
function eachNode({ cluster }: ClusterView): readonly PoolUse[] {
  return cluster.pools.map((pool) => ({ cluster, pool, perNode: () => ONE_PER_NODE }));
}

/** A demand that is the same at every moment. */
export function steady(label: string, value: number): FixedPart {
  return { label, demand: { now: value, atMaximum: value, withSurge: value } };
}

/** A limit as it stands in the dated table. */
export function explainLimit(limit: Limit): Figure {
  return {
    value: limit.value,
    meaning: `limit of Azure, as of ${limit.date}${limit.remark === undefined ? '' : ` (${limit.remark})`}`,
    formula: `${formatNumber(limit.value)} = ${formatNumber(limit.value)}`,
    sources: [limit.source],
  };
}

/** /24 blocks of the pod CIDR. @source OV, KUB; not computed for an own plug-in (review A17) */
export function podCidrBudget(view: ClusterView): Budget | undefined {
  const { cluster, podSpace, ref } = view;
  const { blocks4 } = podSpace;
  if ((cluster.ipam !== 'overlay' && cluster.ipam !== 'kubenet') || blocks4.length === 0) return undefined;
  const supply = sum(blocks4, ({ prefixLength }) => podCidrNodes(prefixLength));
  const nodePrefix = SIZING['podCidr.nodePrefix'].value;
  const sources = cluster.ipam === 'overlay' ? ['OV'] : ['KUB'];
  return createBudget({
    key: `podCidr:${cluster.id}`,
    kind: 'podCidr',
    name: 'Pod CIDR',
    ranges: cluster.podCidrs,
    ref,
    unit: 'nodes',
    weight: 'range',
    supply,
    explainSupply: () => ({
      value: supply,
      meaning: 'blocks of /24 in the range, whatever max pods are',
      formula: `${blocks4.map(({ prefixLength }) => `floor(2^(${nodePrefix} - ${prefixLength}))`).join(' + ')} = ${formatNumber(supply)}`,
      sources,
    }),
    uses: eachNode(view),
    fixed: [],
    meaning: (nodes) => `${nodes}, a /24 each`,
    sources,
    complete: showsAllNodes(cluster),
  });
}

/** Addresses for Kubernetes services, where it is known how many there will be. */
export function servicesBudget({ cluster, serviceSpace, ref }: ClusterView): Budget | undefined {
  const block = serviceSpace.blocks4[0];
  if (block === undefined) return undefined;
  const kept = SIZING['services.kept'].value;
  const supply = Math.max(0, addressCount4(block) - kept);
  return createBudget({
    key: `services:${cluster.id}`,
    kind: 'services',
    name: 'Service CIDR',
    ranges: cluster.serviceCidrs,
    ref,
    unit: 'services',
    weight: 'range',
    supply,
    explainSupply: () => ({
      value: supply,
      meaning: 'size of the range - its network address and the Kubernetes API',
      formula: `max(0, 2^(32 - ${block.prefixLength}) - ${kept}) = ${formatNumber(supply)}`,
      sources: ['IPP'],
      assumption: 'That two addresses are gone is arithmetic, not a quotation.',
    }),
    uses: [],
    fixed: cluster.plannedServices === undefined ? [] : [steady('planned services', cluster.plannedServices)],
    meaning: () => 'Kubernetes services planned',
    sources: ['IPP'],
    // Not stated is not none.
    complete: cluster.plannedServices !== undefined,
  });
}

/** Nodes AKS lets a cluster and a pool have. */
export function nodeLimitBudgets(view: ClusterView): readonly Budget[] {
  const { cluster, ref } = view;
  const shared = { ranges: [], unit: 'nodes', fixed: [], meaning: (nodes: string) => nodes } as const;
  const ofCluster: BudgetSpec = {
    ...shared,
    key: `clusterNodes:${cluster.id}`,
    kind: 'clusterNodes',
    name: 'Nodes of the cluster',
    ref,
    weight: 'limit',
    supply: LIMITS['aks.nodesPerCluster'].value,
    explainSupply: () => explainLimit(LIMITS['aks.nodesPerCluster']),
    uses: eachNode(view),
    sources: ['LIMK'],
    complete: showsAllNodes(cluster),
    asides: () =>
      cluster.tier === 'free'
        ? [{ label: 'Recommended in the Free tier', figure: explainLimit(LIMITS['aks.nodesFreeTier']) }]
        : [],
  };
  const ofPools = view.pools.map(({ pool, ref: poolRef }: PoolView): BudgetSpec => ({
    ...shared,
    key: `poolNodes:${pool.id}`,
    kind: 'poolNodes',
    name: `Nodes of ${pool.name}`,
    ref: poolRef,
    weight: 'limit',
    supply: LIMITS['aks.nodesPerPool'].value,
    explainSupply: () => explainLimit(LIMITS['aks.nodesPerPool']),
    uses: [{ cluster, pool, perNode: () => ONE_PER_NODE }],
    sources: ['LIMK'],
    complete: true,
  }));
  return [ofCluster, ...ofPools].map((spec) => createBudget(spec));
}

/** Pods each model carries, as the documents recommend or have tested. Kubenet and own plug-ins: none is given. */
const PODS_LIMIT: Readonly<Partial<Record<Ipam, Limit>>> = {
  overlay: LIMITS['aks.podsOverlay'],
  'podsubnet-dynamic': LIMITS['aks.podsDynamic'],
  'podsubnet-static': LIMITS['aks.podsStatic'],
  nodesubnet: LIMITS['aks.podsNodeSubnet'],
};

/** Pods of the cluster at most: nodes × max pods is an upper bound, so this only advises. */
export function podsBudget({ cluster, ref }: ClusterView): Budget | undefined {
  const limit = PODS_LIMIT[cluster.ipam];
  if (limit === undefined) return undefined;
  const uses = cluster.pools.map((pool): PoolUse => ({
    cluster,
    pool,
    perNode: (current) => {
      const pods = podsPerNode(cluster, current);
      return { count: pods, formula: formatNumber(pods) };
    },
  }));
  const assumption = joinRemarks(
    'An upper bound: it takes every node as full. Documents advise not to multiply node and pod limits.',
    defaultPodsRemark(uses),
  );
  return createBudget({
    key: `pods:${cluster.id}`,
    kind: 'pods',
    name: 'Pods of the cluster',
    ranges: [],
    ref,
    unit: 'pods',
    weight: 'advice',
    supply: limit.value,
    explainSupply: () => explainLimit(limit),
    uses,
    fixed: [],
    meaning: (nodes) => `${nodes} × max pods`,
    sources: [limit.source],
    ...(assumption === undefined ? {} : { assumption }),
    complete: showsAllNodes(cluster),
  });
}

/** Pods a node of a pool carries: as planned where addresses follow from that, else max pods. */
export function podsPerNode(cluster: Cluster, pool: Cluster['pools'][number]): number {
  return cluster.ipam === 'podsubnet-dynamic' ? addressedPods(cluster.ipam, pool) : maxPodsOf(pool, cluster.ipam);
}

/** One route for each node in the route table of a kubenet cluster, beside the table's own. @source KUB, LIM (review A4) */
export function routesBudget(view: ClusterView, ownRoutes: readonly OwnRoutes[]): Budget | undefined {
  const { cluster, ref } = view;
  if (cluster.ipam !== 'kubenet') return undefined;
  const limit = LIMITS['routeTable.routes'];
  const [table] = ownRoutes;
  return createBudget({
    key: `routes:${cluster.id}`,
    kind: 'routes',
    name: table === undefined ? 'Route table' : `Route table ${table.name}`,
    ranges: [],
    ref: table?.ref ?? ref,
    unit: 'routes',
    weight: 'limit',
    supply: limit.value,
    explainSupply: () => explainLimit(limit),
    uses: eachNode(view),
    fixed: ownRoutes.filter(({ count }) => count > 0).map(({ name, count }) => steady(`own routes of ${name}`, count)),
    meaning: (nodes) => `${nodes}, one route each, + own routes (destination outside the pod CIDR)`,
    sources: ['KUB', 'LIM'],
    ...(table === undefined ? { assumption: 'AKS makes the table and keeps nothing else in it.' } : {}),
    complete: showsAllNodes(cluster) && ownRoutes.every(({ isKnown }) => isKnown),
  });
}

/** Routes of a table that are not those of nodes. */
export interface OwnRoutes {
  readonly ref: ObjectRef;
  readonly name: string;
  readonly count: number;
  readonly isKnown: boolean;
}
