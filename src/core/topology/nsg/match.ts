import { containsBlock, overlaps, subtract, summarize, type Block } from '../../address/index.ts';
import { PRIVATE4 } from '../../azure/index.ts';
import type { PortRange } from './flow.ts';
import type { AddressSet, NamedTag, PortSet } from './read-rules.ts';
import type { TagRange, TagScope } from './tag-scope.ts';

/** Whether a rule counts for a part of a flow. */
export type Match = 'sure' | 'maybe' | 'none';

/** One end of a part of a flow: a block, or something outside the plan by its tag. */
export type Atom =
  | { readonly block: Block; readonly tag?: undefined }
  | { readonly block?: undefined; readonly tag: NamedTag; readonly wholly: boolean };

export interface Cut<T> {
  readonly part: T;
  readonly match: Match;
}

/** Cuts an end into what the set holds, what it may hold, and the rest. */
export function cutAtom(atom: Atom, set: AddressSet, scope: TagScope): readonly Cut<Atom>[] {
  if (set.any) return [{ part: atom, match: 'sure' }];
  return atom.block === undefined
    ? [{ part: atom, match: matchTag(atom, set, scope) }]
    : cutBlock(atom.block, set, scope).map(({ part, match }) => ({ part: { block: part }, match }));
}

function cutBlock(block: Block, set: AddressSet, scope: TagScope): readonly Cut<Block>[] {
  const ranges = set.tags.map((tag) => rangeOf(tag, scope));
  const sure = within(block, [set.blocks, ...ranges.map((range) => range.sure)]);
  const left = sure.length === 0 ? [block] : subtract(block, sure);
  const cuts: Cut<Block>[] = sure.map((part) => ({ part, match: 'sure' }));
  for (const rest of left) {
    if (set.unknown) {
      cuts.push({ part: rest, match: 'maybe' });
      continue;
    }
    const maybe = within(
      rest,
      ranges.map((range) => range.maybe),
    );
    for (const part of maybe) cuts.push({ part, match: 'maybe' });
    for (const part of maybe.length === 0 ? [rest] : subtract(rest, maybe)) cuts.push({ part, match: 'none' });
  }
  return cuts;
}

/** The parts of a block that lie in lists of blocks, disjoint; the block itself when one of them holds it. */
function within(block: Block, lists: readonly (readonly Block[])[]): readonly Block[] {
  const parts: Block[] = [];
  for (const list of lists) {
    for (const other of list) {
      if (!overlaps(block, other)) continue;
      if (containsBlock(other, block)) return [block];
      parts.push(other);
    }
  }
  return parts.length < 2 ? parts : summarize(parts);
}

const NOWHERE: TagRange = { sure: [], maybe: [] };

function rangeOf({ reach, part }: NamedTag, scope: TagScope): TagRange {
  if (reach === 'platform') return NOWHERE;
  if (reach === 'virtualNetwork' || reach === 'internet' || reach === 'loadBalancer')
    return part === undefined ? scope[reach] : NOWHERE;
  return scope.service;
}

/** How a set stands to something outside that is known by its tag alone. */
function matchTag(
  { tag, wholly }: { readonly tag: NamedTag; readonly wholly: boolean },
  set: AddressSet,
  scope: TagScope,
): Match {
  let match: Match = set.unknown && !wholly ? 'maybe' : 'none';
  for (const other of set.tags) {
    const one = compareTags(other, tag, scope);
    if (one === 'sure') return 'sure';
    if (one === 'maybe' && !wholly) match = 'maybe';
  }
  for (const block of set.blocks) {
    if (block.family === 4 && block.prefixLength === 0) return 'sure';
    if (!wholly && !PRIVATE4.some((range) => containsBlock(range, block))) match = 'maybe';
  }
  return match;
}

/** Whether a tag of a rule holds the tag of a flow, or a part of it that may be the one meant. */
function compareTags(rule: NamedTag, flow: NamedTag, scope: TagScope): Match {
  if (rule.name === flow.name) {
    if (rule.part === undefined || rule.part === flow.part) return 'sure';
    return flow.part === undefined ? 'maybe' : 'none';
  }
  switch (rule.reach) {
    case 'internet':
      return 'sure';
    case 'cloud':
      if (flow.reach === 'internet') return 'maybe';
      return rule.part === undefined ? 'sure' : 'maybe';
    case 'service':
      return 'maybe';
    case 'virtualNetwork':
      // With a default route in the route table the tag may hold that route's destination, which is everything.
      return scope.virtualNetwork.maybe.some(({ family, prefixLength }) => family === 4 && prefixLength === 0)
        ? 'maybe'
        : 'none';
    default:
      return 'none';
  }
}

/** Cuts ports into what the set holds and the rest. */
export function cutPorts(ports: PortRange, set: PortSet): readonly Cut<PortRange>[] {
  let left: PortRange[] = [ports];
  const cuts: Cut<PortRange>[] = [];
  for (const range of set.ranges) {
    const next: PortRange[] = [];
    for (const piece of left) {
      const first = Math.max(piece.first, range.first);
      const last = Math.min(piece.last, range.last);
      if (first > last) {
        next.push(piece);
        continue;
      }
      cuts.push({ part: { first, last }, match: 'sure' });
      if (piece.first < first) next.push({ first: piece.first, last: first - 1 });
      if (piece.last > last) next.push({ first: last + 1, last: piece.last });
    }
    left = next;
  }
  for (const part of left) cuts.push({ part, match: set.unknown ? 'maybe' : 'none' });
  return cuts;
}
