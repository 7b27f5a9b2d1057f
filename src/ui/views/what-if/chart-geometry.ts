import type { Outlook } from '../../../core/capacity/index.ts';

/** More lines than can be told apart. */
const MAX_LINES = 5;
const TONES = ['aks', 'vnet', 'gw', 'site', 'ink3'] as const;
/** Above this share of a supply a line leaves the chart. */
const MAX_SHARE = 1.5;
const LABEL_HEIGHT = 15;

export interface ChartSize {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

export interface ChartLine {
  readonly outlook: Outlook;
  readonly tone: (typeof TONES)[number];
  /** Share of the supply taken while upgrading, by month. */
  readonly shares: readonly number[];
  readonly path: string;
  readonly labelY: number;
  /** Where it passes 100 %, if it does. */
  readonly crossing: { readonly x: number; readonly y: number } | undefined;
}

export interface Chart {
  readonly lines: readonly ChartLine[];
  readonly ticks: readonly { readonly share: number; readonly y: number }[];
  readonly months: readonly { readonly month: number; readonly x: number }[];
  readonly xOf: (month: number) => number;
  readonly yOf: (share: number) => number;
}

/** The supplies most taken at the end, the one that runs out first always among them. Without known demand there is nothing to draw. */
export function pickOutlooks(outlooks: readonly Outlook[], first: Outlook | undefined): readonly Outlook[] {
  const known = outlooks.filter(({ budget }) => budget.spec.kind !== 'services' || budget.spec.complete);
  const ranked = known.toSorted((a, b) => lastShare(b) - lastShare(a)).slice(0, MAX_LINES);
  return first === undefined || ranked.includes(first) ? ranked : [first, ...ranked.slice(0, MAX_LINES - 1)];
}

function lastShare({ demands, budget }: Outlook): number {
  return shareOf(demands.at(-1)?.withSurge ?? 0, budget.supply);
}

function shareOf(demand: number, supply: number): number {
  return demand === 0 ? 0 : demand / Math.max(supply, 1);
}

/** Places lines, labels and axes, in px. */
export function layOutChart(outlooks: readonly Outlook[], size: ChartSize): Chart {
  const months = Math.max(1, (outlooks[0]?.demands.length ?? 2) - 1);
  const shares = outlooks.map(({ demands, budget }) =>
    demands.map(({ withSurge }) => shareOf(withSurge, budget.supply)),
  );
  const top = Math.min(MAX_SHARE, Math.max(1.1, ...shares.flat()));
  const plotWidth = size.width - size.left - size.right;
  const plotHeight = size.height - size.top - size.bottom;
  const xOf = (month: number): number => size.left + (month / months) * plotWidth;
  const yOf = (share: number): number => size.top + (1 - Math.min(share, top) / top) * plotHeight;
  const labels = spread(
    shares.map((own) => yOf(own.at(-1) ?? 0)),
    size.height - size.bottom,
  );
  const lines = outlooks.map((outlook, index): ChartLine => {
    const own = shares[index] ?? [];
    const month = outlook.runsOut?.month;
    return {
      outlook,
      tone: TONES[index] ?? 'ink3',
      shares: own,
      path: own.map((share, at) => `${at === 0 ? 'M' : 'L'}${xOf(at).toFixed(1)} ${yOf(share).toFixed(1)}`).join(''),
      labelY: labels[index] ?? size.top,
      crossing: month === undefined ? undefined : { x: xOf(month), y: yOf(own[month] ?? 1) },
    };
  });
  const step = months <= 12 ? 3 : months <= 36 ? 6 : 12;
  return {
    lines,
    ticks: [0, 0.5, 1].map((share) => ({ share, y: yOf(share) })),
    months: Array.from({ length: Math.floor(months / step) + 1 }, (_, index) => ({
      month: index * step,
      x: xOf(index * step),
    })),
    xOf,
    yOf,
  };
}

/** Heights as given, moved apart so that no two labels overlap, none of them below `lowest`. */
export function spread(heights: readonly number[], lowest: number): readonly number[] {
  const order = heights.map((y, index) => ({ y, index })).toSorted((a, b) => b.y - a.y);
  const placed: number[] = [...heights];
  let limit = lowest;
  for (const { y, index } of order) {
    const at = Math.min(y, limit);
    placed[index] = at;
    limit = at - LABEL_HEIGHT;
  }
  return placed;
}
