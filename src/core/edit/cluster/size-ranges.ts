import { formatBlock, minPrefixFor } from '../../address/index.ts';
import { computeCapacity, sizeForModel, type CapacityReport } from '../../capacity/index.ts';
import type { Cluster, Command, NodePool, ObjectRef } from '../../plan/index.ts';
import { err, ok, type Result } from '../../result.ts';
import { fixServiceCidr, growPodCidr, suggestPodRange } from '../../rules/support/fix-cluster-ranges.ts';
import { canChangeSubnet, fixGrowSubnet, suggestSubnetRange } from '../../rules/support/fix-subnets.ts';
import { buildTopology, type ClusterView, type SubnetView, type Topology } from '../../topology/index.ts';
import { applyCommand } from '../apply-command.ts';
import type { EditError } from '../edit-error.ts';

/** What is known of a plan besides the plan: a check result will do. */
export interface PlanFacts {
  readonly topology: Topology;
  readonly capacity: CapacityReport;
}

/** How large a cluster shall be; what is not given stays as it is. */
export interface WantedSize {
  /** By pool id. */
  readonly pools?: Readonly<Record<string, { readonly nodes?: number; readonly maxPods?: number }>>;
  /** Nodes of the whole cluster, surge nodes among them; the largest pool grows or shrinks to it. */
  readonly nodesWithSurge?: number;
}

/** What came of one range. `inUse`: Azure does not resize it; `noRoom`: its network has none. */
export type RangeOutcome = 'holds' | 'grows' | 'moves' | 'new' | 'inUse' | 'noRoom';

export interface SizedRange {
  readonly ref: ObjectRef;
  /** "snet-nodes", "Pod CIDR". */
  readonly name: string;
  /** As written; empty for none. */
  readonly from: string;
  /** The range that holds it; missing where nothing changes. */
  readonly to?: string;
  readonly needed: number;
  /** What the range holds as it is. */
  readonly holds: number;
  readonly unit: 'addresses' | 'blocks' | 'nodes' | 'services';
  readonly outcome: RangeOutcome;
  /** The prefix length wanted, and the largest free one: for `noRoom` and `inUse`. */
  readonly neededPrefix?: number;
  readonly largestFree?: number;
}

export interface SizedCluster {
  /** Everything as one edit; a batch of nothing when all ranges hold. */
  readonly command: Command;
  readonly ranges: readonly SizedRange[];
  /** Pools as they become, and nodes of all of them while upgrading. */
  readonly pools: readonly NodePool[];
  readonly nodesWithSurge: number;
}

/**
 * Makes every range of a cluster large enough for its pools at their maximum while upgrading: subnets that are planned or empty grow in place, else move to
 * the first free place of their network; a pod CIDR grows around itself or moves outside all known ranges; planned service CIDRs move. Ranges that hold
 * enough stay, and so do those that are in use.
 * Errors: `not-found`, and those of the edits of pools when the numbers wanted are none a plan holds.
 */
export function sizeRanges(
  { topology, capacity }: PlanFacts,
  clusterId: string,
  wanted: WantedSize = {},
): Result<SizedCluster, EditError> {
  const cluster = topology.clusters.get(clusterId)?.cluster;
  if (cluster === undefined) return err({ kind: 'not-found', ref: { kind: 'cluster', id: clusterId } });
  const work = new Work({ topology, capacity }, clusterId);
  const resized = work.run(resizePools(cluster, wanted));
  if (!resized.ok) return resized;
  const ranges: SizedRange[] = [];
  for (const { subnet } of distinctSubnets(work.view, ({ nodeSubnet }) => nodeSubnet ?? []))
    ranges.push(sizeSubnet(work, subnet.id, 'nodes'));
  for (const { subnet } of distinctSubnets(work.view, ({ podSubnets }) => podSubnets))
    ranges.push(sizeSubnet(work, subnet.id, 'pods'));
  ranges.push(...sizePodCidr(work), ...sizeServiceCidr(work));
  const command = { type: 'batch', label: `Size ${cluster.name}`, commands: work.commands } as const;
  const { pools } = work.view.cluster;
  const nodesWithSurge = work.facts.capacity.clusters.get(clusterId)?.nodes.withSurge ?? 0;
  return ok({ command, ranges, pools, nodesWithSurge });
}

/** The plan as it becomes, one edit after another. */
class Work {
  readonly commands: Command[] = [];
  facts: PlanFacts;
  readonly #clusterId: string;

  constructor(facts: PlanFacts, clusterId: string) {
    this.facts = facts;
    this.#clusterId = clusterId;
  }

  get view(): ClusterView {
    const view = this.facts.topology.clusters.get(this.#clusterId);
    if (view === undefined) throw new Error('Sizing takes no cluster away');
    return view;
  }

  run(commands: readonly Command[]): Result<undefined, EditError> {
    for (const command of commands) {
      const next = applyCommand(this.facts.topology.plan, command);
      if (!next.ok) return next;
      const topology = buildTopology(next.value, this.facts.topology);
      this.facts = { topology, capacity: computeCapacity(topology, this.facts.capacity) };
      this.commands.push(command);
    }
    return ok(undefined);
  }
}

function distinctSubnets(
  { pools }: ClusterView,
  of: (pool: ClusterView['pools'][number]) => SubnetView | readonly SubnetView[],
): readonly SubnetView[] {
  return [...new Set(pools.flatMap(of))];
}

function sizeSubnet(work: Work, subnetId: string, as: 'nodes' | 'pods'): SizedRange {
  const { topology, capacity } = work.facts;
  const view = topology.subnets.get(subnetId);
  const figures = capacity.subnets.get(subnetId);
  if (view === undefined || figures === undefined) throw new Error('A pool names a subnet of the plan');
  const blocks = as === 'pods' ? figures.blocks : undefined;
  // Whether the blocks with a subnet's reserved addresses are handed out is not documented: two are kept back.
  const needed = blocks === undefined ? figures.withSurge : blocks.withSurge;
  const holds = blocks === undefined ? figures.usable : Math.max(0, blocks.supply - 2);
  const row = {
    ref: view.ref,
    name: view.subnet.name,
    from: view.subnet.addressPrefixes.join(', '),
    needed,
    holds,
    unit: blocks === undefined ? ('addresses' as const) : ('blocks' as const),
  };
  if (needed <= holds) return { ...row, outcome: 'holds' };
  const neededPrefix = minPrefixFor(blocks === undefined ? needed : (needed + 2) * 16);
  const [fix] = neededPrefix === undefined ? [] : fixGrowSubnet(topology, view, neededPrefix);
  if (fix === undefined || !work.run(fix.commands).ok) {
    const largestFree = largestFreePrefix(topology, view, neededPrefix ?? 0);
    return {
      ...row,
      outcome: canChangeSubnet(view) ? 'noRoom' : 'inUse',
      ...(neededPrefix === undefined ? {} : { neededPrefix }),
      ...(largestFree === undefined ? {} : { largestFree }),
    };
  }
  const to = work.facts.topology.subnets.get(subnetId)?.subnet.addressPrefixes.join(', ') ?? '';
  return { ...row, to, outcome: fix.title.startsWith('Grow') ? 'grows' : 'moves' };
}

/** The prefix length of the largest range the subnet could have in its network; undefined when there is none. */
function largestFreePrefix(topology: Topology, view: SubnetView, from: number): number | undefined {
  for (let prefixLength = from; prefixLength <= 29; prefixLength++) {
    if (suggestSubnetRange(topology, view.network.id, 4, prefixLength, view) !== undefined) return prefixLength;
  }
  return undefined;
}

function sizePodCidr(work: Work): readonly SizedRange[] {
  const { view } = work;
  const { cluster } = view;
  if (cluster.ipam !== 'overlay' && cluster.ipam !== 'kubenet') return [];
  const needed = sizeForModel(cluster, cluster.ipam).podCidr;
  if (needed?.prefixLength === undefined) return [];
  const holds = work.facts.capacity.clusters.get(cluster.id)?.podCidr?.supplyNodes ?? 0;
  const row = {
    ref: view.ref,
    name: 'Pod CIDR',
    from: cluster.podCidrs.join(', '),
    needed: needed.count,
    holds,
    unit: 'nodes' as const,
  };
  if (needed.count <= holds) return [{ ...row, outcome: 'holds' }];
  const before = view.podSpace.blocks4[0];
  const changed = before === undefined ? addPodCidr(work, needed.prefixLength) : growExisting(work);
  const to = work.view.podSpace.blocks4[0];
  if (!changed || to === undefined)
    return [{ ...row, outcome: cluster.origin === 'existing' ? 'inUse' : 'noRoom', neededPrefix: needed.prefixLength }];
  const outcome = before === undefined ? 'new' : to.first <= before.first && to.last >= before.last ? 'grows' : 'moves';
  return [{ ...row, to: formatBlock(to), outcome }];
}

function addPodCidr(work: Work, prefixLength: number): boolean {
  const { cluster } = work.view;
  const range = suggestPodRange(work.facts.topology, work.view, prefixLength);
  if (range === undefined) return false;
  const podCidrs = [formatBlock(range), ...cluster.podCidrs];
  return work.run([{ type: 'update', kind: 'cluster', id: cluster.id, values: { podCidrs } }]).ok;
}

function growExisting(work: Work): boolean {
  const [fix] = growPodCidr(work.facts, work.view);
  return fix !== undefined && work.run(fix.commands).ok;
}

function sizeServiceCidr(work: Work): readonly SizedRange[] {
  const { view } = work;
  const { cluster } = view;
  const services = work.facts.capacity.clusters.get(cluster.id)?.services;
  if (services?.planned === undefined) return [];
  const row = {
    ref: view.ref,
    name: 'Service CIDR',
    from: cluster.serviceCidrs.join(', '),
    needed: services.planned,
    holds: services.supply,
    unit: 'services' as const,
  };
  if (services.planned <= services.supply) return [{ ...row, outcome: 'holds' }];
  const [fix] = fixServiceCidr(work.facts, view);
  if (fix === undefined || !work.run(fix.commands).ok)
    return [{ ...row, outcome: cluster.origin === 'existing' ? 'inUse' : 'noRoom' }];
  return [{ ...row, to: work.view.cluster.serviceCidrs[0] ?? '', outcome: 'moves' }];
}

/** Edits that give the pools the numbers wanted. */
function resizePools(cluster: Cluster, { pools = {}, nodesWithSurge }: WantedSize): readonly Command[] {
  const wanted = cluster.pools.map((pool): NodePool => {
    const { nodes, maxPods } = pools[pool.id] ?? {};
    return { ...(nodes === undefined ? pool : withNodes(pool, nodes)), ...(maxPods === undefined ? {} : { maxPods }) };
  });
  const sized = nodesWithSurge === undefined ? wanted : reachTotal(cluster, wanted, nodesWithSurge);
  return sized.flatMap((pool, index): readonly Command[] => {
    const { count, minCount, maxCount, maxPods, id } = pool;
    const old = cluster.pools[index];
    const isSame =
      old?.count === count && old.minCount === minCount && old.maxCount === maxCount && old.maxPods === maxPods;
    return isSame ? [] : [{ type: 'update', kind: 'nodePool', id, values: { count, minCount, maxCount, maxPods } }];
  });
}

/** A pool whose maximum is so many nodes: the autoscaler's, or the fixed number. */
function withNodes(pool: NodePool, nodes: number): NodePool {
  if (!pool.autoscale) return { ...pool, count: nodes };
  const { minCount } = pool;
  return {
    ...pool,
    maxCount: nodes,
    count: Math.min(pool.count, nodes),
    ...(minCount === undefined ? {} : { minCount: Math.min(minCount, nodes) }),
  };
}

/** Gives the largest pool the most nodes with which the cluster, surge included, has no more than `total`; none below 0. */
function reachTotal(cluster: Cluster, pools: readonly NodePool[], total: number): readonly NodePool[] {
  const most = (pool: NodePool): number => (pool.autoscale ? (pool.maxCount ?? pool.count) : pool.count);
  const largest = pools.toSorted((a, b) => most(b) - most(a))[0];
  if (largest === undefined) return pools;
  const nodesWith = (nodes: number): readonly NodePool[] =>
    pools.map((pool) => (pool === largest ? withNodes(pool, nodes) : pool));
  let [low, high] = [0, total];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (sizeForModel({ pools: [...nodesWith(middle)] }, cluster.ipam).nodes <= total) low = middle;
    else high = middle - 1;
  }
  return nodesWith(low);
}
