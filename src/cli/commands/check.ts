import { alignPlan } from '../../core/plan/index.ts';
import { err, ok, type Result } from '../../core/result.ts';
import { checkPlan, type Finding, type Severity } from '../../core/rules/index.ts';
import { parseArguments, readDay, readWord } from '../parse-arguments.ts';
import { readEstate, readText } from '../read-estate.ts';
import { compareWithBaseline, parseBaseline, type Baseline } from '../reports/baseline.ts';
import { formatCheckJson } from '../reports/check-json.ts';
import { formatCheckJUnit } from '../reports/check-junit.ts';
import { formatCheckMarkdown } from '../reports/check-markdown.ts';
import type { CheckReport } from '../reports/check-report.ts';
import { formatCheckSarif } from '../reports/check-sarif.ts';
import { formatCheckText } from '../reports/check-text.ts';
import { EXIT, type ExitCode, type Terminal } from '../terminal.ts';

const FORMATS: Readonly<Record<Format, (report: CheckReport) => string>> = {
  text: formatCheckText,
  json: formatCheckJson,
  sarif: formatCheckSarif,
  junit: formatCheckJUnit,
  markdown: formatCheckMarkdown,
};
type Format = 'text' | 'json' | 'sarif' | 'junit' | 'markdown';

const RANK: Readonly<Record<Severity, number>> = { error: 0, warning: 1, info: 2 };

/** `netwright check`: judges an estate. Writes nothing before everything is read. */
export async function check(words: readonly string[], terminal: Terminal): Promise<Result<ExitCode, string>> {
  const args = parseArguments(words, {
    format: { type: 'string' },
    'as-of': { type: 'string' },
    'min-severity': { type: 'string' },
    baseline: { type: 'string' },
    before: { type: 'string' },
  });
  if (!args.ok) return args;
  const format = readWord(args.value, 'format', ['text', 'json', 'sarif', 'junit', 'markdown']);
  if (!format.ok) return format;
  const asOf = readDay(args.value, 'as-of');
  if (!asOf.ok) return asOf;
  const minimum = readWord(args.value, 'min-severity', ['info', 'warning', 'error']);
  if (!minimum.ok) return minimum;
  if (args.value.files.length === 0) return err('check needs at least one file; "-" is standard input');
  const estate = await readEstate(args.value.files, terminal);
  if (!estate.ok) return estate;

  const baseline = await readBaseline(args.value.option('baseline'), terminal);
  if (!baseline.ok) return baseline;
  const deployed = args.value.option('before');
  const before = deployed === undefined ? undefined : await readEstate([deployed], terminal);
  if (before?.ok === false) return before;

  const plan = asOf.value === undefined ? estate.value.plan : { ...estate.value.plan, asOf: asOf.value };
  const result = checkPlan(plan, {
    asOf: terminal.today(),
    ...(before === undefined ? {} : { before: alignPlan(before.value.plan, plan) }),
  });
  const isShown = ({ severity }: Finding): boolean => RANK[severity] <= RANK[minimum.value];
  const against = baseline.value && compareWithBaseline(result.findings, baseline.value, plan);
  terminal.write(
    FORMATS[format.value]({
      plan,
      files: estate.value.files,
      outcome: estate.value,
      result,
      findings: result.findings.filter(isShown),
      baseline: against && { ...against, fresh: against.fresh.filter(isShown), known: against.known.filter(isShown) },
      version: terminal.version(),
    }),
  );
  return ok((against?.fresh ?? result.findings).some(({ severity }) => severity === 'error') ? EXIT.errors : EXIT.ok);
}

async function readBaseline(
  path: string | undefined,
  terminal: Terminal,
): Promise<Result<Baseline | undefined, string>> {
  if (path === undefined) return ok(undefined);
  const file = await readText(path, terminal);
  if (!file.ok) return file;
  const baseline = parseBaseline(file.value.text);
  return baseline.ok ? baseline : err(`${file.value.name}: ${baseline.error}`);
}
