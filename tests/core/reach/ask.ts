import { sketchPlan, type Plan, type PlanSketch } from '../../../src/core/plan/index.ts';
import { findEndpoint, findReach, type Answer, type Endpoint } from '../../../src/core/reach/index.ts';
import { buildTopology, type Topology } from '../../../src/core/topology/index.ts';

export function endpointOf(topology: Topology, word: string): Endpoint {
  const found = findEndpoint(topology, word);
  if (!found.ok) throw new Error(`${word}: ${JSON.stringify(found.error)}`);
  return found.value;
}

/** Asks a plan or sketch whether one named endpoint reaches another. */
export function ask(given: Plan | PlanSketch, from: string, to: string): Answer {
  const topology = buildTopology('format' in given ? given : sketchPlan(given));
  return findReach(topology, endpointOf(topology, from), endpointOf(topology, to));
}
