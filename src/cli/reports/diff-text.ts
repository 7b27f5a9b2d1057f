import type { ReviewLine, ReviewReport } from '../../core/review/index.ts';
import type { Finding } from '../../core/rules/index.ts';

/** A review for a terminal: kind by kind, each difference with before and after and its findings; the last line counts. */
export function formatDiffText({ sections, layout, elsewhere, summary }: ReviewReport): string {
  const blocks = [
    ...sections.map(({ title, lines }) => [`${title}:`, ...lines.flatMap(formatLine)].join('\n')),
    ...(elsewhere.adds.length + elsewhere.clears.length === 0
      ? []
      : [['Findings elsewhere:', ...formatFindings(elsewhere.adds, elsewhere.clears, '  ')].join('\n')]),
    ...(layout.length === 0 ? [] : [`Only moved in the drawing:\n  ${layout.join(', ')}`]),
    summary,
  ];
  return `${blocks.join('\n\n')}\n`;
}

function formatLine({ kind, name, ranges, inside, fields, reviewed }: ReviewLine): string[] {
  const details = [ranges, inside === '' ? '' : `with ${inside}`].filter((text) => text !== '').join(', ');
  return [
    `  ${kind} ${name}${details === '' ? '' : `: ${details}`}`,
    ...fields.map(({ field, before, after }) => `      ${field}: ${before} -> ${after}`),
    ...formatFindings(reviewed.adds, reviewed.clears, '      '),
  ];
}

function formatFindings(adds: readonly Finding[], clears: readonly Finding[], indent: string): string[] {
  return [
    ...adds.map(({ severity, rule, message }) => `${indent}adds ${severity} ${rule}: ${message}`),
    ...clears.map(({ severity, rule, message }) => `${indent}clears ${severity} ${rule}: ${message}`),
  ];
}
