import { z } from 'zod';
import type { SourceObject } from './source-object.ts';

/** A word of a fixed set (given in lower case), read without case; any other word is listed as unread. */
export function readChoice<T>(
  source: SourceObject | undefined,
  key: string,
  choices: Readonly<Record<string, T>>,
): T | undefined {
  const written = source?.read(key, z.string());
  if (source === undefined || written === undefined) return undefined;
  const folded = written.toLowerCase();
  if (Object.hasOwn(choices, folded)) return choices[folded];
  const expected = Object.keys(choices).filter(Boolean).join(', ');
  source.refuse(`${JSON.stringify(written.slice(0, 80))} is not known here; expected one of ${expected}`, key);
  return undefined;
}
