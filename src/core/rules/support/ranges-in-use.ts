import { blockAround, maxPrefixLength, parseAddress, type Block } from '../../address/index.ts';
import { parsePrefix } from '../../topology/index.ts';
import type { Topology } from '../../topology/types.ts';

/** Kept per topology: several fixes of one plan ask for it. */
const known = new WeakMap<Topology, readonly Block[]>();

/** Every range the plan knows outside clusters: networks, external ones and their cached prefixes, sites, reservations, point-to-site pools, DNS servers. */
export function rangesInUse(topology: Topology): readonly Block[] {
  const kept = known.get(topology);
  if (kept !== undefined) return kept;
  const texts = [
    ...topology.plan.reservations.map((reservation) => reservation.addressPrefix),
    ...topology.plan.gateways.flatMap((gateway) => gateway.pointToSitePools ?? []),
  ];
  const ranges = [
    ...topology.spaces.flatMap((space) => space.blocks),
    ...texts.flatMap((text) => parsePrefix(text).block ?? []),
    ...topology.plan.virtualNetworks.flatMap(({ dnsServers }) => (dnsServers ?? []).flatMap(hostBlock)),
  ];
  known.set(topology, ranges);
  return ranges;
}

function hostBlock(text: string): readonly Block[] {
  const address = parseAddress(text);
  return address.ok ? [blockAround(address.value, maxPrefixLength(address.value.family))] : [];
}
