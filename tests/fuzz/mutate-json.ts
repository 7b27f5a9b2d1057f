import type { Random } from './random.ts';

/** Values that are wrong nearly everywhere, or nearly right. */
const ODD_VALUES: readonly unknown[] = [
  null,
  true,
  0,
  -1,
  1.5,
  1e308,
  2 ** 53,
  '',
  ' ',
  'x'.repeat(300),
  '10.0.0.0/8',
  '::/0',
  '10.0.0.0/33',
  '../../etc/passwd',
  'constructor',
  [],
  {},
  [[]],
  [null],
  { id: 'x' },
];
const ODD_KEYS: readonly string[] = [
  '__proto__',
  'constructor',
  'toString',
  'id',
  'name',
  '',
  ' ',
  'a.b',
  '0',
  'ID',
  'virtualNetworks',
];

type Container = unknown[] | Record<string, unknown>;

/** Every list and object of a document. */
function containersOf(value: unknown, found: Container[] = []): Container[] {
  if (typeof value !== 'object' || value === null) return found;
  // Not null: a list, or an object with string keys.
  const container = value as Container;
  found.push(container);
  for (const inner of Object.values(container)) containersOf(inner, found);
  return found;
}

/** Changes of a document's values and keys, each a small step from the right one. They change it in place. */
const VALUE_MUTATIONS: readonly ((root: unknown, random: Random) => void)[] = [
  (root, random) => setSomewhere(root, random, () => structuredClone(random.pick(ODD_VALUES))),
  (root, random) => {
    const all = containersOf(root);
    setSomewhere(root, random, () => structuredClone(random.pick(all)));
  },
  (root, random) => {
    const container = random.pick(containersOf(root));
    if (Array.isArray(container)) container.splice(random.below(container.length), 1);
    else delete container[random.pick([...Object.keys(container), ''])];
  },
  (root, random) => {
    const container = random.pick(containersOf(root));
    if (Array.isArray(container)) container.push(...structuredClone(container.slice(0, 2)));
    else define(container, random.pick(ODD_KEYS), structuredClone(random.pick(ODD_VALUES)));
  },
  (root, random) => {
    const container = random.pick(containersOf(root));
    if (Array.isArray(container)) return void container.reverse();
    const key = random.pick([...Object.keys(container), 'none']);
    const value = container[key];
    delete container[key];
    define(container, random.pick([...ODD_KEYS, key.toUpperCase(), `${key}s`, key.slice(1)]), value);
  },
];

/** An own property even for `__proto__`, which an assignment would take for the prototype. */
function define(object: Record<string, unknown>, key: string, value: unknown): void {
  Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true });
}

function setSomewhere(root: unknown, random: Random, make: () => unknown): void {
  const container = random.pick(containersOf(root));
  if (Array.isArray(container)) container[random.below(container.length + 1)] = make();
  else define(container, random.pick([...Object.keys(container), 'extra']), make());
}

/** Changes of the text itself. */
const TEXT_MUTATIONS: readonly ((text: string, random: Random) => string)[] = [
  (text, random) => text.slice(0, random.below(text.length)),
  (text, random) => text.slice(random.below(text.length)),
  (text, random) => {
    const at = random.below(text.length);
    return text.slice(0, at) + String.fromCharCode(random.below(random.pick([128, 256, 0x10000]))) + text.slice(at + 1);
  },
  (text, random) => {
    const at = random.below(text.length);
    const flipped = text.charCodeAt(at) ^ (1 << random.below(8));
    return text.slice(0, at) + String.fromCharCode(flipped) + text.slice(at + 1);
  },
  (text, random) => {
    const from = random.below(text.length);
    const piece = text.slice(from, from + random.below(80));
    const at = random.below(text.length);
    return text.slice(0, at) + piece + text.slice(at);
  },
  (text, random) => {
    const from = random.below(text.length);
    return text.slice(0, from) + text.slice(from + random.below(80));
  },
  (text, random) => {
    const depth = random.pick([10, 60, 65, 1000, 100_000]);
    const [open, close] = random.pick([
      ['[', ']'],
      ['{"a":', '}'],
    ] as const);
    const value = open.repeat(depth) + '1' + (random.below(2) === 0 ? close.repeat(depth) : '');
    return text.replace(/(?<=: )(?:\d+|"[^"]*")/, value);
  },
  (text, random) =>
    text.replace(/\d+/g, (digits) =>
      random.below(40) === 0
        ? random.pick(['9'.repeat(400), '1e999', '-0', '1e-400', '0x10', '007', '+1', '.5', 'NaN'])
        : digits,
    ),
  (text, random) => {
    // A key written a second time.
    const lines = text.split('\n');
    const at = random.below(lines.length);
    return [...lines.slice(0, at), lines[at] ?? '', ...lines.slice(at)].join('\n');
  },
  (text, random) => random.pick(['\uFEFF', '\uFFFE', '\u0000', '// note\n', '\n\n', '{}', '[1]']) + text,
];

/** A JSON document with one to four things wrong with it, or by luck nothing. */
export function mutateJson(text: string, random: Random): string {
  let mutated = text;
  if (random.below(4) > 0) {
    const root: unknown = JSON.parse(text);
    for (let left = 1 + random.below(3); left > 0; left--) random.pick(VALUE_MUTATIONS)(root, random);
    mutated = JSON.stringify(root, null, 2);
    if (random.below(4) > 0) return mutated;
  }
  for (let left = 1 + random.below(2); left > 0; left--) mutated = random.pick(TEXT_MUTATIONS)(mutated, random);
  return mutated;
}
