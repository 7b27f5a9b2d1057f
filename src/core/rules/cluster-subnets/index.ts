import type { Rule } from '../types.ts';
import { loadBalancerRules } from './load-balancers.ts';
import { poolSubnetRules } from './pool-subnets.ts';
import { sharedSubnetRules } from './shared-subnets.ts';

/** Catalogue section 10.3: relations between clusters and subnets. */
export const clusterSubnetsRules: readonly Rule[] = [...sharedSubnetRules, ...poolSubnetRules, ...loadBalancerRules];
