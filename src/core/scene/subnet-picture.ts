import type { Gateway, ObjectRef } from '../plan/index.ts';
import type { NetworkView } from '../topology/types.ts';
import { drawAttachments, listAttachments, shareRow, speakAttachments, type Attachment } from './attachments.ts';
import { drawCluster, drawClusterChip } from './cluster-picture.ts';
import { badgeOf, reasonOf } from './finding-index.ts';
import type { IconName } from './icons.ts';
import { fitText, measureText } from './measure.ts';
import { METRICS } from './metrics.ts';
import { listGuests, type Guest, type OrphanFrame, type SubnetFrame } from './network-frame.ts';
import { FONTS, type Pen } from './pen.ts';
import type { PictureContext } from './picture-context.ts';
import {
  nameOfGatewayKind,
  spokenRole,
  wordsOfFirewall,
  wordsOfGateway,
  wordsOfRole,
  wordsOfUse,
} from './subnet-words.ts';
import { joinSpoken, speakBadge } from './words.ts';

/** A subnet that Azure takes has fewer; more would leave the narrowest card no room for words. The screen reader says all. */
const MAX_BADGES = 5;

/** Draws a subnet's card: name, range, how it is used (or what is wrong with it), and what lives in it. */
export function drawSubnet(pen: Pen, frame: SubnetFrame, network: NetworkView, context: PictureContext): void {
  const { view } = frame;
  const { subnet } = view;
  const findings = context.findings.of(view.ref);
  const badge = badgeOf(findings);
  const reason = reasonOf(findings);
  const capacity = context.capacity.subnets.get(subnet.id);
  const ranges = view.space.prefixes.map((prefix) => prefix.text);
  const use = wordsOfUse(view, capacity);
  // Private endpoints that are all there is are the words of the row.
  const attached = listAttachments(view).filter(({ spoken }) => spoken !== use[0]);
  const key = `subnet:${subnet.id}`;
  const spoken = joinSpoken(
    `subnet ${subnet.name}`,
    ranges.join(', '),
    `in ${network.network.name}`,
    spokenRole(view),
    use[0],
    speakAttachments(attached),
    speakBadge(badge),
  );
  const part = {
    x: frame.x,
    y: frame.y,
    width: frame.width,
    height: frame.height,
    kind: 'subnet',
    key,
    ref: view.ref,
    parentRef: network.ref,
    name: subnet.name,
    ranges,
    radius: METRICS.cardRadius,
    spoken,
  } as const;
  pen.part({ ...part, ...(badge === undefined ? {} : { badge }) }, () => {
    pen.shadow(frame, METRICS.cardRadius);
    pen.rect(frame, {
      radius: METRICS.cardRadius,
      fill: reason === undefined ? 'sub-bg' : 'err-bg',
      stroke: reason === undefined ? 'line2' : 'err',
    });
    drawHead(pen, frame, subnet.name, ranges);
    drawRows(pen, frame, context, { reason, use: wordsOfRole(view, use), attachments: attached.slice(0, MAX_BADGES) });
    for (const cluster of frame.clusters) {
      if (cluster.as === 'card') drawCluster(pen, cluster, { parentRef: view.ref, parentKey: key, network, context });
      else drawClusterChip(pen, cluster, view);
    }
    pen.badge(frame, badge);
  });
}

/** Name left, range right. Where both do not fit, the range keeps at least its prefix length, and the name is shortened. */
function drawHead(pen: Pen, frame: SubnetFrame, name: string, ranges: readonly string[]): void {
  const left = frame.x + METRICS.cardPadding;
  const right = frame.x + frame.width - METRICS.cardPadding;
  const room = right - left - 8;
  const baseline = frame.y + METRICS.cardNameBaseline;
  const [first = 'no range', ...more] = ranges;
  const suffix = more.length === 0 ? '' : ` +${more.length}`;
  const nameWidth = measureText(name, FONTS.name);
  const forms = [`${first}${suffix}`, `/${first.split('/')[1] ?? ''}${suffix}`];
  const form =
    forms.find((text) => measureText(text, FONTS.range) + nameWidth <= room) ??
    (measureText(forms[0] ?? '', FONTS.range) <= room * 0.55 ? forms[0] : forms[1]) ??
    first;
  const range = fitText(form, FONTS.range, room * 0.7);
  pen.text(right, baseline, range.text, FONTS.range, { color: 'ink2', anchor: 'end' });
  pen.text(left, baseline, name, FONTS.name, { color: 'ink', maxWidth: room - range.width });
}

interface Row {
  readonly reason: string | undefined;
  /** Longest form first. */
  readonly use: readonly string[];
  readonly attachments: readonly Attachment[];
}

/** The line below the name, or one for each gateway or firewall; what is attached stands at the right end of the first. */
function drawRows(pen: Pen, frame: SubnetFrame, context: PictureContext, { reason, use, attachments }: Row): void {
  const { view } = frame;
  const left = frame.x + METRICS.cardPadding;
  const room = frame.width - 2 * METRICS.cardPadding;
  const [firstRow = frame.y + METRICS.cardMetaBaseline] = frame.rows;
  const guests = listGuests(view);
  const [first] = guests;
  const shared =
    first === undefined
      ? shareRow(reason === undefined ? use : [reason], attachments, room)
      : shareRow(wordsOfGuest(first, view), attachments, room - GUEST_INDENT);
  if (first === undefined) {
    const width = pen.text(left, firstRow, shared.text, FONTS.meta, {
      color: reason === undefined ? 'ink3' : 'err',
      maxWidth: room - shared.taken,
    });
    const second = view.space.prefixes[1]?.text;
    const end = room - shared.taken;
    if (reason === undefined && second !== undefined && measureText(second, FONTS.tick) <= end - width - 10) {
      pen.text(left + end, firstRow, second, FONTS.tick, { color: 'ink3', anchor: 'end' });
    }
  }
  guests.forEach((guest, index) => {
    const baseline = frame.rows[index];
    if (baseline === undefined) return;
    const isFirst = index === 0;
    drawGuest(
      pen,
      guest,
      { x: left, baseline, width: room - (isFirst ? shared.taken : 0) },
      { parentRef: view.ref, parentKey: `subnet:${view.subnet.id}`, ...(isFirst ? { subnet: view } : {}), context },
    );
  });
  drawAttachments(
    pen,
    attachments,
    shared,
    { right: left + room, baseline: firstRow },
    { subnet: view, findings: context.findings },
  );
}

interface GuestPlace {
  readonly parentRef: ObjectRef;
  readonly parentKey?: string;
  readonly subnet?: SubnetFrame['view'];
  readonly context: PictureContext;
}

const GATEWAY_ICONS: Readonly<Record<Gateway['kind'], IconName>> = {
  vpn: 'vpn',
  expressRoute: 'expressRoute',
  routeServer: 'routeServer',
};

/** px from a guest's glyph to its words. */
const GUEST_INDENT = 17;

function wordsOfGuest(guest: Guest, subnet: SubnetFrame['view'] | undefined): readonly string[] {
  return 'gateway' in guest ? wordsOfGateway(guest.gateway, subnet) : [wordsOfFirewall(guest.firewall, subnet)];
}

/** A gateway or firewall as one line with its glyph. */
function drawGuest(
  pen: Pen,
  guest: Guest,
  row: { readonly x: number; readonly baseline: number; readonly width: number },
  place: GuestPlace,
): void {
  const isGateway = 'gateway' in guest;
  const object = isGateway ? guest.gateway : guest.firewall;
  const ref: ObjectRef = { kind: isGateway ? 'gateway' : 'firewall', id: object.id };
  const findings = place.context.findings.of(ref);
  const badge = badgeOf(findings);
  const reason = reasonOf(findings);
  const forms = wordsOfGuest(guest, place.subnet);
  const longest = forms[0] ?? object.name;
  const box = { x: row.x - 4, y: row.baseline - 11, width: row.width + 8, height: METRICS.cardRow - 2 };
  const tone = reason === undefined ? 'gw' : 'err';
  const title = isGateway ? `${nameOfGatewayKind(guest.gateway.kind)} ${object.name}` : `firewall ${object.name}`;
  const spoken = joinSpoken(
    title,
    isGateway ? guest.gateway.sku : longest.replace(`${object.name}, `, ''),
    speakBadge(badge),
  );
  const { parentRef, parentKey } = place;
  const part = {
    ...box,
    kind: isGateway ? 'gateway' : 'firewall',
    key: `${ref.kind}:${ref.id}`,
    ref,
    parentRef,
    ...(parentKey === undefined ? {} : { parentKey }),
    name: object.name,
    ranges: [],
    radius: 5,
    spoken,
  } as const;
  pen.part({ ...part, ...(badge === undefined ? {} : { badge }) }, () => {
    pen.icon(isGateway ? GATEWAY_ICONS[guest.gateway.kind] : 'firewall', row.x, row.baseline - 9.5, 12, tone);
    const marker = badge === undefined || badge.severity === 'info' ? 0 : 16;
    const room = row.width - GUEST_INDENT - marker;
    const words = forms.find((text) => measureText(text, FONTS.meta) <= room) ?? longest;
    pen.text(row.x + GUEST_INDENT, row.baseline, reason ?? words, FONTS.meta, {
      color: reason === undefined ? 'ink3' : 'err',
      maxWidth: room,
    });
    if (marker > 0)
      pen.icon(
        badge?.severity === 'error' ? 'error' : 'warning',
        row.x + row.width - 13,
        row.baseline - 10,
        13,
        badge?.severity === 'error' ? 'err' : 'warn',
      );
  });
}

/** Draws a gateway or firewall that has no subnet yet: a dashed card that says which one it needs. */
export function drawOrphan(pen: Pen, orphan: OrphanFrame, network: NetworkView, context: PictureContext): void {
  const { guest } = orphan;
  const object = 'gateway' in guest ? guest.gateway : guest.firewall;
  const needs =
    'firewall' in guest
      ? 'AzureFirewallSubnet'
      : guest.gateway.kind === 'routeServer'
        ? 'RouteServerSubnet'
        : 'GatewaySubnet';
  const left = orphan.x + METRICS.cardPadding;
  const room = orphan.width - 2 * METRICS.cardPadding;
  pen.rect(orphan, { radius: METRICS.cardRadius, fill: 'gw-bg', stroke: 'gw', dash: [4, 3] });
  pen.text(left, orphan.y + METRICS.cardNameBaseline, object.name, FONTS.name, { color: 'ink', maxWidth: room });
  const needsWidth = pen.text(left + room, orphan.y + METRICS.cardMetaBaseline, `needs ${needs}`, FONTS.meta, {
    color: 'gw',
    anchor: 'end',
    maxWidth: room / 2,
  });
  drawGuest(
    pen,
    guest,
    { x: left, baseline: orphan.y + METRICS.cardMetaBaseline, width: room - needsWidth - 8 },
    { parentRef: network.ref, context },
  );
}
