import type { ClusterSketch, NetworkSketch, PlanSketch, PoolSketch, SubnetSketch } from '../plan/index.ts';

/** A pool nobody has to ask about: size, pods and surge are stated. */
export const LINUX: PoolSketch = {
  mode: 'System',
  os: 'Linux',
  osSku: 'Ubuntu2404',
  vmSize: 'Standard_D4ds_v5',
  count: 3,
  maxPods: 110,
  maxSurge: '33%',
};

export const WORK: PoolSketch = { ...LINUX, mode: 'User', autoscale: true, count: 3, minCount: 3, maxCount: 10 };

export const WINDOWS: PoolSketch = { ...WORK, os: 'Windows', osSku: 'Windows2025', maxPods: 60 };

const CLUSTER: ClusterSketch = {
  subnet: 'vnet-app/snet-nodes',
  region: 'westeurope',
  kubernetesVersion: '1.34',
  tier: 'standard',
  mode: 'base',
  ipam: 'overlay',
  dataPlane: 'cilium',
  networkPolicy: 'cilium',
  identity: 'userAssigned',
  loadBalancerSku: 'standard',
  windowsProfile: true,
  pools: { system: LINUX, work: WORK },
};

interface Parts {
  /** Fields that differ from an Overlay cluster with Cilium. */
  readonly cluster?: Partial<ClusterSketch>;
  /** Subnets beside `snet-nodes`. */
  readonly subnets?: Readonly<Record<string, string | SubnetSketch>>;
  readonly nodes?: string | SubnetSketch;
  readonly network?: Partial<NetworkSketch>;
  readonly networks?: PlanSketch['networks'];
}

/** One network with one cluster, and what makes the example. */
export function sketchApp(
  { cluster, subnets, nodes = '10.1.0.0/25', network, networks }: Parts,
  rest: Omit<PlanSketch, 'networks'> = {},
): PlanSketch {
  return {
    ...rest,
    networks: {
      'vnet-app': {
        prefixes: ['10.1.0.0/16'],
        region: 'westeurope',
        ...network,
        subnets: { 'snet-nodes': nodes, ...subnets },
      },
      ...networks,
    },
    clusters: { 'aks-app': { ...CLUSTER, ...cluster }, ...rest.clusters },
  };
}

/** A cluster that is given no subnet: AKS makes the network. */
export function sketchManaged(cluster: Partial<ClusterSketch> = {}): PlanSketch {
  const { subnet: _subnet, ...rest } = CLUSTER;
  return { clusters: { 'aks-app': { ...rest, ...cluster } } };
}

/** A hub with a firewall, peered with `vnet-app`; its address is 10.0.0.4. */
export const HUB: {
  readonly networks: NonNullable<PlanSketch['networks']>;
  readonly rest: Pick<PlanSketch, 'peerings' | 'firewalls'>;
} = {
  networks: {
    'vnet-hub': {
      prefixes: ['10.0.0.0/22'],
      region: 'westeurope',
      subnets: { AzureFirewallSubnet: '10.0.0.0/26', AzureFirewallManagementSubnet: '10.0.0.64/26' },
    },
  },
  rest: {
    peerings: [['vnet-hub', 'vnet-app']],
    firewalls: {
      'fw-hub': { network: 'vnet-hub', sku: 'standard', privateIp: '10.0.0.4', forcedTunneling: false },
    },
  },
};
