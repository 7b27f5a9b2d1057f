import type { Rule } from '../types.ts';
import { delegationRules } from './delegation.ts';
import { multiPrefixRules } from './multi-prefix.ts';
import { privateEndpointRules } from './private-endpoints.ts';
import { staticAddressRules } from './static-addresses.ts';
import { subnetExclusiveRole } from './subnet-exclusive-role.ts';
import { subnetFillRules } from './subnet-fill.ts';
import { subnetPlaceRules } from './subnet-place.ts';
import { subnetResizeInUse } from './subnet-resize-in-use.ts';
import { subnetSizeRules } from './subnet-size.ts';
import { subnetTwoRouteTables } from './subnet-two-route-tables.ts';

/** Subnets (catalogue, section 4.3). */
export const subnetsRules: readonly Rule[] = [
  ...subnetPlaceRules,
  ...subnetSizeRules,
  ...staticAddressRules,
  ...multiPrefixRules,
  ...delegationRules,
  subnetExclusiveRole,
  subnetTwoRouteTables,
  ...subnetFillRules,
  subnetResizeInUse,
  ...privateEndpointRules,
];
