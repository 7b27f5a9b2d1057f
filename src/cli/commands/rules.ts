import { formatRuleReference } from '../../core/export/rule-reference/index.ts';
import { ok, type Result } from '../../core/result.ts';
import { RULES, severityOf } from '../../core/rules/index.ts';
import { parseArguments, readWord } from '../parse-arguments.ts';
import { EXIT, type ExitCode, type Terminal } from '../terminal.ts';

/** `netwright rules`: every rule with its id, severity, title and source; as Markdown the whole reference. */
export function rules(words: readonly string[], terminal: Terminal): Result<ExitCode, string> {
  const args = parseArguments(words, { format: { type: 'string' } });
  if (!args.ok) return args;
  const format = readWord(args.value, 'format', ['text', 'json', 'markdown']);
  if (!format.ok) return format;
  terminal.write({ text: listAsText, json: listAsJson, markdown: formatRuleReference }[format.value]());
  return ok(EXIT.ok);
}

function listRules(): readonly { id: string; severity: string; title: string; source: string }[] {
  return RULES.map(({ id, severity, title, sources }) => ({
    id,
    severity: severityOf(severity),
    title,
    source: sources.map(({ key, section }) => (section === undefined ? key : `${key}, ${section}`)).join('; '),
  }));
}

function listAsJson(): string {
  return `${JSON.stringify(listRules(), null, 2)}\n`;
}

function listAsText(): string {
  const rows = listRules();
  const width = Math.max(...rows.map(({ id }) => id.length));
  return rows
    .map(({ id, severity, title, source }) => `${id.padEnd(width)}  ${severity.padEnd(7)}  ${title} [${source}]\n`)
    .join('');
}
