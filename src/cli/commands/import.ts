import { countObjects, formatCounts, formatPlan } from '../../core/plan/index.ts';
import { err, ok, type Result } from '../../core/result.ts';
import { parseArguments } from '../parse-arguments.ts';
import { readEstate } from '../read-estate.ts';
import { EXIT, type ExitCode, type Terminal } from '../terminal.ts';
import { writeOutput } from '../write-output.ts';

/** `netwright import`: makes one plan file of an estate. What was not taken over is said on standard error. */
export async function importEstate(words: readonly string[], terminal: Terminal): Promise<Result<ExitCode, string>> {
  const args = parseArguments(words, { output: { type: 'string', short: 'o' } });
  if (!args.ok) return args;
  const output = args.value.option('output');
  if (args.value.files.length === 0) return err('import needs at least one file; "-" is standard input');
  if (output === undefined) return err('import needs a place for the plan: -o PLAN');
  const estate = await readEstate(args.value.files, terminal);
  if (!estate.ok) return estate;
  const { plan, unread, notes } = estate.value;
  const written = await writeOutput(output, args.value.files, new TextEncoder().encode(formatPlan(plan)), terminal);
  if (!written.ok) return written;
  for (const { file, path, reason } of unread) terminal.writeError(`not read: ${file}: ${path}: ${reason}\n`);
  for (const note of notes) terminal.writeError(`note: ${note}\n`);
  terminal.writeError(`${formatCounts(countObjects(plan))} written to ${output}\n`);
  return ok(EXIT.ok);
}
