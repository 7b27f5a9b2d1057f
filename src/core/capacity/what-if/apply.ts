import type { Cluster, Command } from '../../plan/index.ts';
import { differences } from './change-pools.ts';
import type { WhatIf } from './types.ts';

/** The edit that puts the changed figures into the plan, as one step back; undefined when they are the plan's own. Growth is a question, not a figure of the plan. */
export function applyWhatIf(cluster: Cluster, whatIf: WhatIf): Command | undefined {
  const commands: Command[] = cluster.pools.flatMap((pool): Command[] => {
    const values = differences(pool, whatIf.pools[pool.id]);
    return values === undefined ? [] : [{ type: 'update', kind: 'nodePool', id: pool.id, values }];
  });
  const { plannedServices } = whatIf;
  if (plannedServices !== undefined && plannedServices !== cluster.plannedServices)
    commands.push({ type: 'update', kind: 'cluster', id: cluster.id, values: { plannedServices } });
  return commands.length === 0 ? undefined : { type: 'batch', label: `Apply what-if to ${cluster.name}`, commands };
}
