import { containsBlock, equalsBlock, overlaps, parseCidr, type Block } from '../../address/index.ts';
import type { ObjectRef, Peering } from '../../plan/index.ts';
import type { Finding } from '../../rules/types.ts';
import type { Topology } from '../../topology/types.ts';
import { badgeOf, reasonOf, refKey, type FindingIndex } from '../finding-index.ts';
import type { ColorToken } from '../theme.ts';
import type { SceneBadge, SceneEdgeKind } from '../types.ts';
import { joinSpoken, speakBadge } from '../words.ts';

/** A line to be drawn, before it has a route. */
export interface EdgeSpec {
  readonly key: string;
  readonly ref: ObjectRef;
  readonly kind: SceneEdgeKind;
  readonly fromItem: string;
  readonly fromRef: ObjectRef;
  readonly toItem: string;
  readonly toRef: ObjectRef;
  /** Its label, from the longest form to the shortest; empty = none. */
  readonly labels: readonly string[];
  readonly tone: ColorToken;
  readonly dash: readonly number[] | undefined;
  readonly dots: boolean;
  readonly rules: readonly string[];
  readonly spoken: string;
  readonly badge: SceneBadge | undefined;
}

const SITE_DASH: readonly number[] = [6, 4];
const BROKEN_DASH: readonly number[] = [7, 5];
const GROUP_DASH: readonly number[] = [2, 4];
const CONFLICT_DASH: readonly number[] = [3, 3];
/** A finding that concerns a crowd is drawn to the nearest few; its text names the rest. */
const MAX_LINES_PER_FINDING = 12;

/** The lines of a plan, in plan order: peerings, VNet-to-VNet VPN, connected groups, site links, then conflicts of ranges. */
export function listEdges(topology: Topology, findings: readonly Finding[], index: FindingIndex): readonly EdgeSpec[] {
  return [
    ...listPeerings(topology, index),
    ...listVpns(topology),
    ...listConnectedGroups(topology),
    ...listSiteLinks(topology),
    ...listConflicts(topology, findings),
  ];
}

function listPeerings(topology: Topology, index: FindingIndex): readonly EdgeSpec[] {
  return [...topology.peerings.values()].map(({ peering, ref, a, b }): EdgeSpec => {
    const findings = index.of(ref);
    const badge = badgeOf(findings);
    const reason = reasonOf(findings);
    const words = describePeering(peering);
    const isWhole = words.isWhole;
    return {
      key: `peering:${peering.id}`,
      ref,
      kind: 'peering',
      fromItem: refKey(a.ref),
      fromRef: a.ref,
      toItem: refKey(b.ref),
      toRef: b.ref,
      labels:
        reason === undefined ? words.labels : describeFindings(findings.filter(({ severity }) => severity === 'error')),
      tone: reason !== undefined ? 'err' : isWhole ? 'vnet' : 'warn',
      dash: isWhole ? undefined : BROKEN_DASH,
      dots: true,
      rules: [],
      spoken: joinSpoken(`peering between ${a.network.name} and ${b.network.name}`, words.labels[0], speakBadge(badge)),
      badge,
    };
  });
}

/** "peered, transit", and whether both directions exist and are not known to be broken. */
function describePeering({ aToB, bToA }: Peering): { readonly labels: readonly string[]; readonly isWhole: boolean } {
  const broken = (text: string) => ({ labels: [text], isWhole: false });
  if (aToB === null || bToA === null) return broken(aToB === bToA ? 'no link' : 'one direction only');
  const states = [aToB.state, bToA.state];
  if (states.includes('Disconnected')) return broken('disconnected');
  if (states.includes('Initiated')) return broken('initiated');
  const transit =
    (aToB.allowGatewayTransit && bToA.useRemoteGateways) || (bToA.allowGatewayTransit && aToB.useRemoteGateways);
  const isPart = aToB.subnetPeering !== undefined || bToA.subnetPeering !== undefined;
  const text = isPart ? 'subnets peered' : 'peered';
  return { labels: transit ? [`${text}, transit`, 'transit'] : [text], isWhole: true };
}

function listVpns(topology: Topology): readonly EdgeSpec[] {
  const specs = new Map<string, EdgeSpec>();
  for (const { gateway, ref, network } of topology.gateways.values()) {
    for (const otherId of gateway.vnetToVnet ?? []) {
      const other = topology.networks.get(otherId);
      const pair = [network.network.id, otherId].sort().join(' ');
      if (other === undefined || other === network || specs.has(pair)) continue;
      specs.set(pair, {
        key: `vpn:${gateway.id}:${otherId}`,
        ref,
        kind: 'vpn',
        fromItem: refKey(network.ref),
        fromRef: ref,
        toItem: refKey(other.ref),
        toRef: other.ref,
        labels: ['VPN'],
        tone: 'gw',
        dash: SITE_DASH,
        dots: false,
        rules: [],
        spoken: `VPN between ${network.network.name} and ${other.network.name}`,
        badge: undefined,
      });
    }
  }
  return [...specs.values()];
}

/** A group joins every member to every other; a line from each to the next shows it without drawing them all. */
function listConnectedGroups(topology: Topology): readonly EdgeSpec[] {
  return topology.plan.connectedGroups.flatMap(({ id, name, virtualNetworkIds }) => {
    const members = virtualNetworkIds
      .map((networkId) => topology.networks.get(networkId))
      .filter((member) => member !== undefined);
    return members.slice(1).map((member, index): EdgeSpec => {
      const before = members[index] ?? member;
      return {
        key: `connectedGroup:${id}:${member.network.id}`,
        ref: { kind: 'connectedGroup', id },
        kind: 'connectedGroup',
        fromItem: refKey(before.ref),
        fromRef: before.ref,
        toItem: refKey(member.ref),
        toRef: member.ref,
        labels: [name],
        tone: 'sub',
        dash: GROUP_DASH,
        dots: true,
        rules: [],
        spoken: `${before.network.name} and ${member.network.name} are in connected group ${name}`,
        badge: undefined,
      };
    });
  });
}

function listSiteLinks(topology: Topology): readonly EdgeSpec[] {
  return [...topology.sites.values()].flatMap((site) => {
    const networks = new Map(site.gateways.map((gateway) => [gateway.network.network.id, gateway] as const));
    return [...networks.values()].map((gateway): EdgeSpec => ({
      key: `siteLink:${site.site.id}:${gateway.network.network.id}`,
      ref: site.ref,
      kind: 'siteLink',
      fromItem: refKey(gateway.network.ref),
      fromRef: gateway.ref,
      toItem: refKey(site.ref),
      toRef: site.ref,
      labels: [],
      tone: 'site',
      dash: SITE_DASH,
      dots: false,
      rules: [],
      spoken: `site ${site.site.name} connected through ${gateway.gateway.name} in ${gateway.network.network.name}`,
      badge: undefined,
    }));
  });
}

/** One line for each two items with conflicting ranges, however many findings say so. Errors about a peering colour that peering instead. */
function listConflicts(topology: Topology, findings: readonly Finding[]): readonly EdgeSpec[] {
  const pairs = new Map<
    string,
    {
      readonly from: ObjectRef;
      readonly fromItem: string;
      readonly to: ObjectRef;
      readonly toItem: string;
      readonly findings: Finding[];
    }
  >();
  for (const finding of findings) {
    if (finding.severity !== 'error' || finding.target.kind === 'peering') continue;
    const fromItem = itemOf(finding.target, topology);
    if (fromItem === undefined || describeOverlap(finding.message) === undefined) continue;
    let lines = 0;
    for (const related of finding.related) {
      const toItem = itemOf(related, topology);
      if (toItem === undefined || toItem === fromItem || lines >= MAX_LINES_PER_FINDING) continue;
      const pairKey = [fromItem, toItem].sort().join(' ');
      const known = pairs.get(pairKey);
      if (known === undefined)
        pairs.set(pairKey, { from: finding.target, fromItem, to: related, toItem, findings: [finding] });
      else if (!known.findings.includes(finding)) known.findings.push(finding);
      lines++;
    }
  }
  return [...pairs].map(([pairKey, { from, fromItem, to, toItem, findings: found }]): EdgeSpec => {
    return {
      key: `conflict:${pairKey}`,
      ref: from,
      kind: 'conflict',
      fromItem,
      fromRef: from,
      toItem,
      toRef: to,
      labels: describeFindings(found),
      tone: 'err',
      dash: CONFLICT_DASH,
      dots: false,
      rules: [...new Set(found.map((finding) => finding.rule))],
      spoken: `conflict: ${found.map((finding) => finding.message).join(' ')}`,
      badge: undefined,
    };
  });
}

/** Key of the item an object is drawn in; undefined when it is not drawn. */
function itemOf(ref: ObjectRef, topology: Topology): string | undefined {
  const network = networkOf(ref, topology);
  if (network !== undefined) return refKey(network);
  const isItem =
    (ref.kind === 'site' && topology.sites.has(ref.id)) ||
    ref.kind === 'block' ||
    (ref.kind === 'cluster' && topology.clusters.has(ref.id));
  return isItem ? refKey(ref) : undefined;
}

function networkOf(ref: ObjectRef, topology: Topology): ObjectRef | undefined {
  switch (ref.kind) {
    case 'virtualNetwork':
      return topology.networks.get(ref.id)?.ref;
    case 'subnet': {
      const network = topology.subnets.get(ref.id)?.network;
      return network === undefined ? undefined : topology.networks.get(network.id)?.ref;
    }
    case 'cluster':
      return topology.clusters.get(ref.id)?.network?.ref;
    case 'gateway':
      return topology.gateways.get(ref.id)?.network.ref;
    case 'firewall': {
      const firewall = topology.plan.firewalls.find(({ id }) => id === ref.id);
      return firewall === undefined ? undefined : topology.networks.get(firewall.virtualNetworkId)?.ref;
    }
    default:
      return undefined;
  }
}

const CIDR = /[0-9a-fA-F:.]+\/\d{1,3}(?!\d)/g;

/** What a line says of its findings, from the longest form to the shortest: the two ranges, or the rule's title; and how many more there are. */
function describeFindings([first, ...more]: readonly Finding[]): readonly string[] {
  if (first === undefined) return [];
  const overlap = describeOverlap(first.message);
  const forms = overlap === undefined ? [first.title] : [overlap.join(' '), overlap.slice(1).join(' ')];
  return more.length === 0 ? forms : forms.map((text) => `${text} +${more.length}`);
}

/** "10.0.0.0/16", "covers", "10.0.0.0/22": the first two ranges in a finding's message that overlap; undefined when no two do. */
function describeOverlap(message: string): readonly [string, ...string[]] | undefined {
  const blocks: { readonly text: string; readonly block: Block }[] = [];
  for (const [text] of message.matchAll(CIDR)) {
    const block = parseCidr(text);
    if (!block.ok) continue;
    const other = blocks.find((known) => overlaps(known.block, block.value));
    if (other !== undefined) {
      if (equalsBlock(other.block, block.value)) return [text, 'on both sides'];
      return containsBlock(other.block, block.value) ? [other.text, 'covers', text] : [text, 'covers', other.text];
    }
    blocks.push({ text, block: block.value });
  }
  return undefined;
}
