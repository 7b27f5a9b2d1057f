import { formatBlock, minPrefixFor } from '../../address/index.ts';
import { AKS_DEFAULTS, AKS_DELEGATION } from '../../azure/index.ts';
import { dynamicAddressesPerNode } from '../../capacity/index.ts';
import type { Cluster, NodePool } from '../../plan/index.ts';
import { hasPodCidr } from './cluster-range.ts';
import { isExisting } from './cluster-rule.ts';
import { suggestPodCidr } from './fix-cluster-ranges.ts';
import { fixAddSubnet } from './fix-subnets.ts';
import type { Fix, RuleContext } from '../types.ts';
import { CILIUM, isDualStack, makesClash, whilePlanned, type Choice } from './cluster-conflicts.ts';
import type { ClusterAlone } from './alone.ts';

function withoutPodSubnets({ podSubnetIds: _subnets, podIpAllocation: _allocation, ...pool }: NodePool): NodePool {
  return pool;
}

/** Azure CNI Overlay, alone and with Cilium; with a free pod CIDR where there is none. Nothing for existing clusters, and where no range is free. */
export function toOverlay(view: ClusterAlone, context: RuleContext): readonly Choice[] {
  return whilePlanned(view, () => {
    const { cluster } = view;
    const podCidrs = hasPodCidr(view) && cluster.podCidrs.length > 0 ? cluster.podCidrs : newPodCidrs(view, context);
    if (podCidrs === undefined) return [];
    const values = { ipam: 'overlay', podCidrs, pools: cluster.pools.map(withoutPodSubnets) } as const;
    return [
      { title: 'Use Azure CNI Overlay', values },
      { title: 'Use Azure CNI Overlay with Cilium', values: { ...values, ...CILIUM.values } },
    ];
  });
}

function newPodCidrs(view: ClusterAlone, context: RuleContext): string[] | undefined {
  const range = suggestPodCidr(context, view);
  if (range === undefined) return undefined;
  return [formatBlock(range), ...(isDualStack(view.cluster) ? [AKS_DEFAULTS.podCidr6] : [])];
}

/** Pod Subnet with dynamic allocation, in a new subnet that holds every pod of every node. Nothing for existing clusters, and where the network has no room. */
export function toPodSubnet(
  view: ClusterAlone,
  context: RuleContext,
  more: Partial<Omit<Cluster, 'id'>> = {},
): readonly Fix[] {
  const { cluster } = view;
  const network = context.topology.clusters.get(cluster.id)?.network;
  if (network === undefined || isExisting(view)) return [];
  const pools = context.capacity.clusters.get(cluster.id)?.pools ?? [];
  const addresses = pools.reduce(
    (sum, pool) => sum + (pool.atMaximum + pool.surge) * dynamicAddressesPerNode(pool.maxPods),
    0,
  );
  const prefixLength = minPrefixFor(addresses);
  const values: Choice['values'] = { ipam: 'podsubnet-dynamic', podCidrs: [], ...more };
  if (prefixLength === undefined || makesClash(cluster, { ...cluster, ...values })) return [];
  return fixAddSubnet(context.topology, network.network.id, 'snet-pods', prefixLength, {
    delegations: [AKS_DELEGATION],
    then: (subnetId) => [
      {
        type: 'update',
        kind: 'cluster',
        id: cluster.id,
        values: {
          ...values,
          pools: cluster.pools.map((pool) => ({ ...pool, podSubnetIds: [subnetId], podIpAllocation: 'dynamic' })),
        },
      },
    ],
  }).map((fix) => ({ ...fix, title: `Use Pod Subnet: ${fix.title.charAt(0).toLowerCase()}${fix.title.slice(1)}` }));
}
