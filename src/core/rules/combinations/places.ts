import type { Command, PlanSketch, PoolSketch, ClusterSketch } from '../../plan/index.ts';
import type { ClusterView, PoolView } from '../../topology/types.ts';
import { clusterRule, isExistingPool } from '../support/cluster-rule.ts';
import { sketchCluster, sketchPodSubnet } from '../support/sketches.ts';
import { namesOf } from '../support/words.ts';
import type { Rule } from '../types.ts';
import { ownRouteTables } from './api-server.ts';
import { isPodSubnet } from '../support/cluster-conflicts.ts';
import type { ClusterAlone } from '../support/alone.ts';

/** Pools with pods in a subnet of their own, and those without; gateway pools run no pods of anyone. */
function splitPools({ pools }: ClusterAlone): readonly [withSubnet: readonly PoolView[], without: readonly PoolView[]] {
  const working = pools.filter(({ pool }) => pool.mode !== 'Gateway');
  const hasOne = ({ pool }: PoolView): boolean => (pool.podSubnetIds ?? []).length > 0;
  return [working.filter(hasOne), working.filter((pool) => !hasOne(pool))];
}

const mixed = (second: PoolSketch): PlanSketch => {
  const plan = sketchPodSubnet('dynamic', { pools: { system: {}, work: { mode: 'User', ...second } } });
  const aks = plan.clusters?.['aks'];
  const { podSubnet, ...cluster }: ClusterSketch = aks ?? {};
  const system: PoolSketch = { ...cluster.pools?.['system'], ...(podSubnet === undefined ? {} : { podSubnet }) };
  return { ...plan, clusters: { aks: { ...cluster, pools: { ...cluster.pools, system } } } };
};

const mixedCni = clusterRule({
  id: 'combo-mixed-cni',
  title: 'Some pools with a pod subnet, some without',
  severity: 'E1',
  why: 'A cluster has one way to give pods addresses: either every pool has a pod subnet, or none has. Only dynamic and static allocation may differ from pool to pool.',
  sources: [
    { key: 'DYN', section: 'FAQ' },
    { key: 'STA', section: 'FAQ' },
  ],
  failing: [{ title: 'system with a pod subnet, work without', plan: mixed({}), targets: ['aks'] }],
  passing: [
    { title: 'Both with', plan: mixed({ podSubnet: 'spoke/snet-pods' }) },
    { title: 'None with', plan: sketchCluster({ pools: { system: {}, work: { mode: 'User' } } }) },
  ],
  says: (view) => {
    const [withSubnet, without] = splitPools(view);
    if (withSubnet.length === 0 || without.length === 0) return undefined;
    const names = (pools: readonly PoolView[]): string => namesOf(pools.map(({ pool }) => pool));
    return {
      message: `${view.cluster.name} gives ${names(withSubnet)} a pod subnet and ${names(without)} none; one cluster has one way to give pods addresses.`,
      pools: without,
    };
  },
  fixes: (view) => {
    const [withSubnet, without] = splitPools(view);
    const [model] = withSubnet;
    if (model === undefined || view.pools.some(isExistingPool)) return [];
    const { podSubnetIds, podIpAllocation } = model.pool;
    const change = isPodSubnet(view.cluster) ? without : withSubnet;
    const values = isPodSubnet(view.cluster)
      ? { podSubnetIds, podIpAllocation }
      : { podSubnetIds: undefined, podIpAllocation: undefined };
    const subnet = model.podSubnets[0]?.subnet.name ?? 'the same pod subnet';
    return [
      {
        title: isPodSubnet(view.cluster) ? `Use ${subnet} for every pool` : 'Use no pod subnet',
        commands: change.map(({ pool }): Command => ({ type: 'update', kind: 'nodePool', id: pool.id, values })),
      },
    ];
  },
});

const twoNetworks = (second: string): PlanSketch => ({
  networks: {
    'spoke-a': { prefixes: ['10.1.0.0/16'], subnets: { 'snet-nodes': '10.1.0.0/22' } },
    'spoke-b': { prefixes: ['10.2.0.0/16'], subnets: { 'snet-nodes': '10.2.0.0/22' } },
  },
  peerings: [['spoke-a', 'spoke-b']],
  clusters: {
    aks: {
      pools: {
        system: { nodeSubnet: 'spoke-a/snet-nodes' },
        work: { mode: 'User', nodeSubnet: `spoke-${second}/snet-nodes` },
      },
    },
  },
});

/** Pools whose nodes live outside the network of the first. Pod and API server subnets have rules of their own (review C5). */
function strayPools({ network, pools }: ClusterView): readonly PoolView[] {
  return pools.filter(({ nodeSubnet }) => nodeSubnet !== undefined && nodeSubnet.network.id !== network?.network.id);
}

const singleVnet = clusterRule({
  id: 'combo-single-vnet',
  readsNetwork: true,
  title: 'Node pools in different virtual networks',
  severity: 'E1',
  silencedBy: ['pod-subnet-other-vnet', 'apiserver-subnet-other-vnet'],
  why: 'All node pools of a cluster live in one virtual network; a pool in another one is refused.',
  sources: [{ key: 'USN' }, { key: 'DYN' }, { key: 'NP' }],
  failing: [{ title: 'system in a, work in b', plan: twoNetworks('b'), targets: ['aks'] }],
  passing: [{ title: 'Both in a', plan: twoNetworks('a') }],
  says: (view) => {
    const stray = strayPools(view);
    if (view.network === undefined || stray.length === 0) return undefined;
    const others = [...new Set(stray.flatMap(({ nodeSubnet }) => nodeSubnet?.network ?? []))];
    return {
      message: `${view.cluster.name} has nodes in ${view.network.network.name}, and pool ${namesOf(stray.map(({ pool }) => pool))} in ${namesOf(others)}; all pools need one virtual network.`,
      pools: stray,
    };
  },
  fixes: (view) => {
    const stray = strayPools(view);
    const home = view.pools.find(({ nodeSubnet }) => nodeSubnet?.network.id === view.network?.network.id)?.nodeSubnet;
    if (home === undefined || stray.some(isExistingPool)) return [];
    return [
      {
        title: `Move ${namesOf(stray.map(({ pool }) => pool))} to ${home.subnet.name}`,
        commands: stray.map(({ pool }): Command => ({
          type: 'moveCluster',
          clusterId: view.cluster.id,
          subnetId: home.subnet.id,
          poolId: pool.id,
        })),
      },
    ];
  },
});

const plainRegion = (region: string): string => region.toLowerCase().replaceAll(' ', '');

function placed(cluster: ClusterSketch, network: { region?: string; subscription?: string }): PlanSketch {
  return {
    networks: {
      spoke: {
        prefixes: ['10.1.0.0/16'],
        ...network,
        subnets: { 'snet-nodes': { prefixes: ['10.1.0.0/22'], routeTable: 'rt-own' } },
      },
    },
    routeTables: { 'rt-own': { subscription: network.subscription ?? 'sub-b', routes: {} } },
    clusters: { aks: { subnet: 'spoke/snet-nodes', identity: 'userAssigned', ...cluster } },
  };
}

/** Review A15: other subscriptions are information, but for the route table of a kubenet cluster. */
const region = clusterRule({
  id: 'combo-region',
  readsNetwork: true,
  title: 'Cluster and network in different places',
  severity: 'E1',
  why: 'The network of a cluster is in the region of the cluster; AKS refuses another one. Another subscription is possible, except for the route table of a kubenet cluster.',
  sources: [{ key: 'LEG', section: 'Deployment parameters' }, { key: 'ERR' }],
  failing: [
    {
      title: 'Cluster westeurope, network northeurope',
      plan: placed({ region: 'westeurope' }, { region: 'northeurope' }),
      targets: ['aks'],
      severity: 'error',
    },
    {
      title: 'Another subscription: information',
      plan: placed({ subscription: 'sub-a' }, { subscription: 'sub-b' }),
      severity: 'info',
    },
    {
      title: 'kubenet and a route table of another subscription',
      plan: placed({ ipam: 'kubenet', subscription: 'sub-a' }, {}),
      severity: 'error',
      alsoFires: ['kubenet-retirement'],
    },
  ],
  passing: [
    { title: 'The same', plan: placed({ region: 'westeurope' }, { region: 'West Europe' }) },
    { title: 'Region not stated', plan: placed({ region: 'westeurope' }, {}) },
  ],
  says: (view) => {
    const { cluster } = view;
    const network = view.network?.network;
    if (network === undefined || network.external === true || network.managedByAks === true) return undefined;
    if (
      cluster.region !== undefined &&
      network.region !== undefined &&
      plainRegion(cluster.region) !== plainRegion(network.region)
    )
      return `${cluster.name} is in ${cluster.region}, its network ${network.name} in ${network.region}; both need the same region.`;
    const own = cluster.subscription?.toLowerCase();
    if (own === undefined) return undefined;
    const isElsewhere = ({ subscription }: { readonly subscription?: string | undefined }): boolean =>
      subscription !== undefined && subscription.toLowerCase() !== own;
    const table = cluster.ipam === 'kubenet' ? ownRouteTables(view).find(isElsewhere) : undefined;
    if (table !== undefined)
      return {
        message: `${cluster.name} uses kubenet in subscription ${cluster.subscription ?? ''}, and route table ${table.name} is in ${table.subscription ?? ''}; both need the same subscription.`,
        azureCode: 'CustomRouteTableCannotCrossSubscription',
      };
    return isElsewhere(network)
      ? {
          message: `${cluster.name} is in subscription ${cluster.subscription ?? ''}, its network ${network.name} in ${network.subscription ?? ''}.`,
          severity: 'I',
        }
      : undefined;
  },
});

export const placeRules: readonly Rule[] = [mixedCni, singleVnet, region];
