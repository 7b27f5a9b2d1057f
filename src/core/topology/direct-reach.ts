import type { VirtualNetwork } from '../plan/index.ts';
import { createAddressSpace } from './address-space.ts';
import { keepItems, NONE, sameItems, weakMemo } from './keep.ts';
import { usesRemoteGateway } from './links.ts';
import type { PlanIndex } from './plan-index.ts';
import type { AddressSpace, LinkView, ReachableSpace } from './types.ts';

/** What the reach of networks is worked out from. */
export interface ReachInput {
  readonly index: PlanIndex;
  readonly networks: ReadonlyMap<string, VirtualNetwork>;
  readonly spaces: ReadonlyMap<string, AddressSpace>;
  readonly siteSpaces: ReadonlyMap<string, AddressSpace>;
  readonly links: ReadonlyMap<string, readonly LinkView[]>;
}

/** The links that carry traffic: connected, and not shut at both ends. */
export const openLinks = weakMemo((links: readonly LinkView[]): readonly LinkView[] =>
  links.filter(
    ({ connected, link, reverse }) =>
      connected && !(link?.allowVirtualNetworkAccess === false && reverse?.allowVirtualNetworkAccess === false),
  ),
);

/**
 * Level 1 of a network: peers, members of its connected groups, and sites behind its own gateways or those a peer lends it.
 * Unchanged entries, and the list when all are unchanged, are the previous objects.
 * @source catalogue section 2.4, review 1.1 rows 2 and 3
 */
export function findDirectReach(
  id: string,
  input: ReachInput,
  previous: readonly ReachableSpace[] | undefined,
): readonly ReachableSpace[] {
  const { index, networks, spaces, siteSpaces } = input;
  const found: ReachableSpace[] = [];
  const seen = new Set<string>([id]);
  const add = (space: AddressSpace | undefined, by: ReachableSpace['by'], via: readonly string[]): void => {
    if (space === undefined || seen.has(space.ref.id)) return;
    seen.add(space.ref.id);
    found.push(keepReachable(previous?.[found.length], space, by, via));
  };
  const addSites = (ownerId: string, lender: readonly string[]): void => {
    for (const gateway of index.gatewaysOfNetwork.get(ownerId) ?? NONE) {
      for (const site of index.sitesOfGateway.get(gateway.id) ?? NONE) {
        add(siteSpaces.get(site.id), 'site', [...lender, gateway.name]);
      }
    }
  };
  const open = openLinks(input.links.get(id) ?? NONE);
  for (const link of open) add(splitRemote(link, networks.get(link.remoteId)).participating, 'peering', NONE);
  for (const group of index.groupsOfNetwork.get(id) ?? NONE) {
    for (const member of group.virtualNetworkIds) add(spaces.get(member), 'connectedGroup', NONE);
  }
  addSites(id, NONE);
  for (const { link, reverse, remoteId, remote } of open) {
    if (usesRemoteGateway(link, reverse)) addSites(remoteId, [remote.name]);
  }
  return keepItems(previous, found);
}

function keepReachable(
  before: ReachableSpace | undefined,
  space: AddressSpace,
  by: ReachableSpace['by'],
  via: readonly string[],
): ReachableSpace {
  return before !== undefined && before.space === space && before.by === by && sameItems(before.via, via)
    ? before
    : { space, by, via };
}

/** Whether any of a network's links joins single subnets, so that what is reached depends on the subnets of the other side. */
export const hasSubnetPeering = weakMemo((links: readonly LinkView[]): boolean =>
  links.some(({ link, reverse }) => (link?.subnetPeering ?? reverse?.subnetPeering) !== undefined),
);

/** The remote space as subnet peering splits it: what takes part, and the whole when that is more. */
export function splitRemote(
  view: LinkView,
  remote: VirtualNetwork | undefined,
): { readonly participating?: AddressSpace; readonly whole?: AddressSpace } {
  const names = view.link?.subnetPeering?.remote ?? view.reverse?.subnetPeering?.local;
  if (names === undefined) return { participating: view.remote };
  const subnets = remote?.subnets.filter((subnet) => names.includes(subnet.name)) ?? [];
  // Of a network outside the plan the link itself has cached the prefixes of the subnets that take part.
  const texts =
    subnets.length > 0 ? subnets.flatMap((subnet) => subnet.addressPrefixes) : (view.link?.remoteAddressPrefixes ?? []);
  return { participating: texts.length === 0 ? undefined : partOfSpace(view.remote, texts), whole: view.remote };
}

const knownParts = weakMemo((_space: AddressSpace) => new Map<string, AddressSpace>());

/** Some ranges under the name of the whole; the same object for the same ranges. */
function partOfSpace(space: AddressSpace, texts: readonly string[]): AddressSpace {
  const key = texts.join('\n');
  const parts = knownParts(space);
  const part = parts.get(key) ?? createAddressSpace(space.ref, space.name, texts);
  parts.set(key, part);
  return part;
}
