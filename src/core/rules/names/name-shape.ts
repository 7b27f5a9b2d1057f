/** What Azure allows as the name of one kind of object. */
export interface NameShape {
  readonly pattern: RegExp;
  /** Characters that are allowed somewhere in the name, as the inside of a character class. */
  readonly allowed: string;
  /** Characters the name may end in, likewise. */
  readonly end: string;
  readonly minLength: number;
  readonly maxLength: number;
  /** The rule in words, for messages. */
  readonly words: string;
  /** Used when nothing of the written name can be kept. */
  readonly fallback: string;
}

/** @source NAME (resource-name-rules.md, about 2022) */
export const VIRTUAL_NETWORK_NAME: NameShape = {
  pattern: /^[A-Za-z0-9][A-Za-z0-9_.-]{0,62}[A-Za-z0-9_]$/,
  allowed: 'A-Za-z0-9_.-',
  end: 'A-Za-z0-9_',
  minLength: 2,
  maxLength: 64,
  words:
    '2 to 64 letters, digits, "_", "." and "-", starting with a letter or digit and ending with a letter, digit or "_"',
  fallback: 'vnet',
};

/** @source NAME (resource-name-rules.md, about 2022); peerings follow the same rule */
export const SUBNET_NAME: NameShape = {
  ...VIRTUAL_NETWORK_NAME,
  pattern: /^[A-Za-z0-9](?:[A-Za-z0-9_.-]{0,78}[A-Za-z0-9_])?$/,
  minLength: 1,
  maxLength: 80,
  words:
    '1 to 80 letters, digits, "_", "." and "-", starting with a letter or digit and ending with a letter, digit or "_"',
  fallback: 'subnet',
};

/** @source NAME, PEER */
export const PEERING_NAME: NameShape = { ...SUBNET_NAME, fallback: 'peering' };

/** @source NAME */
export const CLUSTER_NAME: NameShape = {
  pattern: /^[A-Za-z0-9](?:[A-Za-z0-9_-]{0,61}[A-Za-z0-9])?$/,
  allowed: 'A-Za-z0-9_-',
  end: 'A-Za-z0-9',
  minLength: 1,
  maxLength: 63,
  words: '1 to 63 letters, digits, "_" and "-", starting and ending with a letter or digit',
  fallback: 'aks',
};

/** Kubernetes label values. @source OV (Limitations) */
export const LABEL_VALUE: NameShape = {
  pattern: /^[A-Za-z0-9](?:[A-Za-z0-9_.-]*[A-Za-z0-9])?$/,
  allowed: 'A-Za-z0-9_.-',
  end: 'A-Za-z0-9',
  minLength: 1,
  maxLength: 63,
  words: 'letters, digits, "-", "_" and ".", starting and ending with a letter or digit',
  fallback: 'network',
};

/**
 * The nearest name that fits the shape and that no one has yet (compared without case): foreign characters become "-", the ends are trimmed, the rest is cut,
 * and a counter makes it unique. `taken` holds lower-case names.
 * @example proposeName('aks subnet', SUBNET_NAME, new Set()) // 'aks-subnet'
 */
export function proposeName(name: string, shape: NameShape, taken: ReadonlySet<string>): string {
  const cleaned = trimEnd(
    name
      .replaceAll(new RegExp(`[^${shape.allowed}]+`, 'g'), '-')
      .replace(/^[^A-Za-z0-9]+/, '')
      .slice(0, shape.maxLength),
    shape,
  );
  const long =
    cleaned.length >= shape.minLength ? cleaned : [shape.fallback, cleaned].filter((part) => part !== '').join('-');
  return makeUnique(long, shape, taken);
}

/**
 * The name itself when it is free, else with the lowest free counter from 2, cut so that it still fits.
 * @example makeUnique('aks', CLUSTER_NAME, new Set(['aks', 'aks-2'])) // 'aks-3'
 */
export function makeUnique(name: string, shape: NameShape, taken: ReadonlySet<string>): string {
  if (!taken.has(name.toLowerCase())) return name;
  for (let counter = 2; ; counter++) {
    const suffix = `-${counter}`;
    const candidate = `${trimEnd(name.slice(0, shape.maxLength - suffix.length), shape)}${suffix}`;
    if (!taken.has(candidate.toLowerCase())) return candidate;
  }
}

function trimEnd(name: string, shape: NameShape): string {
  return name.replace(new RegExp(`[^${shape.end}]+$`), '');
}
