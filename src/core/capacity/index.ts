export { computeCapacity, countNetworkAddresses } from './compute.ts';
export {
  API_SERVER_ADDRESSES,
  dynamicAddressesPerNode,
  maxPodsOf,
  nodesThatFit,
  podCidrNodes,
  podCidrPrefixFor,
  staticBlocksPerNode,
  staticBlockSupply,
  surgeOf,
} from './formulas.ts';
export type { CapacityReport, ClusterCapacity, DemandItem, PoolCapacity, SubnetCapacity } from './types.ts';
