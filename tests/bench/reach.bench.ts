import { findAllReach, findReach, listEndpoints, type ReachMatrix } from '../../src/core/reach/index.ts';
import { buildTopology, type Topology } from '../../src/core/topology/index.ts';
import type { Plan } from '../../src/core/plan/index.ts';
import { sketchEstate } from '../support/hub-and-spoke.ts';
import { median, seededRandom, type BenchRow } from './bench-row.ts';

export const name = 'reach';

const ROUNDS = 9;
const WARM_UP = 3;
/** Pairs that are answered one at a time, to tell what all of them would cost. */
const SAMPLE = 2_000;

/** All pairs of an estate of a thousand endpoints. The baseline answers pairs one at a time, each by itself, and is extrapolated from a sample. */
export async function run(): Promise<BenchRow[]> {
  return [
    allPairs('4 hubs', sketchEstate({ hubs: 4, spokesPerHub: 23, clusters: 90 })),
    allPairs('one hub', sketchEstate({ hubs: 1, spokesPerHub: 93, clusters: 90 })),
  ];
}

function allPairs(title: string, plan: Plan): BenchRow {
  const times: number[] = [];
  let matrix: ReachMatrix | undefined;
  for (let round = -WARM_UP; round < ROUNDS; round++) {
    const fresh = buildTopology(structuredClone(plan));
    const start = performance.now();
    matrix = findAllReach(fresh);
    if (round >= 0) times.push(performance.now() - start);
  }
  const count = matrix?.endpoints.length ?? 0;
  const value = median(times);
  const baseline = onePairAtATime(plan) * count * count;
  const counts = `${count} endpoints, ${matrix?.count('yes') ?? 0} pairs reach each other`;
  return {
    name: `all pairs, ${title}: ${counts}`,
    value,
    unit: 'ms',
    baseline: { name: `pair by pair, extrapolated from ${SAMPLE}`, value: baseline },
    ratio: value / baseline,
    aim: 'at most 500 ms',
  };
}

/** Milliseconds for one pair when nothing is at hand but the topology. */
function onePairAtATime(plan: Plan): number {
  const random = seededRandom(7);
  const topology: Topology = buildTopology(structuredClone(plan));
  const endpoints = listEndpoints(topology);
  const pick = (): (typeof endpoints)[number] | undefined => endpoints[Math.floor(random() * endpoints.length)];
  const start = performance.now();
  for (let n = 0; n < SAMPLE; n++) {
    const [from, to] = [pick(), pick()];
    if (from !== undefined && to !== undefined) findReach(topology, from, to);
  }
  return (performance.now() - start) / SAMPLE;
}
