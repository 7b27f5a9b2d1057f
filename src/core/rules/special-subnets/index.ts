import type { Rule } from '../types.ts';
import { applicationGatewayRules } from './application-gateway.ts';
import { attachmentRules } from './attachments.ts';
import { clusterHelperSubnetRules } from './cluster-helpers.ts';
import { firewallSubnetRules } from './firewall-subnets.ts';
import { gatewaySubnetRules } from './gateway-subnet.ts';
import { minimumSizeRules } from './minimum-sizes.ts';
import { reservedNameRules } from './reserved-names.ts';
import { addressFamilyRules } from './address-families.ts';

/** Catalogue section 5.2: subnets with a role of their own. */
export const specialSubnetsRules: readonly Rule[] = [
  ...reservedNameRules,
  ...gatewaySubnetRules,
  ...minimumSizeRules,
  ...firewallSubnetRules,
  ...attachmentRules,
  ...applicationGatewayRules,
  ...clusterHelperSubnetRules,
  ...addressFamilyRules,
];
