import type { Rule } from '../types.ts';
import { aksReservedRules } from './aks-reserved.ts';
import { countRules } from './counts.ts';
import { freeSpaceRules } from './free-space.ts';
import { overlappingNetworksRules } from './overlapping-networks.ts';
import { prefixPlaceRules } from './prefix-place.ts';
import { prefixSizeRules } from './prefix-size.ts';
import { vnetOnprem108 } from './vnet-onprem-10-8.ts';
import { dnsServerRules } from './dns-servers.ts';

/** Address space of virtual networks (catalogue, section 4.2). */
export const virtualNetworksRules: readonly Rule[] = [
  ...prefixSizeRules,
  ...prefixPlaceRules,
  ...aksReservedRules,
  ...overlappingNetworksRules,
  ...countRules,
  ...freeSpaceRules,
  vnetOnprem108,
  ...dnsServerRules,
];
