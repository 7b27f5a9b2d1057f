import { formatNumber } from '../../plan/index.ts';
import { LIMITS, SNAT_STEPS } from '../../azure/index.ts';
import { NONE } from '../../topology/index.ts';
import type { Cluster, ClusterSketch, NatGateway, PlanSketch } from '../../plan/index.ts';
import { defineRule, found, waiting } from '../define-rule.ts';
import { nodeSubnetsOf } from '../support/cluster-home.ts';
import { refusal } from '../support/refusal.ts';
import { sketchCluster } from '../support/sketches.ts';
import { refsOf } from '../support/words.ts';
import type { Fix, Rule } from '../types.ts';
import { changeCluster, outboundAddresses } from './outbound.ts';
import { CLUSTER_ALONE, type ClusterAlone } from '../support/alone.ts';

const PORTS_PER_ADDRESS = LIMITS['snat.portsPerIp'].value;
const MULTIPLE = LIMITS['snat.portsMultiple'].value;
const MOST_MANAGED = LIMITS['aks.managedOutboundIps'].value;

/** `nodes` counts the one surge node of its upgrade. */
const ports = (allocatedOutboundPorts: number, nodes: number, managedOutboundIps: number): PlanSketch =>
  sketchCluster({
    loadBalancerProfile: { allocatedOutboundPorts, managedOutboundIps },
    pools: { system: { count: nodes - 1, maxSurge: '1', maxPods: 110 } },
    tier: 'standard',
  });

const snatPorts = defineRule({
  id: 'egress-snat-ports',
  title: 'More SNAT ports than the outbound addresses hold',
  severity: 'E1',
  azureCode: 'InsufficientOutboundPorts',
  scope: 'cluster',
  reads: CLUSTER_ALONE,
  why: 'Each outbound address of the load balancer holds 64,000 ports, given out to nodes in portions of the size set, a multiple of 8. AKS refuses to add the node for which no portion is left, surge nodes of an upgrade too.',
  sources: [{ key: 'LB' }, { key: 'ERR' }],
  examples: {
    failing: [
      {
        title: '4,000 ports, 113 nodes, 7 addresses: 452,000 of 448,000',
        plan: ports(4000, 113, 7),
        targets: ['aks'],
        severity: 'error',
      },
      { title: '1,001 ports', plan: ports(1001, 10, 1), targets: ['aks'] },
    ],
    passing: [{ title: '4,000 ports, 112 nodes, 7 addresses', plan: ports(4000, 112, 7) }],
  },
  check: (view, { capacity }) => {
    const { cluster } = view;
    const portsPerNode = cluster.loadBalancerProfile?.allocatedOutboundPorts ?? 0;
    if (cluster.outboundType !== 'loadBalancer' || portsPerNode === 0) return NONE;
    const nodes = capacity.clusters.get(cluster.id)?.nodes.withSurge ?? 0;
    if (portsPerNode % MULTIPLE !== 0)
      return [
        found({
          ...refusal(
            cluster.origin === 'existing',
            `${cluster.name} gives each node ${formatNumber(portsPerNode)} SNAT ports; the number must be a multiple of ${MULTIPLE}.`,
          ),
          azureCode: 'LoadBalancerProfileAllocatedOutboundPortsMustBeMultipleOfEight',
          fixes: () => setPorts(cluster, portsPerNode - (portsPerNode % MULTIPLE)),
        }),
      ];
    const addresses = outboundAddresses(cluster);
    if (addresses === undefined) return [waiting('loadBalancers', [view.ref])];
    const [needed, supply] = [portsPerNode * nodes, PORTS_PER_ADDRESS * addresses];
    if (needed <= supply) return NONE;
    const wanted = Math.ceil(needed / PORTS_PER_ADDRESS);
    return [
      found({
        message: `${cluster.name} gives each of ${formatNumber(nodes)} nodes (with surge) ${formatNumber(portsPerNode)} SNAT ports, ${formatNumber(needed)} in all; ${addresses} outbound ${addresses === 1 ? 'address holds' : 'addresses hold'} ${formatNumber(supply)}, and ${wanted} would be needed.`,
        fixes: () => (wanted <= MOST_MANAGED ? useAddresses(cluster, wanted) : []),
      }),
    ];
  },
});

function setPorts(cluster: Cluster, allocatedOutboundPorts: number): readonly Fix[] {
  return allocatedOutboundPorts < MULTIPLE
    ? []
    : [
        changeCluster(cluster, `Use ${formatNumber(allocatedOutboundPorts)} ports`, {
          loadBalancerProfile: { ...cluster.loadBalancerProfile, allocatedOutboundPorts },
        }),
      ];
}

/** Only addresses AKS makes can be asked for by number. */
function useAddresses(cluster: Cluster, managedOutboundIps: number): readonly Fix[] {
  const profile = cluster.loadBalancerProfile;
  return profile?.usesOutboundPrefixes === true || (profile?.outboundIps ?? 0) > 0
    ? []
    : [
        changeCluster(cluster, `Use ${managedOutboundIps} outbound addresses`, {
          loadBalancerProfile: { ...profile, managedOutboundIps },
        }),
      ];
}

const growing = (maxCount: number, more: ClusterSketch = {}): PlanSketch =>
  sketchCluster({
    pools: { system: { count: 10, autoscale: true, minCount: 3, maxCount, maxPods: 110 } },
    tier: 'standard',
    ...more,
  });

const snatStep = defineRule({
  id: 'egress-snat-step',
  title: 'Growth over a step of the SNAT ports',
  severity: 'I',
  scope: 'cluster',
  reads: CLUSTER_ALONE,
  why: 'Without a number of ports of your own the load balancer gives each node fewer as the cluster grows: 1,024 up to 50 nodes, 512 up to 100, then 256. When a step is crossed connections drop.',
  sources: [{ key: 'LB' }],
  examples: {
    failing: [{ title: '10 nodes now, 51 at most', plan: growing(51), targets: ['aks'] }],
    passing: [
      { title: '50 at most', plan: growing(50) },
      {
        title: 'A number of ports of your own',
        plan: growing(51, { loadBalancerProfile: { allocatedOutboundPorts: 1024, managedOutboundIps: 1 } }),
      },
    ],
  },
  check: ({ cluster }, { capacity }) => {
    const profile = cluster.loadBalancerProfile;
    const isUnknown = cluster.partial === true && profile?.allocatedOutboundPorts === undefined;
    if (cluster.outboundType !== 'loadBalancer' || isUnknown || (profile?.allocatedOutboundPorts ?? 0) > 0) return NONE;
    const nodes = capacity.clusters.get(cluster.id)?.nodes;
    if (nodes === undefined) return NONE;
    const index = SNAT_STEPS.findIndex(({ upTo }) => nodes.now <= upTo);
    const [step, next] = [SNAT_STEPS[index], SNAT_STEPS[index + 1]];
    if (step === undefined || next === undefined || nodes.atMaximum <= step.upTo) return NONE;
    const addresses = outboundAddresses(cluster) ?? 1;
    const fitting = Math.floor((PORTS_PER_ADDRESS * addresses) / nodes.withSurge / MULTIPLE) * MULTIPLE;
    return [
      found({
        message: `${cluster.name} grows from ${formatNumber(nodes.now)} to ${formatNumber(nodes.atMaximum)} nodes: beyond ${formatNumber(step.upTo)} each node has ${formatNumber(next.ports)} SNAT ports instead of ${formatNumber(step.ports)}, and connections drop when the step is crossed.`,
        fixes: () => setPorts(cluster, fitting),
      }),
    ];
  },
});

const large = (more: ClusterSketch): PlanSketch => ({
  networks: {
    spoke: {
      prefixes: ['10.1.0.0/16'],
      subnets: { 'snet-nodes': { prefixes: ['10.1.0.0/20'], ...(more.subnet === 'nat' ? { natGateway: 'ng' } : {}) } },
    },
  },
  natGateways: { ng: { sku: 'Standard', publicIpAddresses: 2 } },
  clusters: {
    aks: {
      podCidrs: ['10.128.0.0/12'],
      tier: 'standard',
      pools: {
        system: { count: 600, maxPods: 110, maxSurge: '1' },
        user: { mode: 'User', count: 600, maxPods: 110, maxSurge: '1' },
      },
      ...more,
      subnet: 'spoke/snet-nodes',
    },
  },
});

const largeCluster = defineRule({
  id: 'egress-large-cluster',
  title: 'Large cluster with one outbound address',
  severity: 'I',
  scope: 'cluster',
  reads: CLUSTER_ALONE,
  why: 'Beyond about 1,000 nodes one public address has too few ports for all of them. A NAT gateway with at least two addresses is advised.',
  sources: [{ key: 'BIG' }],
  examples: {
    failing: [{ title: '1,200 nodes, 1 address', plan: large({}), targets: ['aks'] }],
    passing: [
      {
        title: '1,200 nodes, NAT gateway with 2 addresses',
        plan: large({ outboundType: 'userAssignedNATGateway', subnet: 'nat' }),
      },
    ],
  },
  check: (view, { capacity }) => {
    const { cluster } = view;
    const nodes = capacity.clusters.get(cluster.id)?.nodes.atMaximum ?? 0;
    if (nodes <= LIMITS['aks.nodesPerOutboundIp'].value || addressesOf(view) !== 1) return NONE;
    return [
      found({
        related: refsOf('natGateway', gatewaysOf(view)),
        message: `${cluster.name} grows to ${formatNumber(nodes)} nodes and has one outbound address; beyond about ${formatNumber(LIMITS['aks.nodesPerOutboundIp'].value)} nodes use a NAT gateway with at least two.`,
        fixes: () => secondAddress(view),
      }),
    ];
  },
});

function gatewaysOf(view: ClusterAlone): readonly NatGateway[] {
  return view.cluster.outboundType === 'userAssignedNATGateway'
    ? [...new Set(nodeSubnetsOf(view).flatMap(({ natGateways }) => natGateways))]
    : NONE;
}

/** Public addresses the nodes share; undefined when the plan does not tell. */
function addressesOf(view: ClusterAlone): number | undefined {
  const { cluster } = view;
  switch (cluster.outboundType) {
    case 'loadBalancer':
      return outboundAddresses(cluster);
    case 'managedNATGateway':
    case 'managedNATGatewayV2':
      return cluster.natGatewayIps ?? (cluster.partial === true ? undefined : 1);
    case 'userAssignedNATGateway': {
      const gateways = gatewaysOf(view);
      return gateways.length === 1 ? gateways[0]?.publicIpAddresses : undefined;
    }
    default:
      return undefined;
  }
}

function secondAddress(view: ClusterAlone): readonly Fix[] {
  const { cluster } = view;
  if (cluster.outboundType === 'loadBalancer') return useAddresses(cluster, 2);
  const [gateway] = gatewaysOf(view);
  if (gateway === undefined) return [changeCluster(cluster, 'Use two addresses', { natGatewayIps: 2 })];
  return [
    {
      title: 'Use two addresses',
      commands: [{ type: 'update', kind: 'natGateway', id: gateway.id, values: { publicIpAddresses: 2 } }],
    },
  ];
}

export const snatRules: readonly Rule[] = [snatPorts, snatStep, largeCluster];
