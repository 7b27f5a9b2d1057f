import { nextId, type Command, type Route, type RouteTable } from '../../plan/index.ts';
import { parsePrefix, RESERVED_SUBNET_NAMES, weakMemo, listValues } from '../../topology/index.ts';
import type { ClusterView, SubnetView, Topology } from '../../topology/types.ts';
import { defineRule, found, waiting } from '../define-rule.ts';
import { findAppliance } from '../support/appliance.ts';
import { nodeSubnetsOf } from '../support/cluster-home.ts';
import {
  addTable,
  attachTable,
  changeRoutes,
  defaultRouteOf,
  leadsAway,
  sayHop,
  tablesOf,
  unknownTablesOf,
} from '../support/routes.ts';
import { sketchHubCluster } from '../support/sketches.ts';
import { namesOf, prefixesOf } from '../support/words.ts';
import type { Fix, Outcome, Rule, RuleSeverity } from '../types.ts';

/** A way out that is missing or leads nowhere, on one table or on the subnets without any. */
interface Gap {
  readonly subnets: readonly SubnetView[];
  readonly table: RouteTable | undefined;
  readonly route: Route | undefined;
}

interface Gaps {
  readonly gaps: readonly Gap[];
  readonly unknown: readonly SubnetView[];
}

const gapsOf = weakMemo((view: ClusterView): Gaps => {
  const byTable = new Map<string, { subnets: SubnetView[]; table: RouteTable | undefined; route: Route | undefined }>();
  const unknown: SubnetView[] = [];
  for (const subnet of nodeSubnetsOf(view)) {
    if (subnet.network.external === true || subnet.network.managedByAks === true) continue;
    const away = defaultRouteOf(subnet);
    if (away === 'unknown') unknown.push(subnet);
    if (away === 'unknown' || (away !== 'none' && leadsAway(away.route))) continue;
    const table = away === 'none' ? tablesOf(subnet)?.[0] : away.table;
    const known = byTable.get(table?.id ?? '');
    if (known === undefined)
      byTable.set(table?.id ?? '', {
        subnets: [subnet],
        table,
        route: away === 'none' ? undefined : away.route,
      });
    else known.subnets.push(subnet);
  }
  return { gaps: [...byTable.values()], unknown };
});

export const udrNoDefault: Rule = defineRule({
  id: 'egress-udr-no-default',
  title: 'User-defined routes without a default route',
  severity: 'E1',
  scope: 'plan',
  why: 'With userDefinedRouting AKS makes no way out of its own. Each node subnet needs a route table with 0.0.0.0/0 to an appliance or a gateway; AKS looks for it when it makes a public cluster. On private clusters and behind Virtual WAN the route may come by BGP instead.',
  sources: [{ key: 'UDR' }, { key: 'EGR' }, { key: 'REL', section: '2020-10-26' }, { key: 'ERR' }],
  examples: {
    failing: [
      {
        title: '0.0.0.0/0 to Internet',
        plan: sketchHubCluster({}, { '0.0.0.0/0': 'Internet' }),
        targets: ['rt-nodes'],
        severity: 'error',
      },
      { title: 'No default route', plan: sketchHubCluster({}, {}), targets: ['rt-nodes'] },
      { title: 'No table', plan: sketchHubCluster({}, undefined), targets: ['spoke/snet-nodes'] },
      { title: 'A private cluster', plan: sketchHubCluster({ privateCluster: true }, {}), severity: 'warning' },
    ],
    passing: [{ title: '0.0.0.0/0 to 10.0.1.4', plan: sketchHubCluster({}, { '0.0.0.0/0': '10.0.1.4' }) }],
  },
  check: (topology) => {
    const outcomes: Outcome[] = [];
    for (const view of listValues(topology.clusters)) {
      if (view.cluster.outboundType !== 'userDefinedRouting') continue;
      const { gaps, unknown } = gapsOf(view);
      for (const gap of gaps) outcomes.push(tellGap(topology, view, gap));
      for (const subnet of unknown) outcomes.push(waiting('routeTable', unknownTablesOf(subnet)));
    }
    return outcomes;
  },
});

function tellGap(topology: Topology, view: ClusterView, { subnets, table, route }: Gap): Outcome {
  const { cluster } = view;
  const [first] = subnets;
  const where = `${namesOf(subnets.map(({ subnet }) => subnet))} ${first === undefined ? '' : prefixesOf(first.subnet)}`;
  const severity = severityOfGap(topology, view);
  const fault =
    table === undefined
      ? `${where} has no route table`
      : route === undefined
        ? `${table.name} on ${where} has no route for 0.0.0.0/0`
        : `${table.name} on ${where} sends ${route.addressPrefix} to ${sayHop(route)}`;
  const excuse = severity === 'W' ? '; fine if the route comes by BGP, from a gateway or a virtual hub' : '';
  return found({
    target: table === undefined ? (first?.ref ?? view.ref) : { kind: 'routeTable', id: table.id },
    related: [view.ref, ...subnets.map(({ ref }) => ref)],
    severity,
    azureCode:
      table === undefined
        ? 'ExistingRouteTableNotAssociatedWithSubnet'
        : route === undefined
          ? 'RouteTableMissingDefaultRouteError'
          : 'RouteTableInvalidNextHop',
    message: `${fault}, and ${cluster.name} goes out by user-defined routes, which must lead to an appliance or a gateway${excuse}.`,
    fixes: (context) => fixGap(context.topology, subnets, table),
  });
}

/** Review A5: certain only for a public cluster that is still to be made, in a network no virtual hub talks to. */
function severityOfGap(topology: Topology, { cluster, network }: ClusterView): RuleSeverity {
  const isBehindHub = network?.links.some(
    ({ remoteId }) => topology.networks.get(remoteId)?.network.virtualHub === true,
  );
  const isPrivate = cluster.privateCluster === true || cluster.networkIsolated === true;
  return isPrivate || cluster.origin === 'existing' || isBehindHub === true ? 'W' : 'E1';
}

function fixGap(topology: Topology, subnets: readonly SubnetView[], table: RouteTable | undefined): readonly Fix[] {
  const appliance = findAppliance(topology, [...new Set(subnets.map(({ network }) => network.id))]);
  if (appliance === undefined) return [];
  const users = table === undefined ? subnets : (topology.routeTables.get(table.id)?.subnets ?? []);
  // Gateways, firewalls and application gateways must not be sent there.
  if (
    users.some(
      ({ subnet, applicationGateways }) => applicationGateways.length > 0 || RESERVED_SUBNET_NAMES.has(subnet.name),
    )
  )
    return [];
  const route: Route = {
    name: 'default',
    addressPrefix: '0.0.0.0/0',
    nextHopType: 'VirtualAppliance',
    nextHopIpAddress: appliance.address,
  };
  const title = `Send 0.0.0.0/0 to ${appliance.address} in ${appliance.home.network.name}`;
  if (table !== undefined) {
    const others = (table.routes ?? []).filter(({ addressPrefix }) => {
      const { block } = parsePrefix(addressPrefix);
      return block?.prefixLength !== 0 || block.family !== 4;
    });
    return [{ title, commands: [changeRoutes(table, [...others, route])] }];
  }
  const id = nextId(topology.plan, 'routeTable');
  return [
    {
      title,
      commands: [
        addTable(topology.plan, 'rt-egress', [route], id),
        ...subnets.map(({ subnet }): Command => attachTable(subnet, id)),
      ],
    },
  ];
}
