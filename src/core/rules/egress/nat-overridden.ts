import type { PlanSketch } from '../../plan/index.ts';
import { NONE } from '../../topology/index.ts';
import { defineRule, found, waiting } from '../define-rule.ts';
import { changeRoutes, defaultRouteOf, leadsAway, sayHop, unknownTablesOf } from '../support/routes.ts';
import { sketchHubCluster } from '../support/sketches.ts';
import { namesOf, prefixesOf, refsOf } from '../support/words.ts';
import type { Rule } from '../types.ts';

const withRoute = (routes: Readonly<Record<string, string>>): PlanSketch => {
  const sketch = sketchHubCluster({ outboundType: 'userAssignedNATGateway' }, routes);
  const nodes = { prefixes: ['10.1.0.0/22'], routeTable: 'rt-nodes', natGateway: 'ng' };
  return {
    ...sketch,
    networks: { ...sketch.networks, spoke: { prefixes: ['10.1.0.0/16'], subnets: { 'snet-nodes': nodes } } },
    natGateways: { ng: { sku: 'Standard', publicIpAddresses: 1 } },
  };
};

export const natOverridden: Rule = defineRule({
  id: 'egress-nat-overridden',
  title: 'NAT gateway that a default route overrides',
  severity: 'W',
  scope: 'subnet',
  why: 'A user route for 0.0.0.0/0 to an appliance or a gateway wins over the NAT gateway of the subnet. The NAT gateway is paid for and not used.',
  sources: [{ key: 'NATD' }],
  examples: {
    failing: [
      {
        title: 'NAT gateway and 0.0.0.0/0 to 10.0.1.4',
        plan: withRoute({ '0.0.0.0/0': '10.0.1.4' }),
        targets: ['spoke/snet-nodes'],
      },
    ],
    passing: [{ title: 'NAT gateway and no default route', plan: withRoute({ '10.20.0.0/16': '10.0.1.4' }) }],
  },
  check: (view) => {
    const { subnet, natGateways } = view;
    if (natGateways.length === 0) return NONE;
    const away = defaultRouteOf(view);
    if (away === 'unknown') return [waiting('routeTable', unknownTablesOf(view))];
    if (away === 'none' || !leadsAway(away.route)) return NONE;
    const { table, route } = away;
    return [
      found({
        message: `${subnet.name} ${prefixesOf(subnet)} has NAT gateway ${namesOf(natGateways)}, and ${table.name} sends ${route.addressPrefix} to ${sayHop(route)}: the route wins, the NAT gateway is not used.`,
        related: [...refsOf('natGateway', natGateways), ...refsOf('routeTable', [table])],
        fixes: ({ topology }) => {
          const users = topology.routeTables.get(table.id)?.subnets ?? [];
          return users.length === 1 && !view.uses.some(({ cluster }) => cluster.outboundType === 'userDefinedRouting')
            ? [
                {
                  title: `Remove the route ${route.addressPrefix}`,
                  commands: [
                    changeRoutes(
                      table,
                      (table.routes ?? []).filter((one) => one !== route),
                    ),
                  ],
                },
              ]
            : [];
        },
      }),
    ];
  },
});
