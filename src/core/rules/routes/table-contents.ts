import { LIMITS } from '../../azure/index.ts';
import { formatNumber, type Plan, type PlanSketch, type Route, sketchPlan } from '../../plan/index.ts';
import type { RouteTableView, Topology } from '../../topology/types.ts';
import { defineRule, found } from '../define-rule.ts';
import { listNames, refusal } from '../support/refusal.ts';
import { findAppliance } from '../support/appliance.ts';
import { changeRoutes } from '../support/routes.ts';
import type { Fix, Rule } from '../types.ts';

function tableOf(count: number, managed?: boolean): PlanSketch {
  const routes = Object.fromEntries(
    Array.from({ length: count }, (_, index) => [`10.${Math.floor(index / 256)}.${index % 256}.0/24`, 'None']),
  );
  return {
    routeTables: { 'rt-big': { routes, ...(managed === undefined ? {} : { managedByNetworkManager: managed }) } },
  };
}

const routeCount = defineRule({
  id: 'route-count',
  title: 'Too many routes in a route table',
  severity: 'E1',
  scope: 'routeTable',
  why: 'A route table holds 400 routes, or 1,000 when Virtual Network Manager looks after it. Azure refuses the next one.',
  sources: [{ key: 'LIM' }, { key: 'AVNM' }],
  examples: {
    failing: [
      { title: '401 routes', plan: tableOf(401), targets: ['rt-big'], severity: 'error' },
      { title: '1,001 routes under Virtual Network Manager', plan: tableOf(1001, true), targets: ['rt-big'] },
    ],
    passing: [
      { title: '400 routes', plan: tableOf(400) },
      { title: '1,000 routes under Virtual Network Manager', plan: tableOf(1000, true) },
    ],
  },
  check: ({ routeTable, routes }) => {
    const limit = routeLimitOf(routeTable);
    if (routes === undefined || routes.length <= limit) return [];
    return [
      found(
        refusal(
          routeTable.origin === 'existing',
          `${routeTable.name} has ${formatNumber(routes.length)} routes; a route table holds ${formatNumber(limit)}.`,
        ),
      ),
    ];
  },
});

/** Routes a table may hold. @source LIM 2022-12-05, AVNM 2024-11-06 */
export function routeLimitOf({ managedByNetworkManager }: RouteTableView['routeTable']): number {
  return LIMITS[managedByNetworkManager === true ? 'routeTable.routesManaged' : 'routeTable.routes'].value;
}

const withRoute = (route: Partial<Route>): Plan => ({
  ...sketchPlan({
    networks: {
      hub: {
        prefixes: ['10.0.0.0/16'],
        subnets: {
          AzureFirewallSubnet: '10.0.1.0/26',
          'snet-vm': { prefixes: ['10.0.4.0/24'], routeTable: 'rt' },
        },
      },
    },
  }),
  routeTables: [
    {
      id: 'rt',
      name: 'rt',
      routes: [{ name: 'default', addressPrefix: '0.0.0.0/0', nextHopType: 'Internet', ...route }],
    },
  ],
});

const routeNextHopIp = defineRule({
  id: 'route-next-hop-ip',
  title: 'Next hop address missing, or given where it has no place',
  severity: 'E1',
  scope: 'routeTable',
  why: 'A route to a virtual appliance names the address of the appliance; a route with any other next hop has none. Azure refuses the table otherwise.',
  sources: [{ key: 'UDRO' }],
  examples: {
    failing: [
      {
        title: 'VirtualAppliance without an address',
        plan: withRoute({ nextHopType: 'VirtualAppliance' }),
        targets: ['rt'],
        severity: 'error',
      },
      {
        title: 'Internet with an address',
        plan: withRoute({ nextHopType: 'Internet', nextHopIpAddress: '10.0.1.4' }),
        targets: ['rt'],
      },
    ],
    passing: [
      {
        title: 'VirtualAppliance 10.0.1.4',
        plan: withRoute({ nextHopType: 'VirtualAppliance', nextHopIpAddress: '10.0.1.4' }),
      },
      { title: 'Internet', plan: withRoute({ nextHopType: 'Internet' }) },
    ],
  },
  check: (view) => {
    const { routeTable } = view;
    if (routeTable.routes === undefined) return [];
    const lacking = routeTable.routes.filter(isLacking);
    const spare = routeTable.routes.filter(isSpare);
    const exists = routeTable.origin === 'existing';
    return [
      ...(lacking.length === 0
        ? []
        : [
            found({
              ...refusal(
                exists,
                `${routeTable.name} sends ${sayPrefixes(lacking)} to a virtual appliance without saying its address.`,
              ),
              fixes: ({ topology }) => fillAppliance(topology, view),
            }),
          ]),
      ...(spare.length === 0
        ? []
        : [
            found({
              ...refusal(
                exists,
                `${routeTable.name} names an address for ${sayPrefixes(spare)}, whose next hop is no virtual appliance.`,
              ),
              fixes: () => [
                {
                  title: 'Drop the address',
                  commands: [
                    changeRoutes(
                      routeTable,
                      (routeTable.routes ?? []).map((route) => {
                        const { nextHopIpAddress: _spare, ...rest } = route;
                        return isSpare(route) ? rest : route;
                      }),
                    ),
                  ],
                },
              ],
            }),
          ]),
    ];
  },
});

function isLacking({ nextHopType, nextHopIpAddress }: Route): boolean {
  return nextHopType === 'VirtualAppliance' && (nextHopIpAddress ?? '') === '';
}

function isSpare({ nextHopType, nextHopIpAddress }: Route): boolean {
  return nextHopType !== 'VirtualAppliance' && (nextHopIpAddress ?? '') !== '';
}

function sayPrefixes(routes: readonly Route[]): string {
  return listNames(routes.map(({ addressPrefix }) => addressPrefix));
}

function fillAppliance(topology: Topology, { routeTable, subnets }: RouteTableView): readonly Fix[] {
  const appliance = findAppliance(
    topology,
    subnets.map(({ network }) => network.id),
  );
  if (appliance === undefined) return [];
  const routes = (routeTable.routes ?? []).map((route) =>
    isLacking(route) ? { ...route, nextHopIpAddress: appliance.address } : route,
  );
  return [
    {
      title: `Use ${appliance.address}, the firewall of ${appliance.home.network.name}`,
      commands: [changeRoutes(routeTable, routes)],
    },
  ];
}

export const tableContentRules: readonly Rule[] = [routeCount, routeNextHopIp];
