import type { Cluster } from '../plan/index.ts';
import type { SubnetView } from '../topology/types.ts';
import { measureText } from './measure.ts';
import { METRICS } from './metrics.ts';
import { FONTS } from './pen.ts';
import type { Box } from './types.ts';

export interface ClusterFrame extends Box {
  readonly cluster: Cluster;
  /** `card`: the cluster lives here. `chip`: some of its pools have their nodes here, its card is elsewhere. */
  readonly as: 'card' | 'chip';
  readonly tagLines: readonly (readonly string[])[];
}

/** The subnet a cluster's card stands in: that of its first pool which names one. */
export function isHome(cluster: Cluster, subnet: SubnetView): boolean {
  return cluster.pools.find((pool) => pool.nodeSubnetId !== undefined)?.nodeSubnetId === subnet.subnet.id;
}

/** The clusters with nodes in a subnet: those at home there, and those with some pools there. */
export function clustersIn(
  subnet: SubnetView,
): readonly { readonly cluster: Cluster; readonly as: ClusterFrame['as'] }[] {
  const clusters = new Set(subnet.uses.filter((use) => use.as === 'nodes').map((use) => use.cluster));
  return [...clusters].map((cluster) => ({ cluster, as: isHome(cluster, subnet) ? 'card' : 'chip' }));
}

/** Height of a cluster's card with so many lines of tags. */
export function heightOfCluster(tagLines: number): number {
  return (
    METRICS.clusterTagsTop +
    tagLines * (METRICS.tagHeight + METRICS.tagGap) +
    2 * METRICS.clusterRow +
    METRICS.clusterEnd -
    4
  );
}

/** Width of a tag with its padding. */
export function widthOfTag(text: string): number {
  return measureText(text, FONTS.tag) + 12;
}

/** Sets tags in lines of at most `width` px. */
export function breakTags(tags: readonly string[], width: number): readonly (readonly string[])[] {
  const lines: string[][] = [];
  let filled = Infinity;
  for (const tag of tags) {
    const wide = widthOfTag(tag) + METRICS.tagGap;
    const line = lines.at(-1);
    if (line !== undefined && filled + wide <= width + METRICS.tagGap) {
      line.push(tag);
      filled += wide;
    } else {
      lines.push([tag]);
      filled = wide;
    }
  }
  return lines;
}
