import { listValues } from '../../topology/index.ts';
import type { ClusterSketch, NodePool, PlanSketch } from '../../plan/index.ts';
import { defineRule, found } from '../define-rule.ts';
import { CLUSTER_ALONE } from '../support/alone.ts';
import { sketchCluster } from '../support/sketches.ts';
import type { Rule } from '../types.ts';

const approutingInternalLb = defineRule({
  id: 'approuting-internal-lb',
  title: 'Internal controller of application routing',
  severity: 'I',
  scope: 'cluster',
  reads: CLUSTER_ALONE,
  why: 'An internal controller of the application routing add-on has a load balancer front end in the node subnet, which takes one address there.',
  sources: [{ key: 'ILB' }],
  examples: {
    failing: [
      {
        title: 'Internal controller, no internal service listed',
        plan: sketchCluster({ addOns: { applicationRouting: true, applicationRoutingInternal: true } }),
        targets: ['aks'],
      },
    ],
    passing: [
      {
        title: 'Its front end is listed',
        plan: sketchCluster({
          addOns: { applicationRouting: true, applicationRoutingInternal: true },
          loadBalancerServices: [{ name: 'nginx', internal: true }],
        }),
      },
      {
        title: 'External controller',
        plan: sketchCluster({ addOns: { applicationRouting: true, applicationRoutingInternal: false } }),
      },
    ],
  },
  check: ({ cluster }) => {
    const { addOns, loadBalancerServices = [] } = cluster;
    if (addOns?.applicationRouting !== true || addOns.applicationRoutingInternal !== true) return [];
    if (loadBalancerServices.some(({ internal }) => internal)) return [];
    return [
      found({
        message: `The application routing add-on of ${cluster.name} has an internal controller: list its front end under the load balancer services, it takes one address of the node subnet.`,
      }),
    ];
  },
});

const virtualNodes = (fields: ClusterSketch = {}, talksToPeers?: boolean): PlanSketch => ({
  networks: {
    spoke: {
      prefixes: ['10.1.0.0/16'],
      subnets: {
        'snet-nodes': '10.1.0.0/22',
        'snet-aci': { prefixes: ['10.1.8.0/24'], delegations: ['Microsoft.ContainerInstance/containerGroups'] },
      },
    },
  },
  clusters: {
    aks: {
      ipam: 'nodesubnet',
      podCidrs: [],
      subnet: 'spoke/snet-nodes',
      pools: { system: { maxPods: 30 } },
      addOns: {
        virtualNodes: { subnetId: 'spoke.snet-aci', ...(talksToPeers === undefined ? {} : { talksToPeers }) },
      },
      ...fields,
    },
  },
});

const virtualNodesIdentity = defineRule({
  id: 'virtual-nodes-identity',
  title: 'Role of the connector of virtual nodes',
  severity: 'I',
  scope: 'plan',
  why: 'Virtual nodes bring an identity of their own, named after the cluster, which needs Network Contributor on the subnet of the container instances.',
  sources: [{ key: 'VN' }],
  examples: {
    failing: [{ title: 'Planned cluster', plan: virtualNodes(), targets: ['aks'] }],
    passing: [{ title: 'A cluster that runs', plan: virtualNodes({ origin: 'existing' }) }],
  },
  check: (topology) =>
    listValues(topology.clusters).flatMap(({ cluster, ref }) => {
      const subnet = topology.subnets.get(cluster.addOns?.virtualNodes?.subnetId ?? '');
      if (subnet === undefined || cluster.origin === 'existing') return [];
      return [
        found({
          target: ref,
          related: [subnet.ref],
          message: `Identity aciconnectorlinux-${cluster.name} of the virtual nodes needs Network Contributor on ${subnet.subnet.name} ${subnet.subnet.addressPrefixes.join(', ')}.`,
        }),
      ];
    }),
});

const virtualNodesNetworkPolicy = defineRule({
  id: 'virtual-nodes-network-policy',
  title: 'Network policies do not reach virtual nodes',
  severity: 'W',
  scope: 'cluster',
  reads: CLUSTER_ALONE,
  why: 'Pods on virtual nodes run in container instances, where no network policy is enforced and no security group filters their way to the internet.',
  sources: [{ key: 'VN' }],
  examples: {
    failing: [{ title: 'Calico', plan: virtualNodes({ networkPolicy: 'calico' }), targets: ['aks'] }],
    passing: [{ title: 'No policies', plan: virtualNodes() }],
  },
  check: ({ cluster }) =>
    cluster.addOns?.virtualNodes !== undefined && cluster.networkPolicy !== 'none'
      ? [
          found({
            message: `${cluster.name} enforces network policies with ${cluster.networkPolicy === 'azure' ? 'Azure NPM' : cluster.networkPolicy === 'calico' ? 'Calico' : 'Cilium'}, and has virtual nodes: pods there are not covered.`,
          }),
        ]
      : [],
});

const virtualNodesPeering = defineRule({
  id: 'virtual-nodes-peering',
  title: 'Virtual nodes that must reach peered networks',
  severity: 'W',
  scope: 'cluster',
  reads: CLUSTER_ALONE,
  why: 'Peering is on the list of limitations of virtual nodes. Check the page of container instances before workloads there rely on it.',
  sources: [{ key: 'VN' }],
  examples: {
    failing: [{ title: 'Must talk to peers', plan: virtualNodes({}, true), targets: ['aks'] }],
    passing: [
      { title: 'Must not', plan: virtualNodes({}, false) },
      { title: 'Not stated', plan: virtualNodes() },
    ],
  },
  check: ({ cluster }) =>
    cluster.addOns?.virtualNodes?.talksToPeers === true
      ? [
          found({
            message: `Workloads on the virtual nodes of ${cluster.name} must reach peered networks, and peering is on the list of limitations: check the page of container instances.`,
          }),
        ]
      : [],
});

const MIN_PREFIX = 28;
const MAX_PREFIX = 31;

const gatewayPool = (pool: Partial<NodePool>): PlanSketch =>
  sketchCluster({
    staticEgressGateway: true,
    pools: { system: {}, gwpool: { mode: 'Gateway', count: 2, gatewayPrefixLength: 30, ...pool } },
  });

const segGatewayPool = defineRule({
  id: 'seg-gateway-pool',
  title: 'Gateway pool of the static egress gateway',
  severity: 'E1',
  scope: 'cluster',
  reads: CLUSTER_ALONE,
  why: 'A gateway pool runs Linux and is scaled by hand. Its public IP prefix is /28 to /31 and must have an address for every node; fewer than two nodes have no spare.',
  sources: [{ key: 'SEG' }],
  examples: {
    failing: [
      { title: '/27', plan: gatewayPool({ gatewayPrefixLength: 27 }), targets: ['aks/gwpool'], severity: 'error' },
      { title: '5 nodes on /30', plan: gatewayPool({ count: 5 }), targets: ['aks/gwpool'], severity: 'error' },
      {
        title: 'Autoscaled',
        plan: gatewayPool({ autoscale: true, minCount: 2, maxCount: 4 }),
        targets: ['aks/gwpool'],
        severity: 'error',
      },
      {
        title: 'Windows',
        plan: gatewayPool({ os: 'Windows' }),
        targets: ['aks/gwpool'],
        severity: 'error',
        alsoFires: ['combo-seg'],
      },
      { title: 'One node', plan: gatewayPool({ count: 1 }), targets: ['aks/gwpool'], severity: 'warning' },
    ],
    passing: [
      { title: '2 nodes on /30', plan: gatewayPool({}) },
      { title: '4 nodes on /30', plan: gatewayPool({ count: 4 }) },
    ],
  },
  check: ({ pools, cluster }) =>
    pools.flatMap(({ pool, ref }) => {
      if (pool.mode !== 'Gateway') return [];
      const prefix = pool.gatewayPrefixLength;
      const room = prefix === undefined ? undefined : 2 ** (32 - prefix);
      const isFit = prefix === undefined || (prefix >= MIN_PREFIX && prefix <= MAX_PREFIX);
      const wrong = [
        ...(pool.os === 'Windows' ? ['it runs Windows'] : []),
        ...(pool.autoscale ? ['it is autoscaled'] : []),
        ...(isFit ? [] : [`its prefix /${prefix} is not /${MIN_PREFIX} to /${MAX_PREFIX}`]),
        ...(isFit && room !== undefined && pool.count > room
          ? [`its prefix /${prefix} has ${room} addresses for ${pool.count} nodes`]
          : []),
      ];
      if (wrong.length > 0)
        return [
          found({ target: ref, message: `Gateway pool ${pool.name} of ${cluster.name}: ${wrong.join(' and ')}.` }),
        ];
      return pool.count < 2
        ? [
            found({
              target: ref,
              severity: 'W' as const,
              message: `Gateway pool ${pool.name} of ${cluster.name} has ${pool.count === 1 ? 'one node' : 'no node'}: two or more keep egress running when one fails.`,
              fixes: () => [
                {
                  title: 'Two nodes',
                  commands: [{ type: 'update', kind: 'nodePool', id: pool.id, values: { count: 2 } }],
                },
              ],
            }),
          ]
        : [];
    }),
});

const segPolicy = defineRule({
  id: 'seg-policy',
  title: 'Network policies do not cover the static egress gateway',
  severity: 'W',
  scope: 'cluster',
  reads: CLUSTER_ALONE,
  why: 'Traffic that leaves through the gateway pool is not covered by network policies.',
  sources: [{ key: 'SEG' }],
  examples: {
    failing: [
      {
        title: 'Calico',
        plan: sketchCluster({ staticEgressGateway: true, networkPolicy: 'calico' }),
        targets: ['aks'],
      },
    ],
    passing: [{ title: 'No policies', plan: sketchCluster({ staticEgressGateway: true }) }],
  },
  check: ({ cluster }) =>
    cluster.staticEgressGateway === true && cluster.networkPolicy !== 'none'
      ? [
          found({
            message: `${cluster.name} has a static egress gateway and network policies: the policies do not cover traffic sent through the gateway pool.`,
          }),
        ]
      : [],
});

/** Application routing, virtual nodes and the static egress gateway. */
export const addOnRules: readonly Rule[] = [
  approutingInternalLb,
  virtualNodesIdentity,
  virtualNodesNetworkPolicy,
  virtualNodesPeering,
  segGatewayPool,
  segPolicy,
];
