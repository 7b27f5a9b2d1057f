import {
  buildIndex,
  containsBlock,
  findContaining,
  findOverlaps,
  firstAddress,
  formatBlock,
  overlaps,
  type Block4,
} from '../../address/index.ts';
import { PRIVATE4, VNET_FORBIDDEN } from '../../azure/index.ts';
import { weakMemo, type AddressSpace, type BlockView, listValues } from '../../topology/index.ts';
import { defineRule, found } from '../define-rule.ts';
import { NETWORK_ALONE } from '../support/alone.ts';
import { listNames, refusal } from '../support/refusal.ts';
import type { Rule } from '../types.ts';
import { fixMoveNetworks } from './move-network.ts';

/** Why the platform keeps a range. @source VFAQ */
const REASONS: ReadonlyMap<string, string> = new Map([
  ['224.0.0.0/4', 'multicast'],
  ['255.255.255.255/32', 'broadcast'],
  ['127.0.0.0/8', 'loopback'],
  ['169.254.0.0/16', 'link-local'],
  ['168.63.129.16/32', "Azure's DNS and health probes"],
]);

/** Where the IPv4 ranges of a virtual network lie. */
export const prefixPlaceRules: readonly Rule[] = [
  defineRule({
    id: 'vnet-prefix-forbidden',
    title: 'Virtual network range reserved by the platform',
    severity: 'E1',
    scope: 'virtualNetwork',
    reads: NETWORK_ALONE,
    why: 'Azure keeps multicast, broadcast, loopback and link-local addresses and its own service address 168.63.129.16 for the platform. A virtual network cannot be given a range that touches them.',
    sources: [{ key: 'VFAQ' }],
    examples: {
      failing: [
        {
          title: '169.254.10.0/24',
          plan: { networks: { spoke: { prefixes: ['169.254.10.0/24'] } } },
          targets: ['spoke'],
          severity: 'error',
        },
        {
          title: 'A range around 168.63.129.16',
          plan: { networks: { spoke: { prefixes: ['168.63.0.0/16'] } } },
          targets: ['spoke'],
        },
      ],
      passing: [{ title: '10.9.0.0/24', plan: { networks: { spoke: { prefixes: ['10.9.0.0/24'] } } } }],
    },
    check: (view, context) =>
      view.space.blocks4.flatMap((block) => {
        const hits = VNET_FORBIDDEN.filter((range) => overlaps(range, block)).map(formatBlock);
        if (view.network.external === true || hits.length === 0) return [];
        const reserved = listNames(hits.map((range) => `${range} (${REASONS.get(range) ?? 'reserved'})`));
        return [
          found({
            ...refusal(
              view.network.origin === 'existing',
              `Address range ${formatBlock(block)} of ${view.network.name} overlaps ${reserved}, reserved by the platform.`,
            ),
            fixes: () => fixMoveNetworks(context, [{ view, blocks: [block] }]),
          }),
        ];
      }),
  }),
  defineRule({
    id: 'vnet-prefix-not-private',
    title: 'Virtual network range is not private',
    severity: 'W',
    scope: 'virtualNetwork',
    reads: NETWORK_ALONE,
    why: 'Azure accepts public addresses as a network range and never announces them. Inside the network they hide the real owners on the internet, so traffic to those never leaves.',
    sources: [{ key: 'VFAQ' }],
    examples: {
      failing: [
        { title: '172.10.0.0/16', plan: { networks: { spoke: { prefixes: ['172.10.0.0/16'] } } }, targets: ['spoke'] },
      ],
      passing: [
        { title: '172.16.0.0/16', plan: { networks: { spoke: { prefixes: ['172.16.0.0/16'] } } } },
        { title: 'Shared address space 100.64.0.0/16', plan: { networks: { spoke: { prefixes: ['100.64.0.0/16'] } } } },
        { title: 'An IPv6 range', plan: { networks: { spoke: { prefixes: ['172.16.0.0/16', '2001:db8::/56'] } } } },
      ],
    },
    check: (view, context) =>
      view.space.blocks4.flatMap((block) => {
        if (view.network.external === true || isPrivate(block) || isRefused(block)) return [];
        return [
          found({
            message: `Address range ${formatBlock(block)} of ${view.network.name} is outside the private ranges ${listNames(PRIVATE4.map(formatBlock))}: it works and is not routed from the internet, but hides the real owner of these addresses.`,
            fixes: () => fixMoveNetworks(context, [{ view, blocks: [block] }]),
          }),
        ];
      }),
  }),
  defineRule({
    id: 'vnet-prefix-self-overlap',
    title: 'Ranges of one virtual network overlap',
    severity: 'E1',
    scope: 'virtualNetwork',
    reads: NETWORK_ALONE,
    why: 'The ranges of a virtual network must be disjoint. Azure refuses a range that repeats or lies inside another one of the same network.',
    sources: [{ key: 'VFAQ' }, { key: 'PSYNC', section: 'prerequisites' }],
    examples: {
      failing: [
        {
          title: '10.0.0.0/16 and 10.0.1.0/24',
          plan: { networks: { spoke: { prefixes: ['10.0.0.0/16', '10.0.1.0/24'] } } },
          targets: ['spoke'],
        },
        {
          title: 'The same range twice',
          plan: { networks: { spoke: { prefixes: ['10.0.0.0/16', '10.0.0.0/16'] } } },
          targets: ['spoke'],
        },
      ],
      passing: [{ title: '10.0.0.0/16', plan: { networks: { spoke: { prefixes: ['10.0.0.0/16'] } } } }],
    },
    check: ({ network, space, ref }) => {
      if (network.external === true || space.blocks.length < 2) return [];
      const readable = space.prefixes.flatMap(({ text, block }, index) =>
        block === undefined ? [] : [{ text, block, index }],
      );
      return findOverlaps(buildIndex(readable.map(({ block }) => block))).flatMap((pair) => {
        const outer = readable[pair.outer];
        const inner = readable[pair.inner];
        if (outer === undefined || inner === undefined) return [];
        return [
          found({
            message: `Address ranges ${outer.text} and ${inner.text} of ${network.name} overlap: ranges of one virtual network must be disjoint.`,
            fixes: () => [
              {
                title:
                  outer.text === inner.text
                    ? `List ${inner.text} once`
                    : `Drop ${inner.text}, which lies inside ${outer.text}`,
                commands: [
                  {
                    type: 'update',
                    kind: 'virtualNetwork',
                    id: ref.id,
                    values: { addressPrefixes: network.addressPrefixes.filter((_, index) => index !== inner.index) },
                  },
                ],
              },
            ],
          }),
        ];
      });
    },
  }),
  defineRule({
    id: 'vnet-outside-block',
    title: 'Virtual network outside the address plan',
    severity: 'W',
    scope: 'plan',
    why: 'The plan defines address blocks, and every network is meant to take its range from one of them. A range outside may belong to somebody else.',
    sources: [{ key: 'IPAM', section: 'Blocks' }],
    examples: {
      failing: [
        {
          title: 'Block 10.0.0.0/12, network 10.32.0.0/16',
          plan: { blocks: { corp: ['10.0.0.0/12'] }, networks: { spoke: { prefixes: ['10.32.0.0/16'] } } },
          targets: ['spoke'],
        },
      ],
      passing: [
        {
          title: 'Network 10.8.0.0/16',
          plan: { blocks: { corp: ['10.0.0.0/12'] }, networks: { spoke: { prefixes: ['10.8.0.0/16'] } } },
        },
        { title: 'No blocks defined', plan: { networks: { spoke: { prefixes: ['10.32.0.0/16'] } } } },
      ],
    },
    check: (topology, context) => {
      const findOutside = outsideBlocks(topology.blocks);
      return listValues(topology.networks).flatMap((view) => {
        if (view.network.external === true || view.network.managedByAks === true) return [];
        const outside = findOutside(view.space);
        if (outside.length === 0) return [];
        return [
          found({
            target: view.ref,
            related: topology.blocks.map((block) => block.ref),
            message: `${view.network.name} ${listNames(outside.map(formatBlock))} is not inside any block of the address plan (${listNames(topology.blocks.map(({ block }) => `${block.name} ${block.addressPrefixes.join(', ')}`))}).`,
            fixes: () => fixMoveNetworks(context, [{ view, blocks: outside }]),
          }),
        ];
      });
    },
  }),
];

/** Ranges outside all address blocks; none when there are no blocks. Kept for blocks and space: most edits change neither. */
const outsideBlocks = weakMemo((views: readonly BlockView[]): ((space: AddressSpace) => readonly Block4[]) => {
  const blocks = views.flatMap((view) => view.space.blocks4);
  if (blocks.length === 0) return () => [];
  const index = buildIndex(blocks);
  const isInBlock = (range: Block4) =>
    findContaining(index, firstAddress(range)).some((id) => (blocks[id]?.prefixLength ?? 33) <= range.prefixLength);
  return weakMemo((space) => space.blocks4.filter((range) => !isInBlock(range)));
});

function isPrivate(block: Block4): boolean {
  return PRIVATE4.some((space) => containsBlock(space, block));
}

/** Ranges Azure refuses anyway are the business of `vnet-prefix-forbidden` and `vnet-prefix-too-large`. */
function isRefused(block: Block4): boolean {
  return block.prefixLength < 2 || VNET_FORBIDDEN.some((range) => overlaps(range, block));
}
