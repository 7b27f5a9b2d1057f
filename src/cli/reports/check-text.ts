import { countObjects, formatCounts, nameOf, type ObjectRef, type Plan } from '../../core/plan/index.ts';
import { FACTS, type Finding } from '../../core/rules/index.ts';
import { supplyOf, type CheckReport } from './check-report.ts';
import { formatTotals } from './totals.ts';

/** Objects named in a line before it is cut. */
const MAX_NAMES = 5;

/** The report for people: findings first, then what could not be judged, what could not be read, and one line that counts. */
export function formatCheckText(report: CheckReport): string {
  const { plan, outcome, result, findings, baseline } = report;
  const sections = [
    (baseline?.fresh ?? findings).map((finding) => formatFinding(finding, plan)).join('\n\n'),
    section(
      'Not checked, because a fact is missing:',
      result.notChecked.map((waiting) => {
        const title = `${FACTS[waiting.fact].title}: ${names(waiting.objects, plan)}`;
        return `${title}\n      rules: ${waiting.rules.join(', ')}\n      supply: ${supplyOf(waiting, plan)}`;
      }),
    ),
    section(
      'Not read:',
      outcome.unread.map(({ file, path, reason }) => `${file}: ${path}: ${reason}`),
    ),
    section('Notes:', outcome.notes),
    formatSummary(report),
  ];
  return `${sections.filter((text) => text !== '').join('\n\n')}\n`;
}

function formatFinding({ rule, severity, azureCode, target, message, fixes }: Finding, plan: Plan): string {
  const code = azureCode === undefined ? '' : ` (${azureCode})`;
  const lines = [`${severity} ${rule}${code}: ${nameOf(plan, target)}`, `    ${message}`];
  return [...lines, ...fixes.map(({ title }) => `    fix: ${title}`)].join('\n');
}

function section(title: string, lines: readonly string[]): string {
  return lines.length === 0 ? '' : [title, ...lines.map((line) => `  - ${line}`)].join('\n');
}

function names(refs: readonly ObjectRef[], plan: Plan): string {
  const shown = refs
    .slice(0, MAX_NAMES)
    .map((ref) => nameOf(plan, ref))
    .join(', ');
  return refs.length > MAX_NAMES ? `${shown} and ${refs.length - MAX_NAMES} more` : shown;
}

function formatSummary(report: CheckReport): string {
  return `${formatCounts(countObjects(report.plan))}: ${formatTotals(report)}`;
}
