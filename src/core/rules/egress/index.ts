import type { Rule } from '../types.ts';
import { isolationRules } from './isolation.ts';
import { natGatewayRules } from './nat-gateways.ts';
import { outboundTypeRules } from './outbound-types.ts';
import { egressPoolRules } from './pools.ts';
import { snatRules } from './snat.ts';
import { userRouteRules } from './user-routes.ts';

/** Catalogue sections 8.3, 8.4 and 9.3, with the rules on egress that the review adds. */
export const egressRules: readonly Rule[] = [
  ...outboundTypeRules,
  ...natGatewayRules,
  ...userRouteRules,
  ...snatRules,
  ...isolationRules,
  ...egressPoolRules,
];
