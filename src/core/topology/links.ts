import type { Link, Peering, VirtualNetwork } from '../plan/index.ts';
import { keepAddressSpace } from './address-space.ts';
import { mapKeeping } from './keep.ts';
import type { AddressSpace, LinkView } from './types.ts';

/**
 * Whether a pair of links carries traffic. A Connected link proves its mirror, wherever that is; links without a state are
 * planned and count when both directions are there; a classic network needs no link of its own.
 * @source PEER (peering status), review 20.3 and A1
 */
function isConnected(link: Link | null, reverse: Link | null, remoteClassic: boolean): boolean {
  if (link?.state === 'Disconnected' || reverse?.state === 'Disconnected') return false;
  if (link?.state === 'Connected' || reverse?.state === 'Connected') return true;
  if (link !== null && reverse !== null) return true;
  return link !== null && remoteClassic;
}

/**
 * Whether `user` may use the gateway of the network whose link is `provider`: transit on there, remote gateways on here, or
 * Azure's proof of both.
 */
export function usesRemoteGateway(user: Link | null, provider: Link | null): boolean {
  if (user?.useRemoteGateways !== true) return false;
  return provider === null ? user.state === 'Connected' : provider.allowGatewayTransit;
}

/**
 * The views of one network's links; unchanged ones are the previous objects. Links to networks that are not in the plan keep
 * their cached ranges.
 */
export function buildLinks(
  networkId: string,
  peerings: readonly Peering[],
  networks: ReadonlyMap<string, VirtualNetwork>,
  spaces: ReadonlyMap<string, AddressSpace>,
  previous: readonly LinkView[] | undefined,
): readonly LinkView[] {
  return mapKeeping(peerings, previous, (peering, before) => {
    const fromA = peering.a === networkId;
    const remoteId = fromA ? peering.b : peering.a;
    const network = networks.get(remoteId);
    const link = fromA ? peering.aToB : peering.bToA;
    const reverse = fromA ? peering.bToA : peering.aToB;
    const remote = findRemoteSpace(remoteId, spaces.get(remoteId), link, before?.remote);
    const remoteExternal = network === undefined || network.external === true;
    const connected = isConnected(link, reverse, network?.classic === true);
    return before !== undefined &&
      before.peering === peering &&
      before.remoteId === remoteId &&
      before.remote === remote &&
      before.remoteExternal === remoteExternal &&
      before.connected === connected
      ? before
      : { peering, link, reverse, remoteId, remote, remoteExternal, connected };
  });
}

/** The plan's own knowledge of the other network, else what the link has cached of it. */
function findRemoteSpace(
  id: string,
  known: AddressSpace | undefined,
  link: Link | null,
  before: AddressSpace | undefined,
): AddressSpace {
  if (known !== undefined && known.prefixes.length > 0) return known;
  const cached = link?.remoteAddressPrefixes ?? [];
  if (known !== undefined && cached.length === 0) return known;
  return keepAddressSpace(before, known?.ref ?? { kind: 'virtualNetwork', id }, known?.name ?? id, cached);
}
