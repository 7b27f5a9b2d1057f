import type { Rule } from '../types.ts';
import { onPremisesGatewayRules } from './gateways.ts';
import { onPremisesSiteRules } from './sites.ts';

/** Catalogue section 7. */
export const onPremisesRules: readonly Rule[] = [...onPremisesSiteRules, ...onPremisesGatewayRules];
