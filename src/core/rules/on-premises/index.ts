import type { Rule } from '../types.ts';
import { advertisedPrefixes } from './express-route.ts';
import { onPremisesGatewayRules } from './gateways.ts';
import { onPremisesSiteRules } from './sites.ts';

/** Catalogue section 7, with the rule on advertised prefixes that the review adds. */
export const onPremisesRules: readonly Rule[] = [...onPremisesSiteRules, ...onPremisesGatewayRules, advertisedPrefixes];
