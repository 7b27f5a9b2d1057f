export { createEmptyPlan, PLAN_SCHEMA_URI } from './empty-plan.ts';
export { LIST_OF_KIND, PLAN_REF } from './object-ref.ts';
export { planSchema, SUBNET_PURPOSES } from './schema.ts';
export { sketchId, sketchPlan, sketchSubnetId } from './sketch.ts';
export type { AddCommand, Command, UpdateCommand } from './command.ts';
export type { ListedKind, ObjectByKind, ObjectKind, ObjectRef } from './object-ref.ts';
export type { ClusterSketch, NetworkSketch, PeeringSketch, PlanSketch, PoolSketch, SubnetSketch } from './sketch.ts';
export type {
  AddressBlock,
  ApplicationGateway,
  Cluster,
  ConnectedGroup,
  DnsResolverEndpoint,
  Firewall,
  Gateway,
  Ipam,
  Layout,
  LayoutBox,
  LayoutNote,
  Link,
  NatGateway,
  Need,
  NetworkSecurityGroup,
  NodePool,
  Peering,
  Plan,
  PrivateDnsZone,
  Reservation,
  Route,
  RouteTable,
  SecurityRule,
  Site,
  Subnet,
  SubnetPurpose,
  Suppression,
  VirtualNetwork,
} from './schema.ts';
