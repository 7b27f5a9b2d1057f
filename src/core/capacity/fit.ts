import { formatNumber } from '../plan/index.ts';
import type { NodePool } from '../plan/index.ts';
import type { ClusterView } from '../topology/index.ts';
import { listBudgets, type Estate } from './budgets/list-budgets.ts';
import { snatFacts } from './budgets/load-balancer-budgets.ts';
import { podsPerNode } from './budgets/cluster-budgets.ts';
import type { Budget } from './budgets/types.ts';
import { showsAllNodes } from './cluster-capacity.ts';
import { type Aside, type Figure } from './figure.ts';
import { largestPoolIn } from './formulas.ts';
import { nodesOf } from './pool-demand.ts';
import type { Moment } from './types.ts';

/** How far a pool can grow on its own. */
export interface PoolFit {
  readonly pool: NodePool;
  /** Nodes on top of its maximum that fit, surge of the larger pool included. */
  readonly moreNodes: number;
  readonly morePods: number;
  /** What runs out with the node after those. */
  readonly budget: Budget;
}

/** Whether a cluster fits, and what runs out first. */
export interface ClusterFit {
  readonly budgets: readonly Budget[];
  /** Ranges and limits that do not fit, worst moment first. What Azure only advises is not among them. */
  readonly overfull: readonly Budget[];
  /** Nodes come that no pool shows (node auto-provisioning, AKS Automatic): how many more fit cannot be said. */
  readonly hasUnseenNodes: boolean;
  /** Empty with unseen nodes. */
  readonly pools: readonly PoolFit[];
  /** The pool that can grow least, of several the largest: the first thing to run out of the cluster. */
  readonly first: PoolFit | undefined;
  /** Figures beside those that can run out. */
  readonly facts: readonly Aside[];
  /** False: demand is a lower bound, and "more nodes" an upper one. */
  readonly complete: boolean;
}

/** When a budget first does not fit: now, at the autoscaler's maximum, or only while upgrading; undefined when it fits. */
export function overAt({ supply, demand }: Budget): Moment | undefined {
  if (demand.now > supply) return 'now';
  if (demand.atMaximum > supply) return 'atMaximum';
  return demand.withSurge > supply ? 'withSurge' : undefined;
}

const WORST_FIRST: Readonly<Record<Moment, number>> = { now: 0, atMaximum: 1, withSurge: 2 };

/** Everything a cluster takes from, whether it fits, how far each pool can grow, and what runs out first. */
export function assessCluster(view: ClusterView, estate: Estate): ClusterFit {
  return assessBudgets(view, listBudgets(view, estate));
}

/** The same for budgets already listed, with the figures their pools have there. */
export function assessBudgets(view: ClusterView, budgets: readonly Budget[]): ClusterFit {
  const measured = budgets.filter(({ spec }) => spec.weight !== 'advice');
  const overfull = measured
    .flatMap((budget) => {
      const moment = overAt(budget);
      return moment === undefined ? [] : [{ budget, moment }];
    })
    .toSorted((a, b) => WORST_FIRST[a.moment] - WORST_FIRST[b.moment])
    .map(({ budget }) => budget);
  const hasUnseenNodes = !showsAllNodes(view.cluster);
  const pools = !hasUnseenNodes ? view.cluster.pools.flatMap(({ id }) => fitPool(view, measured, id) ?? []) : [];
  const [first] = pools.toSorted(
    (a, b) => a.moreNodes - b.moreNodes || nodesOf(b.pool).atMaximum - nodesOf(a.pool).atMaximum,
  );
  return {
    budgets,
    overfull,
    hasUnseenNodes,
    pools,
    first,
    facts: snatFacts(view, poolsOf(budgets, view)),
    complete:
      !hasUnseenNodes &&
      measured.every(({ spec }) => spec.complete || spec.weight !== 'range' || spec.kind === 'services'),
  };
}

/** The cluster's pools with the figures they have in the budgets. */
function poolsOf(budgets: readonly Budget[], { cluster }: ClusterView): readonly NodePool[] {
  const ofCluster = budgets.find(({ spec }) => spec.kind === 'clusterNodes');
  return ofCluster?.pools ?? cluster.pools;
}

function fitPool({ cluster }: ClusterView, budgets: readonly Budget[], poolId: string): PoolFit | undefined {
  let least: PoolFit | undefined;
  for (const budget of budgets) {
    const pool = findPool(budget, poolId);
    const moreNodes = moreNodesIn(budget, poolId);
    if (pool === undefined || moreNodes === undefined || (least !== undefined && moreNodes >= least.moreNodes))
      continue;
    least = { pool, moreNodes, morePods: moreNodes * podsPerNode(cluster, pool), budget };
  }
  return least;
}

function findPool({ pools }: Budget, poolId: string): NodePool | undefined {
  return pools.find(({ id }) => id === poolId);
}

/** What a pool may have of a supply that others take from too. */
interface Room {
  readonly pool: NodePool;
  readonly perNode: number;
  readonly perNodeFormula: string;
  /** Taken by everything else, while all of it is upgraded. */
  readonly others: number;
}

function roomOf({ spec, pools, demand }: Budget, poolId: string): Room | undefined {
  const index = pools.findIndex(({ id }) => id === poolId);
  const pool = pools[index];
  const each = pool === undefined ? undefined : spec.uses[index]?.perNode(pool);
  if (pool === undefined || each === undefined || each.count === 0) return undefined;
  return {
    pool,
    perNode: each.count,
    perNodeFormula: each.formula,
    others: demand.withSurge - nodesOf(pool).withSurge * each.count,
  };
}

/**
 * Nodes a pool can have on top of its maximum so that the next upgrade still fits: exactly so many fit, one more does not. 0 when it is full or does not fit;
 * undefined for a pool that takes nothing of the supply.
 * @source catalogue 12.3, column "Inverse"
 */
export function moreNodesIn(budget: Budget, poolId: string): number | undefined {
  const room = roomOf(budget, poolId);
  if (room === undefined) return undefined;
  const most = largestPoolIn(room.pool, Math.floor((budget.supply - room.others) / room.perNode));
  return Math.max(0, most - nodesOf(room.pool).atMaximum);
}

/** `moreNodesIn` with its formula. */
export function explainMoreNodes(budget: Budget, poolId: string): Figure | undefined {
  const room = roomOf(budget, poolId);
  const value = moreNodesIn(budget, poolId);
  if (room === undefined || value === undefined) return undefined;
  const { pool, others, perNode, perNodeFormula } = room;
  const places = Math.floor((budget.supply - others) / perNode);
  const most = largestPoolIn(pool, places);
  const now = nodesOf(pool).atMaximum;
  const surge = nodesOf({ ...pool, autoscale: false, count: most }).withSurge - most;
  const steps = [
    `floor((${formatNumber(budget.supply)} - ${formatNumber(others)}) / ${perNodeFormula.includes(' × ') ? `(${perNodeFormula})` : perNodeFormula}) = ${formatNumber(places)}`,
    `${formatNumber(most)} + ${formatNumber(surge)} = ${formatNumber(most + surge)}`,
    `max(0, ${formatNumber(most)} - ${formatNumber(now)}) = ${formatNumber(value)}`,
  ];
  return {
    value,
    meaning: `places for nodes that others leave; the largest pool that fits there with its surge; that - the maximum of ${pool.name}`,
    formula: steps.join('; '),
    sources: [...new Set([...budget.spec.sources, 'UPG'])],
    ...(budget.spec.complete
      ? {}
      : { assumption: 'Something that takes from it may be missing, so this is the most.' }),
  };
}
