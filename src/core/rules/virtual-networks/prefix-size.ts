import { blockAround, firstAddress, formatBlock, overlaps } from '../../address/index.ts';
import { LIMITS, PRIVATE4 } from '../../azure/index.ts';
import { defineRule, found } from '../define-rule.ts';
import { NETWORK_ALONE } from '../support/alone.ts';
import { suggestNetworkPrefix } from '../support/fix-networks.ts';
import { refusal } from '../support/refusal.ts';
import type { Rule } from '../types.ts';
import { fixReplacePrefix, fixShrinkPrefix, isMovable } from './move-network.ts';

/** No subnet is smaller or larger, so no network range is. */
const LONGEST = LIMITS['subnet.smallestPrefix4'].value;
const SHORTEST = LIMITS['subnet.largestPrefix4'].value;
/** @source IPP table */
const SHORTEST_FOR_AKS = 8;
/** What a new network gets where nothing else is asked for. */
const USUAL = 16;

/** How large the IPv4 ranges of a virtual network are. */
export const prefixSizeRules: readonly Rule[] = [
  defineRule({
    id: 'vnet-prefix-missing',
    title: 'Virtual network without an IPv4 range',
    severity: 'E1',
    scope: 'virtualNetwork',
    reads: NETWORK_ALONE,
    why: 'Every virtual network needs an IPv4 address space; an IPv6 range can only be added to it. Azure refuses a network without one.',
    sources: [{ key: 'VFAQ' }, { key: 'IP6' }],
    examples: {
      failing: [
        { title: 'Only fd00::/56', plan: { networks: { spoke: { prefixes: ['fd00::/56'] } } }, targets: ['spoke'] },
        { title: 'No range at all', plan: { networks: { spoke: { prefixes: [] } } }, targets: ['spoke'] },
      ],
      passing: [
        {
          title: '10.1.0.0/16 and fd00::/56',
          plan: { networks: { spoke: { prefixes: ['10.1.0.0/16', 'fd00::/56'] } } },
        },
        { title: 'Imported, its ranges not read', plan: { networks: { spoke: { prefixes: [], partial: true } } } },
      ],
    },
    check: ({ network, space, ref }, context) => {
      // A range that cannot be read may be the IPv4 range; `cidr-syntax` and `cidr-host-bits` speak of it.
      const isUnclear = space.prefixes.some((prefix) => prefix.error !== undefined && !prefix.text.includes(':'));
      // Azure keeps no network without a range: an imported one without any was not read.
      const isUnread = network.partial === true && network.addressPrefixes.length === 0;
      if (network.external === true || space.blocks4.length > 0 || isUnclear || isUnread) return [];
      const has =
        network.addressPrefixes.length === 0
          ? 'has no address range'
          : `has only ${network.addressPrefixes.join(', ')}`;
      return [
        found({
          message: `${network.name} ${has}: every virtual network needs an IPv4 range.`,
          fixes: () => {
            const range = suggestNetworkPrefix(context.topology, USUAL);
            if (range === undefined) return [];
            const addressPrefixes = [formatBlock(range), ...network.addressPrefixes];
            return [
              {
                title: `Add ${formatBlock(range)}`,
                commands: [{ type: 'update', kind: 'virtualNetwork', id: ref.id, values: { addressPrefixes } }],
              },
            ];
          },
        }),
      ];
    },
  }),
  defineRule({
    id: 'vnet-prefix-too-large',
    title: 'Virtual network range larger than /2',
    severity: 'E1',
    scope: 'virtualNetwork',
    reads: NETWORK_ALONE,
    why: 'The largest IPv4 range of a virtual network is /2. Azure refuses anything larger, and private space ends at /8 anyway.',
    sources: [{ key: 'VFAQ' }],
    examples: {
      failing: [
        {
          // It holds 127.0.0.0/8 as well (review F10).
          title: '0.0.0.0/1',
          plan: { networks: { spoke: { prefixes: ['0.0.0.0/1'] } } },
          targets: ['spoke'],
          alsoFires: ['vnet-prefix-forbidden'],
        },
      ],
      passing: [{ title: '10.0.0.0/8', plan: { networks: { spoke: { prefixes: ['10.0.0.0/8'] } } } }],
    },
    check: (view) =>
      view.space.blocks4.flatMap((block) => {
        if (view.network.external === true || block.prefixLength >= SHORTEST) return [];
        return [
          found({
            ...refusal(
              view.network.origin === 'existing',
              `Address range ${formatBlock(block)} of ${view.network.name} is too large: /${SHORTEST} is the largest.`,
            ),
            fixes: () => fixShrinkPrefix(view, block, PRIVATE4),
          }),
        ];
      }),
  }),
  defineRule({
    id: 'vnet-prefix-over-8',
    title: 'Cluster network range larger than /8',
    severity: 'W',
    scope: 'virtualNetwork',
    reads: NETWORK_ALONE,
    why: 'AKS documents networks of /8 at most for clusters. Larger ranges work in Azure, but nothing in the planning of nodes and pods accounts for them.',
    sources: [{ key: 'IPP' }],
    examples: {
      failing: [
        {
          title: '8.0.0.0/7',
          plan: {
            networks: { spoke: { prefixes: ['8.0.0.0/7'], subnets: { nodes: '9.0.0.0/22' } } },
            clusters: { aks: { subnet: 'spoke/nodes' } },
          },
          targets: ['spoke'],
          alsoFires: ['vnet-prefix-not-private'],
        },
      ],
      passing: [
        {
          title: '10.0.0.0/8',
          plan: {
            networks: { spoke: { prefixes: ['10.0.0.0/8'], subnets: { nodes: '10.9.0.0/22' } } },
            clusters: { aks: { subnet: 'spoke/nodes' } },
          },
        },
        { title: '8.0.0.0/7 without a cluster', plan: { networks: { spoke: { prefixes: ['8.0.0.0/7'] } } } },
      ],
    },
    check: (view) =>
      view.space.blocks4.flatMap((block) => {
        const isLarge = block.prefixLength < SHORTEST_FOR_AKS && block.prefixLength >= SHORTEST;
        const [cluster] = view.clusters;
        if (!isLarge || cluster === undefined || view.network.external === true || view.network.managedByAks === true)
          return [];
        return [
          found({
            message: `Address range ${formatBlock(block)} of ${view.network.name} is larger than /${SHORTEST_FOR_AKS}, the most AKS plans with for ${cluster.name}.`,
            related: view.clusters.map(({ id }) => ({ kind: 'cluster', id })),
            fixes: () => fixShrinkPrefix(view, block, PRIVATE4),
          }),
        ];
      }),
  }),
  defineRule({
    id: 'vnet-prefix-too-small',
    title: 'Virtual network range smaller than /29',
    severity: 'E1',
    scope: 'virtualNetwork',
    reads: NETWORK_ALONE,
    why: 'The smallest subnet is /29, and a subnet must lie in one range of its network. A range of /30 or smaller can hold none.',
    sources: [{ key: 'VFAQ' }],
    examples: {
      failing: [
        { title: '10.0.0.0/30', plan: { networks: { spoke: { prefixes: ['10.0.0.0/30'] } } }, targets: ['spoke'] },
      ],
      passing: [
        { title: '10.0.0.0/29', plan: { networks: { spoke: { prefixes: ['10.0.0.0/29'] } } } },
        { title: 'An IPv6 /56', plan: { networks: { spoke: { prefixes: ['10.0.0.0/29', 'fd00:1::/56'] } } } },
      ],
    },
    check: (view, context) =>
      view.space.blocks4.flatMap((block) => {
        if (view.network.external === true || block.prefixLength <= LONGEST) return [];
        return [
          found({
            ...refusal(
              view.network.origin === 'existing',
              `Address range ${formatBlock(block)} of ${view.network.name} is too small: no subnet fits below /${LONGEST}.`,
            ),
            fixes: () => {
              // The canonical /29 around it, only where nobody else is (review D14).
              const grown = blockAround(firstAddress(block), LONGEST);
              const others = context.topology.spaces.flatMap((space) =>
                space.ref.id === view.ref.id ? space.blocks.filter((own) => own !== block) : space.blocks,
              );
              return !isMovable(view) || others.some((other) => overlaps(other, grown))
                ? []
                : fixReplacePrefix(view, block, grown, 'Grow to');
            },
          }),
        ];
      }),
  }),
];
