import { equalsBlock, firstFit, formatBlock, growInPlace, overlaps, type Block } from '../../address/index.ts';
import type { Subnet } from '../../plan/index.ts';
import { parsePrefix } from '../../topology/index.ts';
import type { SubnetView, Topology } from '../../topology/types.ts';
import type { Fix } from '../types.ts';

/**
 * Makes a subnet larger: around itself where that is free, else at the first free place of its network. None when the network has no room, or when the
 * subnet exists and is in use: Azure does not resize it then (review D5).
 * @param prefixLength of the range wanted, shorter than the present one
 */
export function fixGrowSubnet(topology: Topology, view: SubnetView, prefixLength: number): readonly Fix[] {
  const current = view.space.blocks4[0];
  if (current === undefined || prefixLength >= current.prefixLength || prefixLength < 0 || !canChange(view)) return [];
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
  if (current === undefined || !canChange(view)) return [];
  const space = current.family === 4 ? view.networkSpace.blocks4 : view.networkSpace.blocks6;
  const moved = firstFit(space, rangesBeside(topology, view), current.prefixLength);
  return moved === undefined ? [] : [replaceRange(view, current, moved, 'Move')];
}

/** Ranges that a new range in the subnet's network must keep clear of: other subnets, reservations, and the pod and service ranges of clusters there. */
function rangesBeside(topology: Topology, view: SubnetView): readonly Block[] {
  const network = topology.networks.get(view.network.id);
  if (network === undefined) return [];
  const others = network.subnets.filter((other) => other.subnet.id !== view.subnet.id).flatMap((other) => other.space.blocks);
  const reserved = network.reservations.flatMap((reservation) => parsePrefix(reservation.addressPrefix).block ?? []);
  const clusters = network.clusters.flatMap(({ id }) => {
    const cluster = topology.clusters.get(id);
    return cluster === undefined ? [] : [...cluster.podSpace.blocks, ...cluster.serviceSpace.blocks];
  });
  // A cluster range that covers the subnet as it stands is a mistake of its own, and would leave no room at all.
  const own = view.space.blocks;
  return [...others, ...reserved, ...clusters.filter((range) => !own.some((block) => overlaps(block, range)))];
}

/** Azure changes the range of a subnet only while nothing is in it. */
function canChange({ subnet, network, uses }: SubnetView): boolean {
  if (network.external === true || network.managedByAks === true) return false;
  const isEmpty = uses.length === 0 && (subnet.resources ?? []).every(({ count }) => count === 0) && (subnet.privateEndpoints ?? 0) === 0;
  return subnet.origin !== 'existing' || (isEmpty && subnet.resourcesComplete === true);
}

function replaceRange(view: SubnetView, from: Block, to: Block, verb: 'Grow' | 'Move'): Fix {
  const at = view.space.prefixes.findIndex(({ block }) => block !== undefined && equalsBlock(block, from));
  const values: Partial<Subnet> = { addressPrefixes: view.subnet.addressPrefixes.map((text, index) => (index === at ? formatBlock(to) : text)) };
  return {
    title: `${verb} ${view.subnet.name} to ${formatBlock(to)}`,
    commands: [{ type: 'update', kind: 'subnet', id: view.subnet.id, values }],
  };
}
