import { formatNumber } from '../../plan/index.ts';
import { LIMITS } from '../../azure/index.ts';
import type { NodePool } from '../../plan/index.ts';
import type { ClusterView, NetworkView, SubnetUse, Topology } from '../../topology/index.ts';
import { sum } from '../cluster-capacity.ts';
import { joinRemarks } from '../figure.ts';
import { STATIC_BLOCK_SIZE } from '../formulas.ts';
import { isStatic, nodeAddresses, nodesOf, podAddresses, podBlocks } from '../pool-demand.ts';
import type { CapacityReport, Demand, Moment } from '../types.ts';
import { explainLimit } from './cluster-budgets.ts';
import { createBudget } from './create-budget.ts';
import { defaultPodsRemark, poolUses } from './pool-uses.ts';
import type { Budget, FixedPart, PoolUse } from './types.ts';

const OLD_LIMIT = 'The limit was read in a text of December 2022.';
const BLOCK_REMARK =
  'A block of static allocation is counted as one address: a reading of the documents, not verified.';

/** Addresses of a network, and of the network with its peers, as their limits count them. @source catalogue 12.7 */
export function networkBudgets(
  view: ClusterView,
  { topology, capacity }: { readonly topology: Topology; readonly capacity: CapacityReport },
): readonly Budget[] {
  const homes = new Set(
    view.pools.flatMap(({ nodeSubnet, podSubnets }) =>
      [...(nodeSubnet === undefined ? [] : [nodeSubnet]), ...podSubnets].map(({ network }) => network.id),
    ),
  );
  return [...homes].flatMap((id) => {
    const network = topology.networks.get(id);
    if (network === undefined || network.network.external === true) return [];
    const peers = peersOf(network, topology);
    const own = createNetworkBudget(view, [network], capacity);
    return peers.length === 0 ? [own] : [own, createNetworkBudget(view, [network, ...peers], capacity)];
  });
}

function peersOf(network: NetworkView, topology: Topology): readonly NetworkView[] {
  const ids = new Set(network.links.filter(({ connected }) => connected).map(({ remoteId }) => remoteId));
  ids.delete(network.network.id);
  return [...ids].flatMap((id) => {
    const peer = topology.networks.get(id);
    return peer === undefined || peer.network.external === true ? [] : [peer];
  });
}

/** The budget of the first network; of the group when there are peers behind it. */
function createNetworkBudget(
  { cluster }: ClusterView,
  networks: readonly [NetworkView, ...NetworkView[]],
  capacity: CapacityReport,
): Budget {
  const [home, ...peers] = networks;
  const isGroup = peers.length > 0;
  const limit = isGroup ? LIMITS['vnet.privateIpsPeerGroup'] : LIMITS['vnet.privateIps'];
  const uses = usesIn(networks, cluster.id);
  const hasBlocks = networks.some(({ subnets }) =>
    subnets.some(({ subnet }) => capacity.subnets.get(subnet.id)?.blocks !== undefined),
  );
  const assumption = joinRemarks(OLD_LIMIT, hasBlocks ? BLOCK_REMARK : undefined, defaultPodsRemark(uses));
  return createBudget({
    key: `${isGroup ? 'peerGroup' : 'network'}:${home.network.id}`,
    kind: isGroup ? 'peerGroup' : 'network',
    name: isGroup
      ? `${home.network.name} and ${formatNumber(peers.length)} peer${peers.length === 1 ? '' : 's'}`
      : home.network.name,
    ranges: isGroup ? [] : home.network.addressPrefixes,
    ref: home.ref,
    unit: 'addresses',
    weight: 'limit',
    supply: limit.value,
    explainSupply: () => ({ ...explainLimit(limit), assumption: OLD_LIMIT }),
    uses,
    fixed: [othersIn(networks, capacity, uses)],
    meaning: (nodes) =>
      `${nodes} of ${cluster.name} × addresses of a node and its pods + everything else in ${isGroup ? 'these networks' : 'the network'}`,
    sources: ['LIM', 'IPP'],
    ...(assumption === undefined ? {} : { assumption }),
    complete: networks.every(({ subnets }) =>
      subnets.every(({ subnet }) => capacity.subnets.get(subnet.id)?.complete !== false),
    ),
  });
}

function usesIn(networks: readonly NetworkView[], clusterId: string): readonly PoolUse[] {
  const uses: readonly SubnetUse[] = networks.flatMap(({ subnets }) =>
    subnets.flatMap((subnet) => subnet.uses.filter(({ cluster }) => cluster.id === clusterId)),
  );
  return poolUses(uses, (cluster, as) => (pool: NodePool) => {
    if (as === 'nodes') return nodeAddresses(cluster.ipam, pool);
    return isStatic(cluster.ipam, pool) ? podBlocks(cluster.ipam, pool) : podAddresses(cluster.ipam, pool);
  });
}

/** What the networks hold beside the cluster's own pools. */
function othersIn(networks: readonly NetworkView[], capacity: CapacityReport, uses: readonly PoolUse[]): FixedPart {
  const all = (moment: Moment): number =>
    sum(networks, ({ subnets }) =>
      sum(subnets, ({ subnet }) => {
        const figures = capacity.subnets.get(subnet.id);
        return figures === undefined ? 0 : figures[moment] - (figures.blocks?.[moment] ?? 0) * (STATIC_BLOCK_SIZE - 1);
      }),
    );
  const own = (moment: Moment): number => sum(uses, ({ pool, perNode }) => nodesOf(pool)[moment] * perNode(pool).count);
  const rest = (moment: Moment): number => all(moment) - own(moment);
  const demand: Demand = { now: rest('now'), atMaximum: rest('atMaximum'), withSurge: rest('withSurge') };
  return { label: 'everything else', demand };
}
