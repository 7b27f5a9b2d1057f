import type { Cluster, NodePool } from '../plan/index.ts';
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
    ...otherDemand(view),
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
  const isHome = cluster.pools.find((pool) => pool.nodeSubnetId !== undefined)?.nodeSubnetId === id;
  const hasOwnApiServer = cluster.apiServerVnetIntegration === true || cluster.apiServerSubnetId !== undefined;
  const services = (cluster.loadBalancerServices ?? []).filter(
    (service) => service.internal && (service.subnetId === undefined ? isHome : service.subnetId === id),
  );
  const natAddresses = sum(cluster.loadBalancerServices ?? [], (service) => {
    if (service.privateLink === undefined) return 0;
    const subnetId = service.privateLink.natSubnetId ?? service.subnetId;
    return (subnetId === undefined ? isHome : subnetId === id) ? (service.privateLink.natAddresses ?? 1) : 0;
  });
  return [
    ...fixed(`${cluster.name}: API server`, cluster.apiServerSubnetId === id ? API_SERVER_ADDRESSES : 0, ref),
    ...fixed(
      `${cluster.name}: private endpoint of the API server`,
      cluster.privateCluster === true && !hasOwnApiServer && isHome ? 1 : 0,
      ref,
    ),
    ...fixed(`${cluster.name}: ${countOf(services.length, 'internal load balancer')}`, services.length, ref),
    ...fixed(`${cluster.name}: ${countOf(natAddresses, 'Private Link Service address', 'es')}`, natAddresses, ref),
    ...fixed(
      `${cluster.name}: virtual nodes`,
      cluster.addOns?.virtualNodes?.subnetId === id ? (cluster.addOns.virtualNodes.plannedPods ?? 0) : 0,
      ref,
    ),
  ];
}

/** Listed resources that the plan counts by itself when it holds the object behind them. */
const COUNTED_ELSEWHERE: readonly string[] = ['apiServer', 'privateEndpoint', 'loadBalancer', 'applicationGateway'];

/** What is in the subnet whatever clusters do. Things that the plan holds and Azure also lists are counted once. */
function otherDemand(view: SubnetView): readonly DemandItem[] {
  const { subnet, applicationGateways, dnsResolverEndpoints } = view;
  const listed = (kind: string): number =>
    sum(subnet.resources ?? [], (resource) => (resource.kind === kind ? resource.count : 0));
  const services = servicesIn(view);
  const known = new Set(services.map((service) => service.address));
  const pinned = (subnet.staticAddresses ?? []).filter(({ address }) => !known.has(address)).length;
  const endpoints = Math.max(subnet.privateEndpoints ?? 0, listed('privateEndpoint'));
  const frontEnds = Math.max(0, listed('loadBalancer') - services.length);
  const unmodelled = (subnet.resources ?? []).filter(({ kind }) => !COUNTED_ELSEWHERE.includes(kind));
  return [
    ...fixed(countOf(endpoints, 'private endpoint'), endpoints),
    ...fixed(countOf(frontEnds, 'internal load balancer'), frontEnds),
    ...applicationGateways.flatMap((gateway) => {
      const instances = gateway.maxInstances ?? 0;
      const private_ = gateway.privateFrontEnds ?? 0;
      return fixed(
        `${gateway.name}: ${countOf(instances, 'instance')}`,
        instances + private_,
        { kind: 'applicationGateway', id: gateway.id },
        `${instances} instances + ${private_} private front ends`,
      );
    }),
    ...(applicationGateways.length === 0
      ? fixed(countOf(listed('applicationGateway'), 'application gateway address', 'es'), listed('applicationGateway'))
      : []),
    ...dnsResolverEndpoints.flatMap((endpoint) =>
      fixed(`${endpoint.name}: DNS resolver endpoint`, 1, { kind: 'dnsResolverEndpoint', id: endpoint.id }),
    ),
    ...unmodelled.flatMap((resource) => fixed(`${resource.name ?? resource.kind}`, resource.count)),
    ...fixed(countOf(pinned, 'static address', 'es'), pinned),
    ...fixed(countOf(subnet.otherAddresses ?? 0, 'other address', 'es'), subnet.otherAddresses ?? 0),
  ];
}

/** Internal services of clusters here that are placed in this subnet. */
function servicesIn(view: SubnetView): readonly { readonly address?: string }[] {
  const clusters = [...new Set(view.uses.map((use) => use.cluster))];
  return clusters.flatMap((cluster) => {
    const home = cluster.pools.find((pool) => pool.nodeSubnetId !== undefined)?.nodeSubnetId;
    return (cluster.loadBalancerServices ?? []).filter(
      (service) => service.internal && (service.subnetId ?? home) === view.subnet.id,
    );
  });
}

/** A demand that does not grow. Nothing: no item. */
function fixed(label: string, count: number, ref?: DemandItem['ref'], formula = `${count}`): readonly DemandItem[] {
  return count === 0
    ? []
    : [{ label, ...(ref === undefined ? {} : { ref }), now: count, atMaximum: count, withSurge: count, formula }];
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
