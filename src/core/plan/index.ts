export { alignPlan } from './diff/align-plan.ts';
export {
  DIFFERENCE_KINDS,
  diffPlans,
  type Difference,
  type DifferenceKind,
  type LayoutDifference,
  type PlanDiff,
} from './diff/diff-plans.ts';
export { createDiffWords, DIFFERENCE_WORDS, type DiffWords } from './diff/diff-words.ts';
export { fieldWord } from './field-words.ts';
export { KIND_WORDS } from './kind-words.ts';
export { checkBox, checkObject, checkPlan, type SchemaError } from './check.ts';
export { countObjects, formatCount, formatCounts, formatNumber, type PlanCounts } from './counts.ts';
export { createEmptyPlan } from './empty-plan.ts';
export { fillCommand } from './fill-command.ts';
export {
  createIdSource,
  findClusterOfPool,
  findNetworkOfSubnet,
  findObject,
  findRef,
  listOfKind,
  listRefs,
  nameOf,
  nextId,
  parentOf,
  referencesTo,
} from './find.ts';
export { formatJsonPath, parseJson, type JsonError } from './json.ts';
export { formatPlanJsonSchema, planJsonSchema } from './json-schema.ts';
export { CURRENT_FORMAT_VERSION } from './migrations/index.ts';
export { LIST_OF_KIND, PLAN_REF } from './object-ref.ts';
export {
  describePlanFileError,
  expectedTarget,
  MAX_PLAN_CHARACTERS,
  parsePlan,
  resolves,
  type ParsedPlan,
  type PlanFileError,
} from './parse.ts';
export {
  closeOverDependents,
  insidesOf,
  LISTED_KINDS,
  listObjectReferences,
  listReferences,
  mapList,
  rewriteReferences,
  type Reference,
  type Rewrite,
} from './references.ts';
export { isSameValue } from './same-value.ts';
export { planSchema } from './schema.ts';
export { formatPlan } from './serialize.ts';
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
