export { showsAllNodes } from './cluster-capacity.ts';
export { explainBudget } from './budgets/create-budget.ts';
export { listBudgets, type Estate } from './budgets/list-budgets.ts';
export { subnetBudgets } from './budgets/subnet-budgets.ts';
export type { Budget, BudgetKind, Explanation } from './budgets/types.ts';
export { computeCapacity, countNetworkAddresses } from './compute.ts';
export { type Aside, type Figure } from './figure.ts';
export { assessCluster, explainMoreNodes, moreNodesIn, overAt, type ClusterFit, type PoolFit } from './fit.ts';
export {
  API_SERVER_ADDRESSES,
  dynamicAddressesPerNode,
  largestPoolIn,
  maxNodesOf,
  maxPodsOf,
  nodesThatFit,
  podCidrNodes,
  podCidrPrefixFor,
  STATIC_BLOCK_SIZE,
  staticBlocksPerNode,
  staticBlockSupply,
  staticWastePerNode,
  surgeOf,
} from './formulas.ts';
export { nodesInSupply, sizeForModel, type ModelDemand, type ModelSupply, type RangeDemand } from './size-cluster.ts';
export type {
  CapacityReport,
  ClusterCapacity,
  Demand,
  DemandItem,
  Moment,
  PoolCapacity,
  SubnetCapacity,
} from './types.ts';
export { applyWhatIf } from './what-if/apply.ts';
export { changePool } from './what-if/change-pools.ts';
export { projectWhatIf } from './what-if/project.ts';
export type { Growth, MonthDate, Outlook, PoolChange, Projection, WhatIf } from './what-if/types.ts';
export { describeFirst, describeOver, describeRoom, nameBudget } from './words.ts';
