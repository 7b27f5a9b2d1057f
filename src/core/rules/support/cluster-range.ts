import { formatBlock } from '../../address/index.ts';
import type { AddressSpace } from '../../topology/types.ts';
import type { ClusterAlone } from './alone.ts';
import type { Fix, RuleContext } from '../types.ts';
import { fixPodCidr, fixServiceCidr } from './fix-cluster-ranges.ts';

/** The two ranges of a cluster that live outside its subnets. */
export type ClusterRangeKind = 'pod' | 'service';

export const RANGE_WORDS = { pod: 'Pod CIDR', service: 'Service CIDR' } as const;

/**
 * The pod range where the model has one (overlay, kubenet, BYO), or the service range. A pod CIDR on a flat model is no range (`pod-cidr-not-applicable`
 * says so): its pods take addresses of subnets.
 */
export function rangeOf(view: ClusterAlone, kind: ClusterRangeKind): AddressSpace | undefined {
  if (kind === 'service') return view.serviceSpace;
  return hasPodCidr(view) ? view.podSpace : undefined;
}

/** Models whose pods take addresses of a pod CIDR. */
export function hasPodCidr(view: ClusterAlone): boolean {
  const { ipam } = view.cluster;
  return ipam === 'overlay' || ipam === 'kubenet' || ipam === 'byo';
}

/** Ways to move the range to free space; none for existing clusters, where it cannot be replaced. */
export function moveRange(context: RuleContext, view: ClusterAlone, kind: ClusterRangeKind): readonly Fix[] {
  return kind === 'pod' ? fixPodCidr(context, view) : fixServiceCidr(context, view);
}

/** "Pod CIDR 10.244.0.0/16 of aks-1". */
export function sayRange(view: ClusterAlone, kind: ClusterRangeKind, block: Parameters<typeof formatBlock>[0]): string {
  return `${RANGE_WORDS[kind]} ${formatBlock(block)} of ${view.cluster.name}`;
}
