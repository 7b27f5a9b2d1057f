import { err, ok, type Result } from '../result.ts';

/** Why a text is no JSON document we are willing to read. `line` and `column` count from 1; `path` leads to the innermost value being read. */
export interface JsonError {
  readonly kind: 'json';
  readonly path: string;
  readonly line: number;
  readonly column: number;
  readonly found: string;
  readonly expected: string;
}

/** Nesting beyond this is refused: a plan needs 7 levels, and what reads the value afterwards may recurse. */
export const MAX_JSON_DEPTH = 64;

type PathStep = string | number;

/**
 * Writes where a value stands in a document, from the root `$`.
 * @example formatJsonPath(['virtualNetworks', 0, 'odd key']) // '$.virtualNetworks[0]["odd key"]'
 */
export function formatJsonPath(steps: readonly PropertyKey[]): string {
  return `$${steps.map(formatStep).join('')}`;
}

function formatStep(step: PropertyKey): string {
  if (typeof step === 'number') return `[${step}]`;
  const key = String(step);
  return /^[A-Za-z_$][\w$]*$/.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`;
}

/**
 * Reads JSON strictly, so that nothing in the text is lost in silence: besides bad syntax it refuses a key written twice in one object
 * (`JSON.parse` keeps the last), the key `__proto__`, and nesting deeper than 64 levels. A byte order mark at the start is skipped.
 * @example parseJson('{"a":1,"a":2}').ok // false
 */
export function parseJson(text: string): Result<unknown, JsonError> {
  const start = text.startsWith('\uFEFF') ? 1 : 0;
  const problem = new Scanner(text, start).scan();
  if (problem !== undefined) return err(problem);
  // `unknown`, not `any`: the caller has to look at what it got.
  const value: unknown = JSON.parse(start === 0 ? text : text.slice(start));
  return ok(value);
}

interface Frame {
  readonly kind: 'object' | 'array';
  readonly keys: Set<string> | undefined;
  step: PathStep;
}

class Refusal extends Error {
  readonly problem: JsonError;
  constructor(problem: JsonError) {
    super(problem.expected);
    this.problem = problem;
  }
}

const STRING_END = /["\\\u0000-\u001f]/g;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;

/** One pass over the text with a stack of its own, so depth costs no call stack. */
class Scanner {
  readonly #text: string;
  readonly #stack: Frame[] = [];
  #at: number;

  constructor(text: string, at: number) {
    this.#text = text;
    this.#at = at;
  }

  scan(): JsonError | undefined {
    try {
      this.#document();
      return undefined;
    } catch (error) {
      if (error instanceof Refusal) return error.problem;
      throw error;
    }
  }

  #document(): void {
    let open = this.#value();
    while (this.#stack.length > 0) {
      open = open ? this.#firstInside() : this.#nextInside();
    }
    this.#blanks();
    if (this.#at < this.#text.length) this.#refuse('the end of the document');
  }

  /** Reads one value; true when it is an object or a list that has just been opened. */
  #value(): boolean {
    this.#blanks();
    const character = this.#text[this.#at];
    if (character === '{' || character === '[') {
      if (this.#stack.length === MAX_JSON_DEPTH) this.#refuse(`at most ${MAX_JSON_DEPTH} levels of nesting`);
      this.#at++;
      this.#stack.push(
        character === '{' ? { kind: 'object', keys: new Set(), step: '' } : { kind: 'array', keys: undefined, step: 0 },
      );
      return true;
    }
    if (character === '"') this.#string();
    else if (!this.#word('true') && !this.#word('false') && !this.#word('null')) this.#number();
    return false;
  }

  /** After an opening bracket: the first member, or the end. */
  #firstInside(): boolean {
    this.#blanks();
    const frame = this.#frame();
    if (this.#text[this.#at] === (frame.kind === 'object' ? '}' : ']')) return this.#close();
    if (frame.kind === 'object') this.#key(frame);
    return this.#value();
  }

  /** After a member: a comma and the next one, or the end. */
  #nextInside(): boolean {
    this.#blanks();
    const frame = this.#frame();
    const end = frame.kind === 'object' ? '}' : ']';
    const character = this.#text[this.#at];
    if (character === end) return this.#close();
    if (character !== ',') this.#refuse(`"," or "${end}"`);
    this.#at++;
    if (frame.kind === 'object') this.#key(frame);
    else if (typeof frame.step === 'number') frame.step++;
    return this.#value();
  }

  #close(): false {
    this.#at++;
    this.#stack.pop();
    return false;
  }

  #key(frame: Frame): void {
    this.#blanks();
    const start = this.#at;
    if (this.#text[start] !== '"') this.#refuse('a key in double quotes');
    const key = this.#string();
    if (key === '__proto__') this.#refuse('no key of that name', start);
    if (frame.keys?.has(key) === true) this.#refuse('every key once', start);
    frame.keys?.add(key);
    frame.step = key;
    this.#blanks();
    if (this.#text[this.#at] !== ':') this.#refuse('":"');
    this.#at++;
  }

  #string(): string {
    const start = this.#at++;
    for (;;) {
      STRING_END.lastIndex = this.#at;
      const end = STRING_END.exec(this.#text);
      this.#at = end?.index ?? this.#text.length;
      if (end === null || end[0] < ' ') this.#refuse('the closing double quote');
      if (end[0] === '"') break;
      ESCAPE.lastIndex = this.#at;
      if (!ESCAPE.test(this.#text)) this.#refuse('an escape JSON knows');
      this.#at = ESCAPE.lastIndex;
    }
    this.#at++;
    const raw = this.#text.slice(start, this.#at);
    // A quoted JSON string always parses to a string; the scan above has checked it.
    return raw.includes('\\') ? (JSON.parse(raw) as string) : raw.slice(1, -1);
  }

  #number(): void {
    NUMBER.lastIndex = this.#at;
    const number = NUMBER.exec(this.#text);
    if (number === null) this.#refuse('a value');
    // JSON.parse makes Infinity of 1e999, which no plan can be written with again.
    if (!Number.isFinite(Number(number[0]))) this.#refuse('a number below 1.8e308');
    this.#at = NUMBER.lastIndex;
  }

  #word(word: string): boolean {
    if (!this.#text.startsWith(word, this.#at)) return false;
    this.#at += word.length;
    return true;
  }

  #blanks(): void {
    for (;;) {
      const code = this.#text.charCodeAt(this.#at);
      if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) return;
      this.#at++;
    }
  }

  #frame(): Frame {
    const frame = this.#stack.at(-1);
    if (frame === undefined) throw new Error('the scanner is outside of every value');
    return frame;
  }

  #refuse(expected: string, at = this.#at): never {
    const before = this.#text.slice(0, at);
    const lineStart = before.lastIndexOf('\n') + 1;
    throw new Refusal({
      kind: 'json',
      path: formatJsonPath(this.#stack.map((frame) => frame.step).filter((step) => step !== '')),
      line: before.split('\n').length,
      column: at - lineStart + 1,
      found: at >= this.#text.length ? 'the end of the file' : quoteFound(this.#text, at),
      expected,
    });
  }
}

function quoteFound(text: string, at: number): string {
  const word = /^(?:"(?:[^"\\\n]|\\.){0,40}"?|[\w.+-]{1,20}|[^])/.exec(text.slice(at, at + 48))?.[0] ?? '';
  return word.startsWith('"') ? word : JSON.stringify(word);
}
