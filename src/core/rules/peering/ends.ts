import { listValues } from '../../topology/index.ts';
import type { Link, Peering, PlanSketch } from '../../plan/index.ts';
import { defineRule, found } from '../define-rule.ts';
import type { Rule } from '../types.ts';
import { changeLink, directionsOf, sayDirection, sayEnds } from './links.ts';

const two = (
  link: { aToB?: Partial<Link> | null; bToA?: Partial<Link> | null },
  more: Partial<PlanSketch> = {},
): PlanSketch => ({
  networks: { hub: { prefixes: ['10.0.0.0/16'] }, spoke: { prefixes: ['10.1.0.0/16'] } },
  peerings: [{ id: 'hub-spoke', a: 'hub', b: 'spoke', ...link }],
  ...more,
});

const peeringSelf = defineRule({
  id: 'peering-self',
  title: 'Network peered with itself',
  severity: 'E1',
  scope: 'peering',
  why: 'A peering joins two different networks. Azure refuses a link from a network to itself.',
  sources: [{ key: 'PEER' }],
  examples: {
    failing: [
      {
        title: 'A -> A',
        plan: { networks: { hub: { prefixes: ['10.0.0.0/16'] } }, peerings: [{ id: 'self', a: 'hub', b: 'hub' }] },
        targets: ['self'],
      },
    ],
    passing: [{ title: 'A -> B', plan: two({}) }],
  },
  check: ({ peering, ref, a }) =>
    peering.a !== peering.b
      ? []
      : [
          found({
            message: `${a.network.name} is peered with itself.`,
            related: [a.ref],
            fixes: () => [{ title: 'Delete the peering', commands: [{ type: 'remove', refs: [ref] }] }],
          }),
        ],
});

/** Review A1: outside the plan a Connected link proves its mirror; inside it the mirror is there or missing. A classic network needs no link of its own. */
const peeringOneSided = defineRule({
  id: 'peering-one-sided',
  title: 'Peering in one direction only',
  severity: 'E2',
  scope: 'peering',
  silencedBy: ['peering-self', 'peering-state-broken'],
  why: 'A peering is a pair of links, one in each network. With one link only, its state stays Initiated and no traffic passes.',
  sources: [{ key: 'PEER' }, { key: 'VFAQ' }],
  examples: {
    failing: [
      { title: 'A -> B only', plan: two({ bToA: null }), targets: ['hub-spoke'] },
      {
        title: 'The other link was taken away',
        plan: two({ aToB: { state: 'Connected' }, bToA: null }),
        targets: ['hub-spoke'],
      },
    ],
    passing: [
      { title: 'A -> B and B -> A', plan: two({}) },
      {
        title: 'Connected, the other end outside the plan',
        plan: {
          networks: { spoke: { prefixes: ['10.1.0.0/16'] }, hub: { prefixes: ['10.0.0.0/16'], external: true } },
          peerings: [{ a: 'spoke', b: 'hub', aToB: { state: 'Connected' }, bToA: null }],
        },
      },
    ],
  },
  check: (view) => {
    const [only, second] = directionsOf(view);
    if (only === undefined || second !== undefined || view.peering.a === view.peering.b) return [];
    if (only.to.network.classic === true) return [];
    if (only.to.network.external === true && only.link.state !== 'Initiated') return [];
    const mirrored = view.siblings.some(
      (sibling) => (sibling.a === only.to.network.id ? sibling.aToB : sibling.bToA) !== null,
    );
    if (mirrored) return [];
    const mirror: Link = {
      name: `to-${only.from.network.name}`.slice(0, 80),
      allowVirtualNetworkAccess: true,
      allowForwardedTraffic: false,
      allowGatewayTransit: false,
      useRemoteGateways: false,
    };
    return [
      found({
        message: `${sayDirection(only)} has no link back from ${only.to.network.name}: no traffic passes until both links are there.`,
        related: [only.from.ref, only.to.ref],
        fixes: () =>
          only.to.network.external === true
            ? []
            : [
                {
                  title: `Add the link ${only.to.network.name} -> ${only.from.network.name}`,
                  commands: [
                    {
                      type: 'update',
                      kind: 'peering',
                      id: view.peering.id,
                      values: only.side === 'aToB' ? { bToA: mirror } : { aToB: mirror },
                    },
                  ],
                },
              ],
      }),
    ];
  },
});

const peeringStateBroken = defineRule({
  id: 'peering-state-broken',
  title: 'Peering is disconnected',
  severity: 'E2',
  scope: 'peering',
  why: 'Disconnected means that the other link was deleted; Initiated beside a network without a link back means that it was never made. No traffic passes until both links are there, and a Disconnected link must be made anew.',
  sources: [{ key: 'PEER', section: 'status' }],
  examples: {
    failing: [
      { title: 'Disconnected', plan: two({ aToB: { state: 'Disconnected' }, bToA: null }), targets: ['hub-spoke'] },
      {
        title: 'Initiated, no link back',
        plan: two({ aToB: { state: 'Initiated' }, bToA: null }),
        targets: ['hub-spoke'],
      },
    ],
    passing: [{ title: 'Connected', plan: two({ aToB: { state: 'Connected' }, bToA: { state: 'Connected' } }) }],
  },
  check: (view) => {
    const broken = directionsOf(view).find(
      (direction) =>
        direction.link.state === 'Disconnected' ||
        (direction.link.state === 'Initiated' && direction.reverse === null && direction.to.network.external !== true),
    );
    if (broken === undefined) return [];
    const disconnected = broken.link.state === 'Disconnected';
    return [
      found({
        message: disconnected
          ? `${sayDirection(broken)} is Disconnected: the other link is gone and no traffic passes. Delete both links and create them again.`
          : `${sayDirection(broken)} is Initiated and ${broken.to.network.name} has no link back: no traffic passes.`,
        related: [broken.from.ref, broken.to.ref],
        fixes: () => {
          const mirror: Link = {
            name: `to-${broken.from.network.name}`.slice(0, 80),
            allowVirtualNetworkAccess: true,
            allowForwardedTraffic: false,
            allowGatewayTransit: false,
            useRemoteGateways: false,
          };
          const { state: _state, ...fresh } = broken.link;
          const [own, other] = [fresh, broken.reverse === null ? mirror : { ...broken.reverse, state: undefined }];
          return [
            {
              title: disconnected
                ? 'Create both links again'
                : `Add the link ${broken.to.network.name} -> ${broken.from.network.name}`,
              commands: [
                {
                  type: 'update',
                  kind: 'peering',
                  id: view.peering.id,
                  values: broken.side === 'aToB' ? { aToB: own, bToA: other } : { bToA: own, aToB: other },
                },
              ],
            },
          ];
        },
      }),
    ];
  },
});

const peeringOutOfSync = defineRule({
  id: 'peering-out-of-sync',
  title: 'Peering does not know the other address space',
  severity: 'W',
  scope: 'peering',
  why: 'Each link keeps a copy of the other address space. After a change there the peering must be synced; until then the new ranges are not routed.',
  sources: [{ key: 'PSYNC' }, { key: 'PEER' }],
  examples: {
    failing: [
      {
        title: 'Remote has 10.1.0.0/16 and 10.9.0.0/16, the link knows 10.1.0.0/16',
        plan: {
          networks: { hub: { prefixes: ['10.0.0.0/16'] }, spoke: { prefixes: ['10.1.0.0/16', '10.9.0.0/16'] } },
          peerings: [
            {
              id: 'hub-spoke',
              a: 'hub',
              b: 'spoke',
              aToB: { state: 'Connected', remoteAddressPrefixes: ['10.1.0.0/16'] },
              bToA: { state: 'Connected' },
            },
          ],
        },
        targets: ['hub-spoke'],
      },
    ],
    passing: [
      {
        title: 'Both known',
        plan: two({
          aToB: { state: 'Connected', remoteAddressPrefixes: ['10.1.0.0/16'] },
          bToA: { state: 'Connected' },
        }),
      },
    ],
  },
  check: (view) => {
    if (view.peering.aToB?.subnetPeering !== undefined || view.peering.bToA?.subnetPeering !== undefined) return [];
    const stale = directionsOf(view).flatMap((direction) => {
      const cached = direction.link.remoteAddressPrefixes;
      const missing =
        cached === undefined || direction.to.network.external === true
          ? []
          : direction.to.network.addressPrefixes.filter(
              (prefix) => !cached.some((known) => known.toLowerCase() === prefix.toLowerCase()),
            );
      const gone =
        direction.to.network.external === true
          ? []
          : (cached ?? []).filter(
              (known) =>
                !direction.to.network.addressPrefixes.some((prefix) => prefix.toLowerCase() === known.toLowerCase()),
            );
      const unsynced = direction.link.syncLevel !== undefined && direction.link.syncLevel !== 'FullyInSync';
      return missing.length > 0 || gone.length > 0 || unsynced ? [{ direction, missing, gone }] : [];
    });
    const first = stale[0];
    if (first === undefined) return [];
    const what =
      first.missing.length > 0
        ? `does not route ${first.missing.join(', ')} of ${first.direction.to.network.name} yet`
        : first.gone.length > 0
          ? `still routes ${first.gone.join(', ')}, which ${first.direction.to.network.name} no longer has`
          : `is ${first.direction.link.syncLevel ?? ''}`;
    return [
      found({
        message: `${sayDirection(first.direction)} ${what}; sync the peering (az network vnet peering sync).`,
        related: [view.a.ref, view.b.ref],
        fixes: () => [
          {
            title: 'Plan the sync',
            commands: stale.flatMap(({ direction }) =>
              changeLink(view.peering, direction.side, {
                syncLevel: 'FullyInSync',
                ...(direction.link.remoteAddressPrefixes === undefined
                  ? {}
                  : { remoteAddressPrefixes: direction.to.network.addressPrefixes }),
              }),
            ),
          },
        ],
      }),
    ];
  },
});

const peeringDuplicate = defineRule({
  id: 'peering-duplicate',
  title: 'Two links between the same networks',
  severity: 'E1',
  scope: 'plan',
  why: 'Between two networks there is one peering, a link in each direction. A second link in the same direction is refused.',
  sources: [{ key: 'SUBP' }],
  examples: {
    failing: [
      {
        title: 'A -> B p1 and A -> B p2',
        plan: {
          ...two({}),
          peerings: [
            { id: 'p1', a: 'hub', b: 'spoke' },
            { id: 'p2', a: 'hub', b: 'spoke', aToB: { name: 'to-spoke-2' }, bToA: null },
          ],
        },
        targets: ['p2'],
      },
    ],
    passing: [{ title: 'p1 only', plan: two({}) }],
  },
  check: ({ peerings }) => {
    const older = new Set<Peering>();
    const repeated = listValues(peerings).filter((view) => view.siblings.length > 0);
    return repeated.flatMap((view) => {
      older.add(view.peering);
      const first = view.siblings.find((sibling) => older.has(sibling) && sameDirection(view.peering, sibling));
      if (first === undefined || view.a === view.b) return [];
      return [
        found({
          target: view.ref,
          related: [{ kind: 'peering', id: first.id }],
          message: `${sayEnds(view)} are joined by two peerings; only one link in each direction is possible.`,
          fixes: () => [{ title: 'Delete the newer one', commands: [{ type: 'remove', refs: [view.ref] }] }],
        }),
      ];
    });
  },
});

function sameDirection(one: Peering, other: Peering): boolean {
  const flipped = one.a !== other.a;
  const [otherForward, otherBackward] = flipped ? [other.bToA, other.aToB] : [other.aToB, other.bToA];
  return (one.aToB !== null && otherForward !== null) || (one.bToA !== null && otherBackward !== null);
}

const peeringClassic = defineRule({
  id: 'peering-classic',
  title: 'Both ends are classic networks',
  severity: 'E1',
  scope: 'peering',
  why: 'A classic network can be peered with a Resource Manager network, not with another classic one; join those by VPN.',
  sources: [{ key: 'PEER' }],
  examples: {
    failing: [
      {
        title: 'Both classic',
        plan: {
          ...two({}),
          networks: {
            hub: { prefixes: ['10.0.0.0/16'], classic: true },
            spoke: { prefixes: ['10.1.0.0/16'], classic: true },
          },
        },
        targets: ['hub-spoke'],
      },
    ],
    passing: [{ title: 'Both Resource Manager', plan: two({}) }],
  },
  check: (view) =>
    view.a.network.classic === true && view.b.network.classic === true && view.peering.a !== view.peering.b
      ? [
          found({
            message: `${sayEnds(view)} are both classic networks; they cannot be peered, use a VPN.`,
            related: [view.a.ref, view.b.ref],
          }),
        ]
      : [],
});

const CLOUDS = { public: 'Azure public', government: 'Azure Government', china: 'Azure China' } as const;

const peeringCrossCloud = defineRule({
  id: 'peering-cross-cloud',
  title: 'Peering across clouds',
  severity: 'E1',
  scope: 'plan',
  why: 'Networks of the public, government and China clouds cannot be peered with each other; join them by VPN.',
  sources: [{ key: 'PEER' }],
  examples: {
    failing: [
      {
        title: 'Public and China',
        plan: {
          ...two({}),
          networks: { hub: { prefixes: ['10.0.0.0/16'] }, spoke: { prefixes: ['10.1.0.0/16'], cloud: 'china' } },
        },
        targets: ['hub-spoke'],
      },
    ],
    passing: [{ title: 'Same cloud', plan: two({}) }],
  },
  check: ({ peerings, plan }) => {
    if (!plan.virtualNetworks.some((network) => network.cloud !== undefined)) return [];
    const home = plan.cloud ?? 'public';
    return listValues(peerings).flatMap((view) => {
      const [one, other] = [view.a.network.cloud ?? home, view.b.network.cloud ?? home];
      if (one === other) return [];
      return [
        found({
          target: view.ref,
          related: [view.a.ref, view.b.ref],
          message: `${view.a.network.name} is in ${CLOUDS[one]}, ${view.b.network.name} in ${CLOUDS[other]}: no peering across clouds, use a VPN.`,
        }),
      ];
    });
  },
});

export const peeringEndRules: readonly Rule[] = [
  peeringSelf,
  peeringOneSided,
  peeringStateBroken,
  peeringOutOfSync,
  peeringDuplicate,
  peeringCrossCloud,
  peeringClassic,
];
