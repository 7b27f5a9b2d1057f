import { RESERVED_SUBNET_NAMES } from '../../topology/index.ts';
import { defineRule, found } from '../define-rule.ts';
import { NETWORK_ALONE } from '../support/alone.ts';
import type { Rule } from '../types.ts';
import { listNames } from '../support/refusal.ts';
import { refsOf } from '../support/words.ts';

/** Azure's exact spelling, by lower-case name. */
const EXACT_NAMES: ReadonlyMap<string, string> = new Map(
  [...RESERVED_SUBNET_NAMES.keys()].map((name) => [name.toLowerCase(), name]),
);

const specialSubnetNameCase = defineRule({
  id: 'special-subnet-name-case',
  title: 'Reserved subnet name in another spelling',
  severity: 'E1',
  scope: 'subnet',
  why: 'Gateways, firewalls, Bastion and Route Server find their subnet by its exact name. Another spelling makes an ordinary subnet, and the service is refused.',
  sources: [{ key: 'GWS' }, { key: 'BAS' }],
  examples: {
    failing: [
      {
        title: 'gatewaysubnet',
        plan: { networks: { hub: { prefixes: ['10.0.0.0/16'], subnets: { gatewaysubnet: '10.0.0.0/27' } } } },
        targets: ['gatewaysubnet'],
      },
    ],
    passing: [
      {
        title: 'GatewaySubnet',
        plan: { networks: { hub: { prefixes: ['10.0.0.0/16'], subnets: { GatewaySubnet: '10.0.0.0/27' } } } },
      },
    ],
  },
  check: ({ subnet, network }) => {
    const exact = EXACT_NAMES.get(subnet.name.toLowerCase());
    if (exact === undefined || exact === subnet.name) return [];
    return [
      found({
        message: `Subnet ${subnet.name} in ${network.name} must be written exactly ${exact}.`,
        fixes: () => [
          {
            title: `Rename to ${exact}`,
            commands: [{ type: 'update', kind: 'subnet', id: subnet.id, values: { name: exact } }],
          },
        ],
      }),
    ];
  },
});

const specialSubnetDuplicate = defineRule({
  id: 'special-subnet-duplicate',
  title: 'Reserved subnet or Route Server twice in one network',
  severity: 'E1',
  scope: 'virtualNetwork',
  reads: NETWORK_ALONE,
  why: 'A network has one GatewaySubnet, one AzureFirewallSubnet, one AzureBastionSubnet and one Route Server. VPN and ExpressRoute gateways share the GatewaySubnet.',
  sources: [{ key: 'LIM' }, { key: 'RS' }],
  examples: {
    failing: [
      {
        title: 'Two Route Servers',
        plan: {
          networks: { hub: { prefixes: ['10.0.0.0/16'], subnets: { RouteServerSubnet: '10.0.0.0/26' } } },
          gateways: { rs1: { network: 'hub', kind: 'routeServer' }, rs2: { network: 'hub', kind: 'routeServer' } },
        },
        targets: ['hub'],
      },
      {
        title: 'GatewaySubnet twice',
        plan: {
          networks: {
            hub: {
              prefixes: ['10.0.0.0/16'],
              subnets: { GatewaySubnet: '10.0.0.0/27', second: { name: 'GatewaySubnet', prefixes: ['10.0.0.32/27'] } },
            },
          },
        },
        targets: ['hub'],
      },
    ],
    passing: [
      {
        title: 'One VPN and one ExpressRoute gateway',
        plan: {
          networks: { hub: { prefixes: ['10.0.0.0/16'], subnets: { GatewaySubnet: '10.0.0.0/27' } } },
          gateways: {
            vgw: { network: 'hub', kind: 'vpn', sku: 'VpnGw1' },
            ergw: { network: 'hub', kind: 'expressRoute', sku: 'ErGw1AZ' },
          },
        },
      },
    ],
  },
  check: ({ network, subnets, gateways }) => {
    const twice = [...RESERVED_SUBNET_NAMES.keys()].flatMap((name) => {
      const same = subnets.filter((view) => view.subnet.name === name);
      return same.length > 1
        ? [
            found({
              message: `${network.name} has ${same.length} subnets ${name}; one per network.`,
              related: same.map((view) => view.ref),
            }),
          ]
        : [];
    });
    const routeServers = gateways.filter((gateway) => gateway.kind === 'routeServer');
    if (routeServers.length < 2) return twice;
    return [
      ...twice,
      found({
        message: `${network.name} has ${routeServers.length} Route Servers (${listNames(routeServers.map((gateway) => gateway.name))}); one per network.`,
        related: refsOf('gateway', routeServers),
        fixes: () =>
          routeServers.slice(1).map((gateway) => ({
            title: `Remove ${gateway.name}`,
            commands: [{ type: 'remove', refs: [{ kind: 'gateway', id: gateway.id }] }],
          })),
      }),
    ];
  },
});

export const reservedNameRules: readonly Rule[] = [specialSubnetNameCase, specialSubnetDuplicate];
