import { err, ok, type Result } from '../../core/result.ts';
import { parseArguments, readDay, readWord, type Arguments } from '../parse-arguments.ts';
import { readEstate } from '../read-estate.ts';
import { EXIT, type ExitCode, type Terminal } from '../terminal.ts';
import { formatCapacityJson } from './capacity-json.ts';
import { hasOverfull, reportCapacity } from './capacity-report.ts';
import { formatCapacityText } from './capacity-text.ts';

/** `netwright capacity`: what every cluster takes of every range, and what runs out first. */
export async function capacity(words: readonly string[], terminal: Terminal): Promise<Result<ExitCode, string>> {
  const args = parseArguments(words, {
    format: { type: 'string' },
    'as-of': { type: 'string' },
    growth: { type: 'string' },
  });
  if (!args.ok) return args;
  const format = readWord(args.value, 'format', ['text', 'json']);
  if (!format.ok) return format;
  const asOf = readDay(args.value, 'as-of');
  if (!asOf.ok) return asOf;
  const growth = readGrowth(args.value);
  if (!growth.ok) return growth;
  if (args.value.files.length === 0) return err('capacity needs at least one file; "-" is standard input');
  const estate = await readEstate(args.value.files, terminal);
  if (!estate.ok) return estate;

  const { plan } = estate.value;
  const outcome = reportCapacity(plan, estate.value, {
    asOf: asOf.value ?? plan.asOf ?? terminal.today(),
    nodesPerMonth: growth.value,
  });
  terminal.write(format.value === 'json' ? formatCapacityJson(outcome) : formatCapacityText(outcome));
  return ok(hasOverfull(outcome) ? EXIT.errors : EXIT.ok);
}

/** Nodes a month, a part of one too; undefined when not asked for. */
function readGrowth(args: Arguments): Result<number | undefined, string> {
  const given = args.option('growth');
  if (given === undefined) return ok(undefined);
  return /^\d{1,4}(\.\d+)?$/.test(given)
    ? ok(Number(given))
    : err(`--growth is ${JSON.stringify(given)}; expected nodes a month, such as 2 or 0.5`);
}
