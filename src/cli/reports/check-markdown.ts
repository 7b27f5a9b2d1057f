import { escapeMarkdown } from '../../core/export/markdown.ts';
import { countObjects, formatCounts, nameOf, type ObjectRef } from '../../core/plan/index.ts';
import { FACTS, type Finding, type Severity } from '../../core/rules/index.ts';
import { supplyOf, type CheckReport } from './check-report.ts';
import { formatTotals } from './totals.ts';

const TITLES: Readonly<Record<Severity, string>> = { error: 'Errors', warning: 'Warnings', info: 'For information' };

/** The report as Markdown, to be posted on a pull request: what is new first, and what is known folded away. */
export function formatCheckMarkdown(report: CheckReport): string {
  const { plan, outcome, result, findings, baseline } = report;
  const name = (ref: ObjectRef): string => escapeMarkdown(nameOf(plan, ref));
  const table = (list: readonly Finding[]): string[] => [
    '| Object | What | Rule | Ways out |',
    '| --- | --- | --- | --- |',
    ...list.map(({ target, message, rule, azureCode, fixes }) => {
      const code = azureCode === undefined ? '' : `<br>\`${azureCode}\``;
      const ways = fixes.map(({ title }) => escapeMarkdown(title)).join('<br>');
      return `| ${name(target)} | ${escapeMarkdown(message)} | \`${rule}\`${code} | ${ways} |`;
    }),
    '',
  ];
  const fresh = baseline?.fresh ?? findings;
  const sections = (['error', 'warning', 'info'] as const).flatMap((severity) => {
    const list = fresh.filter((finding) => finding.severity === severity);
    if (list.length === 0) return [];
    const title = `### ${TITLES[severity]} (${list.length})`;
    return severity === 'info' ? fold(title.slice(4), table(list)) : [title, '', ...table(list)];
  });
  const known = baseline === undefined || baseline.known.length === 0 ? [] : table(baseline.known);
  const waiting = result.notChecked.map(
    (line) => `- ${FACTS[line.fact].title}: ${line.objects.map(name).join(', ')} (\`${supplyOf(line, plan)}\`)`,
  );
  const unread = outcome.unread.map(
    ({ file, path, reason }) => `- ${escapeMarkdown(file)} \`${path}\`: ${escapeMarkdown(reason)}`,
  );
  return [
    `## Netwright: ${escapeMarkdown(plan.name)}`,
    '',
    `${formatCounts(countObjects(plan))}: ${formatTotals(report)}`,
    '',
    ...sections,
    ...fold(`Known from the baseline (${baseline?.known.length ?? 0})`, known),
    ...fold(`Not checked (${waiting.length})`, waiting),
    ...fold(`Not read (${unread.length})`, unread),
  ]
    .join('\n')
    .replace(/\n+$/, '\n');
}

function fold(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [`<details><summary>${title}</summary>`, '', ...lines, '', '</details>', ''];
}
