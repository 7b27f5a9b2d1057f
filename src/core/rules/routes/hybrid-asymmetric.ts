import { containsBlock, formatBlock, overlaps, type Block } from '../../address/index.ts';
import { nextId, type Plan, type PlanSketch, type Route, type RouteTable } from '../../plan/index.ts';
import { listValues, NONE, parsePrefix, weakMemo, weakMemoLatest } from '../../topology/index.ts';
import type { AddressSpace, Known, NetworkView, SubnetView, Topology } from '../../topology/types.ts';
import { defineRule, found, waiting } from '../define-rule.ts';
import { addTable, attachTable, changeRoutes, hopIsIn, tablesAmong, tablesOf } from '../support/routes.ts';
import { prefixesOf, refsOf } from '../support/words.ts';
import type { Fix, Outcome, Rule, RuleContext } from '../types.ts';

const SITE = '192.168.0.0/16';

interface HybridSketch {
  readonly spokeRoutes: Readonly<Record<string, string>>;
  readonly propagationOff?: boolean;
  readonly gatewayRoutes: Readonly<Record<string, string>>;
}

const hybrid = ({ spokeRoutes, propagationOff, gatewayRoutes }: HybridSketch): PlanSketch => ({
  networks: {
    hub: {
      prefixes: ['10.0.0.0/16'],
      subnets: {
        AzureFirewallSubnet: '10.0.1.0/26',
        GatewaySubnet: { prefixes: ['10.0.2.0/27'], routeTable: 'rt-gateway' },
      },
    },
    spoke: { prefixes: ['10.1.0.0/16'], subnets: { 'snet-vm': { prefixes: ['10.1.1.0/24'], routeTable: 'rt-spoke' } } },
  },
  gateways: { vgw: { network: 'hub', kind: 'vpn', sku: 'VpnGw2AZ' } },
  sites: { office: { prefixes: [SITE], via: ['vgw'] } },
  firewalls: { fw: { network: 'hub', sku: 'standard', privateIp: '10.0.1.4' } },
  peerings: [
    {
      id: 'hub-spoke',
      a: 'hub',
      b: 'spoke',
      aToB: { allowGatewayTransit: true, allowForwardedTraffic: true },
      bToA: { useRemoteGateways: true, allowForwardedTraffic: true },
    },
  ],
  routeTables: {
    'rt-gateway': { routes: gatewayRoutes },
    'rt-spoke': { routes: spokeRoutes, disableBgpRoutePropagation: propagationOff === true },
  },
});

const OFF_AND_DEFAULT = { spokeRoutes: { '0.0.0.0/0': '10.0.1.4' }, propagationOff: true };

export const hybridAsymmetric: Rule = defineRule({
  id: 'route-hybrid-asymmetric',
  title: 'On-premises traffic crosses the firewall in one direction only',
  severity: 'E2',
  scope: 'plan',
  why: 'Traffic between a site and a spoke passes the firewall of the hub only where routes say so, on the spoke for one direction and on GatewaySubnet for the other. With a route on one side only, a stateful firewall sees half of each connection and drops it.',
  sources: [{ key: 'HYB', section: 'prerequisites' }],
  examples: {
    failing: [
      {
        title: 'Default route to 10.0.1.4 with propagation off, GatewaySubnet without routes',
        plan: hybrid({ ...OFF_AND_DEFAULT, gatewayRoutes: {} }),
        targets: ['spoke'],
      },
      {
        title: 'A route for the site on the spoke only',
        plan: hybrid({ spokeRoutes: { [SITE]: '10.0.1.4' }, gatewayRoutes: {} }),
        targets: ['spoke'],
      },
      {
        title: 'The other way round: propagation on, so replies do not cross',
        plan: hybrid({ spokeRoutes: { '0.0.0.0/0': '10.0.1.4' }, gatewayRoutes: { '10.1.0.0/16': '10.0.1.4' } }),
        targets: ['spoke'],
      },
    ],
    passing: [
      {
        title: 'GatewaySubnet with 10.1.0.0/16 to 10.0.1.4',
        plan: hybrid({ ...OFF_AND_DEFAULT, gatewayRoutes: { '10.1.0.0/16': '10.0.1.4' } }),
      },
      {
        title: 'Neither direction',
        plan: hybrid({ spokeRoutes: { '0.0.0.0/0': '10.0.1.4' }, gatewayRoutes: {} }),
      },
    ],
  },
  check: (topology) => {
    const outcomes: Outcome[] = [];
    for (const spoke of listValues(topology.networks)) {
      if (spoke.network.external === true) continue;
      for (const { link, connected, remoteId } of spoke.links) {
        if (link?.useRemoteGateways !== true || !connected) continue;
        const hub = topology.networks.get(remoteId);
        if (hub !== undefined) outcomes.push(...judge(topology, spoke, hub));
      }
    }
    return outcomes;
  },
});

function judge(topology: Topology, spoke: NetworkView, hub: NetworkView): readonly Outcome[] {
  const outbound = crossingsOf(spoke.subnets, hub.space, sitesBehind(topology, hub));
  const home = hub.subnets.find(({ subnet }) => subnet.name === 'GatewaySubnet');
  if (home === undefined) {
    // The hub of another subscription: nothing is to be asked while the spoke sends nothing through it either.
    return outbound.appliance !== undefined && hub.network.external === true
      ? [waiting('remoteRouteTables', [hub.ref])]
      : [];
  }
  const inbound = gatewayRoutesOf(spoke.space, hub.space, home);
  if (outbound.appliance !== undefined && inbound.crosses === false)
    return [
      found({
        target: spoke.ref,
        related: [hub.ref, home.ref, ...refsOf('routeTable', outbound.tables)],
        message: `Packets of ${hub.network.name}'s gateway reach ${spoke.network.name} ${prefixesOf(spoke.network)} directly, and the replies go through ${outbound.appliance}: a stateful firewall drops them.`,
        fixes: (context) => routeThrough(context, home, spoke, outbound.appliance ?? ''),
      }),
    ];
  if (outbound.crosses === false && inbound.appliance !== undefined)
    return [
      found({
        target: spoke.ref,
        related: [hub.ref, home.ref, ...refsOf('routeTable', inbound.tables)],
        message: `Packets of ${hub.network.name}'s gateway reach ${spoke.network.name} ${prefixesOf(spoke.network)} through ${inbound.appliance}, and the replies go to the gateway directly: a stateful firewall drops the connection.`,
        fixes: () => stopPropagation(spoke, hub),
      }),
    ];
  return [];
}

interface Crossing {
  readonly crosses: Known;
  readonly appliance: string | undefined;
  readonly tables: readonly RouteTable[];
}

/** Routes from the spoke: for a site, or for everything while the gateway's own routes are kept away. */
const crossingsOf = weakMemoLatest(
  (spoke: readonly SubnetView[], hub: AddressSpace, sites: readonly Block[]): Crossing => {
    let crosses: Known = false;
    for (const table of tablesAmong(spoke)) {
      const route = table.routes?.find(
        (one) =>
          leadsInto(one, hub) &&
          destinationsOf(one).some((block) =>
            block.prefixLength === 0
              ? table.disableBgpRoutePropagation === true
              : sites.some((site) => overlaps(site, block)),
          ),
      );
      if (route !== undefined) return { crosses: true, appliance: route.nextHopIpAddress, tables: [table] };
      if (table.routes === undefined || isPropagationOpen(table)) crosses = 'unknown';
    }
    if (!areAllTablesTold(spoke)) crosses = 'unknown';
    return { crosses, appliance: undefined, tables: [] };
  },
);

const areAllTablesTold = weakMemo(
  (subnets: readonly SubnetView[]): boolean =>
    subnets.length > 0 && subnets.every((subnet) => tablesOf(subnet) !== undefined),
);

function isPropagationOpen({ disableBgpRoutePropagation, partial }: RouteTable): boolean {
  return disableBgpRoutePropagation === undefined && partial === true;
}

/** Routes on GatewaySubnet for the spoke: its prefix or parts of it, since only those win over the peering's own route. */
const gatewayRoutesOf = weakMemoLatest((spoke: AddressSpace, hub: AddressSpace, home: SubnetView): Crossing => {
  const tables = tablesOf(home);
  if (tables === undefined) return { crosses: 'unknown', appliance: undefined, tables: [] };
  for (const table of tables) {
    const route = table.routes?.find(
      (one) =>
        leadsInto(one, hub) &&
        destinationsOf(one).some((block) => spoke.blocks.some((range) => containsBlock(range, block))),
    );
    if (route !== undefined) return { crosses: true, appliance: route.nextHopIpAddress, tables: [table] };
  }
  const isOpen = tables.some(({ routes }) => routes === undefined);
  return { crosses: isOpen ? 'unknown' : false, appliance: undefined, tables: [] };
});

function leadsInto(route: Route, hub: AddressSpace): boolean {
  return route.nextHopType === 'VirtualAppliance' && hopIsIn(route, hub.blocks);
}

function destinationsOf({ addressPrefix }: Route): readonly Block[] {
  const { block } = parsePrefix(addressPrefix);
  return block === undefined ? [] : [block];
}

/** Ranges of the sites behind the gateways of a network. Kept for the lists of the plan: most edits are to neither. */
const sitesByHub = weakMemo((sites: Plan['sites']) =>
  weakMemo((gateways: Plan['gateways']): ReadonlyMap<string, readonly Block[]> => {
    const ranges = new Map<string, Block[]>();
    for (const { virtualNetworkId, id } of gateways) {
      const here = sites.filter(({ gatewayIds }) => gatewayIds.includes(id));
      const blocks = here.flatMap(({ addressPrefixes }) =>
        addressPrefixes.flatMap((text) => parsePrefix(text).block ?? NONE),
      );
      ranges.set(virtualNetworkId, [...(ranges.get(virtualNetworkId) ?? NONE), ...blocks]);
    }
    return ranges;
  }),
);

function sitesBehind({ plan }: Topology, hub: NetworkView): readonly Block[] {
  return sitesByHub(plan.sites)(plan.gateways).get(hub.ref.id) ?? NONE;
}

/** The spoke's prefixes through the appliance, on the table of GatewaySubnet or on a new one. */
function routeThrough({ plan }: RuleContext, home: SubnetView, spoke: NetworkView, appliance: string): readonly Fix[] {
  const routes = spoke.space.blocks4.map((block): Route => ({
    name: `to-${spoke.network.name}-${formatBlock(block).replaceAll(/[./]/g, '-')}`.slice(0, 80),
    addressPrefix: formatBlock(block),
    nextHopType: 'VirtualAppliance',
    nextHopIpAddress: appliance,
  }));
  if (routes.length === 0) return [];
  const title = `Send ${prefixesOf(spoke.network)} through ${appliance} on GatewaySubnet`;
  const [table] = home.routeTables;
  if (table !== undefined) return [{ title, commands: [changeRoutes(table, [...(table.routes ?? []), ...routes])] }];
  const id = nextId(plan, 'routeTable');
  return [{ title, commands: [addTable(plan, 'rt-gateway', routes, id), attachTable(home.subnet, id)] }];
}

/** With propagation off the default route of the spoke carries the replies to the appliance as well. */
function stopPropagation(spoke: NetworkView, hub: NetworkView): readonly Fix[] {
  const tables = tablesAmong(spoke.subnets).filter((table) =>
    table.routes?.some(
      (route) => leadsInto(route, hub.space) && destinationsOf(route).some(({ prefixLength }) => prefixLength === 0),
    ),
  );
  return tables.length === 0
    ? []
    : [
        {
          title: 'Switch route propagation off on the spoke',
          commands: tables.map((table) => ({
            type: 'update',
            kind: 'routeTable',
            id: table.id,
            values: { disableBgpRoutePropagation: true },
          })),
        },
      ];
}
