import type { NodePool } from '../../plan/index.ts';
import type { ClusterView } from '../../topology/index.ts';
import { steady } from '../budgets/cluster-budgets.ts';
import { createBudget, withPools } from '../budgets/create-budget.ts';
import { listBudgets, type Estate } from '../budgets/list-budgets.ts';
import type { Budget } from '../budgets/types.ts';
import { assessBudgets } from '../fit.ts';
import { changePool, growPool } from './change-pools.ts';
import { addMonths } from './month-date.ts';
import type { MonthDate, Outlook, Projection, WhatIf } from './types.ts';

export interface ProjectionOptions {
  /** The day the first month starts, YYYY-MM-DD. */
  readonly asOf: string;
  /** Months looked ahead, 1 to 60. */
  readonly months: number;
}

/**
 * What a changed and growing cluster takes, month by month, against everything it takes from. Other clusters stay as they are. Without changes and growth
 * every month is what the plan says.
 */
export function projectWhatIf(
  view: ClusterView,
  estate: Estate,
  whatIf: WhatIf,
  { asOf, months: ahead }: ProjectionOptions,
): Projection {
  const months = Array.from({ length: Math.min(60, Math.max(1, ahead)) + 1 }, (_, month): MonthDate => ({
    month,
    date: addMonths(asOf, month),
  }));
  const planned = listBudgets(view, estate);
  const own = new Set(view.cluster.pools.map(({ id }) => id));
  const poolAt =
    (month: number) =>
    (pool: NodePool): NodePool =>
      own.has(pool.id) ? growPool(changePool(pool, whatIf.pools[pool.id]), whatIf.growth[pool.id], month) : pool;
  const outlooks = planned.map((budget): Outlook => {
    const series = months.map(({ month }) => withServices(withPools(budget, poolAt(month)), whatIf, month));
    const firstOver = (moment: 'atMaximum' | 'withSurge'): MonthDate | undefined =>
      months.find(({ month }) => (series[month]?.demand[moment] ?? 0) > budget.supply);
    return {
      budget: series[0] ?? budget,
      planned: budget,
      demands: series.map(({ demand }) => demand),
      runsOut: firstOver('withSurge'),
      full: firstOver('atMaximum'),
    };
  });
  return {
    months,
    outlooks,
    first: firstToRunOut(outlooks),
    fit: assessBudgets(
      view,
      outlooks.map(({ budget }) => budget),
    ),
  };
}

/** Services planned and their growth; a budget of anything else as it is. */
function withServices(budget: Budget, whatIf: WhatIf, month: number): Budget {
  if (budget.spec.kind !== 'services') return budget;
  const { plannedServices, servicesPerMonth } = whatIf;
  if (plannedServices === undefined && servicesPerMonth === undefined) return budget;
  const services = Math.ceil((plannedServices ?? budget.demand.withSurge) + (servicesPerMonth ?? 0) * month - 1e-6);
  return createBudget({ ...budget.spec, fixed: [steady('planned services', services)], complete: true });
}

function firstToRunOut(outlooks: readonly Outlook[]): Outlook | undefined {
  const share = ({ demands, budget }: Outlook, month: number): number =>
    (demands[month]?.withSurge ?? 0) / Math.max(1, budget.supply);
  let first: Outlook | undefined;
  for (const outlook of outlooks) {
    const month = outlook.runsOut?.month;
    if (month === undefined || outlook.budget.spec.weight === 'advice') continue;
    const known = first?.runsOut?.month;
    if (
      first === undefined ||
      known === undefined ||
      month < known ||
      (month === known && share(outlook, month) > share(first, month))
    )
      first = outlook;
  }
  return first;
}
