import { containsBlock } from '../../address/index.ts';
import type { ClusterSketch, PlanSketch, RouteTable } from '../../plan/index.ts';
import { createIdSource } from '../../plan/index.ts';
import { parsePrefix, listValues } from '../../topology/index.ts';
import type { SubnetUse, SubnetView } from '../../topology/types.ts';
import { defineRule, found, waiting } from '../define-rule.ts';
import { nodeSubnetsOf } from '../support/cluster-home.ts';
import { listNames, refusal } from '../support/refusal.ts';
import { addTable, attachTable, defaultRouteOf, leadsAway, tablesOf } from '../support/routes.ts';
import { namesOf, prefixesOf, refsOf } from '../support/words.ts';
import type { Fix, Rule, RuleContext } from '../types.ts';
import { routeLimitOf } from './table-contents.ts';
import { CLUSTER_ALONE, type ClusterAlone } from '../support/alone.ts';

const SOURCES = [{ key: 'KUB' }];

const kubenet = (
  tables: readonly (string | undefined)[],
  clusters: Readonly<Record<string, ClusterSketch>>,
  more: Partial<PlanSketch> = {},
): PlanSketch => ({
  networks: {
    spoke: {
      prefixes: ['10.1.0.0/16'],
      subnets: Object.fromEntries(
        tables.map((routeTable, index) => [
          `snet-${index + 1}`,
          { prefixes: [`10.1.${index * 4}.0/22`], ...(routeTable === undefined ? {} : { routeTable }) },
        ]),
      ),
    },
  },
  routeTables: Object.fromEntries(tables.flatMap((name) => (name === undefined ? [] : [[name, { routes: {} }]]))),
  clusters: Object.fromEntries(
    Object.entries(clusters).map(([name, cluster]) => [name, { ipam: 'kubenet' as const, ...cluster }]),
  ),
  ...more,
});

const second: ClusterSketch = { subnet: 'spoke/snet-2', podCidrs: ['10.245.0.0/16'] };
const LIFECYCLE = ['kubenet-retirement'];

const routeKubenetShared = defineRule({
  id: 'route-kubenet-shared',
  title: 'Route table of a kubenet cluster used by another cluster',
  severity: 'E2',
  scope: 'routeTable',
  why: 'With kubenet the cluster writes a route for every node into the table of its subnet and removes those it does not know. Two clusters on one table delete the pod routes of each other.',
  sources: SOURCES,
  examples: {
    failing: [
      {
        title: 'k1 and k2 share rt-k',
        plan: kubenet(['rt-k', 'rt-k'], { k1: { subnet: 'spoke/snet-1' }, k2: second }),
        targets: ['rt-k'],
        alsoFires: LIFECYCLE,
      },
    ],
    passing: [
      {
        title: 'Each its own',
        plan: kubenet(['rt-1', 'rt-2'], { k1: { subnet: 'spoke/snet-1' }, k2: second }),
      },
    ],
  },
  check: ({ routeTable, subnets, ref }) => {
    if (!subnets.some(hasKubenetNodes)) return [];
    const users = new Map(
      subnets.flatMap(({ uses }) =>
        uses.filter(({ as }) => as === 'nodes').map(({ cluster }) => [cluster.id, cluster]),
      ),
    );
    const kubenets = [...users.values()].filter(({ ipam }) => ipam === 'kubenet');
    const [owner] = kubenets;
    if (owner === undefined || users.size < 2) return [];
    const others = [...users.values()].filter((cluster) => cluster !== owner);
    return [
      found({
        message: `${routeTable.name} is the route table of ${owner.name}, a kubenet cluster, and of ${namesOf(others)} as well: their pod routes collide.`,
        related: [...refsOf('cluster', [owner, ...others])],
        fixes: (context) =>
          giveOwnTables(
            context,
            ref.id,
            others.map(({ id }) => id),
          ),
      }),
    ];
  },
});

function hasKubenetNodes({ uses }: SubnetView): boolean {
  return uses.some(isKubenetNodes);
}

function isKubenetNodes({ as, cluster }: SubnetUse): boolean {
  return as === 'nodes' && cluster.ipam === 'kubenet';
}

/** A table for each of the clusters, with the routes of the shared one that are not theirs to write. None when two clusters share a subnet. */
function giveOwnTables(
  { plan, topology }: RuleContext,
  tableId: string,
  clusterIds: readonly string[],
): readonly Fix[] {
  const table = topology.routeTables.get(tableId);
  if (table?.routes === undefined) return [];
  const views = clusterIds.flatMap((id) => topology.clusters.get(id) ?? []);
  const subnetsOf = (view: ClusterAlone): readonly SubnetView[] =>
    nodeSubnetsOf(view).filter(({ routeTables }) => routeTables.includes(table.routeTable));
  const isShared = views.some((view) =>
    subnetsOf(view).some(({ uses }) => uses.some(({ cluster }) => cluster.id !== view.cluster.id)),
  );
  if (isShared) return [];
  const pods = listValues(topology.clusters).flatMap(({ podSpace }) => podSpace.blocks);
  const kept = table.routes.flatMap(({ route, destination }) =>
    destination !== undefined && pods.some((block) => containsBlock(block, destination)) ? [] : [route],
  );
  const newId = createIdSource(plan);
  const commands = views.flatMap((view) => {
    const id = newId('routeTable');
    return [
      addTable(plan, `rt-${view.cluster.name}`.slice(0, 80), kept, id),
      ...subnetsOf(view).map(({ subnet }) => attachTable(subnet, id)),
    ];
  });
  return [{ title: `Give ${listNames(views.map(({ cluster }) => cluster.name))} a table of their own`, commands }];
}

/** The tables on the node subnets of a cluster, each once; undefined when the plan does not tell of one of them. */
function tablesOfCluster(view: ClusterAlone): readonly RouteTable[] | undefined {
  const lists = nodeSubnetsOf(view).map(tablesOf);
  if (lists.length === 0 || lists.includes(undefined)) return undefined;
  return [...new Set(lists.flatMap((tables) => tables ?? []))];
}

const twoPools = (first: string, other: string): ClusterSketch => ({
  pools: {
    system: { nodeSubnet: `spoke/${first}` },
    user: { mode: 'User', nodeSubnet: `spoke/${other}` },
  },
});

const routeKubenetMultiple = defineRule({
  id: 'route-kubenet-multiple',
  title: 'kubenet cluster over several route tables',
  severity: 'E1',
  scope: 'cluster',
  reads: CLUSTER_ALONE,
  why: 'A kubenet cluster keeps its pod routes in one table, which must be on all of its subnets. Without any table AKS makes one; with two, or with one on some subnets only, the cluster is refused.',
  sources: [...SOURCES, { key: 'ERR' }],
  examples: {
    failing: [
      {
        title: 'rt-a and rt-b',
        plan: kubenet(['rt-a', 'rt-b'], { k1: twoPools('snet-1', 'snet-2') }),
        targets: ['k1'],
        severity: 'error',
        alsoFires: LIFECYCLE,
      },
      {
        title: 'A table on one subnet, none on the other',
        plan: kubenet(['rt-a', undefined], { k1: twoPools('snet-1', 'snet-2') }),
        targets: ['k1'],
        alsoFires: LIFECYCLE,
      },
    ],
    passing: [
      { title: 'rt-a for both', plan: kubenet(['rt-a', 'rt-a'], { k1: twoPools('snet-1', 'snet-2') }) },
      { title: 'No table: AKS makes one', plan: kubenet([undefined, undefined], { k1: twoPools('snet-1', 'snet-2') }) },
    ],
  },
  check: (view) => {
    const { cluster } = view;
    if (cluster.ipam !== 'kubenet') return [];
    const subnets = nodeSubnetsOf(view);
    const tables = tablesOfCluster(view);
    const [first, ...others] = tables ?? [];
    if (first === undefined) return [];
    const bare = subnets.filter((subnet) => tablesOf(subnet)?.length === 0);
    if (others.length === 0 && bare.length === 0) return [];
    const fault =
      others.length > 0
        ? `The node subnets of ${cluster.name} use ${namesOf([first, ...others])}; a kubenet cluster keeps its pod routes in one table for all its subnets.`
        : `${namesOf(bare.map(({ subnet }) => subnet))} of ${cluster.name} has no route table while its other subnets use ${first.name}; a kubenet cluster keeps its pod routes in one table for all its subnets.`;
    return [
      found({
        ...refusal(cluster.origin === 'existing', fault),
        azureCode: others.length > 0 ? 'TooManyCustomRouteTables' : 'SubnetMissingRouteTableAssociation',
        related: [...refsOf('routeTable', [first, ...others]), ...subnets.map(({ ref }) => ref)],
        fixes: () => [
          {
            title: `Use ${first.name} on all of them`,
            commands: subnets
              .filter(({ subnet }) => subnet.routeTableIds?.length !== 1 || subnet.routeTableIds[0] !== first.id)
              .map(({ subnet }) => attachTable(subnet, first.id)),
          },
        ],
      }),
    ];
  },
});

const ownRoutes = (count: number): Readonly<Record<string, string>> =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`10.20.${index}.0/24`, 'VirtualNetworkGateway']));

const capacityPlan = (nodes: number, own: number): PlanSketch => ({
  ...kubenet(['rt-k'], {
    k1: {
      subnet: 'spoke/snet-1',
      podCidrs: ['10.128.0.0/14'],
      pools: { system: { count: nodes, maxSurge: '1', maxPods: 30 } },
    },
  }),
  routeTables: { 'rt-k': { routes: { ...ownRoutes(own), '10.128.0.0/24': '10.1.0.4', '10.128.1.0/24': '10.1.0.5' } } },
});

/** Review A4: a table that is imported already holds a route for every node, so only routes outside the pod CIDR are its own. */
const routeKubenetCapacity = defineRule({
  id: 'route-kubenet-capacity',
  title: 'Route table too small for the nodes of a kubenet cluster',
  severity: 'E2',
  scope: 'cluster',
  reads: CLUSTER_ALONE,
  silencedBy: ['kubenet-node-limit'],
  why: 'A kubenet cluster writes one route for every node, surge nodes too. Together with the routes of your own they must fit the table, else pods on the last nodes are cut off.',
  sources: SOURCES,
  examples: {
    failing: [
      {
        title: '20 own routes and 390 nodes (389 and 1 of surge)',
        plan: capacityPlan(389, 20),
        targets: ['rt-k'],
        alsoFires: LIFECYCLE,
      },
    ],
    passing: [{ title: '20 own routes and 380 nodes', plan: capacityPlan(379, 20) }],
  },
  check: (view, { capacity }) => {
    const { cluster, podSpace } = view;
    const nodes = capacity.clusters.get(cluster.id)?.nodes;
    if (cluster.ipam !== 'kubenet' || nodes === undefined) return [];
    const [table, ...others] = tablesOfCluster(view) ?? [];
    if (table === undefined || others.length > 0) return [];
    const ref = { kind: 'routeTable' as const, id: table.id };
    if (table.routes === undefined) return [waiting('routeTable', [ref])];
    const limit = routeLimitOf(table);
    // More nodes than routes: that is the limit of the cluster, whatever else the table holds.
    if (nodes.atMaximum > limit) return [];
    const own = table.routes.filter(({ addressPrefix }) => {
      const { block } = parsePrefix(addressPrefix);
      return block === undefined || !podSpace.blocks.some((range) => containsBlock(range, block));
    });
    if (own.length + nodes.withSurge <= limit) return [];
    return [
      found({
        target: ref,
        related: [view.ref],
        message: `${table.name} holds ${own.length} ${own.length === 1 ? 'route' : 'routes'} of your own and needs ${nodes.withSurge} for the nodes of ${cluster.name} with surge, ${own.length + nodes.withSurge} of ${limit}.`,
      }),
    ];
  },
});

const agwPlan = (routeTable: string | undefined): PlanSketch =>
  kubenet(
    ['rt-k', routeTable],
    { k1: { subnet: 'spoke/snet-1', addOns: { agic: { applicationGatewayId: 'agw' } } } },
    {
      applicationGateways: { agw: { subnet: 'spoke/snet-2', version: 'v2' } },
    },
  );

const routeAgwKubenet = defineRule({
  id: 'route-agw-kubenet',
  title: 'Application gateway without the route table of its kubenet cluster',
  severity: 'E2',
  scope: 'plan',
  why: 'The ingress controller makes the gateway talk to pods directly. With kubenet only the route table of the cluster knows where pods are, so it must be on the subnet of the gateway too.',
  sources: [{ key: 'AGW' }, { key: 'AGIC' }],
  examples: {
    failing: [
      {
        title: 'Gateway subnet without rt-k',
        plan: agwPlan(undefined),
        targets: ['snet-2'],
        alsoFires: LIFECYCLE,
      },
    ],
    passing: [{ title: 'rt-k attached', plan: agwPlan('rt-k') }],
  },
  check: (topology) =>
    topology.plan.clusters.flatMap((cluster) => {
      const gatewayId = cluster.ipam === 'kubenet' ? cluster.addOns?.agic?.applicationGatewayId : undefined;
      if (gatewayId === undefined) return [];
      const view = topology.clusters.get(cluster.id);
      const gateway = topology.plan.applicationGateways.find(({ id }) => id === gatewayId);
      const host = gateway === undefined ? undefined : topology.subnets.get(gateway.subnetId);
      const [table] = (view === undefined ? undefined : tablesOfCluster(view)) ?? [];
      const attached = host === undefined ? undefined : tablesOf(host);
      if (gateway === undefined || host === undefined || table === undefined || attached === undefined) return [];
      if (attached.includes(table)) return [];
      return [
        found({
          target: host.ref,
          related: [{ kind: 'cluster', id: cluster.id }, ...refsOf('routeTable', [table])],
          message: `Application gateway ${gateway.name} in ${host.subnet.name} ${prefixesOf(host.subnet)} serves ${cluster.name}, and its subnet lacks ${table.name}, the route table with the pod routes: the gateway does not reach the pods.`,
          // The table of the nodes may send all traffic to a firewall, which takes the gateway off the Internet.
          fixes: () =>
            attached.length > 0 || view === undefined || nodeSubnetsOf(view).some(mayLeadAway)
              ? []
              : [{ title: `Attach ${table.name}`, commands: [attachTable(host.subnet, table.id)] }],
        }),
      ];
    }),
});

function mayLeadAway(subnet: SubnetView): boolean {
  const route = defaultRouteOf(subnet);
  return route === 'unknown' || (route !== 'none' && leadsAway(route.route));
}

export const kubenetTableRules: readonly Rule[] = [
  routeKubenetShared,
  routeKubenetMultiple,
  routeKubenetCapacity,
  routeAgwKubenet,
];
