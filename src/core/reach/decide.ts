import { formatBlock, overlaps } from '../address/index.ts';
import { NONE, type SiteView } from '../topology/index.ts';
import { leaveForInternet, type Egress } from './egress.ts';
import { listServices } from './endpoints.ts';
import type { ReachModel, Target } from './model.ts';
import { sayNotLent } from './no-route.ts';
import { findDoorways, findPlaces, findTargets, hasFlatPods, preferIpv4, siteTargets, type Place } from './places.ts';
import { askGroups, type OtherEnd } from './security.ts';
import { joinedNetworks } from './system-routes.ts';
import type { ClusterEndpoint, Endpoint, Leg, Missing, ServiceEndpoint, SiteEndpoint, Verdict } from './types.ts';
import { walk, walkFromGateway } from './walk.ts';

/** An answer before it is put into words. */
export interface Decision {
  readonly verdict: Verdict;
  readonly missing?: Missing;
  /** The way there, and that of the replies, as far as they were looked at. */
  readonly there?: Leg;
  readonly back?: Leg;
  readonly from?: Place;
  readonly to?: Place;
  readonly egress?: Egress;
  /** Traffic inside one cluster, which no route of Azure touches. */
  readonly inCluster?: true;
  readonly throughService?: ServiceEndpoint;
}

const RANK: Readonly<Record<Verdict, number>> = { yes: 0, unknown: 1, no: 2 };

function worst<T extends { readonly verdict: Verdict }>(all: readonly [T, ...T[]]): T {
  return all.reduce((a, b) => (RANK[b.verdict] > RANK[a.verdict] ? b : a));
}

function best<T extends { readonly verdict: Verdict }>(all: readonly [T, ...T[]]): T {
  return all.reduce((a, b) => (RANK[b.verdict] < RANK[a.verdict] ? b : a));
}

function isFilled<T>(list: readonly T[]): list is readonly [T, ...T[]] {
  return list.length > 0;
}

const no = (missing: Missing): Decision => ({ verdict: 'no', missing });
const unknown = (missing: Missing): Decision => ({ verdict: 'unknown', missing });

/** Whether one endpoint opens a connection to another one and is answered. Of an endpoint in several places the worst place counts. */
export function decide(model: ReachModel, from: Endpoint, to: Endpoint): Decision {
  const asked = from.kind === 'service' ? podsOf(from) : from;
  const direct = decideDirect(model, asked, to);
  if (direct.verdict === 'yes' || to.kind !== 'pods') return direct;
  const service = listServices(to.cluster, model.topology).find(
    (candidate) => decideDirect(model, asked, candidate).verdict === 'yes',
  );
  return service === undefined ? direct : { ...direct, throughService: service };
}

/** A service opens no connections; the pods behind it do. */
function podsOf({ cluster }: ServiceEndpoint): ClusterEndpoint {
  return {
    kind: 'pods',
    cluster,
    pools: cluster.pools,
    name: `${cluster.cluster.name}/pods`,
    key: `pods:${cluster.ref.id}`,
  };
}

function decideDirect(model: ReachModel, from: Endpoint, to: Endpoint): Decision {
  if (from.key === to.key && from.kind !== 'subnet') return { verdict: 'yes', inCluster: true };
  if (isOutside(from) && isOutside(to)) {
    return unknown({ text: `the way between ${from.name} and ${to.name} is outside Azure`, refs: NONE });
  }
  if (isInOneCluster(from, to)) return { verdict: 'yes', inCluster: true };
  if (to.kind === 'pods' && !hasFlatPods(to)) return decideHiddenPods(to);
  if (from.kind === 'internet') return decideFromInternet(model, to);
  if (to.kind === 'internet') return decideToInternet(model, from);
  if (to.kind === 'service' && !to.service.internal) return decideToPublicService(model, from, to);
  const captured = findCapture(model, from, to);
  if (captured !== undefined) return no(captured);
  if (from.kind === 'site') return decideFromSite(model, from, to);
  if (to.kind === 'site') return decideToSite(model, from, to);
  return overPlaces(model, from, to, (a, b) => decideBetween(model, a, b, from, to));
}

function isOutside({ kind }: Endpoint): boolean {
  return kind === 'site' || kind === 'internet';
}

/** Both are of one cluster, and one of them is in the cluster's own network or behind its own service. */
function isInOneCluster(from: Endpoint, to: Endpoint): boolean {
  if (!('cluster' in from) || !('cluster' in to) || from.cluster.ref.id !== to.cluster.ref.id) return false;
  if (to.kind === 'service') return true;
  return (from.kind === 'pods' || to.kind === 'pods') && !hasFlatPods(from);
}

function decideHiddenPods({ cluster }: ClusterEndpoint): Decision {
  const { ipam, name } = cluster.cluster;
  const refs = [cluster.ref];
  return ipam === 'byo'
    ? unknown({
        text: `whether the pods of ${name} are reached directly depends on the plug-in that was brought along`,
        refs,
      })
    : no({ text: `${ipam} pods are reached only through a service`, refs });
}

function overPlaces(
  model: ReachModel,
  from: Endpoint,
  to: Endpoint,
  each: (from: Place, to: Place) => Decision,
): Decision {
  const starts = findPlaces(model, from);
  const ends = findPlaces(model, to);
  const [start, end] = [starts[0], ends[0]];
  // Nearly every endpoint lives in one place, and all pairs of a plan come through here.
  if (starts.length === 1 && ends.length === 1 && start !== undefined && end !== undefined) return each(start, end);
  const decisions = starts.flatMap((one) => ends.map((other) => each(one, other)));
  return isFilled(decisions) ? worst(decisions) : unknown(sayNoPlace(starts.length === 0 ? from : to));
}

function sayNoPlace(endpoint: Endpoint): Missing {
  const refs = 'cluster' in endpoint ? [endpoint.cluster.ref] : NONE;
  return { text: `the subnet of ${endpoint.name} is not known`, refs, fact: 'subnetOfCluster' };
}

/** Ranges of a cluster that swallow what its own pods and nodes send there, or answer. @source catalogue 10.1 and 10.2 (OV, S1, LEG) */
function findCapture(model: ReachModel, from: Endpoint, to: Endpoint): Missing | undefined {
  return captureOf(model, from, to, false) ?? captureOf(model, to, from, true);
}

function captureOf(model: ReachModel, sender: Endpoint, receiver: Endpoint, isReply: boolean): Missing | undefined {
  if (!('cluster' in sender)) return undefined;
  const { podSpace, serviceSpace, cluster } = sender.cluster;
  const spaces = hasFlatPods(sender) ? [serviceSpace] : [podSpace, serviceSpace];
  for (const { block } of findTargets(model, receiver)) {
    for (const space of spaces) {
      const range = space.blocks.find((own) => overlaps(own, block));
      if (range === undefined) continue;
      const word = space === podSpace ? 'pod' : 'service';
      return {
        text: `${isReply ? 'replies to' : 'packets for'} ${receiver.name} stay inside ${cluster.name}, whose ${word} CIDR ${formatBlock(range)} holds their destination`,
        refs: [sender.cluster.ref],
      };
    }
  }
  return undefined;
}

/** The way to every target of a place; the worst one counts. */
function walkAll(model: ReachModel, from: Place, targets: readonly Target[]): Leg {
  const [only] = targets;
  if (targets.length === 1 && only !== undefined) return walk(model, from.standing, only);
  const legs = targets.map((target) => walk(model, from.standing, target));
  return isFilled(legs) ? worst(legs) : { verdict: 'unknown', hops: NONE, appliances: NONE };
}

function decideBetween(model: ReachModel, from: Place, to: Place, a: Endpoint, b: Endpoint): Decision {
  const there = walkAll(model, from, to.targets);
  const back = walkAll(model, to, from.targets);
  return bothWays(model, { there, back, from, to }, a, b);
}

interface Ways {
  readonly there: Leg;
  readonly back: Leg;
  readonly from?: Place;
  readonly to?: Place;
}

/** Both directions must work, over the same appliances, and past the security groups at both ends. */
function bothWays(model: ReachModel, ways: Ways, a: Endpoint, b: Endpoint): Decision {
  const { there, back, from, to } = ways;
  if (there.verdict === 'no') return { ...ways, verdict: 'no', ...missingOf(there) };
  if (back.verdict === 'no') return { ...ways, verdict: 'no', ...returnMissing(back) };
  if (there.verdict === 'unknown') return { ...ways, verdict: 'unknown', ...missingOf(there) };
  if (back.verdict === 'unknown') return { ...ways, verdict: 'unknown', ...returnMissing(back) };
  const lonely = findOneWay(there, back);
  if (lonely !== undefined) return { ...ways, verdict: 'no', missing: lonely };
  const closed = findClosedTag(there, a, b);
  if (closed !== undefined) return { ...ways, verdict: 'no', missing: closed };
  const denied =
    (from && askGroups(model, 'Outbound', from, otherEnd(model, b, to))) ??
    (to && askGroups(model, 'Inbound', to, otherEnd(model, a, from)));
  return { ...ways, verdict: 'yes', ...denied };
}

function otherEnd(model: ReachModel, endpoint: Endpoint, place: Place | undefined): OtherEnd {
  if (place !== undefined) return place;
  const blocks = endpoint.kind === 'site' ? preferIpv4(endpoint.site.space.blocks) : NONE;
  return { blocks, targets: findTargets(model, endpoint) };
}

function missingOf({ missing }: Leg): { readonly missing?: Missing } {
  return missing === undefined ? {} : { missing };
}

function returnMissing({ missing }: Leg): { readonly missing?: Missing } {
  return missing === undefined ? {} : { missing: { ...missing, text: `no way back: ${missing.text}` } };
}

/** Requests and replies that do not cross the same appliances: a stateful firewall drops what it saw only half of. @source HYB, review 21 (route-hybrid-asymmetric) */
function findOneWay(there: Leg, back: Leg): Missing | undefined {
  const missed = there.appliances.find((address) => !back.appliances.includes(address));
  const extra = back.appliances.find((address) => !there.appliances.includes(address));
  if (missed === undefined && extra === undefined) return undefined;
  const leg = missed === undefined ? back : there;
  const hop = leg.hops.find(({ kind, text }) => kind === 'appliance' && text.includes(missed ?? extra ?? ''));
  return {
    text:
      missed === undefined
        ? `asymmetric: replies cross ${extra ?? ''}, which never saw the request; a stateful firewall drops them`
        : `asymmetric: requests cross ${missed}, replies do not; a stateful firewall drops the connection`,
    refs: hop?.refs ?? NONE,
  };
}

/** A link without network access keeps the other side out of the VirtualNetwork tag, which the group on AKS nodes relies on. @source PEER2, review A25 */
function findClosedTag({ untagged }: Leg, a: Endpoint, b: Endpoint): Missing | undefined {
  if (untagged === undefined) return undefined;
  const isNode = [a, b].some((end) => 'cluster' in end && end.cluster.network?.ref.id === untagged.network.ref.id);
  return isNode
    ? {
        text: `virtual network access is off on the link ${untagged.link}, so the NSG on the nodes in ${untagged.network.network.name} takes the other side for a stranger`,
        refs: [{ kind: 'peering', id: untagged.peeringId }],
      }
    : undefined;
}

/** From a site to a place, through whichever of its gateways works best. */
function walkFromSite(model: ReachModel, site: SiteView, place: Place): Leg {
  const legs = findDoorways(model, site.gateways).flatMap(({ gateway, standing }): readonly Leg[] => {
    const entry = [
      { kind: 'gateway' as const, text: gateway.gateway.name, refs: [gateway.ref] },
      { kind: 'network' as const, text: gateway.network.network.name, refs: [gateway.network.ref] },
    ];
    const isAnnounced =
      gateway.usedBy.includes(place.network) || joinedNetworks(gateway, model.topology).includes(place.network);
    if (!isAnnounced) {
      const missing = sayNotLent(place.network, gateway.network, gateway.gateway.name);
      return [{ verdict: 'no', hops: entry, appliances: NONE, missing }];
    }
    return place.targets.map((target) => {
      const leg = walkFromGateway(model, standing, target);
      return { ...leg, hops: [...entry, ...leg.hops] };
    });
  });
  if (isFilled(legs)) return best(legs);
  const missing = { text: `${site.site.name} is connected to no gateway`, refs: [site.ref] };
  return { verdict: 'no', hops: NONE, appliances: NONE, missing };
}

function decideFromSite(model: ReachModel, from: SiteEndpoint, to: Endpoint): Decision {
  const ends = findPlaces(model, to).map((place) =>
    bothWays(
      model,
      { there: walkFromSite(model, from.site, place), back: walkToSite(model, place, from.site), to: place },
      from,
      to,
    ),
  );
  return isFilled(ends) ? worst(ends) : unknown(sayNoPlace(to));
}

function decideToSite(model: ReachModel, from: Endpoint, to: SiteEndpoint): Decision {
  const starts = findPlaces(model, from).map((place) =>
    bothWays(
      model,
      { there: walkToSite(model, place, to.site), back: walkFromSite(model, to.site, place), from: place },
      from,
      to,
    ),
  );
  return isFilled(starts) ? worst(starts) : unknown(sayNoPlace(from));
}

function walkToSite(model: ReachModel, place: Place, site: SiteView): Leg {
  const targets = siteTargets(model, site);
  if (targets.length > 0) return walkAll(model, place, targets);
  const missing: Missing = {
    text: `the ranges of ${site.site.name} are not known`,
    refs: [site.ref],
    fact: 'onPremisesRanges',
  };
  return { verdict: 'unknown', hops: NONE, appliances: NONE, missing };
}

function decideToInternet(model: ReachModel, from: Endpoint): Decision {
  const target = model.internet();
  const decisions = findPlaces(model, from).map((place): Decision => {
    const there = walk(model, place.standing, target);
    const egress = leaveForInternet(model, from, place, there);
    const denied = egress.verdict === 'yes' ? askGroups(model, 'Outbound', place, 'internet') : undefined;
    const { verdict, missing } = egress;
    return { verdict, ...(missing === undefined ? {} : { missing }), there, from: place, egress, ...denied };
  });
  return isFilled(decisions) ? worst(decisions) : unknown(sayNoPlace(from));
}

/** From the internet only public front ends are reached, and their replies must leave as they came. @source FW (asymmetric routing), catalogue 8.3 */
function decideFromInternet(model: ReachModel, to: Endpoint): Decision {
  if (to.kind !== 'service' || to.service.internal) {
    const what =
      to.kind === 'service' ? `${to.name} has a private address` : `${to.name} has no public front end in this plan`;
    const refs = 'cluster' in to ? [to.cluster.ref] : to.kind === 'subnet' ? [to.subnet.ref] : NONE;
    return to.kind === 'subnet' && to.subnet.subnet.explicitOutbound === true
      ? unknown({
          text: `whether machines in ${to.name} answer on a public address is not known`,
          refs,
          fact: 'subnetUse',
        })
      : no({ text: what, refs });
  }
  const decisions = findPlaces(model, to).map((place): Decision => {
    const back = walk(model, place.standing, model.internet());
    if (back.verdict !== 'yes') return { verdict: back.verdict, back, to: place, ...returnMissing(back) };
    if (back.exit !== undefined) {
      const text = `asymmetric: requests come in at the public load balancer of ${to.cluster.cluster.name}, replies leave through ${back.exit}, which drops them`;
      return { verdict: 'no', back, to: place, missing: { text, refs: back.hops.at(-2)?.refs ?? NONE } };
    }
    return { verdict: 'yes', back, to: place, ...askGroups(model, 'Inbound', place, 'internet') };
  });
  return isFilled(decisions) ? worst(decisions) : unknown(sayNoPlace(to));
}

/** From inside Azure a public service is reached over its public address, as from the internet. */
function decideToPublicService(model: ReachModel, from: Endpoint, to: ServiceEndpoint): Decision {
  if (from.kind === 'site') return decideFromInternet(model, to);
  const out = decideToInternet(model, from);
  return out.verdict === 'yes' ? { ...out, ...decideFromInternet(model, to) } : out;
}
