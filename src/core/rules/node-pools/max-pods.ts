import { LIMITS } from '../../azure/index.ts';
import { STATIC_BLOCK_SIZE, staticBlocksPerNode } from '../../capacity/index.ts';
import type { Command, NodePool, PlanSketch, PoolSketch } from '../../plan/index.ts';
import type { PoolView } from '../../topology/types.ts';
import { defineRule, found } from '../define-rule.ts';
import { clusterRule, isDrawn, isExistingPool, NOTHING, poolRule, setPool } from '../support/cluster-rule.ts';
import { sketchCluster, sketchPodSubnet, withWindows } from '../support/sketches.ts';
import { namesOf } from '../support/words.ts';
import type { Outcome, Rule } from '../types.ts';

const LEAST = LIMITS['aks.minPodsPerNode'].value;
const MOST = LIMITS['aks.maxPodsPerNode'].value;
const FLOOR = LIMITS['aks.minPodsPerPool'].value;
const WINDOWS = LIMITS['aks.maxPodsWindows'].value;

/** A cluster with a sound system pool and a user pool `work`. */
export const withWork = (work: PoolSketch): PlanSketch =>
  sketchCluster({ pools: { system: { maxPods: 110 }, work: { mode: 'User', maxPods: 110, ...work } } });

const range = poolRule({
  id: 'pool-maxpods-range',
  title: 'Max pods outside 10 to 250',
  severity: 'E1',
  why: 'A node holds 10 to 250 pods; AKS refuses a node pool with another figure.',
  sources: [{ key: 'IPP' }, { key: 'OV' }, { key: 'S1' }, { key: 'ERR' }],
  failing: [
    { title: '8', plan: withWork({ count: 4, maxPods: 8 }), targets: ['aks/work'] },
    { title: '300', plan: withWork({ maxPods: 300 }), targets: ['aks/work'] },
    { title: '300 on an existing pool', plan: withWork({ maxPods: 300, origin: 'existing' }), severity: 'warning' },
  ],
  passing: [
    { title: '10', plan: withWork({ maxPods: 10 }) },
    { title: '250', plan: withWork({ maxPods: 250 }) },
    { title: 'Not set', plan: withWork({ maxPods: undefined }) },
  ],
  says: ({ pool }, { cluster }) => {
    const { maxPods } = pool;
    if (maxPods === undefined || (maxPods >= LEAST && maxPods <= MOST)) return undefined;
    return {
      message: `Pool ${pool.name} of ${cluster.name} has max pods ${maxPods}; a node holds ${LEAST} to ${MOST}.`,
      azureCode: maxPods < LEAST ? 'InsufficientMaxPods' : 'MaxPodsLimitExceeded',
    };
  },
  fixes: (view) => {
    const maxPods = Math.min(MOST, Math.max(LEAST, view.pool.maxPods ?? LEAST));
    return isExistingPool(view) ? [] : [setPool(view.pool, `Use max pods ${maxPods}`, { maxPods })];
  },
});

/** Review A19: planned pools with at least one node at the start. */
const floor = poolRule({
  id: 'pool-maxpods-floor',
  title: 'Pool with room for fewer than 30 pods',
  severity: 'E1',
  azureCode: 'InsufficientAgentPoolMaxPodsPerAgentPool',
  why: 'When a pool is made, its nodes together need room for 30 pods: nodes times max pods.',
  sources: [{ key: 'IPP' }, { key: 'NP' }, { key: 'ERR' }],
  failing: [{ title: '2 nodes of 10 pods', plan: withWork({ count: 2, maxPods: 10 }), targets: ['aks/work'] }],
  passing: [
    { title: '3 nodes of 10 pods', plan: withWork({ count: 3, maxPods: 10 }) },
    { title: '2 nodes of 15 pods', plan: withWork({ count: 2, maxPods: 15 }) },
    { title: 'It exists', plan: withWork({ count: 2, maxPods: 10, origin: 'existing' }) },
    { title: 'A user pool of no nodes', plan: withWork({ count: 0, maxPods: 10 }) },
  ],
  says: (view, { cluster }) => {
    const { pool } = view;
    if (pool.maxPods === undefined || pool.count < 1 || pool.stopped === true || isExistingPool(view)) return undefined;
    const room = pool.count * pool.maxPods;
    return room < FLOOR
      ? `Pool ${pool.name} of ${cluster.name} starts with ${pool.count} nodes of ${pool.maxPods} pods, room for ${room}; each pool needs room for ${FLOOR}.`
      : undefined;
  },
  fixes: ({ pool }) => {
    const maxPods = Math.max(LEAST, Math.ceil(FLOOR / pool.count));
    const count = Math.ceil(FLOOR / Math.max(LEAST, pool.maxPods ?? LEAST));
    const fitsMaximum = !pool.autoscale || pool.maxCount === undefined || count <= pool.maxCount;
    return [
      setPool(pool, `Use max pods ${maxPods}`, { maxPods }),
      ...(fitsMaximum && (pool.maxPods ?? 0) >= LEAST ? [setPool(pool, `Start with ${count} nodes`, { count })] : []),
    ];
  },
});

const windowsMany = poolRule({
  id: 'pool-maxpods-windows',
  title: 'Windows pool with more than 110 pods a node',
  severity: 'W',
  why: 'For Windows nodes 110 pods are recommended; more are accepted, and slow the node down.',
  sources: [{ key: 'OV' }, { key: 'LIMK' }],
  failing: [
    {
      title: '250',
      plan: sketchCluster({ pools: withWindows('Windows2025', { maxPods: 250 }) }),
      targets: ['aks/win'],
    },
  ],
  passing: [{ title: '110', plan: sketchCluster({ pools: withWindows('Windows2025', { maxPods: 110 }) }) }],
  says: ({ pool }, { cluster }) =>
    pool.os === 'Windows' && (pool.maxPods ?? 0) > WINDOWS
      ? `Windows pool ${pool.name} of ${cluster.name} has max pods ${pool.maxPods ?? 0}; ${WINDOWS} are recommended.`
      : undefined,
  fixes: (view) => (isExistingPool(view) ? [] : [setPool(view.pool, `Use max pods ${WINDOWS}`, { maxPods: WINDOWS })]),
});

/** One line for all pools of a cluster that is being drawn: imported ones have their figure. */
const byDefault = clusterRule({
  id: 'pool-maxpods-default',
  title: 'Max pods left to the default',
  severity: 'I',
  why: 'Max pods is fixed when a pool is made. Left out, AKS takes its default: 250 with Overlay, 30 with Node Subnet, 110 with kubenet; for Pod Subnet documents say 250 and 110, and the plan counts 250.',
  sources: [{ key: 'IPP' }, { key: 'DYN' }, { key: 'LIMK' }],
  failing: [{ title: 'Max pods empty', plan: withWork({ maxPods: undefined }), targets: ['aks'] }],
  passing: [
    { title: '110', plan: withWork({ maxPods: 110 }) },
    { title: 'Imported', plan: sketchCluster({ partial: true }) },
  ],
  says: (view, { capacity }) => {
    const pools = unsetPools(view.pools);
    if (pools.length === 0 || !isDrawn(view)) return undefined;
    const first = capacity.clusters.get(view.cluster.id)?.pools.find(({ poolId }) => poolId === pools[0]?.pool.id);
    return {
      message: `Pool ${namesOf(pools.map(({ pool }) => pool))} of ${view.cluster.name} has no max pods; the default is ${first?.maxPods ?? MOST}, and it is fixed once the pool is made.`,
      pools,
    };
  },
  fixes: (view, { capacity }) => {
    const figures = capacity.clusters.get(view.cluster.id)?.pools ?? [];
    const commands = unsetPools(view.pools).flatMap(({ pool }): Command[] => {
      const figure = figures.find(({ poolId }) => poolId === pool.id);
      if (figure === undefined) return [];
      const values = { maxPods: pool.os === 'Windows' ? Math.min(WINDOWS, figure.maxPods) : figure.maxPods };
      return [{ type: 'update', kind: 'nodePool', id: pool.id, values }];
    });
    return [{ title: 'Write the default down', commands }];
  },
});

function unsetPools(pools: readonly PoolView[]): readonly PoolView[] {
  return pools.every(({ pool }) => pool.maxPods !== undefined)
    ? []
    : pools.filter((view) => view.pool.maxPods === undefined && !isExistingPool(view));
}

/** Addresses of a node's blocks that no pod can use. */
function wasteOf(maxPods: number): number {
  return STATIC_BLOCK_SIZE * staticBlocksPerNode(maxPods) - 1 - maxPods;
}

/** The figure that fills its blocks: upwards where a node may hold so many, else downwards. */
function fullBlocks(maxPods: number): number {
  const above = STATIC_BLOCK_SIZE * staticBlocksPerNode(maxPods) - 1;
  return above <= MOST ? above : above - STATIC_BLOCK_SIZE;
}

/** Waste of a whole node's worth of half a block is worth a warning (catalogue 11). */
const MUCH_WASTE = STATIC_BLOCK_SIZE / 2;

const staticWaste = poolRule({
  id: 'pool-maxpods-static-waste',
  title: 'Max pods leaves addresses of static blocks unused',
  severity: 'I',
  why: 'With static block allocation a node takes whole blocks of 16 addresses and keeps one for itself. Max pods of 16 times k less 1 (31, 47, 111) uses all of them.',
  sources: [{ key: 'PS' }, { key: 'STA' }],
  failing: [
    {
      title: '32: 15 wasted on every node',
      plan: sketchPodSubnet('static', { pools: { system: { maxPods: 32 } } }),
      targets: ['aks/system'],
      severity: 'warning',
    },
    {
      title: '110: 1 wasted',
      plan: sketchPodSubnet('static', { pools: { system: { maxPods: 110 } } }),
      targets: ['aks/system'],
      severity: 'info',
    },
    {
      title: '250: 5 wasted',
      plan: sketchPodSubnet('static', { pools: { system: { maxPods: 250 } } }),
      severity: 'info',
    },
  ],
  passing: [
    { title: '31', plan: sketchPodSubnet('static', { pools: { system: { maxPods: 31 } } }) },
    { title: '32 with dynamic allocation', plan: sketchPodSubnet('dynamic', { pools: { system: { maxPods: 32 } } }) },
  ],
  says: ({ pool }, { cluster }) => {
    const { maxPods } = pool;
    if (maxPods === undefined || cluster.ipam !== 'podsubnet-static' || pool.podIpAllocation === 'dynamic')
      return undefined;
    const waste = wasteOf(maxPods);
    if (waste === 0) return undefined;
    const message = `Pool ${pool.name} of ${cluster.name} has max pods ${maxPods} in ${staticBlocksPerNode(maxPods)} blocks of ${STATIC_BLOCK_SIZE}: ${waste} ${waste === 1 ? 'address' : 'addresses'} of every node ${waste === 1 ? 'is' : 'are'} wasted; ${fullBlocks(maxPods)} uses all.`;
    return waste >= MUCH_WASTE ? { message, severity: 'W' } : message;
  },
  fixes: (view) => {
    const maxPods = fullBlocks(view.pool.maxPods ?? 0);
    return isExistingPool(view) ? [] : [setPool(view.pool, `Use max pods ${maxPods}`, { maxPods })];
  },
});

const live = (work: PoolSketch): PlanSketch =>
  sketchCluster({
    origin: 'existing',
    pools: { system: { maxPods: 110 }, work: { mode: 'User', maxPods: 30, origin: 'existing' }, ...{ next: work } },
  });
const changedTo = (maxPods: number): PlanSketch =>
  sketchCluster({
    origin: 'existing',
    pools: { system: { maxPods: 110 }, work: { mode: 'User', maxPods, origin: 'existing' } },
  });

const immutable = defineRule({
  id: 'pool-maxpods-immutable',
  title: 'Max pods of an existing pool changed',
  severity: 'E1',
  scope: 'plan',
  why: 'Max pods is fixed when a pool is made. Another figure needs a new pool, to which the workloads move.',
  sources: [{ key: 'IPP' }, { key: 'NP' }],
  examples: {
    failing: [{ title: '30 -> 60', before: changedTo(30), plan: changedTo(60), targets: ['aks/work'] }],
    passing: [
      { title: 'A new pool with 60', before: changedTo(30), plan: live({ mode: 'User', maxPods: 60 }) },
      {
        title: 'A planned pool',
        before: withWork({ maxPods: 30 }),
        plan: withWork({ maxPods: 60 }),
      },
    ],
  },
  check: (topology, { before }) => {
    if (before === undefined) return NOTHING;
    let outcomes: Outcome[] | undefined;
    for (const old of before.clusters) {
      const view = topology.clusters.get(old.id);
      if (view === undefined || view.cluster === old) continue;
      for (const pool of view.pools) {
        const was = old.pools.find(({ id }) => id === pool.pool.id);
        if (was?.maxPods === undefined || was.maxPods === pool.pool.maxPods || !wasThere(was, old.origin)) continue;
        const { maxPods } = was;
        (outcomes ??= []).push(
          found({
            target: pool.ref,
            related: [view.ref],
            message: `Pool ${was.name} of ${old.name} exists with max pods ${maxPods} and cannot change to ${pool.pool.maxPods ?? "AKS's default"}; add a pool and move the workloads.`,
            fixes: () => [setPool(pool.pool, `Back to max pods ${maxPods}`, { maxPods })],
          }),
        );
      }
    }
    return outcomes ?? NOTHING;
  },
});

function wasThere({ origin }: NodePool, cluster: NodePool['origin']): boolean {
  return (origin ?? cluster) === 'existing';
}

export const maxPodsRules: readonly Rule[] = [range, floor, windowsMany, byDefault, staticWaste, immutable];
