import type { Rule } from '../types.ts';
import { clusterSizeRules } from './cluster-size.ts';
import { maxPodsRules } from './max-pods.ts';
import { nodeRules } from './nodes.ts';
import { serviceRules } from './services.ts';
import { surgeRules } from './surge.ts';

/** Node pools: pods on a node, nodes, surge, and what a whole cluster holds (catalogue, section 11; review, section 21). */
export const nodePoolsRules: readonly Rule[] = [
  ...maxPodsRules,
  ...nodeRules,
  ...surgeRules,
  ...clusterSizeRules,
  ...serviceRules,
];
