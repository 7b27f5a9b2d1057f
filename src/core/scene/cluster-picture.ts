import type { Cluster, ObjectRef } from '../plan/index.ts';
import type { Finding } from '../rules/types.ts';
import type { NetworkView, SubnetView } from '../topology/types.ts';
import { fillOfCluster, sizeOfCluster, type Fill } from './cluster-words.ts';
import { badgeOf } from './finding-index.ts';
import { measureText } from './measure.ts';
import { widthOfTag, type ClusterFrame } from './cluster-frame.ts';
import { METRICS } from './metrics.ts';
import { FONTS, type Pen } from './pen.ts';
import { firstAndMore, type PictureContext } from './picture-context.ts';
import type { ColorToken } from './theme.ts';
import { joinSpoken, speakBadge } from './words.ts';

export interface ClusterPlace {
  readonly parentRef: ObjectRef;
  readonly parentKey?: string;
  /** The network it stands in; undefined for a cluster whose subnets are not in the plan. */
  readonly network?: NetworkView;
  readonly context: PictureContext;
}

/** Draws a cluster's card: name and size, what it is built of, where pods and services get addresses, and how full that is. */
export function drawCluster(pen: Pen, frame: ClusterFrame, place: ClusterPlace): void {
  const { cluster } = frame;
  const { context } = place;
  const ref: ObjectRef = { kind: 'cluster', id: cluster.id };
  const findings = context.findings.of(ref);
  const badge = badgeOf(findings);
  const capacity = context.capacity.clusters.get(cluster.id);
  const left = frame.x + METRICS.clusterPadding;
  const right = frame.x + frame.width - METRICS.clusterPadding;
  const pods = podSourceOf(cluster, place.network);
  const sizes = sizeOfCluster(cluster, capacity);
  const ranges = [...cluster.podCidrs, ...cluster.serviceCidrs];
  const spoken = joinSpoken(
    `AKS cluster ${cluster.name}`,
    frame.tagLines.flat().join(', '),
    sizes[0],
    `pods ${pods.text}`,
    `services ${firstAndMore(cluster.serviceCidrs)}`,
    speakBadge(badge),
  );
  const { parentRef, parentKey } = place;
  const part = {
    x: frame.x,
    y: frame.y,
    width: frame.width,
    height: frame.height,
    kind: 'cluster',
    key: `cluster:${cluster.id}`,
    ref,
    parentRef,
    ...(parentKey === undefined ? {} : { parentKey }),
    name: cluster.name,
    ranges,
    radius: METRICS.clusterRadius,
    spoken,
  } as const;
  pen.part({ ...part, ...(badge === undefined ? {} : { badge }) }, () => {
    pen.rect(frame, {
      radius: METRICS.clusterRadius,
      fill: 'aks-bg',
      stroke: badge?.severity === 'error' ? 'err' : 'aks',
      strokeWidth: 1.5,
    });
    const baseline = frame.y + METRICS.cardNameBaseline;
    const room = right - left - 8;
    const nameWidth = Math.min(measureText(cluster.name, FONTS.name), room * 0.55);
    const size = sizes.find((text) => measureText(text, FONTS.smallRange) <= room - nameWidth) ?? sizes.at(-1) ?? '';
    const sizeWidth = pen.text(right, baseline, size, FONTS.smallRange, {
      color: 'ink2',
      anchor: 'end',
      maxWidth: room - nameWidth,
    });
    pen.text(left, baseline, cluster.name, FONTS.name, { color: 'aks', maxWidth: room - sizeWidth });
    const tagsEnd = drawTags(pen, frame, left);
    drawRow(pen, 'Pods', pods.text, left, right, tagsEnd + 8, colorOfRange(cluster.podCidrs, findings));
    drawRow(
      pen,
      'Services',
      firstAndMore(cluster.serviceCidrs),
      left,
      right,
      tagsEnd + 8 + METRICS.clusterRow,
      colorOfRange(cluster.serviceCidrs, findings),
    );
    const fill = fillOfCluster(
      capacity,
      pods.subnet === undefined ? undefined : context.capacity.subnets.get(pods.subnet.subnet.id),
    );
    drawBar(pen, left, frame.y + frame.height - 14, right - left, fill);
    pen.badge(frame, badge);
  });
}

/** Draws a reminder that some pools of a cluster have their nodes here while its card stands in another subnet. */
export function drawClusterChip(pen: Pen, frame: ClusterFrame, subnet: SubnetView): void {
  const { cluster } = frame;
  const pools = cluster.pools.filter((pool) => pool.nodeSubnetId === subnet.subnet.id).map((pool) => pool.name);
  const text = `${cluster.name}: ${pools.join(', ')}`;
  const ref: ObjectRef = { kind: 'cluster', id: cluster.id };
  const part = {
    x: frame.x,
    y: frame.y,
    width: frame.width,
    height: frame.height,
    kind: 'cluster',
    key: `cluster:${cluster.id}:${subnet.subnet.id}`,
    ref,
    parentRef: subnet.ref,
    parentKey: `subnet:${subnet.subnet.id}`,
    name: cluster.name,
    ranges: [],
    radius: 6,
    spoken: `nodes of AKS cluster ${cluster.name}, pools ${pools.join(', ')}`,
  } as const;
  pen.part(part, () => {
    pen.rect(frame, { radius: 6, fill: 'aks-bg', stroke: 'aks-soft' });
    pen.icon('cluster', frame.x + 6, frame.y + 5, 12, 'aks');
    pen.text(frame.x + 22, frame.y + 15, text, FONTS.tag, { color: 'aks', maxWidth: frame.width - 28 });
  });
}

function drawTags(pen: Pen, frame: ClusterFrame, left: number): number {
  let y = frame.y + METRICS.clusterTagsTop;
  const most = frame.width - 2 * METRICS.clusterPadding;
  for (const line of frame.tagLines) {
    let x = left;
    for (const tag of line) {
      const width = Math.min(most, widthOfTag(tag));
      pen.rect({ x, y, width, height: METRICS.tagHeight }, { radius: 5, fill: 'aks-tint' });
      pen.text(x + 6, y + 12.2, tag, FONTS.tag, { color: 'aks', maxWidth: width - 12 });
      x += width + METRICS.tagGap;
    }
    y += METRICS.tagHeight + METRICS.tagGap;
  }
  return y;
}

function drawRow(
  pen: Pen,
  label: string,
  value: string,
  left: number,
  right: number,
  baseline: number,
  color: ColorToken,
): void {
  const labelWidth = pen.text(left, baseline, label, FONTS.use, { color: 'ink2' });
  pen.text(right, baseline, value, FONTS.smallRange, {
    color,
    anchor: 'end',
    maxWidth: right - left - labelWidth - 10,
  });
}

/** A range is red when an error names it. */
function colorOfRange(ranges: readonly string[], findings: readonly Finding[]): ColorToken {
  const isBad = findings.some(
    (finding) => finding.severity === 'error' && ranges.some((range) => finding.message.includes(range)),
  );
  return isBad ? 'err' : 'ink';
}

/** Where a cluster's pods get their addresses. */
function podSourceOf(
  cluster: Cluster,
  network: NetworkView | undefined,
): { readonly text: string; readonly subnet?: SubnetView } {
  if (cluster.ipam === 'overlay' || cluster.ipam === 'kubenet' || cluster.ipam === 'byo')
    return { text: firstAndMore(cluster.podCidrs) };
  const ids = new Set(
    cluster.pools.flatMap((pool) => (cluster.ipam === 'nodesubnet' ? [pool.nodeSubnetId] : (pool.podSubnetIds ?? []))),
  );
  const subnets = network?.subnets.filter((view) => ids.has(view.subnet.id)) ?? [];
  const [subnet] = subnets;
  if (subnet === undefined) return { text: cluster.ipam === 'nodesubnet' ? 'node subnet' : 'no pod subnet' };
  const more = subnets.length > 1 ? ` +${subnets.length - 1}` : '';
  return {
    text: cluster.ipam === 'nodesubnet' ? `in ${subnet.subnet.name}${more}` : `${subnet.subnet.name}${more}`,
    subnet,
  };
}

function drawBar(pen: Pen, x: number, y: number, width: number, fill: Fill | undefined): void {
  pen.rect({ x, y, width, height: 5 }, { radius: 2.5, fill: 'aks-track' });
  if (fill === undefined) return;
  const wide = (share: number): number => (share > 0 ? Math.max(3, share * width) : 0);
  if (fill.withSurge > fill.atMaximum)
    pen.rect(
      { x, y, width: wide(fill.withSurge), height: 5 },
      { radius: 2.5, fill: fill.over ? 'err-soft' : 'aks-soft' },
    );
  if (fill.atMaximum > 0)
    pen.rect({ x, y, width: wide(fill.atMaximum), height: 5 }, { radius: 2.5, fill: fill.over ? 'err' : 'aks' });
}
