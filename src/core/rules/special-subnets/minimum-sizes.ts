import { usable4, createBlock4 } from '../../address/index.ts';
import type { SubnetView } from '../../topology/types.ts';
import { defineRule, found } from '../define-rule.ts';
import type { Rule, RuleSource } from '../types.ts';
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

interface MinimumSize {
  readonly id: string;
  readonly subnetName: string;
  readonly service: string;
  readonly prefixLength: number;
  /** Kind under which Azure lists the service, if it is there already. */
  readonly listedAs: string;
  readonly why: string;
  readonly source: RuleSource;
  /** Fails and passes, in a network 10.0.0.0/16. */
  readonly failing: string;
  readonly passing: string;
}

const MINIMUM_SIZES: readonly MinimumSize[] = [
  {
    id: 'firewall-subnet-size',
    subnetName: 'AzureFirewallSubnet',
    service: 'Azure Firewall',
    prefixLength: 26,
    listedAs: 'azureFirewall',
    why: 'Azure Firewall adds instances as traffic grows and needs a /26 for them. Smaller subnets are refused.',
    source: { key: 'AFW' },
    failing: '10.0.3.0/27',
    passing: '10.0.3.0/26',
  },
  {
    id: 'firewall-mgmt-subnet-size',
    subnetName: 'AzureFirewallManagementSubnet',
    service: 'the management NIC of Azure Firewall',
    prefixLength: 26,
    listedAs: 'azureFirewall',
    why: 'The management interface of Azure Firewall has a subnet of its own, which must be /26 or larger.',
    source: { key: 'AFW' },
    failing: '10.0.4.0/27',
    passing: '10.0.4.0/26',
  },
  {
    id: 'bastion-subnet-size',
    subnetName: 'AzureBastionSubnet',
    service: 'Bastion',
    prefixLength: 26,
    listedAs: 'bastionHost',
    why: 'Since 2 November 2021 Azure deploys Bastion only into a subnet of /26 or larger, so that hosts can be added. Older deployments on /27 keep running, but cannot be made again.',
    source: { key: 'BAS' },
    failing: '10.0.2.0/27',
    passing: '10.0.2.0/26',
  },
  {
    id: 'routeserver-subnet-size',
    subnetName: 'RouteServerSubnet',
    service: 'Route Server',
    prefixLength: 26,
    listedAs: 'routeServer',
    why: 'Route Server needs a subnet of /26 or larger. Older documentation and Terraform examples say /27.',
    source: { key: 'RS' },
    failing: '10.0.1.0/27',
    passing: '10.0.1.0/26',
  },
];

function minimumSizeRule(size: MinimumSize): Rule {
  const plan = (prefix: string, listed = false) => ({
    networks: {
      hub: {
        prefixes: ['10.0.0.0/16'],
        subnets: {
          [size.subnetName]: {
            prefixes: [prefix],
            ...(listed ? { resources: [{ kind: size.listedAs, count: 1 }] } : {}),
          },
        },
      },
    },
  });
  return defineRule({
    id: size.id,
    title: `${size.subnetName} smaller than /${size.prefixLength}`,
    severity: 'E1',
    scope: 'subnet',
    why: size.why,
    sources: [size.source],
    examples: {
      failing: [
        { title: size.failing, plan: plan(size.failing), targets: [size.subnetName] },
        { title: `${size.failing}, already in use`, plan: plan(size.failing, true), severity: 'warning' },
      ],
      passing: [{ title: size.passing, plan: plan(size.passing) }],
    },
    check: (view, context) =>
      view.subnet.name !== size.subnetName || !isSmallerThan(view, size.prefixLength)
        ? []
        : [
            found({
              ...refusal(
                isListed(view, size.listedAs),
                `${size.subnetName} in ${view.network.name} is ${prefixesOf(view.subnet)}; ${size.service} needs /${size.prefixLength} or larger.`,
              ),
              fixes: () => fixGrowSubnet(context.topology, view, size.prefixLength),
            }),
          ],
  });
}

export const minimumSizeRules: readonly Rule[] = MINIMUM_SIZES.map(minimumSizeRule);
