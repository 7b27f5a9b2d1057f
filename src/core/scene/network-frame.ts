import type { Firewall, Gateway } from '../plan/index.ts';
import type { NetworkView, SubnetView } from '../topology/types.ts';
import { compareBlocks, equalsBlock, type Block } from '../address/index.ts';
import { breakTags, clustersIn, heightOfCluster, type ClusterFrame } from './cluster-frame.ts';
import { tagsOf } from './cluster-words.ts';
import { METRICS } from './metrics.ts';
import type { Box } from './types.ts';

const DEFAULT_CARD_WIDTH = 302;
const DEFAULT_COLUMN_WIDTH = 232;
const MIN_CARD_WIDTH = 210;
const MIN_NETWORK_WIDTH = 220;
/** A network starts another column when its cards would be higher than this. */
const COLUMN_HEIGHT = 460;
const MAX_COLUMNS = 8;
/** Strips beyond these are only counted. */
export const MAX_STRIPS = 3;

export interface SubnetFrame extends Box {
  readonly view: SubnetView;
  /** Position of the column, 0 first. */
  readonly column: number;
  readonly clusters: readonly ClusterFrame[];
  /** Baselines of the line below the name, one for each gateway or firewall, at least one. */
  readonly rows: readonly number[];
}

export type Guest = { readonly gateway: Gateway } | { readonly firewall: Firewall };

/** What has its home in a subnet. A firewall is shown in AzureFirewallSubnet, not once more in its management subnet. */
export function listGuests({ gateways, firewalls, subnet }: SubnetView): readonly Guest[] {
  const shown = subnet.name === 'AzureFirewallManagementSubnet' ? [] : firewalls;
  return [...gateways.map((gateway) => ({ gateway })), ...shown.map((firewall) => ({ firewall }))];
}

/** A gateway or firewall whose own subnet is missing. */
export interface OrphanFrame extends Box {
  readonly guest: Guest;
}

/** Where everything inside a network stands. */
export interface NetworkFrame {
  readonly width: number;
  readonly height: number;
  readonly strips: readonly Box[];
  readonly cardsTop: number;
  readonly subnets: readonly SubnetFrame[];
  readonly orphans: readonly OrphanFrame[];
  /** The dashed hint of a network without subnets. */
  readonly hint: Box | undefined;
}

/**
 * Size a network is drawn with, in px: for automatic layout. Depends only on the network and what is in it, never on findings or figures,
 * so a network does not jump while people edit.
 * @param width as in the layout; missing = as wide as its columns need
 */
export function sizeOfNetwork(
  view: NetworkView,
  width?: number,
  collapsed = false,
): { readonly width: number; readonly height: number } {
  const frame = arrangeNetwork(view, width, collapsed);
  return { width: frame.width, height: frame.height };
}

/** Arranges subnets in address order, in as many columns as the width allows (or as keep a network of many subnets in shape). */
export function arrangeNetwork(view: NetworkView, givenWidth: number | undefined, collapsed: boolean): NetworkFrame {
  const orphans = findOrphans(view);
  const subnets = sortSubnets(view.subnets);
  const count = subnets.length + orphans.length;
  const columns = collapsed ? 1 : chooseColumns(subnets, count, givenWidth);
  const width = Math.max(MIN_NETWORK_WIDTH, givenWidth ?? widthOfColumns(columns));
  const inner = width - 2 * METRICS.networkPadding;
  const shown = collapsed ? 1 : Math.min(MAX_STRIPS, Math.max(1, listStripBlocks(view).length));
  const strips = Array.from({ length: shown }, (_, index) => ({
    x: METRICS.networkPadding,
    y: METRICS.stripTop + index * METRICS.stripPitch,
    width: inner,
    height: METRICS.stripHeight,
  }));
  const stripsEnd = METRICS.stripTop + (shown - 1) * METRICS.stripPitch + METRICS.stripHeight + METRICS.tickBaseline;
  if (collapsed)
    return { width, height: stripsEnd + 9, strips, cardsTop: stripsEnd + 9, subnets: [], orphans: [], hint: undefined };
  const cardsTop = stripsEnd + METRICS.cardsTop - 2;
  if (count === 0) {
    const hint = { x: METRICS.networkPadding, y: cardsTop, width: inner, height: METRICS.emptyHeight };
    return {
      width,
      height: cardsTop + METRICS.emptyHeight + METRICS.networkPadding,
      strips,
      cardsTop,
      subnets: [],
      orphans: [],
      hint,
    };
  }
  return { width, strips, cardsTop, hint: undefined, ...placeCards(subnets, orphans, { columns, inner, cardsTop }) };
}

interface Grid {
  readonly columns: number;
  readonly inner: number;
  readonly cardsTop: number;
}

function placeCards(
  subnets: readonly SubnetView[],
  orphans: readonly Guest[],
  grid: Grid,
): Pick<NetworkFrame, 'subnets' | 'orphans' | 'height'> {
  const { columns, inner, cardsTop } = grid;
  const cardWidth = (inner - (columns - 1) * METRICS.columnGap) / columns;
  const heights = [
    ...subnets.map((subnet) => heightOfCard(subnet, cardWidth)),
    ...orphans.map(() => METRICS.cardHeight),
  ];
  const columnOf = divideIntoColumns(heights, columns);
  const bottoms = Array.from({ length: columns }, () => cardsTop);
  const boxes = heights.map((height, index) => {
    const column = columnOf[index] ?? 0;
    const y = bottoms[column] ?? cardsTop;
    bottoms[column] = y + height + METRICS.cardGap;
    return { x: METRICS.networkPadding + column * (cardWidth + METRICS.columnGap), y, width: cardWidth, height };
  });
  const boxAt = (index: number): Box => boxes[index] ?? { x: 0, y: 0, width: 0, height: 0 };
  return {
    subnets: subnets.map((subnet, index) => frameSubnet(subnet, boxAt(index), columnOf[index] ?? 0)),
    orphans: orphans.map((orphan, index) => ({ guest: orphan, ...boxAt(subnets.length + index) })),
    height: Math.max(...bottoms) - METRICS.cardGap + METRICS.networkPadding,
  };
}

function widthOfColumns(columns: number): number {
  const cards = columns === 1 ? DEFAULT_CARD_WIDTH : columns * DEFAULT_COLUMN_WIDTH + (columns - 1) * METRICS.columnGap;
  return cards + 2 * METRICS.networkPadding;
}

function chooseColumns(subnets: readonly SubnetView[], count: number, givenWidth: number | undefined): number {
  const most = Math.min(MAX_COLUMNS, Math.max(1, count));
  if (givenWidth !== undefined) {
    const inner = givenWidth - 2 * METRICS.networkPadding;
    return Math.min(most, Math.max(1, Math.floor((inner + METRICS.columnGap) / (MIN_CARD_WIDTH + METRICS.columnGap))));
  }
  const stack = subnets.reduce((sum, subnet) => sum + heightOfCard(subnet, DEFAULT_COLUMN_WIDTH) + METRICS.cardGap, 0);
  return Math.min(most, Math.max(1, Math.ceil(stack / COLUMN_HEIGHT)));
}

/** Fills columns from the top, in order, so that the highest is as low as can be. Returns the column of each card. */
function divideIntoColumns(heights: readonly number[], columns: number): readonly number[] {
  const divide = (limit: number): readonly number[] => {
    let column = 0;
    let filled = 0;
    return heights.map((height) => {
      if (filled > 0 && filled + height > limit) {
        column++;
        filled = 0;
      }
      filled += height + METRICS.cardGap;
      return column;
    });
  };
  let low = Math.max(...heights);
  let high = heights.reduce((sum, height) => sum + height + METRICS.cardGap, 0);
  while (high - low > 1) {
    const middle = (low + high) / 2;
    if ((divide(middle).at(-1) ?? 0) < columns) high = middle;
    else low = middle;
  }
  return divide(high);
}

/** Subnets by address: IPv4 first, those without a readable range last; equal ones in plan order. */
function sortSubnets(subnets: readonly SubnetView[]): readonly SubnetView[] {
  const keyed = subnets.map((view, index) => ({ view, index, block: view.space.blocks4[0] ?? view.space.blocks6[0] }));
  return keyed
    .sort((a, b) => {
      if (a.block === undefined || b.block === undefined)
        return Number(a.block === undefined) - Number(b.block === undefined) || a.index - b.index;
      return compareBlocks(a.block, b.block) || a.index - b.index;
    })
    .map(({ view }) => view);
}

/** The readable prefixes of a network, in block order, each once even where it is listed twice. */
export function listStripBlocks(view: NetworkView): readonly Block[] {
  const { blocks } = view.space;
  return blocks.filter((block, index) => {
    const before = blocks[index - 1];
    return before === undefined || !equalsBlock(before, block);
  });
}

function findOrphans(view: NetworkView): readonly Guest[] {
  const atHome = new Set<Gateway | Firewall>(
    view.subnets.flatMap(listGuests).map((guest) => ('gateway' in guest ? guest.gateway : guest.firewall)),
  );
  return [
    ...view.gateways.filter((gateway) => !atHome.has(gateway)).map((gateway) => ({ gateway })),
    ...view.firewalls.filter((firewall) => !atHome.has(firewall)).map((firewall) => ({ firewall })),
  ];
}

function heightOfCard(subnet: SubnetView, width: number): number {
  return frameSubnet(subnet, { x: 0, y: 0, width, height: 0 }, 0).height;
}

function frameSubnet(subnet: SubnetView, box: Box, column: number): SubnetFrame {
  const rowCount = Math.max(1, listGuests(subnet).length);
  const rows = Array.from(
    { length: rowCount },
    (_, index) => box.y + METRICS.cardMetaBaseline + index * METRICS.cardRow,
  );
  let y = box.y + METRICS.cardHeight + (rowCount - 1) * METRICS.cardRow;
  const clusters = clustersIn(subnet).map(({ cluster, as }) => {
    const width = box.width - 2 * METRICS.cardPadding;
    const tagLines = as === 'card' ? breakTags(tagsOf(cluster), width - 2 * METRICS.clusterPadding) : [];
    const height = as === 'card' ? heightOfCluster(tagLines.length) : METRICS.chipHeight;
    const frame: ClusterFrame = { cluster, as, tagLines, x: box.x + METRICS.cardPadding, y, width, height };
    y += height + METRICS.clusterGap;
    return frame;
  });
  return {
    view: subnet,
    column,
    clusters,
    rows,
    x: box.x,
    y: box.y,
    width: box.width,
    height: y + (clusters.length > 0 ? 2 : 0) - box.y,
  };
}
