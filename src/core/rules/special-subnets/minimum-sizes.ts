import { usable4, createBlock4 } from '../../address/index.ts';
import { findSpecialSubnet } from '../../azure/index.ts';
import type { SubnetRole, SubnetView } from '../../topology/types.ts';
import { defineRule, found } from '../define-rule.ts';
import type { Rule } from '../types.ts';
import { fixGrowSubnet } from '../support/fix-subnets.ts';
import { refusal } from '../support/refusal.ts';
import { prefixesOf } from '../support/words.ts';

/** Usable IPv4 addresses of one block of that prefix length. */
export function usableOf(prefixLength: number): number {
  return usable4(createBlock4(0, prefixLength));
}

/** Smaller than one /`prefixLength`: several prefixes count by the sum of their usable addresses (review 1.1). No readable IPv4 prefix: false. */
export function isSmallerThan({ space, usable4: usable }: SubnetView, prefixLength: number): boolean {
  return space.blocks4.length > 0 && usable < usableOf(prefixLength);
}

/** Something Azure lists in the subnet. */
export function isListed({ subnet }: SubnetView, kind: string): boolean {
  return (subnet.resources ?? []).some((resource) => resource.kind === kind && resource.count > 0);
}

/** What a rule says about one row of the dated table; the name and the size come from there. */
interface MinimumSize {
  readonly id: string;
  readonly role: SubnetRole;
  readonly service: string;
  /** Kind under which Azure lists the service, if it is there already. */
  readonly listedAs: string;
  readonly why: string;
  /** Fails and passes, in a network 10.0.0.0/16. */
  readonly failing: string;
  readonly passing: string;
}

const MINIMUM_SIZES: readonly MinimumSize[] = [
  {
    id: 'firewall-subnet-size',
    role: 'firewall',
    service: 'Azure Firewall',
    listedAs: 'azureFirewall',
    why: 'Azure Firewall adds instances as traffic grows and needs a /26 for them. Smaller subnets are refused.',
    failing: '10.0.3.0/27',
    passing: '10.0.3.0/26',
  },
  {
    id: 'firewall-mgmt-subnet-size',
    role: 'firewallManagement',
    service: 'the management NIC of Azure Firewall',
    listedAs: 'azureFirewall',
    why: 'The management interface of Azure Firewall has a subnet of its own, which must be /26 or larger.',
    failing: '10.0.4.0/27',
    passing: '10.0.4.0/26',
  },
  {
    id: 'bastion-subnet-size',
    role: 'bastion',
    service: 'Bastion',
    listedAs: 'bastionHost',
    why: 'Since 2 November 2021 Azure deploys Bastion only into a subnet of /26 or larger, so that hosts can be added. Older deployments on /27 keep running, but cannot be made again.',
    failing: '10.0.2.0/27',
    passing: '10.0.2.0/26',
  },
  {
    id: 'routeserver-subnet-size',
    role: 'routeServer',
    service: 'Route Server',
    listedAs: 'routeServer',
    why: 'Route Server needs a subnet of /26 or larger. Older documentation and Terraform examples say /27.',
    failing: '10.0.1.0/27',
    passing: '10.0.1.0/26',
  },
];

function minimumSizeRule(size: MinimumSize): Rule {
  const asked = findSpecialSubnet(size.role);
  if (asked?.name === undefined || asked.minimumPrefix === undefined)
    throw new Error(`No size is known for ${size.role}`);
  const { name: subnetName, minimumPrefix: prefixLength } = asked;
  const plan = (prefix: string, listed = false) => ({
    networks: {
      hub: {
        prefixes: ['10.0.0.0/16'],
        subnets: {
          [subnetName]: {
            prefixes: [prefix],
            ...(listed ? { resources: [{ kind: size.listedAs, count: 1 }] } : {}),
          },
        },
      },
    },
  });
  return defineRule({
    id: size.id,
    title: `${subnetName} smaller than /${prefixLength}`,
    severity: 'E1',
    scope: 'subnet',
    roles: [size.role],
    why: size.why,
    sources: [{ key: asked.source }],
    examples: {
      failing: [
        { title: size.failing, plan: plan(size.failing), targets: [subnetName] },
        { title: `${size.failing}, already in use`, plan: plan(size.failing, true), severity: 'warning' },
      ],
      passing: [{ title: size.passing, plan: plan(size.passing) }],
    },
    check: (view, context) =>
      view.subnet.name !== subnetName || !isSmallerThan(view, prefixLength)
        ? []
        : [
            found({
              ...refusal(
                isListed(view, size.listedAs),
                `${subnetName} in ${view.network.name} is ${prefixesOf(view.subnet)}; ${size.service} needs /${prefixLength} or larger.`,
              ),
              fixes: () => fixGrowSubnet(context.topology, view, prefixLength),
            }),
          ],
  });
}

export const minimumSizeRules: readonly Rule[] = MINIMUM_SIZES.map(minimumSizeRule);
