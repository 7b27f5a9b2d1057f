import { formatBlock, overlaps } from '../../address/index.ts';
import { parsePrefix } from '../../topology/index.ts';
import type { Gateway, PlanSketch } from '../../plan/index.ts';
import { defineRule, found } from '../define-rule.ts';
import { NETWORK_ALONE } from '../support/alone.ts';
import type { Outcome, Rule } from '../types.ts';
import { namesOf, refsOf } from '../support/words.ts';

const KIND_NAMES = { vpn: 'VPN', expressRoute: 'ExpressRoute' } as const;

const hub = (
  gateways: Readonly<Record<string, Pick<Gateway, 'kind'> & Partial<Gateway>>>,
  site?: string[],
): PlanSketch => ({
  networks: { hub: { prefixes: ['10.1.0.0/16'], subnets: { GatewaySubnet: '10.1.0.0/26' } } },
  gateways: Object.fromEntries(
    Object.entries(gateways).map(([name, gateway]) => [name, { network: 'hub', ...gateway }]),
  ),
  ...(site === undefined ? {} : { sites: { hq: { prefixes: site, via: [Object.keys(gateways)[0] ?? ''] } } }),
});

const gatewayKind = defineRule({
  id: 'onprem-gateway-kind',
  title: 'Two gateways of one kind in a network',
  severity: 'E1',
  scope: 'virtualNetwork',
  reads: NETWORK_ALONE,
  why: 'A network holds one VPN gateway and one ExpressRoute gateway. A second of the same kind is refused.',
  sources: [{ key: 'LIM' }],
  examples: {
    failing: [
      {
        title: 'Two VPN gateways',
        plan: hub({ 'vgw-1': { kind: 'vpn', sku: 'VpnGw1' }, 'vgw-2': { kind: 'vpn', sku: 'VpnGw1' } }),
        targets: ['vgw-2'],
      },
    ],
    passing: [
      {
        title: 'One VPN, one ExpressRoute',
        plan: hub({ vgw: { kind: 'vpn', sku: 'VpnGw1' }, ergw: { kind: 'expressRoute', sku: 'ErGw1AZ' } }),
      },
    ],
  },
  check: ({ network, ref, gateways }) =>
    (['vpn', 'expressRoute'] as const).flatMap((kind) => {
      const same = gateways.filter((gateway) => gateway.kind === kind);
      const [, ...extra] = same;
      const last = extra.at(-1);
      if (last === undefined) return [];
      return [
        found({
          target: { kind: 'gateway', id: last.id },
          related: [ref, ...refsOf('gateway', same.slice(0, -1))],
          message: `${network.name} has ${same.length} ${KIND_NAMES[kind]} gateways (${namesOf(same)}); one per network.`,
          fixes: () =>
            extra.map((gateway) => ({
              title: `Remove ${gateway.name}`,
              commands: [{ type: 'remove', refs: [{ kind: 'gateway', id: gateway.id }] }],
            })),
        }),
      ];
    }),
});

const pool = (prefix: string): PlanSketch => hub({ vgw: { kind: 'vpn', sku: 'VpnGw1', pointToSitePools: [prefix] } });

const p2sPoolOverlap = defineRule({
  id: 'onprem-p2s-pool-overlap',
  title: 'Point-to-site pool overlaps a range clients are to reach',
  severity: 'E2',
  scope: 'gateway',
  why: 'Clients of the point-to-site VPN get addresses of the pool. Where it overlaps the network, a peer that uses the gateway or a site, replies never find the client.',
  sources: [{ key: 'VFAQ' }],
  inferred: true,
  examples: {
    failing: [{ title: 'Pool 10.1.200.0/24, network 10.1.0.0/16', plan: pool('10.1.200.0/24'), targets: ['vgw'] }],
    passing: [{ title: 'Pool 172.20.0.0/24', plan: pool('172.20.0.0/24') }],
  },
  check: ({ gateway, usedBy, sites }) => {
    const owners = [
      ...usedBy.map((view) => ({ ref: view.ref, name: view.network.name, blocks: view.space.blocks })),
      ...sites.map((site) => ({
        ref: { kind: 'site' as const, id: site.id },
        name: site.name,
        blocks: site.addressPrefixes.flatMap((text) => parsePrefix(text).block ?? []),
      })),
    ];
    return (gateway.pointToSitePools ?? []).flatMap((text): readonly Outcome[] => {
      const block = parsePrefix(text).block;
      if (block === undefined) return [];
      const hits = owners.filter((owner) => owner.blocks.some((theirs) => overlaps(theirs, block)));
      if (hits.length === 0) return [];
      return [
        found({
          message: `Point-to-site pool ${formatBlock(block)} of ${gateway.name} overlaps ${namesOf(hits)}: the client pool collides.`,
          related: hits.map((owner) => owner.ref),
        }),
      ];
    });
  },
});

/** Review B12: dual stack on VPN gateways is in preview. */
const vpnIpv6 = defineRule({
  id: 'onprem-vpn-ipv6',
  title: 'IPv6 over a VPN gateway',
  severity: 'W',
  scope: 'gateway',
  why: 'The documentation speaks of IPv4 only for VPN gateways; dual stack is in preview. ExpressRoute carries IPv6.',
  sources: [{ key: 'IP6' }],
  inferred: true,
  examples: {
    failing: [
      {
        title: 'fd00:1::/64 expected over VPN',
        plan: hub({ vgw: { kind: 'vpn', sku: 'VpnGw1' } }, ['192.168.0.0/20', 'fd00:1::/64']),
        targets: ['vgw'],
      },
    ],
    passing: [{ title: 'IPv4 only', plan: hub({ vgw: { kind: 'vpn', sku: 'VpnGw1' } }, ['192.168.0.0/20']) }],
  },
  check: ({ gateway, sites }) => {
    if (gateway.kind !== 'vpn') return [];
    const wanting = sites.filter((site) =>
      site.addressPrefixes.some((prefix) => parsePrefix(prefix).block?.family === 6),
    );
    if (gateway.ipv6 !== true && wanting.length === 0) return [];
    return [
      found({
        message: `IPv6${wanting.length > 0 ? ` of ${namesOf(wanting)}` : ''} is to pass VPN gateway ${gateway.name}: dual stack on VPN gateways is in preview.`,
        related: refsOf('site', wanting),
      }),
    ];
  },
});

export const onPremisesGatewayRules: readonly Rule[] = [gatewayKind, p2sPoolOverlap, vpnIpv6];
