import { SOURCES } from '../azure/index.ts';
import type { RuleSeverity, RuleSource, Severity } from './types.ts';

const SEVERITY: Readonly<Record<RuleSeverity, Severity>> = { E1: 'error', E2: 'error', W: 'warning', I: 'info' };

/** The catalogue's severity as a finding carries it. */
export function severityOf(severity: RuleSeverity): Severity {
  return SEVERITY[severity];
}

/**
 * A rule's source in words: document, section, date of the text that was read, and the catalogue's key.
 * @example formatSource({ key: 'LIM' }) // 'Azure networking limits, 2022-12-05 (LIM)'
 */
export function formatSource({ key, section }: RuleSource): string {
  const source = SOURCES.get(key);
  const words = [
    source?.title ?? key,
    ...(section === undefined ? [] : [`"${section}"`]),
    ...(source === undefined ? [] : [source.date ?? 'undated']),
  ];
  return `${words.join(', ')} (${key})`;
}
