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
export type { CapacityReport, ClusterCapacity, DemandItem, PoolCapacity, SubnetCapacity } from './types.ts';
