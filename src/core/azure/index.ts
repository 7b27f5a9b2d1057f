export { CNI_COMBINATIONS, POLICY_PAIRS, type PolicyPair } from './cni-combinations.ts';
export { CNI_DISQUALIFIERS, type CniCondition, type CniDisqualifier } from './cni-disqualifiers.ts';
export {
  CNI_FEATURES,
  type CniFeature,
  type CniFeatureId,
  type SupportCell,
  type SupportValue,
} from './cni-features.ts';
export { CILIUM_CHANGES, IPAM_CHANGES, type LiveChange, type LiveChangeWay } from './ipam-changes.ts';
export { DISAGREEMENTS, disagreementsOf, type Disagreement, type Statement } from './disagreements.ts';
export { CNI_REMARKS } from './cni-remarks.ts';
export { IPAM_MODELS, IPAM_NAMES, type IpamModel } from './ipam-models.ts';
export { API_SERVER_INTEGRATION, AVAILABILITY_SETS_END, HOST_ROUTING_IMAGES } from './aks-features.ts';
export { FACTS, type FactId } from './facts.ts';
export { LIMITS, type Limit, type LimitKey } from './limits.ts';
export { OUTBOUND_TABLE, OUTBOUND_TYPES, type OutboundSituation, type OutboundType } from './outbound-types.ts';
export { AKS_DEFAULTS, AKS_RESERVED, PRIVATE4, VNET_FORBIDDEN } from './ranges.ts';
export {
  DEFAULT_SECURITY_RULES,
  findServiceTag,
  HOST_ADDRESS,
  SERVICE_TAGS_READ,
  type ServiceTag,
} from './service-tags.ts';
export { SIZING, SNAT_DEFAULT_STEPS } from './sizing.ts';
export { SOURCES, type Source } from './sources.ts';
export {
  AKS_DELEGATION,
  APPLICATION_GATEWAY_DELEGATION,
  APPLICATION_GATEWAY_FOR_CONTAINERS_DELEGATION,
  CONTAINER_INSTANCES_DELEGATION,
  DNS_RESOLVER_DELEGATION,
  findSpecialSubnet,
  SPECIAL_SUBNETS,
  type SpecialSubnet,
} from './special-subnets.ts';
export { imageSkuOf, leavesReleaseOpen, releaseOfImage } from './node-images.ts';
export { MINIMUM_VERSIONS } from './versions.ts';
export { RETIREMENTS, type Retirement, type RetirementId } from './retirements.ts';
export { parseVmSize, type VmSize } from './vm-sizes.ts';
export {
  APPLICATION_GATEWAY_MANAGEMENT_PORTS,
  REQUIRED_FLOWS,
  type RequiredFlow,
  type RequiredFlowId,
} from './required-flows.ts';
export {
  OUTBOUND_CHANGE_DISPUTED,
  OUTBOUND_CHANGES_MANAGED,
  OUTBOUND_CHANGES_OWN,
  PRIVATE_SUBNETS_SINCE,
  SNAT_STEPS,
} from './outbound-changes.ts';
