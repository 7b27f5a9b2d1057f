import type { Link, Peering, VirtualNetwork } from '../../plan/index.ts';
import { compareTexts, pushTo } from './collect.ts';
import type { LinkDraft, Parent } from './drafts.ts';
import { defined } from './drafts.ts';
import type { Registry } from './registry.ts';

/**
 * Pairs the ends of peerings: each pair of networks with one link in each direction is one peering. A network outside the files is known by the
 * address space its links have cached.
 * @param silent keys of listed networks whose peerings are not printed
 * @source review of the rule catalogue, 20.3 and 20.4, item 8
 */
export function addPeerings(links: readonly LinkDraft[], silent: ReadonlySet<string>, registry: Registry): void {
  const pairs = new Map<string, LinkDraft[]>();
  const linkCounts = new Map<string, number>();
  const inPlan = new Set(registry.plan.peerings.map(({ a, b }) => pairKey(a, b)));
  for (const link of links) {
    const own = ensureParent(link.network, registry);
    if (own === undefined) continue;
    learnRemote(link, registry.ensureNetwork(link.remote));
    pushTo(pairs, pairKey(link.network.key, link.remote.key), link);
    linkCounts.set(link.network.key, (linkCounts.get(link.network.key) ?? 0) + 1);
  }
  for (const pair of pairs.values()) addPair(pair, { linkCounts, inPlan, silent }, registry);
  noteExternalNetworks(links, registry);
}

function ensureParent(parent: Parent, registry: Registry): VirtualNetwork | undefined {
  return registry.findNetwork(parent.key) ?? (parent.id === undefined ? undefined : registry.ensureNetwork(parent.id));
}

/** What a link shows of a network that is not listed. */
function learnRemote({ link, remote, network }: LinkDraft, stub: VirtualNetwork): void {
  if (stub.external !== true) return;
  stub.addressPrefixes = [...new Set([...stub.addressPrefixes, ...(link.remoteAddressPrefixes ?? [])])];
  // A Virtual WAN hub hides its network; these names are seen in practice, not documented (review, 20.3).
  const isHub = /^HV_/i.test(stub.name) && /^RG_/i.test(remote.resourceGroup);
  if (isHub && network.id?.subscription.toLowerCase() !== remote.subscription.toLowerCase()) stub.virtualHub = true;
}

function pairKey(one: string, other: string): string {
  return [one, other].toSorted().join(' ');
}

interface PairContext {
  readonly linkCounts: ReadonlyMap<string, number>;
  /** Pairs of networks that the plan has a peering for. */
  readonly inPlan: ReadonlySet<string>;
  readonly silent: ReadonlySet<string>;
}

function addPair(pair: readonly LinkDraft[], { linkCounts, inPlan, silent }: PairContext, registry: Registry): void {
  const [first] = pair;
  if (first === undefined) return;
  const [aKey, bKey] = orderEnds(first, linkCounts, registry);
  const [a, b] = [registry.findNetwork(aKey), registry.findNetwork(bKey)];
  if (a === undefined || b === undefined) return;
  if (inPlan.has(pairKey(a.id, b.id))) {
    registry.notes.add('keptFromPlan', `peering ${a.name} – ${b.name}`);
    return;
  }
  const fromA = pair.filter(({ network }) => network.key === aKey);
  const fromB = pair.filter(({ network }) => network.key !== aKey);
  for (let index = 0; index < Math.max(fromA.length, fromB.length); index += 1) {
    const [there, back] = [fromA[index], fromB[index]];
    const peering: Peering = {
      id: registry.ids.allocate(`${a.name}--${b.name}`),
      a: a.id,
      b: b.id,
      aToB: there?.link ?? mirrorOf(back, aKey, silent),
      bToA: back?.link ?? mirrorOf(there, bKey, silent),
      origin: there?.origin ?? back?.origin,
    };
    registry.plan.peerings.push(defined(peering));
  }
}

/** The other end of a Connected link where nobody printed it: the state proves that it is there, and that it lends the gateway the link uses. */
function mirrorOf(draft: LinkDraft | undefined, owner: string, silent: ReadonlySet<string>): Link | null {
  if (draft?.link.state !== 'Connected' || !silent.has(owner)) return null;
  return {
    name: `to-${draft.network.id?.names[0] ?? draft.network.key}`.slice(0, 80),
    allowVirtualNetworkAccess: true,
    allowForwardedTraffic: draft.link.allowForwardedTraffic,
    allowGatewayTransit: draft.link.useRemoteGateways,
    useRemoteGateways: false,
    state: 'Connected',
    ...(draft.link.subnetPeering === undefined
      ? {}
      : { subnetPeering: { local: draft.link.subnetPeering.remote, remote: draft.link.subnetPeering.local } }),
  };
}

/** Listed before external, then the network with more links first: the hub of its spokes. */
function orderEnds(
  { network, remote }: LinkDraft,
  linkCounts: ReadonlyMap<string, number>,
  registry: Registry,
): [a: string, b: string] {
  const rank = (key: string): number =>
    registry.findNetwork(key)?.external === true ? -1 : (linkCounts.get(key) ?? 0);
  const difference = rank(remote.key) - rank(network.key) || compareTexts(network.key, remote.key);
  return difference <= 0 ? [network.key, remote.key] : [remote.key, network.key];
}

function noteExternalNetworks(links: readonly LinkDraft[], registry: Registry): void {
  for (const key of new Set(links.map(({ remote }) => remote.key))) {
    const network = registry.findNetwork(key);
    if (network?.external !== true) continue;
    registry.notes.add(
      'external',
      `${network.virtualHub === true ? 'Virtual WAN hub' : 'network'} ${network.name} (${network.resourceId ?? key})`,
    );
  }
}
