import { formatCount } from '../../core/plan/index.ts';
import type { Severity } from '../../core/rules/index.ts';
import type { CheckReport } from './check-report.ts';

/** The figures of a report in one line: "1 error, 2 warnings, 0 for information; 3 not shown". */
export function formatTotals({ result, findings, baseline }: CheckReport): string {
  const counted = baseline?.fresh ?? result.findings;
  const count = (severity: Severity): number => counted.filter((finding) => finding.severity === severity).length;
  const found = [
    formatCount(count('error'), 'error'),
    formatCount(count('warning'), 'warning'),
    `${count('info')} for information`,
  ].join(', ');
  const hidden = result.findings.length - findings.length;
  const extra = [
    ...(baseline === undefined
      ? []
      : [`${baseline.known.length} known from the baseline, ${baseline.gone} of the baseline gone`]),
    ...(hidden === 0 ? [] : [`${hidden} not shown`]),
    ...(result.suppressed.length === 0 ? [] : [`${result.suppressed.length} set aside by the plan`]),
  ];
  return [baseline === undefined ? found : `new: ${found}`, ...extra].join('; ');
}
