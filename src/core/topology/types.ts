import type { Block, Block4, Block6, CidrError } from '../address/index.ts';
import type {
  AddressBlock,
  ApplicationGateway,
  Cluster,
  DnsResolverEndpoint,
  Firewall,
  Gateway,
  Link,
  NatGateway,
  NetworkSecurityGroup,
  NodePool,
  ObjectRef,
  Peering,
  Plan,
  Reservation,
  RouteTable,
  Site,
  Subnet,
  SubnetPurpose,
  VirtualNetwork,
} from '../plan/index.ts';

/**
 * What follows from a plan, worked out once per plan and shared by rules, capacity and scene.
 *
 * Views are immutable, and **identity is meaning**: as long as nothing a view was made from has changed, the next topology holds
 * the very same view object, so whatever was computed from it (findings, demand, boxes) is still right.
 */
export interface Topology {
  readonly plan: Plan;
  readonly networks: ReadonlyMap<string, NetworkView>;
  /** Subnets of all networks by subnet id. */
  readonly subnets: ReadonlyMap<string, SubnetView>;
  readonly peerings: ReadonlyMap<string, PeeringView>;
  readonly clusters: ReadonlyMap<string, ClusterView>;
  readonly sites: ReadonlyMap<string, SiteView>;
  readonly gateways: ReadonlyMap<string, GatewayView>;
  readonly routeTables: ReadonlyMap<string, RouteTableView>;
  readonly blocks: readonly BlockView[];
  /** Address spaces of every network (external ones too) and site, for sweeps over the whole plan. */
  readonly spaces: readonly AddressSpace[];
}

/** One written range: the parsed block, or why it is none. */
export interface Prefix {
  readonly text: string;
  readonly block?: Block;
  readonly error?: CidrError;
}

/** Who owns which ranges. Unreadable ranges are in `prefixes` only. Blocks are sorted by address. */
export interface AddressSpace {
  readonly ref: ObjectRef;
  readonly name: string;
  readonly prefixes: readonly Prefix[];
  readonly blocks: readonly Block[];
  readonly blocks4: readonly Block4[];
  readonly blocks6: readonly Block6[];
}

/** Three answers: a condition is true, false or unknown (review, section 20). */
export type Known = boolean | 'unknown';

export interface NetworkView {
  readonly network: VirtualNetwork;
  readonly ref: ObjectRef;
  readonly space: AddressSpace;
  readonly subnets: readonly SubnetView[];
  /** Own links (from this network), and the other end's answer to each. Links of every peering that touches this network. */
  readonly links: readonly LinkView[];
  readonly gateways: readonly Gateway[];
  readonly firewalls: readonly Firewall[];
  readonly reservations: readonly Reservation[];
  /** Clusters with a node, pod or API server subnet here. */
  readonly clusters: readonly Cluster[];
  /**
   * A VPN or ExpressRoute gateway or a Route Server is here. Known true: drawn, listed in GatewaySubnet or RouteServerSubnet, or proven by a Connected link with
   * useRemoteGateways. Known false: drawn network without one, or fully listed network without those subnets. Else unknown.
   */
  readonly hasGateway: Known;
  readonly reach: Reach;
}

/** One direction of a peering as seen from its own network. */
export interface LinkView {
  readonly peering: Peering;
  /** The link that belongs to this network; null when only the other direction exists. */
  readonly link: Link | null;
  /** The other network's link; null when missing. */
  readonly reverse: Link | null;
  readonly remoteId: string;
  readonly remote: AddressSpace;
  readonly remoteExternal: boolean;
  /** Traffic can pass: both directions planned or Connected (a Connected link proves its mirror). */
  readonly connected: boolean;
}

/** What a network reaches, and how directly (catalogue section 2.4; L0 is the network itself, L3 all the rest of the plan). */
export interface Reach {
  readonly l1: readonly ReachableSpace[];
  readonly l2: readonly ReachableSpace[];
}

export interface ReachableSpace {
  readonly space: AddressSpace;
  /** Names of what carries the traffic, nearest first: hub, gateway, appliance. Empty for a direct peering. */
  readonly via: readonly string[];
  /** `peering`, `connectedGroup`, `site`, or for L2 `appliance`, `gateway`, `virtualHub`. */
  readonly by: 'peering' | 'connectedGroup' | 'site' | 'appliance' | 'gateway' | 'virtualHub';
}

export type SubnetRole = SubnetPurpose | 'gateway' | 'firewall' | 'firewallManagement' | 'bastion' | 'routeServer';

/** How a role is known. `name`: only by convention, except for Azure's reserved names, where the name is the role. */
export type RoleEvidence = 'reservedName' | 'reference' | 'stated' | 'listed';

export interface SubnetView {
  readonly subnet: Subnet;
  readonly ref: ObjectRef;
  readonly network: VirtualNetwork;
  readonly networkSpace: AddressSpace;
  readonly space: AddressSpace;
  /** Usable IPv4 addresses: sum over its IPv4 prefixes of size - 5. */
  readonly usable4: number;
  readonly roles: ReadonlyMap<SubnetRole, RoleEvidence>;
  readonly uses: readonly SubnetUse[];
  readonly routeTables: readonly RouteTable[];
  readonly networkSecurityGroups: readonly NetworkSecurityGroup[];
  readonly natGateways: readonly NatGateway[];
  readonly applicationGateways: readonly ApplicationGateway[];
  readonly dnsResolverEndpoints: readonly DnsResolverEndpoint[];
  /** Gateways of the network, for GatewaySubnet and RouteServerSubnet; empty for other subnets. */
  readonly gateways: readonly Gateway[];
  /** Firewalls of the network, for the two firewall subnets; empty for other subnets. */
  readonly firewalls: readonly Firewall[];
}

/** A cluster's use of a subnet. */
export interface SubnetUse {
  readonly cluster: Cluster;
  readonly pool?: NodePool;
  readonly as: 'nodes' | 'pods' | 'apiServer' | 'virtualNodes' | 'agc' | 'loadBalancer' | 'privateLink';
}

export interface PeeringView {
  readonly peering: Peering;
  readonly ref: ObjectRef;
  readonly a: NetworkView;
  readonly b: NetworkView;
  /** Every other peering between the same two networks, in plan order. */
  readonly siblings: readonly Peering[];
}

export interface ClusterView {
  readonly cluster: Cluster;
  readonly ref: ObjectRef;
  /** The network of the node subnets; undefined when no pool names a known subnet. */
  readonly network: NetworkView | undefined;
  readonly pools: readonly PoolView[];
  readonly podSpace: AddressSpace;
  readonly serviceSpace: AddressSpace;
  readonly apiServerSubnet: SubnetView | undefined;
}

export interface PoolView {
  readonly pool: NodePool;
  readonly ref: ObjectRef;
  readonly nodeSubnet: SubnetView | undefined;
  readonly podSubnets: readonly SubnetView[];
}

export interface SiteView {
  readonly site: Site;
  readonly ref: ObjectRef;
  readonly space: AddressSpace;
  readonly gateways: readonly GatewayView[];
}

export interface GatewayView {
  readonly gateway: Gateway;
  readonly ref: ObjectRef;
  readonly network: NetworkView;
  /** Networks that use this gateway: its own, and every peer whose link pair lets it (transit on here, remote gateways on there). */
  readonly usedBy: readonly NetworkView[];
  readonly sites: readonly Site[];
}

export interface RouteTableView {
  readonly routeTable: RouteTable;
  readonly ref: ObjectRef;
  readonly subnets: readonly SubnetView[];
  /** Next hop addresses and destinations parsed; undefined = contents not known. */
  readonly routes: readonly RouteView[] | undefined;
}

export interface RouteView {
  readonly route: RouteTable['routes'] extends readonly (infer R)[] | undefined ? R : never;
  /** Undefined for service tags and unreadable destinations. */
  readonly destination: Block | undefined;
}

export interface BlockView {
  readonly block: AddressBlock;
  readonly ref: ObjectRef;
  readonly space: AddressSpace;
}
