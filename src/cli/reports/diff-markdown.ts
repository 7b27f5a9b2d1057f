import { escapeMarkdown } from '../../core/export/markdown.ts';
import type { ReviewLine, ReviewReport } from '../../core/review/index.ts';
import type { Finding } from '../../core/rules/index.ts';

/** A review as a comment on a pull request: a heading a kind, a list item a difference, findings below; positions folded. */
export function formatDiffMarkdown({ sections, layout, elsewhere, summary }: ReviewReport): string {
  const found = [...elsewhere.adds.map(formatAdded), ...elsewhere.clears.map(formatCleared)];
  const blocks = [
    `**${escapeMarkdown(summary)}**`,
    ...sections.map(({ title, lines }) => [`### ${title}`, '', ...lines.flatMap(formatLine)].join('\n')),
    ...(found.length === 0 ? [] : [['### Findings elsewhere', '', ...found.map((text) => `- ${text}`)].join('\n')]),
    ...(layout.length === 0
      ? []
      : [
          `<details><summary>Only moved in the drawing (${layout.length})</summary>\n\n${layout.map(escapeMarkdown).join(', ')}\n\n</details>`,
        ]),
  ];
  return `${blocks.join('\n\n')}\n`;
}

function formatLine({ kind, name, ranges, inside, fields, reviewed }: ReviewLine): string[] {
  const details = [ranges === '' ? '' : code(ranges), inside === '' ? '' : `with ${inside}`].filter(
    (text) => text !== '',
  );
  return [
    `- ${kind} **${escapeMarkdown(name)}**${details.length === 0 ? '' : `: ${details.join(', ')}`}`,
    ...fields.map(({ field, before, after }) => `  - ${escapeMarkdown(field)}: ${code(before)} → ${code(after)}`),
    ...reviewed.adds.map((finding) => `  - ${formatAdded(finding)}`),
    ...reviewed.clears.map((finding) => `  - ${formatCleared(finding)}`),
  ];
}

const MARK: Readonly<Record<Finding['severity'], string>> = { error: '❌', warning: '⚠️', info: 'ℹ️' };

function formatAdded({ severity, rule, message }: Finding): string {
  return `${MARK[severity]} adds ${severity} ${code(rule)}: ${escapeMarkdown(message)}`;
}

function formatCleared({ severity, rule, message }: Finding): string {
  return `✅ clears ${severity} ${code(rule)}: ${escapeMarkdown(message)}`;
}

/** A code span that holds any text, backticks too; one line. */
function code(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ');
  const longest = Math.max(0, ...[...line.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return longest === 0 ? `${fence}${line}${fence}` : `${fence} ${line} ${fence}`;
}
