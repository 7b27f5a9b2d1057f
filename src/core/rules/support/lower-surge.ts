import { computeCapacity, surgeOf, type CapacityReport } from '../../capacity/index.ts';
import type { Cluster, Command, NodePool, Plan } from '../../plan/index.ts';
import { buildTopology, listValues } from '../../topology/index.ts';
import type { Fix, RuleContext } from '../types.ts';

/** From what is advised for production down to the least that still upgrades. @source UPG */
const SURGES = ['33%', '10%', '1'] as const;

/** Upgrades more slowly: the largest usual surge with which everything fits, on the pools that have more. None when not even one node fits. */
export function fixLowerSurge(
  context: RuleContext,
  pools: readonly NodePool[],
  fits: (capacity: CapacityReport) => boolean,
): readonly Fix[] {
  const { plan, capacity } = context;
  const figures = new Map(
    listValues(capacity.clusters).flatMap((cluster) => cluster.pools.map((figure) => [figure.poolId, figure])),
  );
  for (const maxSurge of SURGES) {
    const lowered = pools.filter((pool) => {
      const figure = figures.get(pool.id);
      return figure !== undefined && surgeOf({ ...pool, maxSurge }, figure.atMaximum).nodes < figure.surge;
    });
    if (lowered.length === 0 || !fits(computeCapacity(buildTopology(withSurge(plan, lowered, maxSurge))))) continue;
    const commands = lowered.map(({ id }): Command => ({
      type: 'update',
      kind: 'nodePool',
      id,
      values: { maxSurge },
    }));
    return [{ title: `Use max surge ${maxSurge.replace('%', ' %')}`, commands }];
  }
  return [];
}

function withSurge(plan: Plan, lowered: readonly NodePool[], maxSurge: string): Plan {
  const ids = new Set(lowered.map(({ id }) => id));
  const clusters = plan.clusters.map((cluster): Cluster => ({
    ...cluster,
    pools: cluster.pools.map((pool) => (ids.has(pool.id) ? { ...pool, maxSurge } : pool)),
  }));
  return { ...plan, clusters };
}
