import { formatNumber } from '../../plan/index.ts';
import { LIMITS } from '../../azure/index.ts';
import type { Cluster, PlanSketch } from '../../plan/index.ts';
import { weakMemoLatest } from '../../topology/index.ts';
import type { SubnetView } from '../../topology/types.ts';
import { defineRule, found } from '../define-rule.ts';
import { NETWORK_ALONE, type NetworkAlone } from '../support/alone.ts';
import { listNames } from '../support/refusal.ts';
import type { Fix, Rule } from '../types.ts';
import { groupsOfPeers } from '../virtual-networks/peer-groups.ts';

const PER_NETWORK = LIMITS['privateEndpoints.perVnet'].value;
const PER_NETWORK_HIGH = LIMITS['privateEndpoints.perVnetHighScale'].value;
const PER_GROUP = LIMITS['privateEndpoints.perPeerGroup'].value;
const PER_GROUP_HIGH = LIMITS['privateEndpoints.perPeerGroupHighScale'].value;

/** How many private endpoints a network, and a network with its peers, may hold. Of imported networks only what is listed is counted. */
export const privateEndpointRules: readonly Rule[] = [
  defineRule({
    id: 'pe-per-vnet',
    title: 'Too many private endpoints in a virtual network',
    severity: 'E1',
    scope: 'virtualNetwork',
    reads: NETWORK_ALONE,
    why: 'A virtual network holds 1,000 private endpoints, or 5,000 once High Scale Private Endpoints is switched on for it. Azure refuses the next one.',
    sources: [{ key: 'PEHS' }],
    examples: {
      failing: [
        { title: '1,001', plan: withEndpoints({ hub: 1001 }), targets: ['hub'], severity: 'error' },
        {
          title: '5,001 with high scale',
          plan: withEndpoints({ hub: 5001 }, { highScalePrivateEndpoints: true }),
          targets: ['hub'],
        },
        {
          title: '1,001 imported: high scale may be on',
          plan: withEndpoints({ hub: 1001 }, { partial: true }),
          targets: ['hub'],
          severity: 'warning',
        },
      ],
      passing: [
        { title: '1,000', plan: withEndpoints({ hub: 1000 }) },
        { title: '4,000 with high scale', plan: withEndpoints({ hub: 4000 }, { highScalePrivateEndpoints: true }) },
      ],
    },
    check: (view) => {
      const { network, ref } = view;
      const count = endpointsIn(view);
      const isUnknown = network.highScalePrivateEndpoints === undefined && network.partial === true;
      const limit = network.highScalePrivateEndpoints === true ? PER_NETWORK_HIGH : PER_NETWORK;
      if (network.external === true || count <= limit) return [];
      if (isUnknown && count <= PER_NETWORK_HIGH) {
        return [
          found({
            severity: 'W',
            message: `${network.name} holds ${formatNumber(count)} private endpoints and needs High Scale Private Endpoints: ${formatNumber(PER_NETWORK)} is the limit without it, ${formatNumber(PER_NETWORK_HIGH)} with it.`,
          }),
        ];
      }
      return [
        found({
          message: `${network.name} is to hold ${formatNumber(count)} private endpoints; ${formatNumber(limit)} is the limit${limit === PER_NETWORK ? `, ${formatNumber(PER_NETWORK_HIGH)} with High Scale Private Endpoints` : ''}.`,
          fixes: () => (limit === PER_NETWORK && count <= PER_NETWORK_HIGH ? switchHighScale(ref.id) : []),
        }),
      ];
    },
  }),
  defineRule({
    id: 'pe-per-peer-group',
    title: 'Too many private endpoints in a network and its peers',
    severity: 'W',
    scope: 'plan',
    why: 'A virtual network and the networks peered with it reach 4,000 private endpoints together, or 20,000 with High Scale Private Endpoints on all of them. Beyond that packets are lost without a message.',
    sources: [{ key: 'PEHS' }],
    examples: {
      failing: [
        {
          title: 'Hub 900 and four spokes of 800: 4,100',
          plan: withEndpoints({ hub: 900, s1: 800, s2: 800, s3: 800, s4: 800 }),
          targets: ['hub'],
        },
      ],
      passing: [
        {
          title: 'Hub 900 and three spokes of 800: 3,300',
          plan: withEndpoints({ hub: 900, s1: 800, s2: 800, s3: 800 }),
        },
        {
          title: '4,100 with high scale',
          plan: withEndpoints({ hub: 900, s1: 800, s2: 800, s3: 800, s4: 800 }, { highScalePrivateEndpoints: true }),
        },
      ],
    },
    check: (topology) => {
      return groupsOfPeers(topology, endpointsIn, PER_GROUP).flatMap(({ centre, peers, total }) => {
        const all = [centre, ...peers];
        const limit = all.every(({ network }) => network.highScalePrivateEndpoints === true)
          ? PER_GROUP_HIGH
          : PER_GROUP;
        if (total <= limit) return [];
        return [
          found({
            target: centre.ref,
            related: peers.map((view) => view.ref),
            message: `${centre.network.name} and its peers ${listNames(peers.map((view) => view.network.name))} are to hold ${formatNumber(total)} private endpoints together; beyond ${formatNumber(limit)} packets are lost without a message.`,
            fixes: () => {
              if (limit === PER_GROUP_HIGH || total > PER_GROUP_HIGH) return [];
              const off = all.filter(({ network }) => network.highScalePrivateEndpoints !== true);
              return [
                {
                  title: `Switch High Scale Private Endpoints on for ${listNames(off.map(({ network }) => network.name))}`,
                  commands: off.flatMap(({ ref }) => switchHighScale(ref.id)[0]?.commands ?? []),
                },
              ];
            },
          }),
        ];
      });
    },
  }),
];

/** Endpoints of the subnets, and those that private clusters get for their API servers. */
function endpointsIn({ subnets, clusters }: NetworkAlone): number {
  return countEndpoints(subnets, clusters);
}

const countEndpoints = weakMemoLatest((subnets: readonly SubnetView[], clusters: readonly Cluster[]): number => {
  const drawn = subnets.reduce((sum, { subnet }) => sum + (subnet.privateEndpoints ?? 0), 0);
  const own = clusters.filter((cluster) => {
    const home = cluster.pools.find((pool) => pool.nodeSubnetId !== undefined)?.nodeSubnetId;
    const hasEndpoint =
      cluster.privateCluster === true &&
      cluster.apiServerVnetIntegration !== true &&
      cluster.apiServerSubnetId === undefined;
    return hasEndpoint && subnets.some(({ ref }) => ref.id === home);
  });
  return drawn + own.length;
});

function switchHighScale(id: string): readonly Fix[] {
  return [
    {
      title: 'Switch High Scale Private Endpoints on',
      commands: [{ type: 'update', kind: 'virtualNetwork', id, values: { highScalePrivateEndpoints: true } }],
    },
  ];
}

/** A hub and its spokes, with that many endpoints each. */
function withEndpoints(
  counts: Readonly<Record<string, number>>,
  fields: { readonly partial?: boolean; readonly highScalePrivateEndpoints?: boolean } = {},
): PlanSketch {
  const names = Object.keys(counts);
  return {
    networks: Object.fromEntries(
      names.map((name, index) => [
        name,
        {
          prefixes: [`10.${index}.0.0/16`],
          subnets: { 'snet-pe': { prefixes: [`10.${index}.0.0/18`], privateEndpoints: counts[name] } },
          ...fields,
        },
      ]),
    ),
    peerings: names.filter((name) => name !== 'hub').map((name) => ['hub', name] as const),
  };
}
