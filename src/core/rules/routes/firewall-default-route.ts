import { nextId, type Command, type PlanSketch, type Route, type RouteTable } from '../../plan/index.ts';
import { parsePrefix } from '../../topology/index.ts';
import type { SubnetView } from '../../topology/types.ts';
import { defineRule, found, waiting } from '../define-rule.ts';
import { fixAddSubnet } from '../support/fix-subnets.ts';
import { addTable, attachTable, changeRoutes, sayHop } from '../support/routes.ts';
import type { Outcome, Rule, RuleContext } from '../types.ts';

const FIREWALL = 'AzureFirewallSubnet';
const MANAGEMENT = 'AzureFirewallManagementSubnet';

const hub = (hop: string, on: string = FIREWALL, managed = false): PlanSketch => ({
  networks: {
    hub: {
      prefixes: ['192.168.0.0/16'],
      subnets: {
        [FIREWALL]: { prefixes: ['192.168.0.0/26'], ...(on === FIREWALL ? { routeTable: 'rt-fw' } : {}) },
        ...(managed || on === MANAGEMENT
          ? { [MANAGEMENT]: { prefixes: ['192.168.0.64/26'], ...(on === MANAGEMENT ? { routeTable: 'rt-fw' } : {}) } }
          : {}),
        'snet-nva': '192.168.1.0/24',
      },
    },
  },
  routeTables: { 'rt-fw': { routes: { '0.0.0.0/0': hop } } },
});

export const firewallSubnetDefaultRoute: Rule = defineRule({
  id: 'firewall-subnet-default-route',
  title: 'Default route takes a firewall off the internet',
  severity: 'E2',
  scope: 'routeTable',
  why: 'Azure Firewall needs direct internet access. Only a firewall with a management subnet may send its default route elsewhere (forced tunnelling), and the management subnet itself never may.',
  sources: [{ key: 'AFW' }, { key: 'HYB' }],
  examples: {
    failing: [
      { title: '0.0.0.0/0 to 192.168.1.1 on AzureFirewallSubnet', plan: hub('192.168.1.1'), targets: ['rt-fw'] },
      {
        title: '0.0.0.0/0 to 192.168.1.1 on the management subnet',
        plan: hub('192.168.1.1', MANAGEMENT),
        targets: ['rt-fw'],
      },
    ],
    passing: [
      { title: '0.0.0.0/0 to Internet', plan: hub('Internet') },
      { title: 'Forced tunnelling with a management subnet', plan: hub('192.168.1.1', FIREWALL, true) },
    ],
  },
  check: ({ routeTable, routes, subnets, ref }) => {
    const hosts = subnets.filter(needsInternet);
    if (hosts.length === 0) return [];
    if (routes === undefined) return [waiting('routeTable', [ref])];
    const bad = routes.find(
      ({ route, destination }) =>
        destination?.prefixLength === 0 && destination.family === 4 && route.nextHopType !== 'Internet',
    );
    if (bad === undefined) return [];
    return hosts.map((host): Outcome =>
      found({
        related: [host.ref],
        message: `${routeTable.name} on ${host.subnet.name} in ${host.network.name} sends ${bad.route.addressPrefix} to ${sayHop(bad.route)}; the firewall needs direct internet access${host.subnet.name === FIREWALL ? ', or a management subnet' : ''}.`,
        fixes: (context) => [
          {
            title: 'Send 0.0.0.0/0 to the internet',
            commands: subnets.every(needsInternet)
              ? [changeRoutes(routeTable, withInternet(routeTable))]
              : ownTable(context, host, routeTable),
          },
          ...(host.subnet.name === FIREWALL ? fixAddSubnet(context.topology, host.network.id, MANAGEMENT, 26) : []),
        ],
      }),
    );
  },
});

function needsInternet({ subnet, network }: SubnetView): boolean {
  if (subnet.name === MANAGEMENT) return true;
  return subnet.name === FIREWALL && !network.subnets.some(({ name }) => name === MANAGEMENT);
}

function withInternet({ routes }: RouteTable): readonly Route[] {
  return (routes ?? []).map(({ name, addressPrefix, ...rest }) => {
    const { block } = parsePrefix(addressPrefix);
    return block?.prefixLength === 0 && block.family === 4
      ? { name, addressPrefix, nextHopType: 'Internet' }
      : { name, addressPrefix, ...rest };
  });
}

/** Other subnets keep the table as it is. */
function ownTable({ plan }: RuleContext, { subnet }: SubnetView, table: RouteTable): readonly Command[] {
  const id = nextId(plan, 'routeTable');
  return [addTable(plan, `${table.name}-firewall`.slice(0, 80), withInternet(table), id), attachTable(subnet, id)];
}
