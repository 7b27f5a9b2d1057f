import { LIMITS, parseVmSize } from '../../azure/index.ts';
import { formatCount, nextId, type NodePool, type Plan, type PlanSketch, type PoolSketch } from '../../plan/index.ts';
import type { PoolView } from '../../topology/types.ts';
import { waiting } from '../define-rule.ts';
import { isExistingPool, poolRule, setPool } from '../support/cluster-rule.ts';
import { sketchCluster } from '../support/sketches.ts';
import type { Fix, Rule } from '../types.ts';
import type { ClusterAlone } from '../support/alone.ts';

const MOST_NODES = LIMITS['aks.nodesPerPool'].value;
const SYSTEM_NODES = LIMITS['aks.systemPoolNodes'].value;
const ADVISED_NODES = LIMITS['aks.systemPoolNodesAdvised'].value;

/** The fewest and the most nodes the pool may have. */
function leastOf({ autoscale, minCount, count }: NodePool): number {
  return autoscale ? (minCount ?? count) : count;
}
function mostOf({ autoscale, maxCount, count }: NodePool): number {
  return autoscale ? (maxCount ?? count) : count;
}

const large = (pools: Readonly<Record<string, PoolSketch>>): PlanSketch => ({
  networks: { spoke: { prefixes: ['10.1.0.0/16'], subnets: { 'snet-nodes': '10.1.0.0/20' } } },
  clusters: { aks: { subnet: 'spoke/snet-nodes', tier: 'standard', podCidrs: ['10.240.0.0/12'], pools } },
});

const nodeLimit = poolRule({
  id: 'pool-node-limit',
  title: 'Pool with more nodes than a scale set holds, or none where one is needed',
  severity: 'E1',
  meetsNextOperation: true,
  why: 'A node pool holds 1,000 nodes at most, and a system pool is never without a node.',
  sources: [{ key: 'NP' }, { key: 'BIG' }, { key: 'LIMK' }],
  failing: [
    {
      title: '1,200 nodes',
      plan: large({ system: { maxPods: 60 }, work: { mode: 'User', count: 1200, maxPods: 60 } }),
      targets: ['aks/work'],
    },
    {
      title: 'A system pool that may scale to 0',
      plan: sketchCluster({ pools: { system: { autoscale: true, minCount: 0, maxCount: 5 } } }),
      targets: ['aks/system'],
    },
  ],
  passing: [
    {
      title: '600 and 600 nodes',
      plan: large({
        system: { maxPods: 60 },
        work: { mode: 'User', count: 600, maxPods: 60 },
        more: { mode: 'User', count: 600, maxPods: 60 },
      }),
    },
    { title: 'A user pool of 0', plan: sketchCluster({ pools: { system: {}, work: { mode: 'User', count: 0 } } }) },
    { title: 'A stopped system pool', plan: sketchCluster({ pools: { system: { count: 0, stopped: true } } }) },
  ],
  says: ({ pool }, { cluster }) => {
    const most = mostOf(pool);
    if (most > MOST_NODES)
      return `Pool ${pool.name} of ${cluster.name} may have ${formatCount(most, 'node')}; a pool holds ${formatCount(MOST_NODES, 'node')}.`;
    return pool.mode === 'System' && leastOf(pool) < 1 && pool.stopped !== true
      ? `System pool ${pool.name} of ${cluster.name} may be without nodes; it needs at least one.`
      : undefined;
  },
  fixes: (view, cluster, { plan }) =>
    mostOf(view.pool) > MOST_NODES ? splitPool(view, cluster, plan) : [startWith(view.pool, ADVISED_NODES)],
});

/** A second pool takes half of the nodes; none where two pools would not do or the name has no room. */
function splitPool({ pool }: PoolView, { cluster }: ClusterAlone, plan: Plan): readonly Fix[] {
  const half = Math.ceil(mostOf(pool) / 2);
  const [longest, names] = [pool.os === 'Windows' ? 6 : 12, new Set(cluster.pools.map(({ name }) => name))];
  const base = pool.name.slice(0, longest - 1);
  const name = [2, 3, 4, 5, 6, 7, 8, 9].map((digit) => `${base}${digit}`).find((one) => !names.has(one));
  if (half > MOST_NODES || name === undefined || pool.origin === 'existing') return [];
  const count = Math.ceil(pool.count / 2);
  const shared = {
    count,
    ...(pool.maxCount === undefined ? {} : { maxCount: half }),
    ...(pool.minCount === undefined ? {} : { minCount: Math.min(pool.minCount, half) }),
  };
  return [
    {
      title: `Split into ${pool.name} and ${name}, ${formatCount(half, 'node')} each`,
      commands: [
        { type: 'update', kind: 'nodePool', id: pool.id, values: shared },
        {
          type: 'add',
          kind: 'nodePool',
          parentId: cluster.id,
          object: { ...pool, ...shared, id: nextId(plan, 'nodePool'), name },
        },
      ],
    },
  ];
}

/** Raises the fewest nodes of a pool, and whatever would then be lower. */
function startWith(pool: NodePool, nodes: number): Fix {
  return setPool(pool, `Use ${nodes} nodes`, {
    count: Math.max(nodes, pool.count),
    ...(pool.autoscale ? { minCount: nodes, maxCount: Math.max(nodes, mostOf(pool)) } : {}),
  });
}

const systemNodes = poolRule({
  id: 'pool-system-min-nodes',
  title: 'System pool of fewer than two nodes',
  severity: 'W',
  silencedBy: ['pool-node-limit'],
  why: 'The documentation requires two nodes in a system pool and advises three: with one, every upgrade and every failure of that node takes the services of the cluster down. AKS itself accepts one.',
  sources: [{ key: 'NP' }, { key: 'QUO' }],
  failing: [
    { title: '1', plan: sketchCluster({ pools: { system: { count: 1 } } }), targets: ['aks/system'] },
    {
      title: 'Scales down to 1',
      plan: sketchCluster({ pools: { system: { autoscale: true, minCount: 1, maxCount: 5 } } }),
      targets: ['aks/system'],
    },
  ],
  passing: [
    { title: '3', plan: sketchCluster({ pools: { system: { count: 3 } } }) },
    { title: 'A user pool of 1', plan: sketchCluster({ pools: { system: {}, work: { mode: 'User', count: 1 } } }) },
  ],
  says: ({ pool }, { cluster }) => {
    const least = leastOf(pool);
    return pool.mode === 'System' && least < SYSTEM_NODES && pool.stopped !== true
      ? `System pool ${pool.name} of ${cluster.name} has ${pool.autoscale ? 'a minimum of ' : ''}${formatCount(least, 'node')}; the documentation requires ${SYSTEM_NODES} and advises ${ADVISED_NODES}.`
      : undefined;
  },
  fixes: ({ pool }) => [startWith(pool, ADVISED_NODES)],
});

const GOOD_SIZE = 'Standard_D4s_v5';
const sized = (vmSize: string, origin?: 'existing'): PlanSketch =>
  sketchCluster({ pools: { system: { vmSize, ...(origin === undefined ? {} : { origin }) } } });

/** Review B7: refused below 2 vCPUs or 4 GB, a warning below 4 vCPUs and for the B-series. */
const systemSize = poolRule({
  id: 'pool-system-vm',
  title: 'System pool on a small VM size',
  severity: 'W',
  why: 'System pools need 4 vCPUs and 4 GB by the documentation, and no B-series, whose credits run out. AKS refuses sizes below 2 vCPUs or 4 GB.',
  sources: [{ key: 'NP' }, { key: 'QUO' }, { key: 'ERR' }, { key: 'VMS' }],
  failing: [
    { title: 'Standard_B4ms', plan: sized('Standard_B4ms'), targets: ['aks/system'], severity: 'warning' },
    { title: 'Standard_D2s_v5: 2 vCPUs', plan: sized('Standard_D2s_v5'), severity: 'warning' },
    { title: 'Standard_DS1_v2: 1 vCPU', plan: sized('Standard_DS1_v2'), severity: 'error' },
    { title: 'Standard_B2ts_v2: 1 GB', plan: sized('Standard_B2ts_v2'), severity: 'error' },
    { title: 'Standard_DS1_v2, existing', plan: sized('Standard_DS1_v2', 'existing'), severity: 'warning' },
  ],
  passing: [
    { title: GOOD_SIZE, plan: sized(GOOD_SIZE) },
    { title: 'A size nobody knows: not checked', plan: sized('Standard_X9_v1') },
    { title: 'No size stated', plan: sketchCluster() },
  ],
  says: (view, { cluster }) => {
    const { pool } = view;
    if (pool.mode !== 'System' || pool.vmSize === undefined) return undefined;
    const size = parseVmSize(pool.vmSize);
    if (size === undefined) return waiting('vmSizes', [view.ref]);
    const start = `System pool ${pool.name} of ${cluster.name} has ${pool.vmSize} nodes`;
    const memory = LIMITS['aks.systemPoolMemory'].value;
    if (size.vCpus < LIMITS['aks.systemPoolVcpusLeast'].value || (size.memory !== undefined && size.memory < memory))
      return {
        message: `${start}, with ${formatCount(size.vCpus, 'vCPU')}${size.memory === undefined ? '' : ` and ${size.memory} GB`}; AKS refuses system pools below ${LIMITS['aks.systemPoolVcpusLeast'].value} vCPUs or ${memory} GB.`,
        severity: 'E1',
        azureCode: 'SystemPoolSkuTooLow',
      };
    if (size.burstable) return `${start} of the B-series, which is not supported for system pools.`;
    return size.vCpus < LIMITS['aks.systemPoolVcpus'].value
      ? `${start}, with ${formatCount(size.vCpus, 'vCPU')}; the documentation asks for ${LIMITS['aks.systemPoolVcpus'].value}.`
      : undefined;
  },
  fixes: (view) => (isExistingPool(view) ? [] : [setPool(view.pool, `Use ${GOOD_SIZE}`, { vmSize: GOOD_SIZE })]),
});

export const nodeRules: readonly Rule[] = [nodeLimit, systemNodes, systemSize];
