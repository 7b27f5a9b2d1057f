export { buildTopology } from './build.ts';
export { parsePrefix } from './address-space.ts';
export { openLinks, splitRemote } from './direct-reach.ts';
export { NONE, weakMemo, weakMemoLatest } from './keep.ts';
export { listValues } from './list-map.ts';
export { usesRemoteGateway } from './links.ts';
export {
  ALL_PORTS,
  evaluateFlow,
  findTagScope,
  type Flow,
  type FlowEnd,
  type FlowVerdict,
  type PortRange,
  type Protocol,
  type TagScope,
} from './nsg/index.ts';
export { RESERVED_SUBNET_NAMES } from './roles.ts';
export type {
  AddressSpace,
  BlockView,
  ClusterView,
  GatewayView,
  Known,
  LinkView,
  NetworkView,
  PeeringView,
  PoolView,
  Prefix,
  Reach,
  ReachableSpace,
  RoleEvidence,
  RouteTableView,
  RouteView,
  SiteView,
  SubnetRole,
  SubnetUse,
  SubnetView,
  Topology,
} from './types.ts';
