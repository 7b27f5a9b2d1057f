import { ok, type Result } from '../../core/result.ts';
import { RULES, type RuleSeverity, type Severity } from '../../core/rules/index.ts';
import { parseArguments, readWord } from '../parse-arguments.ts';
import { EXIT, type ExitCode, type Terminal } from '../terminal.ts';

const SEVERITY: Readonly<Record<RuleSeverity, Severity>> = { E1: 'error', E2: 'error', W: 'warning', I: 'info' };

/** `netwright rules`: every rule with its id, severity, title and source. */
export function rules(words: readonly string[], terminal: Terminal): Result<ExitCode, string> {
  const args = parseArguments(words, { format: { type: 'string' } });
  if (!args.ok) return args;
  const format = readWord(args.value, 'format', ['text', 'json']);
  if (!format.ok) return format;
  const rows = RULES.map(({ id, severity, title, sources }) => ({
    id,
    severity: SEVERITY[severity],
    title,
    source: sources.map(({ key, section }) => (section === undefined ? key : `${key}, ${section}`)).join('; '),
  }));
  if (format.value === 'json') {
    terminal.write(`${JSON.stringify(rows, null, 2)}\n`);
    return ok(EXIT.ok);
  }
  const width = Math.max(...rows.map(({ id }) => id.length));
  for (const { id, severity, title, source } of rows) {
    terminal.write(`${id.padEnd(width)}  ${severity.padEnd(7)}  ${title} [${source}]\n`);
  }
  return ok(EXIT.ok);
}
