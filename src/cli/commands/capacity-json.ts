import {
  describeFirst,
  explainBudget,
  explainMoreNodes,
  overAt,
  type Budget,
  type PoolFit,
} from '../../core/capacity/index.ts';
import type { Cluster } from '../../core/plan/index.ts';
import type { CapacityOutcome, ClusterReport } from './capacity-report.ts';

/** The report for machines. Its keys are part of what Netwright promises: they are only ever added to. */
export function formatCapacityJson(outcome: CapacityOutcome): string {
  const document = {
    asOf: outcome.asOf,
    clusters: outcome.clusters.map(clusterJson),
    otherSubnets: outcome.others.map((budget) => budgetJson(budget)),
    unread: outcome.unread,
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

function clusterJson({ cluster, fit, growth }: ClusterReport): object {
  const runsOut = new Map(
    growth?.projection.outlooks.map(({ budget, runsOut: date }) => [budget.key, date?.date ?? null]),
  );
  return {
    id: cluster.id,
    name: cluster.name,
    ipam: cluster.ipam,
    fits: fit.overfull.length === 0,
    complete: fit.complete,
    summary: describeFirst(fit),
    firstToRunOut: fit.first === undefined ? null : poolJson(fit.first),
    pools: fit.pools.map(poolJson),
    ...(growth === undefined ? {} : { growingPool: growth.poolName }),
    ranges: fit.budgets.map((budget) => ({
      ...budgetJson(budget, cluster.pools),
      ...(growth === undefined ? {} : { runsOut: runsOut.get(budget.key) ?? null }),
    })),
    facts: fit.facts,
  };
}

function poolJson({ pool, moreNodes, morePods, budget }: PoolFit): object {
  return { pool: pool.name, moreNodes, morePods, range: budget.key };
}

function budgetJson(budget: Budget, pools: Cluster['pools'] = []): object {
  const { key, kind, name, ranges, unit, weight, complete } = budget.spec;
  const moreNodes = pools.flatMap((pool) => {
    const figure = explainMoreNodes(budget, pool.id);
    return figure === undefined ? [] : [{ pool: pool.name, ...figure }];
  });
  return {
    key,
    kind,
    name,
    ranges,
    unit,
    weight,
    complete,
    overAt: overAt(budget) ?? null,
    ...explainBudget(budget),
    moreNodes,
  };
}
