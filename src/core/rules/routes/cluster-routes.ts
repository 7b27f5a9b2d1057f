import { containsBlock, equalsBlock, formatBlock, overlaps, type Block } from '../../address/index.ts';
import { PRIVATE4 } from '../../azure/index.ts';
import type { ObjectRef, PlanSketch, Route, RouteTable } from '../../plan/index.ts';
import { NONE, parsePrefix, weakMemo, listValues } from '../../topology/index.ts';
import type { ClusterView, SubnetView } from '../../topology/types.ts';
import { defineRule, found } from '../define-rule.ts';
import type { ClusterAlone } from '../support/alone.ts';
import { moveRange, rangeOf, sayRange, type ClusterRangeKind } from '../support/cluster-range.ts';
import { nodeSubnetsOf, podSubnetsOf } from '../support/cluster-home.ts';
import { indirectNetworks } from '../support/range-overlaps.ts';
import { listNames } from '../support/refusal.ts';
import { changeRoutes, hopIsIn, leadsAway, sayHop, tablesAmong } from '../support/routes.ts';
import { sketchHubCluster } from '../support/sketches.ts';
import type { Rule } from '../types.ts';

const subnetsOf = weakMemo((view: ClusterAlone): readonly SubnetView[] => {
  const nodes = nodeSubnetsOf(view);
  const others = [...podSubnetsOf(view), ...(view.apiServerSubnet === undefined ? NONE : [view.apiServerSubnet])];
  // The list of the nodes itself where it is all: what is kept with it outlives a change of the network around the cluster.
  return others.length === 0 ? nodes : [...new Set([...nodes, ...others])];
});

/** A table that sends traffic between a cluster's own subnets to an appliance. */
interface Detour {
  readonly table: RouteTable;
  readonly route: Route;
  readonly subnets: readonly SubnetView[];
  readonly clusters: ClusterView[];
}

/** For each table on the cluster's subnets: the subnets of the cluster whose best route there leads to an appliance. */
const detoursOf = weakMemo((view: ClusterView): readonly Detour[] => {
  const network = view.network;
  const subnets = subnetsOf(view);
  if (network === undefined) return NONE;
  return tablesAmong(subnets).flatMap((table): readonly Detour[] => {
    const inside = routesOf(table).filter(({ block }) =>
      network.space.blocks.some((range) => containsBlock(range, block)),
    );
    if (inside.length === 0) return NONE;
    const hit = subnets.flatMap((subnet) => {
      const route = bestRoute(inside, subnet.space.blocks);
      return route?.nextHopType === 'VirtualAppliance' ? [{ subnet, route }] : [];
    });
    const [first] = hit;
    return first === undefined
      ? NONE
      : [{ table, route: first.route, subnets: hit.map(({ subnet }) => subnet), clusters: [view] }];
  });
});

interface ReadRoute {
  readonly route: Route;
  readonly block: Block;
}

/** The routes of a table whose destination can be read. */
const routesOf = weakMemo(({ routes }: RouteTable): readonly ReadRoute[] =>
  (routes ?? NONE).flatMap((route): readonly ReadRoute[] => {
    const { block } = parsePrefix(route.addressPrefix);
    return block === undefined ? NONE : [{ route, block }];
  }),
);

/** The longest route that holds one of the blocks. */
function bestRoute(routes: readonly ReadRoute[], blocks: readonly Block[]): Route | undefined {
  let best: ReadRoute | undefined;
  for (const one of routes) {
    if (best !== undefined && best.block.prefixLength >= one.block.prefixLength) continue;
    if (blocks.some((block) => containsBlock(one.block, block))) best = one;
  }
  return best?.route;
}

export const hairpinCluster: Rule = defineRule({
  id: 'route-hairpin-cluster',
  title: 'Traffic inside a cluster takes the detour over an appliance',
  severity: 'W',
  scope: 'plan',
  inferred: true,
  why: 'A route for the prefix of the network itself, or for the subnet of nodes, pods or the API server, wins over the route Azure makes. Traffic between nodes then crosses the appliance, and every port the cluster needs inside must be open there.',
  sources: [{ key: 'NET' }, { key: 'UDRO' }],
  examples: {
    failing: [
      {
        title: '10.1.0.0/16 to 10.0.1.4 in network 10.1.0.0/16',
        plan: sketchHubCluster({}, { '0.0.0.0/0': '10.0.1.4', '10.1.0.0/16': '10.0.1.4' }),
        targets: ['rt-nodes'],
      },
    ],
    passing: [
      {
        title: '10.1.0.0/16 stays in the network',
        plan: sketchHubCluster({}, { '0.0.0.0/0': '10.0.1.4', '10.1.0.0/16': 'VnetLocal' }),
      },
      {
        title: 'The cluster keeps its own subnet',
        plan: sketchHubCluster({}, { '0.0.0.0/0': '10.0.1.4', '10.1.0.0/16': '10.0.1.4', '10.1.0.0/22': 'VnetLocal' }),
      },
    ],
  },
  check: (topology) => {
    const byTable = new Map<string, Detour>();
    for (const view of listValues(topology.clusters)) {
      for (const detour of detoursOf(view)) {
        const known = byTable.get(detour.table.id);
        if (known === undefined) byTable.set(detour.table.id, { ...detour, clusters: [view] });
        else known.clusters.push(view);
      }
    }
    return [...byTable.values()].map(({ table, route, subnets, clusters }) =>
      found({
        target: { kind: 'routeTable', id: table.id },
        related: [...clusters.map(({ ref }) => ref), ...subnets.map(({ ref }) => ref)],
        message: `${table.name} sends ${route.addressPrefix} to ${sayHop(route)}, so traffic inside ${listNames(clusters.map(({ cluster }) => cluster.name))} to ${sayPlaces(subnets)} takes the detour over it; every port the cluster needs inside must be open there.`,
        fixes: () => {
          const own = new Set(clusters.flatMap(subnetsOf).flatMap(({ space }) => space.blocks.map(formatBlock)));
          const kept = (table.routes ?? []).filter(({ addressPrefix }) => !own.has(addressPrefix));
          const local = [...own].map((addressPrefix): Route => ({
            name: `local-${addressPrefix.replaceAll(/[./:]/g, '-')}`,
            addressPrefix,
            nextHopType: 'VnetLocal',
          }));
          return [
            {
              title: 'Keep the subnets of the cluster in the network',
              commands: [changeRoutes(table, [...kept, ...local])],
            },
          ];
        },
      }),
    );
  },
});

function sayPlaces(subnets: readonly SubnetView[]): string {
  return listNames(subnets.map(({ subnet }) => `${subnet.name} ${subnet.addressPrefixes.join(', ')}`));
}

const withPods = (podCidr: string): PlanSketch =>
  sketchHubCluster({ podCidrs: [podCidr] }, { '0.0.0.0/0': '10.0.1.4', '10.244.16.0/20': '10.0.1.4' });

export const cidrCoversKnownRoute: Rule = defineRule({
  id: 'cidr-covers-known-route',
  title: 'Cluster range over the destination of a route',
  severity: 'W',
  scope: 'cluster',
  inferred: true,
  why: 'A route to an appliance or a gateway says that something lives at its destination. Where the pod or service range covers it, pods are sent into the cluster instead and never get there.',
  sources: [{ key: 'OV' }],
  examples: {
    failing: [{ title: 'Route 10.244.16.0/20, pods 10.244.0.0/16', plan: withPods('10.244.0.0/16'), targets: ['aks'] }],
    passing: [
      { title: 'Pods 192.168.0.0/16', plan: withPods('192.168.0.0/16') },
      {
        title: 'A summary route for all of 10.0.0.0/8',
        plan: sketchHubCluster({}, { '0.0.0.0/0': '10.0.1.4', '10.0.0.0/8': '10.0.1.4' }),
      },
    ],
  },
  check: (view, context) => {
    const routes = knownDestinations(view);
    if (routes.length === 0) return NONE;
    return (['pod', 'service'] as const).flatMap((kind) => {
      const ranges = coveredRange(view, kind)?.blocks ?? NONE;
      for (const { route, block, table } of routes) {
        const range = ranges.find((one) => overlaps(one, block));
        if (range === undefined || isToldElsewhere(view, kind, range, block)) continue;
        const related: ObjectRef = { kind: 'routeTable', id: table.id };
        return [
          found({
            related: [related],
            message: `${sayRange(view, kind, range)} covers ${route.addressPrefix}, which ${table.name} sends to ${sayHop(route)}: something lives there, and pods do not reach it.`,
            fixes: () => moveRange(context, view, kind),
          }),
        ];
      }
      return [];
    });
  },
});

/** BYO pods are left out: their plug-in decides what the range is for. */
function coveredRange(view: ClusterView, kind: ClusterRangeKind): ClusterView['podSpace'] | undefined {
  return kind === 'pod' && view.cluster.ipam === 'byo' ? undefined : rangeOf(view, kind);
}

interface KnownDestination extends ReadRoute {
  readonly table: RouteTable;
}

/** Routes of the cluster's subnets that lead away; not the default and summary routes, nor those kubenet writes for its nodes. */
const knownDestinations = weakMemo((view: ClusterView): readonly KnownDestination[] => {
  const known = tablesAmong(subnetsOf(view)).flatMap(knownDestinationsOf);
  if (known.length === 0) return NONE;
  const nodes = nodeSubnetsOf(view).flatMap(({ space }) => space.blocks);
  return known.filter(
    ({ route, block }) => !(hopIsIn(route, nodes) && view.podSpace.blocks.some((range) => containsBlock(range, block))),
  );
});

const knownDestinationsOf = weakMemo((table: RouteTable): readonly KnownDestination[] =>
  routesOf(table).flatMap(({ route, block }): readonly KnownDestination[] =>
    block.prefixLength === 0 || !leadsAway(route) || PRIVATE4.some((range) => equalsBlock(range, block))
      ? NONE
      : [{ table, route, block }],
  ),
);

/** The rules on overlaps tell of networks and sites that are in the plan. */
function isToldElsewhere(view: ClusterView, kind: ClusterRangeKind, range: Block, destination: Block): boolean {
  const { network } = view;
  if (network === undefined) return false;
  const tells = (blocks: readonly Block[]): boolean =>
    blocks.some((block) => overlaps(block, range) && overlaps(block, destination));
  return (
    (kind === 'pod' || network.network.managedByAks !== true ? tells(network.space.blocks) : false) ||
    network.reach.l1.some(({ space }) => tells(space.blocks)) ||
    indirectNetworks(view).some(({ space }) => tells(space.blocks))
  );
}
