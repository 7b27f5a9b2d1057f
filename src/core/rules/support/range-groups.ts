import { formatBlock, overlaps, type Block } from '../../address/index.ts';
import type { AddressSpace, ClusterView } from '../../topology/types.ts';

/** One owner of ranges in a sweep. */
export interface RangeMember<T> {
  readonly item: T;
  readonly space: AddressSpace;
}

/** A crowd of owners joined by overlapping ranges, in the order given, with the widest range they share. */
export interface RangeGroup<T> {
  readonly members: readonly T[];
  readonly widest: Block;
}

/**
 * Groups of two or more members whose ranges overlap, directly or through others. Blocks nest, so one sort and one sweep with a "current widest block"
 * finds them: O(n log n). Members are united only where `joins` agrees (default: always).
 */
export function groupByOverlap<T>(
  members: readonly RangeMember<T>[],
  joins: (a: T, b: T) => boolean = () => true,
): readonly RangeGroup<T>[] {
  if (members.length < 2) return [];
  const entries: Entry[] = [];
  members.forEach(({ space }, index) => {
    for (const block of space.blocks) entries.push({ block, index });
  });
  entries.sort((a, b) => compareForSweep(a.block, b.block) || a.index - b.index);
  if (!entries.some(overlapsNext)) return [];
  const parent = members.map((_, index) => index);
  const find = (index: number): number => {
    let at = index;
    while (parent[at] !== at) at = parent[at] ?? at;
    return at;
  };
  const widest = new Map<number, Block>();
  const open: Entry[] = [];
  for (const entry of entries) {
    // Blocks nest: those that end before this one are the last ones opened.
    for (let last = open.at(-1); last !== undefined && !overlaps(last.block, entry.block); last = open.at(-1))
      open.pop();
    const b = members[entry.index]?.item;
    for (const outer of open) {
      const a = members[outer.index]?.item;
      if (outer.index === entry.index || a === undefined || b === undefined || !joins(a, b)) continue;
      const [one, other] = [find(outer.index), find(entry.index)];
      const [low, high] = one < other ? [one, other] : [other, one];
      const known = widest.get(low) ?? widest.get(high);
      widest.set(low, known !== undefined && known.prefixLength <= outer.block.prefixLength ? known : outer.block);
      parent[high] = low;
      break;
    }
    open.push(entry);
  }
  const groups = new Map<number, T[]>();
  members.forEach((member, index) => {
    const root = find(index);
    const list = groups.get(root);
    if (list === undefined) groups.set(root, [member.item]);
    else list.push(member.item);
  });
  return [...groups].flatMap(([root, list]) => {
    const block = widest.get(root);
    return list.length > 1 && block !== undefined ? [{ members: list, widest: block }] : [];
  });
}

interface Entry {
  readonly block: Block;
  readonly index: number;
}

/** Blocks nest, so where any of a sorted list overlap, one overlaps the next; mostly none do. */
function overlapsNext({ block }: Entry, at: number, entries: readonly Entry[]): boolean {
  const next = entries[at + 1];
  return next !== undefined && overlaps(block, next.block);
}

function compareForSweep(a: Block, b: Block): number {
  if (a.family !== b.family) return a.family - b.family;
  if (a.first !== b.first) return a.first < b.first ? -1 : 1;
  return a.prefixLength - b.prefixLength;
}

/** "aks-1, aks-2 and 10 more clusters". */
export function listClusters(views: readonly ClusterView[]): string {
  const names = views.map((view) => view.cluster.name);
  if (names.length <= 3)
    return names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`;
  return `${names.slice(0, 2).join(', ')} and ${names.length - 2} more clusters`;
}

/** For messages about a group: its widest range as text. */
export function sayWidest(group: RangeGroup<unknown>): string {
  return formatBlock(group.widest);
}
