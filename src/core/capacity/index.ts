export { computeCapacity, countNetworkAddresses } from './compute.ts';
export {
  API_SERVER_ADDRESSES,
  dynamicAddressesPerNode,
  maxPodsOf,
  nodesThatFit,
  podCidrNodes,
  podCidrPrefixFor,
  STATIC_BLOCK_SIZE,
  staticBlocksPerNode,
  staticBlockSupply,
  surgeOf,
} from './formulas.ts';
export { nodesInSupply, sizeForModel, type ModelDemand, type ModelSupply, type RangeDemand } from './size-cluster.ts';
export type { CapacityReport, ClusterCapacity, DemandItem, PoolCapacity, SubnetCapacity } from './types.ts';
