import type { ObjectRef } from '../../plan/index.ts';
import { defineRule, found } from '../define-rule.ts';
import { listNames } from '../support/refusal.ts';
import type { Found } from '../types.ts';

/** Stays an error on existing subnets: Azure has no place for a second one, so it was drawn here. */
export const subnetTwoRouteTables = defineRule({
  id: 'subnet-two-route-tables',
  title: 'More than one route table, NSG or NAT gateway',
  severity: 'E1',
  scope: 'subnet',
  why: 'A subnet has one place each for a route table, a network security group and a NAT gateway. A second one replaces the first; both together cannot be deployed.',
  sources: [{ key: 'FW' }],
  examples: {
    failing: [
      {
        title: 'Tables rt-a and rt-b on one subnet',
        plan: {
          networks: {
            spoke: {
              prefixes: ['10.1.0.0/16'],
              subnets: { snet: { prefixes: ['10.1.0.0/24'], routeTables: ['rt-a', 'rt-b'] } },
            },
          },
          routeTables: { 'rt-a': { routes: {} }, 'rt-b': { routes: {} } },
        },
        targets: ['spoke/snet'],
      },
    ],
    passing: [
      {
        title: 'rt-a',
        plan: {
          networks: {
            spoke: { prefixes: ['10.1.0.0/16'], subnets: { snet: { prefixes: ['10.1.0.0/24'], routeTable: 'rt-a' } } },
          },
          routeTables: { 'rt-a': { routes: {} } },
        },
      },
    ],
  },
  check: ({ subnet, network, routeTables, networkSecurityGroups, natGateways }) => {
    if (network.external === true) return [];
    const sayTwo = (
      kind: ObjectRef['kind'],
      words: string,
      ids: readonly string[] | undefined,
      known: readonly { readonly id: string; readonly name: string }[],
    ): readonly Found[] => {
      if (ids === undefined || ids.length < 2) return [];
      const distinct = [...new Set(ids)];
      if (distinct.length < 2) return [];
      const names = distinct.map((id) => known.find((object) => object.id === id)?.name ?? id);
      return [
        found({
          message: `Subnet ${subnet.name} of ${network.name} has the ${words} ${listNames(names)} attached: at most one is possible.`,
          related: known.map(({ id }) => ({ kind, id })),
        }),
      ];
    };
    return [
      ...sayTwo('routeTable', 'route tables', subnet.routeTableIds, routeTables),
      ...sayTwo(
        'networkSecurityGroup',
        'network security groups',
        subnet.networkSecurityGroupIds,
        networkSecurityGroups,
      ),
      ...sayTwo('natGateway', 'NAT gateways', subnet.natGatewayIds, natGateways),
    ];
  },
});
