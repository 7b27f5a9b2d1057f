import { SIZING } from '../azure/index.ts';
import type { Ipam, NodePool } from '../plan/index.ts';

const DEFAULT_SURGE_PERCENT = SIZING['surge.defaultPercent'].value;
const DYNAMIC_BATCH = SIZING['dynamic.batch'].value;
const DYNAMIC_FREE = SIZING['dynamic.free'].value;

/** Addresses of one block of static allocation (/28). @source STA, 2024-03-18 */
export const STATIC_BLOCK_SIZE = SIZING['static.block'].value;

/** Addresses a cluster takes in its API server subnet. @source API, 2026-04-15 ("at least nine") */
export const API_SERVER_ADDRESSES = SIZING['apiServer.addresses'].value;

/**
 * Pods per node: as set, or Azure's default for the IPAM model. Pod Subnet is sized with 250, the safe side of two documents (catalogue D13).
 * @source IPP 2026-04-16, DYN 2024-07-09, LIMK 2024-01-12; BYO is not documented and taken as overlay
 */
export function maxPodsOf(pool: NodePool, ipam: Ipam): number {
  return pool.maxPods ?? SIZING[`maxPods.${ipam}`].value;
}

/** Nodes of a pool at its largest: the autoscaler's maximum, or the fixed count. */
export function maxNodesOf(pool: NodePool): number {
  return pool.autoscale ? (pool.maxCount ?? pool.count) : pool.count;
}

/** Nodes of a pool now; a stopped pool has none. */
export function currentNodesOf(pool: NodePool): number {
  return pool.stopped === true ? 0 : pool.count;
}

/**
 * Extra nodes of a pool of `nodes` while it is upgraded: a percentage rounded up, or a number, at most `nodes`. Spot pools and pools that are upgraded by
 * maxUnavailable alone have none. A text that is neither counts as unset.
 * @source UPG, "Customize node surge"; REL 2022-06-12 (spot)
 */
export function surgeOf(pool: NodePool, nodes: number): { readonly nodes: number; readonly text: string } {
  if (pool.spot === true) return { nodes: 0, text: 'none (spot pool)' };
  const written = /^(\d+)(\s*%)?$/.exec(pool.maxSurge?.trim() ?? '');
  if (written === null) {
    if (Number.parseInt(pool.maxUnavailable ?? '', 10) > 0) return { nodes: 0, text: 'none (maxUnavailable)' };
    return {
      nodes: surgeByPercent(nodes, DEFAULT_SURGE_PERCENT),
      text: `${DEFAULT_SURGE_PERCENT} % (Azure's default)`,
    };
  }
  const value = Number(written[1]);
  return written[2] === undefined
    ? { nodes: Math.min(nodes, value), text: `${value}` }
    : { nodes: surgeByPercent(nodes, value), text: `${value} %` };
}

function surgeByPercent(nodes: number, percent: number): number {
  return Math.min(nodes, Math.ceil((nodes * percent) / 100));
}

/**
 * Addresses a node with dynamic allocation holds for `pods` pods that take addresses of the pod subnet.
 * @source DYN, 2024-07-09: 16 at start, 16 more whenever fewer than 8 are free
 * @example dynamicAddressesPerNode(30) // 48
 */
export function dynamicAddressesPerNode(pods: number): number {
  return DYNAMIC_BATCH * Math.max(1, Math.ceil((pods + DYNAMIC_FREE) / DYNAMIC_BATCH));
}

/**
 * /28 blocks a node with static allocation takes; one address of them is kept for internal use.
 * @source PS 2024-05-21, STA 2024-03-18
 * @example staticBlocksPerNode(110) // 7
 */
export function staticBlocksPerNode(maxPods: number): number {
  return Math.ceil((maxPods + SIZING['static.internal'].value) / STATIC_BLOCK_SIZE);
}

/**
 * /28 blocks of a pod subnet with static allocation; 0 for a prefix longer than /28.
 * @example staticBlockSupply(16) // 4096
 */
export function staticBlockSupply(prefixLength: number): number {
  return Math.floor(2 ** (28 - prefixLength));
}

/**
 * Nodes a pod CIDR holds, a /24 each; 0 for a prefix longer than /24.
 * @source OV 2026-07-31, KUB 2026-04-16
 * @example podCidrNodes(16) // 256
 */
export function podCidrNodes(prefixLength: number): number {
  return Math.floor(2 ** (SIZING['podCidr.nodePrefix'].value - prefixLength));
}

/**
 * The longest pod CIDR prefix that holds `nodes` nodes: /24 for none or one.
 * @example podCidrPrefixFor(61) // 18
 */
export function podCidrPrefixFor(nodes: number): number {
  return SIZING['podCidr.nodePrefix'].value - Math.ceil(Math.log2(Math.max(1, nodes)));
}

/**
 * Nodes that fit when each takes `perNode` units (addresses or blocks) of `units`; never below 0.
 * @example nodesThatFit(251, 31) // 8
 */
export function nodesThatFit(units: number, perNode: number): number {
  return Math.max(0, Math.floor(units / perNode));
}

/**
 * Addresses of a node's static blocks that no pod can have.
 * @source PS 2024-05-21, STA 2024-03-18
 * @example staticWastePerNode(32) // 15
 */
export function staticWastePerNode(maxPods: number): number {
  return staticBlocksPerNode(maxPods) * STATIC_BLOCK_SIZE - SIZING['static.internal'].value - maxPods;
}

/**
 * The largest pool that fits with its surge nodes into `room` nodes; 0 when none does. The exact inverse of pool and surge: one node more does not fit.
 * @source UPG, "Customize node surge"
 */
export function largestPoolIn(pool: NodePool, room: number): number {
  let fits = 0;
  let tooMany = Math.max(0, Math.floor(room)) + 1;
  while (tooMany - fits > 1) {
    const middle = Math.floor((fits + tooMany) / 2);
    if (middle + surgeOf(pool, middle).nodes <= room) fits = middle;
    else tooMany = middle;
  }
  return fits;
}
