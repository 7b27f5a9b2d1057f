import type { z } from 'zod';
import { describeFound } from '../plan/check.ts';
import { formatJsonPath } from '../plan/index.ts';
import type { Unread } from './types.ts';

type Json = Readonly<Record<string, unknown>>;

/** Where a value was found: in the object itself, or in the one under the key `via`. */
interface Located {
  readonly value: unknown;
  readonly step: string | number;
  readonly via?: string;
}

export function isJsonObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * One object of an imported file, read key by key: every key is checked by a schema, and a value of the wrong type is listed as unread
 * while the rest of the object is kept. Keys are found whatever their case (PowerShell prints `AddressPrefix`) and whether they stand
 * in the object itself (`az`) or under `properties` (REST, Resource Graph). `null` is the same as missing.
 */
export class SourceObject {
  readonly #file: string;
  // Paths are put together only for what is listed as unread: a large estate has a million values that are fine.
  readonly #path: () => string;
  readonly #unread: Unread[];
  readonly #fields: ReadonlyMap<string, Located>;

  constructor(file: string, path: () => string, value: Json, unread: Unread[]) {
    this.#file = file;
    this.#path = path;
    this.#unread = unread;
    this.#fields = indexFields(value);
  }

  /** True when the key is printed, even as `null`. */
  has(key: string): boolean {
    return this.#fields.has(key.toLowerCase());
  }

  /** The value of a key if it fits the schema; otherwise undefined, and listed as unread unless it is missing or `null`. */
  read<T>(key: string, schema: z.ZodType<T>): T | undefined {
    const found = this.#find(key);
    return found === undefined ? undefined : this.#check(found.value, schema, () => this.#pathOf(found));
  }

  /** As `read`, without listing what does not fit: for looking before reading. */
  peek<T>(key: string, schema: z.ZodType<T>): T | undefined {
    const found = this.#find(key);
    const parsed = found === undefined ? undefined : schema.safeParse(found.value);
    return parsed?.success === true ? parsed.data : undefined;
  }

  /** A list, or a single value in place of a list of one (PowerShell does both). Elements that do not fit are listed as unread. */
  readList<T>(key: string, schema: z.ZodType<T>): T[] | undefined {
    const found = this.#find(key);
    if (found === undefined) return undefined;
    if (!Array.isArray(found.value)) {
      const single = this.#check(found.value, schema, () => this.#pathOf(found));
      return single === undefined ? undefined : [single];
    }
    return found.value.flatMap((value: unknown, index) => {
      const checked = this.#check(value, schema, () => this.#pathOf(found, index));
      return checked === undefined ? [] : [checked];
    });
  }

  object(key: string): SourceObject | undefined {
    const found = this.#find(key);
    if (found === undefined) return undefined;
    return this.#open(found.value, () => this.#pathOf(found));
  }

  /** The objects of a list, or a single one in place of a list of one; anything else is listed as unread. Undefined when the key is missing or neither. */
  objects(key: string): SourceObject[] | undefined {
    const found = this.#find(key);
    if (found === undefined) return undefined;
    if (isJsonObject(found.value))
      return [new SourceObject(this.#file, () => this.#pathOf(found), found.value, this.#unread)];
    if (!Array.isArray(found.value)) {
      this.#refuse(found.value, 'a list', this.#pathOf(found));
      return undefined;
    }
    return found.value.flatMap((value: unknown, index) => this.#open(value, () => this.#pathOf(found, index)) ?? []);
  }

  /** Lists a part of this object as unread: the key, or the object itself when no key is named. */
  refuse(reason: string, key?: string): void {
    const found = key === undefined ? undefined : this.#find(key);
    this.#unread.push({ file: this.#file, path: found === undefined ? this.#path() : this.#pathOf(found), reason });
  }

  #find(key: string): Located | undefined {
    const found = this.#fields.get(key.toLowerCase());
    return found === undefined || found.value === null ? undefined : found;
  }

  #pathOf({ step, via }: Located, ...further: number[]): string {
    return `${this.#path()}${formatJsonPath([...(via === undefined ? [] : [via]), step, ...further]).slice(1)}`;
  }

  #open(value: unknown, path: () => string): SourceObject | undefined {
    if (isJsonObject(value)) return new SourceObject(this.#file, path, value, this.#unread);
    this.#refuse(value, 'an object', path());
    return undefined;
  }

  #check<T>(value: unknown, schema: z.ZodType<T>, path: () => string): T | undefined {
    const parsed = schema.safeParse(value);
    if (parsed.success) return parsed.data;
    const reason = parsed.error.issues[0]?.message ?? 'not as expected';
    this.#unread.push({ file: this.#file, path: path(), reason: `${reason} (found ${describeFound(value)})` });
    return undefined;
  }

  #refuse(value: unknown, expected: string, path: string): void {
    this.#unread.push({ file: this.#file, path, reason: `expected ${expected}, found ${describeFound(value)}` });
  }
}

/** Own keys win over those under `properties`, the first spelling over later ones. */
function indexFields(value: Json): ReadonlyMap<string, Located> {
  const fields = new Map<string, Located>();
  const add = (source: Json, via?: string): void => {
    for (const step of Object.keys(source)) {
      const folded = step.toLowerCase();
      const known = fields.get(folded);
      if (known === undefined || known.value === null) fields.set(folded, { value: source[step], step, via });
    }
  };
  add(value);
  for (const key of Object.keys(value)) {
    const field = value[key];
    if (key.toLowerCase() === 'properties' && isJsonObject(field)) add(field, key);
  }
  return fields;
}
