import type { NodePool } from '../../plan/index.ts';
import { maxNodesOf } from '../formulas.ts';
import type { Growth, PoolChange } from './types.ts';

/** What of a change differs from the pool; undefined when nothing does. */
export function differences(pool: NodePool, change: PoolChange | undefined): PoolChange | undefined {
  if (change === undefined) return undefined;
  // keys of PoolChange are fields of a pool
  const keys = (Object.keys(change) as (keyof PoolChange)[]).filter((key) => change[key] !== pool[key]);
  return keys.length === 0 ? undefined : Object.fromEntries(keys.map((key) => [key, change[key]]));
}

/** The pool with other figures; the very same pool when they are its own. */
export function changePool(pool: NodePool, change: PoolChange | undefined): NodePool {
  const different = differences(pool, change);
  return different === undefined ? pool : { ...pool, ...different };
}

/**
 * Nodes a pool has more after so many months, rounded up: a part of a node is a node.
 * @example grownNodes(50, { nodesPerMonth: 2, percentPerMonth: 10 }, 1) // 7
 */
export function grownNodes(nodes: number, growth: Growth, month: number): number {
  const { nodesPerMonth = 0, percentPerMonth = 0 } = growth;
  const more = nodes * ((1 + percentPerMonth / 100) ** month - 1) + nodesPerMonth * month;
  // What is a hair above a whole number by floating point is that number.
  return Math.max(0, Math.ceil(more - 1e-6));
}

/** The pool after so many months: as many nodes more now and at its maximum. The very same pool when it does not grow. */
export function growPool(pool: NodePool, growth: Growth | undefined, month: number): NodePool {
  const more = growth === undefined ? 0 : grownNodes(maxNodesOf(pool), growth, month);
  if (more === 0) return pool;
  return {
    ...pool,
    count: pool.count + more,
    ...(pool.autoscale ? { maxCount: maxNodesOf(pool) + more } : {}),
  };
}
