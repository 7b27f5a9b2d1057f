import {
  blockAround,
  containsBlock,
  firstAddress,
  firstFit,
  formatBlock,
  overlaps,
  type Block,
} from '../../address/index.ts';
import { LIMITS } from '../../azure/index.ts';
import { weakMemo, type SubnetView, type Topology } from '../../topology/index.ts';
import { defineRule, found } from '../define-rule.ts';
import { fixGrowSubnet, fixShrinkSubnet, suggestSubnetRange } from '../support/fix-subnets.ts';
import { refusal } from '../support/refusal.ts';
import type { Fix, Rule } from '../types.ts';

const LONGEST = LIMITS['subnet.smallestPrefix4'].value;
const SHORTEST = LIMITS['subnet.largestPrefix4'].value;
const SIZE6 = LIMITS['subnet.prefix6'].value;
/** Sizes tried for an IPv4 range beside an IPv6 one, the usual one first. */
const USUAL_SIZES = [24, 25, 26, 27, 28, 29];

/** How large the ranges of a subnet are. */
export const subnetSizeRules: readonly Rule[] = [
  defineRule({
    id: 'subnet-too-small',
    title: 'Subnet smaller than /29',
    severity: 'E1',
    scope: 'subnet',
    why: 'Azure keeps five addresses of every subnet, so the smallest one it accepts is /29 with three left to use.',
    sources: [{ key: 'VFAQ' }],
    examples: {
      failing: [{ title: '/30', plan: withSubnet(['10.1.0.0/30']), targets: ['spoke/snet'], severity: 'error' }],
      passing: [
        { title: '/29', plan: withSubnet(['10.1.0.0/29']) },
        { title: 'An IPv6 /64', plan: withSubnet(['10.1.0.0/29', 'fd00:1::/64']) },
      ],
    },
    check: (view) =>
      view.space.blocks4.flatMap((block, index) => {
        if (view.network.external === true || block.prefixLength <= LONGEST) return [];
        return [
          found({
            ...refusal(
              view.subnet.origin === 'existing',
              `Subnet ${view.subnet.name} ${formatBlock(block)} of ${view.network.name} is too small: the smallest is /${LONGEST} with 3 usable addresses.`,
            ),
            fixes: ({ topology }) => (index === 0 ? fixGrowSubnet(topology, view, LONGEST) : []),
          }),
        ];
      }),
  }),
  defineRule({
    id: 'subnet-too-large',
    title: 'Subnet larger than /2',
    severity: 'E1',
    scope: 'subnet',
    why: 'The largest IPv4 subnet is /2, as for the network around it. Azure refuses anything larger.',
    sources: [{ key: 'VFAQ' }],
    examples: {
      failing: [
        {
          title: '0.0.0.0/1',
          plan: { networks: { spoke: { prefixes: ['0.0.0.0/1'], subnets: { snet: '0.0.0.0/1' } } } },
          targets: ['spoke/snet'],
          // The network around it is as large, and holds 127.0.0.0/8 (review F10).
          alsoFires: ['vnet-prefix-too-large', 'vnet-prefix-forbidden'],
        },
      ],
      passing: [
        {
          title: '10.0.0.0/8',
          plan: { networks: { spoke: { prefixes: ['10.0.0.0/8'], subnets: { snet: '10.0.0.0/8' } } } },
        },
      ],
    },
    check: (view) =>
      view.space.blocks4.flatMap((block, index) => {
        if (view.network.external === true || block.prefixLength >= SHORTEST) return [];
        return [
          found({
            ...refusal(
              view.subnet.origin === 'existing',
              `Subnet ${view.subnet.name} ${formatBlock(block)} of ${view.network.name} is too large: /${SHORTEST} is the largest.`,
            ),
            fixes: () => (index === 0 ? fixShrinkSubnet(view, SHORTEST) : []),
          }),
        ];
      }),
  }),
  defineRule({
    id: 'subnet-ipv6-size',
    title: 'IPv6 range of a subnet is not /64',
    severity: 'E1',
    scope: 'subnet',
    why: 'IPv6 ranges of subnets are exactly /64 in Azure. Larger and smaller ones are refused.',
    sources: [{ key: 'VFAQ' }, { key: 'IP6' }],
    examples: {
      failing: [
        {
          title: 'fd00:1::/60',
          plan: withSubnet(['10.1.0.0/24', 'fd00:1::/60']),
          targets: ['spoke/snet'],
          severity: 'error',
        },
        { title: 'fd00:1::/72', plan: withSubnet(['10.1.0.0/24', 'fd00:1::/72']), targets: ['spoke/snet'] },
      ],
      passing: [{ title: 'fd00:1::/64', plan: withSubnet(['10.1.0.0/24', 'fd00:1::/64']) }],
    },
    check: (view) =>
      view.space.blocks6.flatMap((block) => {
        if (view.network.external === true || block.prefixLength === SIZE6) return [];
        return [
          found({
            ...refusal(
              view.subnet.origin === 'existing',
              `Subnet ${view.subnet.name} ${formatBlock(block)} of ${view.network.name} is a /${block.prefixLength}: IPv6 subnets are exactly /${SIZE6}.`,
            ),
            fixes: ({ topology }) => fixSize6(topology, view, block),
          }),
        ];
      }),
  }),
  defineRule({
    id: 'subnet-ipv6-only',
    title: 'Subnet without an IPv4 range',
    severity: 'W',
    scope: 'virtualNetwork',
    why: 'Every network interface in Azure needs one IPv4 address, so machines cannot be placed in a subnet that has only IPv6. The one use of such subnets is the peering of selected subnets over IPv6.',
    sources: [{ key: 'IP6' }, { key: 'SUBP' }],
    examples: {
      failing: [{ title: 'Only fd00:1::/64', plan: withSubnet(['fd00:1::/64']), targets: ['spoke/snet'] }],
      passing: [
        { title: '10.1.0.0/24 and fd00:1::/64', plan: withSubnet(['10.1.0.0/24', 'fd00:1::/64']) },
        {
          title: 'Takes part in a subnet peering',
          plan: {
            networks: {
              ...withSubnet(['fd00:1::/64']).networks,
              other: {
                prefixes: ['10.2.0.0/16', 'fd00:2::/56'],
                subnets: { snet: { prefixes: ['10.2.0.0/24', 'fd00:2::/64'] } },
              },
            },
            peerings: [
              {
                a: 'spoke',
                b: 'other',
                aToB: { subnetPeering: { local: ['snet'], remote: ['snet'] } },
                bToA: { subnetPeering: { local: ['snet'], remote: ['snet'] } },
              },
            ],
          },
        },
      ],
    },
    check: ({ network, subnets, links }) => {
      if (network.external === true) return [];
      const only6 = only6Among(subnets);
      if (only6.length === 0) return [];
      const peered = new Set(
        links.flatMap(({ link, reverse }) => [
          ...(link?.subnetPeering?.local ?? []),
          ...(reverse?.subnetPeering?.remote ?? []),
        ]),
      );
      return only6.flatMap((view) => {
        const { subnet, space, ref } = view;
        if (peered.has(subnet.name)) return [];
        return [
          found({
            target: ref,
            message: `Subnet ${subnet.name} ${space.blocks6.map(formatBlock).join(', ')} of ${network.name} has no IPv4 range: each network interface needs one IPv4 address.`,
            fixes: ({ topology }) => addRange4(topology, view),
          }),
        ];
      });
    },
  }),
];

/** Subnets with IPv6 ranges alone. Kept while the subnets are the same: every spoke is asked when its hub changes. */
const only6Among = weakMemo((subnets: readonly SubnetView[]) =>
  subnets.filter(({ space }) => space.blocks6.length > 0 && space.blocks6.length === space.prefixes.length),
);

/** The first free /64 inside a larger range; around a smaller one where that is free, else the first free one of the network. */
function fixSize6(topology: Topology, view: SubnetView, block: Block): readonly Fix[] {
  const siblings = topology.networks.get(view.network.id)?.subnets ?? [];
  const others = siblings.flatMap(({ space }) => space.blocks6.filter((other) => other !== block));
  const around =
    block.prefixLength > SIZE6 ? blockAround(firstAddress(block), SIZE6) : firstFit([block], others, SIZE6);
  const isFree =
    around !== undefined &&
    view.networkSpace.blocks6.some((space) => containsBlock(space, around)) &&
    !others.some((other) => overlaps(other, around));
  const to = isFree ? around : suggestSubnetRange(topology, view.network.id, 6, SIZE6, view);
  if (to === undefined || view.subnet.origin === 'existing') return [];
  const addressPrefixes = view.space.prefixes.map((prefix) => (prefix.block === block ? formatBlock(to) : prefix.text));
  return [
    {
      title: `Use ${formatBlock(to)}`,
      commands: [{ type: 'update', kind: 'subnet', id: view.ref.id, values: { addressPrefixes } }],
    },
  ];
}

function addRange4(topology: Topology, { subnet, network, ref }: SubnetView): readonly Fix[] {
  for (const size of USUAL_SIZES) {
    const range = suggestSubnetRange(topology, network.id, 4, size);
    if (range === undefined) continue;
    const addressPrefixes = [formatBlock(range), ...subnet.addressPrefixes];
    return [
      {
        title: `Add ${formatBlock(range)}`,
        commands: [{ type: 'update', kind: 'subnet', id: ref.id, values: { addressPrefixes } }],
      },
    ];
  }
  return [];
}

function withSubnet(prefixes: readonly string[]) {
  return { networks: { spoke: { prefixes: ['10.1.0.0/16', 'fd00:1::/56'], subnets: { snet: { prefixes } } } } };
}
