import { containsBlock, formatBlock, type Block } from '../../address/index.ts';
import { mapList, type Command, type Plan, type VirtualNetwork } from '../../plan/index.ts';
import { err, ok, type Result } from '../../result.ts';
import type { EditError } from '../edit-error.ts';
import { checkInPlan, replaceObject } from '../objects.ts';
import { findRoom, readBlock, readBlocks } from '../ranges.ts';
import { carryAddresses, shiftBlock, type Shift } from '../shift.ts';

type ReaddressNetwork = Extract<Command, { type: 'readdressNetwork' }>;

/**
 * Replaces one prefix of a network. Carried subnets keep their offset; those a smaller prefix has no such offset for get the next free range of
 * their size. Pinned addresses, firewalls, DNS servers, reservations and routes follow their range.
 * Errors: `not-found`, `not-a-prefix`, `invalid`; when subnets are carried also `unreadable-range`, `other-family`, `no-room`.
 */
export function applyReaddressNetwork(plan: Plan, command: ReaddressNetwork): Result<Plan, EditError> {
  const network = plan.virtualNetworks.find(({ id }) => id === command.virtualNetworkId);
  if (network === undefined)
    return err({ kind: 'not-found', ref: { kind: 'virtualNetwork', id: command.virtualNetworkId } });
  const position = network.addressPrefixes.indexOf(command.from);
  if (position === -1) return err({ kind: 'not-a-prefix', network: network.name, text: command.from });
  if (command.from === command.to) return ok(plan);
  const addressPrefixes = network.addressPrefixes.with(position, command.to);
  if (!command.carrySubnets) {
    const next = { ...network, addressPrefixes };
    return checkInPlan(replaceObject(plan, 'virtualNetwork', next), 'virtualNetwork', next);
  }
  const from = readBlock(command.from);
  const to = readBlock(command.to);
  if (from === undefined) return err({ kind: 'unreadable-range', text: command.from });
  if (to === undefined) return err({ kind: 'unreadable-range', text: command.to });
  if (from.family !== to.family) return err({ kind: 'other-family', from: command.from, to: command.to });
  return carry(plan, network, addressPrefixes, { from, to });
}

/** Gives a network its new prefixes and moves everything inside `shift.from` along. */
function carry(plan: Plan, network: VirtualNetwork, addressPrefixes: string[], shift: Shift): Result<Plan, EditError> {
  const reserved = plan.reservations
    .filter(({ virtualNetworkId }) => virtualNetworkId === network.id)
    .map((one) => one.addressPrefix);
  const written = [...network.subnets.flatMap((subnet) => subnet.addressPrefixes), ...reserved];
  const moves = planMoves(network, written, shift);
  if (!moves.ok) return moves;
  const moved = (text: string): string => moves.value.get(text) ?? text;

  const shifts = [...moves.value].flatMap(([before, after]): readonly Shift[] => {
    const from = readBlock(before);
    const to = readBlock(after);
    return from === undefined || to === undefined ? [] : [{ from, to }];
  });
  // Addresses in a moved subnet follow it; addresses between subnets keep their offset in the network.
  const followed = carryAddresses(plan, network.id, new Set(network.subnets.map(({ id }) => id)), [...shifts, shift]);
  const current = followed.virtualNetworks.find(({ id }) => id === network.id) ?? network;
  const subnets = mapList(current.subnets, (subnet) => {
    const prefixes = mapList(subnet.addressPrefixes, moved);
    return prefixes === subnet.addressPrefixes ? subnet : { ...subnet, addressPrefixes: prefixes };
  });
  const next = { ...current, addressPrefixes, subnets };
  const reservations = mapList(followed.reservations, (one) => {
    const addressPrefix = one.virtualNetworkId === network.id ? moved(one.addressPrefix) : one.addressPrefix;
    return addressPrefix === one.addressPrefix ? one : { ...one, addressPrefix };
  });
  const replaced = replaceObject(followed, 'virtualNetwork', next);
  return checkInPlan(
    reservations === replaced.reservations ? replaced : { ...replaced, reservations },
    'virtualNetwork',
    next,
  );
}

/** Where each written range inside the old prefix comes to lie: same offset first, then, largest first, the next free range. */
function planMoves(
  network: VirtualNetwork,
  written: readonly string[],
  shift: Shift,
): Result<ReadonlyMap<string, string>, EditError> {
  const moves = new Map<string, string>();
  const used: Block[] = [...readBlocks(written)].filter((block) => !containsBlock(shift.from, block));
  const homeless: { readonly text: string; readonly block: Block }[] = [];
  for (const text of new Set(written)) {
    const block = readBlock(text);
    if (block === undefined || !containsBlock(shift.from, block)) continue;
    const to = shiftBlock(block, shift);
    if (to === undefined) {
      homeless.push({ text, block });
      continue;
    }
    moves.set(text, formatBlock(to));
    used.push(to);
  }
  homeless.sort((a, b) => a.block.prefixLength - b.block.prefixLength);
  for (const { text, block } of homeless) {
    const room = findRoom(network, { space: [shift.to], used }, block.family, [block.prefixLength]);
    if (!room.ok) return room;
    moves.set(text, formatBlock(room.value));
    used.push(room.value);
  }
  return ok(moves);
}
