import { buildIndex, containsAddress, containsBlock, findOverlapping, parseAddress } from '../../address/index.ts';
import { parsePrefix, weakMemo, listValues } from '../../topology/index.ts';
import { nextId, type Link, type PlanSketch } from '../../plan/index.ts';
import type { LinkView, NetworkView, Topology } from '../../topology/types.ts';
import { defineRule, found } from '../define-rule.ts';
import { tablesAmong } from '../support/routes.ts';
import type { Outcome, Rule } from '../types.ts';
import { changeLink } from './links.ts';

/** Two networks without a direct way that are meant to talk through an appliance of a network both are peered with. */
interface Transit {
  readonly a: NetworkView;
  readonly b: NetworkView;
  readonly hub: NetworkView;
  readonly appliance: string;
  /** Stated as a need; else derived from specific routes on both sides. */
  readonly declared: boolean;
  readonly aHasRoute: boolean;
  readonly bHasRoute: boolean;
}

/** The network of a need's end: the network itself, or that of the cluster named. */
function networkOf(topology: Topology, id: string | undefined): NetworkView | undefined {
  if (id === undefined) return undefined;
  return topology.networks.get(id) ?? topology.clusters.get(id)?.network;
}

/** Appliances that routes on `from` name for `to`: for its own prefixes, or (`specific` false) by a default route too. */
function appliancesFor(from: NetworkView, to: NetworkView, specific: boolean): ReadonlySet<string> {
  const hops = new Set<string>();
  for (const table of tablesAmong(from.subnets)) {
    for (const route of table.routes ?? []) {
      const destination = parsePrefix(route.addressPrefix).block;
      if (destination === undefined || route.nextHopType !== 'VirtualAppliance' || route.nextHopIpAddress === undefined)
        continue;
      if (specific && destination.prefixLength === 0) continue;
      if (to.space.blocks.some((block) => containsBlock(destination, block) || containsBlock(block, destination)))
        hops.add(route.nextHopIpAddress);
    }
  }
  return hops;
}

function isDirect(a: NetworkView, b: NetworkView): boolean {
  return a === b || a.reach.l1.some((reached) => reached.space.ref.id === b.ref.id);
}

function sharedHubs(topology: Topology, a: NetworkView, b: NetworkView): readonly NetworkView[] {
  const others = new Set(b.links.filter((link) => link.connected).map((link) => link.remoteId));
  return a.links.flatMap((link) =>
    link.connected && others.has(link.remoteId) ? (topology.networks.get(link.remoteId) ?? []) : [],
  );
}

function holds(network: NetworkView, address: string): boolean {
  const parsed = parseAddress(address);
  return parsed.ok && network.space.blocks.some((block) => containsAddress(block, parsed.value));
}

function declaredPairs(topology: Topology): readonly (readonly [NetworkView, NetworkView])[] {
  return topology.plan.needs.flatMap((need) => {
    if (need.kind !== 'talk') return [];
    const [a, b] = [networkOf(topology, need.from), networkOf(topology, need.to)];
    return a === undefined || b === undefined || isDirect(a, b) ? [] : [[a, b] as const];
  });
}

/** How two networks talk over an appliance of a hub that both are peered with; undefined when no route of either names one. */
function transitBetween(topology: Topology, a: NetworkView, b: NetworkView, declared: boolean): Transit | undefined {
  const [fromA, fromB] = [appliancesFor(a, b, !declared), appliancesFor(b, a, !declared)];
  for (const hub of sharedHubs(topology, a, b)) {
    const appliance = [...fromA, ...fromB].find((hop) => holds(hub, hop));
    if (appliance === undefined) continue;
    const [aHasRoute, bHasRoute] = [fromA.has(appliance), fromB.has(appliance)];
    return declared || (aHasRoute && bHasRoute) ? { a, b, hub, appliance, declared, aHasRoute, bHasRoute } : undefined;
  }
  return undefined;
}

/** Transits of pairs that are stated as a need. */
const declaredTransits = weakMemo((topology: Topology): readonly Transit[] => {
  const found = new Map<string, Transit>();
  for (const [a, b] of declaredPairs(topology)) {
    const key = [a.ref.id, b.ref.id].sort().join(' ');
    const transit = found.has(key) ? undefined : transitBetween(topology, a, b, true);
    if (transit !== undefined) found.set(key, transit);
  }
  return [...found.values()];
});

/**
 * Transits derived from specific routes on both sides (review A24), as seen from every spoke whose link to the hub forwards nothing: one partner is
 * enough, since one mistake is said once. `a` is the spoke.
 */
function derivedTransits(topology: Topology): readonly Transit[] {
  const routed = networksWithSpecificRoutes(topology);
  const partners = indexNetworks(routed);
  return routed.flatMap((spoke) => {
    const closed = new Set(spoke.links.filter(isClosed).map((link) => link.remoteId));
    const found: Transit[] = [];
    if (closed.size === 0) return found;
    for (const partner of partners(spoke)) {
      if (closed.size === 0) break;
      if (isDirect(spoke, partner)) continue;
      const transit = transitBetween(topology, spoke, partner, false);
      if (transit !== undefined && closed.delete(transit.hub.ref.id)) found.push(transit);
    }
    return found;
  });
}

function isClosed({ link, connected }: LinkView): boolean {
  return connected && link !== null && !link.allowForwardedTraffic;
}

/** For a network: those of a list that one of its specific routes leads to, in the order of the list. */
function indexNetworks(networks: readonly NetworkView[]): (from: NetworkView) => readonly NetworkView[] {
  const owners = networks.flatMap((view) => view.space.blocks.map(() => view));
  const index = buildIndex(networks.flatMap((view) => view.space.blocks));
  return (from) => {
    const ids = new Set<number>();
    for (const table of tablesAmong(from.subnets)) {
      for (const route of (table.routes ?? []).filter(isSpecificApplianceRoute)) {
        const { block } = parsePrefix(route.addressPrefix);
        for (const id of block === undefined ? [] : findOverlapping(index, block)) ids.add(id);
      }
    }
    const reached = [...ids].sort((x, y) => x - y).flatMap((id) => owners[id] ?? []);
    return [...new Set(reached)];
  };
}

/** Networks with a route to an appliance that is no default route, in plan order. Asked on every edit, so it starts from the few tables there are. */
function networksWithSpecificRoutes({ networks, routeTables }: Topology): readonly NetworkView[] {
  const tables = listValues(routeTables).filter(({ routeTable }) => routeTable.routes?.some(isSpecificApplianceRoute));
  const ids = new Set(tables.flatMap(({ subnets }) => subnets.map(({ network }) => network.id)));
  return ids.size === 0 ? [] : listValues(networks).filter(({ network }) => ids.has(network.id));
}

function isSpecificApplianceRoute(route: { readonly nextHopType: string; readonly addressPrefix: string }): boolean {
  return route.nextHopType === 'VirtualAppliance' && !route.addressPrefix.endsWith('/0');
}

const spokes = (fields: {
  aRoute?: boolean;
  bRoute?: boolean;
  forwarded?: boolean;
  need?: boolean;
  peered?: boolean;
}): PlanSketch => ({
  networks: {
    hub: { prefixes: ['10.0.0.0/22'], subnets: { AzureFirewallSubnet: '10.0.1.0/26' } },
    'spoke-1': {
      prefixes: ['10.100.0.0/22'],
      subnets: { 'snet-1': { prefixes: ['10.100.0.0/24'], routeTable: 'rt-1' } },
    },
    'spoke-2': {
      prefixes: ['10.200.0.0/22'],
      subnets: { 'snet-2': { prefixes: ['10.200.0.0/24'], routeTable: 'rt-2' } },
    },
  },
  firewalls: { fw: { network: 'hub', sku: 'standard', privateIp: '10.0.1.4' } },
  routeTables: {
    'rt-1': { routes: fields.aRoute === false ? {} : { '10.200.0.0/22': '10.0.1.4' } },
    'rt-2': { routes: fields.bRoute === false ? {} : { '10.100.0.0/22': '10.0.1.4' } },
  },
  peerings: [
    {
      id: 'hub-spoke-1',
      a: 'hub',
      b: 'spoke-1',
      bToA: { allowForwardedTraffic: fields.forwarded ?? true },
      aToB: { allowForwardedTraffic: fields.forwarded ?? true },
    },
    {
      id: 'hub-spoke-2',
      a: 'hub',
      b: 'spoke-2',
      bToA: { allowForwardedTraffic: fields.forwarded ?? true },
      aToB: { allowForwardedTraffic: fields.forwarded ?? true },
    },
    ...(fields.peered === true ? [{ id: 'direct', a: 'spoke-1', b: 'spoke-2' }] : []),
  ],
  ...(fields.need === false ? {} : { needs: [{ kind: 'talk', from: 'spoke-1', to: 'spoke-2' }] }),
});

const nonTransitive = defineRule({
  id: 'peering-non-transitive',
  title: 'Networks that must talk have no way',
  severity: 'I',
  scope: 'plan',
  why: 'Peering is not transitive: two spokes of one hub do not reach each other. They need a direct peering, or an appliance in the hub with routes on both sides and forwarded traffic allowed.',
  sources: [{ key: 'PEER' }],
  examples: {
    failing: [
      {
        title: 'spoke-1, hub, spoke-2, no routes',
        plan: spokes({ aRoute: false, bRoute: false }),
        targets: ['spoke-1'],
      },
    ],
    passing: [
      { title: 'Peered directly', plan: spokes({ aRoute: false, bRoute: false, peered: true }) },
      { title: 'Over the firewall', plan: spokes({}) },
    ],
  },
  check: (_topology, context) => {
    const transits = declaredTransits(context.topology);
    return declaredPairs(context.topology).flatMap(([a, b]) => {
      if (transits.some((transit) => transit.a === a && transit.b === b)) return [];
      const hub = sharedHubs(context.topology, a, b)[0];
      if (hub === undefined) return [];
      const link = (to: NetworkView): Link => ({
        name: `to-${to.network.name}`.slice(0, 80),
        allowVirtualNetworkAccess: true,
        allowForwardedTraffic: false,
        allowGatewayTransit: false,
        useRemoteGateways: false,
      });
      return [
        found({
          target: a.ref,
          related: [b.ref, hub.ref],
          message: `${a.network.name} and ${b.network.name} are to talk, and cannot through ${hub.network.name} without an appliance or a direct peering.`,
          fixes: () => [
            {
              title: `Peer ${a.network.name} with ${b.network.name}`,
              commands: [
                {
                  type: 'add',
                  kind: 'peering',
                  object: {
                    id: nextId(context.plan, 'peering'),
                    a: a.ref.id,
                    b: b.ref.id,
                    aToB: link(b),
                    bToA: link(a),
                  },
                },
              ],
            },
          ],
        }),
      ];
    });
  },
});

const missingRoute = defineRule({
  id: 'peering-transit-missing-route',
  title: 'Transit route on one side only',
  severity: 'W',
  scope: 'plan',
  why: 'Traffic through the appliance of a hub needs a route on both sides. With one missing the replies find no way, or another way that the firewall drops.',
  sources: [{ key: 'PEER' }],
  examples: {
    failing: [
      { title: 'spoke-2 has no route to 10.100.0.0/22', plan: spokes({ bRoute: false }), targets: ['spoke-2'] },
    ],
    passing: [{ title: 'Both routes present', plan: spokes({}) }],
  },
  check: (_topology, context) =>
    declaredTransits(context.topology).flatMap((transit): readonly Outcome[] => {
      if (transit.aHasRoute === transit.bHasRoute) return [];
      const [lacking, other] = transit.aHasRoute ? [transit.b, transit.a] : [transit.a, transit.b];
      return [
        found({
          target: lacking.ref,
          related: [other.ref, transit.hub.ref],
          severity: transit.declared ? 'E2' : 'W',
          message: `${lacking.network.name} has no route to ${other.network.name} ${other.network.addressPrefixes.join(', ')} over ${transit.appliance} in ${transit.hub.network.name}: the return path is missing.`,
          fixes: () =>
            tablesAmong(lacking.subnets).map((table) => ({
              title: `Add the route to ${table.name}`,
              commands: [
                {
                  type: 'update',
                  kind: 'routeTable',
                  id: table.id,
                  values: {
                    routes: [
                      ...(table.routes ?? []),
                      ...other.network.addressPrefixes.map((addressPrefix) => ({
                        name: `to-${other.network.name}`.slice(0, 80),
                        addressPrefix,
                        nextHopType: 'VirtualAppliance' as const,
                        nextHopIpAddress: transit.appliance,
                      })),
                    ],
                  },
                },
              ],
            })),
        }),
      ];
    }),
});

const forwarded = defineRule({
  id: 'peering-transit-forwarded',
  title: 'Forwarded traffic is off on a transit path',
  severity: 'E2',
  scope: 'plan',
  why: 'Packets that an appliance of the hub forwards arrive at a spoke from outside the hub. The spoke link must allow forwarded traffic, else they are dropped. One version of the documentation says the flag only changes the VirtualNetwork tag of security groups; switching it on is right in both readings.',
  sources: [{ key: 'PEER' }, { key: 'PEER2' }],
  examples: {
    failing: [
      {
        title: 'Spokes declared to talk, both links false',
        plan: spokes({ forwarded: false }),
        targets: ['hub-spoke-1', 'hub-spoke-2'],
      },
      { title: 'Derived from routes: a warning', plan: spokes({ forwarded: false, need: false }), severity: 'warning' },
    ],
    passing: [{ title: 'Both true', plan: spokes({}) }],
  },
  check: (_topology, context) => {
    const told = new Set<string>();
    return [...declaredTransits(context.topology), ...derivedTransits(context.topology)].flatMap((transit) =>
      (transit.declared ? [transit.a, transit.b] : [transit.a]).flatMap((spoke): readonly Outcome[] => {
        const link: LinkView | undefined = spoke.links.find(
          (candidate) => candidate.remoteId === transit.hub.ref.id && candidate.link !== null,
        );
        if (
          link === undefined ||
          link.link === null ||
          link.link.allowForwardedTraffic ||
          told.has(link.peering.id) ||
          !transit.aHasRoute ||
          !transit.bHasRoute
        )
          return [];
        told.add(link.peering.id);
        const side = link.peering.a === spoke.ref.id ? 'aToB' : 'bToA';
        return [
          found({
            target: { kind: 'peering', id: link.peering.id },
            related: [spoke.ref, transit.hub.ref],
            severity: transit.declared ? 'E2' : 'W',
            message: `${spoke.network.name} -> ${transit.hub.network.name} does not allow forwarded traffic: packets of ${(spoke === transit.a ? transit.b : transit.a).network.name} through ${transit.appliance} are dropped.`,
            fixes: () => [
              {
                title: 'Allow forwarded traffic',
                commands: changeLink(link.peering, side, { allowForwardedTraffic: true }),
              },
            ],
          }),
        ];
      }),
    );
  },
});

/** Rules about traffic between spokes. Silent until an intent is stated or both sides route to each other (review 20.1). */
export const peeringTransitRules: readonly Rule[] = [nonTransitive, missingRoute, forwarded];
