import { formatNumber } from '../plan/index.ts';
import { IPAM_NAMES } from '../azure/index.ts';
import type { ClusterCapacity, SubnetCapacity } from '../capacity/types.ts';
import type { Cluster } from '../plan/index.ts';
import { countOf } from './words.ts';

const POLICY_NAMES: Readonly<Record<Cluster['networkPolicy'], string | undefined>> = {
  none: undefined,
  azure: 'Azure policy',
  calico: 'Calico',
  cilium: 'Cilium',
};

const EGRESS_NAMES: Readonly<Record<Cluster['outboundType'], string | undefined>> = {
  loadBalancer: undefined,
  managedNATGateway: 'NAT gateway',
  managedNATGatewayV2: 'NAT gateway V2',
  userAssignedNATGateway: 'Own NAT gateway',
  userDefinedRouting: 'UDR egress',
  none: 'No egress',
  block: 'Egress blocked',
};

/** What a cluster's card says about it in few words, most telling first; Azure's defaults are left out. */
export function tagsOf(cluster: Cluster): readonly string[] {
  const tags = [
    IPAM_NAMES[cluster.ipam],
    cluster.dataPlane === 'cilium' ? 'Cilium' : undefined,
    POLICY_NAMES[cluster.networkPolicy],
    EGRESS_NAMES[cluster.outboundType],
    cluster.pools.some((pool) => pool.os === 'Windows') ? 'Windows' : undefined,
    cluster.privateCluster === true ? 'Private' : undefined,
    cluster.ipFamilies.length > 1 ? 'Dual-stack' : undefined,
    cluster.mode === 'automatic' ? 'Automatic' : undefined,
  ];
  return [...new Set(tags.filter((tag) => tag !== undefined))];
}

/**
 * How large a cluster may get, from the longest form to the shortest.
 * For example "2 pools, 55 nodes max", "55 nodes max", "55 max".
 */
export function sizeOfCluster(cluster: Cluster, capacity: ClusterCapacity | undefined): readonly [string, ...string[]] {
  const pools = countOf(cluster.pools.length, 'pool');
  if (capacity === undefined) return [pools];
  const most = capacity.nodes.atMaximum;
  return [`${pools}, ${countOf(most, 'node')} max`, `${countOf(most, 'node')} max`, `${formatNumber(most)} max`];
}

/** Shares of a supply, each 0 to 1: what the autoscaler's maximum takes, and what upgrades take on top. */
export interface Fill {
  readonly atMaximum: number;
  readonly withSurge: number;
  /** More than there is. */
  readonly over: boolean;
}

/** How full the supply is that limits a cluster's pods: pod CIDR, pod subnet or node subnet. Undefined where nothing limits it (BYO) or nothing is known. */
export function fillOfCluster(
  capacity: ClusterCapacity | undefined,
  subnet: SubnetCapacity | undefined,
): Fill | undefined {
  if (capacity?.podCidr !== undefined) return fillOf(capacity.podCidr.supplyNodes, capacity.podCidr);
  if (subnet?.blocks !== undefined) return fillOf(subnet.blocks.supply, subnet.blocks);
  return subnet === undefined ? undefined : fillOf(subnet.usable, subnet);
}

function fillOf(supply: number, demand: { readonly atMaximum: number; readonly withSurge: number }): Fill | undefined {
  if (supply <= 0) return undefined;
  return {
    atMaximum: Math.min(1, demand.atMaximum / supply),
    withSurge: Math.min(1, demand.withSurge / supply),
    over: demand.withSurge > supply,
  };
}
