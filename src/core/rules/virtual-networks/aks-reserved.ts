import { listValues } from '../../topology/index.ts';
import { containsBlock, formatBlock, overlaps, subtract, type Block } from '../../address/index.ts';
import { AKS_RESERVED, VNET_FORBIDDEN } from '../../azure/index.ts';
import type { AddressSpace, NetworkView, Topology } from '../../topology/index.ts';
import { defineRule, found } from '../define-rule.ts';
import { NETWORK_ALONE, type NetworkAlone } from '../support/alone.ts';
import { listNames } from '../support/refusal.ts';
import type { Rule } from '../types.ts';
import { fixMoveNetworks, fixShrinkPrefix } from './move-network.ts';

/** Link-local is refused by Azure itself (`vnet-prefix-forbidden`). */
const RESERVED: readonly Block[] = AKS_RESERVED.filter(
  (range) => !VNET_FORBIDDEN.some((forbidden) => containsBlock(forbidden, range)),
);

/** Those of them inside private space: other networks do use them. */
const INTERNAL: readonly Block[] = RESERVED.filter((range) =>
  ['172.30.0.0/16', '172.31.0.0/16'].includes(formatBlock(range)),
);

/** Ranges AKS uses inside its clusters, in the cluster's own network and next door. */
export const aksReservedRules: readonly Rule[] = [
  defineRule({
    id: 'vnet-prefix-aks-reserved',
    title: 'Cluster network overlaps ranges AKS keeps',
    severity: 'E2',
    scope: 'virtualNetwork',
    reads: NETWORK_ALONE,
    why: 'AKS uses 172.30.0.0/16, 172.31.0.0/16, 192.0.2.0/24 and 169.254.0.0/16 inside the cluster. A cluster network must not use them: nodes could not reach what lies there. Existing clusters keep running (AKS release notes of May 2026).',
    sources: [
      { key: 'CNI', section: 'prerequisites' },
      { key: 'S3' },
      { key: 'S4' },
      { key: 'REL', section: '2026-05-29' },
    ],
    examples: {
      failing: [
        {
          title: '172.16.0.0/12 holds 172.30.0.0/16',
          plan: {
            networks: { spoke: { prefixes: ['172.16.0.0/12'], subnets: { nodes: '172.17.0.0/22' } } },
            clusters: { aks: { subnet: 'spoke/nodes', serviceCidrs: ['10.0.0.0/16'], dnsServiceIp: '10.0.0.10' } },
          },
          targets: ['spoke'],
          severity: 'error',
        },
        {
          title: 'Existing cluster, and only the network contains the range',
          plan: {
            networks: { spoke: { prefixes: ['172.16.0.0/12'], subnets: { nodes: '172.17.0.0/22' } } },
            clusters: {
              aks: {
                subnet: 'spoke/nodes',
                origin: 'existing',
                serviceCidrs: ['10.0.0.0/16'],
                dnsServiceIp: '10.0.0.10',
              },
            },
          },
          targets: ['spoke'],
          severity: 'warning',
        },
        {
          title: 'Existing cluster whose subnet lies there',
          plan: {
            networks: { spoke: { prefixes: ['172.16.0.0/12'], subnets: { nodes: '172.30.0.0/22' } } },
            clusters: {
              aks: {
                subnet: 'spoke/nodes',
                origin: 'existing',
                serviceCidrs: ['10.0.0.0/16'],
                dnsServiceIp: '10.0.0.10',
              },
            },
          },
          targets: ['spoke'],
          severity: 'error',
        },
      ],
      passing: [
        {
          title: '172.16.0.0/14',
          plan: {
            networks: { spoke: { prefixes: ['172.16.0.0/14'], subnets: { nodes: '172.17.0.0/22' } } },
            clusters: { aks: { subnet: 'spoke/nodes', serviceCidrs: ['10.0.0.0/16'], dnsServiceIp: '10.0.0.10' } },
          },
        },
        { title: 'No cluster in the network', plan: { networks: { spoke: { prefixes: ['172.16.0.0/12'] } } } },
      ],
    },
    check: (view, context) =>
      view.space.blocks4.flatMap((block) => {
        const hits = RESERVED.filter((range) => overlaps(range, block));
        if (
          hits.length === 0 ||
          view.clusters.length === 0 ||
          view.network.external === true ||
          view.network.managedByAks === true
        )
          return [];
        const isHarmless =
          view.clusters.every((cluster) => cluster.origin === 'existing') && !usedSubnetsTouch(view, block, hits);
        const names = listNames(view.clusters.map((cluster) => cluster.name));
        const consequence = isHarmless
          ? `no subnet of ${names} lies there and existing clusters keep running, but a new one must not use it`
          : `AKS cannot use it for the network of ${names}`;
        return [
          found({
            message: `Address range ${formatBlock(block)} of ${view.network.name} overlaps ${listNames(hits.map(formatBlock))}, which AKS keeps for itself: ${consequence}.`,
            related: view.clusters.map(({ id }) => ({ kind: 'cluster', id })),
            ...(isHarmless ? { severity: 'W' as const } : {}),
            fixes: () => {
              const shrunk = fixShrinkPrefix(view, block, subtract(block, [...AKS_RESERVED, ...VNET_FORBIDDEN]));
              return shrunk.length > 0 ? shrunk : fixMoveNetworks(context, [{ view, blocks: [block] }]);
            },
          }),
        ];
      }),
  }),
  defineRule({
    id: 'vnet-peer-aks-reserved',
    title: 'Reachable network uses ranges AKS keeps',
    severity: 'W',
    scope: 'plan',
    inferred: true,
    why: 'AKS uses 172.30.0.0/16 and 172.31.0.0/16 inside its clusters. Pods may not reach a network or site that has the same addresses. No source says how far this goes; it follows from the list of reserved ranges.',
    sources: [{ key: 'CNI', section: 'prerequisites' }],
    silencedBy: ['vnet-prefix-aks-reserved'],
    examples: {
      failing: [{ title: 'Peer 172.30.4.0/24', plan: withPeer('172.30.4.0/24'), targets: ['peer'] }],
      passing: [{ title: 'Peer 172.29.4.0/24', plan: withPeer('172.29.4.0/24') }],
    },
    check: (topology) =>
      [...findReachedUses(topology)].map(({ space, range, from }) => {
        const clusters = [...new Set(from.flatMap((view) => view.clusters))];
        const isForeign = topology.networks.get(space.ref.id)?.network.external === true;
        const [first] = from;
        return found({
          target: isForeign && first !== undefined ? first.ref : space.ref,
          related: [...(isForeign ? [space.ref] : []), ...clusters.map(({ id }) => ({ kind: 'cluster' as const, id }))],
          message: `${space.name} ${formatBlock(range)} overlaps ${listNames(INTERNAL.filter((one) => overlaps(one, range)).map(formatBlock))}, which AKS uses inside the cluster: pods of ${listNames(clusters.map((cluster) => cluster.name))} may be unable to reach it.`,
        });
      }),
  }),
];

function usedSubnetsTouch(view: NetworkAlone, block: Block, hits: readonly Block[]): boolean {
  const used = view.subnets.filter((subnet) => subnet.uses.length > 0).flatMap((subnet) => subnet.space.blocks4);
  return used.some((range) => overlaps(range, block) && hits.some((hit) => overlaps(hit, range)));
}

interface ReachedUse {
  readonly space: AddressSpace;
  readonly range: Block;
  /** Networks with clusters that reach it. */
  readonly from: NetworkView[];
}

/** Networks and sites with AKS-internal addresses that a network with clusters reaches, each once. Nearly always none, so that is asked first. */
function findReachedUses(topology: Topology): Iterable<ReachedUse> {
  const uses = new Map<string, ReachedUse>();
  if (!topology.spaces.some((space) => firstInternal(space) !== undefined)) return [];
  for (const view of listValues(topology.networks)) {
    if (view.clusters.length === 0 || view.network.external === true) continue;
    for (const { space } of [...view.reach.l1, ...view.reach.l2]) {
      const range = firstInternal(space);
      if (range === undefined) continue;
      const use = uses.get(space.ref.id);
      if (use === undefined) uses.set(space.ref.id, { space, range, from: [view] });
      else if (!use.from.includes(view)) use.from.push(view);
    }
  }
  return uses.values();
}

function firstInternal(space: AddressSpace): Block | undefined {
  return space.blocks4.find((block) => INTERNAL.some((range) => overlaps(range, block)));
}

function withPeer(prefix: string) {
  return {
    networks: { spoke: { prefixes: ['10.1.0.0/16'], subnets: { nodes: '10.1.0.0/22' } }, peer: { prefixes: [prefix] } },
    peerings: [['spoke', 'peer'] as const],
    clusters: { aks: { subnet: 'spoke/nodes', serviceCidrs: ['10.0.0.0/16'], dnsServiceIp: '10.0.0.10' } },
  };
}
