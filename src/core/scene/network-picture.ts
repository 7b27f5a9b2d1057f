import { addressCount4, containsBlock, summarize, type Block } from '../address/index.ts';
import type { Cluster } from '../plan/index.ts';
import type { NetworkView } from '../topology/types.ts';
import { badgeOf } from './finding-index.ts';
import { measureText } from './measure.ts';
import { isHome } from './cluster-frame.ts';
import { METRICS } from './metrics.ts';
import { arrangeNetwork, type NetworkFrame } from './network-frame.ts';
import { firstAndMore, type PictureContext } from './picture-context.ts';
import { FONTS, Pen } from './pen.ts';
import { drawOrphan, drawSubnet } from './subnet-picture.ts';
import { drawStrips } from './strip-picture.ts';
import { drawPodTies } from './pod-ties.ts';
import type { Box, SceneBadge, ScenePart } from './types.ts';
import type { Primitive } from './primitive.ts';
import { countOf, joinSpoken, speakBadge } from './words.ts';

/** Everything of an item but its place. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly name: string;
  readonly radius: number;
  readonly primitives: readonly Primitive[];
  readonly parts: readonly ScenePart[];
  readonly spoken: string;
  readonly badge: SceneBadge | undefined;
}

/** Draws a network: name, address space and use, strips to scale, its subnets with what lives in them. Collapsed: the first two only. */
export function drawNetwork(
  view: NetworkView,
  width: number | undefined,
  collapsed: boolean,
  context: PictureContext,
): Picture {
  const { network } = view;
  const frame = arrangeNetwork(view, width, collapsed);
  const pen = new Pen();
  const box = { x: 0, y: 0, width: frame.width, height: frame.height };
  const own = context.findings.of(view.ref);
  const inside = [
    ...view.subnets.map((subnet) => context.findings.of(subnet.ref)),
    ...view.clusters.map((cluster) =>
      isAtHome(cluster, view) ? context.findings.of({ kind: 'cluster', id: cluster.id }) : [],
    ),
    ...view.gateways.map((gateway) => context.findings.of({ kind: 'gateway', id: gateway.id })),
    ...view.firewalls.map((firewall) => context.findings.of({ kind: 'firewall', id: firewall.id })),
  ];
  const all = badgeOf(own, ...inside);
  const ownBadge = collapsed ? all : badgeOf(own);
  const isBad = ownBadge?.severity === 'error';
  const isOutside = network.external === true;
  const usage = describeUse(view);
  pen.rect(box, {
    radius: METRICS.networkRadius,
    fill: isOutside ? 'surface2' : 'vnet-bg',
    stroke: isBad ? 'err' : isOutside ? 'line2' : 'vnet-line',
    strokeWidth: 1.5,
    ...(isOutside ? { dash: [5, 4] } : {}),
  });
  drawTitle(pen, view, frame, usage);
  drawStrips(pen, view, frame, context);
  for (const subnet of frame.subnets) drawSubnet(pen, subnet, view, context);
  for (const orphan of frame.orphans) drawOrphan(pen, orphan, view, context);
  drawPodTies(pen, frame);
  if (frame.hint !== undefined) drawHint(pen, frame.hint, isOutside);
  pen.badge(box, ownBadge);
  return {
    width: frame.width,
    height: frame.height,
    name: network.name,
    radius: METRICS.networkRadius,
    primitives: pen.finish(),
    parts: pen.parts,
    spoken: joinSpoken(
      `virtual network ${network.name}`,
      view.space.prefixes.map((prefix) => prefix.text).join(', '),
      usage,
      countOf(view.subnets.length, 'subnet'),
      view.clusters.length === 0 ? undefined : countOf(view.clusters.length, 'cluster'),
      collapsed ? 'collapsed' : undefined,
      speakBadge(all),
    ),
    badge: all,
  };
}

function isAtHome(cluster: Cluster, view: NetworkView): boolean {
  return view.subnets.some((subnet) => isHome(cluster, subnet));
}

function drawTitle(pen: Pen, view: NetworkView, frame: NetworkFrame, usage: string): void {
  const left = METRICS.networkPadding;
  const right = frame.width - METRICS.networkPadding;
  const useWidth = measureText(usage, FONTS.use);
  const room = right - left - useWidth - 16;
  const range = firstAndMore(view.space.prefixes.map((prefix) => prefix.text));
  const rangeWidth = Math.min(measureText(range, FONTS.titleRange), room * 0.62);
  const nameWidth = pen.text(left, METRICS.titleBaseline, view.network.name, FONTS.title, {
    color: 'ink',
    maxWidth: room - rangeWidth,
  });
  pen.text(left + nameWidth + 8, METRICS.titleBaseline, range, FONTS.titleRange, {
    color: view.network.external === true ? 'ink2' : 'vnet',
    maxWidth: room - nameWidth,
  });
  pen.text(right, METRICS.titleBaseline, usage, FONTS.use, { color: 'ink2', anchor: 'end' });
}

/** "38 % used": the share of the IPv4 address space that subnets take. */
function describeUse(view: NetworkView): string {
  if (view.network.external === true) return 'outside the plan';
  if (view.space.blocks4.length === 0) return view.space.blocks6.length > 0 ? 'IPv6' : '';
  const size = (blocks: readonly Block[]): number =>
    summarize(blocks).reduce((sum, block) => sum + addressCount4(block), 0);
  const used = view.subnets
    .flatMap((subnet) => subnet.space.blocks4)
    .filter((block) => view.space.blocks4.some((whole) => containsBlock(whole, block)));
  const share = (100 * size(used)) / size(view.space.blocks4);
  const percent = share > 0 && share < 1 ? '<1' : share > 99 && share < 100 ? '>99' : String(Math.round(share));
  return `${percent} % used`;
}

function drawHint(pen: Pen, hint: Box, isOutside: boolean): void {
  pen.rect(hint, { radius: METRICS.cardRadius, stroke: 'line2', dash: [4, 4] });
  const text = isOutside ? 'Nothing is known of its subnets' : 'Empty. Drop a subnet here';
  pen.text(hint.x + hint.width / 2, hint.y + hint.height / 2 + 4, text, FONTS.meta, {
    color: 'ink3',
    anchor: 'middle',
    maxWidth: hint.width - 16,
  });
}
