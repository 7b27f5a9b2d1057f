import { FONTS, Pen, round2 } from '../../scene/pen.ts';
import {
  measureText,
  type ColorToken,
  type IconName,
  type Primitive,
  type SceneEdge,
  type SceneItem,
} from '../../scene/index.ts';

export interface FootPicture {
  readonly width: number;
  readonly height: number;
  readonly primitives: readonly Primitive[];
}

const ROW = 19;
const COLUMN_GAP = 24;
const SWATCH = 22;
const ROWS = 6;
const PADDING = 14;

type Entry = { readonly text: string } & (
  | { readonly icon: IconName }
  | { readonly fill: ColorToken; readonly hatched?: boolean }
  | { readonly stroke: ColorToken; readonly background: ColorToken }
  | { readonly line: ColorToken; readonly dash?: readonly number[]; readonly dots?: boolean }
);

/** Explains the colours and lines that occur in a drawing; only those. */
export function drawLegend(items: readonly SceneItem[], edges: readonly SceneEdge[]): FootPicture {
  const entries = listEntries(items, edges);
  const pen = new Pen();
  const columns: (readonly Entry[])[] = [];
  for (let index = 0; index < entries.length; index += ROWS) columns.push(entries.slice(index, index + ROWS));
  let x = PADDING;
  columns.forEach((column) => {
    column.forEach((entry, row) => drawEntry(pen, entry, x, 34 + row * ROW));
    x += SWATCH + 10 + Math.max(...column.map(({ text }) => measureText(text, FONTS.use))) + COLUMN_GAP;
  });
  const width = Math.ceil(Math.max(x - COLUMN_GAP + PADDING, 120));
  const height = 34 + Math.min(ROWS, Math.max(1, entries.length)) * ROW + 6;
  const frame = new Pen();
  frame.rect({ x: 0, y: 0, width, height }, { radius: 10, fill: 'surface', stroke: 'line' });
  frame.text(PADDING, 22, 'Legend', FONTS.name, { color: 'ink' });
  return { width, height, primitives: [...frame.primitives, ...pen.primitives] };
}

function drawEntry(pen: Pen, entry: Entry, x: number, y: number): void {
  const middle = y + ROW / 2;
  if ('line' in entry) {
    pen.path(`M${round2(x)} ${middle}H${round2(x + SWATCH)}`, entry.line, 1.8, entry.dash);
    if (entry.dots === true) for (const end of [x, x + SWATCH]) pen.circle(end, middle, 2.8, entry.line);
  } else if ('icon' in entry) {
    pen.icon(entry.icon, x + (SWATCH - 13) / 2, middle - 6.5, 13, 'ink3');
  } else if ('fill' in entry) {
    pen.rect(
      { x, y: middle - 4.5, width: SWATCH, height: 9 },
      { radius: 2, fill: entry.fill, ...(entry.hatched === true ? { hatched: true } : {}) },
    );
  } else {
    pen.rect(
      { x, y: middle - 6, width: SWATCH, height: 12 },
      { radius: 3.5, fill: entry.background, stroke: entry.stroke, strokeWidth: 1.3 },
    );
  }
  pen.text(x + SWATCH + 10, middle + 4, entry.text, FONTS.use, { color: 'ink2' });
}

function listEntries(items: readonly SceneItem[], edges: readonly SceneEdge[]): readonly Entry[] {
  const fills = new Set<ColorToken>();
  for (const item of items) {
    for (const part of item.parts) {
      if (part.kind !== 'segment') continue;
      for (const primitive of item.primitives.slice(part.from, part.to))
        if (primitive.kind === 'rect' && primitive.fill !== undefined) fills.add(primitive.fill);
    }
  }
  const badges = new Set<IconName>();
  for (const item of items) {
    for (const part of item.parts) {
      if (part.kind !== 'attachment') continue;
      for (const primitive of item.primitives.slice(part.from, part.to))
        if (primitive.kind === 'icon') badges.add(primitive.icon);
    }
  }
  const has = (kind: SceneItem['kind']): boolean => items.some((item) => item.kind === kind);
  const hasCluster = items.some(
    (item) => item.kind === 'cluster' || item.parts.some((part) => part.kind === 'cluster'),
  );
  const drawn = (kind: SceneEdge['kind'], tone: ColorToken): SceneEdge | undefined =>
    edges.find((edge) => edge.kind === kind && edge.tone === tone);
  const entries: (Entry | false)[] = [
    has('virtualNetwork') && { text: 'Virtual network', stroke: 'vnet-line', background: 'vnet-bg' },
    hasCluster && { text: 'AKS cluster', stroke: 'aks', background: 'aks-bg' },
    has('site') && { text: 'On-premises site', stroke: 'site', background: 'site-bg' },
    fills.has('gw') && { text: 'Gateways, Route Server', fill: 'gw' },
    fills.has('gw-soft') && { text: 'Firewall, Bastion', fill: 'gw-soft' },
    fills.has('aks') && { text: 'AKS nodes', fill: 'aks' },
    fills.has('aks-soft') && { text: 'Pods, API server', fill: 'aks-soft' },
    fills.has('sub') && { text: 'Other subnets', fill: 'sub' },
    fills.has('reserved') && { text: 'Reserved', fill: 'reserved', hatched: true },
    has('virtualNetwork') && { text: 'Free', stroke: 'line2', background: 'free' },
    fills.has('err') && { text: 'Subnet with an error', fill: 'err' },
    badges.has('routeTable') && { text: 'Route table', icon: 'routeTable' },
    badges.has('securityGroup') && { text: 'Network security group', icon: 'securityGroup' },
    badges.has('natGateway') && { text: 'NAT gateway', icon: 'natGateway' },
    badges.has('applicationGateway') && { text: 'Application gateway', icon: 'applicationGateway' },
    badges.has('dnsEndpoint') && { text: 'DNS resolver endpoint', icon: 'dnsEndpoint' },
    badges.has('delegation') && { text: 'Delegated subnet', icon: 'delegation' },
    badges.has('privateEndpoint') && { text: 'Private endpoints', icon: 'privateEndpoint' },
    drawn('peering', 'vnet') !== undefined && { text: 'Peering', line: 'vnet', dots: true },
    drawn('peering', 'warn') !== undefined && { text: 'Peering not complete', line: 'warn', dash: [7, 5], dots: true },
    drawn('peering', 'err') !== undefined && { text: 'Peering with an error', line: 'err', dots: true },
    drawn('connectedGroup', 'sub') !== undefined && { text: 'Connected group', line: 'sub', dash: [2, 4], dots: true },
    drawn('siteLink', 'site') !== undefined && { text: 'Connection to a site', line: 'site', dash: [6, 4] },
    drawn('vpn', 'gw') !== undefined && { text: 'VNet-to-VNet VPN', line: 'gw', dash: [6, 4] },
    drawn('conflict', 'err') !== undefined && { text: 'Conflict of ranges', line: 'err', dash: [3, 3] },
  ];
  return entries.filter((entry) => entry !== false);
}
