import { formatNumber } from '../plan/index.ts';
import { formatBlock, parseCidr, type Block } from '../address/index.ts';
import type { Reservation } from '../plan/index.ts';
import type { NetworkView, SubnetRole, SubnetView } from '../topology/types.ts';
import { badgeOf } from './finding-index.ts';
import { METRICS } from './metrics.ts';
import { listStripBlocks, type NetworkFrame } from './network-frame.ts';
import type { PictureContext } from './picture-context.ts';
import { FONTS, type Pen } from './pen.ts';
import { divideStrip, formatStretch, listTicks, type Stretch } from './strip.ts';
import type { ColorToken } from './theme.ts';
import type { Box } from './types.ts';
import { joinSpoken, speakBadge } from './words.ts';

/** Gaps narrower than this cannot be pointed at. */
const MIN_GAP_WIDTH = 3;
/** Space between neighbouring ranges, taken off the right one's end, where the range is wide enough for it. */
const SEAM = 1;

const ROLE_COLORS: readonly (readonly [SubnetRole, ColorToken])[] = [
  ['gateway', 'gw'],
  ['routeServer', 'gw'],
  ['firewall', 'gw-soft'],
  ['firewallManagement', 'gw-soft'],
  ['bastion', 'gw-soft'],
  ['nodes', 'aks'],
  ['pods', 'aks-soft'],
  ['apiServer', 'aks-soft'],
  ['virtualNodes', 'aks-soft'],
];

type Owner = { readonly block: Block } & ({ readonly subnet: SubnetView } | { readonly reservation: Reservation });

/** Draws the prefixes of a network to scale: subnets coloured by role, reservations hatched, what is free plain; marks below. */
export function drawStrips(pen: Pen, view: NetworkView, frame: NetworkFrame, context: PictureContext): void {
  const owners = listOwners(view);
  const blocks = listStripBlocks(view);
  frame.strips.forEach((strip, index) => {
    const prefix = blocks[index];
    if (prefix === undefined) pen.rect(strip, { radius: 3, fill: 'free' });
    else drawStrip(pen, view, strip, prefix, owners, context);
    const hidden = index === frame.strips.length - 1 ? blocks.length - frame.strips.length : 0;
    if (hidden > 0) {
      pen.text(
        strip.x + strip.width / 2,
        strip.y + strip.height + METRICS.tickBaseline,
        `and ${formatNumber(hidden)} more`,
        FONTS.tick,
        { color: 'ink3', anchor: 'middle' },
      );
    }
  });
}

/** Subnets after reservations, so that a subnet in a reserved range is drawn above it. */
function listOwners(view: NetworkView): readonly { readonly block: Block; readonly owner: Owner }[] {
  const reserved = view.reservations.flatMap((reservation) => {
    const block = parseCidr(reservation.addressPrefix);
    return block.ok ? [{ block: block.value, owner: { block: block.value, reservation } }] : [];
  });
  const used = view.subnets.flatMap((subnet) =>
    subnet.space.blocks.map((block) => ({ block, owner: { block, subnet } })),
  );
  return [...reserved, ...used];
}

function drawStrip(
  pen: Pen,
  view: NetworkView,
  strip: Box,
  prefix: Block,
  owners: readonly { readonly block: Block; readonly owner: Owner }[],
  context: PictureContext,
): void {
  const text = formatBlock(prefix);
  const common = { ref: view.ref, parentRef: view.ref, name: view.network.name, radius: 3, ...strip };
  const key = `strip:${view.network.id}:${text}`;
  pen.part(
    {
      ...common,
      kind: 'strip',
      key,
      ranges: [text],
      spoken: `address space ${text} of ${view.network.name}, to scale`,
    },
    () => {
      pen.rect(strip, { radius: 3, fill: 'free' });
      for (const stretch of divideStrip(prefix, owners, strip.width))
        drawStretch(pen, view, strip, key, stretch, context);
      const hasMore = view.space.blocks.length > 1;
      const ticks =
        hasMore && prefix.family === 4 ? listTicks(prefix, strip.width).slice(-1) : listTicks(prefix, strip.width);
      const baseline = strip.y + strip.height + METRICS.tickBaseline;
      for (const tick of ticks)
        pen.text(strip.x + tick.x, baseline, tick.text, FONTS.tick, {
          color: 'ink3',
          anchor: tick.anchor,
          maxWidth: strip.width * 0.8,
        });
      if (hasMore && prefix.family === 4) pen.text(strip.x, baseline, text, FONTS.tick, { color: 'ink3' });
    },
  );
}

function drawStretch(
  pen: Pen,
  view: NetworkView,
  strip: Box,
  parentKey: string,
  stretch: Stretch<Owner>,
  context: PictureContext,
): void {
  const { owner } = stretch;
  const box = { x: strip.x + stretch.x, y: strip.y, width: stretch.width, height: strip.height };
  const common = { ...box, parentRef: view.ref, parentKey };
  if (owner === undefined) {
    if (box.width < MIN_GAP_WIDTH) return;
    const range = formatStretch(stretch);
    pen.part(
      {
        ...common,
        kind: 'free',
        key: `free:${view.network.id}:${range}`,
        ref: view.ref,
        name: 'free',
        ranges: [range],
        spoken: `free, ${range}`,
      },
      () => undefined,
    );
    return;
  }
  const range = formatBlock(owner.block);
  const seam = box.width > 4 ? SEAM : 0;
  const shown = { ...box, width: box.width - seam };
  if ('reservation' in owner) {
    const { reservation } = owner;
    const spoken = joinSpoken(`reservation ${reservation.name}`, range, reservation.owner);
    const ref = { kind: 'reservation', id: reservation.id } as const;
    pen.part(
      {
        ...common,
        kind: 'segment',
        key: `segment:${reservation.id}:${range}`,
        ref,
        name: reservation.name,
        ranges: [range],
        spoken,
      },
      () => {
        pen.rect(shown, { radius: 1.5, fill: 'reserved', hatched: true });
      },
    );
    return;
  }
  const { subnet } = owner;
  const badge = badgeOf(context.findings.of(subnet.ref));
  const spoken = joinSpoken(`subnet ${subnet.subnet.name}`, range, speakBadge(badge));
  pen.part(
    {
      ...common,
      kind: 'segment',
      key: `segment:${subnet.subnet.id}:${range}`,
      ref: subnet.ref,
      name: subnet.subnet.name,
      ranges: [range],
      spoken,
      ...(badge === undefined ? {} : { badge }),
    },
    () => {
      pen.rect(shown, { radius: 1.5, fill: colorOf(subnet, badge?.severity === 'error') });
    },
  );
}

function colorOf(subnet: SubnetView, isBad: boolean): ColorToken {
  return isBad ? 'err' : (ROLE_COLORS.find(([role]) => subnet.roles.has(role))?.[1] ?? 'sub');
}
