import { capacityRules } from './capacity/index.ts';
import { clusterSubnetsRules } from './cluster-subnets/index.ts';
import { namesRules } from './names/index.ts';
import { onPremisesRules } from './on-premises/index.ts';
import { peeringRules } from './peering/index.ts';
import { podCidrRules } from './pod-cidr/index.ts';
import { serviceCidrRules } from './service-cidr/index.ts';
import { specialSubnetsRules } from './special-subnets/index.ts';
import { subnetsRules } from './subnets/index.ts';
import type { Rule } from './types.ts';
import { virtualNetworksRules } from './virtual-networks/index.ts';

/** Every rule, family by family in the order of the catalogue. */
export const RULES: readonly Rule[] = Object.freeze([
  ...namesRules,
  ...virtualNetworksRules,
  ...subnetsRules,
  ...specialSubnetsRules,
  ...peeringRules,
  ...onPremisesRules,
  ...podCidrRules,
  ...serviceCidrRules,
  ...clusterSubnetsRules,
  ...capacityRules,
]);

const byId: ReadonlyMap<string, Rule> = new Map(RULES.map((rule) => [rule.id, rule]));

/** The rule of an id; undefined when there is none. */
export function findRule(id: string): Rule | undefined {
  return byId.get(id);
}
