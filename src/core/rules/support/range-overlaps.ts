import { overlaps, formatBlock, type Block } from '../../address/index.ts';
import type { ObjectRef } from '../../plan/index.ts';
import { NONE, parsePrefix, weakMemo, weakMemoLatest } from '../../topology/index.ts';
import type { AddressSpace, ClusterView, PoolView, ReachableSpace, SubnetView } from '../../topology/types.ts';
import { nodeSubnetsAmong, podSubnetsAmong } from './cluster-home.ts';
import { tablesAmong } from './routes.ts';

/** One range of ours and one of somebody else's that share addresses. */
export interface RangeOverlap {
  readonly own: Block;
  readonly other: Block;
  readonly ref: ObjectRef;
  readonly name: string;
  /** What carries the traffic there, nearest first; empty when next door. */
  readonly via: readonly string[];
}

/** A place that owns ranges. */
export interface RangeOwner {
  readonly space: AddressSpace;
  readonly via?: readonly string[];
}

/** The first overlap with each owner, in the order given. No overlap: empty. */
export function findRangeOverlaps(own: AddressSpace, owners: readonly RangeOwner[]): readonly RangeOverlap[] {
  let result: RangeOverlap[] | undefined;
  for (const { space, via } of owners) {
    const hit = firstOverlap(own.blocks, space.blocks);
    if (hit !== undefined)
      (result ??= []).push({ own: hit[0], other: hit[1], ref: space.ref, name: space.name, via: via ?? NONE });
  }
  return result ?? NONE;
}

/** As `findRangeOverlaps`, kept for the list and the range: behind the appliance of a hub stand all its spokes, and an edit next door changes none of them. */
export function findOverlapsBehind(own: AddressSpace, owners: readonly RangeOwner[]): readonly RangeOverlap[] {
  return overlapsBehind(owners)(own);
}

const overlapsBehind = weakMemo((owners: readonly RangeOwner[]) =>
  weakMemo((own: AddressSpace) => findRangeOverlaps(own, owners)),
);

function firstOverlap(own: readonly Block[], others: readonly Block[]): readonly [Block, Block] | undefined {
  for (const mine of own) for (const theirs of others) if (overlaps(mine, theirs)) return [mine, theirs];
  return undefined;
}

/** "spoke-1 10.1.0.0/16", "spoke-1 10.1.0.0/16 and spoke-2 10.2.0.0/16", and from four on "spoke-1 10.1.0.0/16, … and 3 more". */
export function listOverlapped(found: readonly RangeOverlap[]): string {
  const words = found
    .slice(0, found.length > 3 ? 2 : 3)
    .map((overlap) => `${overlap.name} ${formatBlock(overlap.other)}`);
  if (found.length > 3) return `${words.join(', ')} and ${found.length - 2} more`;
  return words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} and ${words.at(-1) ?? ''}`;
}

/** Subnets of the cluster's own network. */
export function ownSubnets(view: ClusterView): readonly SubnetView[] {
  return view.network?.subnets ?? [];
}

/** Networks next door: peered with the cluster's network or in one connected group with it. */
export function neighbours(view: ClusterView): readonly ReachableSpace[] {
  return (view.network?.reach.l1 ?? []).filter((reached) => reached.by !== 'site');
}

/** Sites that the cluster's network reaches over a gateway of its own or of a peer. */
export function reachedSites(view: ClusterView): readonly ReachableSpace[] {
  return (view.network?.reach.l1 ?? []).filter((reached) => reached.by === 'site');
}

/**
 * Networks that only an appliance or gateway next door leads to. Routes to an appliance count on the cluster's own subnets only: those of
 * another subnet of the network carry no traffic of its nodes and pods.
 * @source catalogue 2.4, level 2
 */
export function indirectNetworks({ network, pools }: ClusterView): readonly ReachableSpace[] {
  const behind = network?.reach.l2 ?? NONE;
  return behind.length === 0 || applianceDestinations(pools).some(({ prefixLength }) => prefixLength === 0)
    ? behind
    : routedBehind(pools, behind);
}

/** One list for the same pools and list, so that what is kept for it is found again. */
const routedBehind = weakMemoLatest((pools: readonly PoolView[], behind: readonly ReachableSpace[]) =>
  behind.filter(
    ({ by, space }) => by !== 'appliance' || firstOverlap(applianceDestinations(pools), space.blocks) !== undefined,
  ),
);

/** What the routes on the subnets of nodes and pods send to an appliance. */
const applianceDestinations = weakMemo((pools: readonly PoolView[]): readonly Block[] =>
  tablesAmong([...nodeSubnetsAmong(pools), ...podSubnetsAmong(pools)]).flatMap(({ routes }) =>
    (routes ?? NONE).flatMap(({ nextHopType, addressPrefix }) =>
      nextHopType === 'VirtualAppliance' ? (parsePrefix(addressPrefix).block ?? NONE) : NONE,
    ),
  ),
);

/**
 * Whose on-premises ranges are needed and not given: an imported network (or its peer) has a gateway in use, and the plan holds no site behind it.
 * Drawn networks say by their absence that there is no site.
 */
export function waitsForSites(view: ClusterView): readonly ObjectRef[] {
  const network = view.network;
  if (network === undefined || network.network.partial !== true || reachedSites(view).length > 0) return [];
  const remote = network.links
    .filter((link) => link.connected && link.link?.useRemoteGateways === true)
    .map((link) => link.remote.ref);
  return network.hasGateway === true ? [network.ref, ...remote] : remote;
}
