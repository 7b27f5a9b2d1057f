import { err, ok, type Result } from '../../core/result.ts';
import { checkPlan, type Severity } from '../../core/rules/index.ts';
import { parseArguments, readDay, readWord } from '../parse-arguments.ts';
import { readEstate } from '../read-estate.ts';
import { EXIT, type ExitCode, type Terminal } from '../terminal.ts';
import { formatCheckJson } from './check-json.ts';
import { formatCheckText } from './check-text.ts';

const RANK: Readonly<Record<Severity, number>> = { error: 0, warning: 1, info: 2 };

/** `netwright check`: judges an estate. Writes nothing before everything is read. */
export async function check(words: readonly string[], terminal: Terminal): Promise<Result<ExitCode, string>> {
  const args = parseArguments(words, {
    format: { type: 'string' },
    'as-of': { type: 'string' },
    'min-severity': { type: 'string' },
  });
  if (!args.ok) return args;
  const format = readWord(args.value, 'format', ['text', 'json']);
  if (!format.ok) return format;
  const asOf = readDay(args.value, 'as-of');
  if (!asOf.ok) return asOf;
  const minimum = readWord(args.value, 'min-severity', ['info', 'warning', 'error']);
  if (!minimum.ok) return minimum;
  if (args.value.files.length === 0) return err('check needs at least one file; "-" is standard input');
  const estate = await readEstate(args.value.files, terminal);
  if (!estate.ok) return estate;

  const plan = asOf.value === undefined ? estate.value.plan : { ...estate.value.plan, asOf: asOf.value };
  const result = checkPlan(plan, { asOf: terminal.today() });
  const findings = result.findings.filter(({ severity }) => RANK[severity] <= RANK[minimum.value]);
  const report = { plan, outcome: estate.value, result, findings };
  terminal.write(format.value === 'json' ? formatCheckJson(report) : formatCheckText(report));
  return ok(result.findings.some(({ severity }) => severity === 'error') ? EXIT.errors : EXIT.ok);
}
