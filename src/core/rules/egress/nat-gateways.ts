import { createIdSource, type Cluster, type Command, type PlanSketch } from '../../plan/index.ts';
import { NONE } from '../../topology/index.ts';
import type { SubnetView, Topology } from '../../topology/types.ts';
import { defineRule, found, waiting } from '../define-rule.ts';
import { homeOf, nodeSubnetsOf, podSubnetsOf } from '../support/cluster-home.ts';
import { refusal } from '../support/refusal.ts';
import { defaultRouteOf, isTold } from '../support/routes.ts';
import { DUAL, sketchCluster } from '../support/sketches.ts';
import { namesOf, prefixesOf, refsOf } from '../support/words.ts';
import type { Fix, Rule } from '../types.ts';
import { natOverridden } from './nat-overridden.ts';
import { changeCluster, inManagedNetwork, isDualStack, OUTBOUND_WORDS } from './outbound.ts';
import { CLUSTER_ALONE, type ClusterAlone } from '../support/alone.ts';

type Outbound = Cluster['outboundType'];
const MANAGED: readonly Outbound[] = ['managedNATGateway', 'managedNATGatewayV2'];

interface NatSketch {
  readonly outboundType: Outbound;
  readonly nodes?: boolean;
  readonly pods?: boolean;
  readonly cluster?: NonNullable<PlanSketch['clusters']>[string];
  readonly nat?: NonNullable<PlanSketch['natGateways']>[string];
}

const nat = ({ outboundType, nodes, pods, cluster, nat: gateway }: NatSketch): PlanSketch => ({
  networks: {
    spoke: {
      prefixes: ['10.1.0.0/16', 'fd00:1::/56'],
      subnets: {
        'snet-nodes': { prefixes: ['10.1.0.0/22', 'fd00:1::/64'], ...(nodes === true ? { natGateway: 'ng' } : {}) },
        ...(pods === undefined
          ? {}
          : { 'snet-pods': { prefixes: ['10.1.16.0/20'], ...(pods ? { natGateway: 'ng' } : {}) } }),
      },
    },
  },
  natGateways: { ng: { sku: 'Standard', publicIpAddresses: 1, ...gateway } },
  clusters: {
    aks: {
      subnet: 'spoke/snet-nodes',
      outboundType,
      ...(pods === undefined ? {} : { ipam: 'podsubnet-dynamic', podSubnet: 'spoke/snet-pods', podCidrs: [] }),
      ...cluster,
    },
  },
});

const managedNatByo = defineRule({
  id: 'egress-managed-nat-byo',
  title: 'Managed NAT gateway in a network of your own',
  severity: 'E1',
  azureCode: 'ManagedNATGatewayWithCustomVNetNotAllowed',
  scope: 'cluster',
  why: 'AKS makes and attaches a managed NAT gateway only in the network it manages. In a network of your own the NAT gateway is yours: make one and put it on the node and pod subnets.',
  sources: [{ key: 'NAT' }, { key: 'EGR' }, { key: 'ERR' }],
  examples: {
    failing: [
      {
        title: 'managedNATGateway with an own subnet',
        plan: sketchCluster({ outboundType: 'managedNATGateway' }),
        targets: ['aks'],
        severity: 'error',
      },
    ],
    passing: [
      { title: 'userAssignedNATGateway', plan: nat({ outboundType: 'userAssignedNATGateway', nodes: true }) },
      { title: 'In a managed network', plan: inManagedNetwork({ outboundType: 'managedNATGateway' }) },
    ],
  },
  check: (view) => {
    const { cluster, network } = view;
    if (!MANAGED.includes(cluster.outboundType) || homeOf(view) !== 'own') return NONE;
    return [
      found({
        ...refusal(
          cluster.origin === 'existing',
          `${cluster.name} goes out by ${OUTBOUND_WORDS[cluster.outboundType]} and lives in ${network === undefined ? 'a network of your own' : `${network.network.name} ${prefixesOf(network.network)}`}; managed NAT gateways exist only in networks AKS manages.`,
        ),
        related: network === undefined ? [] : [network.ref],
        fixes: ({ topology }) => useOwnGateway(topology, view),
      }),
    ];
  },
});

/** Review D8: the new type needs a NAT gateway on every node and pod subnet, and no default route past it. */
function useOwnGateway(topology: Topology, view: ClusterAlone): readonly Fix[] {
  const subnets = [...new Set([...nodeSubnetsOf(view), ...podSubnetsOf(view)])];
  if (subnets.length === 0 || subnets.some((subnet) => defaultRouteOf(subnet) !== 'none')) return [];
  return [
    {
      title: 'Use a NAT gateway of your own',
      commands: [
        ...attachGateway(topology, subnets, isDualStack(view.cluster)),
        ...changeCluster(view.cluster, '', { outboundType: 'userAssignedNATGateway' }).commands,
      ],
    },
  ];
}

/** Puts a NAT gateway on the subnets that have none: the one beside them, else a new one. */
function attachGateway(topology: Topology, subnets: readonly SubnetView[], dualStack: boolean): readonly Command[] {
  const bare = subnets.filter(({ natGateways }) => natGateways.length === 0);
  const near = subnets.flatMap(({ natGateways, network }) => [
    ...natGateways,
    ...(topology.networks.get(network.id)?.subnets ?? []).flatMap((other) => other.natGateways),
  ]);
  const fits = near.find(
    ({ sku, publicIpAddresses }) => publicIpAddresses !== 0 && (!dualStack || sku === 'StandardV2'),
  );
  const id = fits?.id ?? createIdSource(topology.plan)('natGateway');
  const attach = bare.map(({ subnet }): Command => ({
    type: 'update',
    kind: 'subnet',
    id: subnet.id,
    values: { natGatewayIds: [id] },
  }));
  if (fits !== undefined) return attach;
  const taken = new Set(topology.plan.natGateways.map(({ name }) => name.toLowerCase()));
  const names = ['ng-egress', ...Array.from({ length: taken.size }, (_, index) => `ng-egress-${index + 2}`)];
  const name = names.find((candidate) => !taken.has(candidate)) ?? 'ng-egress';
  return [
    {
      type: 'add',
      kind: 'natGateway',
      object: { id, name, sku: dualStack ? 'StandardV2' : 'Standard', publicIpAddresses: 1 },
    },
    ...attach,
  ];
}

const userNatManagedVnet = defineRule({
  id: 'egress-user-nat-managed-vnet',
  title: 'Own NAT gateway in a network AKS manages',
  severity: 'E1',
  azureCode: 'UserAssignedNATGatewayWithManagedVNetNotAllowed',
  scope: 'cluster',
  reads: CLUSTER_ALONE,
  why: 'A NAT gateway of your own is attached to subnets of your own. In the network AKS manages it makes the NAT gateway itself.',
  sources: [{ key: 'EGR' }, { key: 'ERR' }],
  examples: {
    failing: [
      {
        title: 'userAssignedNATGateway, managed network',
        plan: inManagedNetwork({ outboundType: 'userAssignedNATGateway' }),
        targets: ['aks'],
        severity: 'error',
      },
      {
        title: 'The same with two address families',
        plan: inManagedNetwork({
          outboundType: 'userAssignedNATGateway',
          ipFamilies: ['IPv4', 'IPv6'],
          podCidrs: ['10.244.0.0/16', 'fd12:3456:789a::/64'],
          serviceCidrs: ['172.16.0.0/16', 'fd12:3456:789a:1::/108'],
        }),
      },
    ],
    passing: [{ title: 'Own subnet', plan: nat({ outboundType: 'userAssignedNATGateway', nodes: true }) }],
  },
  check: (view) => {
    const { cluster } = view;
    if (cluster.outboundType !== 'userAssignedNATGateway' || homeOf(view) !== 'managed') return NONE;
    return [
      found({
        ...refusal(
          cluster.origin === 'existing',
          `${cluster.name} goes out by a NAT gateway of your own and lives in the network AKS manages; such a gateway needs a network of your own.`,
        ),
        fixes: () => {
          const outboundType = isDualStack(cluster) ? 'managedNATGatewayV2' : 'managedNATGateway';
          return cluster.origin === 'existing'
            ? []
            : [changeCluster(cluster, `Use ${OUTBOUND_WORDS[outboundType]}`, { outboundType })];
        },
      }),
    ];
  },
});

/** Clusters that put nodes or pods into the subnet, each once. */
function tenantsOf({ uses }: SubnetView, as: readonly string[]): readonly Cluster[] {
  return uses.length === 0
    ? NONE
    : [...new Set(uses.filter((use) => as.includes(use.as)).map(({ cluster }) => cluster))];
}

const userNatMissing = defineRule({
  id: 'egress-user-nat-missing',
  title: 'Node or pod subnet without its NAT gateway',
  severity: 'E1',
  azureCode: 'SubnetNotAssociatedWithNATGateway',
  scope: 'subnet',
  why: 'With a NAT gateway of your own AKS attaches nothing: every node subnet, and every pod subnet, must carry a NAT gateway with a public address before the cluster is made.',
  sources: [{ key: 'NAT' }, { key: 'REL', section: '2023-08-06' }, { key: 'ERR' }],
  examples: {
    failing: [
      {
        title: 'Pod subnet without NAT gateway',
        plan: nat({ outboundType: 'userAssignedNATGateway', nodes: true, pods: false }),
        targets: ['spoke/snet-pods'],
        severity: 'error',
      },
      {
        title: 'NAT gateway without a public address',
        plan: nat({ outboundType: 'userAssignedNATGateway', nodes: true, nat: { publicIpAddresses: 0 } }),
        targets: ['spoke/snet-nodes'],
      },
    ],
    passing: [{ title: 'On both', plan: nat({ outboundType: 'userAssignedNATGateway', nodes: true, pods: true }) }],
  },
  check: (view) => {
    const { subnet, network, natGateways } = view;
    const clusters = tenantsOf(view, ['nodes', 'pods']).filter(
      ({ outboundType }) => outboundType === 'userAssignedNATGateway',
    );
    if (clusters.length === 0 || network.managedByAks === true) return NONE;
    if (!isTold(subnet.natGatewayIds, subnet, network)) return NONE;
    const empty = natGateways.filter(({ publicIpAddresses }) => publicIpAddresses === 0);
    if (natGateways.length > 0 && empty.length === 0) return NONE;
    // A gateway that is referred to and not in the plan is one all the same.
    if (natGateways.length === 0 && (subnet.natGatewayIds ?? []).length > 0) return NONE;
    const exists = clusters.every(({ origin }) => origin === 'existing');
    const related = [...refsOf('cluster', clusters), ...refsOf('natGateway', natGateways)];
    if (empty.length > 0) {
      return [
        found({
          ...refusal(
            exists,
            `NAT gateway ${namesOf(empty)} on ${subnet.name} ${prefixesOf(subnet)} of ${namesOf(clusters)} has no public address.`,
          ),
          azureCode: 'NATGatewayNotAssociatedWithPublicIPOrIPPrefix',
          related,
          fixes: () => [
            {
              title: 'Give it a public address',
              commands: empty.map(({ id }) => ({
                type: 'update',
                kind: 'natGateway',
                id,
                values: { publicIpAddresses: 1 },
              })),
            },
          ],
        }),
      ];
    }
    return [
      found({
        ...refusal(
          exists,
          `${subnet.name} ${prefixesOf(subnet)} of ${namesOf(clusters)} has no NAT gateway; the cluster goes out by one of your own, which must be on all its node and pod subnets.`,
        ),
        related,
        fixes: ({ topology }) => [
          { title: 'Attach a NAT gateway', commands: attachGateway(topology, [view], clusters.some(isDualStack)) },
        ],
      }),
    ];
  },
});

const natUnexpected = defineRule({
  id: 'egress-nat-unexpected',
  title: 'NAT gateway on the subnet of a cluster with another way out',
  severity: 'E1',
  scope: 'subnet',
  why: 'AKS does not make a cluster in a subnet with a NAT gateway unless the outbound type says so. Clusters that exist are left alone; their traffic goes out by the NAT gateway all the same.',
  sources: [{ key: 'REL', section: '2022-05-01' }],
  examples: {
    failing: [
      {
        title: 'NAT gateway, outbound loadBalancer, new',
        plan: nat({ outboundType: 'loadBalancer', nodes: true }),
        targets: ['spoke/snet-nodes'],
        severity: 'error',
      },
      {
        title: 'The same, existing',
        plan: nat({ outboundType: 'loadBalancer', nodes: true, cluster: { origin: 'existing' } }),
        severity: 'info',
      },
    ],
    passing: [{ title: 'userAssignedNATGateway', plan: nat({ outboundType: 'userAssignedNATGateway', nodes: true }) }],
  },
  check: (view) => {
    const { subnet, network, natGateways } = view;
    if (natGateways.length === 0 || network.managedByAks === true) return NONE;
    const clusters = tenantsOf(view, ['nodes']).filter(
      ({ outboundType }) => outboundType !== 'userAssignedNATGateway' && !MANAGED.includes(outboundType),
    );
    const [first] = clusters;
    if (first === undefined) return NONE;
    const exists = clusters.every(({ origin }) => origin === 'existing');
    return [
      found({
        ...(exists ? { severity: 'I' as const } : {}),
        message: `${subnet.name} ${prefixesOf(subnet)} has NAT gateway ${namesOf(natGateways)}, and ${namesOf(clusters)} has outbound type ${first.outboundType}${exists ? '.' : ': the creation is blocked.'}`,
        related: [...refsOf('natGateway', natGateways), ...refsOf('cluster', clusters)],
        fixes: ({ topology }) => {
          const views = clusters.flatMap(({ id }) => topology.clusters.get(id) ?? []);
          return exists ? [] : views.flatMap((one) => useOwnGateway(topology, one));
        },
      }),
    ];
  },
});

const dualNatV1 = defineRule({
  id: 'egress-dual-nat-v1',
  title: 'Two address families behind a NAT gateway for IPv4 alone',
  severity: 'E2',
  scope: 'cluster',
  reads: CLUSTER_ALONE,
  why: 'A NAT gateway of SKU Standard translates IPv4 only. A dual-stack cluster behind it has no way out over IPv6; SKU StandardV2 carries both.',
  sources: [{ key: 'OVH', section: 'dual-stack limits' }],
  examples: {
    failing: [
      {
        title: 'Dual-stack, NAT gateway Standard',
        plan: nat({ outboundType: 'userAssignedNATGateway', nodes: true, cluster: DUAL }),
        targets: ['aks'],
      },
      {
        title: 'Dual-stack, managedNATGateway',
        plan: inManagedNetwork({ ...DUAL, outboundType: 'managedNATGateway' }),
      },
    ],
    passing: [
      {
        title: 'StandardV2',
        plan: nat({
          outboundType: 'userAssignedNATGateway',
          nodes: true,
          cluster: DUAL,
          nat: { sku: 'StandardV2' },
        }),
      },
    ],
  },
  check: (view) => {
    const { cluster } = view;
    if (!isDualStack(cluster)) return NONE;
    if (cluster.outboundType === 'managedNATGateway') {
      // Newer lists print V2 as a SKU of the same type.
      if (cluster.partial === true) return [waiting('natGateways', [view.ref])];
      return [
        found({
          message: `${cluster.name} has IPv4 and IPv6 and goes out by a managed NAT gateway of SKU Standard, which carries IPv4 only.`,
          fixes: () => [
            changeCluster(cluster, 'Use a managed NAT gateway V2', { outboundType: 'managedNATGatewayV2' }),
          ],
        }),
      ];
    }
    if (cluster.outboundType !== 'userAssignedNATGateway') return NONE;
    const gateways = [...new Set(nodeSubnetsOf(view).flatMap(({ natGateways }) => natGateways))];
    const old = gateways.filter(({ sku }) => sku === 'Standard');
    if (old.length > 0)
      return [
        found({
          message: `${cluster.name} has IPv4 and IPv6 and goes out by ${namesOf(old)} of SKU Standard, which carries IPv4 only.`,
          related: refsOf('natGateway', old),
          fixes: () =>
            old.some(({ origin }) => origin === 'existing')
              ? []
              : [
                  {
                    title: 'Use SKU StandardV2',
                    commands: old.map(({ id }) => ({
                      type: 'update',
                      kind: 'natGateway',
                      id,
                      values: { sku: 'StandardV2' },
                    })),
                  },
                ],
        }),
      ];
    const open = gateways.filter(({ sku }) => sku === undefined);
    return open.length === 0 ? NONE : [waiting('natGateways', refsOf('natGateway', open))];
  },
});

export const natGatewayRules: readonly Rule[] = [
  managedNatByo,
  userNatManagedVnet,
  userNatMissing,
  natUnexpected,
  dualNatV1,
  natOverridden,
];
