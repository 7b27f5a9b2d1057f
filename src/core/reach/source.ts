import type { Decision } from './decide.ts';
import type { ClusterEndpoint, Endpoint, SeenSource, ServiceEndpoint } from './types.ts';

interface Described {
  readonly seen: SeenSource;
  readonly notes: readonly string[];
}

/**
 * The source address the far end sees; undefined when nothing is known to arrive. The far end of a service is the pod behind it.
 * @source catalogue 9.2 ("Source IP outside the VNet"), 17 (D26)
 */
export function describeSource(decision: Decision, from: Endpoint, to: Endpoint): Described | undefined {
  if (decision.verdict !== 'yes') return undefined;
  const client = describeClient(decision, from, to);
  if (to.kind !== 'service' || from.key === to.key || client === undefined) return client;
  return describeBehindService(client, to);
}

function describeClient(
  { egress, inCluster, from: place }: Decision,
  from: Endpoint,
  to: Endpoint,
): Described | undefined {
  if (egress?.source !== undefined) return { seen: egress.source, notes: [] };
  switch (from.kind) {
    case 'internet':
      return plain('public', "the client's public address");
    case 'site':
      return from.site.gateways.some(({ gateway }) => (gateway.natRules ?? []).length > 0)
        ? plain('unknown', 'unknown: the gateway has NAT rules')
        : plain('own', "the client's own address");
    case 'subnet':
      return plain('own', "the machine's own address");
    case 'nodes':
      return plain('node', 'address of the node');
    case 'pods':
    case 'service':
      return describePod(from, inCluster === true, place !== undefined && networkIdOf(to) === place.network.ref.id);
  }
}

function describePod(
  { cluster }: ClusterEndpoint | ServiceEndpoint,
  inCluster: boolean,
  inNetwork: boolean,
): Described {
  const { ipam, customIpMasq, name } = cluster.cluster;
  if (inCluster) return plain('pod', 'address of the pod');
  if (ipam === 'byo') return plain('unknown', 'unknown: it depends on the plug-in that was brought along');
  if (customIpMasq === true) return plain('unknown', `unknown: ${name} has its own settings for address translation`);
  if (ipam === 'overlay' || ipam === 'kubenet') return plain('node', 'address of the node');
  if (ipam === 'nodesubnet' && !inNetwork) {
    return {
      seen: { kind: 'node', text: 'address of the node' },
      notes: ['Node subnet translates outside the network; older documentation says that the pod keeps its address.'],
    };
  }
  if (ipam === 'nodesubnet') return plain('pod', 'address of the pod');
  return {
    seen: { kind: 'pod', text: 'address of the pod' },
    notes: inNetwork
      ? []
      : ["Pod subnet keeps the pod's own address outside the network; node subnet would translate it."],
  };
}

function describeBehindService(client: Described, { service, cluster }: ServiceEndpoint): Described {
  const node = `address of a node of ${cluster.cluster.name}`;
  switch (service.externalTrafficPolicy) {
    case 'Local':
      return client;
    case 'Cluster':
      return { seen: { kind: 'node', text: node }, notes: client.notes };
    case undefined:
      return {
        seen: { kind: 'unknown', text: `${node}; with externalTrafficPolicy Local ${client.seen.text}` },
        notes: client.notes,
      };
  }
}

function networkIdOf(endpoint: Endpoint): string | undefined {
  if (endpoint.kind === 'subnet') return endpoint.subnet.network.id;
  return 'cluster' in endpoint ? endpoint.cluster.network?.ref.id : undefined;
}

function plain(kind: SeenSource['kind'], text: string): Described {
  return { seen: { kind, text }, notes: [] };
}
