import { containsBlock, formatBlock, type Block } from '../../address/index.ts';
import {
  isSameValue,
  findNetworkOfSubnet,
  mapList,
  type Command,
  type Plan,
  type Subnet,
  type VirtualNetwork,
} from '../../plan/index.ts';
import { err, ok, type Result } from '../../result.ts';
import type { EditError } from '../edit-error.ts';
import { subnetNames, uniqueName } from '../names.ts';
import { checkInPlan, replaceObject } from '../objects.ts';
import { findRoom, overlapsAny, readBlock, spaceOfNetwork } from '../ranges.ts';
import { carryAddresses, type Shift } from '../shift.ts';

type MoveSubnet = Extract<Command, { type: 'moveSubnet' }>;

/**
 * Moves a subnet into a network. Ranges that are free there stay; the others become the next free ranges of their sizes. Addresses that are
 * written down anywhere follow. A gateway or firewall goes along with the subnet that is reserved for it.
 * Errors: `not-found`, `no-address-space`, `no-room`, `invalid` (given prefixes).
 */
export function applyMoveSubnet(
  plan: Plan,
  { subnetId, virtualNetworkId, addressPrefixes }: MoveSubnet,
): Result<Plan, EditError> {
  const source = findNetworkOfSubnet(plan, subnetId);
  const subnet = source?.subnets.find(({ id }) => id === subnetId);
  if (source === undefined || subnet === undefined)
    return err({ kind: 'not-found', ref: { kind: 'subnet', id: subnetId } });
  const target = plan.virtualNetworks.find(({ id }) => id === virtualNetworkId);
  if (target === undefined) return err({ kind: 'not-found', ref: { kind: 'virtualNetwork', id: virtualNetworkId } });

  const stays = source.id === target.id;
  const prefixes = addressPrefixes ?? (stays ? subnet.addressPrefixes : undefined);
  const placed = prefixes === undefined ? placeSubnet(plan, subnet, target) : ok(prefixes);
  if (!placed.ok) return placed;
  if (stays && isSameValue(placed.value, subnet.addressPrefixes)) return ok(plan);

  const shifts = shiftsBetween(subnet.addressPrefixes, placed.value);
  const followed = carryAddresses(plan, source.id, new Set([subnetId]), shifts);
  const before = findNetworkOfSubnet(followed, subnetId)?.subnets.find(({ id }) => id === subnetId) ?? subnet;
  const moved: Subnet = { ...before, addressPrefixes: [...placed.value] };
  if (stays) return checkInPlan(replaceObject(followed, 'subnet', moved), 'subnet', moved);

  const renamed: Subnet = { ...moved, name: nameIn(target, moved) };
  const virtualNetworks = mapList(followed.virtualNetworks, (network) => {
    if (network.id === source.id) return { ...network, subnets: network.subnets.filter(({ id }) => id !== subnetId) };
    return network.id === target.id ? { ...network, subnets: [...network.subnets, renamed] } : network;
  });
  return checkInPlan(
    moveTenants({ ...followed, virtualNetworks }, source.id, target.id, subnet.name),
    'subnet',
    renamed,
  );
}

/** Names Azure prescribes are kept, because under another name the subnet would no longer be what it is. */
const RESERVED_NAMES: readonly string[] = [
  'GatewaySubnet',
  'AzureFirewallSubnet',
  'AzureFirewallManagementSubnet',
  'AzureBastionSubnet',
  'RouteServerSubnet',
];

function nameIn(target: VirtualNetwork, { name }: Subnet): string {
  return RESERVED_NAMES.includes(name) ? name : uniqueName(name, subnetNames(target));
}

/** The ranges a subnet gets in a network: its own where they are free there, else the next free ones of the same sizes. */
export function placeSubnet(plan: Plan, subnet: Subnet, target: VirtualNetwork): Result<readonly string[], EditError> {
  const placed: string[] = [];
  const taken: Block[] = [];
  for (const text of subnet.addressPrefixes) {
    const block = readBlock(text);
    if (block === undefined) {
      placed.push(text);
      continue;
    }
    const { space, used } = spaceOfNetwork(plan, target, block.family, [subnet.id]);
    const all = [...used, ...taken];
    if (space.some((one) => containsBlock(one, block)) && !overlapsAny(block, all)) {
      placed.push(text);
      taken.push(block);
      continue;
    }
    const room = findRoom(target, { space, used: all }, block.family, [block.prefixLength]);
    if (!room.ok) return room;
    placed.push(formatBlock(room.value));
    taken.push(room.value);
  }
  return ok(placed);
}

/** Which range moved where, by position in the list. */
export function shiftsBetween(before: readonly string[], after: readonly string[]): readonly Shift[] {
  return before.flatMap((text, index) => {
    const from = readBlock(text);
    const to = readBlock(after[index] ?? '');
    return from === undefined || to === undefined || from.family !== to.family ? [] : [{ from, to }];
  });
}

/** Gateways and firewalls are named by network, but stand in a subnet of a fixed name. */
function moveTenants(plan: Plan, from: string, to: string, subnetName: string): Plan {
  const move = <T extends { readonly virtualNetworkId: string }>(one: T): T =>
    one.virtualNetworkId === from ? { ...one, virtualNetworkId: to } : one;
  switch (subnetName) {
    case 'GatewaySubnet':
      return { ...plan, gateways: mapList(plan.gateways, (one) => (one.kind === 'routeServer' ? one : move(one))) };
    case 'RouteServerSubnet':
      return { ...plan, gateways: mapList(plan.gateways, (one) => (one.kind === 'routeServer' ? move(one) : one)) };
    case 'AzureFirewallSubnet':
      return { ...plan, firewalls: mapList(plan.firewalls, move) };
    default:
      return plan;
  }
}
