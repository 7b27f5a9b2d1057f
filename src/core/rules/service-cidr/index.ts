import type { Rule } from '../types.ts';
import { dnsServiceIpRules } from './dns-service-ip.ts';
import { dockerBridgeLegacy } from './docker-bridge-legacy.ts';
import { serviceCidrOverlapRules } from './overlaps.ts';
import { serviceCidrAksReserved } from './service-cidr-aks-reserved.ts';
import { serviceCidrImmutable } from './service-cidr-immutable.ts';
import { serviceCidrMulticast } from './service-cidr-multicast.ts';
import { serviceCidrNotPrivate } from './service-cidr-not-private.ts';
import { serviceCidrSizeRules } from './service-cidr-size.ts';
import { sharedServiceCidrRules } from './shared.ts';

/** Catalogue section 10.2. */
export const serviceCidrRules: readonly Rule[] = [
  ...serviceCidrOverlapRules,
  ...sharedServiceCidrRules,
  serviceCidrAksReserved,
  ...serviceCidrSizeRules,
  serviceCidrNotPrivate,
  serviceCidrMulticast,
  serviceCidrImmutable,
  ...dnsServiceIpRules,
  dockerBridgeLegacy,
];
