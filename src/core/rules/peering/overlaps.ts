import { containsBlock, formatBlock, overlaps, type Block } from '../../address/index.ts';
import type { PlanSketch } from '../../plan/index.ts';
import type { AddressSpace, NetworkView } from '../../topology/types.ts';
import { defineRule, found } from '../define-rule.ts';
import type { Rule } from '../types.ts';
import { fixRenumberNetwork } from '../support/fix-networks.ts';
import { groupByOverlap, sayWidest, type RangeMember } from '../support/range-groups.ts';
import { listNames } from '../support/refusal.ts';
import { directionsOf, isSubnetPeering } from './links.ts';

/** The first range of each side that meets the other side. */
function firstCollision(one: AddressSpace, other: AddressSpace): readonly [Block, Block] | undefined {
  for (const own of one.blocks) for (const theirs of other.blocks) if (overlaps(own, theirs)) return [own, theirs];
  return undefined;
}

/** The side with fewer subnets is the easier one to renumber. */
function emptier(a: NetworkView, b: NetworkView): NetworkView {
  return a.subnets.length < b.subnets.length ? a : b;
}

const pair = (hub: string[], spoke: string[]): PlanSketch => ({
  networks: { hub: { prefixes: hub }, spoke: { prefixes: spoke } },
  peerings: [{ id: 'hub-spoke', a: 'hub', b: 'spoke' }],
});

const peeringAddressOverlap = defineRule({
  id: 'peering-address-overlap',
  title: 'Peered networks overlap',
  severity: 'E1',
  azureCode: 'VnetAddressSpacesOverlap',
  scope: 'peering',
  why: 'Two networks can be peered only when no prefix of one overlaps a prefix of the other. Azure refuses the peering, and refuses a new prefix that would overlap a peer.',
  sources: [{ key: 'PEER' }, { key: 'VFAQ' }],
  examples: {
    failing: [
      {
        title: 'Hub 10.0.0.0/16, spoke 10.0.4.0/22',
        plan: pair(['10.0.0.0/16'], ['10.0.4.0/22']),
        targets: ['hub-spoke'],
      },
    ],
    passing: [{ title: 'Spoke 10.1.4.0/22', plan: pair(['10.0.0.0/16'], ['10.1.4.0/22']) }],
  },
  check: ({ peering, a, b }, context) => {
    if (peering.a === peering.b || isSubnetPeering(peering)) return [];
    const hit = firstCollision(a.space, b.space);
    if (hit === undefined) return [];
    const [own, theirs] = hit;
    const movable = emptier(a, b);
    return [
      found({
        message: `${a.network.name} ${formatBlock(own)} overlaps ${b.network.name} ${formatBlock(theirs)}; networks that overlap cannot be peered.`,
        related: [a.ref, b.ref],
        fixes: () => [
          ...fixRenumberNetwork(context.topology, movable, movable === a ? own : theirs),
          ...fixRenumberNetwork(context.topology, movable === a ? b : a, movable === a ? theirs : own),
        ],
      }),
    ];
  },
});

const peeringNeighbourOverlap = defineRule({
  id: 'peering-neighbour-overlap',
  title: 'Two peers of one network overlap',
  severity: 'E1',
  azureCode: 'VnetAddressSpaceOverlapsWithAlreadyPeeredVnet',
  scope: 'virtualNetwork',
  why: 'All networks peered with one network share its routing, so their address spaces must be disjoint. Azure refuses the second peering.',
  sources: [{ key: 'PEER' }],
  inferred: true,
  examples: {
    failing: [
      {
        title: 'Hub peered with 10.1.0.0/16 twice',
        plan: {
          networks: {
            hub: { prefixes: ['10.0.0.0/16'] },
            'spoke-1': { prefixes: ['10.1.0.0/16'] },
            'spoke-2': { prefixes: ['10.1.0.0/16'] },
          },
          peerings: [
            ['hub', 'spoke-1'],
            ['hub', 'spoke-2'],
          ],
        },
        targets: ['hub'],
      },
    ],
    passing: [
      {
        title: '10.1.0.0/16 and 10.2.0.0/16',
        plan: {
          networks: {
            hub: { prefixes: ['10.0.0.0/16'] },
            'spoke-1': { prefixes: ['10.1.0.0/16'] },
            'spoke-2': { prefixes: ['10.2.0.0/16'] },
          },
          peerings: [
            ['hub', 'spoke-1'],
            ['hub', 'spoke-2'],
          ],
        },
      },
    ],
  },
  check: ({ network, ref, links }, context) => {
    if (links.length < 2) return [];
    const seen = new Set<string>([network.id]);
    const members: RangeMember<AddressSpace>[] = [];
    for (const { remoteId, remote, peering } of links) {
      if (seen.has(remoteId) || isSubnetPeering(peering)) continue;
      seen.add(remoteId);
      members.push({ item: remote, space: remote });
    }
    return groupByOverlap(members).map((group) =>
      found({
        message: `${listNames(group.members.map((space) => space.name))} overlap in ${sayWidest(group)} and are ${group.members.length === 2 ? 'both' : 'all'} peered with ${network.name}: a third network peered here already owns that range.`,
        related: [...group.members.map((space) => space.ref), ref],
        fixes: () =>
          group.members.slice(1).flatMap((space) => {
            const view = context.topology.networks.get(space.ref.id);
            const own = view?.space.blocks.find((block) => overlaps(block, group.widest));
            return view === undefined || own === undefined ? [] : fixRenumberNetwork(context.topology, view, own);
          }),
      }),
    );
  },
});

const subnetPeering = (local: string, remote: string): PlanSketch => ({
  networks: {
    'vnet-a': {
      prefixes: ['10.1.0.0/16', '10.0.0.0/16'],
      subnets: { 'snet-shared': '10.1.1.0/24', 'snet-own': '10.0.1.0/24' },
    },
    'vnet-c': { prefixes: ['10.1.0.0/16', '10.6.0.0/16'], subnets: { 'snet-own': '10.6.1.0/24' } },
  },
  peerings: [
    {
      id: 'a-c',
      a: 'vnet-a',
      b: 'vnet-c',
      aToB: { subnetPeering: { local: [local], remote: [remote] } },
      bToA: { subnetPeering: { local: [remote], remote: [local] } },
    },
  ],
});

const peeringSubnetOverlap = defineRule({
  id: 'peering-subnet-overlap',
  title: 'Peered subnets lie in address space both networks have',
  severity: 'E1',
  scope: 'peering',
  why: 'Subnet peering allows networks that overlap, but the participating subnets must lie in address space that only their own network has.',
  sources: [{ key: 'SUBP' }],
  examples: {
    failing: [
      {
        title: '10.1.1.0/24, and 10.1.0.0/16 on both sides',
        plan: subnetPeering('snet-shared', 'snet-own'),
        targets: ['a-c'],
        alsoFires: ['peering-subnet-gating'],
      },
    ],
    passing: [{ title: '10.0.1.0/24 with 10.6.1.0/24', plan: subnetPeering('snet-own', 'snet-own') }],
  },
  check: (view) =>
    directionsOf(view).flatMap(({ link, from, to }) => {
      if (link.subnetPeering === undefined) return [];
      const names = new Set(link.subnetPeering.local);
      const bad = from.subnets.find(
        (subnet) =>
          names.has(subnet.subnet.name) &&
          subnet.space.blocks.some((block) =>
            from.space.blocks.some(
              (prefix) => containsBlock(prefix, block) && to.space.blocks.some((theirs) => overlaps(prefix, theirs)),
            ),
          ),
      );
      if (bad === undefined) return [];
      return [
        found({
          message: `Subnet ${bad.subnet.name} ${bad.subnet.addressPrefixes.join(', ')} of ${from.network.name} takes part in the peering, and ${to.network.name} has the same address space; pick subnets in space of their own.`,
          related: [bad.ref, to.ref],
        }),
      ];
    }),
});

const peeringConnectedGroupOverlap = defineRule({
  id: 'peering-connected-group-overlap',
  title: 'Networks of one connected group overlap',
  severity: 'W',
  scope: 'plan',
  why: 'Virtual Network Manager allows networks of a connected group to overlap, but traffic to the range they share is dropped.',
  sources: [{ key: 'AVNM' }],
  examples: {
    failing: [
      {
        title: '10.1.0.0/16 twice in a group',
        plan: {
          networks: { 'spoke-1': { prefixes: ['10.1.0.0/16'] }, 'spoke-2': { prefixes: ['10.1.0.0/16'] } },
          connectedGroups: { mesh: ['spoke-1', 'spoke-2'] },
        },
        targets: ['mesh'],
      },
    ],
    passing: [
      {
        title: '10.1.0.0/16 and 10.2.0.0/16',
        plan: {
          networks: { 'spoke-1': { prefixes: ['10.1.0.0/16'] }, 'spoke-2': { prefixes: ['10.2.0.0/16'] } },
          connectedGroups: { mesh: ['spoke-1', 'spoke-2'] },
        },
      },
    ],
  },
  check: (topology, context) =>
    topology.plan.connectedGroups.flatMap((group) => {
      const members = group.virtualNetworkIds.flatMap((id) => {
        const view = topology.networks.get(id);
        return view === undefined ? [] : [{ item: view, space: view.space }];
      });
      return groupByOverlap(members).map((crowd) =>
        found({
          target: { kind: 'connectedGroup', id: group.id },
          related: crowd.members.map((view) => view.ref),
          message: `${listNames(crowd.members.map((view) => view.network.name))} of connected group ${group.name} overlap in ${sayWidest(crowd)}: allowed, but traffic to that range is dropped.`,
          fixes: () =>
            crowd.members.slice(1).flatMap((view) =>
              fixRenumberNetwork(
                context.topology,
                view,
                view.space.blocks.find((block) => overlaps(block, crowd.widest)),
              ),
            ),
        }),
      );
    }),
});

export const peeringOverlapRules: readonly Rule[] = [
  peeringAddressOverlap,
  peeringNeighbourOverlap,
  peeringSubnetOverlap,
  peeringConnectedGroupOverlap,
];
