import { minPrefixFor } from '../../address/index.ts';
import { AKS_DELEGATION, CONTAINER_INSTANCES_DELEGATION, DNS_RESOLVER_DELEGATION } from '../../azure/index.ts';
import { API_SERVER_ADDRESSES } from '../../capacity/index.ts';
import type { PlanSketch } from '../../plan/index.ts';
import type { SubnetUse } from '../../topology/types.ts';
import { defineRule, found, waiting } from '../define-rule.ts';
import type { Rule } from '../types.ts';
import { fixAddSubnet, fixGrowSubnet, fixShrinkSubnet } from '../support/fix-subnets.ts';
import { refusal } from '../support/refusal.ts';
import { countOf, namesOf, prefixesOf, refsOf, RESOURCE_WORDS } from '../support/words.ts';
import { isSmallerThan } from './minimum-sizes.ts';

function apiPlan(prefix: string, fields: { clusters?: number; api?: string; vm?: boolean } = {}): PlanSketch {
  const api = {
    prefixes: [prefix],
    delegations: [AKS_DELEGATION],
    ...(fields.vm === true ? { resources: [{ kind: 'virtualMachine', name: 'vm-jump', count: 1 }] } : {}),
  };
  return {
    networks: {
      spoke: { prefixes: ['10.1.0.0/16'], subnets: { 'snet-nodes': '10.1.0.0/22', 'snet-api': api } },
      hub: {
        prefixes: ['10.2.0.0/16'],
        subnets: { 'snet-api': { prefixes: ['10.2.0.0/27'], delegations: [AKS_DELEGATION] } },
      },
    },
    peerings: [['hub', 'spoke']],
    clusters: Object.fromEntries(
      Array.from({ length: fields.clusters ?? 1 }, (_, index) => [
        `aks-${index + 1}`,
        {
          subnet: 'spoke/snet-nodes',
          apiServerVnetIntegration: true,
          apiServerSubnet: fields.api ?? 'spoke/snet-api',
          podCidrs: [`10.${100 + index}.0.0/16`],
          serviceCidrs: [`172.${16 + index}.0.0/16`],
          dnsServiceIp: `172.${16 + index}.0.10`,
        },
      ]),
    ),
  };
}

const apiserverSubnetSize = defineRule({
  id: 'apiserver-subnet-size',
  title: 'API server subnet smaller than /28',
  severity: 'E1',
  scope: 'subnet',
  roles: ['apiServer'],
  why: 'API Server VNet Integration needs a subnet of /28 or larger for the API server.',
  sources: [{ key: 'API' }],
  examples: {
    failing: [{ title: '/29', plan: apiPlan('10.1.8.0/29'), targets: ['snet-api'] }],
    passing: [{ title: '/28', plan: apiPlan('10.1.8.0/28') }],
  },
  check: (view, context) =>
    view.roles.has('apiServer') && isSmallerThan(view, 28)
      ? [
          found({
            ...refusal(
              view.uses.some(({ as }) => as === 'apiServer') &&
                view.uses.every(({ cluster }) => cluster.origin === 'existing'),
              `API server subnet ${view.subnet.name} in ${view.network.name} is ${prefixesOf(view.subnet)}; it needs /28 or larger.`,
            ),
            fixes: () => fixGrowSubnet(context.topology, view, 28),
          }),
        ]
      : [],
});

const apiserverSubnetCapacity = defineRule({
  id: 'apiserver-subnet-capacity',
  title: 'API server subnet too small for its clusters',
  severity: 'E2',
  scope: 'subnet',
  roles: ['apiServer'],
  silencedBy: ['apiserver-subnet-size'],
  why: 'Each cluster takes at least nine addresses of the API server subnet. A /28 holds one cluster, a /27 three, a /26 six.',
  sources: [{ key: 'API' }],
  examples: {
    failing: [
      {
        title: 'Two clusters in /28 (11 usable)',
        plan: apiPlan('10.1.8.0/28', { clusters: 2 }),
        targets: ['snet-api'],
      },
      {
        title: 'Four clusters in /27: 4 x 9 = 36 of 27',
        plan: apiPlan('10.1.8.0/27', { clusters: 4 }),
        targets: ['snet-api'],
      },
    ],
    passing: [{ title: 'Three clusters in /27', plan: apiPlan('10.1.8.0/27', { clusters: 3 }) }],
  },
  check: (view, context) => {
    const clusters = view.uses.filter((use) => use.as === 'apiServer').map((use) => use.cluster);
    const needed = API_SERVER_ADDRESSES * clusters.length;
    if (view.space.blocks4.length === 0 || needed <= view.usable4) return [];
    const prefixLength = minPrefixFor(needed);
    return [
      found({
        message: `API server subnet ${view.subnet.name} ${prefixesOf(view.subnet)} has ${view.usable4} usable addresses; ${namesOf(clusters)} ${clusters.length === 1 ? 'needs' : 'need'} ${clusters.length} x ${API_SERVER_ADDRESSES} = ${needed}.`,
        related: refsOf('cluster', clusters),
        fixes: () => (prefixLength === undefined ? [] : fixGrowSubnet(context.topology, view, prefixLength)),
      }),
    ];
  },
});

const USE_WORDS: Readonly<Record<SubnetUse['as'], string>> = {
  nodes: 'nodes',
  pods: 'pods',
  apiServer: 'the API server',
  virtualNodes: 'virtual nodes',
  agc: 'Application Gateway for Containers',
  loadBalancer: 'an internal load balancer',
  privateLink: 'a Private Link Service',
};

const apiserverSubnetExclusive = defineRule({
  id: 'apiserver-subnet-exclusive',
  title: 'API server subnet holds something else',
  severity: 'E1',
  scope: 'subnet',
  roles: ['apiServer'],
  why: 'The API server subnet is delegated to AKS and holds nothing but API servers; clusters of one network may share it. When an existing cluster is converted, it must be empty.',
  sources: [{ key: 'API' }, { key: 'REL', section: '2024-05-13' }],
  examples: {
    failing: [{ title: 'Holds a VM', plan: apiPlan('10.1.8.0/28', { vm: true }), targets: ['snet-api'] }],
    passing: [{ title: 'Only API servers', plan: apiPlan('10.1.8.0/28') }],
  },
  check: (view, context) => {
    const { subnet, uses, ref } = view;
    const clusters = uses.filter((use) => use.as === 'apiServer').map((use) => use.cluster);
    if (clusters.length === 0) return [];
    const strangers = [
      ...(subnet.resources ?? [])
        .filter((resource) => resource.kind !== 'apiServer' && resource.count > 0)
        .map(({ kind, name, count }) => name ?? countOf(count, RESOURCE_WORDS.get(kind) ?? 'other resource')),
      ...((subnet.privateEndpoints ?? 0) > 0 ? ['private endpoints'] : []),
      ...((subnet.otherAddresses ?? 0) > 0 ? ['other addresses'] : []),
      ...uses.filter((use) => use.as !== 'apiServer').map((use) => `${USE_WORDS[use.as]} of ${use.cluster.name}`),
    ];
    if (strangers.length === 0)
      return subnet.partial === true && subnet.resources === undefined ? [waiting('subnetUse', [ref])] : [];
    const prefixLength = minPrefixFor(API_SERVER_ADDRESSES * clusters.length) ?? 28;
    return [
      found({
        message: `API server subnet ${subnet.name} ${prefixesOf(subnet)} also holds ${[...new Set(strangers)].join(', ')}; nothing but API servers may be there.`,
        related: refsOf('cluster', clusters),
        fixes: () =>
          fixAddSubnet(context.topology, view.network.id, 'snet-apiserver', Math.min(28, prefixLength), {
            delegations: [AKS_DELEGATION],
            then: (subnetId) =>
              clusters.map((cluster) => ({
                type: 'update',
                kind: 'cluster',
                id: cluster.id,
                values: { apiServerSubnetId: subnetId },
              })),
          }),
      }),
    ];
  },
});

const apiserverSubnetOtherVnet = defineRule({
  id: 'apiserver-subnet-other-vnet',
  title: 'API server subnet in another network',
  severity: 'E1',
  scope: 'cluster',
  why: 'The API server subnet must be in the same virtual network as the nodes.',
  sources: [{ key: 'API' }],
  examples: {
    failing: [
      {
        title: 'Cluster in spoke, API subnet in hub',
        plan: apiPlan('10.1.8.0/28', { api: 'hub/snet-api' }),
        targets: ['aks-1'],
      },
    ],
    passing: [{ title: 'API subnet in spoke', plan: apiPlan('10.1.8.0/28') }],
  },
  check: ({ cluster, network, apiServerSubnet }) =>
    network === undefined || apiServerSubnet === undefined || apiServerSubnet.network.id === network.network.id
      ? []
      : [
          found({
            message: `API server of ${cluster.name} uses ${apiServerSubnet.subnet.name} in ${apiServerSubnet.network.name}; it must be in ${network.network.name}, the network of the nodes.`,
            related: [apiServerSubnet.ref, network.ref],
          }),
        ],
});

const aci = (fields: { delegations?: string[]; subnetId?: string }): PlanSketch => ({
  networks: {
    spoke: {
      prefixes: ['10.1.0.0/16'],
      subnets: {
        'snet-nodes': '10.1.0.0/22',
        'snet-aci': {
          prefixes: ['10.1.8.0/24'],
          ...(fields.delegations === undefined ? {} : { delegations: fields.delegations }),
        },
      },
    },
  },
  clusters: {
    aks: {
      ipam: 'nodesubnet',
      subnet: 'spoke/snet-nodes',
      addOns: { virtualNodes: fields.subnetId === undefined ? {} : { subnetId: fields.subnetId } },
    },
  },
});

const aciSubnet = defineRule({
  id: 'aci-subnet',
  title: 'Virtual nodes without a subnet of their own',
  severity: 'E1',
  azureCode: 'InvalidACIConnectorSubnetName',
  scope: 'cluster',
  why: 'Virtual nodes run pods as container instances in a subnet of their own, delegated to Microsoft.ContainerInstance/containerGroups. It must not be a node subnet.',
  sources: [{ key: 'VN' }],
  examples: {
    failing: [
      {
        title: 'No delegation',
        plan: aci({ subnetId: 'spoke.snet-aci' }),
        targets: ['aks'],
        alsoFires: ['node-subnet-legacy'],
      },
      { title: 'No subnet', plan: aci({}), targets: ['aks'], alsoFires: ['node-subnet-legacy'] },
    ],
    passing: [
      {
        title: 'Delegated to containerGroups',
        plan: aci({ subnetId: 'spoke.snet-aci', delegations: [CONTAINER_INSTANCES_DELEGATION] }),
      },
    ],
  },
  check: ({ cluster, network, pools }, context) => {
    const virtualNodes = cluster.addOns?.virtualNodes;
    if (virtualNodes === undefined) return [];
    const view = network?.subnets.find((candidate) => candidate.subnet.id === virtualNodes.subnetId);
    const makeOne = () =>
      network === undefined
        ? []
        : fixAddSubnet(context.topology, network.network.id, 'snet-virtual-nodes', 24, {
            delegations: [CONTAINER_INSTANCES_DELEGATION],
            then: (subnetId) => [
              {
                type: 'update',
                kind: 'cluster',
                id: cluster.id,
                values: { addOns: { ...cluster.addOns, virtualNodes: { ...virtualNodes, subnetId } } },
              },
            ],
          });
    if (virtualNodes.subnetId === undefined) {
      if (cluster.partial === true) return [];
      return [
        found({
          message: `Virtual nodes of ${cluster.name} have no subnet; they need one of their own.`,
          fixes: makeOne,
        }),
      ];
    }
    if (view === undefined) return [];
    if (pools.some((pool) => pool.nodeSubnet === view)) {
      return [
        found({
          message: `Virtual nodes of ${cluster.name} use node subnet ${view.subnet.name} ${prefixesOf(view.subnet)}; they need one of their own.`,
          related: [view.ref],
          fixes: makeOne,
        }),
      ];
    }
    const delegations = view.subnet.delegations;
    if (delegations?.some((name) => name.toLowerCase() === CONTAINER_INSTANCES_DELEGATION.toLowerCase()) === true)
      return [];
    if (delegations === undefined && view.subnet.partial === true) return [];
    return [
      found({
        message: `Subnet ${view.subnet.name} ${prefixesOf(view.subnet)} of the virtual nodes of ${cluster.name} is not delegated to ${CONTAINER_INSTANCES_DELEGATION}.`,
        related: [view.ref],
        fixes: () => [
          {
            title: `Delegate ${view.subnet.name}`,
            commands: [
              {
                type: 'update',
                kind: 'subnet',
                id: view.subnet.id,
                values: { delegations: [CONTAINER_INSTANCES_DELEGATION] },
              },
            ],
          },
        ],
      }),
    ];
  },
});

const resolver = (prefix: string, endpoints: number): PlanSketch => ({
  networks: {
    hub: {
      prefixes: ['10.0.0.0/16'],
      subnets: { 'snet-dns': { prefixes: [prefix], delegations: [DNS_RESOLVER_DELEGATION] } },
    },
  },
  dnsResolverEndpoints: Object.fromEntries(
    Array.from({ length: endpoints }, (_, index) => [
      `endpoint-${index + 1}`,
      { subnet: 'hub/snet-dns', direction: 'inbound' as const },
    ]),
  ),
});

const dnsResolverSubnetSize = defineRule({
  id: 'dns-resolver-subnet-size',
  title: 'DNS resolver subnet of the wrong size, or shared',
  severity: 'E1',
  scope: 'subnet',
  roles: ['dnsResolver'],
  why: 'An endpoint of the DNS private resolver has a subnet to itself, between /28 and /24.',
  sources: [{ key: 'DNSR' }],
  examples: {
    failing: [
      { title: '/29', plan: resolver('10.0.9.0/29', 1), targets: ['snet-dns'] },
      { title: '/23', plan: resolver('10.0.8.0/23', 1), targets: ['snet-dns'] },
      { title: 'Two endpoints', plan: resolver('10.0.9.0/28', 2), targets: ['snet-dns'] },
    ],
    passing: [{ title: '/28', plan: resolver('10.0.9.0/28', 1) }],
  },
  check: (view, context) => {
    if (!view.roles.has('dnsResolver')) return [];
    const { subnet, dnsResolverEndpoints } = view;
    const block = view.space.blocks4[0];
    const where = `DNS resolver subnet ${subnet.name} ${prefixesOf(subnet)}`;
    if (dnsResolverEndpoints.length > 1) {
      return [
        found({
          message: `${where} is shared by ${namesOf(dnsResolverEndpoints)}; one endpoint per subnet.`,
          related: refsOf('dnsResolverEndpoint', dnsResolverEndpoints),
        }),
      ];
    }
    if (block === undefined || (block.prefixLength >= 24 && block.prefixLength <= 28)) return [];
    const small = block.prefixLength > 28;
    return [
      found({
        message: `${where} is ${small ? 'smaller than /28' : 'larger than /24'}; an endpoint needs /28 to /24.`,
        related: refsOf('dnsResolverEndpoint', dnsResolverEndpoints),
        fixes: () => (small ? fixGrowSubnet(context.topology, view, 28) : fixShrinkSubnet(view, 24)),
      }),
    ];
  },
});

export const clusterHelperSubnetRules: readonly Rule[] = [
  apiserverSubnetSize,
  apiserverSubnetCapacity,
  apiserverSubnetExclusive,
  apiserverSubnetOtherVnet,
  aciSubnet,
  dnsResolverSubnetSize,
];
