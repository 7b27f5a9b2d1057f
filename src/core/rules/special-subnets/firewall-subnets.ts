import type { PlanSketch } from '../../plan/index.ts';
import { defineRule, found, waiting } from '../define-rule.ts';
import { NETWORK_ALONE } from '../support/alone.ts';
import type { Rule } from '../types.ts';
import { fixAddSubnet, fixShrinkSubnet } from '../support/fix-subnets.ts';
import { prefixesOf, refsOf } from '../support/words.ts';
import { isListed } from './minimum-sizes.ts';
import { refusal } from '../support/refusal.ts';

const FIREWALL_NAMES = ['AzureFirewallSubnet', 'AzureFirewallManagementSubnet'];

const hub = (
  subnets: Record<string, string | { prefixes: string[] }>,
  sku: 'basic' | 'standard' = 'standard',
): PlanSketch => ({
  networks: { hub: { prefixes: ['10.0.0.0/16', 'fd00:1::/56'], subnets } },
  firewalls: { fw: { network: 'hub', sku } },
});

const firewallSubnetOversized = defineRule({
  id: 'firewall-subnet-oversized',
  title: 'AzureFirewallSubnet larger than it ever needs',
  severity: 'I',
  scope: 'subnet',
  roles: ['firewall'],
  why: 'Azure Firewall never needs more than a /26, however far it scales. The rest of a larger subnet cannot be used for anything else.',
  sources: [{ key: 'AFW' }],
  examples: {
    failing: [
      { title: '10.0.2.0/24', plan: hub({ AzureFirewallSubnet: '10.0.2.0/24' }), targets: ['AzureFirewallSubnet'] },
    ],
    passing: [{ title: '10.0.2.0/26', plan: hub({ AzureFirewallSubnet: '10.0.2.0/26' }) }],
  },
  check: (view) => {
    const wide = view.space.blocks4.find((block) => block.prefixLength < 26);
    if (view.subnet.name !== 'AzureFirewallSubnet' || wide === undefined) return [];
    const exists = view.subnet.origin === 'existing' || isListed(view, 'azureFirewall');
    return [
      found({
        message: `AzureFirewallSubnet in ${view.network.name} is ${prefixesOf(view.subnet)}; Azure Firewall never needs more than /26.`,
        fixes: () => (exists ? [] : fixShrinkSubnet(view, 26)),
      }),
    ];
  },
});

const firewallMgmtMissing = defineRule({
  id: 'firewall-mgmt-missing',
  title: 'Firewall needs a management subnet',
  severity: 'E1',
  scope: 'virtualNetwork',
  reads: NETWORK_ALONE,
  why: 'Azure Firewall Basic, and any firewall with forced tunnelling, has a management interface with a public address. It lives in AzureFirewallManagementSubnet, /26 or larger.',
  sources: [{ key: 'AFW' }],
  examples: {
    failing: [
      {
        title: 'Basic firewall, only AzureFirewallSubnet',
        plan: hub({ AzureFirewallSubnet: '10.0.2.0/26' }, 'basic'),
        targets: ['hub'],
      },
    ],
    passing: [
      {
        title: 'Both subnets',
        plan: hub({ AzureFirewallSubnet: '10.0.2.0/26', AzureFirewallManagementSubnet: '10.0.3.0/26' }, 'basic'),
      },
    ],
  },
  check: ({ network, firewalls, subnets, ref }, context) => {
    if (subnets.some((view) => view.subnet.name === 'AzureFirewallManagementSubnet')) return [];
    const needing = firewalls.find((firewall) => firewall.sku === 'basic' || firewall.forcedTunneling === true);
    if (needing !== undefined) {
      return [
        found({
          message: `Firewall ${needing.name} in ${network.name} ${needing.sku === 'basic' ? 'is of the Basic SKU' : 'uses forced tunnelling'} and needs a management NIC in AzureFirewallManagementSubnet, which is missing.`,
          related: refsOf('firewall', [needing]),
          fixes: () => fixAddSubnet(context.topology, network.id, 'AzureFirewallManagementSubnet', 26),
        }),
      ];
    }
    const listed = subnets.some(
      (view) => view.subnet.name === 'AzureFirewallSubnet' && isListed(view, 'azureFirewall'),
    );
    const open =
      firewalls.length === 0
        ? listed
        : firewalls.some((firewall) => firewall.partial === true && firewall.sku === undefined);
    return network.partial === true && open ? [waiting('firewalls', [ref])] : [];
  },
});

const firewallIpv6 = defineRule({
  id: 'firewall-ipv6',
  title: 'Firewall subnet with IPv6',
  severity: 'E1',
  scope: 'subnet',
  roles: ['firewall', 'firewallManagement'],
  why: 'Azure Firewall runs in IPv4-only subnets. An IPv6 prefix on its subnet is refused; the rest of the network may be dual-stack.',
  sources: [{ key: 'IP6' }],
  examples: {
    failing: [
      {
        title: '{10.0.1.0/26, fd00:1::/64}',
        plan: hub({ AzureFirewallSubnet: { prefixes: ['10.0.1.0/26', 'fd00:1::/64'] } }),
        targets: ['AzureFirewallSubnet'],
      },
    ],
    passing: [{ title: '{10.0.1.0/26}', plan: hub({ AzureFirewallSubnet: '10.0.1.0/26' }) }],
  },
  check: (view) => {
    const { subnet, network, space } = view;
    return FIREWALL_NAMES.includes(subnet.name) && space.blocks6.length > 0
      ? [
          found({
            ...refusal(
              isListed(view, 'azureFirewall'),
              `${subnet.name} in ${network.name} has ${prefixesOf(subnet)}; firewall subnets must be IPv4 only.`,
            ),
            fixes: () => [
              {
                title: 'Drop the IPv6 prefix',
                commands: [
                  {
                    type: 'update',
                    kind: 'subnet',
                    id: subnet.id,
                    values: { addressPrefixes: subnet.addressPrefixes.filter((prefix) => !prefix.includes(':')) },
                  },
                ],
              },
            ],
          }),
        ]
      : [];
  },
});

export const firewallSubnetRules: readonly Rule[] = [firewallSubnetOversized, firewallMgmtMissing, firewallIpv6];
