import type { ApplicationGateway, Cluster, NodePool } from '../plan/index.ts';
import { NONE, type SubnetView } from '../topology/index.ts';
import { showsAllNodes, sum } from './cluster-capacity.ts';
import { API_SERVER_ADDRESSES, STATIC_BLOCK_SIZE, staticBlockSupply } from './formulas.ts';
import { isStatic, nodeAddresses, nodesOf, podAddresses, podBlocks } from './pool-demand.ts';
import type { DemandItem, Moment, SubnetCapacity } from './types.ts';

interface PoolUse {
  readonly cluster: Cluster;
  readonly pool: NodePool;
}

/** Supply and demand of one subnet: node pools, pods, and everything else that is placed in it. */
export function subnetCapacity(view: SubnetView): SubnetCapacity {
  const clusters = view.uses.length === 0 ? NONE : [...new Set(view.uses.map((use) => use.cluster))];
  const items: DemandItem[] = [];
  for (const use of view.uses) addPool(items, use);
  for (const cluster of clusters) addCluster(items, cluster, view);
  addOthers(items, view, clusters);
  return {
    usable: view.usable4,
    now: sum(items, (item) => item.now),
    atMaximum: sum(items, (item) => item.atMaximum),
    withSurge: sum(items, (item) => item.withSurge),
    items,
    complete: isComplete(view, clusters),
    blocks: view.uses.length === 0 ? undefined : staticBlocks(view),
  };
}

/** Nodes of a pool, or its pods, in the subnet. */
function addPool(items: DemandItem[], { cluster, pool, as }: SubnetView['uses'][number]): void {
  if (pool === undefined || (as !== 'nodes' && as !== 'pods')) return;
  const each = as === 'nodes' ? nodeAddresses(cluster.ipam, pool) : podAddresses(cluster.ipam, pool);
  const nodes = nodesOf(pool);
  items.push({
    label: `${cluster.name}/${pool.name}: ${countOf(nodes.now, 'node')}${as === 'pods' ? ' with pods' : ''}`,
    ref: { kind: 'nodePool', id: pool.id },
    now: nodes.now * each.count,
    atMaximum: nodes.atMaximum * each.count,
    withSurge: nodes.withSurge * each.count,
    formula: `(${nodes.atMaximum} + ${nodes.withSurge - nodes.atMaximum}) nodes${perNodeText({ cluster, pool }, as)}`,
  });
}

/** What follows the number of nodes in an item's formula. */
function perNodeText({ cluster, pool }: PoolUse, as: 'nodes' | 'pods'): string {
  if (as === 'nodes') {
    return cluster.ipam === 'nodesubnet' ? ` × ${nodeAddresses(cluster.ipam, pool).formula} addresses` : '';
  }
  return isStatic(cluster.ipam, pool)
    ? ` × ${countOf(podBlocks(cluster.ipam, pool).count, 'block')} of ${STATIC_BLOCK_SIZE} addresses`
    : ` × ${podAddresses(cluster.ipam, pool).count} addresses`;
}

function staticBlocks(view: SubnetView): SubnetCapacity['blocks'] {
  const pools = view.uses.flatMap(({ cluster, pool, as }) =>
    as === 'pods' && pool !== undefined && isStatic(cluster.ipam, pool) ? [{ cluster, pool }] : [],
  );
  if (pools.length === 0) return undefined;
  const demand = (moment: Moment): number =>
    sum(pools, ({ cluster, pool }) => nodesOf(pool)[moment] * podBlocks(cluster.ipam, pool).count);
  return {
    supply: sum(view.space.blocks4, ({ prefixLength }) => staticBlockSupply(prefixLength)),
    now: demand('now'),
    atMaximum: demand('atMaximum'),
    withSurge: demand('withSurge'),
  };
}

/** What a cluster places in the subnet besides nodes and pods. */
function addCluster(items: DemandItem[], cluster: Cluster, { subnet: { id } }: SubnetView): void {
  const add = (count: number, label: string): void => addFixed(items, count, `${cluster.name}: ${label}`, ref);
  const ref = { kind: 'cluster', id: cluster.id } as const;
  const hasOwnApiServer = cluster.apiServerVnetIntegration === true || cluster.apiServerSubnetId !== undefined;
  const hasEndpoint = cluster.privateCluster === true && !hasOwnApiServer && homeOf(cluster) === id;
  const services = internalServices(cluster, id).length;
  const natAddresses = sum(cluster.loadBalancerServices ?? NONE, ({ privateLink, subnetId }) =>
    privateLink !== undefined && (privateLink.natSubnetId ?? subnetId ?? homeOf(cluster)) === id
      ? (privateLink.natAddresses ?? 1)
      : 0,
  );
  const virtualNodes = cluster.addOns?.virtualNodes;
  if (cluster.apiServerSubnetId === id) add(API_SERVER_ADDRESSES, 'API server');
  if (hasEndpoint) add(1, 'private endpoint of the API server');
  if (services > 0) add(services, countOf(services, 'internal load balancer'));
  if (natAddresses > 0) add(natAddresses, countOf(natAddresses, 'Private Link Service address', 'es'));
  if (virtualNodes?.subnetId === id) add(virtualNodes.plannedPods ?? 0, 'virtual nodes');
}

/** The subnet of the first pool, where a cluster puts what is given no subnet. */
function homeOf(cluster: Cluster): string | undefined {
  return cluster.pools.find((pool) => pool.nodeSubnetId !== undefined)?.nodeSubnetId;
}

function internalServices(cluster: Cluster, subnetId: string): readonly { readonly address?: string }[] {
  const services = cluster.loadBalancerServices ?? NONE;
  return services.filter((service) => service.internal && (service.subnetId ?? homeOf(cluster)) === subnetId);
}

/** Listed resources that are counted with the object the plan holds for them. */
const COUNTED_ELSEWHERE: readonly string[] = ['apiServer', 'privateEndpoint', 'loadBalancer', 'applicationGateway'];

/** What is in the subnet whatever clusters do. Things that the plan holds and Azure also lists are counted once. */
function addOthers(items: DemandItem[], view: SubnetView, clusters: readonly Cluster[]): void {
  const { subnet, applicationGateways, dnsResolverEndpoints } = view;
  const { resources, staticAddresses, privateEndpoints = 0, otherAddresses = 0 } = subnet;
  const services = clusters.length === 0 ? NONE : clusters.flatMap((cluster) => internalServices(cluster, subnet.id));
  const endpoints = Math.max(privateEndpoints, countListed(resources, 'privateEndpoint'));
  const frontEnds = countListed(resources, 'loadBalancer') - services.length;
  const gateways = applicationGateways.length === 0 ? countListed(resources, 'applicationGateway') : 0;
  if (endpoints > 0) addFixed(items, endpoints, countOf(endpoints, 'private endpoint'));
  if (frontEnds > 0) addFixed(items, frontEnds, countOf(frontEnds, 'internal load balancer'));
  if (gateways > 0) addFixed(items, gateways, countOf(gateways, 'application gateway address', 'es'));
  for (const gateway of applicationGateways) addGateway(items, gateway);
  for (const { id, name } of dnsResolverEndpoints) {
    addFixed(items, 1, `${name}: DNS resolver endpoint`, { kind: 'dnsResolverEndpoint', id });
  }
  for (const { kind, name, count } of resources ?? NONE) {
    if (!COUNTED_ELSEWHERE.includes(kind)) addFixed(items, count, name ?? kind);
  }
  if (staticAddresses !== undefined) {
    const known = new Set(services.map((service) => service.address));
    const pinned = sum(staticAddresses, ({ address }) => (known.has(address) ? 0 : 1));
    addFixed(items, pinned, countOf(pinned, 'static address', 'es'));
  }
  if (otherAddresses > 0) addFixed(items, otherAddresses, countOf(otherAddresses, 'other address', 'es'));
}

function countListed(resources: SubnetView['subnet']['resources'], kind: string): number {
  return resources === undefined ? 0 : sum(resources, (resource) => (resource.kind === kind ? resource.count : 0));
}

function addGateway(
  items: DemandItem[],
  { id, name, maxInstances = 0, privateFrontEnds = 0 }: ApplicationGateway,
): void {
  const formula = `${maxInstances} instances + ${privateFrontEnds} private front ends`;
  const label = `${name}: ${countOf(maxInstances, 'instance')}`;
  addFixed(items, maxInstances + privateFrontEnds, label, { kind: 'applicationGateway', id }, formula);
}

/** A demand that does not grow. Nothing: no item. */
function addFixed(
  items: DemandItem[],
  count: number,
  label: string,
  ref?: DemandItem['ref'],
  formula = `${count}`,
): void {
  if (count > 0) items.push({ label, ref, now: count, atMaximum: count, withSurge: count, formula });
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
