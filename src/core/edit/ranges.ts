import {
  canonicalCidr,
  firstFit,
  formatBlock,
  largestFree,
  overlaps,
  parseCidr,
  type Block,
} from '../address/index.ts';
import { AKS_DEFAULTS, AKS_RESERVED, PRIVATE4 } from '../azure/index.ts';
import type { Plan, VirtualNetwork } from '../plan/index.ts';
import { err, ok, type Result } from '../result.ts';
import type { EditError } from './edit-error.ts';

/** The block a text means, host bits forgiven: a range written slightly wrong is still to be kept clear of. */
export function readBlock(text: string): Block | undefined {
  const canonical = canonicalCidr(text);
  if (canonical === undefined) return undefined;
  const parsed = parseCidr(canonical);
  return parsed.ok ? parsed.value : undefined;
}

/** The readable blocks among texts. */
export function readBlocks(texts: readonly string[]): readonly Block[] {
  return texts.map(readBlock).filter((block) => block !== undefined);
}

const read = new WeakMap<readonly string[], readonly Block[]>();

/** The readable blocks of a list that stands in a plan. Plans never change and share their lists, so each list is read once. */
export function blocksOf(list: readonly string[]): readonly Block[] {
  const known = read.get(list);
  if (known !== undefined) return known;
  const blocks = readBlocks(list);
  read.set(list, blocks);
  return blocks;
}

/** The readable blocks of everything with an address space. */
export function spacesOf(owners: readonly { readonly addressPrefixes: readonly string[] }[]): readonly Block[] {
  return owners.flatMap(({ addressPrefixes }) => blocksOf(addressPrefixes));
}

/** Where private networks go, in the order a new one looks for room: RFC 1918, without the shared space of RFC 6598. */
export const PRIVATE_SPACES: readonly Block[] = PRIVATE4.slice(0, 3);

/** What new clusters start with, so that new networks stay clear of it. The service range is not Azure's default, which hubs often hold. */
export const DEFAULT_POD_RANGE = AKS_DEFAULTS.podCidr;
export const DEFAULT_SERVICE_RANGE = '172.16.0.0/16';
const CLUSTER_DEFAULTS: readonly Block[] = readBlocks([DEFAULT_POD_RANGE, DEFAULT_SERVICE_RANGE]);

/** Ranges of every network (external ones too), site, reservation and client pool: what is or may be routed. */
export function routedRanges(plan: Plan): readonly Block[] {
  return [
    ...spacesOf(plan.virtualNetworks),
    ...spacesOf(plan.sites),
    ...readBlocks(plan.reservations.map(({ addressPrefix }) => addressPrefix)),
    ...plan.gateways.flatMap(({ pointToSitePools }) => blocksOf(pointToSitePools ?? [])),
  ];
}

/** Pod and service ranges of every cluster. */
function clusterRanges(plan: Plan): readonly Block[] {
  return plan.clusters.flatMap(({ podCidrs, serviceCidrs }) => [...blocksOf(podCidrs), ...blocksOf(serviceCidrs)]);
}

/** Everything a new network or site keeps clear of. */
export function knownRanges(plan: Plan): readonly Block[] {
  return [...routedRanges(plan), ...clusterRanges(plan), ...AKS_RESERVED, ...CLUSTER_DEFAULTS];
}

/** Everything a new pod or service range keeps clear of; overlays may share their ranges, so other clusters do not count. */
export function rangesAroundCluster(plan: Plan): readonly Block[] {
  return [...routedRanges(plan), ...AKS_RESERVED];
}

/** The first free block of the first prefix length that has room, searching the spaces in turn; undefined when there is none. */
export function findFree(
  spaces: readonly Block[],
  used: readonly Block[],
  prefixLengths: readonly number[],
): Block | undefined {
  for (const prefixLength of prefixLengths) {
    for (const space of spaces) {
      const free = firstFit([space], used, prefixLength);
      if (free !== undefined) return free;
    }
  }
  return undefined;
}

/** Address space of a network in one family, and what of it is taken by subnets (but for those left out) and reservations. */
export function spaceOfNetwork(
  plan: Plan,
  network: VirtualNetwork,
  family: 4 | 6,
  withoutSubnets: readonly string[] = [],
): { readonly space: readonly Block[]; readonly used: readonly Block[] } {
  const ofFamily = (blocks: readonly Block[]): readonly Block[] => blocks.filter((one) => one.family === family);
  const subnets = network.subnets.filter(({ id }) => !withoutSubnets.includes(id));
  const reserved = plan.reservations
    .filter(({ virtualNetworkId }) => virtualNetworkId === network.id)
    .map((one) => one.addressPrefix);
  return {
    space: ofFamily(blocksOf(network.addressPrefixes)),
    used: ofFamily([...spacesOf(subnets), ...readBlocks(reserved)]),
  };
}

/**
 * The next free block in a network, of the first prefix length that has room.
 * Errors: `no-address-space`, `no-room` (naming the first length asked for and the largest free block).
 */
export function findRoom(
  network: VirtualNetwork,
  { space, used }: { readonly space: readonly Block[]; readonly used: readonly Block[] },
  family: 4 | 6,
  prefixLengths: readonly number[],
): Result<Block, EditError> {
  if (space.length === 0) return err({ kind: 'no-address-space', place: network.name, family });
  const found = prefixLengths
    .map((prefixLength) => firstFit(space, used, prefixLength))
    .find((one) => one !== undefined);
  if (found !== undefined) return ok(found);
  const largest = largestFree(space, used);
  return err({
    kind: 'no-room',
    place: network.name,
    needed: `/${prefixLengths[0] ?? 0}`,
    ...(largest === undefined ? {} : { largestFree: formatBlock(largest) }),
  });
}

/** Whether a block shares an address with any of the others. */
export function overlapsAny(one: Block, others: readonly Block[]): boolean {
  return others.some((other) => overlaps(one, other));
}
