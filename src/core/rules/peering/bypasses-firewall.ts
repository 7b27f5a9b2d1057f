import { containsBlock, formatBlock } from '../../address/index.ts';
import type { ObjectRef, PlanSketch, Route, RouteTable } from '../../plan/index.ts';
import { listValues, NONE, parsePrefix, weakMemo, weakMemoLatest } from '../../topology/index.ts';
import type { AddressSpace, NetworkView, SubnetView, Topology } from '../../topology/types.ts';
import { defineRule, found } from '../define-rule.ts';
import { changeRoutes, hopIsIn, tablesAmong } from '../support/routes.ts';
import { prefixesOf } from '../support/words.ts';
import type { Fix, Outcome, Rule } from '../types.ts';

const spokes = (routes: readonly [object, object], peered: boolean): PlanSketch => ({
  networks: {
    hub: { prefixes: ['10.0.0.0/16'], subnets: { AzureFirewallSubnet: '10.0.1.0/26' } },
    'spoke-1': { prefixes: ['10.1.0.0/16'], subnets: { 'snet-1': { prefixes: ['10.1.0.0/24'], routeTable: 'rt-1' } } },
    'spoke-2': { prefixes: ['10.2.0.0/16'], subnets: { 'snet-2': { prefixes: ['10.2.0.0/24'], routeTable: 'rt-2' } } },
  },
  routeTables: {
    'rt-1': { routes: { '0.0.0.0/0': '10.0.1.4', ...routes[0] } },
    'rt-2': { routes: { '0.0.0.0/0': '10.0.1.4', ...routes[1] } },
  },
  peerings: [['hub', 'spoke-1'], ['hub', 'spoke-2'], ...(peered ? [{ id: 'direct', a: 'spoke-1', b: 'spoke-2' }] : [])],
  ...(peered ? {} : { connectedGroups: { mesh: ['spoke-1', 'spoke-2'] } }),
});

/** A table of a network that sends everything to an appliance elsewhere. */
interface Guarded {
  readonly table: RouteTable;
  readonly route: Route;
}

function guardedBy({ subnets, space }: NetworkView): readonly Guarded[] {
  return guardedTables(subnets, space);
}

const guardedTables = weakMemoLatest((subnets: readonly SubnetView[], space: AddressSpace): readonly Guarded[] => {
  const guarded = tablesAmong(subnets).flatMap((table): readonly Guarded[] => {
    const route = applianceDefaultsOf(table).find((one) => !hopIsIn(one, space.blocks));
    return route === undefined ? NONE : [{ table, route }];
  });
  return guarded.length === 0 ? NONE : guarded;
});

const applianceDefaultsOf = weakMemo(({ routes }: RouteTable): readonly Route[] =>
  (routes ?? NONE).filter(
    ({ nextHopType, addressPrefix }) =>
      nextHopType === 'VirtualAppliance' && parsePrefix(addressPrefix).block?.prefixLength === 0,
  ),
);

/** The first table of a network that does not send the other network to the appliance, which stands in neither of the two. */
function findBypass(from: NetworkView, to: NetworkView): Guarded | undefined {
  const guarded = guardedBy(from);
  return guarded.length === 0 ? undefined : bypassOf(guarded, to.space);
}

/** Kept while neither side changes: a hub's spokes are asked on every edit of the plan. */
const bypassOf = weakMemoLatest((guarded: readonly Guarded[], to: AddressSpace): Guarded | undefined =>
  guarded.find(({ table, route }) => !hopIsIn(route, to.blocks) && !hasRouteTo(table, to)),
);

/** Only a route as long as the other network's own prefix, or longer, wins over the peering. */
function hasRouteTo(table: RouteTable, to: AddressSpace): boolean {
  return (table.routes ?? NONE).some(({ addressPrefix }) => {
    const { block } = parsePrefix(addressPrefix);
    return block !== undefined && to.blocks.some((range) => containsBlock(range, block));
  });
}

export const bypassesFirewall: Rule = defineRule({
  id: 'peering-bypasses-firewall',
  title: 'Direct traffic between networks that go out by a firewall',
  severity: 'I',
  scope: 'plan',
  why: 'The route a peering or a connected group brings is more specific than the default route to the firewall. Traffic between the two networks therefore does not pass the firewall, unless routes for the other network say so on both sides.',
  sources: [{ key: 'HYB' }, { key: 'UDRO' }],
  examples: {
    failing: [
      { title: 'Spokes peered, both only 0.0.0.0/0 to 10.0.1.4', plan: spokes([{}, {}], true), targets: ['direct'] },
      { title: 'The same in a connected group', plan: spokes([{}, {}], false), targets: ['mesh'] },
    ],
    passing: [
      {
        title: 'Each has the prefix of the other to 10.0.1.4',
        plan: spokes([{ '10.2.0.0/16': '10.0.1.4' }, { '10.1.0.0/16': '10.0.1.4' }], true),
      },
    ],
  },
  check: (topology) => [...peeredBypasses(topology), ...groupBypasses(topology)],
});

function peeredBypasses({ peerings }: Topology): readonly Outcome[] {
  const outcomes: Outcome[] = [];
  for (const { peering, ref, a, b } of listValues(peerings)) {
    const bypass = bypassBetween(a, b);
    if (bypass === undefined) continue;
    const isOpen = a.links.some((link) => link.peering === peering && link.connected);
    if (isOpen) outcomes.push(tell(ref, bypass));
  }
  return outcomes;
}

/** One finding for a group: in a mesh every pair is direct. */
function groupBypasses({ plan, networks }: Topology): readonly Outcome[] {
  return plan.connectedGroups.flatMap(({ id, virtualNetworkIds }) => {
    const members = virtualNetworkIds.flatMap((one) => networks.get(one) ?? []);
    for (const from of members) {
      if (guardedBy(from).length === 0) continue;
      for (const to of members) {
        const guarded = to === from ? undefined : findBypass(from, to);
        if (guarded !== undefined) return [tell({ kind: 'connectedGroup', id }, { from, to, guarded })];
      }
    }
    return [];
  });
}

interface Bypass {
  readonly from: NetworkView;
  readonly to: NetworkView;
  readonly guarded: Guarded;
}

function bypassBetween(a: NetworkView, b: NetworkView): Bypass | undefined {
  return bypassFrom(a, b) ?? bypassFrom(b, a);
}

function bypassFrom(from: NetworkView, to: NetworkView): Bypass | undefined {
  const guarded = findBypass(from, to);
  return guarded === undefined ? undefined : { from, to, guarded };
}

function tell(target: ObjectRef, { from, to, guarded: { table, route } }: Bypass): Outcome {
  return found({
    target,
    related: [from.ref, to.ref, { kind: 'routeTable', id: table.id }],
    message: `Traffic between ${from.network.name} ${prefixesOf(from.network)} and ${to.network.name} ${prefixesOf(to.network)} does not pass ${route.nextHopIpAddress ?? 'the appliance'}: the direct route is more specific than the default route of ${table.name}.`,
    fixes: () => (target.kind === 'peering' ? routeBothWays(from, to) : []),
  });
}

/** The prefix of each network through the appliance, on every guarded table of the other that lacks it. */
function routeBothWays(a: NetworkView, b: NetworkView): readonly Fix[] {
  const changes = [
    ...[a, b].flatMap((from) => {
      const to = from === a ? b : a;
      return guardedBy(from)
        .filter(({ table }) => !hasRouteTo(table, to.space))
        .map(({ table, route }) =>
          changeRoutes(table, [
            ...(table.routes ?? []),
            ...to.space.blocks4.map((block): Route => ({
              name: `to-${to.network.name}-${formatBlock(block).replaceAll(/[./]/g, '-')}`.slice(0, 80),
              addressPrefix: formatBlock(block),
              nextHopType: 'VirtualAppliance',
              ...(route.nextHopIpAddress === undefined ? {} : { nextHopIpAddress: route.nextHopIpAddress }),
            })),
          ]),
        );
    }),
  ];
  // One table on both sides would be written twice.
  const tables = new Set(changes.map((change) => ('id' in change ? change.id : '')));
  return tables.size < changes.length || changes.length === 0
    ? []
    : [{ title: 'Send both ways through the appliance', commands: changes }];
}
