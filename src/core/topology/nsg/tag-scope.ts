import { parseCidr, subtract, type Block } from '../../address/index.ts';
import { HOST_ADDRESS, PRIVATE4, VNET_FORBIDDEN } from '../../azure/index.ts';
import { parsePrefix } from '../address-space.ts';
import { weakMemo } from '../keep.ts';
import type { NetworkView, SubnetView } from '../types.ts';

/** Addresses that are in a tag for sure, and those that may be; all others are outside. */
export interface TagRange {
  readonly sure: readonly Block[];
  readonly maybe: readonly Block[];
}

/** What the tags without fixed ranges mean in one subnet. */
export interface TagScope {
  readonly virtualNetwork: TagRange;
  readonly internet: TagRange;
  readonly loadBalancer: TagRange;
  /** Public addresses: any of them may belong to a service. */
  readonly service: TagRange;
}

const EVERYTHING = read('0.0.0.0/0', '::/0');
const PUBLIC6 = read('2000::/3');
const PRIVATE6 = read('fc00::/7');
const HOST = read(HOST_ADDRESS);
const PUBLIC: readonly Block[] = [
  ...EVERYTHING.flatMap((block) => (block.family === 4 ? subtract(block, [...PRIVATE4, ...VNET_FORBIDDEN]) : [])),
  ...PUBLIC6,
];

/**
 * What tags mean in a subnet: VirtualNetwork is its network with what is next door and lets it in; destinations of its route tables, pods of clusters
 * and whatever a gateway leads to may belong to it as well.
 * @source TAGS (VirtualNetwork, Internet, AzureLoadBalancer); review A25 for peerings without network access
 */
export function findTagScope(network: NetworkView, subnet: SubnetView): TagScope {
  if (subnet.routeTables.length === 0) return surroundingsOf(network);
  const known = scopesIn(network);
  const scope = known.get(subnet) ?? scopeBehindRoutes(network, subnet);
  known.set(subnet, scope);
  return scope;
}

/** Kept per network and subnet: a cluster asks for a dozen flows of each of its subnets. */
const scopesIn = weakMemo((_network: NetworkView) => new WeakMap<SubnetView, TagScope>());

function scopeBehindRoutes(network: NetworkView, subnet: SubnetView): TagScope {
  const surroundings = surroundingsOf(network);
  const routed = subnet.routeTables.flatMap(({ routes }) =>
    (routes ?? []).flatMap(({ addressPrefix }) => parsePrefix(addressPrefix).block ?? []),
  );
  if (routed.length === 0) return surroundings;
  return scopeOf(surroundings.virtualNetwork.sure, [...surroundings.virtualNetwork.maybe, ...routed]);
}

const surroundingsOf = weakMemo((network: NetworkView): TagScope => {
  const closed = new Set(
    network.links.flatMap(({ link, remoteId }) => (link?.allowVirtualNetworkAccess === false ? [remoteId] : [])),
  );
  const neighbours = network.reach.l1.flatMap(({ space, by }) =>
    by === 'peering' && closed.has(space.ref.id) ? [] : space.blocks,
  );
  const pods = network.clusters.flatMap(({ podCidrs }) => podCidrs.flatMap((text) => parsePrefix(text).block ?? []));
  const leadsOut =
    network.hasGateway !== false ||
    network.links.some(({ link, remoteExternal }) => link?.useRemoteGateways === true || remoteExternal);
  return scopeOf(
    [...network.space.blocks, ...neighbours],
    [...HOST, ...pods, ...(leadsOut ? [...PRIVATE4, ...PRIVATE6] : [])],
  );
});

function scopeOf(sure: readonly Block[], maybe: readonly Block[]): TagScope {
  let internet: TagRange | undefined;
  return {
    virtualNetwork: { sure, maybe },
    /** All but the network is many blocks, and most rules never name it. */
    get internet() {
      return (internet ??= internetOf(sure, maybe));
    },
    loadBalancer: { sure: HOST, maybe: [] },
    service: { sure: [], maybe: PUBLIC },
  };
}

/** Private addresses outside the network are not reachable over the internet, yet Azure may still count them as such. */
function internetOf(sure: readonly Block[], maybe: readonly Block[]): TagRange {
  const taken = [...sure, ...maybe];
  return {
    sure: PUBLIC.flatMap((block) => subtract(block, taken)),
    maybe: EVERYTHING.flatMap((block) => subtract(block, sure)),
  };
}

function read(...texts: readonly string[]): readonly Block[] {
  return texts.flatMap((text) => {
    const block = parseCidr(text);
    return block.ok ? [block.value] : [];
  });
}
