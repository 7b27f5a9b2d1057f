import type { PlanSketch, RouteTable } from '../../plan/index.ts';
import { NONE } from '../../topology/index.ts';
import type { SubnetView } from '../../topology/types.ts';
import { defineRule, found, waiting } from '../define-rule.ts';
import { homeOf, nodeSubnetsOf, podSubnetsOf } from '../support/cluster-home.ts';
import { refusal } from '../support/refusal.ts';
import { attachTable, defaultRouteOf, leadsAway, sayHop, unknownTablesOf } from '../support/routes.ts';
import { DUAL, sketchCluster, sketchHubCluster } from '../support/sketches.ts';
import { namesOf, prefixesOf, refsOf } from '../support/words.ts';
import type { Fix, Outcome, Rule } from '../types.ts';
import { udrNoDefault } from './default-route.ts';
import { changeCluster, inManagedNetwork, isDualStack } from './outbound.ts';
import { CLUSTER_ALONE, type ClusterAlone } from '../support/alone.ts';

const TO_FIREWALL = { '0.0.0.0/0': '10.0.1.4' };

function isRouted({ cluster }: ClusterAlone): boolean {
  return cluster.outboundType === 'userDefinedRouting';
}

const udrNoByo = defineRule({
  id: 'egress-udr-no-byo',
  title: 'User-defined routes in a network AKS manages',
  severity: 'E1',
  scope: 'cluster',
  reads: CLUSTER_ALONE,
  why: 'Outbound type userDefinedRouting needs a subnet of your own with a route table of your own. In the network AKS manages there is neither.',
  sources: [{ key: 'EGR' }],
  examples: {
    failing: [
      {
        title: 'userDefinedRouting, managed network',
        plan: inManagedNetwork({ outboundType: 'userDefinedRouting' }),
        targets: ['aks'],
        severity: 'error',
      },
    ],
    passing: [{ title: 'Own subnet', plan: sketchHubCluster({}, TO_FIREWALL) }],
  },
  check: (view) =>
    isRouted(view) && homeOf(view) === 'managed'
      ? [
          found(
            refusal(
              view.cluster.origin === 'existing',
              `${view.cluster.name} goes out by user-defined routes and lives in the network AKS manages; it needs a subnet of your own.`,
            ),
          ),
        ]
      : NONE,
});

function dualRoutes(routes: Readonly<Record<string, string>>): PlanSketch {
  const sketch = sketchHubCluster(DUAL, routes);
  const nodes = { prefixes: ['10.1.0.0/22', 'fd00:1::/64'], routeTable: 'rt-nodes' };
  return {
    ...sketch,
    networks: {
      ...sketch.networks,
      spoke: { prefixes: ['10.1.0.0/16', 'fd00:1::/56'], subnets: { 'snet-nodes': nodes } },
    },
  };
}

const udrIpv6 = defineRule({
  id: 'egress-udr-ipv6',
  title: 'User-defined routes for IPv4 only',
  severity: 'W',
  scope: 'cluster',
  reads: CLUSTER_ALONE,
  why: 'A dual-stack cluster with userDefinedRouting and no route for ::/0 has no way out over IPv6. AKS warns when it is made and goes on.',
  sources: [{ key: 'DUAL' }, { key: 'REL', section: '2023-10-08' }],
  examples: {
    failing: [{ title: 'Dual-stack, only 0.0.0.0/0', plan: dualRoutes(TO_FIREWALL), targets: ['rt-nodes'] }],
    passing: [
      {
        title: 'With ::/0',
        plan: dualRoutes({ ...TO_FIREWALL, '::/0': 'VirtualNetworkGateway' }),
      },
    ],
  },
  check: (view) => {
    if (!isRouted(view) || !isDualStack(view.cluster)) return NONE;
    const tables = new Map<string, { table: RouteTable; subnet: SubnetView }>();
    for (const subnet of nodeSubnetsOf(view)) {
      const [table] = subnet.routeTables;
      if (table !== undefined && defaultRouteOf(subnet, 6) === 'none') tables.set(table.id, { table, subnet });
    }
    return [...tables.values()].map(({ table, subnet }) =>
      found({
        target: { kind: 'routeTable', id: table.id },
        related: [view.ref, subnet.ref],
        message: `${table.name} on ${subnet.subnet.name} ${prefixesOf(subnet.subnet)} has no route for ::/0: ${view.cluster.name}, which has IPv4 and IPv6, has no way out over IPv6.`,
      }),
    );
  },
});

const lbWithDefaultRoute = defineRule({
  id: 'egress-lb-with-default-route',
  title: 'Load balancer and a default route to an appliance',
  severity: 'W',
  scope: 'cluster',
  reads: CLUSTER_ALONE,
  why: 'Outbound type loadBalancer gives nodes a public address, while the route table sends their traffic to an appliance. Requests that come in by the load balancer are answered through the appliance, which never saw them and drops the answers.',
  sources: [{ key: 'FW' }],
  examples: {
    failing: [
      {
        title: 'Outbound loadBalancer, 0.0.0.0/0 to 10.0.1.4',
        plan: sketchHubCluster({ outboundType: 'loadBalancer' }, TO_FIREWALL),
        targets: ['aks'],
      },
    ],
    passing: [{ title: 'userDefinedRouting', plan: sketchHubCluster({}, TO_FIREWALL) }],
  },
  check: (view) => {
    const { cluster } = view;
    if (cluster.outboundType !== 'loadBalancer') return NONE;
    const outcomes: Outcome[] = [];
    for (const subnet of nodeSubnetsOf(view)) {
      if (subnet.routeTables.length === 0) continue;
      const away = defaultRouteOf(subnet);
      if (away === 'unknown') outcomes.push(waiting('routeTable', unknownTablesOf(subnet)));
      if (away === 'unknown' || away === 'none' || away.route.nextHopType !== 'VirtualAppliance') continue;
      return [
        found({
          related: [...refsOf('routeTable', [away.table]), subnet.ref],
          message: `${cluster.name} goes out by a load balancer, and ${away.table.name} on ${subnet.subnet.name} ${prefixesOf(subnet.subnet)} sends ${away.route.addressPrefix} to ${sayHop(away.route)}: paths are asymmetric, and a stateful firewall drops the replies.`,
          fixes: () => (canGoByRoutes(view) ? [byRoutes(view)] : []),
        }),
      ];
    }
    return outcomes;
  },
});

/** Whether userDefinedRouting would bring no fault of its own. */
function canGoByRoutes(view: ClusterAlone): boolean {
  const { cluster } = view;
  const leads = [...nodeSubnetsOf(view), ...podSubnetsOf(view)].every((subnet) => {
    const away = defaultRouteOf(subnet);
    return away !== 'unknown' && away !== 'none' && leadsAway(away.route);
  });
  return (
    leads &&
    !isDualStack(cluster) &&
    cluster.nodeAutoProvisioning !== true &&
    cluster.pools.every(({ nodePublicIp }) => nodePublicIp !== true) &&
    (cluster.loadBalancerServices ?? []).every(({ internal }) => internal)
  );
}

function byRoutes({ cluster }: ClusterAlone): Fix {
  const { backendPoolType } = cluster.loadBalancerProfile ?? {};
  return changeCluster(cluster, 'Go out by user-defined routes', {
    outboundType: 'userDefinedRouting',
    loadBalancerProfile: backendPoolType === undefined ? undefined : { backendPoolType },
  });
}

const publicService = { name: 'web', internal: false };

const udrPublicIngress = defineRule({
  id: 'egress-udr-public-ingress',
  title: 'Public service of a cluster that goes out by a firewall',
  severity: 'W',
  scope: 'cluster',
  reads: CLUSTER_ALONE,
  why: 'Requests to a public load balancer reach the nodes directly, while the answers follow the default route to the firewall, which drops them. Make the service internal and let the firewall translate the destination (DNAT).',
  sources: [{ key: 'FW' }],
  examples: {
    failing: [
      {
        title: 'userDefinedRouting and a public service',
        plan: sketchHubCluster({ loadBalancerServices: [publicService] }, TO_FIREWALL),
        targets: ['aks'],
      },
    ],
    passing: [
      {
        title: 'An internal service',
        plan: sketchHubCluster({ loadBalancerServices: [{ ...publicService, internal: true }] }, TO_FIREWALL),
      },
    ],
  },
  check: (view) => {
    const { cluster } = view;
    if (!isRouted(view)) return NONE;
    const hop = nodeSubnetsOf(view)
      .map((subnet) => defaultRouteOf(subnet))
      .find((away) => away !== 'none' && away !== 'unknown' && away.route.nextHopType === 'VirtualAppliance');
    if (hop === undefined || hop === 'none' || hop === 'unknown') return NONE;
    const open = (cluster.loadBalancerServices ?? []).filter(({ internal }) => !internal);
    if (open.length === 0) return NONE;
    return [
      found({
        related: refsOf('routeTable', [hop.table]),
        message: `${namesOf(open)} of ${cluster.name} ${open.length === 1 ? 'is' : 'are'} public, and ${hop.table.name} sends ${hop.route.addressPrefix} to ${sayHop(hop.route)}: the answers go to the firewall, which drops them unless it translates the destination.`,
        fixes: () => [
          changeCluster(cluster, 'Make them internal', {
            loadBalancerServices: (cluster.loadBalancerServices ?? []).map((service) => ({
              ...service,
              internal: true,
            })),
          }),
        ],
      }),
    ];
  },
});

const pods = (table: string | undefined): PlanSketch => {
  const sketch = sketchHubCluster(
    { ipam: 'podsubnet-dynamic', podSubnet: 'spoke/snet-pods', podCidrs: [] },
    TO_FIREWALL,
  );
  return {
    ...sketch,
    networks: {
      ...sketch.networks,
      spoke: {
        prefixes: ['10.1.0.0/16'],
        subnets: {
          'snet-nodes': { prefixes: ['10.1.0.0/22'], routeTable: 'rt-nodes' },
          'snet-pods': { prefixes: ['10.1.16.0/20'], ...(table === undefined ? {} : { routeTable: table }) },
        },
      },
    },
  };
};

const podSubnetRoute = defineRule({
  id: 'egress-pod-subnet-route',
  title: 'Pods may leave by another path than the nodes',
  severity: 'W',
  scope: 'cluster',
  reads: CLUSTER_ALONE,
  why: 'Pods of a pod subnet follow the route table of their own subnet. Without the default route of the nodes they may leave by another path, past the firewall.',
  sources: [{ key: 'DYN' }, { key: 'PS' }, { key: 'ISS' }],
  examples: {
    failing: [
      {
        title: 'rt-nodes on the nodes, no table on the pods',
        plan: pods(undefined),
        targets: ['spoke/snet-pods'],
      },
    ],
    passing: [{ title: 'rt-nodes on both', plan: pods('rt-nodes') }],
  },
  check: (view) => {
    if (!isRouted(view) || view.pools.length === 0) return NONE;
    const outcomes = new Map<SubnetView, Outcome>();
    for (const { nodeSubnet, podSubnets } of view.pools) {
      const own = nodeSubnet === undefined || podSubnets.length === 0 ? 'none' : defaultRouteOf(nodeSubnet);
      if (nodeSubnet === undefined || own === 'none' || own === 'unknown' || !leadsAway(own.route)) continue;
      for (const subnet of podSubnets) {
        const away = defaultRouteOf(subnet);
        if (away === 'unknown') outcomes.set(subnet, waiting('routeTable', unknownTablesOf(subnet)));
        if (away === 'unknown' || (away !== 'none' && sayHop(away.route) === sayHop(own.route))) continue;
        outcomes.set(subnet, {
          ...found({
            target: subnet.ref,
            related: [view.ref, nodeSubnet.ref, ...refsOf('routeTable', [own.table])],
            message: `${own.table.name} sends ${own.route.addressPrefix} of ${nodeSubnet.subnet.name} ${prefixesOf(nodeSubnet.subnet)} to ${sayHop(own.route)}, and pod subnet ${subnet.subnet.name} ${prefixesOf(subnet.subnet)} of ${view.cluster.name} ${away === 'none' ? 'has no default route' : `sends it to ${sayHop(away.route)}`}: pods may leave by another path than the nodes.`,
            fixes: () => [{ title: `Use ${own.table.name}`, commands: [attachTable(subnet.subnet, own.table.id)] }],
          }),
        });
      }
    }
    return [...outcomes.values()];
  },
});

const udrLbProfile = defineRule({
  id: 'egress-udr-lb-profile',
  title: 'Load balancer settings beside user-defined routes',
  severity: 'E1',
  azureCode: 'InvalidUserDefinedRoutingWithLoadBalancerProfile',
  scope: 'cluster',
  reads: CLUSTER_ALONE,
  why: 'With userDefinedRouting the load balancer has no outbound addresses and ports, and AKS refuses a new cluster that sets them.',
  sources: [{ key: 'ERR' }],
  examples: {
    failing: [
      {
        title: 'userDefinedRouting with 2 managed outbound addresses',
        plan: sketchHubCluster({ loadBalancerProfile: { managedOutboundIps: 2 } }, TO_FIREWALL),
        targets: ['aks'],
      },
    ],
    passing: [
      { title: 'Without', plan: sketchHubCluster({}, TO_FIREWALL) },
      { title: 'loadBalancer', plan: sketchCluster({ loadBalancerProfile: { managedOutboundIps: 2 } }) },
    ],
  },
  check: (view) => {
    const { cluster } = view;
    const profile = cluster.loadBalancerProfile;
    if (!isRouted(view) || profile === undefined || cluster.origin === 'existing') return NONE;
    const set = [
      (profile.managedOutboundIps ?? 0) > 0 ? `${profile.managedOutboundIps} managed outbound addresses` : undefined,
      (profile.outboundIps ?? 0) > 0 ? `${profile.outboundIps} outbound addresses of your own` : undefined,
      profile.usesOutboundPrefixes === true ? 'outbound prefixes' : undefined,
      (profile.allocatedOutboundPorts ?? 0) > 0 ? `${profile.allocatedOutboundPorts} ports per node` : undefined,
    ].filter((words) => words !== undefined);
    if (set.length === 0) return NONE;
    const { backendPoolType } = profile;
    return [
      found({
        message: `${cluster.name} goes out by user-defined routes and sets ${set.join(' and ')} for its load balancer; AKS refuses the two together.`,
        fixes: () => [
          changeCluster(cluster, 'Clear the outbound settings of the load balancer', {
            loadBalancerProfile: backendPoolType === undefined ? undefined : { backendPoolType },
          }),
        ],
      }),
    ];
  },
});

export const userRouteRules: readonly Rule[] = [
  udrNoByo,
  udrNoDefault,
  udrIpv6,
  lbWithDefaultRoute,
  udrPublicIngress,
  podSubnetRoute,
  udrLbProfile,
];
