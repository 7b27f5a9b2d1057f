import {
  AVAILABILITY_SETS_END,
  OUTBOUND_CHANGE_DISPUTED,
  OUTBOUND_CHANGES_MANAGED,
  OUTBOUND_CHANGES_OWN,
  PRIVATE_SUBNETS_SINCE,
} from '../../azure/index.ts';
import { NONE } from '../../topology/index.ts';
import type { Cluster, ClusterSketch, PlanSketch } from '../../plan/index.ts';
import { defineRule, found } from '../define-rule.ts';
import { homeOf, nodeSubnetsOf } from '../support/cluster-home.ts';
import { refusal } from '../support/refusal.ts';
import { defaultRouteOf } from '../support/routes.ts';
import { sketchCluster, sketchHubCluster } from '../support/sketches.ts';
import { prefixesOf, refsOf } from '../support/words.ts';
import type { Rule } from '../types.ts';
import { changeCluster, inManagedNetwork, outboundAddresses, OUTBOUND_WORDS } from './outbound.ts';
import { CLUSTER_ALONE } from '../support/alone.ts';

const ON_SETS = inManagedNetwork({
  outboundType: 'managedNATGateway',
  pools: { system: { type: 'availabilitySet' } },
});

const needsVmssSlb = defineRule({
  id: 'egress-needs-vmss-slb',
  title: 'Outbound type that needs scale sets and a Standard load balancer',
  severity: 'E1',
  azureCode: 'UnexpectedLoadBalancerSkuForCurrentOutboundConfiguration',
  scope: 'cluster',
  reads: CLUSTER_ALONE,
  silencedBy: ['basic-lb-retirement'],
  why: 'Any outbound type but the load balancer needs node pools of scale sets and a load balancer of SKU Standard. Availability sets and the Basic load balancer know only one way out.',
  sources: [{ key: 'EGR' }, { key: 'UDR' }, { key: 'ERR' }],
  examples: {
    failing: [
      {
        title: 'Availability set and managedNATGateway',
        plan: { ...ON_SETS, asOf: '2025-09-01' },
        targets: ['aks'],
        alsoFires: ['vmas-retirement', 'combo-overlay-vmas'],
      },
    ],
    passing: [
      {
        title: 'Scale set and Standard',
        plan: inManagedNetwork({
          outboundType: 'managedNATGateway',
          loadBalancerSku: 'standard',
          pools: { system: { type: 'scaleSet' } },
        }),
      },
      { title: 'Availability sets, retired since: said there', plan: { ...ON_SETS, asOf: '2025-10-01' } },
    ],
  },
  check: ({ cluster }, { asOf }) => {
    if (cluster.outboundType === 'loadBalancer') return NONE;
    // Review C11: once they are retired, that is said, and of the pools.
    const sets = asOf > AVAILABILITY_SETS_END ? [] : cluster.pools.filter(({ type }) => type === 'availabilitySet');
    const isBasic = cluster.loadBalancerSku === 'basic';
    if (sets.length === 0 && !isBasic) return NONE;
    const fault = [
      ...sets.map(({ name }) => `node pool ${name} is an availability set`),
      ...(isBasic ? ['its load balancer is of SKU Basic'] : []),
    ];
    return [
      found(
        refusal(
          cluster.origin === 'existing',
          `${cluster.name} has outbound type ${cluster.outboundType}, and ${fault.join(' and ')}; that type needs scale sets and a Standard load balancer.`,
        ),
      ),
    ];
  },
});

const ISOLATED: ClusterSketch = {
  outboundType: 'none',
  networkIsolated: true,
  privateCluster: true,
  kubernetesVersion: '1.31',
};

const noneBlockScope = defineRule({
  id: 'egress-none-block-scope',
  title: 'Outbound none or block on a cluster that is not network-isolated',
  severity: 'E1',
  scope: 'cluster',
  silencedBy: ['isolated-requirements'],
  why: 'Outbound types none and block are for network-isolated clusters, which load their images from a registry of your own; block works only in the network AKS manages. Any other cluster cannot start without a way out.',
  sources: [{ key: 'EGR' }, { key: 'ISO' }],
  examples: {
    failing: [
      {
        title: 'none on an ordinary cluster',
        plan: sketchCluster({ outboundType: 'none' }),
        targets: ['aks'],
        severity: 'error',
      },
      {
        title: 'block in an own network',
        plan: sketchCluster({ ...ISOLATED, outboundType: 'block' }),
        alsoFires: ['egress-block-preview'],
      },
      {
        title: 'Imported, isolation not known',
        plan: sketchCluster({ outboundType: 'none', partial: true }),
        severity: 'info',
      },
    ],
    passing: [{ title: 'none on a network-isolated cluster', plan: sketchCluster(ISOLATED) }],
  },
  check: (view) => {
    const { cluster } = view;
    if (cluster.outboundType !== 'none' && cluster.outboundType !== 'block') return NONE;
    const fixes = (): ReturnType<typeof changeCluster>[] =>
      cluster.origin === 'existing'
        ? []
        : [changeCluster(cluster, 'Use a load balancer', { outboundType: 'loadBalancer' })];
    if (cluster.networkIsolated !== true) {
      if (cluster.networkIsolated === undefined && cluster.partial === true)
        return [
          found({
            severity: 'I',
            message: `${cluster.name} has outbound type ${cluster.outboundType}, which is meant for network-isolated clusters.`,
          }),
        ];
      return [
        found({
          ...refusal(
            cluster.origin === 'existing',
            `${cluster.name} has outbound type ${cluster.outboundType} and is not network-isolated; that type is for network-isolated clusters only.`,
          ),
          fixes,
        }),
      ];
    }
    if (cluster.outboundType !== 'block' || homeOf(view) !== 'own') return NONE;
    return [
      found({
        ...refusal(
          cluster.origin === 'existing',
          `${cluster.name} has outbound type block and lives in ${view.network === undefined ? 'a network of your own' : `${view.network.network.name} ${prefixesOf(view.network.network)}`}; block exists only in the network AKS manages.`,
        ),
        fixes: () => [changeCluster(cluster, 'Use outbound type none', { outboundType: 'none' })],
      }),
    ];
  },
});

const blockPreview = defineRule({
  id: 'egress-block-preview',
  title: 'Outbound type block is in preview',
  severity: 'W',
  scope: 'cluster',
  reads: CLUSTER_ALONE,
  why: 'Outbound type block is in preview: no service level, and it may change before it is released.',
  sources: [{ key: 'EGR' }],
  examples: {
    failing: [{ title: 'block', plan: inManagedNetwork({ ...ISOLATED, outboundType: 'block' }), targets: ['aks'] }],
    passing: [{ title: 'none', plan: inManagedNetwork(ISOLATED) }],
  },
  check: ({ cluster }) =>
    cluster.outboundType === 'block'
      ? [found({ message: `${cluster.name} has outbound type block, which is in preview.` })]
      : NONE,
});

const natv2Preview = defineRule({
  id: 'egress-natv2-preview',
  title: 'Managed NAT gateway V2 is in preview',
  severity: 'W',
  scope: 'cluster',
  reads: CLUSTER_ALONE,
  why: 'Outbound type managedNATGatewayV2 is in preview. Newer versions of the tools also write it as managedNATGateway with SKU standardV2.',
  sources: [{ key: 'EGR' }, { key: 'REL', section: '2026-07-17' }],
  examples: {
    failing: [
      {
        title: 'managedNATGatewayV2',
        plan: inManagedNetwork({ outboundType: 'managedNATGatewayV2' }),
        targets: ['aks'],
      },
    ],
    passing: [{ title: 'managedNATGateway', plan: inManagedNetwork({ outboundType: 'managedNATGateway' }) }],
  },
  check: ({ cluster }) =>
    cluster.outboundType === 'managedNATGatewayV2'
      ? [
          found({
            message: `${cluster.name} has outbound type managedNATGatewayV2, which is in preview; it is also written as managedNATGateway with SKU standardV2.`,
          }),
        ]
      : NONE,
});

const live = (outboundType: Cluster['outboundType'], own: boolean, more: ClusterSketch = {}): PlanSketch => {
  const cluster: ClusterSketch = { origin: 'existing', outboundType, ...more };
  return own ? sketchCluster(cluster) : inManagedNetwork(cluster);
};

const changePath = defineRule({
  id: 'egress-change-path',
  title: 'Change of the outbound type that Azure does not make',
  severity: 'E1',
  azureCode: 'UpdatingOutboundTypeNotAllowed',
  scope: 'plan',
  why: 'A running cluster changes its outbound type only along the paths AKS supports, and not at all with node auto-provisioning. Each change gives the cluster another public address and interrupts connections.',
  sources: [{ key: 'EGR' }, { key: 'REL', section: '2026-05-29' }, { key: 'ERR' }],
  examples: {
    failing: [
      {
        title: 'managedNATGatewayV2 -> loadBalancer',
        before: live('managedNATGatewayV2', false),
        plan: live('loadBalancer', false),
        targets: ['aks'],
        severity: 'error',
      },
      {
        title: 'managedNATGateway -> loadBalancer: the page disagrees with itself',
        before: live('managedNATGateway', false),
        plan: live('loadBalancer', false),
        severity: 'warning',
      },
    ],
    passing: [
      {
        title: 'loadBalancer -> managedNATGateway in a managed network',
        before: live('loadBalancer', false),
        plan: live('managedNATGateway', false),
      },
      {
        title: 'Planned clusters change as they like',
        before: live('managedNATGatewayV2', false, { origin: 'planned' }),
        plan: live('loadBalancer', false, { origin: 'planned' }),
      },
    ],
  },
  check: (topology, { before }) =>
    (before?.clusters ?? []).flatMap((old) => {
      const view = topology.clusters.get(old.id);
      const [from, to] = [old.outboundType, view?.cluster.outboundType];
      if (view === undefined || to === undefined || old.origin !== 'existing' || from === to) return [];
      const home = homeOf(view);
      if (home === undefined) return [];
      // With node auto-provisioning no change is possible at all, which the rules on its combinations say.
      if (old.nodeAutoProvisioning === true) return [];
      const table = home === 'own' ? OUTBOUND_CHANGES_OWN : OUTBOUND_CHANGES_MANAGED;
      if (table.to[from]?.includes(to) === true) return [];
      const isDisputed = from === OUTBOUND_CHANGE_DISPUTED.from && to === OUTBOUND_CHANGE_DISPUTED.to;
      const where = home === 'own' ? 'in a network of your own' : 'in the network AKS manages';
      return [
        found({
          target: view.ref,
          ...(isDisputed ? { severity: 'W' as const } : {}),
          message: `The outbound type of ${old.name} changes from ${from} to ${to}${isDisputed ? `; the table of the documentation does not allow it ${where}, though the same page describes the command.` : `, which AKS does not support ${where}.`}`,
          fixes: () => [changeCluster(view.cluster, `Back to ${from}`, { outboundType: from })],
        }),
      ];
    }),
});

const defaultOutbound = defineRule({
  id: 'egress-default-outbound',
  title: 'Subnets of the managed network are private',
  severity: 'I',
  scope: 'cluster',
  reads: CLUSTER_ALONE,
  why: 'The networks AKS makes have private subnets by now. The cluster is not touched, but other machines put there have no way to the internet of their own.',
  sources: [{ key: 'RET' }, { key: 'REL', section: '2025-09-21' }],
  examples: {
    failing: [
      {
        title: 'Managed network, June 2026',
        plan: { asOf: '2026-06-15', ...inManagedNetwork({}) },
        targets: ['aks'],
      },
    ],
    passing: [
      { title: 'Own network', plan: { asOf: '2026-06-15', ...sketchCluster() } },
      { title: 'January 2026', plan: { asOf: '2026-01-15', ...inManagedNetwork({}) } },
    ],
  },
  check: (view, { asOf }) => {
    const { cluster } = view;
    // Of a network that exists nobody knows when it was made.
    const isNew = cluster.origin !== 'existing' && cluster.partial !== true;
    return isNew && asOf >= PRIVATE_SUBNETS_SINCE.date && homeOf(view) === 'managed'
      ? [
          found({
            message: `The network AKS makes for ${cluster.name} has private subnets: other machines put there have no way to the internet of their own.`,
          }),
        ]
      : NONE;
  },
});

const internetNeeded = defineRule({
  id: 'egress-internet-needed',
  title: 'Cluster without a way to the internet',
  severity: 'W',
  scope: 'cluster',
  reads: CLUSTER_ALONE,
  silencedBy: ['egress-none-block-scope'],
  why: 'Nodes load images and packages from the internet when they start. A cluster with no way out, and not network-isolated, never gets its nodes ready.',
  sources: [{ key: 'CNI' }, { key: 'S3' }, { key: 'S4' }],
  examples: {
    failing: [
      {
        title: 'A load balancer without an outbound address',
        plan: sketchCluster({ loadBalancerProfile: { managedOutboundIps: 0, outboundIps: 0 } }),
        targets: ['aks'],
      },
      {
        title: 'A default route to nowhere',
        plan: sketchHubCluster({ outboundType: 'loadBalancer' }, { '0.0.0.0/0': 'None' }),
        targets: ['aks'],
      },
    ],
    passing: [{ title: 'loadBalancer', plan: sketchCluster() }],
  },
  check: (view) => {
    const { cluster } = view;
    if (cluster.networkIsolated === true || (cluster.networkIsolated === undefined && cluster.partial === true))
      return NONE;
    if (cluster.outboundType === 'none' || cluster.outboundType === 'block')
      return [found({ message: `${cluster.name} has outbound type ${cluster.outboundType} and needs the internet.` })];
    if (cluster.outboundType === 'loadBalancer' && outboundAddresses(cluster) === 0)
      return [
        found({
          message: `${cluster.name} goes out by ${OUTBOUND_WORDS.loadBalancer} that has no outbound address: what nodes load from the internet cannot be reached.`,
          fixes: () => [
            changeCluster(cluster, 'Let AKS make one address', {
              loadBalancerProfile: { ...cluster.loadBalancerProfile, managedOutboundIps: 1 },
            }),
          ],
        }),
      ];
    if (cluster.outboundType === 'userDefinedRouting') return NONE;
    for (const subnet of nodeSubnetsOf(view)) {
      const away = subnet.routeTables.length === 0 ? 'none' : defaultRouteOf(subnet);
      if (away === 'none' || away === 'unknown' || away.route.nextHopType !== 'None') continue;
      return [
        found({
          related: [subnet.ref, ...refsOf('routeTable', [away.table])],
          message: `${away.table.name} drops ${away.route.addressPrefix} of ${subnet.subnet.name} ${prefixesOf(subnet.subnet)}: what nodes of ${cluster.name} load from the internet cannot be reached.`,
        }),
      ];
    }
    return NONE;
  },
});

export const outboundTypeRules: readonly Rule[] = [
  needsVmssSlb,
  noneBlockScope,
  blockPreview,
  natv2Preview,
  changePath,
  defaultOutbound,
  internetNeeded,
];
