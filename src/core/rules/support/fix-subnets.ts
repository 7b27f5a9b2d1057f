import {
  createBlock4,
  equalsBlock,
  firstFit,
  formatBlock,
  growInPlace,
  overlaps,
  type Block,
} from '../../address/index.ts';
import { nextId, type Command, type Subnet } from '../../plan/index.ts';
import { parsePrefix } from '../../topology/index.ts';
import type { NetworkView, SubnetView, Topology } from '../../topology/types.ts';
import type { Fix } from '../types.ts';

/**
 * Makes a subnet larger: around itself where that is free, else at the first free place of its network. None when the network has no room, or when the
 * subnet exists and is in use: Azure does not resize it then (review D5).
 * @param prefixLength of the range wanted, shorter than the present one
 */
export function fixGrowSubnet(topology: Topology, view: SubnetView, prefixLength: number): readonly Fix[] {
  const current = view.space.blocks4[0];
  if (current === undefined || prefixLength >= current.prefixLength || prefixLength < 0 || !canChangeSubnet(view))
    return [];
  const used = rangesBeside(topology, view);
  const space = view.networkSpace.blocks4;
  const grown = growInPlace(current, prefixLength, space, used);
  if (grown !== undefined) return [replaceRange(view, current, grown, 'Grow')];
  const moved = firstFit(space, used, prefixLength);
  return moved === undefined ? [] : [replaceRange(view, current, moved, 'Move')];
}

/**
 * Moves one range of a subnet to the first free place of the same size in its network. None when there is none, or when the subnet exists and is in use.
 * @param range the range to move; missing = the first readable one
 */
export function fixMoveSubnetRange(topology: Topology, view: SubnetView, range?: Block): readonly Fix[] {
  const current = range ?? view.space.prefixes.find((prefix) => prefix.block !== undefined)?.block;
  if (current === undefined || !canChangeSubnet(view)) return [];
  const space = current.family === 4 ? view.networkSpace.blocks4 : view.networkSpace.blocks6;
  const moved = firstFit(space, rangesBeside(topology, view), current.prefixLength);
  return moved === undefined ? [] : [replaceRange(view, current, moved, 'Move')];
}

/**
 * Makes a subnet smaller, keeping its first address. None for subnets that exist: Azure resizes only empty ones (review D11).
 * @param prefixLength of the range wanted, longer than the present one
 */
export function fixShrinkSubnet(view: SubnetView, prefixLength: number): readonly Fix[] {
  const current = view.space.blocks4[0];
  if (current === undefined || prefixLength <= current.prefixLength || !canChangeSubnet(view)) return [];
  return [replaceRange(view, current, createBlock4(current.first, prefixLength), 'Shrink')];
}

/**
 * Adds a subnet at the first free place of a network. None when there is no room.
 * @param name made unique with a counter where it is taken
 * @param prefixLength of the new subnet
 */
export function fixAddSubnet(
  topology: Topology,
  networkId: string,
  name: string,
  prefixLength: number,
  more: { readonly delegations?: string[]; readonly then?: (subnetId: string) => readonly Command[] } = {},
): readonly Fix[] {
  const network = topology.networks.get(networkId);
  const range =
    network === undefined ? undefined : firstFit(network.space.blocks4, rangesIn(topology, network), prefixLength);
  if (network === undefined || range === undefined) return [];
  const names = new Set(network.subnets.map(({ subnet }) => subnet.name.toLowerCase()));
  const free =
    [name, ...Array.from({ length: names.size }, (_, index) => `${name}-${index + 2}`)].find(
      (candidate) => !names.has(candidate.toLowerCase()),
    ) ?? name;
  const object: Subnet = {
    id: nextId(topology.plan, 'subnet'),
    name: free,
    addressPrefixes: [formatBlock(range)],
    ...(more.delegations === undefined ? {} : { delegations: more.delegations }),
  };
  return [
    {
      title: `Add ${free} ${formatBlock(range)}`,
      commands: [{ type: 'add', kind: 'subnet', parentId: networkId, object }, ...(more.then?.(object.id) ?? [])],
    },
  ];
}

/**
 * The first free range of a size for a subnet of a network: clear of its other subnets, its reservations and the ranges of clusters there. Undefined when
 * nothing is free, or the network is not known.
 * @param prefixLength 0 to 32 for IPv4, 0 to 128 for IPv6
 * @param except the subnet the range is for, whose present ranges count as free
 */
export function suggestSubnetRange(
  topology: Topology,
  networkId: string,
  family: 4 | 6,
  prefixLength: number,
  except?: SubnetView,
): Block | undefined {
  const network = topology.networks.get(networkId);
  if (network === undefined) return undefined;
  return firstFit(
    family === 4 ? network.space.blocks4 : network.space.blocks6,
    rangesIn(topology, network, except),
    prefixLength,
  );
}

/** Ranges that a new range in the subnet's network must keep clear of: other subnets, reservations, and the pod and service ranges of clusters there. */
function rangesBeside(topology: Topology, view: SubnetView): readonly Block[] {
  const network = topology.networks.get(view.network.id);
  return network === undefined ? [] : rangesIn(topology, network, view);
}

function rangesIn(topology: Topology, network: NetworkView, except?: SubnetView): readonly Block[] {
  const others = network.subnets
    .filter((other) => other.subnet.id !== except?.subnet.id)
    .flatMap((other) => other.space.blocks);
  const reserved = network.reservations.flatMap((reservation) => parsePrefix(reservation.addressPrefix).block ?? []);
  const clusters = network.clusters.flatMap(({ id }) => {
    const cluster = topology.clusters.get(id);
    return cluster === undefined ? [] : [...cluster.podSpace.blocks, ...cluster.serviceSpace.blocks];
  });
  // A cluster range that covers the subnet as it stands is a mistake of its own, and would leave no room at all.
  const own = except?.space.blocks ?? [];
  return [...others, ...reserved, ...clusters.filter((range) => !own.some((block) => overlaps(block, range)))];
}

/** Azure changes the range of a subnet only while nothing is in it. */
export function canChangeSubnet({ subnet, network, uses }: SubnetView): boolean {
  if (network.external === true || network.managedByAks === true) return false;
  const isEmpty =
    uses.length === 0 &&
    (subnet.resources ?? []).every(({ count }) => count === 0) &&
    (subnet.privateEndpoints ?? 0) === 0;
  return subnet.origin !== 'existing' || (isEmpty && subnet.resourcesComplete === true);
}

function replaceRange(view: SubnetView, from: Block, to: Block, verb: 'Grow' | 'Move' | 'Shrink'): Fix {
  const at = view.space.prefixes.findIndex(({ block }) => block !== undefined && equalsBlock(block, from));
  const values: Partial<Subnet> = {
    addressPrefixes: view.subnet.addressPrefixes.map((text, index) => (index === at ? formatBlock(to) : text)),
  };
  return {
    title: `${verb} ${view.subnet.name} to ${formatBlock(to)}`,
    commands: [{ type: 'update', kind: 'subnet', id: view.subnet.id, values }],
  };
}
