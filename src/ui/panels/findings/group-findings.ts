import type { Finding, Severity } from '../../../core/rules/types.ts';
import { keyOf } from '../../state/refs.ts';

export interface FindingGroup {
  readonly key: string;
  readonly findings: readonly Finding[];
}

/** Findings of a severity (undefined: all) that hold every word of a text in their sentence, rule, Azure code or the names given for them. */
export function filterFindings(
  findings: readonly Finding[],
  { severity, text }: { readonly severity: Severity | undefined; readonly text: string },
  namesOf: (finding: Finding) => string,
): readonly Finding[] {
  const words = text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  return findings.filter((finding) => {
    if (severity !== undefined && finding.severity !== severity) return false;
    if (words.length === 0) return true;
    const haystack = [finding.message, finding.rule, finding.azureCode ?? '', namesOf(finding)].join(' ').toLowerCase();
    return words.every((word) => haystack.includes(word));
  });
}

/** Findings by what they are about or by rule, in the order of their first; `none` gives one group. */
export function groupFindings(findings: readonly Finding[], by: 'none' | 'object' | 'rule'): readonly FindingGroup[] {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    const key = by === 'none' ? '' : by === 'rule' ? finding.rule : keyOf(finding.target);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [finding]);
    else group.push(finding);
  }
  return [...groups].map(([key, members]) => ({ key, findings: members }));
}
