import { formatNumber } from '../plan/index.ts';
import type { NodePool } from '../plan/index.ts';
import { maxNodesOf } from './formulas.ts';
import { moreNodesIn, overAt, type ClusterFit, type PoolFit } from './fit.ts';
import type { Budget } from './budgets/types.ts';
import type { Moment } from './types.ts';

const WHEN: Readonly<Record<Moment, string>> = {
  now: 'now',
  atMaximum: 'at maximum',
  withSurge: 'while upgrading',
};

/** "snet-nodes", "Pod CIDR 10.244.0.0/16". */
export function nameBudget({ spec }: Budget): string {
  return spec.kind === 'podCidr' || spec.kind === 'services' ? [spec.name, ...spec.ranges].join(' ') : spec.name;
}

/** "snet-nodes does not fit while upgrading: 64 of 59 addresses"; undefined when it fits. */
export function describeOver(budget: Budget): string | undefined {
  const moment = overAt(budget);
  if (moment === undefined) return undefined;
  const figures = `${formatNumber(budget.demand[moment])} of ${formatNumber(budget.supply)} ${budget.spec.unit}`;
  return `${nameBudget(budget)} does not fit ${WHEN[moment]}: ${figures}`;
}

/** "12 more nodes of work fit, then snet-nodes is full". */
function describePoolFit({ pool, moreNodes, budget }: PoolFit, complete: boolean): string {
  const atMost = complete || moreNodes === 0 ? '' : 'at most ';
  if (moreNodes === 0) return `No more node of ${pool.name} fits: ${nameBudget(budget)} is full`;
  const nodes = moreNodes === 1 ? '1 more node' : `${formatNumber(moreNodes)} more nodes`;
  const sentence = `${atMost}${nodes} of ${pool.name} ${moreNodes === 1 ? 'fits' : 'fit'}, then ${nameBudget(budget)} is full`;
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}

/** What runs out first, in one sentence: what does not fit already, else how many nodes are left. */
export function describeFirst({ overfull, first, complete, hasUnseenNodes }: ClusterFit): string {
  const [worst] = overfull;
  if (worst !== undefined) return `${describeOver(worst) ?? ''}.`;
  if (first === undefined)
    return hasUnseenNodes
      ? 'Nodes come that no pool shows, so how many more fit cannot be said.'
      : 'It has no nodes that could run out of anything.';
  return `${describePoolFit(first, complete)}.`;
}

/** What is left of a supply: "12 more nodes fit", "12 more nodes of work fit", "30 addresses left"; undefined when it does not fit or is not known. */
export function describeRoom(budget: Budget, pools: readonly NodePool[]): string | undefined {
  const { spec, supply, demand } = budget;
  if (overAt(budget) !== undefined || (spec.kind === 'services' && !spec.complete)) return undefined;
  const rooms = pools
    .flatMap((pool) => {
      const nodes = moreNodesIn(budget, pool.id);
      return nodes === undefined ? [] : [{ name: pool.name, nodes, size: maxNodesOf(pool) }];
    })
    .toSorted((a, b) => a.nodes - b.nodes || b.size - a.size);
  const [least] = rooms;
  if (least === undefined)
    return spec.uses.length > 0 ? undefined : `${formatNumber(supply - demand.withSurge)} ${spec.unit} left`;
  const ofPool = rooms.length > 1 ? ` of ${least.name}` : '';
  if (least.nodes === 0) return `no more node${ofPool} fits`;
  const nodes =
    least.nodes === 1 ? `1 more node${ofPool} fits` : `${formatNumber(least.nodes)} more nodes${ofPool} fit`;
  return spec.complete ? nodes : `at most ${nodes}`;
}
