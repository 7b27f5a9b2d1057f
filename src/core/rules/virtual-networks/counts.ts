import { formatNumber } from '../../plan/index.ts';
import { LIMITS } from '../../azure/index.ts';
import { countNetworkAddresses } from '../../capacity/index.ts';
import type { PlanSketch } from '../../plan/index.ts';
import type { NetworkView } from '../../topology/index.ts';
import { defineRule, found } from '../define-rule.ts';
import { NETWORK_ALONE } from '../support/alone.ts';
import { listNames } from '../support/refusal.ts';
import type { Rule } from '../types.ts';
import { groupsOfPeers } from './peer-groups.ts';

const MAX_SUBNETS = LIMITS['vnet.subnets'].value;
const MAX_DNS_SERVERS = LIMITS['vnet.dnsServers'].value;
const MAX_ADDRESSES = LIMITS['vnet.privateIps'].value;
const MAX_ADDRESSES_OF_PEERS = LIMITS['vnet.privateIpsPeerGroup'].value;
const WARN_FROM = 0.9;

/** Limits on what one virtual network, or a network with its peers, may hold. Of imported networks only what is listed is counted, so figures are at least that. */
export const countRules: readonly Rule[] = [
  defineRule({
    id: 'vnet-subnet-count',
    title: 'Too many subnets',
    severity: 'E1',
    scope: 'virtualNetwork',
    reads: NETWORK_ALONE,
    why: 'A virtual network holds 3,000 subnets at most; Azure refuses the next one.',
    sources: [{ key: 'LIM' }],
    examples: {
      failing: [
        {
          title: '3,001 subnets',
          get plan() {
            return withSubnets(MAX_SUBNETS + 1);
          },
          targets: ['spoke'],
        },
      ],
      passing: [
        {
          title: '3,000 subnets',
          get plan() {
            return withSubnets(MAX_SUBNETS);
          },
        },
      ],
    },
    check: ({ network, subnets }) =>
      network.external === true || subnets.length <= MAX_SUBNETS
        ? []
        : [
            found({
              message: `${network.name} has ${formatNumber(subnets.length)} subnets; a virtual network holds ${formatNumber(MAX_SUBNETS)} at most.`,
            }),
          ],
  }),
  defineRule({
    id: 'vnet-dns-count',
    title: 'Too many DNS servers',
    severity: 'E1',
    scope: 'virtualNetwork',
    reads: NETWORK_ALONE,
    why: 'A virtual network takes 20 custom DNS servers at most; Azure refuses a longer list.',
    sources: [{ key: 'LIM' }],
    examples: {
      failing: [{ title: '21 servers', plan: withDnsServers(MAX_DNS_SERVERS + 1), targets: ['spoke'] }],
      passing: [{ title: '20 servers', plan: withDnsServers(MAX_DNS_SERVERS) }],
    },
    check: ({ network }) => {
      const count = network.dnsServers?.length ?? 0;
      return network.external === true || count <= MAX_DNS_SERVERS
        ? []
        : [
            found({
              message: `${network.name} has ${count} DNS servers; a virtual network takes ${MAX_DNS_SERVERS} at most.`,
            }),
          ];
    },
  }),
  defineRule({
    id: 'vnet-private-ip-count',
    title: 'Too many addresses in one virtual network',
    severity: 'E1',
    scope: 'virtualNetwork',
    reads: NETWORK_ALONE,
    why: 'A virtual network holds 65,536 configured addresses, however large its ranges are. With Node Subnet and dynamic Pod Subnet every pod counts; static block allocation counts one for each block of 16 (a reading of the documentation), so it goes further.',
    sources: [{ key: 'LIM' }, { key: 'IPP' }, { key: 'S0' }],
    examples: {
      failing: [
        {
          title: '2,200 nodes of 30 pods with Node Subnet: 68,200',
          plan: withNodes(2200),
          targets: ['spoke'],
          severity: 'error',
        },
        {
          title: '2,114 nodes: 65,534, close to the limit',
          plan: withNodes(2114),
          targets: ['spoke'],
          severity: 'warning',
        },
      ],
      passing: [{ title: '1,900 nodes: 58,900', plan: withNodes(1900) }],
    },
    check: (view, { capacity }) => {
      const count = countNetworkAddresses(view, capacity);
      if (view.network.external === true || count < WARN_FROM * MAX_ADDRESSES) return [];
      const isOver = count > MAX_ADDRESSES;
      const consequence = isOver
        ? 'use static block allocation, Overlay or a second network'
        : `${Math.round((count / MAX_ADDRESSES) * 100)} %, little is left`;
      return [
        found({
          message: `${view.network.name} is to hold ${formatNumber(count)} addresses with upgrades; a virtual network holds ${formatNumber(MAX_ADDRESSES)} at most: ${consequence}.`,
          related: view.clusters.map(({ id }) => ({ kind: 'cluster', id })),
          ...(isOver ? {} : { severity: 'W' as const }),
        }),
      ];
    },
  }),
  defineRule({
    id: 'vnet-peer-group-ip-count',
    title: 'Too many addresses in a network and its peers',
    severity: 'W',
    scope: 'plan',
    why: 'A virtual network and the networks peered with it may hold 128,000 addresses together (limit as of 2022). Beyond that new addresses may be refused or become unreachable from the peers.',
    sources: [{ key: 'LIM' }],
    examples: {
      failing: [
        {
          title: 'Hub 1,000 and two spokes of 65,000: 131,000',
          plan: withSpokes(65_000, 65_000),
          targets: ['hub'],
          alsoFires: ['vnet-private-ip-count'],
        },
      ],
      passing: [{ title: 'Hub 1,000, spokes 65,000 and 60,000: 126,000', plan: withSpokes(65_000, 60_000) }],
    },
    check: (topology, { capacity }) => {
      const countOf = (view: NetworkView): number => countNetworkAddresses(view, capacity);
      return groupsOfPeers(topology, countOf, MAX_ADDRESSES_OF_PEERS).map(({ centre, peers, total }) =>
        found({
          target: centre.ref,
          related: peers.map((view) => view.ref),
          message: `${centre.network.name} and its peers ${listNames(peers.map((view) => view.network.name))} are to hold ${formatNumber(total)} addresses; a network and its peers hold ${formatNumber(MAX_ADDRESSES_OF_PEERS)} together.`,
        }),
      );
    },
  }),
];

/** Built when somebody looks at the example: thousands of subnets at every start would be felt. */
function withSubnets(count: number): PlanSketch {
  const subnets = Object.fromEntries(
    Array.from({ length: count }, (_, index) => [`s${index}`, `10.${index >> 8}.${index & 255}.0/24`]),
  );
  return { networks: { spoke: { prefixes: ['10.0.0.0/8'], subnets } } };
}

function withDnsServers(count: number): PlanSketch {
  return {
    networks: {
      spoke: {
        prefixes: ['10.1.0.0/16'],
        dnsServers: Array.from({ length: count }, (_, index) => `10.1.0.${10 + index}`),
      },
    },
  };
}

/** Pools upgraded without surge, so that the count is nodes x 31; a pool holds 1,000 nodes. */
function withNodes(nodes: number): PlanSketch {
  const sizes = [1000, 1000, nodes - 2000].map((size, index) =>
    index === 0 ? Math.min(size, nodes) : index === 1 ? Math.min(size, Math.max(0, nodes - 1000)) : Math.max(0, size),
  );
  const pools = Object.fromEntries(
    sizes.map((count, index) => [
      `pool${index + 1}`,
      { count, maxPods: 30, maxSurge: '0', maxUnavailable: '1', mode: 'User' as const },
    ]),
  );
  return {
    networks: { spoke: { prefixes: ['10.0.0.0/8'], subnets: { nodes: '10.16.0.0/14' } } },
    clusters: { aks: { ipam: 'nodesubnet', subnet: 'spoke/nodes', pools } },
  };
}

function withSpokes(first: number, second: number): PlanSketch {
  return {
    networks: {
      hub: { prefixes: ['10.0.0.0/16'], subnets: { vms: { prefixes: ['10.0.0.0/21'], otherAddresses: 1000 } } },
      'spoke-1': { prefixes: ['10.2.0.0/15'], subnets: { vms: { prefixes: ['10.2.0.0/15'], otherAddresses: first } } },
      'spoke-2': { prefixes: ['10.4.0.0/15'], subnets: { vms: { prefixes: ['10.4.0.0/15'], otherAddresses: second } } },
    },
    peerings: [
      ['hub', 'spoke-1'],
      ['hub', 'spoke-2'],
    ],
  };
}
