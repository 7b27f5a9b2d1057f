import type { NodePool } from '../../plan/index.ts';
import type { Budget } from '../budgets/types.ts';
import type { ClusterFit } from '../fit.ts';
import type { Demand } from '../types.ts';

/** Other figures for a pool; what is not named stays. */
export type PoolChange = Partial<
  Pick<NodePool, 'count' | 'minCount' | 'maxCount' | 'maxPods' | 'maxSurge' | 'plannedPods'>
>;

/** How a pool grows: so many nodes a month, and so many percent of its maximum on top of the month before. */
export interface Growth {
  readonly nodesPerMonth?: number;
  readonly percentPerMonth?: number;
}

/** What a cluster would be: nothing of it is in the plan until it is applied. */
export interface WhatIf {
  /** By pool id. */
  readonly pools: Readonly<Record<string, PoolChange>>;
  readonly growth: Readonly<Record<string, Growth>>;
  readonly plannedServices?: number;
  readonly servicesPerMonth?: number;
}

/** A point in time, in months from the start. */
export interface MonthDate {
  readonly month: number;
  /** YYYY-MM-DD */
  readonly date: string;
}

/** One supply over time. */
export interface Outlook {
  /** With the changed figures, at the start. */
  readonly budget: Budget;
  /** As the plan has it. */
  readonly planned: Budget;
  /** Demand in each month; the first is the start. */
  readonly demands: readonly Demand[];
  /** First month in which it does not fit while upgrading; undefined when it fits all the time. */
  readonly runsOut: MonthDate | undefined;
  /** First month in which not even the maximum fits. */
  readonly full: MonthDate | undefined;
}

export interface Projection {
  readonly months: readonly MonthDate[];
  readonly outlooks: readonly Outlook[];
  /** The range or limit that runs out earliest; of several in one month the one that is over by most. */
  readonly first: Outlook | undefined;
  /** Whether the changed cluster fits at the start, and how far its pools can grow then. */
  readonly fit: ClusterFit;
}
