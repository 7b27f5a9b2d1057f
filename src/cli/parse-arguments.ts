import { parseArgs, type ParseArgsOptionsConfig } from 'node:util';
import { err, ok, type Result } from '../core/result.ts';
import { messageOf } from './read-estate.ts';

/** Values of the options of a command, all text or switches. */
export interface Arguments {
  readonly files: readonly string[];
  readonly option: (name: string) => string | undefined;
  readonly isOn: (name: string) => boolean;
}

/** Takes the words behind a command apart. The error says which word is not understood. */
export function parseArguments(words: readonly string[], options: ParseArgsOptionsConfig): Result<Arguments, string> {
  try {
    const { values, positionals } = parseArgs({ args: [...words], options, allowPositionals: true, strict: true });
    const value = (name: string): unknown => (Object.hasOwn(values, name) ? values[name] : undefined);
    return ok({
      files: positionals,
      option: (name) => {
        const given = value(name);
        return typeof given === 'string' ? given : undefined;
      },
      isOn: (name) => value(name) === true,
    });
  } catch (cause) {
    // parseArgs refuses by throwing; its sentences name the option and are meant for people.
    return err(messageOf(cause));
  }
}

/** One of the words an option may have; the first is the default. */
export function readWord<const W extends string>(
  args: Arguments,
  name: string,
  words: readonly [W, ...W[]],
): Result<W, string> {
  const given = args.option(name);
  if (given === undefined) return ok(words[0]);
  const word = words.find((candidate) => candidate === given);
  return word === undefined ? err(`--${name} is ${JSON.stringify(given)}; expected ${words.join(', ')}`) : ok(word);
}

/** A day of the calendar, YYYY-MM-DD; undefined when the option is not given. */
export function readDay(args: Arguments, name: string): Result<string | undefined, string> {
  const given = args.option(name);
  if (given === undefined) return ok(undefined);
  const day = /^\d{4}-\d{2}-\d{2}$/.test(given) ? new Date(`${given}T00:00:00Z`) : undefined;
  const isDay = day !== undefined && !Number.isNaN(day.getTime()) && day.toISOString().startsWith(given);
  return isDay ? ok(given) : err(`--${name} is ${JSON.stringify(given)}; expected a day as YYYY-MM-DD`);
}
