import { listValues } from '../../topology/index.ts';
import { MINIMUM_VERSIONS } from '../../azure/index.ts';
import type { ClusterSketch, PlanSketch } from '../../plan/index.ts';
import { defineRule, found, waiting } from '../define-rule.ts';
import { CLUSTER_ALONE } from '../support/alone.ts';
import { isOlderThan } from '../support/versions.ts';
import type { Outcome, Rule } from '../types.ts';

const agc = (fields: ClusterSketch = {}, network = 'spoke', controllerVersion?: string): PlanSketch => {
  const subnet = {
    prefixes: [network === 'hub' ? '10.0.8.0/24' : '10.1.8.0/24'],
    delegations: ['Microsoft.ServiceNetworking/trafficControllers'],
  };
  return {
    networks: {
      hub: { prefixes: ['10.0.0.0/16'], subnets: network === 'hub' ? { 'snet-agc': subnet } : {} },
      spoke: {
        prefixes: ['10.1.0.0/16'],
        subnets: { 'snet-nodes': '10.1.0.0/22', ...(network === 'spoke' ? { 'snet-agc': subnet } : {}) },
      },
    },
    peerings: [['hub', 'spoke']],
    clusters: {
      aks: {
        subnet: 'spoke/snet-nodes',
        addOns: {
          applicationGatewayForContainers: {
            subnetIds: [`${network}.snet-agc`],
            ...(controllerVersion === undefined ? {} : { controllerVersion }),
          },
        },
        ...fields,
      },
    },
  };
};

const agcKubenet = defineRule({
  id: 'agc-kubenet',
  title: 'Application Gateway for Containers without Azure CNI',
  severity: 'E1',
  scope: 'cluster',
  reads: CLUSTER_ALONE,
  why: 'Application Gateway for Containers needs Azure CNI. kubenet is not supported, and an own CNI is not documented.',
  sources: [{ key: 'AGC' }],
  examples: {
    failing: [
      {
        title: 'kubenet',
        plan: agc({ ipam: 'kubenet' }),
        targets: ['aks'],
        severity: 'error',
        alsoFires: ['kubenet-retirement'],
      },
      {
        title: 'Own CNI',
        plan: agc({ ipam: 'byo' }),
        targets: ['aks'],
        severity: 'warning',
        alsoFires: ['combo-byo-support'],
      },
    ],
    passing: [{ title: 'Overlay', plan: agc() }],
  },
  check: ({ cluster }) => {
    const isByo = cluster.ipam === 'byo';
    if (cluster.addOns?.applicationGatewayForContainers === undefined || (cluster.ipam !== 'kubenet' && !isByo))
      return [];
    return [
      found({
        ...(isByo ? { severity: 'W' as const } : {}),
        message: isByo
          ? `${cluster.name} uses Application Gateway for Containers with an own CNI, which is not documented: it needs Azure CNI.`
          : `${cluster.name} uses Application Gateway for Containers with kubenet: it needs Azure CNI.`,
        fixes: () =>
          isByo || cluster.origin === 'existing' || cluster.dataPlane !== 'azure'
            ? []
            : [
                {
                  title: 'Azure CNI Overlay',
                  commands: [{ type: 'update', kind: 'cluster', id: cluster.id, values: { ipam: 'overlay' } }],
                },
              ],
      }),
    ];
  },
});

/** Review 1.1, item 5: "not supported" without a refusal is E2. */
const agcSameVnet = defineRule({
  id: 'agc-same-vnet',
  title: 'Association subnet in another network with Overlay',
  severity: 'E2',
  scope: 'plan',
  why: 'With Azure CNI Overlay the association subnet of Application Gateway for Containers must be in the network of the cluster. No peering, regional or global, helps.',
  sources: [{ key: 'AGC' }],
  examples: {
    failing: [{ title: 'Subnet in the hub', plan: agc({}, 'hub'), targets: ['aks'] }],
    passing: [
      { title: 'Subnet in the spoke', plan: agc() },
      {
        title: 'Node Subnet',
        plan: agc({ ipam: 'nodesubnet', podCidrs: [], pools: { system: { maxPods: 30 } } }, 'hub'),
      },
    ],
  },
  check: (topology) =>
    listValues(topology.clusters).flatMap(({ cluster, ref, network }): readonly Outcome[] => {
      const ids = cluster.addOns?.applicationGatewayForContainers?.subnetIds;
      if (ids === undefined || cluster.ipam !== 'overlay' || network === undefined) return [];
      const far = ids
        .map((id) => topology.subnets.get(id))
        .find((subnet) => subnet !== undefined && subnet.network.id !== network.network.id);
      if (far === undefined) return [];
      return [
        found({
          target: ref,
          related: [far.ref, network.ref],
          message: `${cluster.name} on Azure CNI Overlay is in ${network.network.name}, association subnet ${far.subnet.name} in ${far.network.name}: Application Gateway for Containers does not reach the pods from another network.`,
        }),
      ];
    }),
});

const agcControllerVersion = defineRule({
  id: 'agc-controller-version',
  title: 'ALB controller too old for Overlay',
  severity: 'W',
  scope: 'cluster',
  reads: CLUSTER_ALONE,
  why: 'The ALB controller of Application Gateway for Containers supports Azure CNI Overlay from 1.7.9 on.',
  sources: [{ key: 'AGC' }],
  examples: {
    failing: [{ title: '1.6.7', plan: agc({}, 'spoke', '1.6.7'), targets: ['aks'] }],
    passing: [{ title: '1.7.9', plan: agc({}, 'spoke', '1.7.9') }],
  },
  check: ({ cluster, ref }) => {
    const used = cluster.addOns?.applicationGatewayForContainers;
    if (used === undefined || cluster.ipam !== 'overlay') return [];
    const { version } = MINIMUM_VERSIONS['agc.overlay'];
    const isOld = isOlderThan(used.controllerVersion, version);
    if (isOld === 'unknown') return cluster.origin === 'existing' ? [waiting('ingressVersions', [ref])] : [];
    return isOld
      ? [
          found({
            message: `The ALB controller ${used.controllerVersion} of ${cluster.name} is older than ${version}, the first for Azure CNI Overlay: upgrade it.`,
          }),
        ]
      : [];
  },
});

/** Application Gateway for Containers. */
export const gatewayForContainersRules: readonly Rule[] = [agcKubenet, agcSameVnet, agcControllerVersion];
