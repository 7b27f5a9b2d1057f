import { containsBlock, overlaps } from '../../address/index.ts';
import { parsePrefix } from '../../topology/index.ts';
import type { Command, Link, Peering, PlanSketch } from '../../plan/index.ts';
import { defineRule, found, waiting } from '../define-rule.ts';
import type { Rule } from '../types.ts';
import { listNames } from '../support/refusal.ts';
import { namesOf } from '../support/words.ts';
import { directionsOf, isGlobal, isSubnetPeering, sayDirection, sayEnds } from './links.ts';

const pair = (more: Partial<PlanSketch> = {}): PlanSketch => ({
  networks: { 'vnet-a': { prefixes: ['10.0.0.0/16'] }, 'vnet-b': { prefixes: ['10.1.0.0/16'] } },
  peerings: [{ id: 'a-b', a: 'vnet-a', b: 'vnet-b' }],
  ...more,
});

const SUBNETS_PER_SIDE = 200;
const SUBNETS_PER_LINK = 400;
const names = (count: number, prefix: string) => Array.from({ length: count }, (_, index) => `${prefix}-${index + 1}`);
const peeredSubnets = (local: number, remote: number): PlanSketch =>
  pair({
    peerings: [
      {
        id: 'a-b',
        a: 'vnet-a',
        b: 'vnet-b',
        aToB: { subnetPeering: { local: names(local, 'l'), remote: names(remote, 'r') } },
        bToA: { subnetPeering: { local: names(remote, 'r'), remote: names(local, 'l') } },
      },
    ],
  });

const subnetCount = defineRule({
  id: 'peering-subnet-count',
  title: 'Too many subnets in a subnet peering',
  severity: 'E1',
  scope: 'peering',
  why: 'A link of a subnet peering carries at most 400 subnets, 200 on each side.',
  sources: [{ key: 'SUBP' }],
  examples: {
    failing: [
      {
        title: '210 local subnets',
        plan: peeredSubnets(210, 1),
        targets: ['a-b'],
        alsoFires: ['peering-subnet-gating'],
      },
    ],
    passing: [{ title: '200', plan: peeredSubnets(200, 1) }],
  },
  check: (view) => {
    const over = directionsOf(view).find(({ link }) => {
      const [local, remote] = [link.subnetPeering?.local.length ?? 0, link.subnetPeering?.remote.length ?? 0];
      return local > SUBNETS_PER_SIDE || remote > SUBNETS_PER_SIDE || local + remote > SUBNETS_PER_LINK;
    });
    if (over === undefined) return [];
    return [
      found({
        message: `${sayDirection(over)} peers ${over.link.subnetPeering?.local.length ?? 0} local and ${over.link.subnetPeering?.remote.length ?? 0} remote subnets; ${SUBNETS_PER_SIDE} per side and ${SUBNETS_PER_LINK} per link at most.`,
        related: [view.a.ref, view.b.ref],
      }),
    ];
  },
});

const subnetKindChange = defineRule({
  id: 'peering-subnet-kind-change',
  title: 'Peering changed between whole networks and subnets',
  severity: 'I',
  scope: 'plan',
  why: 'The kind of a peering is fixed. A peering cannot change from whole networks to subnets or back; delete it and create it again.',
  sources: [{ key: 'SUBP' }],
  examples: {
    failing: [
      {
        title: 'Full -> subnet on the same link',
        before: pair(),
        plan: peeredSubnets(1, 1),
        targets: ['a-b'],
        alsoFires: ['peering-subnet-gating'],
      },
    ],
    passing: [{ title: 'Unchanged', before: peeredSubnets(1, 1), plan: peeredSubnets(1, 1) }],
  },
  check: (topology, { before }) =>
    (before?.peerings ?? []).flatMap((old) => {
      const view = topology.peerings.get(old.id);
      if (view === undefined || view.peering === old || isSubnetPeering(old) === isSubnetPeering(view.peering))
        return [];
      return [
        found({
          target: view.ref,
          related: [view.a.ref, view.b.ref],
          message: `The peering of ${sayEnds(view)} changes between whole networks and subnets: delete and recreate it.`,
        }),
      ];
    }),
});

const subnetGating = defineRule({
  id: 'peering-subnet-gating',
  title: 'Subnet peering needs an allow-listed subscription',
  severity: 'W',
  scope: 'peering',
  why: 'Subnet peering works only in allow-listed subscriptions, and only through the command line, PowerShell, templates and Terraform, not in the portal.',
  sources: [{ key: 'SUBP' }],
  examples: {
    failing: [{ title: 'Any subnet peering', plan: peeredSubnets(1, 1), targets: ['a-b'] }],
    passing: [{ title: 'Whole networks', plan: pair() }],
  },
  check: (view) =>
    isSubnetPeering(view.peering) && !directionsOf(view).some(({ link }) => link.state === 'Connected')
      ? [
          found({
            message: `${sayEnds(view)} are joined by subnet peering: the subscription must be allow-listed, and the portal cannot set it up.`,
            related: [view.a.ref, view.b.ref],
          }),
        ]
      : [],
});

/** Links of one network; Virtual Network Manager raises the limit. @source LIM, AVNM */
const LINKS = { usual: 500, managed: 1000 };
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
      { title: '501 links', plan: star(501), targets: ['hub'] },
      { title: '900 with Virtual Network Manager', plan: star(900, true), severity: 'warning' },
    ],
    passing: [{ title: '500', plan: star(500) }],
  },
  check: ({ network, links }) => {
    if (links.length <= LINKS.usual) return [];
    const managed = network.managedByNetworkManager === true;
    const fits = managed && links.length <= LINKS.managed;
    return [
      found({
        message: fits
          ? `${network.name} has ${links.length} peerings; more than ${LINKS.usual} only under Virtual Network Manager, up to ${LINKS.managed}.`
          : `${network.name} has ${links.length} peerings; ${managed ? LINKS.managed : LINKS.usual} at most${managed ? '' : ` (${LINKS.managed} under Virtual Network Manager)`}.`,
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
        plan: pair({ peerings: [{ id: 'a-b', a: 'vnet-a', b: 'vnet-b', aToB: { allowVirtualNetworkAccess: false } }] }),
        targets: ['a-b'],
      },
    ],
    passing: [{ title: 'Access true', plan: pair() }],
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
  pair({
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

const live = (prefixes: string[], subnets: Record<string, string> = {}): PlanSketch =>
  pair({
    networks: {
      'vnet-a': { prefixes: ['172.16.0.0/16'], origin: 'existing' },
      'vnet-b': { prefixes, origin: 'existing', subnets },
    },
  });

const addressChange = defineRule({
  id: 'peering-address-change',
  title: 'Address space of a peered network changed',
  severity: 'I',
  scope: 'plan',
  why: 'After a prefix is added, removed or resized every peering of the network must be synced, and the new range must be free on all peers.',
  sources: [{ key: 'PSYNC' }],
  examples: {
    failing: [
      { title: '10.1.0.0/16 -> /18', before: live(['10.1.0.0/16']), plan: live(['10.1.0.0/18']), targets: ['vnet-b'] },
    ],
    passing: [{ title: 'Unchanged', before: live(['10.1.0.0/16']), plan: live(['10.1.0.0/16']) }],
  },
  check: (topology, { before }) =>
    (before?.virtualNetworks ?? []).flatMap((old) => {
      const view = topology.networks.get(old.id);
      if (
        view === undefined ||
        old.origin !== 'existing' ||
        view.network.addressPrefixes.join() === old.addressPrefixes.join()
      )
        return [];
      const peers = view.links.filter((link) => link.connected);
      if (peers.length === 0) return [];
      return [
        found({
          target: view.ref,
          related: peers.map((link) => ({ kind: 'peering', id: link.peering.id })),
          message: `${old.name} changes from ${old.addressPrefixes.join(', ')} to ${view.network.addressPrefixes.join(', ')}: sync its ${peers.length === 1 ? 'peering' : `${peers.length} peerings`} afterwards (${namesOf(peers.map((link) => link.remote))}).`,
        }),
      ];
    }),
});

const addressRemoveInUse = defineRule({
  id: 'peering-address-remove-in-use',
  title: 'Removed prefix still holds a subnet',
  severity: 'E1',
  scope: 'plan',
  why: 'A prefix can be removed from a network only when no subnet lies in it.',
  sources: [{ key: 'PSYNC' }],
  examples: {
    failing: [
      {
        title: 'Drop 10.1.8.0/21 while 10.1.9.0/24 exists',
        before: live(['10.1.0.0/21', '10.1.8.0/21'], { 'snet-9': '10.1.9.0/24' }),
        plan: live(['10.1.0.0/21'], { 'snet-9': '10.1.9.0/24' }),
        targets: ['vnet-b'],
        alsoFires: ['subnet-outside-vnet'],
      },
    ],
    passing: [
      {
        title: 'Drop after deletion',
        before: live(['10.1.0.0/21', '10.1.8.0/21'], { 'snet-9': '10.1.9.0/24' }),
        plan: live(['10.1.0.0/21']),
      },
    ],
  },
  check: (topology, { before }) =>
    (before?.virtualNetworks ?? []).flatMap((old) => {
      const view = topology.networks.get(old.id);
      if (view === undefined || old.origin !== 'existing') return [];
      const removed = old.addressPrefixes
        .flatMap((text) => parsePrefix(text).block ?? [])
        .filter((block) => !view.space.blocks.some((kept) => containsBlock(kept, block) || containsBlock(block, kept)));
      const left = view.subnets.filter((subnet) =>
        subnet.space.blocks.some((block) => removed.some((gone) => overlaps(gone, block))),
      );
      if (left.length === 0) return [];
      return [
        found({
          target: view.ref,
          related: left.map((subnet) => subnet.ref),
          message: `${old.name} loses address space that still holds ${namesOf(left.map((subnet) => subnet.subnet))}: delete the subnets first.`,
        }),
      ];
    }),
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
        plan: pair({ privateDnsZones: { 'contoso.internal': ['vnet-a'] } }),
        targets: ['a-b'],
      },
    ],
    passing: [
      { title: 'Zone linked to both', plan: pair({ privateDnsZones: { 'contoso.internal': ['vnet-a', 'vnet-b'] } }) },
      { title: 'No zones in the plan', plan: pair() },
    ],
  },
  check: ({ peerings, plan }) => {
    if (plan.privateDnsZones.length === 0) return [];
    const lacking = [...peerings.values()].filter(({ a, b }) => {
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
  subnetCount,
  subnetKindChange,
  subnetGating,
  peeringCount,
  vnetAccessOff,
  globalBasicLb,
  appgwBlocked,
  addressChange,
  addressRemoveInUse,
  andVpn,
  peeringDns,
];
