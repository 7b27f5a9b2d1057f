import type { z } from 'zod';
import { describeFound } from '../plan/check.ts';
import { formatJsonPath } from '../plan/index.ts';
import type { Unread } from './types.ts';

type Json = Readonly<Record<string, unknown>>;

/** Where a value was found. */
interface Located {
  readonly value: unknown;
  readonly path: string;
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
  readonly file: string;
  readonly path: string;
  readonly #unread: Unread[];
  readonly #fields: ReadonlyMap<string, Located>;

  constructor(file: string, path: string, value: Json, unread: Unread[]) {
    this.file = file;
    this.path = path;
    this.#unread = unread;
    this.#fields = indexFields(path, value);
  }

  /** True when the key is printed, even as `null`. */
  has(key: string): boolean {
    return this.#fields.has(key.toLowerCase());
  }

  /** The value of a key if it fits the schema; otherwise undefined, and listed as unread unless it is missing or `null`. */
  read<T>(key: string, schema: z.ZodType<T>): T | undefined {
    const found = this.#find(key);
    return found === undefined ? undefined : this.#check(found, schema);
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
      const single = this.#check(found, schema);
      return single === undefined ? undefined : [single];
    }
    return found.value.flatMap((value: unknown, index) => {
      const checked = this.#check({ value, path: `${found.path}[${index}]` }, schema);
      return checked === undefined ? [] : [checked];
    });
  }

  object(key: string): SourceObject | undefined {
    const found = this.#find(key);
    if (found === undefined) return undefined;
    if (isJsonObject(found.value)) return new SourceObject(this.file, found.path, found.value, this.#unread);
    this.#refuse(found, 'an object');
    return undefined;
  }

  /** The objects of a list; anything else among them is listed as unread. Undefined when the key is missing or no list. */
  objects(key: string): SourceObject[] | undefined {
    const found = this.#find(key);
    if (found === undefined) return undefined;
    if (!Array.isArray(found.value)) {
      this.#refuse(found, 'a list');
      return undefined;
    }
    return found.value.flatMap((value: unknown, index) => {
      const path = `${found.path}[${index}]`;
      if (isJsonObject(value)) return [new SourceObject(this.file, path, value, this.#unread)];
      this.#refuse({ value, path }, 'an object');
      return [];
    });
  }

  /** Lists a part of this object as unread: the key, or the object itself when no key is named. */
  refuse(reason: string, key?: string): void {
    const path = key === undefined ? this.path : (this.#find(key)?.path ?? this.path);
    this.#unread.push({ file: this.file, path, reason });
  }

  #find(key: string): Located | undefined {
    const found = this.#fields.get(key.toLowerCase());
    return found === undefined || found.value === null ? undefined : found;
  }

  #check<T>(found: Located, schema: z.ZodType<T>): T | undefined {
    const parsed = schema.safeParse(found.value);
    if (parsed.success) return parsed.data;
    const reason = parsed.error.issues[0]?.message ?? 'not as expected';
    this.#unread.push({ file: this.file, path: found.path, reason: `${reason} (found ${describeFound(found.value)})` });
    return undefined;
  }

  #refuse(found: Located, expected: string): void {
    this.#unread.push({ file: this.file, path: found.path, reason: `expected ${expected}, found ${describeFound(found.value)}` });
  }
}

/** Own keys win over those under `properties`, the first spelling over later ones. */
function indexFields(path: string, value: Json): ReadonlyMap<string, Located> {
  const fields = new Map<string, Located>();
  const add = (source: Json, sourcePath: string): void => {
    for (const [key, field] of Object.entries(source)) {
      const folded = key.toLowerCase();
      const known = fields.get(folded);
      if (known === undefined || known.value === null) fields.set(folded, { value: field, path: `${sourcePath}${pathStep(key)}` });
    }
  };
  add(value, path);
  for (const [key, field] of Object.entries(value)) {
    if (key.toLowerCase() === 'properties' && isJsonObject(field)) add(field, `${path}${pathStep(key)}`);
  }
  return fields;
}

function pathStep(key: string): string {
  return formatJsonPath([key]).slice(1);
}
