import { capacityRules } from './capacity/index.ts';
import { changesRules } from './changes/index.ts';
import { clusterSubnetsRules } from './cluster-subnets/index.ts';
import { combinationsRules } from './combinations/index.ts';
import { egressRules } from './egress/index.ts';
import { identityRules } from './identity/index.ts';
import { ingressRules } from './ingress/index.ts';
import { namesRules } from './names/index.ts';
import { nodePoolsRules } from './node-pools/index.ts';
import { nsgRules } from './nsg/index.ts';
import { onPremisesRules } from './on-premises/index.ts';
import { peeringRules } from './peering/index.ts';
import { podCidrRules } from './pod-cidr/index.ts';
import { retirementsRules } from './retirements/index.ts';
import { routesRules } from './routes/index.ts';
import { serviceCidrRules } from './service-cidr/index.ts';
import { specialSubnetsRules } from './special-subnets/index.ts';
import { subnetsRules } from './subnets/index.ts';
import type { Rule } from './types.ts';
import { virtualNetworksRules } from './virtual-networks/index.ts';

/** A group of rules about one subject. */
export interface RuleFamily {
  readonly title: string;
  readonly rules: readonly Rule[];
}

/** Every rule, family by family in the order of the catalogue. */
export const RULE_FAMILIES: readonly RuleFamily[] = Object.freeze([
  { title: 'Names and notation', rules: namesRules },
  { title: 'Virtual networks', rules: virtualNetworksRules },
  { title: 'Subnets', rules: subnetsRules },
  { title: 'Special subnets', rules: specialSubnetsRules },
  { title: 'Peering', rules: peeringRules },
  { title: 'On-premises and gateways', rules: onPremisesRules },
  { title: 'Routes', rules: routesRules },
  { title: 'Network security groups', rules: nsgRules },
  { title: 'Egress', rules: egressRules },
  { title: 'Feature combinations', rules: combinationsRules },
  { title: 'Pod CIDR', rules: podCidrRules },
  { title: 'Service CIDR', rules: serviceCidrRules },
  { title: 'Clusters and their subnets', rules: clusterSubnetsRules },
  { title: 'Node pools', rules: nodePoolsRules },
  { title: 'Capacity', rules: capacityRules },
  { title: 'Ingress and add-ons', rules: ingressRules },
  { title: 'Identity and private DNS', rules: identityRules },
  { title: 'Retirements', rules: retirementsRules },
  { title: 'Changes of what is deployed', rules: changesRules },
]);

/** Every rule, in the order of the families. */
export const RULES: readonly Rule[] = Object.freeze(RULE_FAMILIES.flatMap(({ rules }) => rules));

const byId: ReadonlyMap<string, Rule> = new Map(RULES.map((rule) => [rule.id, rule]));

/** The rule of an id; undefined when there is none. */
export function findRule(id: string): Rule | undefined {
  return byId.get(id);
}
