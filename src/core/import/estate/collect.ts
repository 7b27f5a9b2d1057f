import type {
  ApplicationGatewayDraft,
  ClusterDraft,
  ConnectionDraft,
  Draft,
  FirewallDraft,
  GatewayDraft,
  LinkDraft,
  LocalGatewayDraft,
  NatGatewayDraft,
  NetworkDraft,
  Parent,
  PoolDraft,
  PrivateEndpointDraft,
  ResourceDraft,
  RouteTableDraft,
  SecurityGroupDraft,
  SubnetDraft,
} from './drafts.ts';
import { defined } from './drafts.ts';
import type { ResourceId } from '../resource-id.ts';
import type { Notes } from './notes.ts';

/** Everything the files hold, each object once, nested objects in what they belong to. In an order that does not depend on the files'. */
export interface Estate {
  readonly networks: readonly NetworkDraft[];
  readonly clusters: readonly ClusterDraft[];
  readonly routeTables: readonly RouteTableDraft[];
  readonly securityGroups: readonly SecurityGroupDraft[];
  readonly natGateways: readonly NatGatewayDraft[];
  readonly gateways: readonly GatewayDraft[];
  readonly localGateways: readonly LocalGatewayDraft[];
  readonly connections: readonly ConnectionDraft[];
  readonly firewalls: readonly FirewallDraft[];
  readonly applicationGateways: readonly ApplicationGatewayDraft[];
  /** Listed on their own, in networks that are not listed. */
  readonly straySubnets: readonly SubnetDraft[];
  readonly strayLinks: readonly LinkDraft[];
  /** Node pools listed on their own, of clusters that are not listed. */
  readonly strayPools: readonly PoolDraft[];
}

/**
 * Brings the drafts of all files together: an object listed twice is one object, what one listing leaves out the other fills in;
 * where two listings differ, that is noted.
 * @source review of the rule catalogue, 20.4, items 9 and 17
 */
export function collectEstate(drafts: readonly Draft[], notes: Notes): Estate {
  const networks = mergeByKey(ofKind(drafts, 'network'), (first, second) => mergeNetworks(first, second, notes));
  const clusters = mergeByKey(ofKind(drafts, 'cluster'), (first, second) =>
    defined({ ...second, ...defined(first), pools: mergePools(first.pools, second.pools) }),
  );
  const endpoints = endpointsBySubnet(ofKind(drafts, 'privateEndpoint'));
  const subnets = groupByParent(ofKind(drafts, 'subnet'), ({ network }) => network, networks);
  const links = groupByParent(ofKind(drafts, 'link'), ({ network }) => network, networks);
  const pools = groupByParent(ofKind(drafts, 'pool'), ({ cluster }) => cluster, clusters);
  return {
    networks: sortByName(
      [...networks.values()].map((network) => ({
        ...network,
        subnets: withEndpoints(mergeSubnets(network.subnets, subnets.owned.get(network.key) ?? []), endpoints),
        links: mergeLinks(network.links, links.owned.get(network.key) ?? []),
      })),
    ),
    clusters: sortByName(
      [...clusters.values()].map((cluster) => ({
        ...cluster,
        pools: mergePools(cluster.pools, pools.owned.get(cluster.key) ?? []),
      })),
    ),
    routeTables: mergeAttached(ofKind(drafts, 'routeTable')),
    securityGroups: mergeAttached(ofKind(drafts, 'securityGroup')),
    natGateways: mergeAttached(ofKind(drafts, 'natGateway')),
    gateways: mergeListed(ofKind(drafts, 'gateway')),
    localGateways: mergeListed(ofKind(drafts, 'localGateway')),
    connections: mergeListed(ofKind(drafts, 'connection')),
    firewalls: mergeListed(ofKind(drafts, 'firewall')),
    applicationGateways: mergeListed(ofKind(drafts, 'applicationGateway')),
    straySubnets: withEndpoints(mergeSubnets(subnets.strays, []), endpoints),
    strayLinks: mergeLinks(links.strays, []),
    strayPools: pools.strays,
  };
}

/** What is listed twice, once: what the first leaves out the second fills in. */
function mergeListed<T extends ResourceDraft>(drafts: readonly T[]): readonly T[] {
  return sortByName([...mergeByKey(drafts, (first, second) => defined({ ...second, ...defined(first) })).values()]);
}

/** As `mergeListed`, for what names the subnets it is attached to. */
function mergeAttached<T extends ResourceDraft & { readonly subnets: readonly ResourceId[] }>(
  drafts: readonly T[],
): readonly T[] {
  return sortByName([
    ...mergeByKey(drafts, (first, second) =>
      defined({ ...second, ...defined(first), subnets: [...first.subnets, ...second.subnets] }),
    ).values(),
  ]);
}

/** Ids of the listed endpoints by the subnet they are in, each once. */
function endpointsBySubnet(drafts: readonly PrivateEndpointDraft[]): ReadonlyMap<string, readonly ResourceId[]> {
  const bySubnet = new Map<string, ResourceId[]>();
  for (const { id, subnet } of mergeListed(drafts)) pushTo(bySubnet, subnet.key, id);
  return bySubnet;
}

/** Older versions of the interface leave a subnet's private endpoints out; the list of endpoints names their subnets. */
function withEndpoints(
  subnets: readonly SubnetDraft[],
  endpoints: ReadonlyMap<string, readonly ResourceId[]>,
): readonly SubnetDraft[] {
  return subnets.map((subnet) => {
    const listed = subnet.privateEndpoints === undefined ? endpoints.get(subnet.key) : undefined;
    return listed === undefined ? subnet : { ...subnet, privateEndpoints: listed };
  });
}

function ofKind<K extends Draft['kind']>(drafts: readonly Draft[], kind: K): readonly Extract<Draft, { kind: K }>[] {
  return drafts.filter((draft): draft is Extract<Draft, { kind: K }> => draft.kind === kind);
}

function mergeByKey<T extends { readonly key: string }>(
  items: readonly T[],
  merge: (first: T, second: T) => T,
): Map<string, T> {
  const merged = new Map<string, T>();
  for (const item of items) {
    const first = merged.get(item.key);
    merged.set(item.key, first === undefined ? item : merge(first, item));
  }
  return merged;
}

function mergeNetworks(first: NetworkDraft, second: NetworkDraft, notes: Notes): NetworkDraft {
  const [one, other] = [first.addressPrefixes, second.addressPrefixes].map((prefixes) =>
    prefixes?.toSorted().join(', '),
  );
  if (one !== undefined && other !== undefined && one !== other) {
    notes.add('listedTwice', `network ${first.name} (${one}; ${other})`);
  }
  return {
    ...second,
    ...defined(first),
    subnets: mergeSubnets(first.subnets, second.subnets),
    listsLinks: first.listsLinks || second.listsLinks,
    links: mergeLinks(first.links, second.links),
  };
}

/** Inline and as a resource of its own, a subnet is often declared twice. */
function mergeSubnets(first: readonly SubnetDraft[], second: readonly SubnetDraft[]): SubnetDraft[] {
  const merged = mergeByKey([...first, ...second], (one, other) => ({
    ...other,
    ...defined(one),
    fields: { ...other.fields, ...defined(one.fields) },
    applicationGateways: one.applicationGateways.length > 0 ? one.applicationGateways : other.applicationGateways,
    useIsListed: one.useIsListed || other.useIsListed,
  }));
  return [...merged.values()];
}

function mergeLinks(first: readonly LinkDraft[], second: readonly LinkDraft[]): LinkDraft[] {
  return [...mergeByKey([...first, ...second], (one) => one).values()];
}

function mergePools(first: readonly PoolDraft[], second: readonly PoolDraft[]): PoolDraft[] {
  const merged = mergeByKey([...first, ...second], (one, other) => ({
    ...other,
    ...defined(one),
    fields: { ...other.fields, ...defined(one.fields) },
  }));
  return [...merged.values()];
}

function groupByParent<T>(
  items: readonly T[],
  parentOf: (item: T) => Parent,
  parents: ReadonlyMap<string, unknown>,
): { readonly owned: ReadonlyMap<string, T[]>; readonly strays: readonly T[] } {
  const owned = new Map<string, T[]>();
  const strays: T[] = [];
  for (const item of items) {
    const { key } = parentOf(item);
    if (parents.has(key)) pushTo(owned, key, item);
    else strays.push(item);
  }
  return { owned, strays };
}

/** Adds a value to the list under a key. */
export function pushTo<K, T>(lists: Map<K, T[]>, key: K, item: T): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [item]);
  else list.push(item);
}

/** By name, then by identity: names repeat across subscriptions. */
function sortByName<T extends { readonly key: string; readonly name: string }>(items: readonly T[]): T[] {
  return items.toSorted(
    (a, b) => compareTexts(a.name.toLowerCase(), b.name.toLowerCase()) || compareTexts(a.key, b.key),
  );
}

export function compareTexts(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
