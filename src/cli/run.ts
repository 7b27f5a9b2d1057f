import type { Result } from '../core/result.ts';
import { err, ok } from '../core/result.ts';
import { formatPlanJsonSchema } from '../core/plan/index.ts';
import { advise } from './commands/advise.ts';
import { capacity } from './commands/capacity.ts';
import { check } from './commands/check.ts';
import { diff } from './commands/diff.ts';
import { importEstate } from './commands/import.ts';
import { reach } from './commands/reach.ts';
import { rules } from './commands/rules.ts';
import { HELP } from './help.ts';
import { parseArguments } from './parse-arguments.ts';
import { EXIT, type ExitCode, type Terminal } from './terminal.ts';

type Command = (
  words: readonly string[],
  terminal: Terminal,
) => Result<ExitCode, string> | Promise<Result<ExitCode, string>>;

const COMMANDS: ReadonlyMap<string, Command> = new Map<string, Command>([
  ['advise', advise],
  ['check', check],
  ['diff', diff],
  ['capacity', capacity],
  // Drawing needs a rasteriser; a check in a pipeline should not wait for it to load.
  ['export', async (words, terminal) => (await import('./commands/export.ts')).exportEstate(words, terminal)],
  ['import', importEstate],
  ['reach', reach],
  ['rules', rules],
  ['schema', schema],
]);

/** Carries out one command line (the words behind the program's name) and answers its exit code. */
export async function run(words: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const [first, ...rest] = words;
  if (first === '--version' || first === '-v') {
    terminal.write(`${terminal.version()}\n`);
    return EXIT.ok;
  }
  if (words.includes('--help') || words.includes('-h') || first === 'help') {
    terminal.write(HELP);
    return EXIT.ok;
  }
  const command = first === undefined ? undefined : COMMANDS.get(first);
  const known = [...COMMANDS.keys()].join(', ');
  const result =
    command === undefined
      ? err(
          first === undefined
            ? `no command was given; there are ${known}`
            : `${JSON.stringify(first)} is no command; there are ${known}`,
        )
      : await command(rest, terminal);
  if (result.ok) return result.value;
  terminal.writeError(`netwright: ${result.error}\n`);
  if (command === undefined) terminal.writeError('Try: netwright --help\n');
  return EXIT.failed;
}

/** `netwright schema`: the published schema of plan files. */
function schema(words: readonly string[], terminal: Terminal): Result<ExitCode, string> {
  const args = parseArguments(words, {});
  if (!args.ok) return args;
  if (args.value.files.length > 0) return err(`schema takes no files, found ${JSON.stringify(args.value.files[0])}`);
  terminal.write(formatPlanJsonSchema());
  return ok(EXIT.ok);
}
