import type { PlanSketch } from '../../plan/index.ts';
import { defineRule, found } from '../define-rule.ts';
import type { Rule } from '../types.ts';
import { namesOf, refsOf } from '../support/words.ts';
import { isListed } from './minimum-sizes.ts';

const hub = (name: string, prefix: string, fields: { routeTable?: string; nsg?: string } = {}): PlanSketch => ({
  networks: { hub: { prefixes: ['10.0.0.0/16'], subnets: { [name]: { prefixes: [prefix], ...fields } } } },
  ...(fields.routeTable === undefined
    ? {}
    : { routeTables: { [fields.routeTable]: { routes: { '0.0.0.0/0': '10.0.1.4' } } } }),
  ...(fields.nsg === undefined ? {} : { nsgs: { [fields.nsg]: {} } }),
});

/** Review 1.1 #5: the documentation says "not supported", it does not speak of a refusal. */
const bastionSubnetUdr = defineRule({
  id: 'bastion-subnet-udr',
  title: 'Route table on AzureBastionSubnet',
  severity: 'E2',
  scope: 'subnet',
  roles: ['bastion'],
  why: 'User-defined routes are not supported on AzureBastionSubnet: the host must reach its control plane and the targets directly.',
  sources: [{ key: 'BAS' }],
  examples: {
    failing: [
      {
        title: '0.0.0.0/0 to the firewall attached',
        plan: hub('AzureBastionSubnet', '10.0.2.0/26', { routeTable: 'rt-fw' }),
        targets: ['rt-fw'],
      },
    ],
    passing: [{ title: 'No table', plan: hub('AzureBastionSubnet', '10.0.2.0/26') }],
  },
  check: ({ subnet, network, ref, routeTables }) =>
    subnet.name !== 'AzureBastionSubnet'
      ? []
      : routeTables.map((table) =>
          found({
            target: { kind: 'routeTable', id: table.id },
            related: [ref],
            message: `${table.name} is attached to AzureBastionSubnet in ${network.name}; route tables are not supported there.`,
            fixes: () => [
              {
                title: 'Detach it',
                commands: [
                  {
                    type: 'update',
                    kind: 'subnet',
                    id: subnet.id,
                    values: { routeTableIds: (subnet.routeTableIds ?? []).filter((id) => id !== table.id) },
                  },
                ],
              },
            ],
          }),
        ),
});

const routeserverSubnetUdrNsg = defineRule({
  id: 'routeserver-subnet-udr-nsg',
  title: 'Route table or network security group on RouteServerSubnet',
  severity: 'E1',
  scope: 'subnet',
  roles: ['routeServer'],
  why: 'RouteServerSubnet takes neither a route table nor a network security group.',
  sources: [{ key: 'RS' }],
  examples: {
    failing: [
      {
        title: 'NSG attached',
        plan: hub('RouteServerSubnet', '10.0.1.0/26', { nsg: 'nsg-default' }),
        targets: ['RouteServerSubnet'],
      },
    ],
    passing: [{ title: 'None', plan: hub('RouteServerSubnet', '10.0.1.0/26') }],
  },
  check: (view) => {
    const { subnet, network, routeTables, networkSecurityGroups } = view;
    const attached = [...routeTables, ...networkSecurityGroups];
    if (subnet.name !== 'RouteServerSubnet' || attached.length === 0) return [];
    return [
      found({
        message: `${namesOf(attached)} ${attached.length === 1 ? 'is' : 'are'} attached to RouteServerSubnet in ${network.name}; neither route tables nor network security groups are supported there.`,
        related: [...refsOf('routeTable', routeTables), ...refsOf('networkSecurityGroup', networkSecurityGroups)],
        ...(isListed(view, 'routeServer') ? { severity: 'E2' as const } : {}),
        fixes: () => [
          {
            title: 'Detach',
            commands: [
              {
                type: 'update',
                kind: 'subnet',
                id: subnet.id,
                values: { routeTableIds: [], networkSecurityGroupIds: [] },
              },
            ],
          },
        ],
      }),
    ];
  },
});

export const attachmentRules: readonly Rule[] = [bastionSubnetUdr, routeserverSubnetUdrNsg];
