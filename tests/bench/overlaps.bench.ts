import { IPv4CidrRange } from 'ip-num';
import { blockAround, buildIndex, findOverlaps, formatBlock, type Block } from '../../src/core/address/index.ts';
import { measureInTurn, seededRandom, type BenchRow } from './bench-row.ts';

export const name = 'overlaps';

/** Finds the overlaps among IPv4 prefixes, against the least a program could do and against the plainest thing one would write. */
export async function run(): Promise<BenchRow[]> {
  return [sweepRow(1_000), sweepRow(10_000), sweepRow(100_000), pairsRow(1_000)];
}

/** Against sorting and sweeping bare packed numbers, which can count the overlaps but not name them. */
function sweepRow(count: number): BenchRow {
  const blocks = randomBlocks(count);
  const packed = packBlocks(blocks);
  const found = findOverlaps(buildIndex(blocks)).length;
  if (found !== countOverlapsPacked(packed)) throw new Error(`the two sweeps disagree about ${count} prefixes`);

  const rounds = count > 50_000 ? 25 : 101;
  const [ours = 0, bare = 0] = measureInTurn(
    [() => findOverlaps(buildIndex(blocks)), () => countOverlapsPacked(packed)],
    rounds,
  );
  return {
    name: `overlaps among ${count.toLocaleString('en')} prefixes (${found.toLocaleString('en')} found)`,
    value: ours,
    unit: 'ms',
    baseline: { name: 'packed Float64Array sort and sweep', value: bare },
    ratio: ours / bare,
    aim: 'at most 1.5 times the baseline',
  };
}

/** Against comparing all pairs with ip-num, of which every tenth row is measured, as all of them take half a minute. */
function pairsRow(count: number): BenchRow {
  const blocks = randomBlocks(count);
  const ranges = blocks.map((block) => IPv4CidrRange.fromCidr(formatBlock(block)));
  const rows = ranges.filter((_, position) => position % 10 === 0);
  const [ours = 0] = measureInTurn([() => findOverlaps(buildIndex(blocks))], 101);
  const [measured = 0] = measureInTurn([() => countPairs(rows, ranges)], 1, 0);
  const naive = (measured * (((count - 1) / 2) * count)) / (rows.length * count);
  return {
    name: `overlaps among ${count.toLocaleString('en')} prefixes`,
    value: ours,
    unit: 'ms',
    baseline: { name: 'ip-num, all pairs, from a sample', value: naive },
    ratio: naive / ours,
    aim: 'at least 10,000 times faster than the baseline',
  };
}

/** Prefixes of /8 to /32 anywhere in IPv4; the same ones every time. */
function randomBlocks(count: number): readonly Block[] {
  const random = seededRandom(count);
  return Array.from({ length: count }, () =>
    blockAround({ family: 4, value: Math.floor(random() * 2 ** 32) }, 8 + Math.floor(random() * 25)),
  );
}

function packBlocks(blocks: readonly Block[]): Float64Array {
  return Float64Array.from(blocks, (block) => Number(block.first) * 64 + block.prefixLength);
}

/** How many prefixes lie in another one. */
function countOverlapsPacked(packed: Float64Array): number {
  const keys = packed.slice().sort();
  const openLasts = new Float64Array(64);
  let depth = 0;
  let overlapping = 0;
  let previous = Number.NaN;
  for (const key of keys) {
    if (key === previous) {
      overlapping++;
      continue;
    }
    previous = key;
    const prefixLength = key % 64;
    const first = (key - prefixLength) / 64;
    while (depth > 0 && (openLasts[depth - 1] ?? 0) < first) depth--;
    if (depth > 0) overlapping++;
    openLasts[depth++] = first + 2 ** (32 - prefixLength) - 1;
  }
  return overlapping;
}

function countPairs(rows: readonly IPv4CidrRange[], ranges: readonly IPv4CidrRange[]): number {
  let overlapping = 0;
  for (const a of rows) for (const b of ranges) if (a.isOverlapping(b)) overlapping++;
  return overlapping;
}
