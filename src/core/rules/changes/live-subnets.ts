import { containsBlock } from '../../address/index.ts';
import { findNetworkOfSubnet, type Cluster, type Command, type NodePool, type Plan } from '../../plan/index.ts';
import { parsePrefix, type ClusterView, type Topology } from '../../topology/index.ts';
import { defineRule, found } from '../define-rule.ts';
import { listNames } from '../support/refusal.ts';
import { sketchCluster } from '../support/sketches.ts';
import { namesOf, refsOf } from '../support/words.ts';
import type { Fix, Outcome, Rule } from '../types.ts';

const SUBNETS = { 'snet-more': '10.1.8.0/22', 'snet-pods': '10.1.16.0/20' };

const changeClusterVnet = defineRule({
  id: 'change-cluster-vnet',
  title: 'Running cluster or node pool moves to another subnet',
  severity: 'E1',
  scope: 'plan',
  why: 'The network of a cluster and the subnets of a node pool are fixed when they are made. Another subnet of the same network needs a new node pool, another network a new cluster.',
  sources: [{ key: 'NP' }, { key: 'LEG' }],
  examples: {
    failing: [
      {
        title: 'Another node subnet',
        before: sketchCluster({ origin: 'existing' }, SUBNETS),
        plan: sketchCluster({ origin: 'existing', subnet: 'spoke/snet-more' }, SUBNETS),
        targets: ['aks'],
      },
    ],
    passing: [
      {
        title: 'A new pool in another subnet',
        before: sketchCluster({ origin: 'existing' }, SUBNETS),
        plan: sketchCluster(
          { origin: 'existing', pools: { system: {}, more: { mode: 'User', nodeSubnet: 'spoke/snet-more' } } },
          SUBNETS,
        ),
      },
      {
        title: 'A planned cluster moves',
        before: sketchCluster({}, SUBNETS),
        plan: sketchCluster({ subnet: 'spoke/snet-more' }, SUBNETS),
      },
    ],
  },
  check: (topology, { before }) => {
    if (before === undefined || before === topology.plan) return [];
    return before.clusters.flatMap((old) => {
      const view = old.origin === 'existing' ? topology.clusters.get(old.id) : undefined;
      return view === undefined ? [] : judgeMoves(old, view, topology, before);
    });
  },
});

interface Move {
  readonly pool: NodePool;
  readonly from: string;
  readonly to: string;
  readonly otherNetwork: boolean;
  readonly back: Command | undefined;
}

function judgeMoves(old: Cluster, view: ClusterView, topology: Topology, before: Plan): readonly Outcome[] {
  const running = new Map(old.pools.filter(({ origin }) => origin !== 'planned').map((pool) => [pool.id, pool]));
  const moves = view.pools.flatMap(({ pool }): readonly Move[] => {
    const was = running.get(pool.id);
    if (was === undefined) return [];
    return [
      moveOf(was, pool, 'nodeSubnetId', topology, before),
      moveOf(was, pool, 'podSubnetIds', topology, before),
    ].filter((move) => move !== undefined);
  });
  const [first] = moves;
  if (first === undefined) return [];
  const pools = [...new Set(moves.map(({ pool }) => pool))];
  const whole = moves.some(({ otherNetwork }) => otherNetwork);
  const back = moves.map((move) => move.back);
  return [
    found({
      target: view.ref,
      related: refsOf('nodePool', pools),
      message: `${pools.length === 1 ? 'Pool' : 'Pools'} ${namesOf(pools)} of ${old.name} cannot move from ${first.from} to ${first.to}: ${whole ? 'the network of a cluster is fixed at creation, so a new cluster is needed' : 'the subnets of a pool are fixed at creation, so a new pool is needed'}.`,
      fixes: (): readonly Fix[] =>
        back.every((command) => command !== undefined) ? [{ title: `Back to ${first.from}`, commands: back }] : [],
    }),
  ];
}

/** What becomes of one reference of a running pool; undefined when it stays, or was not known. */
function moveOf(
  was: NodePool,
  pool: NodePool,
  field: 'nodeSubnetId' | 'podSubnetIds',
  topology: Topology,
  before: Plan,
): Move | undefined {
  const [oldIds, ids] = [was[field], pool[field]].map((value) => (typeof value === 'string' ? [value] : (value ?? [])));
  const [oldId] = oldIds ?? [];
  const [id] = ids ?? [];
  if (oldId === undefined || id === undefined) return undefined;
  const next = topology.subnets.get(id);
  const oldNetwork = findNetworkOfSubnet(before, oldId);
  const oldSubnet = oldNetwork?.subnets.find((subnet) => subnet.id === oldId);
  if (next === undefined || oldNetwork === undefined || oldSubnet === undefined) return undefined;
  const otherNetwork = oldNetwork.id !== next.network.id;
  if (oldIds?.join() === ids?.join() && !otherNetwork) return undefined;
  const isBackPossible = topology.subnets.get(oldId)?.network.id === oldNetwork.id;
  return {
    pool,
    from: `${oldSubnet.name} in ${oldNetwork.name}`,
    to: `${next.subnet.name} in ${next.network.name}`,
    otherNetwork,
    back: isBackPossible
      ? { type: 'update', kind: 'nodePool', id: pool.id, values: { [field]: was[field] } }
      : undefined,
  };
}

const changeSubnetInUse = defineRule({
  id: 'change-subnet-in-use',
  title: 'Range of a subnet with nodes or pods is changed',
  severity: 'E1',
  scope: 'plan',
  why: 'Azure changes the range of a subnet only while nothing is in it. Nodes and pods of a running cluster stay in their subnet, so more room comes from a new subnet and a new node pool.',
  sources: [{ key: 'USN' }, { key: 'VFAQ' }],
  examples: {
    failing: [
      {
        title: '10.1.0.0/22 -> /21 with nodes inside',
        before: liveSubnet('10.1.0.0/22'),
        plan: liveSubnet('10.1.0.0/21'),
        targets: ['spoke/snet-nodes'],
      },
    ],
    passing: [
      { title: 'Unchanged', before: liveSubnet('10.1.0.0/22'), plan: liveSubnet('10.1.0.0/22') },
      {
        title: 'The cluster is only planned',
        before: liveSubnet('10.1.0.0/22', 'planned'),
        plan: liveSubnet('10.1.0.0/21', 'planned'),
      },
    ],
  },
  check: (topology, { before }) => {
    if (before === undefined || before === topology.plan) return [];
    const users = usersBySubnet(before);
    if (users.size === 0) return [];
    return before.virtualNetworks.flatMap((network) =>
      topology.networks.get(network.id)?.network === network
        ? []
        : network.subnets.flatMap((subnet): readonly Outcome[] => {
            const view = topology.subnets.get(subnet.id);
            const clusters = users.get(subnet.id);
            if (view === undefined || clusters === undefined || view.subnet === subnet) return [];
            if (subnet.addressPrefixes.every((text) => view.subnet.addressPrefixes.includes(text))) return [];
            return [
              found({
                target: view.ref,
                related: refsOf(
                  'cluster',
                  clusters.filter(({ id }) => topology.clusters.has(id)),
                ),
                message: `${subnet.name} of ${view.network.name} cannot change from ${subnet.addressPrefixes.join(', ')} to ${view.subnet.addressPrefixes.join(', ')} while ${listNames(clusters.map(({ name }) => name))} ${clusters.length === 1 ? 'is' : 'are'} in it: add a subnet and a node pool instead.`,
                fixes: () =>
                  subnet.addressPrefixes.every((text) => isInside(text, view.networkSpace.blocks))
                    ? [
                        {
                          title: `Back to ${subnet.addressPrefixes.join(', ')}`,
                          commands: [
                            {
                              type: 'update',
                              kind: 'subnet',
                              id: subnet.id,
                              values: { addressPrefixes: subnet.addressPrefixes },
                            },
                          ],
                        },
                      ]
                    : [],
              }),
            ];
          }),
    );
  },
});

/** Running clusters by the subnets their nodes, pods and API servers are in. */
function usersBySubnet(before: Plan): ReadonlyMap<string, readonly Cluster[]> {
  const users = new Map<string, Cluster[]>();
  for (const cluster of before.clusters) {
    if (cluster.origin !== 'existing') continue;
    const pools = cluster.pools.filter(({ origin }) => origin !== 'planned');
    const ids = pools.flatMap((pool) => [pool.nodeSubnetId, ...(pool.podSubnetIds ?? [])]);
    for (const id of new Set([...ids, cluster.apiServerSubnetId])) {
      if (id === undefined) continue;
      const known = users.get(id);
      if (known === undefined) users.set(id, [cluster]);
      else known.push(cluster);
    }
  }
  return users;
}

function isInside(text: string, space: ClusterView['podSpace']['blocks']): boolean {
  const { block } = parsePrefix(text);
  return block !== undefined && space.some((around) => containsBlock(around, block));
}

function liveSubnet(prefix: string, origin: 'existing' | 'planned' = 'existing') {
  return {
    networks: {
      spoke: { prefixes: ['10.1.0.0/16'], origin, subnets: { 'snet-nodes': { prefixes: [prefix], origin } } },
    },
    clusters: { aks: { origin, subnet: 'spoke/snet-nodes' } },
  };
}

/** Changes of the subnets that running clusters are in. */
export const liveSubnetRules: readonly Rule[] = [changeClusterVnet, changeSubnetInUse];
