import { formatNumber } from '../plan/index.ts';
import { SIZING } from '../azure/index.ts';
import type { Ipam, NodePool } from '../plan/index.ts';
import {
  currentNodesOf,
  dynamicAddressesPerNode,
  maxNodesOf,
  maxPodsOf,
  STATIC_BLOCK_SIZE,
  staticBlocksPerNode,
  surgeOf,
} from './formulas.ts';
import type { Demand, Moment } from './types.ts';

const BATCH = SIZING['dynamic.batch'].value;
const FREE = SIZING['dynamic.free'].value;
const INTERNAL = SIZING['static.internal'].value;

/** Units (addresses, blocks, pods) a node takes. */
export interface PerNode {
  readonly count: number;
  /** "(1 + 30)"; a plain number where there is nothing to work out. */
  readonly formula: string;
}

export const ONE_PER_NODE: PerNode = { count: 1, formula: '1' };

/** Nodes of a pool now, at its largest, and with surge nodes on top. */
export function nodesOf(pool: NodePool): Demand {
  const atMaximum = maxNodesOf(pool);
  return { now: currentNodesOf(pool), atMaximum, withSurge: atMaximum + surgeOf(pool, atMaximum).nodes };
}

/** The nodes of a pool in a formula: "(50 + 5)" with surge, else "50". */
export function nodesFormula(pool: NodePool, moment: Moment): string {
  const nodes = nodesOf(pool);
  const surge = nodes.withSurge - nodes.atMaximum;
  return moment === 'withSurge' && surge > 0
    ? `(${formatNumber(nodes.atMaximum)} + ${formatNumber(surge)})`
    : formatNumber(nodes[moment]);
}

/** Addresses a node takes in its node subnet: with Node Subnet those of all possible pods too. @source IPP 2026-04-16, LEG 2026-04-16 */
export function nodeAddresses(ipam: Ipam, pool: NodePool): PerNode {
  if (ipam !== 'nodesubnet') return ONE_PER_NODE;
  const maxPods = maxPodsOf(pool, ipam);
  return { count: 1 + maxPods, formula: `(1 + ${maxPods})` };
}

/** Pods of a node that take addresses of the pod subnet: as planned, else as many as there may be. */
export function addressedPods(ipam: Ipam, pool: NodePool): number {
  return pool.plannedPods ?? maxPodsOf(pool, ipam);
}

/** Addresses a node takes in its pod subnet. */
export function podAddresses(ipam: Ipam, pool: NodePool): PerNode {
  if (isStatic(ipam, pool)) {
    const blocks = podBlocks(ipam, pool);
    return { count: blocks.count * STATIC_BLOCK_SIZE, formula: `${blocks.formula} × ${STATIC_BLOCK_SIZE}` };
  }
  const pods = addressedPods(ipam, pool);
  return { count: dynamicAddressesPerNode(pods), formula: `${BATCH} × ceil((${pods} + ${FREE}) / ${BATCH})` };
}

/** /28 blocks a node with static allocation takes in its pod subnet. */
export function podBlocks(ipam: Ipam, pool: NodePool): PerNode {
  const maxPods = maxPodsOf(pool, ipam);
  return { count: staticBlocksPerNode(maxPods), formula: `ceil((${maxPods} + ${INTERNAL}) / ${STATIC_BLOCK_SIZE})` };
}

/** Null on dynamic pools in old API versions: the pod subnet decides, and a missing mode means dynamic (review 20.4, item 15). */
export function isStatic(ipam: Ipam, pool: NodePool): boolean {
  return pool.podIpAllocation === undefined ? ipam === 'podsubnet-static' : pool.podIpAllocation === 'static';
}
