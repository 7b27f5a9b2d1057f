import type { ApplicationGateway, Cluster, NodePool } from '../plan/index.ts';
import type { SubnetView } from '../topology/index.ts';
import { showsAllNodes, sum } from './cluster-capacity.ts';
import {
  API_SERVER_ADDRESSES,
  currentNodesOf,
  dynamicAddressesPerNode,
  maxNodesOf,
  maxPodsOf,
  STATIC_BLOCK_SIZE,
  staticBlocksPerNode,
  staticBlockSupply,
  surgeOf,
} from './formulas.ts';
import type { DemandItem, SubnetCapacity } from './types.ts';

/** Supply and demand of one subnet: node pools, pods, and everything else that is placed in it. */
export function subnetCapacity(view: SubnetView): SubnetCapacity {
  const clusters = [...new Set(view.uses.map((use) => use.cluster))];
  const items = [
    ...view.uses.flatMap(poolDemand),
    ...clusters.flatMap((cluster) => clusterDemand(cluster, view)),
    ...otherDemand(view, clusters),
  ];
  const blocks = staticBlocks(view);
  return {
    usable: view.usable4,
    now: sum(items, (item) => item.now),
    atMaximum: sum(items, (item) => item.atMaximum),
    withSurge: sum(items, (item) => item.withSurge),
    items,
    complete: isComplete(view, clusters),
    ...(blocks === undefined ? {} : { blocks }),
  };
}

/** Nodes of a pool, or its pods, in the subnet. */
function poolDemand({ cluster, pool, as }: SubnetView['uses'][number]): readonly DemandItem[] {
  if (pool === undefined || (as !== 'nodes' && as !== 'pods')) return [];
  const each = as === 'nodes' ? nodeAddresses(cluster, pool) : podAddresses(cluster, pool);
  const most = maxNodesOf(pool);
  const { nodes: surge } = surgeOf(pool, most);
  const current = currentNodesOf(pool);
  return [
    {
      label: `${cluster.name}/${pool.name}: ${countOf(current, 'node')}${as === 'pods' ? ' with pods' : ''}`,
      ref: { kind: 'nodePool', id: pool.id },
      now: current * each.count,
      atMaximum: most * each.count,
      withSurge: (most + surge) * each.count,
      formula: `(${most} + ${surge}) nodes${each.text}`,
    },
  ];
}

interface PerNode {
  readonly count: number;
  readonly text: string;
}

function nodeAddresses(cluster: Cluster, pool: NodePool): PerNode {
  if (cluster.ipam !== 'nodesubnet') return { count: 1, text: '' };
  const maxPods = maxPodsOf(pool, cluster.ipam);
  return { count: 1 + maxPods, text: ` × (1 + ${maxPods}) addresses` };
}

function podAddresses(cluster: Cluster, pool: NodePool): PerNode {
  if (isStatic(cluster, pool)) {
    const blocks = staticBlocksPerNode(maxPodsOf(pool, cluster.ipam));
    return {
      count: blocks * STATIC_BLOCK_SIZE,
      text: ` × ${countOf(blocks, 'block')} of ${STATIC_BLOCK_SIZE} addresses`,
    };
  }
  const count = dynamicAddressesPerNode(pool.plannedPods ?? maxPodsOf(pool, cluster.ipam));
  return { count, text: ` × ${count} addresses` };
}

/** Null on dynamic pools in old API versions: the pod subnet decides, and a missing mode means dynamic (review 20.4, item 15). */
function isStatic(cluster: Cluster, pool: NodePool): boolean {
  return pool.podIpAllocation === undefined ? cluster.ipam === 'podsubnet-static' : pool.podIpAllocation === 'static';
}

function staticBlocks(view: SubnetView): SubnetCapacity['blocks'] {
  const pools = view.uses.flatMap(({ cluster, pool, as }) =>
    as === 'pods' && pool !== undefined && isStatic(cluster, pool) ? [{ cluster, pool }] : [],
  );
  if (pools.length === 0) return undefined;
  const demand = (nodesOf: (pool: NodePool) => number): number =>
    sum(pools, ({ cluster, pool }) => nodesOf(pool) * staticBlocksPerNode(maxPodsOf(pool, cluster.ipam)));
  return {
    supply: sum(view.space.blocks4, ({ prefixLength }) => staticBlockSupply(prefixLength)),
    now: demand(currentNodesOf),
    atMaximum: demand(maxNodesOf),
    withSurge: demand((pool) => maxNodesOf(pool) + surgeOf(pool, maxNodesOf(pool)).nodes),
  };
}

/** What a cluster places in the subnet besides nodes and pods. */
function clusterDemand(cluster: Cluster, view: SubnetView): readonly DemandItem[] {
  const id = view.subnet.id;
  const ref = { kind: 'cluster', id: cluster.id } as const;
  const isHome = homeOf(cluster) === id;
  const hasOwnApiServer = cluster.apiServerVnetIntegration === true || cluster.apiServerSubnetId !== undefined;
  const hasEndpoint = cluster.privateCluster === true && !hasOwnApiServer && isHome;
  const services = internalServices(cluster, id).length;
  const natAddresses = sum(cluster.loadBalancerServices ?? [], ({ privateLink, subnetId }) =>
    privateLink !== undefined && (privateLink.natSubnetId ?? subnetId ?? homeOf(cluster)) === id
      ? (privateLink.natAddresses ?? 1)
      : 0,
  );
  const virtualNodes = cluster.addOns?.virtualNodes;
  return [
    ...fixed(cluster.apiServerSubnetId === id ? API_SERVER_ADDRESSES : 0, () => `${cluster.name}: API server`, ref),
    ...fixed(hasEndpoint ? 1 : 0, () => `${cluster.name}: private endpoint of the API server`, ref),
    ...fixed(services, () => `${cluster.name}: ${countOf(services, 'internal load balancer')}`, ref),
    ...fixed(
      natAddresses,
      () => `${cluster.name}: ${countOf(natAddresses, 'Private Link Service address', 'es')}`,
      ref,
    ),
    ...fixed(
      virtualNodes?.subnetId === id ? (virtualNodes.plannedPods ?? 0) : 0,
      () => `${cluster.name}: virtual nodes`,
      ref,
    ),
  ];
}

/** The subnet of the first pool, where a cluster puts what is given no subnet. */
function homeOf(cluster: Cluster): string | undefined {
  return cluster.pools.find((pool) => pool.nodeSubnetId !== undefined)?.nodeSubnetId;
}

function internalServices(cluster: Cluster, subnetId: string): readonly { readonly address?: string }[] {
  const services = cluster.loadBalancerServices ?? [];
  return services.filter((service) => service.internal && (service.subnetId ?? homeOf(cluster)) === subnetId);
}

/** Listed resources that are counted with the object the plan holds for them. */
const COUNTED_ELSEWHERE: readonly string[] = ['apiServer', 'privateEndpoint', 'loadBalancer', 'applicationGateway'];

/** What is in the subnet whatever clusters do. Things that the plan holds and Azure also lists are counted once. */
function otherDemand(view: SubnetView, clusters: readonly Cluster[]): readonly DemandItem[] {
  const { subnet, applicationGateways, dnsResolverEndpoints } = view;
  const resources = subnet.resources ?? [];
  const listed = (kind: string): number => sum(resources, (resource) => (resource.kind === kind ? resource.count : 0));
  const services = clusters.flatMap((cluster) => internalServices(cluster, subnet.id));
  const endpoints = Math.max(subnet.privateEndpoints ?? 0, listed('privateEndpoint'));
  const frontEnds = Math.max(0, listed('loadBalancer') - services.length);
  const gateways = applicationGateways.length === 0 ? listed('applicationGateway') : 0;
  const pinned = (subnet.staticAddresses ?? []).filter(
    ({ address }) => !services.some((service) => service.address === address),
  ).length;
  const others = subnet.otherAddresses ?? 0;
  return [
    ...fixed(endpoints, () => countOf(endpoints, 'private endpoint')),
    ...fixed(frontEnds, () => countOf(frontEnds, 'internal load balancer')),
    ...fixed(gateways, () => countOf(gateways, 'application gateway address', 'es')),
    ...applicationGateways.flatMap(gatewayDemand),
    ...dnsResolverEndpoints.flatMap(({ id, name }) =>
      fixed(1, () => `${name}: DNS resolver endpoint`, { kind: 'dnsResolverEndpoint', id }),
    ),
    ...resources.flatMap(({ kind, name, count }) =>
      COUNTED_ELSEWHERE.includes(kind) ? [] : fixed(count, () => name ?? kind),
    ),
    ...fixed(pinned, () => countOf(pinned, 'static address', 'es')),
    ...fixed(others, () => countOf(others, 'other address', 'es')),
  ];
}

function gatewayDemand({
  id,
  name,
  maxInstances = 0,
  privateFrontEnds = 0,
}: ApplicationGateway): readonly DemandItem[] {
  const formula = `${maxInstances} instances + ${privateFrontEnds} private front ends`;
  const label = (): string => `${name}: ${countOf(maxInstances, 'instance')}`;
  return fixed(maxInstances + privateFrontEnds, label, { kind: 'applicationGateway', id }, formula);
}

/** A demand that does not grow. Nothing: no item. */
function fixed(count: number, label: () => string, ref?: DemandItem['ref'], formula?: string): readonly DemandItem[] {
  if (count === 0) return [];
  const known = ref === undefined ? {} : { ref };
  return [{ label: label(), ...known, now: count, atMaximum: count, withSurge: count, formula: formula ?? `${count}` }];
}

function countOf(count: number, noun: string, plural = 's'): string {
  return `${count} ${noun}${count === 1 ? '' : plural}`;
}

/** Whether everything that takes addresses is known: not on imported subnets unless Azure listed all of it, nor where nodes come unseen. */
function isComplete({ subnet, network, applicationGateways }: SubnetView, clusters: readonly Cluster[]): boolean {
  if (network.external === true) return false;
  if ((subnet.partial === true || network.partial === true) && subnet.resourcesComplete !== true) return false;
  if (applicationGateways.some((gateway) => gateway.maxInstances === undefined)) return false;
  return clusters.every(showsAllNodes);
}
