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
import { clusterSchema, type nodePoolSchema } from './schema/cluster.ts';
import { id, name, cidr, text, isoDate } from './schema/fields.ts';
import {
  type SUBNET_PURPOSES,
  type subnetSchema,
  virtualNetworkSchema,
  type linkSchema,
  peeringSchema,
  connectedGroupSchema,
  siteSchema,
  gatewaySchema,
  firewallSchema,
  type routeSchema,
  routeTableSchema,
  type securityRuleSchema,
  networkSecurityGroupSchema,
  natGatewaySchema,
  applicationGatewaySchema,
  dnsResolverEndpointSchema,
  privateDnsZoneSchema,
} from './schema/network.ts';

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
