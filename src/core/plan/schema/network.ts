import { z } from 'zod';
import { id, name, cidr, address, text, count, origin, resource } from './fields.ts';

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

const subnetResourceSchema = z.strictObject({
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
  /** Virtual machines here have a way out of their own: public addresses or outbound rules of a load balancer. */
  explicitOutbound: z.boolean().optional(),
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
  managedByNetworkManager: z.boolean().optional(),
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
