import type { Rule } from '../types.ts';
import { cidrCoversKnownRoute, hairpinCluster } from './cluster-routes.ts';
import { firewallSubnetDefaultRoute } from './firewall-default-route.ts';
import { hybridAsymmetric } from './hybrid-asymmetric.ts';
import { kubenetTableRules } from './kubenet-tables.ts';
import { nextHopUnreachable } from './next-hop-unreachable.ts';
import { tableContentRules } from './table-contents.ts';

/** Catalogue section 8.1, with the rules on routes that the review adds. */
export const routesRules: readonly Rule[] = [
  ...tableContentRules,
  nextHopUnreachable,
  ...kubenetTableRules,
  hybridAsymmetric,
  hairpinCluster,
  cidrCoversKnownRoute,
  firewallSubnetDefaultRoute,
];
