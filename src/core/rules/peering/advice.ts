import { formatNumber } from '../../plan/index.ts';
import { listValues } from '../../topology/index.ts';
import { LIMITS } from '../../azure/index.ts';
import type { Command, Link, Peering, PlanSketch } from '../../plan/index.ts';
import { defineRule, found, waiting } from '../define-rule.ts';
import type { Rule } from '../types.ts';
import { listNames } from '../support/refusal.ts';
import { namesOf } from '../support/words.ts';
import { examplePair } from './example-pair.ts';
import { directionsOf, isGlobal, sayDirection, sayEnds } from './links.ts';

/** Links of one network; Virtual Network Manager raises the limit. @source LIM, AVNM */
const LINKS = { usual: LIMITS['vnet.peerings'].value, managed: LIMITS['vnet.peeringsManaged'].value };
/** Built when somebody looks at the example: hundreds of networks at every start would be felt. */
const star = (count: number, managed = false): PlanSketch => ({
  networks: Object.fromEntries([
    ['hub', { prefixes: ['172.16.0.0/16'], ...(managed ? { managedByNetworkManager: true } : {}) }],
    ...Array.from(
      { length: count },
      (_, index) => [`s${index}`, { prefixes: [`10.${Math.floor(index / 256)}.${index % 256}.0/24`] }] as const,
    ),
  ]),
  peerings: Array.from({ length: count }, (_, index) => ['hub', `s${index}`] as const),
});

const peeringCount = defineRule({
  id: 'peering-count',
  title: 'Too many peerings of one network',
  severity: 'E1',
  scope: 'virtualNetwork',
  why: 'A network has at most 500 peerings; 1,000 when Azure Virtual Network Manager manages the hub and its spokes.',
  sources: [{ key: 'LIM' }, { key: 'AVNM' }],
  examples: {
    failing: [
      {
        title: '501 links',
        get plan() {
          return star(501);
        },
        targets: ['hub'],
      },
      {
        title: '900 with Virtual Network Manager',
        get plan() {
          return star(900, true);
        },
        severity: 'warning',
      },
    ],
    passing: [
      {
        title: '500',
        get plan() {
          return star(500);
        },
      },
    ],
  },
  check: ({ network, links }) => {
    if (links.length <= LINKS.usual) return [];
    const managed = network.managedByNetworkManager === true;
    const fits = managed && links.length <= LINKS.managed;
    return [
      found({
        message: fits
          ? `${network.name} has ${formatNumber(links.length)} peerings; more than ${formatNumber(LINKS.usual)} only under Virtual Network Manager, up to ${formatNumber(LINKS.managed)}.`
          : `${network.name} has ${formatNumber(links.length)} peerings; ${formatNumber(managed ? LINKS.managed : LINKS.usual)} at most${managed ? '' : ` (${formatNumber(LINKS.managed)} under Virtual Network Manager)`}.`,
        ...(fits ? { severity: 'W' as const } : {}),
      }),
    ];
  },
});

const vnetAccessOff = defineRule({
  id: 'peering-vnet-access-off',
  title: 'Virtual network access is off',
  severity: 'W',
  scope: 'peering',
  why: 'The other side drops out of the VirtualNetwork tag, so every security group that relies on the default rules blocks its traffic, AKS node interfaces included. An explicit allow rule still passes: it is no firewall.',
  sources: [{ key: 'PEER' }, { key: 'PEER2' }],
  examples: {
    failing: [
      {
        title: 'Access false',
        plan: examplePair({
          peerings: [{ id: 'a-b', a: 'vnet-a', b: 'vnet-b', aToB: { allowVirtualNetworkAccess: false } }],
        }),
        targets: ['a-b'],
      },
    ],
    passing: [{ title: 'Access true', plan: examplePair() }],
  },
  check: (view) => {
    const off = directionsOf(view).filter(({ link }) => !link.allowVirtualNetworkAccess);
    if (off.length === 0) return [];
    return [
      found({
        message: `Virtual network access is off on ${listNames(off.map(sayDirection))}: security groups that rely on the default rules block this traffic, an explicit allow still passes.`,
        related: [view.a.ref, view.b.ref],
        fixes: () => [{ title: 'Switch access on', commands: [allowAccess(view.peering)] }],
      }),
    ];
  },
});

/** Both links of the peering, where they exist, with access on. */
function allowAccess(peering: Peering): Command {
  const on = (link: Link | null): Link | null => (link === null ? null : { ...link, allowVirtualNetworkAccess: true });
  return {
    type: 'update',
    kind: 'peering',
    id: peering.id,
    values: { aToB: on(peering.aToB), bToA: on(peering.bToA) },
  };
}

const regions = (one: string, other: string, more: Partial<PlanSketch> = {}): PlanSketch =>
  examplePair({
    networks: {
      'vnet-a': { prefixes: ['10.0.0.0/16'], region: one },
      'vnet-b': { prefixes: ['10.1.0.0/16'], region: other, subnets: { 'snet-nodes': '10.1.0.0/22' } },
    },
    ...more,
  });

const globalBasicLb = defineRule({
  id: 'peering-global-basic-lb',
  title: 'Basic load balancer behind a global peering',
  severity: 'W',
  scope: 'peering',
  why: 'Front ends of a Basic load balancer, and services that use one, cannot be reached over a peering between regions. Standard load balancers can.',
  sources: [{ key: 'PEER' }, { key: 'VFAQ' }],
  examples: {
    failing: [
      {
        title: 'Cluster with a Basic load balancer, westeurope and eastus',
        plan: regions('westeurope', 'eastus', {
          clusters: { aks: { subnet: 'vnet-b/snet-nodes', loadBalancerSku: 'basic' } },
        }),
        targets: ['a-b'],
        alsoFires: ['basic-lb-retirement'],
      },
    ],
    passing: [
      {
        title: 'Standard',
        plan: regions('westeurope', 'eastus', {
          clusters: { aks: { subnet: 'vnet-b/snet-nodes', loadBalancerSku: 'standard' } },
        }),
      },
    ],
  },
  check: ({ a, b }) => {
    if (!isGlobal(a, b)) return [];
    const basic = [...a.clusters, ...b.clusters].filter((cluster) => cluster.loadBalancerSku === 'basic');
    if (basic.length > 0) {
      return [
        found({
          message: `${namesOf(basic)} use${basic.length === 1 ? 's' : ''} a Basic load balancer; over the global peering of ${a.network.name} and ${b.network.name} its front ends cannot be reached.`,
          related: basic.map((cluster) => ({ kind: 'cluster', id: cluster.id })),
        }),
      ];
    }
    const open = [a, b].filter((view) => view.network.partial === true && view.network.external !== true);
    return open.length > 0
      ? [
          waiting(
            'loadBalancers',
            open.map((view) => view.ref),
          ),
        ]
      : [];
  },
});

const withGateway = (access: boolean): PlanSketch => ({
  networks: {
    'vnet-a': { prefixes: ['10.0.0.0/16'], subnets: { 'snet-agw': '10.0.0.0/24' } },
    'vnet-b': { prefixes: ['10.1.0.0/16'] },
  },
  applicationGateways: { agw: { subnet: 'vnet-a/snet-agw', version: 'v2', networkIsolation: false } },
  peerings: [{ id: 'a-b', a: 'vnet-a', b: 'vnet-b', bToA: { allowVirtualNetworkAccess: access } }],
});

const appgwBlocked = defineRule({
  id: 'peering-appgw-blocked',
  title: 'Access off beside an application gateway',
  severity: 'W',
  scope: 'peering',
  why: 'With virtual network access off, traffic of an application gateway without network isolation is blocked over this peering too.',
  sources: [{ key: 'PEER' }],
  examples: {
    failing: [
      {
        title: 'Access false beside a v2 gateway',
        plan: withGateway(false),
        targets: ['a-b'],
        alsoFires: ['peering-vnet-access-off'],
      },
    ],
    passing: [{ title: 'Access true', plan: withGateway(true) }],
  },
  check: (view) => {
    if (!directionsOf(view).some(({ link }) => !link.allowVirtualNetworkAccess)) return [];
    const gateways = [view.a, view.b]
      .flatMap((network) => network.subnets.flatMap((subnet) => subnet.applicationGateways))
      .filter((gateway) => gateway.networkIsolation !== true);
    if (gateways.length === 0) return [];
    const certain = gateways.some((gateway) => gateway.networkIsolation === false);
    return [
      found({
        message: `Virtual network access between ${sayEnds(view)} is off: traffic of application gateway ${namesOf(gateways)} is blocked too${certain ? '' : ', unless network isolation is on'}.`,
        related: gateways.map((gateway) => ({ kind: 'applicationGateway', id: gateway.id })),
      }),
    ];
  },
});

const vpnPair = (peered: boolean): PlanSketch => ({
  networks: {
    'vnet-a': { prefixes: ['10.0.0.0/16'], subnets: { GatewaySubnet: '10.0.0.0/27' } },
    'vnet-b': { prefixes: ['10.1.0.0/16'], subnets: { GatewaySubnet: '10.1.0.0/27' } },
  },
  gateways: {
    'vgw-a': { network: 'vnet-a', kind: 'vpn', sku: 'VpnGw1', vnetToVnet: ['vnet-b'] },
    'vgw-b': { network: 'vnet-b', kind: 'vpn', sku: 'VpnGw1', vnetToVnet: ['vnet-a'] },
  },
  ...(peered ? { peerings: [{ id: 'a-b', a: 'vnet-a', b: 'vnet-b' }] } : {}),
});

const andVpn = defineRule({
  id: 'peering-and-vpn',
  title: 'Peered and joined by VPN',
  severity: 'I',
  scope: 'peering',
  why: 'Between two networks that are peered and also joined by a VNet-to-VNet VPN, traffic takes the peering.',
  sources: [{ key: 'PEER' }],
  examples: {
    failing: [{ title: 'A and B peered and VNet-to-VNet', plan: vpnPair(true), targets: ['a-b'] }],
    passing: [{ title: 'VPN only', plan: vpnPair(false) }],
  },
  check: (view) => {
    const gateways = [
      ...view.a.gateways.filter((gateway) => gateway.vnetToVnet?.includes(view.b.ref.id)),
      ...view.b.gateways.filter((gateway) => gateway.vnetToVnet?.includes(view.a.ref.id)),
    ];
    return gateways.length === 0
      ? []
      : [
          found({
            message: `${sayEnds(view)} are peered and also joined by VPN (${namesOf(gateways)}): traffic takes the peering.`,
            related: gateways.map((gateway) => ({ kind: 'gateway', id: gateway.id })),
          }),
        ];
  },
});

/** Review A32: only when zones are part of the plan; one finding for all pairs. */
const peeringDns = defineRule({
  id: 'peering-dns',
  title: 'Peered networks share no name resolution',
  severity: 'I',
  scope: 'plan',
  why: "Azure's default names do not resolve across peerings. Link one private DNS zone to both networks, or give them a custom DNS server.",
  sources: [{ key: 'PEER' }],
  examples: {
    failing: [
      {
        title: 'Zone linked to one side',
        plan: examplePair({ privateDnsZones: { 'contoso.internal': ['vnet-a'] } }),
        targets: ['a-b'],
      },
    ],
    passing: [
      {
        title: 'Zone linked to both',
        plan: examplePair({ privateDnsZones: { 'contoso.internal': ['vnet-a', 'vnet-b'] } }),
      },
      { title: 'No zones in the plan', plan: examplePair() },
    ],
  },
  check: ({ peerings, plan }) => {
    if (plan.privateDnsZones.length === 0) return [];
    const lacking = listValues(peerings).filter(({ a, b }) => {
      if (a.network.external === true || b.network.external === true || a === b) return false;
      const custom = [a, b].some((view) => (view.network.dnsServers ?? []).length > 0);
      return (
        !custom &&
        !plan.privateDnsZones.some(
          (zone) => zone.virtualNetworkIds.includes(a.ref.id) && zone.virtualNetworkIds.includes(b.ref.id),
        )
      );
    });
    const [first, ...others] = lacking;
    if (first === undefined) return [];
    return [
      found({
        target: first.ref,
        related: others.map((view) => view.ref),
        message: `${sayEnds(first)}${others.length > 0 ? ` and ${others.length} more peered ${others.length === 1 ? 'pair' : 'pairs'}` : ''} share no private DNS zone and no custom DNS server: default names do not resolve across peerings.`,
        fixes: () =>
          plan.privateDnsZones.slice(0, 1).map((zone) => ({
            title: `Link ${zone.name} to all of them`,
            commands: [
              {
                type: 'update',
                kind: 'privateDnsZone',
                id: zone.id,
                values: {
                  virtualNetworkIds: [
                    ...new Set([
                      ...zone.virtualNetworkIds,
                      ...lacking.flatMap((view) => [view.a.ref.id, view.b.ref.id]),
                    ]),
                  ],
                },
              },
            ],
          })),
      }),
    ];
  },
});

export const peeringAdviceRules: readonly Rule[] = [
  peeringCount,
  vnetAccessOff,
  globalBasicLb,
  appgwBlocked,
  andVpn,
  peeringDns,
];
