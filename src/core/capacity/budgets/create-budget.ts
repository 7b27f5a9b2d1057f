import { formatNumber } from '../../plan/index.ts';
import type { NodePool } from '../../plan/index.ts';
import { sum } from '../cluster-capacity.ts';
import { joinRemarks, type Aside, type Figure } from '../figure.ts';
import { nodesFormula, nodesOf } from '../pool-demand.ts';
import type { Demand, Moment } from '../types.ts';
import type { Budget, BudgetSpec, Explanation } from './types.ts';

/** More parts than a formula is readable with. */
const MAX_PARTS = 8;

/** A budget with the figures pools have now, or with those `poolOf` gives them. */
export function createBudget(spec: BudgetSpec, poolOf: (pool: NodePool) => NodePool = (pool) => pool): Budget {
  const pools = spec.uses.map(({ pool }) => poolOf(pool));
  const demandAt = (moment: Moment): number =>
    sum(spec.fixed, ({ demand }) => demand[moment]) +
    sum(
      spec.uses.map((use, index) => ({ use, pool: pools[index] ?? use.pool })),
      ({ use, pool }) => nodesOf(pool)[moment] * use.perNode(pool).count,
    );
  const demand: Demand = {
    now: demandAt('now'),
    atMaximum: demandAt('atMaximum'),
    withSurge: demandAt('withSurge'),
  };
  return { spec, key: spec.key, supply: spec.supply, demand, pools };
}

/** The same budget with other figures for its pools; itself when none of them changes. */
export function withPools(budget: Budget, poolOf: (pool: NodePool) => NodePool): Budget {
  return budget.spec.uses.every(({ pool }, index) => poolOf(pool) === budget.pools[index])
    ? budget
    : createBudget(budget.spec, poolOf);
}

/** Every number of a budget with its formula and documents. */
export function explainBudget(budget: Budget): Explanation {
  return {
    supply: budget.spec.explainSupply(),
    now: explainDemand(budget, 'now'),
    atMaximum: explainDemand(budget, 'atMaximum'),
    withSurge: explainDemand(budget, 'withSurge'),
    asides: [...(budget.spec.asides?.(budget) ?? []), ...explainOneAtATime(budget)],
  };
}

/** The part of a demand that is worked out per node, and the rest, as terms of a sum. */
function explainDemand({ spec, demand, pools }: Budget, moment: Moment): Figure {
  const ofPools = spec.uses.flatMap((use, index) => {
    const pool = pools[index] ?? use.pool;
    const each = use.perNode(pool);
    if (nodesOf(pool)[moment] * each.count === 0) return [];
    const nodes = nodesFormula(pool, moment);
    return each.count === 1 ? [nodes] : [`${nodes} × ${each.formula}`];
  });
  const fixed = spec.fixed.map((part) => part.demand[moment]).filter((value) => value > 0);
  const shown =
    ofPools.length + fixed.length > MAX_PARTS && fixed.length > 1 ? [fixed.reduce((a, b) => a + b, 0)] : fixed;
  const terms = [...ofPools, ...shown.map(formatNumber)];
  const value = demand[moment];
  const assumption = joinRemarks(
    spec.assumption,
    moment === 'withSurge' && pools.some(takesDefaultSurge) ? DEFAULT_SURGE_REMARK : undefined,
  );
  return {
    value,
    meaning: spec.meaning(NODES[moment]),
    formula: terms.length === 0 ? '0 = 0' : `${terms.join(' + ')} = ${formatNumber(value)}`,
    sources: moment === 'withSurge' && pools.length > 0 ? [...new Set([...spec.sources, 'UPG'])] : spec.sources,
    ...(assumption === undefined ? {} : { assumption }),
  };
}

const NODES: Readonly<Record<Moment, string>> = {
  now: 'nodes now',
  atMaximum: 'nodes at maximum',
  withSurge: 'nodes with surge',
};

const DEFAULT_SURGE_REMARK =
  'Max surge is not set somewhere: 10 % is counted, Azure’s default from Kubernetes 1.28; older documents say one node.';

function takesDefaultSurge({ maxSurge, maxUnavailable, spot }: NodePool): boolean {
  return maxSurge === undefined && maxUnavailable === undefined && spot !== true;
}

/** NSmin of the catalogue (12.2): optimistic, so it stands beside and is never the measure. */
function explainOneAtATime({ spec, demand, pools }: Budget): readonly Aside[] {
  const surges = spec.uses.map((use, index) => {
    const pool = pools[index] ?? use.pool;
    const { atMaximum, withSurge } = nodesOf(pool);
    return (withSurge - atMaximum) * use.perNode(pool).count;
  });
  if (surges.filter((surge) => surge > 0).length < 2) return [];
  const most = Math.max(...surges);
  const value = demand.atMaximum + most;
  return [
    {
      label: 'If pools are upgraded one at a time',
      figure: {
        value,
        meaning: 'everything at its maximum + the largest surge of one pool',
        formula: `${formatNumber(demand.atMaximum)} + ${formatNumber(most)} = ${formatNumber(value)}`,
        sources: ['UPG'],
        assumption: 'Optimistic: pools may be upgraded together, so this is not what "fits" is measured by.',
      },
    },
  ];
}
