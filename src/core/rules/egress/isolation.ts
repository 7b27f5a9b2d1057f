import {
  blockAround,
  containsBlock,
  formatBlock,
  maxPrefixLength,
  parseAddress,
  type Block,
} from '../../address/index.ts';
import { LIMITS, MINIMUM_VERSIONS } from '../../azure/index.ts';
import { NONE, parsePrefix } from '../../topology/index.ts';
import type { ClusterSketch, PlanSketch } from '../../plan/index.ts';
import { defineRule, found, waiting } from '../define-rule.ts';
import { listNames, refusal } from '../support/refusal.ts';
import { sketchCluster, sketchHubCluster } from '../support/sketches.ts';
import { prefixesOf } from '../support/words.ts';
import { lacksVersion } from '../support/versions.ts';
import type { Rule } from '../types.ts';
import { changeCluster, inManagedNetwork } from './outbound.ts';
import { CLUSTER_ALONE } from '../support/alone.ts';

const isolated = (more: ClusterSketch = {}): PlanSketch =>
  sketchCluster({
    outboundType: 'none',
    networkIsolated: true,
    privateCluster: true,
    kubernetesVersion: MINIMUM_VERSIONS['kubernetes.networkIsolated'].version,
    ...more,
  });

const isolatedRequirements = defineRule({
  id: 'isolated-requirements',
  title: 'Network-isolated cluster that lacks what isolation needs',
  severity: 'E1',
  scope: 'cluster',
  reads: CLUSTER_ALONE,
  why: 'A network-isolated cluster needs Kubernetes 1.30 or later, a plug-in other than kubenet, Linux pools, and an API server that is reached privately: a private cluster or API Server VNet Integration.',
  sources: [{ key: 'ISO' }],
  examples: {
    failing: [
      { title: '1.29', plan: isolated({ kubernetesVersion: '1.29' }), targets: ['aks'], severity: 'error' },
      { title: 'Public API server', plan: isolated({ privateCluster: false }), targets: ['aks'] },
    ],
    passing: [{ title: '1.30, private', plan: isolated() }],
  },
  check: ({ cluster }) => {
    if (cluster.networkIsolated !== true) return NONE;
    const isOld = lacksVersion(cluster, 'kubernetes.networkIsolated') === true;
    const isOpen =
      cluster.privateCluster !== true &&
      cluster.apiServerVnetIntegration !== true &&
      !(cluster.partial === true && cluster.privateCluster === undefined);
    const windows = cluster.pools.filter(({ os }) => os === 'Windows').map(({ name }) => name);
    const fixed = [
      ...(cluster.ipam === 'kubenet' ? ['it uses kubenet'] : []),
      ...(windows.length > 0 ? [`pool ${listNames(windows)} runs Windows`] : []),
    ];
    const faults = [
      ...(isOld
        ? [
            `it runs Kubernetes ${cluster.kubernetesVersion}, older than ${MINIMUM_VERSIONS['kubernetes.networkIsolated'].version}`,
          ]
        : []),
      ...fixed,
      ...(isOpen ? ['its API server is neither private nor in the network'] : []),
    ];
    if (faults.length === 0) return NONE;
    return [
      found({
        ...refusal(
          cluster.origin === 'existing',
          `${cluster.name} is to be network-isolated, and ${faults.join(', ')}.`,
        ),
        fixes: () =>
          fixed.length > 0 || cluster.origin === 'existing'
            ? []
            : [
                changeCluster(
                  cluster,
                  isOpen ? 'Make the cluster private' : `Use ${MINIMUM_VERSIONS['kubernetes.networkIsolated'].version}`,
                  {
                    ...(isOpen ? { privateCluster: true } : {}),
                    ...(isOld ? { kubernetesVersion: MINIMUM_VERSIONS['kubernetes.networkIsolated'].version } : {}),
                  },
                ),
              ],
      }),
    ];
  },
});

const isolatedAcrEndpoint = defineRule({
  id: 'isolated-acr-endpoint',
  title: 'Registry of a network-isolated cluster without a private endpoint',
  severity: 'E2',
  scope: 'cluster',
  why: 'The nodes of a network-isolated cluster load their bootstrap images from your registry. It needs a private endpoint in the network of the cluster or in one peered with it.',
  sources: [{ key: 'ISO' }],
  examples: {
    failing: [
      {
        title: 'Own registry, no endpoint',
        plan: isolated({ ownRegistry: { endpointNetworkIds: [] } }),
        targets: ['spoke'],
      },
    ],
    passing: [
      { title: 'Endpoint in the network', plan: isolated({ ownRegistry: { endpointNetworkIds: ['spoke'] } }) },
      {
        title: 'Endpoint next door',
        plan: sketchHubCluster(
          {
            outboundType: 'none',
            networkIsolated: true,
            privateCluster: true,
            ownRegistry: { endpointNetworkIds: ['hub'] },
          },
          undefined,
        ),
      },
    ],
  },
  check: ({ cluster, network, ref }) => {
    if (cluster.networkIsolated !== true || cluster.ownRegistry === undefined || network === undefined) return NONE;
    const { endpointNetworkIds } = cluster.ownRegistry;
    if (endpointNetworkIds === undefined) return [waiting('privateEndpoints', [ref])];
    const near = new Set([network.ref.id, ...network.reach.l1.map(({ space }) => space.ref.id)]);
    if (endpointNetworkIds.some((id) => near.has(id))) return NONE;
    return [
      found({
        target: network.ref,
        related: [ref],
        message: `${cluster.name} is network-isolated with a registry of your own, and there is no private endpoint for the registry in ${network.network.name} ${prefixesOf(network.network)} or in a peer: the bootstrap images cannot be reached.`,
        fixes: () => [
          changeCluster(cluster, `Plan a private endpoint in ${network.network.name}`, {
            ownRegistry: { endpointNetworkIds: [...endpointNetworkIds, network.ref.id] },
          }),
        ],
      }),
    ];
  },
});

const authorized = (ranges: string[], more: ClusterSketch = {}): PlanSketch =>
  sketchCluster({ authorizedIpRanges: ranges, ...more });

const NAT: ClusterSketch = { outboundType: 'managedNATGateway', egressAddresses: ['198.51.100.7'] };

const authorizedRanges = defineRule({
  id: 'authorized-ranges',
  title: 'Authorised ranges of the API server',
  severity: 'E1',
  scope: 'cluster',
  reads: CLUSTER_ALONE,
  why: 'Authorised ranges say who may reach a public API server, at most 200 of them, 2,000 with API Server VNet Integration. They mean nothing on a private cluster, and the address the nodes go out by must be among them.',
  sources: [{ key: 'AUTH' }],
  examples: {
    failing: [
      {
        title: 'Private cluster with 203.0.113.0/24',
        plan: authorized(['203.0.113.0/24'], { privateCluster: true }),
        targets: ['aks'],
        severity: 'error',
      },
      {
        title: '201 ranges',
        plan: authorized(Array.from({ length: 201 }, (_, index) => `203.0.${index}.0/24`)),
        targets: ['aks'],
      },
      {
        title: 'The address of the NAT gateway is missing',
        plan: inManagedNetwork({ ...NAT, authorizedIpRanges: ['203.0.113.0/24'] }),
        severity: 'warning',
      },
    ],
    passing: [
      {
        title: '203.0.113.0/24 and the address of the NAT gateway',
        plan: inManagedNetwork({ ...NAT, authorizedIpRanges: ['203.0.113.0/24', '198.51.100.7/32'] }),
      },
      { title: 'None', plan: authorized([], { privateCluster: true }) },
    ],
  },
  check: ({ cluster }) => {
    const ranges = cluster.authorizedIpRanges ?? NONE;
    if (ranges.length === 0) return NONE;
    const exists = cluster.origin === 'existing';
    if (cluster.privateCluster === true)
      return [
        found({
          ...refusal(
            exists,
            `${cluster.name} is private and has authorised ranges (${listNames(ranges)}), which apply to a public API server only.`,
          ),
          fixes: () => [changeCluster(cluster, 'Clear the ranges', { authorizedIpRanges: [] })],
        }),
      ];
    const limit =
      LIMITS[cluster.apiServerVnetIntegration === true ? 'aks.authorizedRangesIntegrated' : 'aks.authorizedRanges']
        .value;
    if (ranges.length > limit)
      return [
        found(
          refusal(exists, `${cluster.name} has ${ranges.length} authorised ranges; its API server takes ${limit}.`),
        ),
      ];
    if (cluster.outboundType === 'loadBalancer') return NONE;
    const blocks = ranges.flatMap((text) => blockOf(text) ?? []);
    const missing = (cluster.egressAddresses ?? NONE)
      .flatMap((text) => blockOf(text) ?? [])
      .filter((address) => !blocks.some((block) => containsBlock(block, address)));
    if (missing.length === 0) return NONE;
    const texts = missing.map(formatBlock);
    return [
      found({
        severity: 'W',
        message: `Nodes of ${cluster.name} go out by ${listNames(texts)}, which is not among its authorised ranges (${listNames(ranges)}): they do not reach the API server.`,
        fixes: () => [changeCluster(cluster, `Add ${listNames(texts)}`, { authorizedIpRanges: [...ranges, ...texts] })],
      }),
    ];
  },
});

/** A range, or a single address as a range of one. */
function blockOf(text: string): Block | undefined {
  if (text.includes('/')) return parsePrefix(text).block;
  const address = parseAddress(text);
  return address.ok ? blockAround(address.value, maxPrefixLength(address.value.family)) : undefined;
}

export const isolationRules: readonly Rule[] = [isolatedRequirements, isolatedAcrEndpoint, authorizedRanges];
