import type { SubnetUse } from '../../topology/types.ts';
import { defineRule, found, waiting } from '../define-rule.ts';
import type { Rule } from '../types.ts';
import { countOf, namesOf, prefixesOf, RESOURCE_WORDS } from '../support/words.ts';

/** How a use of a pod subnet hands out addresses; the pool's own setting wins over the cluster's model. */
export function allocationOf(use: SubnetUse): 'dynamic' | 'static' {
  return use.pool?.podIpAllocation ?? (use.cluster.ipam === 'podsubnet-static' ? 'static' : 'dynamic');
}

const nodeSubnetSharedKubenet = defineRule({
  id: 'node-subnet-shared-kubenet',
  title: 'kubenet cluster shares its node subnet',
  severity: 'E2',
  scope: 'subnet',
  roles: ['nodes'],
  why: 'kubenet writes routes for its nodes into the one route table of the subnet. A second cluster in the same subnet shares that table, and the routes of one break the pods of the other.',
  sources: [{ key: 'KUB' }, { key: 'S2' }, { key: 'S4' }],
  examples: {
    failing: [
      {
        title: 'k1 kubenet and k2 overlay in one subnet',
        plan: {
          networks: { spoke: { prefixes: ['10.1.0.0/16'], subnets: { 'snet-nodes': '10.1.0.0/22' } } },
          clusters: {
            k1: { ipam: 'kubenet', subnet: 'spoke/snet-nodes' },
            k2: { subnet: 'spoke/snet-nodes', podCidrs: ['10.245.0.0/16'] },
          },
        },
        targets: ['snet-nodes'],
        alsoFires: ['kubenet-retirement'],
      },
    ],
    passing: [
      {
        title: 'Two subnets',
        plan: {
          networks: {
            spoke: { prefixes: ['10.1.0.0/16'], subnets: { 'snet-1': '10.1.0.0/22', 'snet-2': '10.1.4.0/22' } },
          },
          clusters: {
            k1: { ipam: 'kubenet', subnet: 'spoke/snet-1' },
            k2: { subnet: 'spoke/snet-2', podCidrs: ['10.245.0.0/16'] },
          },
        },
      },
    ],
  },
  check: ({ uses, subnet }) => {
    if (uses.length < 2) return [];
    const clusters = [...new Set(uses.filter((use) => use.as === 'nodes').map((use) => use.cluster))];
    const kubenet = clusters.find((cluster) => cluster.ipam === 'kubenet');
    if (kubenet === undefined || clusters.length < 2) return [];
    const others = clusters.filter((cluster) => cluster !== kubenet);
    return [
      found({
        message: `kubenet cluster ${kubenet.name} shares subnet ${subnet.name} ${prefixesOf(subnet)} with ${namesOf(others)}: one kubenet cluster per subnet.`,
        related: clusters.map((cluster) => ({ kind: 'cluster', id: cluster.id })),
      }),
    ];
  },
});

const podSubnetModeMixed = defineRule({
  id: 'pod-subnet-mode-mixed',
  title: 'Pod subnet used with two allocation modes',
  severity: 'E1',
  scope: 'subnet',
  roles: ['pods'],
  why: 'A pod subnet hands out either single addresses (dynamic allocation) or blocks of 16 (static block allocation). Pools with different modes, of whichever cluster, need different pod subnets.',
  sources: [{ key: 'PS' }, { key: 'STA' }],
  examples: {
    failing: [
      {
        title: 'Pool 1 dynamic, pool 2 static, one subnet',
        plan: mixed('spoke/snet-pods'),
        targets: ['snet-pods'],
      },
    ],
    passing: [{ title: 'Two subnets', plan: mixed('spoke/snet-more') }],
  },
  check: ({ uses, subnet }) => {
    const pods = uses.filter((use) => use.as === 'pods');
    const fixed = pods.filter((use) => allocationOf(use) === 'static');
    const dynamic = pods.filter((use) => allocationOf(use) === 'dynamic');
    if (fixed.length === 0 || dynamic.length === 0) return [];
    const say = (list: readonly SubnetUse[]) =>
      list.map((use) => `${use.cluster.name}/${use.pool?.name ?? ''}`).join(', ');
    return [
      found({
        message: `Pod subnet ${subnet.name} ${prefixesOf(subnet)} serves ${say(dynamic)} dynamically and ${say(fixed)} in static blocks: one allocation mode per subnet.`,
        related: pods.flatMap((use) =>
          use.pool === undefined ? [] : [{ kind: 'nodePool' as const, id: use.pool.id }],
        ),
      }),
    ];
  },
});

function mixed(second: string) {
  return {
    networks: {
      spoke: {
        prefixes: ['10.1.0.0/16'],
        subnets: { 'snet-nodes': '10.1.0.0/24', 'snet-pods': '10.1.16.0/20', 'snet-more': '10.1.32.0/20' },
      },
    },
    clusters: {
      aks: {
        ipam: 'podsubnet-dynamic' as const,
        subnet: 'spoke/snet-nodes',
        pools: {
          pool1: { podSubnet: 'spoke/snet-pods', podIpAllocation: 'dynamic' as const },
          pool2: { mode: 'User' as const, podSubnet: second, podIpAllocation: 'static' as const },
        },
      },
    },
  };
}

/** Static block pod subnets may be /12 at most: about a million addresses. */
const STATIC_LARGEST_PREFIX = 12;

const staticPodSubnetMax = defineRule({
  id: 'static-pod-subnet-max',
  title: 'Static pod subnet larger than /12',
  severity: 'E1',
  scope: 'subnet',
  roles: ['pods'],
  why: 'With static block allocation a pod subnet may be /12 at most, about one million addresses. Larger ones are refused; use several pod subnets on several node pools.',
  sources: [{ key: 'PS' }, { key: 'STA' }],
  examples: {
    failing: [{ title: '10.32.0.0/11', plan: staticSubnet('10.32.0.0/11'), targets: ['snet-pods'] }],
    passing: [{ title: '10.48.0.0/12', plan: staticSubnet('10.48.0.0/12') }],
  },
  check: ({ uses, subnet, space }) => {
    const block = space.blocks4.find((range) => range.prefixLength < STATIC_LARGEST_PREFIX);
    const user = uses.find((use) => use.as === 'pods' && allocationOf(use) === 'static');
    if (block === undefined || user === undefined) return [];
    return [
      found({
        message: `Static pod subnet ${subnet.name} ${prefixesOf(subnet)} of ${user.cluster.name} is larger than /12.`,
        related: [{ kind: 'cluster', id: user.cluster.id }],
      }),
    ];
  },
});

function staticSubnet(prefix: string) {
  return {
    networks: { spoke: { prefixes: ['10.0.0.0/8'], subnets: { 'snet-nodes': '10.1.0.0/24', 'snet-pods': prefix } } },
    clusters: {
      aks: {
        ipam: 'podsubnet-static' as const,
        subnet: 'spoke/snet-nodes',
        podSubnet: 'spoke/snet-pods',
        pools: { system: { maxPods: 250 } },
      },
    },
  };
}

const podSubnetVms = defineRule({
  id: 'pod-subnet-vms',
  title: 'Pod subnet holds other resources',
  severity: 'E1',
  azureCode: 'ResourceNotPermittedOnDelegatedSubnet',
  scope: 'subnet',
  roles: ['pods'],
  why: 'A pod subnet is delegated to AKS. Virtual machines, private endpoints and load balancers cannot be placed in it.',
  sources: [{ key: 'LEG', section: 'FAQ' }],
  examples: {
    failing: [{ title: 'VM in the pod subnet', plan: withVm('snet-pods'), targets: ['snet-pods'] }],
    passing: [{ title: 'VM elsewhere', plan: withVm('snet-vms') }],
  },
  check: ({ roles, uses, subnet, ref }) => {
    if (roles.get('pods') !== 'reference') return [];
    const strangers: string[] = [];
    if ((subnet.privateEndpoints ?? 0) > 0) strangers.push(countOf(subnet.privateEndpoints ?? 0, 'private endpoint'));
    if ((subnet.otherAddresses ?? 0) > 0) strangers.push(`${subnet.otherAddresses} other addresses`);
    for (const entry of subnet.staticAddresses ?? []) strangers.push(entry.name ?? entry.address);
    for (const { kind, name, count } of subnet.resources ?? []) {
      const words = RESOURCE_WORDS.get(kind);
      // What is not known by its kind may be the pods themselves.
      if (count > 0 && words !== undefined)
        strangers.push(name === undefined ? countOf(count, words) : `${words} ${name}`);
    }
    for (const use of uses) if (use.as === 'loadBalancer') strangers.push(`a load balancer of ${use.cluster.name}`);
    if (strangers.length > 0)
      return [
        found({
          message: `Pod subnet ${subnet.name} ${prefixesOf(subnet)} also holds ${strangers.join(', ')}: it is delegated to AKS, nothing else may be placed there.`,
        }),
      ];
    // A delegated subnet takes nothing else: Azure has seen to it.
    const isOpen = (subnet.delegations ?? []).length === 0;
    return isOpen && subnet.partial === true && subnet.resources === undefined ? [waiting('subnetUse', [ref])] : [];
  },
});

function withVm(where: 'snet-pods' | 'snet-vms') {
  const vm = { resources: [{ kind: 'virtualMachine', name: 'vm-jump', count: 1 }] };
  return {
    networks: {
      spoke: {
        prefixes: ['10.1.0.0/16'],
        subnets: {
          'snet-nodes': '10.1.0.0/24',
          'snet-pods': { prefixes: ['10.1.16.0/20'], ...(where === 'snet-pods' ? vm : {}) },
          'snet-vms': { prefixes: ['10.1.1.0/24'], ...(where === 'snet-vms' ? vm : {}) },
        },
      },
    },
    clusters: {
      aks: {
        ipam: 'podsubnet-dynamic' as const,
        subnet: 'spoke/snet-nodes',
        podSubnet: 'spoke/snet-pods',
        pools: { system: { maxPods: 30 } },
      },
    },
  };
}

export const sharedSubnetRules: readonly Rule[] = [
  nodeSubnetSharedKubenet,
  podSubnetModeMixed,
  staticPodSubnetMax,
  podSubnetVms,
];
