import { blockAround, maxPrefixLength, parseAddress, type Block } from '../address/index.ts';
import { NONE, weakMemo, type ClusterView, type PoolView, type SubnetView, type Topology } from '../topology/index.ts';
import type {
  ClusterEndpoint,
  Endpoint,
  InternetEndpoint,
  ServiceEndpoint,
  SiteEndpoint,
  SubnetEndpoint,
} from './types.ts';

export const INTERNET: InternetEndpoint = Object.freeze({ kind: 'internet', name: 'internet', key: 'internet' });

/** Subnets that hold only what Azure itself puts there: nobody asks from or to them. */
const WITHOUT_WORKLOADS = ['gateway', 'routeServer', 'firewall', 'firewallManagement'] as const;

/**
 * Everything that can talk in a plan, in its order: each network's subnets, each cluster's pods, nodes and services, sites, the internet. Subnets that only
 * clusters or Azure's own devices live in are left out; they are reached as what lives in them.
 */
export const listEndpoints: (topology: Topology) => readonly Endpoint[] = weakMemo((topology) => [
  ...[...topology.networks.values()]
    .flatMap(({ subnets }) => subnets)
    .filter(holdsWorkloads)
    .map(subnetEndpoint),
  ...[...topology.clusters.values()].flatMap((cluster) => clusterEndpoints(cluster, topology)),
  ...[...topology.sites.values()].map((site): SiteEndpoint => ({
    kind: 'site',
    site,
    name: site.site.name,
    key: `site:${site.ref.id}`,
  })),
  INTERNET,
]);

function holdsWorkloads({ roles }: SubnetView): boolean {
  if (WITHOUT_WORKLOADS.some((role) => roles.has(role))) return false;
  const isOfClusters = roles.has('nodes') || roles.has('pods');
  return !isOfClusters || [...roles.keys()].some((role) => role !== 'nodes' && role !== 'pods');
}

export function subnetEndpoint(subnet: SubnetView): SubnetEndpoint {
  return {
    kind: 'subnet',
    subnet,
    name: `${subnet.network.name}/${subnet.subnet.name}`,
    key: `subnet:${subnet.ref.id}`,
  };
}

function clusterEndpoints(cluster: ClusterView, topology: Topology): readonly Endpoint[] {
  const { name, id } = cluster.cluster;
  const whole = (['pods', 'nodes'] as const).map((kind): ClusterEndpoint => ({
    kind,
    cluster,
    pools: cluster.pools,
    name: `${name}/${kind}`,
    key: `${kind}:${id}`,
  }));
  const places = new Set(cluster.pools.map(placeOf));
  const single =
    places.size < 2
      ? NONE
      : cluster.pools.flatMap((pool) =>
          (['pods', 'nodes'] as const).map((kind): ClusterEndpoint => ({
            kind,
            cluster,
            pools: [pool],
            name: `${name}/${pool.pool.name}/${kind}`,
            key: `${kind}:${pool.ref.id}`,
          })),
        );
  return [...whole, ...single, ...listServices(cluster, topology)];
}

function placeOf({ nodeSubnet, podSubnets }: PoolView): string {
  return [nodeSubnet?.ref.id, ...podSubnets.map(({ ref }) => ref.id)].join(' ');
}

/** The services of a cluster that stand behind a load balancer; none when they are not known. */
export function listServices(cluster: ClusterView, topology: Topology): readonly ServiceEndpoint[] {
  return (cluster.cluster.loadBalancerServices ?? NONE).map((service) => ({
    kind: 'service',
    cluster,
    service,
    subnet:
      (service.subnetId === undefined ? undefined : topology.subnets.get(service.subnetId)) ??
      cluster.pools.find(({ nodeSubnet }) => nodeSubnet !== undefined)?.nodeSubnet,
    name: `${cluster.cluster.name}/${service.name}`,
    key: `service:${cluster.ref.id}/${service.name}`,
  }));
}

/** An address as a block that holds only it; undefined for text that is none. */
export function blockOfAddress(text: string): Block | undefined {
  const address = parseAddress(text);
  return address.ok ? blockAround(address.value, maxPrefixLength(address.value.family)) : undefined;
}
