import { formatNumber } from '../../core/plan/index.ts';
import { describeFirst, describeOver, nameBudget, overAt, type Budget } from '../../core/capacity/index.ts';
import type { CapacityOutcome, ClusterReport } from './capacity-report.ts';

const HEAD = ['', 'now', 'maximum', 'upgrade', 'of', ''];

/** The report for people: a table for each cluster, what runs out first, and what could not be read. */
export function formatCapacityText(outcome: CapacityOutcome): string {
  const sections = [
    `Capacity as of ${outcome.asOf}`,
    ...outcome.clusters.map(formatCluster),
    outcome.others.length === 0 ? '' : ['Other subnets', formatTable(outcome.others)].join('\n'),
    outcome.unread.length === 0
      ? ''
      : ['Not read:', ...outcome.unread.map(({ file, path, reason }) => `  - ${file}: ${path}: ${reason}`)].join('\n'),
    formatSummary(outcome),
  ];
  return `${sections.filter((text) => text !== '').join('\n\n')}\n`;
}

function formatCluster({ cluster, fit, growth }: ClusterReport): string {
  const { overfull } = fit;
  const lines = [
    `${cluster.name} (${cluster.ipam})`,
    formatTable(fit.budgets),
    ...fit.facts.map(({ label, figure }) => `  ${label}: ${formatNumber(figure.value)}`),
    ...(overfull.length > 0
      ? overfull.map((budget) => `  ! ${describeOver(budget) ?? ''}`)
      : [`  ${describeFirst(fit)}`]),
    ...(fit.complete ? [] : ['  Something that takes addresses may be missing; demand is a lower bound.']),
  ];
  if (growth !== undefined) {
    const { first, months } = growth.projection;
    const last = months.at(-1)?.date ?? '';
    lines.push(
      first?.runsOut === undefined
        ? `  Growing ${growth.poolName}, nothing runs out before ${last}.`
        : `  Growing ${growth.poolName}, ${nameBudget(first.budget)} runs out first, on ${first.runsOut.date}.`,
    );
  }
  return lines.join('\n');
}

function formatTable(budgets: readonly Budget[]): string {
  const rows = [HEAD, ...budgets.map(formatRow)];
  const widths = HEAD.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const format = (row: readonly string[]): string =>
    row
      .map((cell, column) => {
        const width = widths[column] ?? 0;
        return column === 0 || column === HEAD.length - 1 ? cell.padEnd(width) : cell.padStart(width);
      })
      .join('  ')
      .trimEnd();
  return rows.map((row) => `  ${format(row)}`).join('\n');
}

function formatRow(budget: Budget): readonly string[] {
  const { spec, supply, demand } = budget;
  const isUnknown = spec.kind === 'services' && !spec.complete;
  const cells = [demand.now, demand.atMaximum, demand.withSurge].map((value) =>
    isUnknown ? 'not stated' : formatNumber(value),
  );
  const remark =
    overAt(budget) === undefined ? '' : spec.weight === 'advice' ? ', more than advised' : ', does not fit';
  const name = [...new Set([spec.name, ...spec.ranges])].join(' ');
  return [name, ...cells, formatNumber(supply), `${spec.unit}${remark}`];
}

function formatSummary({ clusters, others }: CapacityOutcome): string {
  const over =
    clusters.reduce((count, { fit }) => count + fit.overfull.length, 0) +
    others.filter((budget) => overAt(budget) !== undefined).length;
  const what = clusters.length === 1 ? '1 cluster' : `${clusters.length} clusters`;
  return over === 0
    ? `${what}: everything fits`
    : `${what}: ${over} ${over === 1 ? 'range does' : 'ranges do'} not fit`;
}
