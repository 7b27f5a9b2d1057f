import { addressCount4, firstFit, formatBlock, freeBlocks, type Block } from '../../address/index.ts';
import { LIMITS } from '../../azure/index.ts';
import { parsePrefix, type NetworkView, type SubnetView } from '../../topology/index.ts';
import { defineRule, found } from '../define-rule.ts';
import { NETWORK_ALONE, type NetworkAlone } from '../support/alone.ts';
import { suggestNetworkPrefix } from '../support/fix-networks.ts';
import type { Fix, Rule } from '../types.ts';

const SMALLEST_SUBNET = LIMITS['subnet.smallestPrefix4'].value;

const EVERY_SECOND_27 = {
  'snet-1': '10.1.0.0/27',
  'snet-2': '10.1.0.64/27',
  'snet-3': '10.1.0.128/27',
  'snet-4': '10.1.0.192/27',
};
const PACKED_27 = {
  'snet-1': '10.1.0.0/27',
  'snet-2': '10.1.0.32/27',
  'snet-3': '10.1.0.64/27',
  'snet-4': '10.1.0.96/27',
};

/** What is left in a virtual network. Reserved ranges count as used. */
export const freeSpaceRules: readonly Rule[] = [
  defineRule({
    id: 'vnet-no-free-space',
    title: 'No room for another subnet',
    severity: 'I',
    scope: 'virtualNetwork',
    reads: NETWORK_ALONE,
    why: 'Nothing of /29 or larger is left in the network, so the next subnet (a private endpoint, a gateway, a second node pool) needs another range first. Ranges can be added to a running network; its peerings must be synchronised afterwards.',
    sources: [{ key: 'IPAM' }],
    examples: {
      failing: [
        {
          title: '10.1.0.0/16 fully one subnet',
          plan: { networks: { spoke: { prefixes: ['10.1.0.0/16'], subnets: { all: '10.1.0.0/16' } } } },
          targets: ['spoke'],
        },
      ],
      passing: [
        {
          title: 'One /17 subnet',
          plan: { networks: { spoke: { prefixes: ['10.1.0.0/16'], subnets: { half: '10.1.0.0/17' } } } },
        },
      ],
    },
    check: (view, context) => {
      const { network, space } = view;
      const hasRoom =
        space.blocks4.every((block) => block.prefixLength > SMALLEST_SUBNET) ||
        firstFit(space.blocks4, usedIn(view), SMALLEST_SUBNET) !== undefined;
      if (network.external === true || network.managedByAks === true || hasRoom) return [];
      return [
        found({
          message: `${network.name} ${space.blocks4.map(formatBlock).join(', ')} has no room for another subnet: no free block of /${SMALLEST_SUBNET} or larger is left.`,
          fixes: () => {
            const size = Math.max(...space.blocks4.map((block) => block.prefixLength));
            const range = suggestNetworkPrefix(context.topology, size);
            if (range === undefined) return [];
            const addressPrefixes = [...network.addressPrefixes, formatBlock(range)];
            return [
              {
                title: `Add ${formatBlock(range)}`,
                commands: [{ type: 'update', kind: 'virtualNetwork', id: view.ref.id, values: { addressPrefixes } }],
              },
            ];
          },
        }),
      ];
    },
  }),
  defineRule({
    id: 'vnet-fragmented',
    title: 'Free space is in pieces',
    severity: 'I',
    scope: 'plan',
    why: 'A subnet needs one aligned block. The network has twice the addresses that are wanted, but no free block of that size: what is free lies between subnets. Flat pod networking needs large blocks in one piece.',
    sources: [{ key: 'CNI' }, { key: 'S4' }],
    examples: {
      failing: [
        {
          title: 'Every second /27 of 10.1.0.0/24 used, a /26 wanted',
          plan: {
            networks: { spoke: { prefixes: ['10.1.0.0/24'], subnets: EVERY_SECOND_27 } },
            needs: [{ kind: 'freeRange', from: 'spoke', prefixLength: 26 }],
          },
          targets: ['spoke'],
        },
      ],
      passing: [
        {
          title: 'The same four /27 packed',
          plan: {
            networks: { spoke: { prefixes: ['10.1.0.0/24'], subnets: PACKED_27 } },
            needs: [{ kind: 'freeRange', from: 'spoke', prefixLength: 26 }],
          },
        },
        {
          title: 'Nobody asked for a range',
          plan: { networks: { spoke: { prefixes: ['10.1.0.0/24'], subnets: EVERY_SECOND_27 } } },
        },
      ],
    },
    check: (topology) =>
      topology.plan.needs.flatMap((need) => {
        const view = topology.networks.get(need.from ?? '');
        const wanted = need.prefixLength;
        if (
          need.kind !== 'freeRange' ||
          view === undefined ||
          view.network.external === true ||
          wanted === undefined ||
          wanted > 32
        )
          return [];
        const free = freeBlocks(view.space.blocks4, usedIn(view));
        const count = free.reduce((sum, block) => sum + addressCount4(block), 0);
        const largest = Math.min(33, ...free.map((block) => block.prefixLength));
        if (count < 2 * 2 ** (32 - wanted) || largest <= wanted) return [];
        return [
          found({
            target: view.ref,
            related: [{ kind: 'need', id: need.id }],
            message: `Free space of ${view.network.name} ${view.space.blocks4.map(formatBlock).join(', ')} is fragmented: ${count} addresses are free, but the largest free block is /${largest} and a /${wanted} is wanted.`,
            fixes: () => fixByMoving(view, wanted),
          }),
        ];
      }),
  }),
];

function usedIn(view: NetworkAlone): readonly Block[] {
  return [
    ...view.subnets.flatMap((subnet) => subnet.space.blocks4),
    ...view.reservations.flatMap((reservation) => parsePrefix(reservation.addressPrefix).block ?? []),
  ];
}

/** The first subnet whose move, within the network, leaves a free block of the wanted size: empty and planned, with one IPv4 range. */
function fixByMoving(view: NetworkView, wanted: number): readonly Fix[] {
  const used = usedIn(view);
  for (const subnet of view.subnets) {
    const [range] = subnet.space.blocks4;
    if (range === undefined || !isFreeToMove(subnet)) continue;
    const others = used.filter((block) => block !== range);
    const room = firstFit(view.space.blocks4, others, wanted);
    const to = room === undefined ? undefined : firstFit(view.space.blocks4, [...others, room], range.prefixLength);
    if (room === undefined || to === undefined) continue;
    const addressPrefixes = subnet.space.prefixes.map((prefix) =>
      prefix.block === range ? formatBlock(to) : prefix.text,
    );
    return [
      {
        title: `Move ${subnet.subnet.name} to ${formatBlock(to)}, which leaves ${formatBlock(room)} free`,
        commands: [{ type: 'update', kind: 'subnet', id: subnet.ref.id, values: { addressPrefixes } }],
      },
    ];
  }
  return [];
}

function isFreeToMove({ subnet, space, uses }: SubnetView): boolean {
  return (
    subnet.origin !== 'existing' &&
    space.blocks4.length === 1 &&
    uses.every(({ cluster }) => cluster.origin !== 'existing') &&
    (subnet.staticAddresses ?? []).length === 0
  );
}
