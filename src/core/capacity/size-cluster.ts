import { minPrefixFor } from '../address/index.ts';
import { LIMITS } from '../azure/index.ts';
import type { Cluster, Ipam, NodePool } from '../plan/index.ts';
import { sum } from './cluster-capacity.ts';
import {
  dynamicAddressesPerNode,
  maxNodesOf,
  maxPodsOf,
  nodesThatFit,
  podCidrPrefixFor,
  STATIC_BLOCK_SIZE,
  staticBlocksPerNode,
  surgeOf,
} from './formulas.ts';

/** One range a model asks for, at its smallest. */
export interface RangeDemand {
  readonly count: number;
  readonly unit: 'addresses' | 'blocks' | 'nodes';
  /** The longest prefix that holds it; undefined when no range Azure accepts does. */
  readonly prefixLength: number | undefined;
  /** The formula with its numbers: "(50 + 5) x (1 + 30)". */
  readonly formula: string;
}

/** What a cluster needs under one model, all pools at their maximum and upgrading. */
export interface ModelDemand {
  readonly ipam: Ipam;
  /** Nodes at maximum with surge. */
  readonly nodes: number;
  /** Pods the nodes may run, without surge nodes. */
  readonly pods: number;
  readonly nodeSubnet: RangeDemand;
  /** Pod Subnet only. */
  readonly podSubnet?: RangeDemand;
  /** Overlay and kubenet: a /24 for every node. BYO has none to work out (review A17). */
  readonly podCidr?: RangeDemand;
  /** Addresses as the limit of a virtual network counts them: a static block is one. @source catalogue 12.7 */
  readonly networkAddresses: number;
}

/** Azure's largest pod subnet with static blocks. @source PS 2024-05-21, STA 2024-03-18 */
const LARGEST_STATIC_PREFIX = 12;
/** Blocks that hold a subnet's reserved addresses; whether they are handed out is not documented (catalogue 12.5, 18). */
const UNSURE_BLOCKS = 2;

/**
 * The smallest ranges a cluster needs under a model (catalogue 12.3).
 * @param others addresses that other things take in the node subnet, 0 or more
 * @source catalogue 12.2 to 12.5
 */
export function sizeForModel({ pools }: Pick<Cluster, 'pools'>, ipam: Ipam, others = 0): ModelDemand {
  const rows = pools.map((pool) => {
    const most = maxNodesOf(pool);
    return { pool, nodes: most + surgeOf(pool, most).nodes, most, maxPods: maxPodsOf(pool, ipam) };
  });
  const nodes = sum(rows, (row) => row.nodes);
  const extra = others > 0 ? ` + ${others}` : '';
  const perNode = (unitsOf: (pool: NodePool) => number): { count: number; formula: string } => ({
    count: sum(rows, (row) => row.nodes * unitsOf(row.pool)),
    formula: rows.map((row) => `${row.nodes} x ${unitsOf(row.pool)}`).join(' + '),
  });
  const addresses = (count: number, formula: string): RangeDemand => ({
    count,
    unit: 'addresses',
    prefixLength: minPrefixFor(count),
    formula,
  });
  const flat = perNode((pool) => 1 + maxPodsOf(pool, ipam));
  const nodeSubnet =
    ipam === 'nodesubnet'
      ? addresses(flat.count + others, `${flat.formula}${extra}`)
      : addresses(nodes + others, `${nodes} nodes${extra}`);
  const pods = sum(rows, (row) => row.most * row.maxPods);
  const demand = { ipam, nodes, pods, nodeSubnet };
  switch (ipam) {
    case 'overlay':
    case 'kubenet':
      return {
        ...demand,
        podCidr: { count: nodes, unit: 'nodes', prefixLength: podCidrPrefixFor(nodes), formula: `${nodes} x /24` },
        networkAddresses: nodeSubnet.count,
      };
    case 'podsubnet-dynamic': {
      const { count, formula } = perNode((pool) => podUnits(ipam, pool));
      return { ...demand, podSubnet: addresses(count, formula), networkAddresses: nodeSubnet.count + count };
    }
    case 'podsubnet-static': {
      const { count, formula } = perNode((pool) => podUnits(ipam, pool));
      const prefixLength = staticPrefixFor(count);
      return {
        ...demand,
        podSubnet: { count, unit: 'blocks', prefixLength, formula },
        networkAddresses: nodeSubnet.count + count,
      };
    }
    case 'nodesubnet':
    case 'byo':
      return { ...demand, networkAddresses: nodeSubnet.count };
  }
}

/** Addresses (dynamic) or blocks (static) of the pod subnet one node takes. */
function podUnits(ipam: 'podsubnet-dynamic' | 'podsubnet-static', pool: NodePool): number {
  const maxPods = maxPodsOf(pool, ipam);
  return ipam === 'podsubnet-static'
    ? staticBlocksPerNode(maxPods)
    : dynamicAddressesPerNode(pool.plannedPods ?? maxPods);
}

/** The longest prefix that holds so many blocks for certain; undefined above Azure's largest. */
function staticPrefixFor(blocks: number): number | undefined {
  const prefixLength = 28 - Math.ceil(Math.log2(blocks + UNSURE_BLOCKS));
  return prefixLength < LARGEST_STATIC_PREFIX ? undefined : prefixLength;
}

/** What a cluster finds in the plan. Undefined = the model does not need it, or nothing is known of it. */
export interface ModelSupply {
  /** Usable addresses of the node subnets, less what other things take. */
  readonly nodeAddresses?: number;
  /** Usable addresses of the pod subnets, less what other clusters take. */
  readonly podAddresses?: number;
  /** /24 blocks of the pod CIDR. */
  readonly podCidrNodes?: number;
}

/**
 * Nodes that fit at once, surge nodes among them: those the pools want and as many more of the pool that takes most as there is room for; where they do not
 * fit, nodes of that pool alone (catalogue 12.3, last column). Undefined when no supply is known.
 * @example nodesInSupply({ pools: [] }, 'overlay', { nodeAddresses: 251, podCidrNodes: 64 }) // 64
 */
export function nodesInSupply(
  { pools }: Pick<Cluster, 'pools'>,
  ipam: Ipam,
  { nodeAddresses, podAddresses, podCidrNodes }: ModelSupply,
): number | undefined {
  const rows = pools.map((pool) => {
    const most = maxNodesOf(pool);
    return { pool, nodes: most + surgeOf(pool, most).nodes };
  });
  const nodes = sum(rows, (row) => row.nodes);
  const fill = (supply: number, unitsOf: (pool: NodePool) => number): number => {
    const most = Math.max(1, ...pools.map(unitsOf));
    const left = supply - sum(rows, (row) => row.nodes * unitsOf(row.pool));
    return left < 0 ? nodesThatFit(supply, most) : nodes + nodesThatFit(left, most);
  };
  const bounds: number[] = [];
  if (nodeAddresses !== undefined)
    bounds.push(fill(nodeAddresses, (pool) => (ipam === 'nodesubnet' ? 1 + maxPodsOf(pool, ipam) : 1)));
  if (podAddresses !== undefined && ipam === 'podsubnet-dynamic')
    bounds.push(fill(podAddresses, (pool) => podUnits(ipam, pool)));
  if (podAddresses !== undefined && ipam === 'podsubnet-static')
    bounds.push(fill(podAddresses, (pool) => STATIC_BLOCK_SIZE * podUnits(ipam, pool)));
  if (podCidrNodes !== undefined && (ipam === 'overlay' || ipam === 'kubenet')) bounds.push(podCidrNodes);
  if (bounds.length === 0) return undefined;
  if (ipam === 'kubenet') bounds.push(LIMITS['aks.kubenetNodes'].value);
  return Math.min(...bounds);
}
