import { containsBlock, formatBlock, overlaps, type Block } from '../../address/index.ts';
import { parsePrefix, listValues } from '../../topology/index.ts';
import type { PlanSketch } from '../../plan/index.ts';
import type { NetworkView, SiteView } from '../../topology/types.ts';
import { defineRule, found } from '../define-rule.ts';
import type { Outcome, Rule } from '../types.ts';
import { fixRenumberNetwork } from '../support/fix-networks.ts';
import { groupByOverlap, sayWidest } from '../support/range-groups.ts';
import { listNames } from '../support/refusal.ts';
import { namesOf } from '../support/words.ts';

const site = (
  prefixes: string[],
  network: string,
  gateway: { natRules?: string[]; ipv6?: boolean } = {},
): PlanSketch => ({
  networks: { hub: { prefixes: [network], subnets: { GatewaySubnet: network.replace('.0.0/16', '.0.0/27') } } },
  gateways: { vgw: { network: 'hub', kind: 'vpn', sku: 'VpnGw2', ...gateway } },
  sites: { hq: { prefixes, via: ['vgw'] } },
});

/** One range of a site against one network that reaches it. */
interface Collision {
  readonly view: NetworkView;
  readonly own: Block;
  readonly theirs: Block;
  readonly grave: boolean;
}

/** Every network that uses a gateway of the site and meets its ranges; each network once, its worst collision. */
function findCollisions(view: SiteView): readonly Collision[] {
  const result = new Map<string, Collision>();
  for (const gateway of view.gateways) {
    const translated = (gateway.gateway.natRules ?? []).flatMap((text) => parsePrefix(text).block ?? []);
    for (const network of gateway.usedBy) {
      for (const own of view.space.blocks) {
        for (const theirs of network.space.blocks) {
          if (!overlaps(own, theirs)) continue;
          const summary = containsBlock(own, theirs) && own.prefixLength < theirs.prefixLength;
          const grave =
            !summary && !translated.some((range) => containsBlock(range, own) || containsBlock(range, theirs));
          const known = result.get(network.ref.id);
          if (known === undefined || (grave && !known.grave))
            result.set(network.ref.id, { view: network, own, theirs, grave });
        }
      }
    }
  }
  return [...result.values()];
}

/** Review A10: a summary route over the network is a warning for VPN and ExpressRoute alike; virtual network routes win even over longer ones from BGP. */
const overlapsVnet = defineRule({
  id: 'onprem-overlaps-vnet',
  title: 'Site overlaps a network that reaches it',
  severity: 'E2',
  scope: 'site',
  why: 'Routes of the virtual network win over everything a site announces. A site range equal to or inside a network is therefore unreachable from Azure. A summary such as 10.0.0.0/8 over the network works, when the site routes the longer prefix back.',
  sources: [{ key: 'VFAQ' }, { key: 'VPN' }, { key: 'LEG' }, { key: 'UDRO' }],
  examples: {
    failing: [
      {
        title: 'Site 10.1.2.0/24 and network 10.1.0.0/16',
        plan: site(['10.1.2.0/24'], '10.1.0.0/16'),
        targets: ['hq'],
      },
      { title: 'Summary 10.0.0.0/8', plan: site(['10.0.0.0/8'], '10.1.0.0/16'), severity: 'warning' },
      {
        title: 'Translated by the gateway',
        plan: site(['10.1.2.0/24'], '10.1.0.0/16', { natRules: ['10.1.2.0/24'] }),
        severity: 'warning',
      },
    ],
    passing: [{ title: 'Network 10.2.0.0/16', plan: site(['10.1.2.0/24'], '10.2.0.0/16') }],
  },
  check: (view, context) => {
    const collisions = findCollisions(view);
    return [true, false].flatMap((grave): readonly Outcome[] => {
      const hits = collisions.filter((hit) => hit.grave === grave);
      const first = hits[0];
      if (first === undefined) return [];
      const summary = first.own.prefixLength < first.theirs.prefixLength;
      const consequence = grave
        ? 'Azure keeps that traffic inside the network, the site part is unreachable.'
        : summary
          ? 'the network wins in Azure; the site must route the longer prefix back.'
          : 'NAT rules of the gateway must translate it.';
      return [
        found({
          message: `${view.site.name} ${formatBlock(first.own)} ${summary ? 'covers' : 'overlaps'} ${first.view.network.name} ${formatBlock(first.theirs)}${hits.length > 1 ? ` and ${hits.length - 1} more ${hits.length === 2 ? 'network' : 'networks'}` : ''}: ${consequence}`,
          severity: grave ? 'E2' : 'W',
          related: hits.map((hit) => hit.view.ref),
          fixes: () => (grave ? hits.flatMap((hit) => fixRenumberNetwork(context.topology, hit.view, hit.theirs)) : []),
        }),
      ];
    });
  },
});

const twoSites = (first: string): PlanSketch => ({
  ...site(['192.168.0.0/16'], '10.1.0.0/16'),
  sites: { 'site-1': { prefixes: [first], via: ['vgw'] }, 'site-2': { prefixes: ['192.168.10.0/24'], via: ['vgw'] } },
});

const sitesOverlap = defineRule({
  id: 'onprem-sites-overlap',
  title: 'Two sites on one gateway overlap',
  severity: 'W',
  inferred: true,
  scope: 'plan',
  why: 'Two sites behind one gateway that announce overlapping ranges make routing ambiguous: the longer prefix wins, and the other site loses those addresses.',
  sources: [{ key: 'VPN' }],
  examples: {
    failing: [{ title: '192.168.0.0/16 and 192.168.10.0/24', plan: twoSites('192.168.0.0/16'), targets: ['site-1'] }],
    passing: [{ title: '192.168.0.0/24 and 192.168.10.0/24', plan: twoSites('192.168.0.0/24') }],
  },
  check: ({ gateways, sites }) =>
    listValues(gateways).flatMap((gateway) => {
      const members = gateway.sites.flatMap(({ id }) => {
        const view = sites.get(id);
        return view === undefined ? [] : [{ item: view, space: view.space }];
      });
      return groupByOverlap(members).flatMap((group) => {
        const [first, ...others] = group.members;
        if (first === undefined) return [];
        return [
          found({
            target: first.ref,
            related: [...others.map((view) => view.ref), gateway.ref],
            message: `${listNames(group.members.map((view) => view.site.name))} behind ${gateway.gateway.name} overlap in ${sayWidest(group)}: routes are ambiguous.`,
          }),
        ];
      });
    }),
});

const notConnected = defineRule({
  id: 'onprem-not-connected',
  title: 'Site without a gateway',
  severity: 'I',
  scope: 'site',
  why: 'A site that no gateway leads to is only kept clear as a reserved range. Connect it to a VPN or ExpressRoute gateway to check it as reachable.',
  sources: [{ key: 'VPN' }],
  examples: {
    failing: [{ title: 'No gateway', plan: { sites: { hq: { prefixes: ['192.168.0.0/20'] } } }, targets: ['hq'] }],
    passing: [{ title: 'Behind a VPN gateway', plan: site(['192.168.0.0/20'], '10.1.0.0/16') }],
  },
  check: ({ site: { name, gatewayIds } }) =>
    gatewayIds.length > 0
      ? []
      : [found({ message: `${name} is connected to no gateway; its ranges are only checked as reserved.` })],
});

const podNeed = (ipam: 'overlay' | 'podsubnet-dynamic'): PlanSketch => ({
  networks: {
    spoke: {
      prefixes: ['10.1.0.0/16'],
      subnets: { 'snet-nodes': '10.1.0.0/24', 'snet-pods': '10.1.16.0/20', GatewaySubnet: '10.1.4.0/27' },
    },
  },
  gateways: { vgw: { network: 'spoke', kind: 'vpn', sku: 'VpnGw1' } },
  sites: { hq: { prefixes: ['192.168.0.0/20'], via: ['vgw'] } },
  clusters: {
    aks: {
      ipam,
      subnet: 'spoke/snet-nodes',
      ...(ipam === 'overlay' ? {} : { podSubnet: 'spoke/snet-pods', pools: { system: { maxPods: 30 } } }),
    },
  },
  needs: [{ kind: 'podsReachableFromSite', from: 'hq', to: 'aks' }],
});

const podDirect = defineRule({
  id: 'onprem-pod-direct',
  title: 'Site is to reach pods that have no routable address',
  severity: 'I',
  scope: 'plan',
  why: 'Pod addresses of Azure CNI Overlay and kubenet exist only inside the cluster. A site reaches them through a load balancer or ingress; only flat models give pods addresses that others can call.',
  sources: [{ key: 'S4' }, { key: 'CNI' }],
  examples: {
    failing: [{ title: 'Overlay, monitoring from the site to pods', plan: podNeed('overlay'), targets: ['aks'] }],
    passing: [{ title: 'Pod subnet', plan: podNeed('podsubnet-dynamic') }],
  },
  check: (topology) =>
    topology.plan.needs.flatMap((need) => {
      const cluster = need.to === undefined ? undefined : topology.clusters.get(need.to);
      const from = need.from === undefined ? undefined : topology.sites.get(need.from);
      if (need.kind !== 'podsReachableFromSite' || cluster === undefined) return [];
      if (cluster.cluster.ipam !== 'overlay' && cluster.cluster.ipam !== 'kubenet') return [];
      return [
        found({
          target: cluster.ref,
          related: from === undefined ? [] : [from.ref],
          message: `${from === undefined ? 'A site' : namesOf([from.site])} is to reach pods of ${cluster.cluster.name}, but with ${cluster.cluster.ipam === 'overlay' ? 'Azure CNI Overlay' : 'kubenet'} only pods can open connections; publish them through a load balancer.`,
        }),
      ];
    }),
});

export const onPremisesSiteRules: readonly Rule[] = [overlapsVnet, sitesOverlap, notConnected, podDirect];
