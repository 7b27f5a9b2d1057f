import {
  assessCluster,
  computeCapacity,
  maxNodesOf,
  overAt,
  projectWhatIf,
  subnetBudgets,
  type Budget,
  type ClusterFit,
  type Projection,
} from '../../core/capacity/index.ts';
import type { Cluster, Plan } from '../../core/plan/index.ts';
import type { ImportOutcome } from '../../core/import/index.ts';
import { buildTopology, type ClusterView } from '../../core/topology/index.ts';

/** Months looked ahead when growth is asked for. */
const MONTHS = 60;

export interface ClusterReport {
  readonly cluster: Cluster;
  readonly fit: ClusterFit;
  /** Where growth is asked for: the pool that grows, and when what runs out. */
  readonly growth?: { readonly poolName: string; readonly projection: Projection };
}

/** What `netwright capacity` has to say, before it is text or JSON. */
export interface CapacityOutcome {
  readonly asOf: string;
  readonly clusters: readonly ClusterReport[];
  /** Subnets no cluster uses and something takes addresses of. */
  readonly others: readonly Budget[];
  readonly unread: ImportOutcome['unread'];
}

/** Works capacity out for every cluster. `nodesPerMonth`: growth of the largest pool of each. */
export function reportCapacity(
  plan: Plan,
  { unread }: ImportOutcome,
  options: { readonly asOf: string; readonly nodesPerMonth: number | undefined },
): CapacityOutcome {
  const topology = buildTopology(plan);
  const estate = { topology, capacity: computeCapacity(topology) };
  const grow = (view: ClusterView): ClusterReport['growth'] => {
    const { nodesPerMonth } = options;
    const pool = largestPool(view.cluster);
    if (nodesPerMonth === undefined || pool === undefined) return undefined;
    const whatIf = { pools: {}, growth: { [pool.id]: { nodesPerMonth } } };
    const projection = projectWhatIf(view, estate, whatIf, { asOf: options.asOf, months: MONTHS });
    return { poolName: pool.name, projection };
  };
  const clusters = [...topology.clusters.values()].map((view): ClusterReport => {
    const growth = grow(view);
    return { cluster: view.cluster, fit: assessCluster(view, estate), ...(growth === undefined ? {} : { growth }) };
  });
  const told = new Set(clusters.flatMap(({ fit }) => fit.budgets.map(({ key }) => key)));
  const others = [...topology.subnets.values()].flatMap((view) => {
    const figures = estate.capacity.subnets.get(view.subnet.id);
    return figures === undefined || figures.withSurge === 0 ? [] : subnetBudgets(view, figures);
  });
  return { asOf: options.asOf, clusters, others: others.filter(({ key }) => !told.has(key)), unread };
}

/** Something does not fit now, at its maximum or while upgrading. */
export function hasOverfull({ clusters, others }: CapacityOutcome): boolean {
  return clusters.some(({ fit }) => fit.overfull.length > 0) || others.some((budget) => overAt(budget) !== undefined);
}

function largestPool({ pools }: Cluster): Cluster['pools'][number] | undefined {
  return pools.toSorted((a, b) => maxNodesOf(b) - maxNodesOf(a))[0];
}
