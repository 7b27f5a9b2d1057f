/**
 * The plan document, written once: TypeScript types, validation and the published JSON Schema all come from here.
 *
 * Conventions
 * - Every object has a short stable `id`; references are ids. Lists are arrays in the order people made them.
 * - A missing optional field means **unknown**; an empty list means **none**.
 * - Address ranges are text as people wrote them ("10.0.0.0/16"), because a plan may hold a range that is wrong: the rules
 *   say so, the file stays readable. Parsed blocks live in the topology.
 * - Meaning is kept apart from appearance: only `layout` knows positions.
 */
import { z } from 'zod';

// Compiled validators need `new Function`, which the content security policy of the windows forbids (and would report as a violation).
z.config({ jitless: true });

// Names every JavaScript object answers to are no ids, because ids are keys of plain objects (`layout.boxes`).
const id = z
  .string()
  .min(1)
  .max(64)
  .regex(
    /^(?!(?:constructor|hasOwnProperty|isPrototypeOf|propertyIsEnumerable|toLocaleString|toString|valueOf)$)[A-Za-z0-9][A-Za-z0-9._-]*$/,
  );
const name = z.string().max(260);
const cidr = z.string().max(64);
const address = z.string().max(64);
const text = z.string().max(10_000);
const count = z.number().int().min(0).max(10_000_000);
const isoDate = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);

/** `existing`: Azure shows that it is there; `planned`: it is to be made, or nothing shows that it exists. */
const origin = z.enum(['planned', 'existing']);

/** Fields every Azure resource shares. */
const resource = {
  id,
  name,
  resourceGroup: name.optional(),
  subscription: name.optional(),
  region: name.optional(),
  /** Azure resource id as printed; identity on import, compared without case. */
  resourceId: z.string().max(1024).optional(),
  origin: origin.optional(),
  /** Known only in part (imported): what the plan does not show about it is unknown, not none. */
  partial: z.boolean().optional(),
  note: text.optional(),
};

export const SUBNET_PURPOSES = [
  'nodes',
  'pods',
  'apiServer',
  'applicationGateway',
  'applicationGatewayForContainers',
  'virtualNodes',
  'privateEndpoints',
  'privateLinkService',
  'dnsResolver',
  'loadBalancers',
  'virtualMachines',
] as const;

export const subnetResourceSchema = z.strictObject({
  /** What Azure lists there, for example `virtualMachine`, `bastionHost`, `azureFirewall`, `virtualNetworkGateway`, `routeServer`, `applicationGateway`, `loadBalancer`, `privateEndpoint`, `scaleSet`, `apiServer`, `other`. */
  kind: name,
  name: name.optional(),
  count: count,
});

export const subnetSchema = z.strictObject({
  ...resource,
  addressPrefixes: z.array(cidr),
  purpose: z.enum(SUBNET_PURPOSES).optional(),
  /** Service names such as `Microsoft.ContainerService/managedClusters`. */
  delegations: z.array(name).optional(),
  networkSecurityGroupIds: z.array(id).optional(),
  routeTableIds: z.array(id).optional(),
  natGatewayIds: z.array(id).optional(),
  serviceEndpoints: z.array(name).optional(),
  /** Number of private endpoints in the subnet (the API endpoint of a private cluster is not counted here). */
  privateEndpoints: count.optional(),
  /** Addresses in use by anything the plan does not model otherwise (VMs, appliances). */
  otherAddresses: count.optional(),
  /** Addresses pinned by hand, for example internal load balancers. */
  staticAddresses: z.array(z.strictObject({ address, name: name.optional() })).optional(),
  /** What Azure lists in the subnet. */
  resources: z.array(subnetResourceSchema).optional(),
  /** True when `resources`, `privateEndpoints` and `otherAddresses` are all there is. */
  resourcesComplete: z.boolean().optional(),
  privateLinkServiceNetworkPolicies: z.boolean().optional(),
});

export const virtualNetworkSchema = z.strictObject({
  ...resource,
  addressPrefixes: z.array(cidr),
  subnets: z.array(subnetSchema),
  dnsServers: z.array(address).optional(),
  encryption: z.boolean().optional(),
  /** Outside the plan: known only because something here refers to it. Counts for overlaps, has no rules of its own. */
  external: z.boolean().optional(),
  /** Made by AKS in a cluster's node resource group; not the user's to change. */
  managedByAks: z.boolean().optional(),
  /** Remote end is a Virtual WAN hub. */
  virtualHub: z.boolean().optional(),
  classic: z.boolean().optional(),
  cloud: z.enum(['public', 'government', 'china']).optional(),
  managedByNetworkManager: z.boolean().optional(),
  highScalePrivateEndpoints: z.boolean().optional(),
});

export const linkSchema = z.strictObject({
  name,
  allowVirtualNetworkAccess: z.boolean(),
  allowForwardedTraffic: z.boolean(),
  allowGatewayTransit: z.boolean(),
  useRemoteGateways: z.boolean(),
  /** As Azure prints it; missing on planned links. */
  state: z.enum(['Connected', 'Initiated', 'Disconnected']).optional(),
  syncLevel: name.optional(),
  /** Remote address space as this link has cached it. */
  remoteAddressPrefixes: z.array(cidr).optional(),
  /** Subnet peering: names of the participating subnets on both sides. Missing = the whole networks are peered. */
  subnetPeering: z.strictObject({ local: z.array(name), remote: z.array(name) }).optional(),
});

export const peeringSchema = z.strictObject({
  id,
  /** Ids of the two virtual networks. */
  a: id,
  b: id,
  /** The link that belongs to `a`, and the one that belongs to `b`. `null` = this direction does not exist. */
  aToB: linkSchema.nullable(),
  bToA: linkSchema.nullable(),
  origin: origin.optional(),
  note: text.optional(),
});

export const connectedGroupSchema = z.strictObject({ id, name, virtualNetworkIds: z.array(id) });

export const siteSchema = z.strictObject({
  id,
  name,
  addressPrefixes: z.array(cidr),
  /** Gateways the site is connected through; empty = not connected. */
  gatewayIds: z.array(id),
  /** Free words, for example "ExpressRoute, 1 Gbit/s". */
  connection: name.optional(),
  origin: origin.optional(),
  note: text.optional(),
});

export const gatewaySchema = z.strictObject({
  ...resource,
  virtualNetworkId: id,
  kind: z.enum(['vpn', 'expressRoute', 'routeServer']),
  /** Azure's SKU name: Basic, VpnGw1..5(AZ), ErGw1AZ..3AZ, Standard, HighPerformance, UltraPerformance. */
  sku: name.optional(),
  /** Ranges translated by NAT rules of the gateway. */
  natRules: z.array(cidr).optional(),
  /** Number of ExpressRoute circuits connected. */
  circuits: count.optional(),
  pointToSitePools: z.array(cidr).optional(),
  /** Networks joined by VNet-to-VNet VPN. */
  vnetToVnet: z.array(id).optional(),
  ipv6: z.boolean().optional(),
  fastPath: z.boolean().optional(),
});

export const firewallSchema = z.strictObject({
  ...resource,
  virtualNetworkId: id,
  sku: z.enum(['basic', 'standard', 'premium']).optional(),
  forcedTunneling: z.boolean().optional(),
  privateIp: address.optional(),
});

export const routeSchema = z.strictObject({
  name,
  /** CIDR, or a service tag. */
  addressPrefix: z.string().max(260),
  nextHopType: z.enum(['VirtualAppliance', 'VirtualNetworkGateway', 'VnetLocal', 'Internet', 'None']),
  nextHopIpAddress: address.optional(),
});

export const routeTableSchema = z.strictObject({
  ...resource,
  /** Missing = the table is referred to but its contents are not known. */
  routes: z.array(routeSchema).optional(),
  disableBgpRoutePropagation: z.boolean().optional(),
});

export const securityRuleSchema = z.strictObject({
  name,
  priority: z.number().int().min(100).max(4096),
  direction: z.enum(['Inbound', 'Outbound']),
  access: z.enum(['Allow', 'Deny']),
  protocol: name,
  sources: z.array(name),
  sourcePorts: z.array(name),
  destinations: z.array(name),
  destinationPorts: z.array(name),
});

export const networkSecurityGroupSchema = z.strictObject({
  ...resource,
  /** Missing = the group is referred to but its rules are not known. */
  rules: z.array(securityRuleSchema).optional(),
});

export const natGatewaySchema = z.strictObject({
  ...resource,
  sku: z.enum(['Standard', 'StandardV2']).optional(),
  publicIpAddresses: count.optional(),
});

export const applicationGatewaySchema = z.strictObject({
  ...resource,
  subnetId: id,
  version: z.enum(['v1', 'v2']).optional(),
  maxInstances: count.optional(),
  privateFrontEnds: count.optional(),
  networkIsolation: z.boolean().optional(),
});

export const dnsResolverEndpointSchema = z.strictObject({
  id,
  name,
  subnetId: id,
  direction: z.enum(['inbound', 'outbound']),
});

export const privateDnsZoneSchema = z.strictObject({ id, name, virtualNetworkIds: z.array(id) });

export const nodePoolSchema = z.strictObject({
  id,
  name,
  mode: z.enum(['System', 'User']),
  os: z.enum(['Linux', 'Windows']),
  osSku: name.optional(),
  vmSize: name.optional(),
  /** Nodes now; the fixed size when the autoscaler is off. */
  count: count,
  autoscale: z.boolean(),
  minCount: count.optional(),
  maxCount: count.optional(),
  /** Missing = Azure's default for the IPAM model. */
  maxPods: z.number().int().min(0).max(1000).optional(),
  /** "33%" or a number of nodes as text; missing = Azure's default of 10 %. */
  maxSurge: z.string().max(8).optional(),
  maxUnavailable: z.string().max(8).optional(),
  nodeSubnetId: id.optional(),
  /** More than one is refused by Azure; kept so that the rule can say so. */
  podSubnetIds: z.array(id).optional(),
  podIpAllocation: z.enum(['dynamic', 'static']).optional(),
  type: z.enum(['scaleSet', 'availabilitySet', 'virtualMachines']).optional(),
  spot: z.boolean().optional(),
  stopped: z.boolean().optional(),
  nodePublicIp: z.boolean().optional(),
  /** Pods that run on a node and take addresses of the pod subnet, if planned below `maxPods`. */
  plannedPods: count.optional(),
  origin: origin.optional(),
});

export const loadBalancerServiceSchema = z.strictObject({
  name,
  internal: z.boolean(),
  subnetId: id.optional(),
  address: address.optional(),
  /** A Private Link Service is made for it. */
  privateLink: z
    .strictObject({
      backendPoolType: z.enum(['nodeIP', 'nodeIPConfiguration']).optional(),
      natSubnetId: id.optional(),
      natAddresses: count.optional(),
    })
    .optional(),
  externalTrafficPolicy: z.enum(['Cluster', 'Local']).optional(),
});

export const clusterSchema = z.strictObject({
  ...resource,
  kubernetesVersion: name.optional(),
  tier: z.enum(['free', 'standard', 'premium']).optional(),
  mode: z.enum(['base', 'automatic']).optional(),
  nodeResourceGroup: name.optional(),
  ipam: z.enum(['overlay', 'podsubnet-dynamic', 'podsubnet-static', 'nodesubnet', 'kubenet', 'byo']),
  dataPlane: z.enum(['azure', 'cilium']),
  networkPolicy: z.enum(['none', 'azure', 'calico', 'cilium']),
  ipFamilies: z.array(z.enum(['IPv4', 'IPv6'])),
  podCidrs: z.array(cidr),
  serviceCidrs: z.array(cidr),
  dnsServiceIp: address.optional(),
  dockerBridgeCidr: cidr.optional(),
  outboundType: z.enum([
    'loadBalancer',
    'managedNATGateway',
    'managedNATGatewayV2',
    'userAssignedNATGateway',
    'userDefinedRouting',
    'none',
    'block',
  ]),
  privateCluster: z.boolean().optional(),
  apiServerVnetIntegration: z.boolean().optional(),
  apiServerSubnetId: id.optional(),
  privateDnsZone: name.optional(),
  authorizedIpRanges: z.array(cidr).optional(),
  identity: z.enum(['systemAssigned', 'userAssigned', 'servicePrincipal']).optional(),
  loadBalancerSku: z.enum(['basic', 'standard']).optional(),
  networkIsolated: z.boolean().optional(),
  nodeAutoProvisioning: z.boolean().optional(),
  /** Kubernetes services the cluster is to hold. */
  plannedServices: count.optional(),
  loadBalancerServices: z.array(loadBalancerServiceSchema).optional(),
  addOns: z
    .strictObject({
      agic: z.strictObject({ applicationGatewayId: id.optional(), subnetCidr: cidr.optional() }).optional(),
      applicationGatewayForContainers: z.strictObject({ subnetIds: z.array(id) }).optional(),
      virtualNodes: z.strictObject({ subnetId: id.optional(), plannedPods: count.optional() }).optional(),
      applicationRouting: z.boolean().optional(),
    })
    .optional(),
  pools: z.array(nodePoolSchema),
});

export const blockSchema = z.strictObject({ id, name, addressPrefixes: z.array(cidr), note: text.optional() });

export const reservationSchema = z.strictObject({
  id,
  name,
  addressPrefix: cidr,
  virtualNetworkId: id.optional(),
  owner: name.optional(),
  note: text.optional(),
  until: isoDate.optional(),
});

export const suppressionSchema = z.strictObject({
  id,
  rule: name,
  targetId: id,
  reason: z.string().min(1).max(2000),
  until: isoDate.optional(),
});

/** What people say must work; rules that need an intent are silent until one is stated. */
export const needSchema = z.strictObject({
  id,
  kind: z.enum(['talk', 'podsReachableFromSite', 'freeRange']),
  /** Network, cluster or site ids. */
  from: id.optional(),
  to: id.optional(),
  /** `freeRange`: a block of this prefix length is wanted in network `from`. */
  prefixLength: z.number().int().min(0).max(128).optional(),
});

export const boxSchema = z.strictObject({
  x: z.number().finite(),
  y: z.number().finite(),
  /** Missing = as wide as the scene makes it. */
  width: z.number().finite().positive().optional(),
  collapsed: z.boolean().optional(),
});

export const noteSchema = z.strictObject({
  id,
  text,
  x: z.number().finite(),
  y: z.number().finite(),
  width: z.number().finite().positive(),
  height: z.number().finite().positive(),
});

export const layoutSchema = z.strictObject({
  /** Position in px of what people place: networks, sites, blocks; keyed by object id. */
  boxes: z.record(id, boxSchema),
  notes: z.array(noteSchema),
});

export const planSchema = z.strictObject({
  $schema: z.string().max(1024).optional(),
  format: z.literal('netwright-plan'),
  formatVersion: z.literal(1),
  name,
  description: text.optional(),
  /** Date the plan is judged at; missing = today. */
  asOf: isoDate.optional(),
  cloud: z.enum(['public', 'government', 'china']).optional(),
  virtualNetworks: z.array(virtualNetworkSchema),
  peerings: z.array(peeringSchema),
  connectedGroups: z.array(connectedGroupSchema),
  sites: z.array(siteSchema),
  gateways: z.array(gatewaySchema),
  firewalls: z.array(firewallSchema),
  routeTables: z.array(routeTableSchema),
  networkSecurityGroups: z.array(networkSecurityGroupSchema),
  natGateways: z.array(natGatewaySchema),
  applicationGateways: z.array(applicationGatewaySchema),
  dnsResolverEndpoints: z.array(dnsResolverEndpointSchema),
  privateDnsZones: z.array(privateDnsZoneSchema),
  clusters: z.array(clusterSchema),
  blocks: z.array(blockSchema),
  reservations: z.array(reservationSchema),
  needs: z.array(needSchema),
  suppressions: z.array(suppressionSchema),
  layout: layoutSchema,
});

export type Plan = z.infer<typeof planSchema>;
export type VirtualNetwork = z.infer<typeof virtualNetworkSchema>;
export type Subnet = z.infer<typeof subnetSchema>;
export type SubnetPurpose = (typeof SUBNET_PURPOSES)[number];
export type Link = z.infer<typeof linkSchema>;
export type Peering = z.infer<typeof peeringSchema>;
export type ConnectedGroup = z.infer<typeof connectedGroupSchema>;
export type Site = z.infer<typeof siteSchema>;
export type Gateway = z.infer<typeof gatewaySchema>;
export type Firewall = z.infer<typeof firewallSchema>;
export type Route = z.infer<typeof routeSchema>;
export type RouteTable = z.infer<typeof routeTableSchema>;
export type SecurityRule = z.infer<typeof securityRuleSchema>;
export type NetworkSecurityGroup = z.infer<typeof networkSecurityGroupSchema>;
export type NatGateway = z.infer<typeof natGatewaySchema>;
export type ApplicationGateway = z.infer<typeof applicationGatewaySchema>;
export type DnsResolverEndpoint = z.infer<typeof dnsResolverEndpointSchema>;
export type PrivateDnsZone = z.infer<typeof privateDnsZoneSchema>;
export type NodePool = z.infer<typeof nodePoolSchema>;
export type Cluster = z.infer<typeof clusterSchema>;
export type Ipam = Cluster['ipam'];
export type AddressBlock = z.infer<typeof blockSchema>;
export type Reservation = z.infer<typeof reservationSchema>;
export type Suppression = z.infer<typeof suppressionSchema>;
export type Need = z.infer<typeof needSchema>;
export type Layout = z.infer<typeof layoutSchema>;
export type LayoutBox = z.infer<typeof boxSchema>;
export type LayoutNote = Layout['notes'][number];
