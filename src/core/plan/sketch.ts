import { createEmptyPlan } from './empty-plan.ts';
import type {
  ApplicationGateway,
  Cluster,
  ConnectedGroup,
  DnsResolverEndpoint,
  Firewall,
  Gateway,
  Link,
  NatGateway,
  Need,
  NetworkSecurityGroup,
  NodePool,
  Peering,
  Plan,
  Reservation,
  Route,
  RouteTable,
  Site,
  Subnet,
  VirtualNetwork,
} from './schema.ts';

/** Fields of an object that a sketch may add; ids and names come from its key. */
type Extra<T, Omitted extends keyof T = never> = Partial<Omit<T, 'id' | 'name' | Omitted>> & { readonly name?: string };

export interface NetworkSketch extends Extra<VirtualNetwork, 'addressPrefixes' | 'subnets'> {
  readonly prefixes: readonly string[];
  /** Name -> prefix, or prefixes with further fields. */
  readonly subnets?: Readonly<Record<string, string | SubnetSketch>>;
}
export interface SubnetSketch extends Extra<
  Subnet,
  'addressPrefixes' | 'routeTableIds' | 'networkSecurityGroupIds' | 'natGatewayIds'
> {
  readonly prefixes: readonly string[];
  readonly routeTable?: string;
  readonly nsg?: string;
  readonly natGateway?: string;
  /** Full lists, for the cases Azure refuses. */
  readonly routeTables?: readonly string[];
}
export type PeeringSketch =
  | readonly [a: string, b: string]
  | {
      readonly id?: string;
      readonly a: string;
      readonly b: string;
      /** Fields of the link, or null for none. */
      readonly aToB?: Partial<Link> | null;
      readonly bToA?: Partial<Link> | null;
      readonly origin?: Peering['origin'];
    };
export interface PoolSketch extends Extra<NodePool, 'nodeSubnetId' | 'podSubnetIds'> {
  /** `network/subnet`. */
  readonly nodeSubnet?: string;
  readonly podSubnet?: string;
}
export interface ClusterSketch extends Extra<Cluster, 'pools' | 'apiServerSubnetId'> {
  /** `network/subnet` of the nodes of every pool that names none. */
  readonly subnet?: string;
  readonly podSubnet?: string;
  readonly apiServerSubnet?: string;
  readonly pools?: Readonly<Record<string, PoolSketch>>;
}

/** A plan in few words; names double as ids, `network/subnet` names a subnet. Used by rule examples, tests and the example gallery. */
export interface PlanSketch {
  readonly name?: string;
  readonly asOf?: string;
  readonly networks?: Readonly<Record<string, NetworkSketch>>;
  readonly peerings?: readonly PeeringSketch[];
  readonly connectedGroups?: Readonly<Record<string, readonly string[]>>;
  readonly sites?: Readonly<
    Record<
      string,
      { readonly prefixes: readonly string[]; readonly via?: readonly string[] } & Extra<
        Site,
        'addressPrefixes' | 'gatewayIds'
      >
    >
  >;
  readonly gateways?: Readonly<
    Record<string, { readonly network: string } & Pick<Gateway, 'kind'> & Extra<Gateway, 'kind' | 'virtualNetworkId'>>
  >;
  readonly firewalls?: Readonly<Record<string, { readonly network: string } & Extra<Firewall, 'virtualNetworkId'>>>;
  /** Route tables: destination -> next hop address (an appliance) or one of Azure's next hop types. */
  readonly routeTables?: Readonly<
    Record<string, { readonly routes?: Readonly<Record<string, string>> } & Extra<RouteTable, 'routes'>>
  >;
  readonly nsgs?: Readonly<Record<string, Extra<NetworkSecurityGroup>>>;
  readonly natGateways?: Readonly<Record<string, Extra<NatGateway>>>;
  readonly applicationGateways?: Readonly<
    Record<string, { readonly subnet: string } & Extra<ApplicationGateway, 'subnetId'>>
  >;
  readonly dnsResolverEndpoints?: Readonly<
    Record<string, { readonly subnet: string } & Pick<DnsResolverEndpoint, 'direction'>>
  >;
  readonly privateDnsZones?: Readonly<Record<string, readonly string[]>>;
  readonly clusters?: Readonly<Record<string, ClusterSketch>>;
  readonly blocks?: Readonly<Record<string, readonly string[]>>;
  readonly reservations?: Readonly<
    Record<
      string,
      { readonly prefix: string; readonly network?: string } & Extra<Reservation, 'addressPrefix' | 'virtualNetworkId'>
    >
  >;
  readonly needs?: readonly Omit<Need, 'id'>[];
}

const NEXT_HOP_TYPES: readonly string[] = ['VirtualNetworkGateway', 'VnetLocal', 'Internet', 'None'];

/** Id of a sketched object: its key with every character an id may not hold replaced by `-`. */
export function sketchId(key: string): string {
  const cleaned = key.replaceAll(/[^A-Za-z0-9._-]/g, '-').slice(0, 64);
  return /^[A-Za-z0-9]/.test(cleaned) ? cleaned : `x${cleaned}`.slice(0, 64);
}

/** Id of a sketched subnet given as `network/subnet`. */
export function sketchSubnetId(path: string): string {
  return sketchId(path.replace('/', '.'));
}

/** Builds the plan a sketch describes. Empty sketch: an empty plan. */
export function sketchPlan(sketch: PlanSketch): Plan {
  const each = <S, T>(
    record: Readonly<Record<string, S>> | undefined,
    build: (value: S, id: string, name: string) => T,
  ): T[] => Object.entries(record ?? {}).map(([key, value]) => build(value, sketchId(key), key));
  return {
    ...createEmptyPlan(sketch.name ?? 'Example'),
    ...(sketch.asOf === undefined ? {} : { asOf: sketch.asOf }),
    virtualNetworks: Object.entries(sketch.networks ?? {}).map(([key, network]) => buildNetwork(key, network)),
    peerings: (sketch.peerings ?? []).map(buildPeering),
    connectedGroups: each(sketch.connectedGroups, (ids, id, name): ConnectedGroup => ({
      id,
      name,
      virtualNetworkIds: ids.map(sketchId),
    })),
    sites: each(sketch.sites, ({ prefixes, via, ...rest }, id, name) => ({
      id,
      name,
      addressPrefixes: [...prefixes],
      gatewayIds: (via ?? []).map(sketchId),
      ...rest,
    })),
    gateways: each(sketch.gateways, ({ network, ...rest }, id, name) => ({
      id,
      name,
      virtualNetworkId: sketchId(network),
      ...rest,
    })),
    firewalls: each(sketch.firewalls, ({ network, ...rest }, id, name) => ({
      id,
      name,
      virtualNetworkId: sketchId(network),
      ...rest,
    })),
    routeTables: each(sketch.routeTables, ({ routes, ...rest }, id, name) => ({
      id,
      name,
      ...(routes === undefined
        ? {}
        : { routes: Object.entries(routes).map(([prefix, hop], index) => buildRoute(prefix, hop, index)) }),
      ...rest,
    })),
    networkSecurityGroups: each(sketch.nsgs, (rest, id, name) => ({ id, name, ...rest })),
    natGateways: each(sketch.natGateways, (rest, id, name) => ({ id, name, ...rest })),
    applicationGateways: each(sketch.applicationGateways, ({ subnet, ...rest }, id, name) => ({
      id,
      name,
      subnetId: sketchSubnetId(subnet),
      ...rest,
    })),
    dnsResolverEndpoints: each(sketch.dnsResolverEndpoints, ({ subnet, direction }, id, name) => ({
      id,
      name,
      subnetId: sketchSubnetId(subnet),
      direction,
    })),
    privateDnsZones: each(sketch.privateDnsZones, (networks, id, name) => ({
      id,
      name,
      virtualNetworkIds: networks.map(sketchId),
    })),
    clusters: Object.entries(sketch.clusters ?? {}).map(([key, cluster]) => buildCluster(key, cluster)),
    blocks: each(sketch.blocks, (prefixes, id, name) => ({ id, name, addressPrefixes: [...prefixes] })),
    reservations: each(sketch.reservations, ({ prefix, network, ...rest }, id, name) => ({
      id,
      name,
      addressPrefix: prefix,
      ...(network === undefined ? {} : { virtualNetworkId: sketchId(network) }),
      ...rest,
    })),
    needs: (sketch.needs ?? []).map((need, index) => ({ id: `need-${index + 1}`, ...need })),
  };
}

function buildNetwork(key: string, { prefixes, subnets, ...rest }: NetworkSketch): VirtualNetwork {
  return {
    id: sketchId(key),
    name: key,
    addressPrefixes: [...prefixes],
    subnets: Object.entries(subnets ?? {}).map(([name, subnet]) =>
      buildSubnet(`${key}/${name}`, name, typeof subnet === 'string' ? { prefixes: [subnet] } : subnet),
    ),
    ...rest,
  };
}

function buildSubnet(
  path: string,
  name: string,
  { prefixes, routeTable, routeTables, nsg, natGateway, ...rest }: SubnetSketch,
): Subnet {
  const tables = routeTables ?? (routeTable === undefined ? undefined : [routeTable]);
  return {
    id: sketchSubnetId(path),
    name,
    addressPrefixes: [...prefixes],
    ...(tables === undefined ? {} : { routeTableIds: tables.map(sketchId) }),
    ...(nsg === undefined ? {} : { networkSecurityGroupIds: [sketchId(nsg)] }),
    ...(natGateway === undefined ? {} : { natGatewayIds: [sketchId(natGateway)] }),
    ...rest,
  };
}

function buildPeering(sketch: PeeringSketch, index: number): Peering {
  const given = 'a' in sketch ? sketch : { a: sketch[0], b: sketch[1] };
  const link = (to: string, fields: Partial<Link> | null | undefined): Link | null =>
    fields === null
      ? null
      : {
          name: `to-${to}`,
          allowVirtualNetworkAccess: true,
          allowForwardedTraffic: false,
          allowGatewayTransit: false,
          useRemoteGateways: false,
          ...fields,
        };
  return {
    id: given.id ?? `peering-${index + 1}`,
    a: sketchId(given.a),
    b: sketchId(given.b),
    aToB: link(given.b, given.aToB),
    bToA: link(given.a, given.bToA),
    ...(given.origin === undefined ? {} : { origin: given.origin }),
  };
}

function buildRoute(prefix: string, hop: string, index: number): Route {
  return NEXT_HOP_TYPES.includes(hop)
    ? // the list above holds only members of the union
      { name: `route-${index + 1}`, addressPrefix: prefix, nextHopType: hop as Route['nextHopType'] }
    : { name: `route-${index + 1}`, addressPrefix: prefix, nextHopType: 'VirtualAppliance', nextHopIpAddress: hop };
}

function buildCluster(key: string, { subnet, podSubnet, apiServerSubnet, pools, ...rest }: ClusterSketch): Cluster {
  const ipam = rest.ipam ?? 'overlay';
  const hasPodCidr = ipam === 'overlay' || ipam === 'kubenet' || ipam === 'byo';
  const clusterId = sketchId(key);
  return {
    id: clusterId,
    name: key,
    ipam,
    dataPlane: 'azure',
    networkPolicy: 'none',
    ipFamilies: ['IPv4'],
    podCidrs: hasPodCidr ? ['10.244.0.0/16'] : [],
    serviceCidrs: ['172.16.0.0/16'],
    dnsServiceIp: '172.16.0.10',
    outboundType: 'loadBalancer',
    pools: Object.entries(pools ?? { system: {} }).map(([name, pool]) => {
      const { nodeSubnet = subnet, podSubnet: poolPods = podSubnet, ...fields } = pool;
      return {
        id: sketchId(`${key}.${name}`),
        name,
        mode: 'System',
        os: 'Linux',
        count: 3,
        autoscale: false,
        ...(nodeSubnet === undefined ? {} : { nodeSubnetId: sketchSubnetId(nodeSubnet) }),
        ...(poolPods === undefined ? {} : { podSubnetIds: [sketchSubnetId(poolPods)] }),
        ...fields,
      };
    }),
    ...(apiServerSubnet === undefined ? {} : { apiServerSubnetId: sketchSubnetId(apiServerSubnet) }),
    ...rest,
  };
}
