import { blockAround, maxPrefixLength, parseAddress, type Block } from '../../address/index.ts';
import { DEFAULT_SECURITY_RULES, findServiceTag, type ServiceTag } from '../../azure/index.ts';
import type { NetworkSecurityGroup, SecurityRule } from '../../plan/index.ts';
import { parsePrefix } from '../address-space.ts';
import { weakMemo } from '../keep.ts';
import { ALL_PORTS, type AppliedRule, type PortRange } from './flow.ts';

export type NamedTag = ServiceTag & { readonly part?: string };

/** Sources or destinations of a rule. */
export interface AddressSet {
  readonly any: boolean;
  readonly blocks: readonly Block[];
  readonly tags: readonly NamedTag[];
  /** A word that is neither a range nor a tag of the table, such as an application security group: it may be anything. */
  readonly unknown: boolean;
}

export interface PortSet {
  readonly ranges: readonly PortRange[];
  readonly unknown: boolean;
}

/** A rule made ready for matching. */
export interface ReadRule {
  readonly applied: AppliedRule;
  readonly direction: 'Inbound' | 'Outbound';
  readonly access: 'Allow' | 'Deny';
  /** Lower case; `*` is any. */
  readonly protocol: string;
  readonly sources: AddressSet;
  readonly destinations: AddressSet;
  readonly ports: PortSet;
  /** It counts for some source ports only; a client's own port is not known. */
  readonly bySourcePort: boolean;
}

const DEFAULTS: readonly ReadRule[] = DEFAULT_SECURITY_RULES.map((rule) => ({
  applied: { name: rule.name, priority: rule.priority, rule: undefined },
  direction: rule.direction,
  access: rule.access,
  protocol: '*',
  sources: readAddresses([rule.source]),
  destinations: readAddresses([rule.destination]),
  ports: { ranges: [ALL_PORTS], unknown: false },
  bySourcePort: false,
}));

/** The rules of a group in the order Azure asks them, its defaults last; undefined when the group's own are not known. */
export const readRules: (group: NetworkSecurityGroup) => readonly ReadRule[] | undefined = weakMemo((group) =>
  group.rules === undefined
    ? undefined
    : [...group.rules.toSorted((a, b) => a.priority - b.priority).map(readRule), ...DEFAULTS],
);

function readRule(rule: SecurityRule): ReadRule {
  const sourcePorts = readPorts(rule.sourcePorts);
  return {
    applied: { name: rule.name, priority: rule.priority, rule },
    direction: rule.direction,
    access: rule.access,
    protocol: /^(\*|any)$/i.test(rule.protocol.trim()) ? '*' : rule.protocol.trim().toLowerCase(),
    sources: readAddresses(rule.sources),
    destinations: readAddresses(rule.destinations),
    ports: readPorts(rule.destinationPorts),
    bySourcePort: !sourcePorts.ranges.some(({ first, last }) => first === 0 && last === ALL_PORTS.last),
  };
}

/** An empty list is no "none": rules that name application security groups are printed without addresses. */
function readAddresses(texts: readonly string[]): AddressSet {
  const blocks: Block[] = [];
  const tags: NamedTag[] = [];
  let any = false;
  let unknown = texts.length === 0;
  for (const text of texts.flatMap((one) => one.split(',')).map((one) => one.trim())) {
    const block = readBlock(text);
    const tag = block === undefined ? findServiceTag(text) : undefined;
    if (/^(\*|any)$/i.test(text)) any = true;
    else if (block !== undefined) blocks.push(block);
    else if (tag !== undefined) tags.push(tag);
    else unknown = true;
  }
  return { any, blocks, tags, unknown };
}

/** A range, or a single address. */
function readBlock(text: string): Block | undefined {
  if (text.includes('/')) return parsePrefix(text).block;
  const address = parseAddress(text);
  return address.ok ? blockAround(address.value, maxPrefixLength(address.value.family)) : undefined;
}

function readPorts(texts: readonly string[]): PortSet {
  const ranges: PortRange[] = [];
  let unknown = texts.length === 0;
  for (const text of texts.flatMap((one) => one.split(',')).map((one) => one.trim())) {
    const written = /^(\d{1,5})(?:\s*-\s*(\d{1,5}))?$/.exec(text);
    if (/^(\*|any)$/i.test(text)) ranges.push(ALL_PORTS);
    else if (written === null) unknown = true;
    else ranges.push({ first: Number(written[1]), last: Number(written[2] ?? written[1]) });
  }
  return { ranges, unknown };
}
