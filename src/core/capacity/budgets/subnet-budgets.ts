import { formatNumber } from '../../plan/index.ts';
import { RESERVED_PER_SUBNET } from '../../address/index.ts';
import { LIMITS, SIZING } from '../../azure/index.ts';
import type { Ipam, NodePool } from '../../plan/index.ts';
import type { SubnetView } from '../../topology/index.ts';
import { sum } from '../cluster-capacity.ts';
import {
  nodesThatFit,
  STATIC_BLOCK_SIZE,
  staticBlocksPerNode,
  staticBlockSupply,
  staticWastePerNode,
} from '../formulas.ts';
import { joinRemarks, type Aside, type Figure } from '../figure.ts';
import { addressedPods, isStatic, nodeAddresses, nodesOf, podAddresses, podBlocks } from '../pool-demand.ts';
import type { SubnetCapacity } from '../types.ts';
import { createBudget } from './create-budget.ts';
import { defaultPodsRemark, poolUses } from './pool-uses.ts';
import type { Budget, BudgetSpec, FixedPart, PoolUse } from './types.ts';

const SMALLEST = LIMITS['subnet.smallestPrefix4'].value;

const SOURCES_OF_NODES: Readonly<Record<Ipam, readonly string[]>> = {
  overlay: ['OV', 'IPP'],
  'podsubnet-dynamic': ['DYN', 'IPP'],
  'podsubnet-static': ['STA', 'PS'],
  nodesubnet: ['IPP', 'LEG'],
  kubenet: ['KUB'],
  byo: ['BYO'],
};

const BATCH_REMARK =
  'Whether the last batch of 16 is cut at max pods, and whether Windows nodes get batches of 16, is not documented; the safe side is counted.';

/** What a subnet holds and what takes from it: addresses, and /28 blocks where a pool takes those. No IPv4 range: no budget. */
export function subnetBudgets(view: SubnetView, capacity: SubnetCapacity): readonly Budget[] {
  if (view.space.blocks4.length === 0) return [];
  const blocks = view.uses.filter(
    ({ cluster, pool, as }) => as === 'pods' && pool !== undefined && isStatic(cluster.ipam, pool),
  );
  const takesOnlyBlocks =
    blocks.length > 0 && capacity.items.length === blocks.length && capacity.items.every(({ ref }) => isPool(ref));
  return [
    ...(blocks.length === 0 ? [] : [createBudget(blockSpec(view, capacity))]),
    ...(takesOnlyBlocks ? [] : [createBudget(addressSpec(view, capacity))]),
  ];
}

function isPool(ref: FixedPart['ref']): boolean {
  return ref?.kind === 'nodePool';
}

function addressSpec(view: SubnetView, capacity: SubnetCapacity): BudgetSpec {
  const { subnet, ref, uses } = view;
  const clusters = [...new Set(uses.map(({ cluster }) => cluster))];
  const has = (as: PoolUseKind): boolean => uses.some((use) => use.as === as);
  const takers = poolUses(
    uses,
    (cluster, as) => (pool) => (as === 'nodes' ? nodeAddresses(cluster.ipam, pool) : podAddresses(cluster.ipam, pool)),
  );
  const isDynamic = uses.some(({ as, cluster, pool }) => as === 'pods' && pool && !isStatic(cluster.ipam, pool));
  const isLegacy = has('nodes') && clusters.some(({ ipam }) => ipam === 'nodesubnet');
  const sources = [
    ...(has('nodes') || has('pods') ? clusters.flatMap(({ ipam }) => SOURCES_OF_NODES[ipam]) : []),
    ...(has('apiServer') ? ['API'] : []),
    ...(view.applicationGateways.length > 0 ? ['AGW'] : []),
    ...(clusters.some(({ loadBalancerServices }) => loadBalancerServices !== undefined) ? ['ILB'] : []),
  ];
  const assumption = joinRemarks(
    isDynamic ? BATCH_REMARK : undefined,
    has('apiServer') ? 'Nine addresses for each API server are what was observed at least.' : undefined,
    isDynamic || isLegacy ? defaultPodsRemark(takers) : undefined,
  );
  return {
    key: `subnet:${subnet.id}`,
    kind: has('nodes') ? 'nodeSubnet' : has('pods') ? 'podSubnet' : has('apiServer') ? 'apiServerSubnet' : 'subnet',
    name: subnet.name,
    ranges: subnet.addressPrefixes,
    ref,
    unit: 'addresses',
    weight: 'range',
    supply: view.usable4,
    explainSupply: () => explainUsable(view),
    uses: takers,
    fixed: fixedParts(capacity),
    meaning: meaningOf({ isLegacy, isDynamic, hasPools: takers.length > 0 }),
    sources: sources.length === 0 ? ['VFAQ'] : [...new Set(sources)],
    ...(assumption === undefined ? {} : { assumption }),
    ...(isDynamic ? { asides: firstBatch } : {}),
    complete: capacity.complete,
  };
}

type PoolUseKind = SubnetView['uses'][number]['as'];

function meaningOf(subnet: { isLegacy: boolean; isDynamic: boolean; hasPools: boolean }): BudgetSpec['meaning'] {
  const others = 'everything else in the subnet';
  if (!subnet.hasPools) return () => others;
  if (subnet.isLegacy) return (nodes) => `${nodes} × (1 + max pods) + ${others}`;
  if (subnet.isDynamic)
    return (nodes) => `${nodes} × 16 addresses for each batch that keeps 8 free beyond the pods + ${others}`;
  return (nodes) => `${nodes}, one address each, + ${others}`;
}

function fixedParts({ items }: SubnetCapacity): readonly FixedPart[] {
  return items.flatMap(({ label, ref, now, atMaximum, withSurge }) =>
    isPool(ref) ? [] : [{ label, ...(ref === undefined ? {} : { ref }), demand: { now, atMaximum, withSurge } }],
  );
}

function explainUsable({ space: { blocks4 }, usable4 }: SubnetView): Figure {
  const terms = blocks4.map(({ prefixLength }) =>
    prefixLength > SMALLEST ? '0' : `2^(32 - ${prefixLength}) - ${RESERVED_PER_SUBNET}`,
  );
  return {
    value: usable4,
    meaning: 'size of the range - the first four addresses and the last, which Azure keeps',
    formula: `${terms.join(' + ')} = ${formatNumber(usable4)}`,
    sources: ['VFAQ'],
    ...(blocks4.length > 1 ? { assumption: 'Five addresses kept of each of several prefixes is inferred.' } : {}),
  };
}

/** The smallest need: with less than this not even the first batch of every node fits (12.5, "start batch only"). */
function firstBatch({ spec, pools }: Budget): readonly Aside[] {
  const nodes = sum(
    spec.uses.map((use, index) => pools[index] ?? use.pool),
    (pool) => nodesOf(pool).withSurge,
  );
  const batch = SIZING['dynamic.batch'].value;
  return [
    {
      label: 'First batch of every node',
      figure: {
        value: nodes * batch,
        meaning: 'nodes with surge × 16 addresses at the start of a node',
        formula: `${formatNumber(nodes)} × ${batch} = ${formatNumber(nodes * batch)}`,
        sources: ['DYN'],
      },
    },
  ];
}

function blockSpec(view: SubnetView, capacity: SubnetCapacity): BudgetSpec {
  const { subnet, ref, space } = view;
  const uses = poolUses(
    view.uses.filter(({ cluster, pool, as }) => as === 'pods' && pool !== undefined && isStatic(cluster.ipam, pool)),
    (cluster) => (pool) => podBlocks(cluster.ipam, pool),
  );
  const supply = sum(space.blocks4, ({ prefixLength }) => staticBlockSupply(prefixLength));
  const assumption = joinRemarks(
    'Whether the blocks with the subnet’s reserved first four and last address are handed out is not documented.',
    defaultPodsRemark(uses),
  );
  return {
    key: `blocks:${subnet.id}`,
    kind: 'podBlocks',
    name: subnet.name,
    ranges: subnet.addressPrefixes,
    ref,
    unit: 'blocks of /28',
    weight: 'range',
    supply,
    explainSupply: () => ({
      value: supply,
      meaning: 'blocks of 16 addresses in the range',
      formula: `${space.blocks4.map(({ prefixLength }) => `floor(2^(28 - ${prefixLength}))`).join(' + ')} = ${formatNumber(supply)}`,
      sources: ['STA', 'PS'],
    }),
    uses,
    fixed: [],
    meaning: (nodes) => `${nodes} × blocks for max pods and one address AKS keeps`,
    sources: ['STA', 'PS'],
    ...(assumption === undefined ? {} : { assumption }),
    asides: (budget) => staticAsides(budget, supply),
    complete: capacity.complete,
  };
}

/** Waste of each pool's nodes, and the careful reading of the supply. */
function staticAsides({ spec, pools }: Budget, supply: number): readonly Aside[] {
  const edge = SIZING['static.edgeBlocks'].value;
  const careful = Math.max(0, supply - edge);
  const figures: Aside[] = [
    {
      label: 'Blocks without those of the reserved addresses',
      figure: {
        value: careful,
        meaning: 'blocks - the two that hold addresses Azure keeps',
        formula: `max(0, ${formatNumber(supply)} - ${edge}) = ${formatNumber(careful)}`,
        sources: ['STA', 'PS'],
        assumption: 'The careful figure; it is not documented whether these two blocks are handed out.',
      },
    },
  ];
  spec.uses.forEach((use, index) => {
    const pool = pools[index] ?? use.pool;
    const maxPods = addressedMaxPods(use, pool);
    const blocks = staticBlocksPerNode(maxPods);
    const waste = staticWastePerNode(maxPods);
    const nodes = nodesThatFit(careful, blocks);
    figures.push(
      {
        label: `Addresses no pod can have, on each node of ${pool.name}`,
        figure: {
          value: waste,
          meaning: 'addresses of the node’s blocks - one AKS keeps - max pods',
          formula: `${blocks} × ${STATIC_BLOCK_SIZE} - ${SIZING['static.internal'].value} - ${maxPods} = ${waste}`,
          sources: ['STA', 'PS'],
        },
      },
      {
        label: `Nodes like those of ${pool.name} without these two blocks`,
        figure: {
          value: nodes,
          meaning: 'blocks without the two / blocks of a node, rounded down',
          formula: `floor(${formatNumber(careful)} / ${blocks}) = ${formatNumber(nodes)}`,
          sources: ['STA', 'PS'],
          assumption: 'The careful figure.',
        },
      },
    );
  });
  return figures;
}

function addressedMaxPods({ cluster }: PoolUse, pool: NodePool): number {
  return addressedPods(cluster.ipam, { ...pool, plannedPods: undefined });
}
