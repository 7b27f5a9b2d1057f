import { listValues } from '../../topology/index.ts';
import { MINIMUM_VERSIONS } from '../../azure/index.ts';
import type { ClusterSketch } from '../../plan/index.ts';
import { defineRule, found } from '../define-rule.ts';
import { clusterRule, isExisting, NOTHING, setCluster } from '../support/cluster-rule.ts';
import { lacksVersion } from '../support/versions.ts';
import { refusal } from '../support/refusal.ts';
import { sketchCluster, sketchDual, sketchPodSubnet, withWindows } from '../support/sketches.ts';
import { namesOf } from '../support/words.ts';
import type { Outcome, Rule } from '../types.ts';
import { toOverlay, toPodSubnet } from '../support/change-ipam.ts';
import {
  CILIUM,
  clashes,
  firstOf,
  fixClash,
  hasEgressGateway,
  hasWindows,
  isDualStack,
  isPodSubnet,
  makesClash,
  NO_POLICY,
  windowsGateways,
} from '../support/cluster-conflicts.ts';
import { setVersion } from './dual-stack.ts';

const staticVersion = clusterRule({
  id: 'combo-static-k8s',
  title: 'Static block allocation on an old Kubernetes',
  severity: 'E1',
  why: 'Pod Subnet with static block allocation needs Kubernetes 1.28 or later.',
  sources: [{ key: 'PS' }, { key: 'STA' }],
  failing: [
    { title: 'Static, 1.27', plan: sketchPodSubnet('static', { kubernetesVersion: '1.27' }), targets: ['aks'] },
  ],
  passing: [
    { title: '1.28', plan: sketchPodSubnet('static', { kubernetesVersion: '1.28' }) },
    { title: 'No version stated', plan: sketchPodSubnet('static') },
  ],
  says: ({ cluster }) =>
    cluster.ipam === 'podsubnet-static' && lacksVersion(cluster, 'kubernetes.staticBlockAllocation') === true
      ? `${cluster.name} has static block allocation on Kubernetes ${cluster.kubernetesVersion ?? ''}; it needs ${MINIMUM_VERSIONS['kubernetes.staticBlockAllocation'].version} or later.`
      : undefined,
  fixes: ({ cluster }) => [setVersion(cluster, MINIMUM_VERSIONS['kubernetes.staticBlockAllocation'].version)],
});

const withPrivateLink: ClusterSketch = {
  loadBalancerServices: [{ name: 'web', internal: true, privateLink: { backendPoolType: 'nodeIPConfiguration' } }],
};

const staticPls = clusterRule({
  id: 'combo-static-pls',
  title: 'Private Link Service with static block allocation',
  severity: 'E2',
  why: 'A Private Link Service in front of a Kubernetes load balancer does not reach pods of Pod Subnet with static block allocation.',
  sources: [{ key: 'PS' }, { key: 'STA' }],
  failing: [
    { title: 'Static and a Private Link Service', plan: sketchPodSubnet('static', withPrivateLink), targets: ['aks'] },
  ],
  passing: [
    { title: 'Dynamic and a Private Link Service', plan: sketchPodSubnet('dynamic', withPrivateLink) },
    { title: 'Services not stated', plan: sketchPodSubnet('static') },
  ],
  says: ({ cluster }) => {
    if (cluster.ipam !== 'podsubnet-static') return undefined;
    const services = (cluster.loadBalancerServices ?? []).filter((service) => service.privateLink !== undefined);
    return services.length === 0
      ? undefined
      : `${cluster.name} has static block allocation and a Private Link Service for ${namesOf(services)}; the two do not work together.`;
  },
  fixes: (view) =>
    isExisting(view)
      ? []
      : [
          setCluster(view.cluster, 'Use dynamic allocation', {
            ipam: 'podsubnet-dynamic',
            pools: view.cluster.pools.map((pool) =>
              pool.podIpAllocation === undefined ? pool : { ...pool, podIpAllocation: 'dynamic' },
            ),
          }),
        ],
});

const NAP: ClusterSketch = { nodeAutoProvisioning: true };
const noProvisioning = { title: 'Switch node auto-provisioning off', values: { nodeAutoProvisioning: false } };

const napIpam = clusterRule({
  id: 'combo-nap-ipam',
  title: 'Node auto-provisioning on a model or policy engine it does not support',
  severity: 'E1',
  why: 'Node auto-provisioning is refused with kubenet and with Calico. Its documentation names Pod Subnet with dynamic allocation as unsupported, which AKS does not refuse.',
  sources: [{ key: 'NAP' }, { key: 'REL', section: '2025-01-30' }],
  failing: [
    { title: 'Calico', plan: sketchCluster({ ...NAP, networkPolicy: 'calico' }), targets: ['aks'] },
    {
      title: 'kubenet',
      plan: sketchCluster({ ...NAP, ipam: 'kubenet' }),
      targets: ['aks'],
      alsoFires: ['kubenet-retirement'],
    },
    { title: 'Pod Subnet, dynamic', plan: sketchPodSubnet('dynamic', NAP), targets: ['aks'] },
    {
      title: 'Calico on an existing cluster',
      plan: sketchCluster({ ...NAP, networkPolicy: 'calico', origin: 'existing' }),
      severity: 'warning',
    },
  ],
  passing: [
    {
      title: 'Overlay with Cilium',
      plan: sketchCluster({ ...NAP, dataPlane: 'cilium', networkPolicy: 'cilium' }),
    },
  ],
  says: ({ cluster }) => {
    if (!clashes('combo-nap-ipam', cluster)) return undefined;
    const start = `${cluster.name} has node auto-provisioning and`;
    if (cluster.networkPolicy === 'calico') return `${start} Calico policies; AKS refuses the two together.`;
    if (cluster.ipam === 'kubenet') return `${start} kubenet; AKS refuses the two together.`;
    return {
      message: `${start} Pod Subnet with dynamic allocation, which node auto-provisioning does not support.`,
      severity: 'E2',
    };
  },
  fixes: (view, context) => [
    ...firstOf(fixClash('combo-nap-ipam', view, [CILIUM, ...toOverlay(view, context).toReversed(), NO_POLICY])),
    ...fixClash('combo-nap-ipam', view, [noProvisioning]),
  ],
});

/** Reads the plan before: a change of the outbound type counts too. */
const napOs = defineRule({
  id: 'combo-nap-os',
  title: 'Node auto-provisioning with Windows, IPv6 or a change of the outbound type',
  severity: 'E1',
  scope: 'plan',
  why: 'Node auto-provisioning makes Linux nodes with IPv4 only, and the outbound type of its clusters cannot be changed.',
  sources: [{ key: 'NAP' }],
  examples: {
    failing: [
      { title: 'A Windows pool', plan: sketchCluster({ ...NAP, pools: withWindows() }), targets: ['aks'] },
      { title: 'Dual-stack', plan: sketchDual(NAP), targets: ['aks'] },
      {
        title: 'The outbound type changes',
        before: sketchCluster({ ...NAP, origin: 'existing' }),
        plan: sketchCluster({ ...NAP, origin: 'existing', outboundType: 'managedNATGateway' }),
        targets: ['aks'],
        severity: 'error',
        alsoFires: ['egress-managed-nat-byo'],
      },
    ],
    passing: [
      { title: 'Linux only', plan: sketchCluster(NAP) },
      { title: 'No auto-provisioning', plan: sketchCluster({ pools: withWindows() }) },
    ],
  },
  check: (topology, { before }) => {
    let outcomes: Outcome[] | undefined;
    for (const { cluster, ref } of listValues(topology.clusters)) {
      if (cluster.nodeAutoProvisioning !== true) continue;
      const old = before?.clusters.find(({ id }) => id === cluster.id);
      const changesOutbound = old?.origin === 'existing' && old.outboundType !== cluster.outboundType;
      const obstacles = [
        ...(hasWindows(cluster) ? ['Windows pools'] : []),
        ...(cluster.ipFamilies.includes('IPv6') ? ['IPv6'] : []),
        ...(changesOutbound
          ? [`a change of its outbound type from ${old.outboundType} to ${cluster.outboundType}`]
          : []),
      ];
      if (obstacles.length === 0) continue;
      (outcomes ??= []).push(
        found({
          target: ref,
          ...refusal(
            cluster.origin === 'existing' && !changesOutbound,
            `${cluster.name} has node auto-provisioning and ${obstacles.join(', ')}; it does not allow that.`,
          ),
          fixes: () => [setCluster(cluster, noProvisioning.title, noProvisioning.values)],
        }),
      );
    }
    return outcomes ?? NOTHING;
  },
});

const staticEgress = clusterRule({
  id: 'combo-seg',
  title: 'Static egress gateway on a model it does not support',
  severity: 'E2',
  why: 'The static egress gateway works with IPv4 on Linux gateway nodes, and not with Pod Subnet.',
  sources: [{ key: 'SEG' }],
  failing: [
    { title: 'Pod Subnet', plan: sketchPodSubnet('dynamic', { staticEgressGateway: true }), targets: ['aks'] },
    { title: 'Dual-stack', plan: sketchDual({ staticEgressGateway: true }), targets: ['aks'] },
    {
      title: 'A Windows gateway pool',
      plan: sketchCluster({
        staticEgressGateway: true,
        pools: {
          system: {},
          gw: { mode: 'Gateway', os: 'Windows', osSku: 'Windows2025', count: 2, gatewayPrefixLength: 30 },
        },
      }),
      targets: ['aks'],
      alsoFires: ['seg-gateway-pool'],
    },
  ],
  passing: [{ title: 'Overlay', plan: sketchCluster({ staticEgressGateway: true }) }],
  says: ({ cluster }) => {
    if (!clashes('combo-seg', cluster)) return undefined;
    const obstacles = [
      ...(isPodSubnet(cluster) ? ['Pod Subnet'] : []),
      ...(isDualStack(cluster) ? ['IPv6'] : []),
      ...(windowsGateways(cluster).length > 0 ? [`Windows gateway pool ${namesOf(windowsGateways(cluster))}`] : []),
    ];
    return `${cluster.name} has a static egress gateway and ${obstacles.join(', ')}; the gateway does not support that.`;
  },
  fixes: (view, context) => {
    const linux = view.cluster.pools.map((pool) =>
      pool.mode === 'Gateway' && pool.os === 'Windows' ? { ...pool, os: 'Linux' as const, osSku: 'Ubuntu' } : pool,
    );
    return firstOf(
      fixClash('combo-seg', view, [
        ...toOverlay(view, context),
        ...(isExisting(view) ? [] : [{ title: 'Make the gateway pool Linux', values: { pools: linux } }]),
        ...(hasEgressGateway(view.cluster)
          ? [{ title: 'Switch the static egress gateway off', values: { staticEgressGateway: false } }]
          : []),
      ]),
    );
  },
});

const fleetNetwork = clusterRule({
  id: 'combo-fleet-network',
  title: 'Cross-cluster networking with Overlay',
  severity: 'E2',
  why: 'Cross-cluster networking of a fleet (preview) routes pod addresses between clusters, so pods need addresses of the network: Pod Subnet or Node Subnet.',
  sources: [{ key: 'FLT' }],
  failing: [{ title: 'Overlay', plan: sketchCluster({ crossClusterNetworking: true }), targets: ['aks'] }],
  passing: [
    {
      title: 'Pod Subnet with Cilium',
      plan: sketchPodSubnet('dynamic', { crossClusterNetworking: true, dataPlane: 'cilium', networkPolicy: 'cilium' }),
    },
  ],
  says: ({ cluster }) =>
    clashes('combo-fleet-network', cluster)
      ? `${cluster.name} uses Azure CNI Overlay and cross-cluster networking, which works on flat networks only.`
      : undefined,
  fixes: (view, context) => {
    const ciliumFits = !makesClash(view.cluster, { ...view.cluster, ...CILIUM.values });
    return [
      ...toPodSubnet(view, context, ciliumFits ? CILIUM.values : {}),
      ...fixClash('combo-fleet-network', view, [
        { title: 'Switch cross-cluster networking off', values: { crossClusterNetworking: false } },
      ]),
    ];
  },
});

const ciliumIpBlock = clusterRule({
  id: 'combo-cilium-ipblock',
  title: 'Policies that name pods or nodes by address on Cilium',
  severity: 'I',
  why: 'On the Cilium data plane an ipBlock in a network policy never matches pods or nodes, whatever their addresses are. Selectors do.',
  sources: [{ key: 'CIL' }, { key: 'S2' }],
  failing: [
    {
      title: 'ipBlock 10.244.0.0/16',
      plan: sketchCluster({ dataPlane: 'cilium', networkPolicy: 'cilium', policiesUseIpBlock: true }),
      targets: ['aks'],
    },
  ],
  passing: [
    {
      title: 'podSelector',
      plan: sketchCluster({ dataPlane: 'cilium', networkPolicy: 'cilium', policiesUseIpBlock: false }),
    },
  ],
  says: ({ cluster }) =>
    cluster.dataPlane === 'cilium' && cluster.policiesUseIpBlock === true
      ? `Network policies of ${cluster.name} name pods or nodes by ipBlock; on Cilium that never matches, use selectors.`
      : undefined,
});

export const featureRules: readonly Rule[] = [
  staticVersion,
  staticPls,
  napIpam,
  napOs,
  staticEgress,
  fleetNetwork,
  ciliumIpBlock,
];
