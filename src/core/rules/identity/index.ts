import type { Rule } from '../types.ts';
import { ownSubnetRules } from './own-subnets.ts';
import { privateDnsRules } from './private-dns.ts';

/** Identities, their roles, and private DNS zones (catalogue, section 14). */
export const identityRules: readonly Rule[] = [...ownSubnetRules, ...privateDnsRules];
