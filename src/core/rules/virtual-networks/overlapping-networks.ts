import { buildIndex, findOverlaps, formatBlock, type Block } from '../../address/index.ts';
import type { BlockView, NetworkView, Topology } from '../../topology/index.ts';
import { defineRule, found } from '../define-rule.ts';
import { listNames } from '../support/refusal.ts';
import type { Found, Rule } from '../types.ts';
import { fixMoveNetworks, isMovable } from './move-network.ts';
import { findOverlapCrowds, type OverlapCrowd } from './network-overlaps.ts';

/** Networks with the same addresses that nothing joins (yet). Groups are said once, not once per pair (review A9, A36). */
export const overlappingNetworksRules: readonly Rule[] = [
  defineRule({
    id: 'vnet-overlaps-other-vnet',
    title: 'Virtual networks share addresses',
    severity: 'W',
    scope: 'plan',
    why: 'Networks with the same addresses can never be peered or joined to the same hub. That is fine for copies that stay apart, such as development and test; it is in the way as soon as one of them is connected to something.',
    sources: [{ key: 'PEER' }, { key: 'VFAQ' }],
    silencedBy: [
      'peering-address-overlap',
      'peering-neighbour-overlap',
      'peering-connected-group-overlap',
      'block-overlap',
    ],
    examples: {
      failing: [
        {
          title: 'Spokes 10.1.0.0/16 and 10.1.0.0/16, connected to nothing',
          plan: { networks: { 'spoke-1': { prefixes: ['10.1.0.0/16'] }, 'spoke-2': { prefixes: ['10.1.0.0/16'] } } },
          targets: ['spoke-2'],
          severity: 'info',
        },
        {
          title: 'One of them has a peering',
          plan: {
            networks: {
              hub: { prefixes: ['10.0.0.0/16'] },
              'spoke-1': { prefixes: ['10.1.0.0/16'] },
              'spoke-2': { prefixes: ['10.1.0.0/16'] },
            },
            peerings: [['hub', 'spoke-1']],
          },
          targets: ['spoke-2'],
          severity: 'warning',
        },
        {
          title: 'Three copies of one network',
          plan: {
            networks: {
              dev: { prefixes: ['10.0.0.0/16'] },
              test: { prefixes: ['10.0.0.0/16'] },
              prod: { prefixes: ['10.0.0.0/16'] },
            },
          },
          targets: ['prod'],
          severity: 'info',
        },
      ],
      passing: [
        {
          title: '10.1.0.0/16 and 10.2.0.0/16',
          plan: { networks: { 'spoke-1': { prefixes: ['10.1.0.0/16'] }, 'spoke-2': { prefixes: ['10.2.0.0/16'] } } },
        },
        {
          title: 'Networks made by AKS',
          plan: {
            networks: {
              'aks-vnet-1': { prefixes: ['10.224.0.0/12'], managedByAks: true },
              'aks-vnet-2': { prefixes: ['10.224.0.0/12'], managedByAks: true },
            },
          },
        },
        {
          title: 'Peered networks are the business of peering-address-overlap',
          plan: {
            networks: { a1: { prefixes: ['10.1.0.0/16'] }, b1: { prefixes: ['10.1.0.0/16'] } },
            peerings: [['a1', 'b1']],
          },
        },
      ],
    },
    check: (topology, context) =>
      findOverlapCrowds(topology).flatMap((crowd) => {
        if (crowd.block !== undefined) return [];
        const [target, ...others] = byEmptiness(crowd);
        if (target === undefined) return [];
        const isConnected = [...crowd.members.keys()].some(
          (view) => view.links.length > 0 || view.gateways.length > 0 || view.hasGateway === true,
        );
        return [
          found({
            ...sayCrowd(crowd, target),
            message: `${listMembers(crowd)} share addresses: they can never be peered or joined to the same hub.`,
            ...(isConnected ? {} : { severity: 'I' as const }),
            fixes: () => {
              // All but the fullest move; those that are there already stay.
              const movers = [target, ...others].slice(0, -1).filter(isMovable);
              return fixMoveNetworks(
                context,
                movers.map((view) => ({ view, blocks: [...(crowd.members.get(view) ?? [])] })),
              );
            },
          }),
        ];
      }),
  }),
  defineRule({
    id: 'block-overlap',
    title: 'Address blocks, or networks of one block, overlap',
    severity: 'E2',
    scope: 'plan',
    why: 'An address plan hands out each address once: blocks are disjoint, and so are the networks of one block. Where two blocks or two networks of one block overlap, two owners believe the same addresses are theirs.',
    sources: [{ key: 'IPAM', section: 'Spaces, Blocks' }],
    examples: {
      failing: [
        {
          title: 'Blocks 10.0.0.0/12 and 10.8.0.0/13',
          plan: { blocks: { corp: ['10.0.0.0/12'], lab: ['10.8.0.0/13'] } },
          targets: ['lab'],
        },
        {
          title: 'Two networks of one block',
          plan: {
            blocks: { corp: ['10.0.0.0/12'] },
            networks: { 'spoke-1': { prefixes: ['10.1.0.0/16'] }, 'spoke-2': { prefixes: ['10.1.4.0/22'] } },
          },
          targets: ['spoke-2'],
        },
      ],
      passing: [
        {
          title: 'Blocks 10.0.0.0/12 and 10.16.0.0/12',
          plan: { blocks: { corp: ['10.0.0.0/12'], lab: ['10.16.0.0/12'] } },
        },
        {
          title: 'Two networks of one block, apart',
          plan: {
            blocks: { corp: ['10.0.0.0/12'] },
            networks: { 'spoke-1': { prefixes: ['10.1.0.0/16'] }, 'spoke-2': { prefixes: ['10.2.0.0/16'] } },
          },
        },
      ],
    },
    check: (topology) => [
      ...overlappingBlocks(topology),
      ...findOverlapCrowds(topology).flatMap((crowd) => {
        const [target] = byEmptiness(crowd);
        if (crowd.block === undefined || target === undefined) return [];
        const { ref, block } = crowd.block;
        const said = sayCrowd(crowd, target);
        return [
          found({
            ...said,
            related: [...(said.related ?? []), ref],
            message: `${listMembers(crowd)} overlap inside address block ${block.name} ${block.addressPrefixes.join(', ')}: networks of one block must be disjoint.`,
          }),
        ];
      }),
    ],
  }),
];

/** Blocks that overlap, each pair of blocks once. */
function overlappingBlocks(topology: Topology): readonly Found[] {
  const entries = topology.blocks.flatMap((view) => view.space.blocks.map((range) => ({ view, range })));
  const said = new Set<string>();
  return findOverlaps(buildIndex(entries.map(({ range }) => range))).flatMap((pair) => {
    const outer = entries[pair.outer];
    const inner = entries[pair.inner];
    if (outer === undefined || inner === undefined || outer.view === inner.view) return [];
    const key = `${outer.view.ref.id}\n${inner.view.ref.id}`;
    if (said.has(key)) return [];
    said.add(key);
    const name = ({ view, range }: { readonly view: BlockView; readonly range: Block }) =>
      `${view.block.name} ${formatBlock(range)}`;
    return [
      found({
        target: inner.view.ref,
        related: [outer.view.ref],
        message: `Address blocks ${name(outer)} and ${name(inner)} overlap: blocks must be disjoint.`,
      }),
    ];
  });
}

function sayCrowd({ members }: OverlapCrowd, target: NetworkView): Pick<Found, 'target' | 'related'> {
  return { target: target.ref, related: [...members.keys()].filter((view) => view !== target).map((view) => view.ref) };
}

function listMembers({ members }: OverlapCrowd): string {
  return listNames(
    [...members].map(([view, ranges]) => `${view.network.name} ${[...ranges].map(formatBlock).join(', ')}`),
  );
}

/** Networks of a crowd by how easily they move: planned before existing, fewer clusters, links and subnets first, later ones first. Networks outside the plan come last. */
function byEmptiness({ members }: OverlapCrowd): readonly NetworkView[] {
  const weight = ({ network, clusters, links, subnets }: NetworkView): readonly number[] => [
    network.external === true ? 1 : 0,
    network.origin === 'existing' ? 1 : 0,
    clusters.length,
    links.length,
    subnets.length,
  ];
  const compare = (a: readonly number[], b: readonly number[]): number =>
    a.map((value, index) => value - (b[index] ?? 0)).find((difference) => difference !== 0) ?? 0;
  return [...members.keys()].reverse().sort((a, b) => compare(weight(a), weight(b)));
}
