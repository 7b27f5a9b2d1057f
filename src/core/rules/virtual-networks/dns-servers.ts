import { containsAddress, formatAddress, parseAddress, type Address, type Block } from '../../address/index.ts';
import { HOST_ADDRESS, PRIVATE4 } from '../../azure/index.ts';
import type { PlanSketch, VirtualNetwork } from '../../plan/index.ts';
import { NONE, parsePrefix } from '../../topology/index.ts';
import type { NetworkView } from '../../topology/types.ts';
import { defineRule, found, waiting } from '../define-rule.ts';
import { moveRange, rangeOf, sayRange } from '../support/cluster-range.ts';
import { listNames } from '../support/refusal.ts';
import { leadsAway } from '../support/routes.ts';
import { prefixesOf, refsOf } from '../support/words.ts';
import type { Rule } from '../types.ts';

function serversOf({ dnsServers }: VirtualNetwork): readonly Address[] {
  return (dnsServers ?? NONE).flatMap((text) => {
    const address = parseAddress(text);
    return address.ok ? [address.value] : [];
  });
}

function holds(blocks: readonly Block[], address: Address): boolean {
  return blocks.some((block) => containsAddress(block, address));
}

const withDns = (dns: string, more: Partial<PlanSketch> = {}, podCidr = '10.244.0.0/16'): PlanSketch => ({
  networks: {
    spoke: { prefixes: ['10.1.0.0/16'], dnsServers: [dns], subnets: { 'snet-nodes': '10.1.0.0/22' } },
    ...more.networks,
  },
  ...(more.peerings === undefined ? {} : { peerings: more.peerings }),
  clusters: { aks: { subnet: 'spoke/snet-nodes', podCidrs: [podCidr] } },
});

const inClusterCidr = defineRule({
  id: 'dns-server-in-cluster-cidr',
  title: 'DNS server inside a range of the cluster',
  severity: 'E2',
  scope: 'cluster',
  why: 'Pods take addresses of the pod range for pods and those of the service range for services. A DNS server there is never reached: for the pod range at once, for the service range on the day a service is given that address.',
  sources: [{ key: 'OV' }, { key: 'LEG' }, { key: 'ISS' }],
  examples: {
    failing: [
      {
        title: 'DNS 10.244.0.4, pods 10.244.0.0/16',
        plan: withDns('10.244.0.4'),
        targets: ['aks'],
        severity: 'error',
        alsoFires: ['dns-server-unreachable'],
      },
      {
        title: 'DNS 172.16.0.100, services 172.16.0.0/16',
        plan: withDns('172.16.0.100'),
        severity: 'warning',
        alsoFires: ['dns-server-unreachable'],
      },
    ],
    passing: [{ title: 'Pods 192.168.0.0/16', plan: withDns('10.244.0.4', {}, '192.168.0.0/16') }],
  },
  check: (view, context) => {
    const { network, cluster } = view;
    if (network?.network.dnsServers === undefined || network.network.dnsServers.length === 0) return NONE;
    const servers = serversOf(network.network);
    return (['pod', 'service'] as const).flatMap((kind) => {
      const blocks = kind === 'pod' && cluster.ipam === 'byo' ? NONE : (rangeOf(view, kind)?.blocks ?? NONE);
      const server = servers.find((one) => holds(blocks, one));
      const block = blocks.find((one) => server !== undefined && containsAddress(one, server));
      if (server === undefined || block === undefined) return [];
      return [
        found({
          related: [network.ref],
          ...(kind === 'pod' ? {} : { severity: 'W' as const }),
          message: `DNS server ${formatAddress(server)} of ${network.network.name} lies inside ${sayRange(view, kind, block)}: pods are sent into the cluster instead, and name resolution fails${kind === 'pod' ? '' : ' on the day a service is given that address'}.`,
          fixes: () => moveRange(context, view, kind),
        }),
      ];
    });
  },
});

const unreachable = defineRule({
  id: 'dns-server-unreachable',
  title: 'DNS servers that the nodes do not reach',
  severity: 'W',
  scope: 'virtualNetwork',
  why: 'Nodes resolve names before anything else. When none of the DNS servers of the network lies in it, next door, at a site behind a gateway or behind a route, nodes never get ready.',
  sources: [{ key: 'FW' }, { key: 'PRV' }],
  examples: {
    failing: [
      {
        title: 'DNS 10.9.0.4, network 10.9.0.0/16 not peered',
        plan: withDns('10.9.0.4', { networks: { shared: { prefixes: ['10.9.0.0/16'] } } }),
        targets: ['spoke'],
      },
    ],
    passing: [
      {
        title: 'Peered',
        plan: withDns('10.9.0.4', {
          networks: { shared: { prefixes: ['10.9.0.0/16'] } },
          peerings: [['spoke', 'shared']],
        }),
      },
      { title: "Azure's own, 168.63.129.16", plan: withDns('168.63.129.16') },
    ],
  },
  check: (view) => {
    const { network, clusters, ref } = view;
    if (clusters.length === 0 || (network.dnsServers ?? NONE).length === 0) return NONE;
    const servers = serversOf(network);
    if (servers.length === 0 || servers.some((server) => isReached(view, server))) return NONE;
    if (mayBeReached(view)) return NONE;
    const hidden = view.links.filter(({ remote }) => remote.blocks.length === 0).map(({ remote }) => remote.ref);
    if (hidden.length > 0) return [waiting('remoteNetwork', hidden)];
    const usesGateway = view.hasGateway !== false || view.links.some(({ link }) => link?.useRemoteGateways === true);
    if (network.partial === true && usesGateway) return [waiting('onPremisesRanges', [ref])];
    const azure = hostAddress();
    return [
      found({
        related: refsOf('cluster', clusters),
        message: `Nodes in ${network.name} ${prefixesOf(network)} cannot reach DNS ${servers.length === 1 ? 'server' : 'servers'} ${listNames(servers.map(formatAddress))}: node provisioning of ${listNames(clusters.map(({ name }) => name))} will fail.`,
        fixes: () => [
          {
            title: `Use ${azure}, Azure's own`,
            commands: [{ type: 'update', kind: 'virtualNetwork', id: network.id, values: { dnsServers: [azure] } }],
          },
        ],
      }),
    ];
  },
});

function hostAddress(): string {
  return HOST_ADDRESS.replace(/\/\d+$/, '');
}

/** In the network, next door, at a site, behind an appliance or a specific route; public servers are reached over the internet. */
function isReached(view: NetworkView, server: Address): boolean {
  if (formatAddress(server) === hostAddress()) return true;
  if (server.family === 4 && !holds(PRIVATE4, server)) return true;
  return (
    holds(view.space.blocks, server) ||
    view.reach.l1.some(({ space }) => holds(space.blocks, server)) ||
    view.subnets.some(({ routeTables }) =>
      routeTables.some((table) =>
        table.routes?.some((route) => {
          const { block } = parsePrefix(route.addressPrefix);
          return block !== undefined && block.prefixLength > 0 && leadsAway(route) && containsAddress(block, server);
        }),
      ),
    ) ||
    view.reach.l2.some(({ space }) => holds(space.blocks, server))
  );
}

/** A default route, a table that is not known, a virtual hub or a network manager may lead there. */
function mayBeReached(view: NetworkView): boolean {
  return (
    view.network.managedByNetworkManager === true ||
    view.reach.l2.some(({ by }) => by === 'virtualHub') ||
    view.links.some(({ remoteExternal, remote }) => remoteExternal && remote.name.startsWith('HV_')) ||
    view.subnets.some(({ routeTables }) =>
      routeTables.some(
        ({ routes }) =>
          routes === undefined ||
          routes.some((route) => leadsAway(route) && parsePrefix(route.addressPrefix).block?.prefixLength === 0),
      ),
    )
  );
}

export const dnsServerRules: readonly Rule[] = [inClusterCidr, unreachable];
