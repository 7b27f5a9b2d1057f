import { nameOf, type ObjectRef, type Plan } from '../../core/plan/index.ts';
import { err, ok, type Result } from '../../core/result.ts';
import type { Finding } from '../../core/rules/index.ts';

/** What of a finding says that it is the same one again; objects of an import made on another day may have other ids. */
interface KnownFinding {
  readonly rule: string;
  readonly target: { readonly kind: string; readonly id: string; readonly name: string };
}
export type Baseline = readonly KnownFinding[];

/** Findings told apart by a baseline. Every finding is in one of the two lists, in its old order. */
export interface AgainstBaseline {
  readonly fresh: readonly Finding[];
  readonly known: readonly Finding[];
  /** How many of the baseline are gone. */
  readonly gone: number;
}

/** Reads what `check --format json` wrote on an earlier day. The error says where it is not that. */
export function parseBaseline(text: string): Result<Baseline, string> {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return err('$: not JSON; expected what check --format json wrote');
  }
  const findings = isRecord(json) ? json.findings : undefined;
  if (!Array.isArray(findings)) return err('$.findings: no list; expected what check --format json wrote');
  const odd = findings.findIndex((entry) => !isKnownFinding(entry));
  if (odd >= 0)
    return err(`$.findings[${odd}]: no finding with a rule and a target; expected what check --format json wrote`);
  return ok(findings.filter(isKnownFinding));
}

function isKnownFinding(value: unknown): value is KnownFinding {
  if (!isRecord(value) || typeof value.rule !== 'string' || !isRecord(value.target)) return false;
  const { kind, id, name } = value.target;
  return typeof kind === 'string' && typeof id === 'string' && typeof name === 'string';
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Tells new findings from known ones. One entry of the baseline covers one finding of its rule: that of the same object, or else of an object of the same
 * kind and name.
 */
export function compareWithBaseline(findings: readonly Finding[], baseline: Baseline, plan: Plan): AgainstBaseline {
  const left = new Map(baseline.map((entry, index) => [index, entry]));
  const known = new Set<Finding>();
  const cover = (keyOfFinding: (finding: Finding) => string, keyOfEntry: (entry: Baseline[number]) => string): void => {
    const open = new Map<string, number[]>();
    for (const [index, entry] of left) {
      const key = keyOfEntry(entry);
      open.set(key, [...(open.get(key) ?? []), index]);
    }
    for (const finding of findings) {
      const index = known.has(finding) ? undefined : open.get(keyOfFinding(finding))?.shift();
      if (index === undefined) continue;
      known.add(finding);
      left.delete(index);
    }
  };
  const key = (rule: string, { kind }: { readonly kind: string }, which: string): string =>
    [rule, kind, which].join('\n');
  cover(
    ({ rule, target }) => key(rule, target, target.id),
    ({ rule, target }) => key(rule, target, target.id),
  );
  const names = new Map<string, string>();
  const nameOnce = (ref: ObjectRef): string => {
    const name = names.get(`${ref.kind}\n${ref.id}`) ?? nameOf(plan, ref);
    names.set(`${ref.kind}\n${ref.id}`, name);
    return name;
  };
  cover(
    ({ rule, target }) => key(rule, target, nameOnce(target)),
    ({ rule, target }) => key(rule, target, target.name),
  );
  return {
    fresh: findings.filter((finding) => !known.has(finding)),
    known: findings.filter((finding) => known.has(finding)),
    gone: left.size,
  };
}
