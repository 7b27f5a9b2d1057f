import type { Cluster, LayoutNote } from '../plan/index.ts';
import type { BlockView, SiteView } from '../topology/types.ts';
import { drawCluster } from './cluster-picture.ts';
import { tagsOf } from './cluster-words.ts';
import { badgeOf, reasonOf } from './finding-index.ts';
import { wrapText } from './measure.ts';
import { breakTags, heightOfCluster } from './cluster-frame.ts';
import { METRICS } from './metrics.ts';
import { FONTS, Pen } from './pen.ts';
import type { Picture } from './network-picture.ts';
import type { PictureContext } from './picture-context.ts';
import { countOf, joinSpoken, speakBadge } from './words.ts';

const SITE_WIDTH = 232;
const BLOCK_WIDTH = 220;
const CLUSTER_WIDTH = 302;
const LINE = 15.5;
/** Ranges beyond these are only counted. */
const MAX_RANGES = 6;

/** Size of a site, in px: for automatic layout. */
export function sizeOfSite(view: SiteView, width = SITE_WIDTH): { readonly width: number; readonly height: number } {
  return { width, height: heightOfRanges(view.space.prefixes.length) + 20 };
}

/** Size of an address block, in px: for automatic layout. */
export function sizeOfBlock(view: BlockView, width = BLOCK_WIDTH): { readonly width: number; readonly height: number } {
  return { width, height: heightOfRanges(view.space.prefixes.length) + 4 };
}

function heightOfRanges(count: number): number {
  return 32 + LINE * Math.max(1, Math.min(count, MAX_RANGES + 1));
}

/** Draws an on-premises site: name, ranges, and how it is connected. */
export function drawSite(view: SiteView, width: number | undefined, context: PictureContext): Picture {
  const { site } = view;
  const size = sizeOfSite(view, width);
  const box = { x: 0, y: 0, ...size };
  const pen = new Pen();
  const findings = context.findings.of(view.ref);
  const badge = badgeOf(findings);
  const reason = reasonOf(findings);
  const room = size.width - 24;
  const ranges = view.space.prefixes.map((prefix) => prefix.text);
  const connection = site.connection ?? describeGateways(view);
  pen.shadow(box, METRICS.networkRadius);
  pen.rect(box, {
    radius: METRICS.networkRadius,
    fill: 'site-bg',
    stroke: reason === undefined ? 'site' : 'err',
    strokeWidth: 1.5,
  });
  pen.icon('site', size.width - 28, 10, 16, 'site');
  pen.text(12, 22, site.name, FONTS.title, { color: 'site', maxWidth: room - 22 });
  const end = drawRanges(pen, ranges, 12, room);
  pen.text(12, end + 2, reason ?? connection, FONTS.meta, {
    color: reason === undefined ? 'ink3' : 'err',
    maxWidth: room,
  });
  pen.badge(box, badge);
  const spoken = joinSpoken(`on-premises site ${site.name}`, ranges.join(', '), connection, speakBadge(badge));
  return {
    ...size,
    name: site.name,
    radius: METRICS.networkRadius,
    primitives: pen.finish(),
    parts: [],
    spoken,
    badge,
  };
}

function describeGateways(view: SiteView): string {
  const [first, ...more] = view.gateways;
  if (first === undefined) return 'not connected';
  return `via ${first.gateway.name}${more.length > 0 ? ` +${more.length}` : ''}`;
}

/** Draws an address block: a dashed box of ranges that are kept together. */
export function drawBlock(view: BlockView, width: number | undefined, context: PictureContext): Picture {
  const size = sizeOfBlock(view, width);
  const box = { x: 0, y: 0, ...size };
  const pen = new Pen();
  const badge = badgeOf(context.findings.of(view.ref));
  const ranges = view.space.prefixes.map((prefix) => prefix.text);
  pen.rect(box, {
    radius: 10,
    fill: 'surface',
    stroke: badge?.severity === 'error' ? 'err' : 'ink3',
    strokeWidth: 1.3,
    dash: [5, 4],
  });
  pen.text(12, 22, view.block.name, FONTS.name, { color: 'ink2', maxWidth: size.width - 24 });
  drawRanges(pen, ranges, 12, size.width - 24);
  pen.badge(box, badge);
  const spoken = joinSpoken(`address block ${view.block.name}`, ranges.join(', '), speakBadge(badge));
  return { ...size, name: view.block.name, radius: 10, primitives: pen.finish(), parts: [], spoken, badge };
}

/** Writes ranges one below the other; returns the baseline of the line after. */
function drawRanges(pen: Pen, ranges: readonly string[], x: number, room: number): number {
  const lines =
    ranges.length > MAX_RANGES ? [...ranges.slice(0, MAX_RANGES), `and ${ranges.length - MAX_RANGES} more`] : ranges;
  let baseline = 39;
  for (const line of lines.length === 0 ? ['no range yet'] : lines) {
    pen.text(x, baseline, line, FONTS.range, { color: 'ink', maxWidth: room });
    baseline += LINE;
  }
  return baseline;
}

/** Draws a note: text on yellow, wrapped to the box people gave it; what does not fit ends in an ellipsis. */
export function drawNote(note: LayoutNote): Picture {
  const pen = new Pen();
  const { width, height } = note;
  const fold = Math.min(14, width / 3, height / 3);
  pen.primitives.push({
    kind: 'path',
    d: `M4 0H${width - 4}Q${width} 0 ${width} 4V${height - fold}L${width - fold} ${height}H4Q0 ${height} 0 ${height - 4}V4Q0 0 4 0Z`,
    fill: 'note-bg',
    stroke: 'note-line',
  });
  pen.path(`M${width - fold} ${height}V${height - fold}H${width}`, 'note-line', 1);
  const lines = Math.max(1, Math.floor((height - 14) / 17));
  const text = wrapText(note.text, FONTS.note, width - 24, lines);
  text.forEach((line, index) =>
    pen.text(12, 22 + index * 17, line, FONTS.note, { color: 'ink', maxWidth: width - 24 }),
  );
  return {
    width,
    height,
    name: 'Note',
    radius: 4,
    primitives: pen.finish(),
    parts: [],
    spoken: `note: ${note.text}`,
    badge: undefined,
  };
}

/** Draws a cluster without a node subnet in the plan: its card alone, with a line that says whether it names one. */
export function drawLooseCluster(cluster: Cluster, context: PictureContext): Picture {
  const pen = new Pen();
  const tagLines = breakTags(tagsOf(cluster), CLUSTER_WIDTH - 2 * METRICS.clusterPadding);
  const height = heightOfCluster(tagLines.length);
  const frame = { cluster, as: 'card', tagLines, x: 0, y: 0, width: CLUSTER_WIDTH, height } as const;
  const ref = { kind: 'cluster', id: cluster.id } as const;
  pen.shadow(frame, METRICS.clusterRadius);
  drawCluster(pen, frame, { parentRef: ref, context });
  // Pools that name no subnet live in the network AKS makes for them.
  const where = cluster.pools.every(({ nodeSubnetId }) => nodeSubnetId === undefined)
    ? 'in a network that AKS makes'
    : 'its node subnet is not in the plan';
  pen.text(10, height + 16, `${where[0]?.toUpperCase()}${where.slice(1)}`, FONTS.meta, {
    color: 'ink3',
    maxWidth: CLUSTER_WIDTH - 20,
  });
  const badge = badgeOf(context.findings.of(ref));
  const spoken = joinSpoken(
    `AKS cluster ${cluster.name}`,
    where,
    countOf(cluster.pools.length, 'pool'),
    speakBadge(badge),
  );
  return {
    width: CLUSTER_WIDTH,
    height: height + 22,
    name: cluster.name,
    radius: METRICS.clusterRadius,
    primitives: pen.finish(),
    parts: [],
    spoken,
    badge,
  };
}
