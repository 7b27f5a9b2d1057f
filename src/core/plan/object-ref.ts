import type {
  AddressBlock,
  ApplicationGateway,
  Cluster,
  ConnectedGroup,
  DnsResolverEndpoint,
  Firewall,
  Gateway,
  LayoutNote,
  NatGateway,
  Need,
  NetworkSecurityGroup,
  NodePool,
  Peering,
  Plan,
  PrivateDnsZone,
  Reservation,
  RouteTable,
  Site,
  Subnet,
  Suppression,
  VirtualNetwork,
} from './schema.ts';

/** The type of object behind each kind. */
export interface ObjectByKind {
  virtualNetwork: VirtualNetwork;
  subnet: Subnet;
  peering: Peering;
  connectedGroup: ConnectedGroup;
  site: Site;
  gateway: Gateway;
  firewall: Firewall;
  routeTable: RouteTable;
  networkSecurityGroup: NetworkSecurityGroup;
  natGateway: NatGateway;
  applicationGateway: ApplicationGateway;
  dnsResolverEndpoint: DnsResolverEndpoint;
  privateDnsZone: PrivateDnsZone;
  cluster: Cluster;
  nodePool: NodePool;
  block: AddressBlock;
  reservation: Reservation;
  need: Need;
  suppression: Suppression;
  note: LayoutNote;
}

export type ObjectKind = keyof ObjectByKind;

/** Names one object of the plan, or the plan itself (`{ kind: 'plan', id: 'plan' }`). */
export interface ObjectRef {
  readonly kind: ObjectKind | 'plan';
  readonly id: string;
}

export const PLAN_REF: ObjectRef = Object.freeze({ kind: 'plan', id: 'plan' });

/** Kinds kept in a list of their own, with the name of that list. Subnets live in networks, node pools in clusters, notes in the layout. */
export const LIST_OF_KIND = {
  virtualNetwork: 'virtualNetworks',
  peering: 'peerings',
  connectedGroup: 'connectedGroups',
  site: 'sites',
  gateway: 'gateways',
  firewall: 'firewalls',
  routeTable: 'routeTables',
  networkSecurityGroup: 'networkSecurityGroups',
  natGateway: 'natGateways',
  applicationGateway: 'applicationGateways',
  dnsResolverEndpoint: 'dnsResolverEndpoints',
  privateDnsZone: 'privateDnsZones',
  cluster: 'clusters',
  block: 'blocks',
  reservation: 'reservations',
  need: 'needs',
  suppression: 'suppressions',
} as const satisfies Partial<Record<ObjectKind, keyof Plan>>;

export type ListedKind = keyof typeof LIST_OF_KIND;
