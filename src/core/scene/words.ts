import { formatNumber } from '../plan/index.ts';
import type { Severity } from '../rules/types.ts';
import type { SceneBadge } from './types.ts';

/**
 * A count with its noun.
 * @example countOf(2, 'pool') // '2 pools'
 */
export function countOf(count: number, noun: string, plural = `${noun}s`): string {
  return `${formatNumber(count)} ${count === 1 ? noun : plural}`;
}

const SEVERITY_NOUNS: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'hint' };

/** Parts of a spoken name, joined by commas; empty and missing parts are left out. */
export function joinSpoken(...parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined && part !== '').join(', ');
}

/** How a badge is spoken: "2 findings, the worst an error"; undefined without one. */
export function speakBadge(badge: SceneBadge | undefined): string | undefined {
  if (badge === undefined) return undefined;
  const noun = SEVERITY_NOUNS[badge.severity];
  return badge.count === 1
    ? `1 ${noun}`
    : `${badge.count} findings, the worst ${noun === 'warning' || noun === 'hint' ? 'a' : 'an'} ${noun}`;
}
