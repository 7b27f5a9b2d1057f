const MAX_LENGTH = 64;

/** No id of an object: the plan's own id, and a name every JavaScript object answers to. */
const NEVER = ['plan', 'constructor'];

/** Hands out short ids made from names, each once: `hub`, then `hub-2`. Same names in the same order give the same ids. */
export class IdAllocator {
  readonly #taken: Set<string>;
  readonly #next = new Map<string, number>();

  /** `taken`: ids that must not be given out. */
  constructor(taken: Iterable<string> = []) {
    this.#taken = new Set([...NEVER, ...taken]);
  }

  allocate(name: string): string {
    const stem = idStem(name);
    let id = stem;
    // The counter is kept per stem, so that a thousand equal names do not search a thousand times.
    for (let count = this.#next.get(stem) ?? 2; this.#taken.has(id); count += 1) {
      const suffix = `-${count}`;
      id = `${stem.slice(0, MAX_LENGTH - suffix.length)}${suffix}`;
      this.#next.set(stem, count + 1);
    }
    this.#taken.add(id);
    return id;
  }
}

function idStem(name: string): string {
  const cleaned = name
    .toLowerCase()
    .replaceAll(/[^a-z0-9._-]+/g, '-')
    .replace(/^[^a-z0-9]+/, '')
    .slice(0, MAX_LENGTH);
  return cleaned === '' ? 'x' : cleaned;
}
