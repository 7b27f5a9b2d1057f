import { findObject, nameOf, parentOf, type ObjectRef, type Plan } from '../../core/plan/index.ts';
import {
  findRule,
  formatSource,
  severityOf,
  type Finding,
  type Rule,
  type Severity,
  type SuppressedFinding,
} from '../../core/rules/index.ts';
import type { EstateFile } from '../read-estate.ts';
import type { CheckReport } from './check-report.ts';

const LEVEL: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'note' };
const SCHEMA = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';

/**
 * The report as SARIF 2.1.0, for code scanning. Each finding points at the line of its object in the files that were read.
 * @source OASIS, Static Analysis Results Interchange Format 2.1.0 (errata 01, 2023-08-28)
 */
export function formatCheckSarif(report: CheckReport): string {
  const { plan, files, result, findings, baseline, outcome, version } = report;
  const locate = createLocator(plan, files);
  const all = [...findings, ...result.suppressed.map(({ finding }) => finding)];
  const rules = [...new Set(all.map(({ rule }) => rule))].sort().flatMap((id) => findRule(id) ?? []);
  const indexOf = new Map(rules.map(({ id }, index) => [id, index]));
  const known = new Set(baseline?.known);
  const resultOf = (finding: Finding): object => ({
    ruleId: finding.rule,
    ruleIndex: indexOf.get(finding.rule),
    level: LEVEL[finding.severity],
    message: { text: finding.message },
    locations: [locate(finding.target)],
    relatedLocations: finding.related.map((ref, id) => ({ id, ...locate(ref) })),
    partialFingerprints: {
      'netwrightFinding/v1': [finding.rule, finding.target.kind, nameOf(plan, finding.target)].join('/'),
    },
    ...(baseline === undefined ? {} : { baselineState: known.has(finding) ? 'unchanged' : 'new' }),
    properties: {
      ...(finding.azureCode === undefined ? {} : { azureCode: finding.azureCode }),
      fixes: finding.fixes.map(({ title }) => title),
    },
  });
  const suppressedResult = ({ finding, suppression }: SuppressedFinding): object => ({
    ...resultOf(finding),
    suppressions: [{ kind: 'external', status: 'accepted', justification: suppression.reason }],
  });
  const run = {
    tool: { driver: { name: 'Netwright', semanticVersion: version, rules: rules.map(describeRule) } },
    // paths of a command line, given as they were typed
    artifacts: files.map(({ name }) => ({ location: { uri: uriOf(name) } })),
    invocations: [
      {
        executionSuccessful: true,
        toolExecutionNotifications: outcome.unread.map(({ file, path, reason }) => ({
          level: 'warning',
          message: { text: `Not read: ${path}: ${reason}` },
          locations: [{ physicalLocation: { artifactLocation: { uri: uriOf(file) } } }],
        })),
      },
    ],
    columnKind: 'utf16CodeUnits',
    results: [...findings.map(resultOf), ...result.suppressed.map(suppressedResult)],
  };
  return `${JSON.stringify({ $schema: SCHEMA, version: '2.1.0', runs: [run] }, null, 2)}\n`;
}

function describeRule(rule: Rule): object {
  return {
    id: rule.id,
    shortDescription: { text: rule.title },
    fullDescription: { text: rule.why },
    help: { text: `${rule.why}\n\nSources: ${rule.sources.map(formatSource).join('; ')}.` },
    defaultConfiguration: { level: LEVEL[severityOf(rule.severity)] },
  };
}

/** Finds the line an object's id stands on: its id in a plan file, its Azure resource id in what the command line printed; else that of what it lives in. */
function createLocator(plan: Plan, files: readonly EstateFile[]): (ref: ObjectRef) => object {
  const places = new Map<string, { readonly file: string; readonly line: number }>();
  for (const { name, text } of files) {
    let line = 1;
    let read = 0;
    for (const match of text.matchAll(/"id"\s*:\s*"([^"]+)"/gi)) {
      for (; read < match.index; read++) if (text[read] === '\n') line++;
      const key = (match[1] ?? '').toLowerCase();
      if (!places.has(key)) places.set(key, { file: name, line });
    }
  }
  const find = (ref: ObjectRef): { readonly file: string; readonly line: number } => {
    const object = findObject(plan, ref);
    const resourceId = object !== undefined && 'resourceId' in object ? object.resourceId?.toLowerCase() : undefined;
    const place = (resourceId === undefined ? undefined : places.get(resourceId)) ?? places.get(ref.id.toLowerCase());
    if (place !== undefined) return place;
    const parent = parentOf(plan, ref);
    return parent === undefined ? { file: files[0]?.name ?? '', line: 1 } : find(parent);
  };
  return (ref) => {
    const { file, line } = find(ref);
    return {
      physicalLocation: { artifactLocation: { uri: uriOf(file) }, region: { startLine: line } },
      logicalLocations: [{ name: nameOf(plan, ref), kind: ref.kind, fullyQualifiedName: ref.id }],
    };
  };
}

/** A path as a relative or absolute URI reference. */
function uriOf(path: string): string {
  const slashes = path.replaceAll('\\', '/');
  const encoded = slashes.split('/').map(encodeURIComponent).join('/');
  return /^[A-Za-z]:\//.test(slashes)
    ? `file:///${slashes.slice(0, 2)}${encoded.slice(encoded.indexOf('/'))}`
    : encoded;
}
