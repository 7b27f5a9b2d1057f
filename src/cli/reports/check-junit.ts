import { escapeXml, formatAttributes } from '../../core/export/svg/index.ts';
import { nameOf } from '../../core/plan/index.ts';
import { FACTS, RULES, type Finding } from '../../core/rules/index.ts';
import { supplyOf, type CheckReport } from './check-report.ts';

/**
 * The report as JUnit XML, for the test pages of pipelines: every finding is a test case of its rule, and every rule that found nothing is one that passed.
 * Errors fail (those the baseline knows do not), warnings and information pass with their text as output, rules that wait for a fact are skipped.
 */
export function formatCheckJUnit({ plan, result, findings, baseline }: CheckReport): string {
  const byRule = new Map<string, Finding[]>();
  for (const finding of findings) byRule.set(finding.rule, [...(byRule.get(finding.rule) ?? []), finding]);
  const known = new Set(baseline?.known);
  const waiting = new Map(
    result.notChecked.flatMap((line) =>
      line.rules.map((rule) => [rule, `${FACTS[line.fact].title} not known; supply: ${supplyOf(line, plan)}`] as const),
    ),
  );
  const totals = { tests: 0, failures: 0, skipped: 0 };
  const caseOf = (className: string, name: string, body: string): string => {
    totals.tests += 1;
    if (body.startsWith('<failure')) totals.failures += 1;
    if (body.startsWith('<skipped')) totals.skipped += 1;
    const start = `    <testcase${formatAttributes({ classname: className, name })}`;
    return body === '' ? `${start}/>` : `${start}>${body}</testcase>`;
  };
  const bodyOf = (finding: Finding): string => {
    const { severity, message, azureCode, fixes } = finding;
    const text = escapeXml([message, ...fixes.map(({ title }) => `Fix: ${title}`)].join('\n'));
    if (severity !== 'error' || known.has(finding)) return `<system-out>${severity}: ${text}</system-out>`;
    return `<failure${formatAttributes({ type: azureCode ?? 'error', message })}>${text}</failure>`;
  };
  const cases = RULES.flatMap(({ id, title }) => {
    const found = byRule.get(id) ?? [];
    if (found.length > 0) return found.map((one) => caseOf(id, nameOf(plan, one.target), bodyOf(one)));
    const missing = waiting.get(id);
    return caseOf(id, title, missing === undefined ? '' : `<skipped${formatAttributes({ message: missing })}/>`);
  });
  const counts = formatAttributes({ ...totals, errors: 0 });
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="netwright"${counts}>`,
    `  <testsuite${formatAttributes({ name: plan.name })}${counts}>`,
    ...cases,
    '  </testsuite>',
    '</testsuites>',
    '',
  ].join('\n');
}
