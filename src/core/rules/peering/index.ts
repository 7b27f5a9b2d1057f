import type { Rule } from '../types.ts';
import { addressChangeRules } from './address-changes.ts';
import { peeringAdviceRules } from './advice.ts';
import { peeringEndRules } from './ends.ts';
import { gatewayKindRules } from './gateway-kinds.ts';
import { peeringGatewayRules } from './gateways.ts';
import { peeringOverlapRules } from './overlaps.ts';
import { subnetPeeringRules } from './subnet-peering.ts';
import { peeringTransitRules } from './transit.ts';
import { bypassesFirewall } from './bypasses-firewall.ts';

/** Catalogue section 6, with the two rules on the state of a peering that the review adds. */
export const peeringRules: readonly Rule[] = [
  ...peeringEndRules,
  ...peeringOverlapRules,
  ...peeringGatewayRules,
  ...gatewayKindRules,
  ...peeringTransitRules,
  ...subnetPeeringRules,
  ...peeringAdviceRules,
  ...addressChangeRules,
  bypassesFirewall,
];
