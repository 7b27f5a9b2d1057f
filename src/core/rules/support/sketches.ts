import { AKS_DELEGATION } from '../../azure/index.ts';
import type { ClusterSketch, PlanSketch, PoolSketch } from '../../plan/index.ts';

/** The plan most examples of cluster rules start from: one network 10.1.0.0/16 with a /22 for nodes, and a cluster `aks` with the given fields. */
export function sketchCluster(cluster: ClusterSketch = {}, subnets: Readonly<Record<string, string>> = {}): PlanSketch {
  return {
    networks: { spoke: { prefixes: ['10.1.0.0/16'], subnets: { 'snet-nodes': '10.1.0.0/22', ...subnets } } },
    clusters: { aks: { subnet: 'spoke/snet-nodes', ...cluster } },
  };
}

/** Fields of a dual-stack cluster with the ranges AKS gives. */
export const DUAL: ClusterSketch = {
  ipFamilies: ['IPv4', 'IPv6'],
  podCidrs: ['10.244.0.0/16', 'fd12:3456:789a::/64'],
  serviceCidrs: ['172.16.0.0/16', 'fd12:3456:789a:1::/108'],
};

/** A dual-stack cluster `aks` with a node subnet of both families. */
export function sketchDual(cluster: ClusterSketch = {}, node6: readonly string[] = ['fd00:1::/64']): PlanSketch {
  const isFlat = cluster.ipam !== undefined && !['overlay', 'kubenet', 'byo'].includes(cluster.ipam);
  return {
    networks: {
      spoke: {
        prefixes: ['10.1.0.0/16', 'fd00:1::/56'],
        subnets: {
          'snet-nodes': { prefixes: ['10.1.0.0/22', ...node6] },
          'snet-pods': { prefixes: ['10.1.128.0/17'], delegations: [AKS_DELEGATION] },
        },
      },
    },
    clusters: { aks: { subnet: 'spoke/snet-nodes', ...DUAL, ...(isFlat ? { podCidrs: [] } : {}), ...cluster } },
  };
}

/** A cluster `aks` whose pods take addresses of a subnet. */
export function sketchPodSubnet(mode: 'dynamic' | 'static', cluster: ClusterSketch = {}): PlanSketch {
  return {
    networks: {
      spoke: {
        prefixes: ['10.1.0.0/16'],
        subnets: {
          'snet-nodes': '10.1.0.0/22',
          'snet-pods': { prefixes: ['10.1.16.0/20'], delegations: [AKS_DELEGATION] },
        },
      },
    },
    clusters: {
      aks: {
        ipam: `podsubnet-${mode}`,
        subnet: 'spoke/snet-nodes',
        podSubnet: 'spoke/snet-pods',
        ...cluster,
        pools: Object.fromEntries(
          Object.entries<PoolSketch>(cluster.pools ?? { system: {} }).map(([name, pool]) => [
            name,
            { maxPods: 31, podIpAllocation: mode, ...pool },
          ]),
        ),
      },
    },
  };
}

/** A Linux system pool and a Windows pool `win`. */
export function withWindows(osSku = 'Windows2025', fields: PoolSketch = {}): Readonly<Record<string, PoolSketch>> {
  return { system: {}, win: { mode: 'User', os: 'Windows', osSku, maxPods: 60, ...fields } };
}
/**
 * A spoke with a cluster `aks`, and a hub with a firewall at 10.0.1.4. `routes` is the table `rt-nodes` on the node subnet (missing: no table);
 * `more` replaces fields of the sketch.
 */
export function sketchHubCluster(
  cluster: ClusterSketch,
  routes: Readonly<Record<string, string>> | undefined,
  more: Partial<PlanSketch> = {},
): PlanSketch {
  return {
    networks: {
      hub: { prefixes: ['10.0.0.0/16'], subnets: { AzureFirewallSubnet: '10.0.1.0/26' } },
      spoke: {
        prefixes: ['10.1.0.0/16'],
        subnets: {
          'snet-nodes': { prefixes: ['10.1.0.0/22'], ...(routes === undefined ? {} : { routeTable: 'rt-nodes' }) },
        },
      },
    },
    firewalls: { fw: { network: 'hub', sku: 'standard', privateIp: '10.0.1.4' } },
    peerings: [['hub', 'spoke']],
    ...(routes === undefined ? {} : { routeTables: { 'rt-nodes': { routes } } }),
    clusters: { aks: { subnet: 'spoke/snet-nodes', outboundType: 'userDefinedRouting', ...cluster } },
    ...more,
  };
}
