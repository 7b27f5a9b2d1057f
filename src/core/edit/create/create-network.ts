import { containsBlock, formatBlock, type Block } from '../../address/index.ts';
import { nextId, type Plan, type Subnet, type SubnetPurpose, type VirtualNetwork } from '../../plan/index.ts';
import { err, ok, type Result } from '../../result.ts';
import type { EditError } from '../edit-error.ts';
import { networkNames, nextName, subnetNames, uniqueName } from '../names.ts';
import {
  findFree,
  findRoom,
  knownRanges,
  overlapsAny,
  PRIVATE_SPACES,
  routedRanges,
  spacesOf,
  spaceOfNetwork,
} from '../ranges.ts';
import type { CreateResult, Point } from './created.ts';

export interface NetworkOptions {
  readonly at?: Point;
  readonly name?: string;
  /** Size asked for, 8 to 29; smaller ones are tried down to /24. */
  readonly prefixLength?: number;
}

/**
 * A virtual network with the next free aligned range: inside the plan's address blocks when it has any, else in private space; clear of every network,
 * site, reservation, pod and service range of the plan. It is called `hub` while no network is, else `spoke-1`, `spoke-2`...
 * Errors: `no-room` when not even a /24 is free.
 */
export function createNetwork(plan: Plan, { at, name, prefixLength = 16 }: NetworkOptions = {}): CreateResult {
  const range = findNetworkRange(plan, prefixLength);
  if (!range.ok) return range;
  const names = networkNames(plan);
  const hasHub = names.some((one) => /hub/i.test(one));
  const ownName = name ?? (hasHub ? nextName('spoke', names) : 'hub');
  const object: VirtualNetwork = {
    id: nextId(plan, 'virtualNetwork'),
    name: uniqueName(ownName, names),
    addressPrefixes: [formatBlock(range.value)],
    subnets: [],
  };
  const command = {
    type: 'add',
    kind: 'virtualNetwork',
    object,
    ...(at === undefined ? {} : { box: { x: at.x, y: at.y } }),
  } as const;
  return ok({ command, ref: { kind: 'virtualNetwork', id: object.id } });
}

/**
 * The next free aligned IPv4 range for a network; smaller than asked for, down to /24, when there is no such room.
 * Errors: `no-room`.
 */
export function findNetworkRange(plan: Plan, prefixLength = 16): Result<Block, EditError> {
  const blocks = spacesOf(plan.blocks).filter(({ family }) => family === 4);
  const spaces = blocks.length > 0 ? blocks : PRIVATE_SPACES;
  const free = findFree(spaces, knownRanges(plan), lengthsFrom(prefixLength, 24));
  if (free !== undefined) return ok(free);
  const place = blocks.length > 0 ? 'The address blocks of the plan' : 'Private address space';
  return err({ kind: 'no-room', place, needed: `/${Math.max(prefixLength, 24)}` });
}

/** The prefix lengths from one to a longer one, both included; the first alone when the other is shorter. */
export function lengthsFrom(prefixLength: number, longest: number): readonly number[] {
  return Array.from({ length: Math.max(1, longest - prefixLength + 1) }, (_, index) => prefixLength + index);
}

export interface SubnetOptions {
  readonly name?: string;
  readonly purpose?: SubnetPurpose;
  /** Size asked for, 2 to 29. */
  readonly prefixLength?: number;
  /** Longest prefix to fall back to; missing: /29. Pass the same length to insist on it. */
  readonly atMost?: number;
}

/**
 * A subnet with the next free range of its network: a /24, or a smaller one where no /24 is free.
 * Errors: `not-found`, `no-address-space`, `no-room` (naming the largest free block).
 */
export function createSubnet(plan: Plan, virtualNetworkId: string, options: SubnetOptions = {}): CreateResult {
  const subnet = buildSubnet(plan, virtualNetworkId, options);
  if (!subnet.ok) return subnet;
  const command = { type: 'add', kind: 'subnet', object: subnet.value, parentId: virtualNetworkId } as const;
  return ok({ command, ref: { kind: 'subnet', id: subnet.value.id } });
}

/** The subnet itself, for commands that add more with it. Errors as `createSubnet`. */
export function buildSubnet(
  plan: Plan,
  virtualNetworkId: string,
  { name, purpose, prefixLength = 24, atMost = 29 }: SubnetOptions,
): Result<Subnet, EditError> {
  const network = plan.virtualNetworks.find(({ id }) => id === virtualNetworkId);
  if (network === undefined) return err({ kind: 'not-found', ref: { kind: 'virtualNetwork', id: virtualNetworkId } });
  const room = findRoom(network, spaceOfNetwork(plan, network, 4), 4, lengthsFrom(prefixLength, atMost));
  if (!room.ok) return room;
  return ok({
    id: nextId(plan, 'subnet'),
    name: name ?? nextName('snet', subnetNames(network)),
    addressPrefixes: [formatBlock(room.value)],
    ...(purpose === undefined ? {} : { purpose }),
  });
}

/**
 * An address block. The first covers the private range in which the plan has networks that no block holds yet, so that nothing is suddenly outside; an
 * empty plan starts with 10.0.0.0/12, and further blocks are the next free /12 or smaller.
 * Errors: `no-room`.
 */
export function createBlock(plan: Plan, { at }: { readonly at?: Point } = {}): CreateResult {
  const blocks = spacesOf(plan.blocks);
  const networks = spacesOf(plan.virtualNetworks);
  const uncovered = networks.filter((one) => !blocks.some((block) => containsBlock(block, one)));
  const around = PRIVATE_SPACES.find(
    (space) => uncovered.some((one) => containsBlock(space, one)) && !overlapsAny(space, blocks),
  );
  const range = around ?? findFree(PRIVATE_SPACES, [...blocks, ...routedRanges(plan)], lengthsFrom(12, 24));
  if (range === undefined) return err({ kind: 'no-room', place: 'Private address space', needed: '/24' });
  const names = plan.blocks.map(({ name }) => name);
  const object = { id: nextId(plan, 'block'), name: nextName('block', names), addressPrefixes: [formatBlock(range)] };
  const command = {
    type: 'add',
    kind: 'block',
    object,
    ...(at === undefined ? {} : { box: { x: at.x, y: at.y } }),
  } as const;
  return ok({ command, ref: { kind: 'block', id: object.id } });
}
