import type {
  ApplicationGateway,
  Cluster,
  Firewall,
  Gateway,
  Link,
  NatGateway,
  NodePool,
  Route,
  SecurityRule,
  Subnet,
  VirtualNetwork,
} from '../../plan/index.ts';
import type { ResourceId } from '../resource-id.ts';

/*
 * What the readers make of the files: objects that still name each other by resource id. Ids of the plan come when everything is
 * read, since a network may stand in another file than the cluster in it.
 */

/** Fields every Azure resource prints. */
export interface ResourceDraft {
  /** Identity: the resource id without case, or group and name where no id is printed. */
  readonly key: string;
  readonly name: string;
  readonly resourceGroup?: string;
  readonly subscription?: string;
  readonly region?: string;
  readonly resourceId?: string;
  readonly origin?: 'existing';
}

export interface NetworkDraft extends ResourceDraft {
  readonly kind: 'network';
  /** Undefined when not printed, or not readable. */
  readonly addressPrefixes: readonly string[] | undefined;
  readonly dnsServers: readonly string[] | undefined;
  readonly encryption: boolean | undefined;
  readonly highScalePrivateEndpoints: boolean | undefined;
  readonly subnets: readonly SubnetDraft[];
  readonly links: readonly LinkDraft[];
  /** False where the file leaves the list of peerings out: no links then says nothing. */
  readonly listsLinks: boolean;
}

/** The resource a nested one belongs to; the id is missing where the file prints none. */
export interface Parent {
  readonly key: string;
  readonly id: ResourceId | undefined;
}

/** A subnet, from its network's list or from a list of its own. */
export interface SubnetDraft extends ResourceDraft {
  readonly kind: 'subnet';
  readonly network: Parent;
  readonly fields: Partial<
    Pick<Subnet, 'addressPrefixes' | 'delegations' | 'serviceEndpoints' | 'privateLinkServiceNetworkPolicies'>
  >;
  /** Empty = none; undefined = not printed. */
  readonly routeTables: readonly ResourceId[] | undefined;
  readonly networkSecurityGroups: readonly ResourceId[] | undefined;
  readonly natGateways: readonly ResourceId[] | undefined;
  readonly applicationGateways: readonly ResourceId[];
  /** Ids of the IP configurations in the subnet. */
  readonly addresses: readonly ResourceId[] | undefined;
  readonly privateEndpoints: readonly ResourceId[] | undefined;
  /** Types of the services that hold the subnet by a link of their own. */
  readonly associations: readonly string[] | undefined;
  /** Everything Azure can list about the use of the subnet is printed, and all of it was readable. */
  readonly useIsListed: boolean;
}

export interface LinkDraft {
  readonly kind: 'link';
  readonly network: Parent;
  readonly key: string;
  readonly remote: ResourceId;
  readonly origin?: 'existing';
  readonly link: Link;
}

export interface RouteTableDraft extends ResourceDraft {
  readonly kind: 'routeTable';
  readonly routes: readonly Route[] | undefined;
  readonly disableBgpRoutePropagation: boolean | undefined;
  readonly subnets: readonly ResourceId[];
}

export interface ClusterDraft extends ResourceDraft {
  readonly kind: 'cluster';
  readonly fields: Omit<
    Cluster,
    'id' | 'name' | 'resourceGroup' | 'subscription' | 'region' | 'resourceId' | 'origin' | 'pools' | 'addOns' | 'ipam'
  >;
  /** `azure` leaves open which model: the pools' pod subnets decide. */
  readonly plugin: 'overlay' | 'azure' | 'kubenet' | 'byo';
  /** A range that is not printed is AKS's default. */
  readonly assumesRanges: boolean;
  readonly apiServerSubnet: ResourceId | undefined;
  readonly agic:
    | {
        readonly applicationGateway: ResourceId | undefined;
        /** Where the add-on was told to put its gateway. */
        readonly subnet: ResourceId | undefined;
        readonly subnetCidr: string | undefined;
      }
    | undefined;
  /** Name of the subnet in the cluster's own network; undefined when the add-on is off or not printed. */
  readonly virtualNodesSubnet: string | undefined;
  readonly applicationGatewayForContainers: boolean;
  /** Add-ons that name nothing else in the estate. */
  readonly otherAddOns: Pick<
    NonNullable<Cluster['addOns']>,
    'applicationRouting' | 'applicationRoutingController' | 'applicationRoutingInternal' | 'istio' | 'openServiceMesh'
  >;
  readonly pools: readonly PoolDraft[];
}

/** A node pool, from its cluster's profile or from a list of its own. */
export interface PoolDraft {
  readonly kind: 'pool';
  readonly cluster: Parent;
  readonly key: string;
  readonly fields: Omit<NodePool, 'id' | 'nodeSubnetId' | 'podSubnetIds'>;
  readonly nodeSubnet: ResourceId | undefined;
  readonly podSubnet: ResourceId | undefined;
}

export interface SecurityGroupDraft extends ResourceDraft {
  readonly kind: 'securityGroup';
  /** Undefined when not printed, or when one of them is not readable: a group judged by some of its rules is judged wrongly. */
  readonly rules: readonly SecurityRule[] | undefined;
  readonly subnets: readonly ResourceId[];
}

export interface NatGatewayDraft extends ResourceDraft {
  readonly kind: 'natGateway';
  readonly fields: Pick<NatGateway, 'sku' | 'publicIpAddresses'>;
  /** Addresses come from prefixes too, and those print no length. */
  readonly usesPrefixes: boolean;
  readonly subnets: readonly ResourceId[];
}

export interface GatewayDraft extends ResourceDraft {
  readonly kind: 'gateway';
  readonly fields: Pick<Gateway, 'kind' | 'sku' | 'natRules' | 'pointToSitePools'>;
  /** Where it stands; undefined when not printed. */
  readonly subnet: ResourceId | undefined;
}

export interface LocalGatewayDraft extends ResourceDraft {
  readonly kind: 'localGateway';
  readonly addressPrefixes: readonly string[];
  /** It announces ranges over BGP, which no list shows. */
  readonly speaksBgp: boolean;
}

/** A connection of a gateway: with a site, with another gateway, or with an ExpressRoute circuit. */
export interface ConnectionDraft extends ResourceDraft {
  readonly kind: 'connection';
  readonly gateway: ResourceId;
  readonly otherGateway: ResourceId | undefined;
  readonly localGateway: ResourceId | undefined;
  readonly circuit: ResourceId | undefined;
  readonly fastPath: boolean | undefined;
}

export interface FirewallDraft extends ResourceDraft {
  readonly kind: 'firewall';
  readonly fields: Pick<Firewall, 'sku' | 'forcedTunneling' | 'privateIp'>;
  /** Undefined for a firewall of a Virtual WAN hub. */
  readonly subnet: ResourceId | undefined;
}

export interface ApplicationGatewayDraft extends ResourceDraft {
  readonly kind: 'applicationGateway';
  readonly fields: Pick<ApplicationGateway, 'version' | 'maxInstances' | 'privateFrontEnds' | 'networkIsolation'>;
  readonly subnet: ResourceId | undefined;
}

export interface PrivateEndpointDraft extends ResourceDraft {
  readonly kind: 'privateEndpoint';
  readonly id: ResourceId;
  readonly subnet: ResourceId;
}

export type Draft =
  | NetworkDraft
  | SubnetDraft
  | LinkDraft
  | RouteTableDraft
  | SecurityGroupDraft
  | NatGatewayDraft
  | GatewayDraft
  | LocalGatewayDraft
  | ConnectionDraft
  | FirewallDraft
  | ApplicationGatewayDraft
  | PrivateEndpointDraft
  | ClusterDraft
  | PoolDraft;

/** Fields a draft hands over to the plan object; everything read from Azure is known only in part. */
export function resourceFields(
  draft: ResourceDraft,
): Pick<VirtualNetwork, 'name' | 'resourceGroup' | 'subscription' | 'region' | 'resourceId' | 'origin' | 'partial'> {
  return defined({
    name: draft.name,
    resourceGroup: draft.resourceGroup,
    subscription: draft.subscription,
    region: draft.region,
    resourceId: draft.resourceId,
    origin: draft.origin,
    partial: true,
  });
}

/** The same object without the keys that hold `undefined`, so that a plan file shows no empty fields. */
export function defined<T extends object>(fields: T): T {
  // dropping undefined values leaves every required key in place, so the type still holds
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as T;
}
