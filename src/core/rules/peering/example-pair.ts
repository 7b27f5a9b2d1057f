import type { PlanSketch } from '../../plan/index.ts';

/** Two peered networks, the start of most examples of this family. */
export const examplePair = (more: Partial<PlanSketch> = {}): PlanSketch => ({
  networks: { 'vnet-a': { prefixes: ['10.0.0.0/16'] }, 'vnet-b': { prefixes: ['10.1.0.0/16'] } },
  peerings: [{ id: 'a-b', a: 'vnet-a', b: 'vnet-b' }],
  ...more,
});
