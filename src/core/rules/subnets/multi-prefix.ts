import { formatBlock, growInPlace, type Block } from '../../address/index.ts';
import type { PlanSketch } from '../../plan/index.ts';
import type { SubnetView, Topology } from '../../topology/index.ts';
import { defineRule, found } from '../define-rule.ts';
import { suggestSubnetRange } from '../support/fix-subnets.ts';
import { listNames, refusal } from '../support/refusal.ts';
import type { Fix, Rule } from '../types.ts';

/** Subnets with more than one range of a family (review B1 to B3). One IPv4 and one IPv6 range is the ordinary dual-stack subnet. */
export const multiPrefixRules: readonly Rule[] = [
  defineRule({
    id: 'subnet-multi-prefix',
    title: 'Subnet with several ranges',
    severity: 'I',
    scope: 'subnet',
    why: 'A subnet may have several ranges of one family, but only virtual machines and scale sets can use them, with one IP configuration per network interface, and only the command line and templates can set them.',
    sources: [{ key: 'MPX25' }, { key: 'MPX' }],
    silencedBy: ['subnet-multi-prefix-delegated', 'subnet-multi-prefix-aks'],
    examples: {
      failing: [{ title: '10.1.1.0/26 and 10.1.2.0/26', plan: twoPrefixes({}), targets: ['spoke/snet'] }],
      passing: [
        {
          title: '10.1.1.0/25',
          plan: { networks: { spoke: { prefixes: ['10.1.0.0/16'], subnets: { snet: '10.1.1.0/25' } } } },
        },
        {
          title: 'Dual stack',
          plan: {
            networks: {
              spoke: {
                prefixes: ['10.1.0.0/16', 'fd00:1::/56'],
                subnets: { snet: { prefixes: ['10.1.1.0/25', 'fd00:1::/64'] } },
              },
            },
          },
        },
        {
          title: 'GatewaySubnet of an ExpressRoute gateway',
          plan: {
            networks: {
              hub: {
                prefixes: ['10.1.0.0/16'],
                subnets: { GatewaySubnet: { prefixes: ['10.1.1.0/27', '10.1.2.0/26'] } },
              },
            },
            gateways: { er: { network: 'hub', kind: 'expressRoute' } },
          },
        },
      ],
    },
    check: (view) => {
      // Microsoft's own advice for a gateway subnet that has become too small (review B2).
      const isGatewayMigration =
        view.roles.has('gateway') && view.gateways.some((gateway) => gateway.kind === 'expressRoute');
      if (view.network.external === true || !hasSeveral(view) || isGatewayMigration) return [];
      return [
        found({
          message: `${say(view)}: for virtual machines and scale sets only, with one IP configuration per network interface, and set by command line or template only.`,
        }),
      ];
    },
  }),
  defineRule({
    id: 'subnet-multi-prefix-delegated',
    title: 'Delegated subnet with several ranges',
    severity: 'E2',
    scope: 'subnet',
    why: 'Subnets with several ranges of one family are not for services that a subnet is delegated to, and so not for pods with Pod Subnet. Such a service uses one of the ranges or fails.',
    sources: [{ key: 'MPX' }, { key: 'MPX25', section: 'limitations' }],
    silencedBy: ['subnet-multi-prefix-aks'],
    examples: {
      failing: [
        {
          title: 'Delegated to Microsoft.Web/serverFarms',
          plan: twoPrefixes({ delegations: ['Microsoft.Web/serverFarms'] }),
          targets: ['spoke/snet'],
        },
        {
          title: 'Used as pod subnet',
          plan: {
            ...twoPrefixes({}),
            clusters: {
              aks: {
                ipam: 'podsubnet-dynamic',
                subnet: 'spoke/nodes',
                podSubnet: 'spoke/snet',
                pools: { work: { mode: 'User', maxPods: 30, plannedPods: 8, count: 1 } },
              },
            },
          },
          targets: ['spoke/snet'],
        },
      ],
      passing: [
        {
          title: 'One range',
          plan: {
            networks: {
              spoke: {
                prefixes: ['10.1.0.0/16'],
                subnets: { snet: { prefixes: ['10.1.1.0/25'], delegations: ['Microsoft.Web/serverFarms'] } },
              },
            },
          },
        },
      ],
    },
    check: (view) => {
      const isGatewayMigration =
        view.roles.has('gateway') && view.gateways.some((gateway) => gateway.kind === 'expressRoute');
      const delegated = view.subnet.delegations ?? [];
      if (
        view.network.external === true ||
        !hasSeveral(view) ||
        isGatewayMigration ||
        (delegated.length === 0 && !view.roles.has('pods'))
      )
        return [];
      const use = delegated.length > 0 ? `is delegated to ${listNames(delegated)}` : 'is a pod subnet';
      return [
        found({
          message: `${say(view)} and ${use}: several ranges are not for delegated subnets or Pod Subnet.`,
          fixes: ({ topology }) => fixMerge(topology, view),
        }),
      ];
    },
  }),
  defineRule({
    id: 'subnet-multi-prefix-aks',
    title: 'Node subnet with several ranges',
    severity: 'E1',
    azureCode: 'MultipleAddressPrefixesSubnetNotSupported',
    scope: 'subnet',
    roles: ['nodes'],
    why: 'AKS has a refusal code for subnets with several address ranges. The list of codes is older than the general availability of such subnets, so this may have changed; no document says that it has.',
    sources: [{ key: 'ERR' }, { key: 'MPX25' }],
    examples: {
      failing: [
        {
          title: 'Used as node subnet',
          plan: { ...twoPrefixes({}), clusters: { aks: { subnet: 'spoke/snet' } } },
          targets: ['spoke/snet'],
          severity: 'error',
        },
        {
          title: 'Existing cluster',
          plan: { ...twoPrefixes({}), clusters: { aks: { subnet: 'spoke/snet', origin: 'existing' } } },
          targets: ['spoke/snet'],
          severity: 'warning',
        },
      ],
      passing: [
        {
          title: 'One range',
          plan: {
            networks: { spoke: { prefixes: ['10.1.0.0/16'], subnets: { snet: '10.1.1.0/25' } } },
            clusters: { aks: { subnet: 'spoke/snet' } },
          },
        },
      ],
    },
    check: (view) => {
      if (view.network.external === true || !hasSeveral(view)) return [];
      const clusters = [...new Set(view.uses.filter((use) => use.as === 'nodes').map((use) => use.cluster))];
      if (clusters.length === 0) return [];
      const names = listNames(clusters.map((cluster) => cluster.name));
      return [
        found({
          ...refusal(
            clusters.every((cluster) => cluster.origin === 'existing'),
            `${say(view)} and holds nodes of ${names}: AKS does not support several address ranges on a subnet.`,
          ),
          related: clusters.map(({ id }) => ({ kind: 'cluster', id })),
          fixes: ({ topology }) => fixMerge(topology, view),
        }),
      ];
    },
  }),
];

function hasSeveral({ space }: SubnetView): boolean {
  return space.blocks4.length > 1 || space.blocks6.length > 1;
}

function say({ subnet, network, space }: SubnetView): string {
  const several = space.blocks4.length > 1 ? space.blocks4 : space.blocks6;
  return `Subnet ${subnet.name} of ${network.name} has the ranges ${listNames(several.map(formatBlock))}`;
}

/** One IPv4 range with at least the addresses of all, in their place where that is free; of IPv6 ranges the first stays. Planned subnets only. */
function fixMerge(topology: Topology, view: SubnetView): readonly Fix[] {
  const { subnet, space } = view;
  if (subnet.origin === 'existing' || view.uses.some(({ cluster }) => cluster.origin === 'existing')) return [];
  const addresses = space.blocks4.reduce((sum, block) => sum + (block.last - block.first + 1), 0);
  const prefixLength = 32 - Math.ceil(Math.log2(Math.max(1, addresses)));
  const [only] = space.blocks4;
  const merged =
    space.blocks4.length < 2
      ? only
      : (mergeInPlace(topology, view, prefixLength) ??
        suggestSubnetRange(topology, view.network.id, 4, prefixLength, view));
  const [first6] = space.blocks6;
  if (merged === undefined) return [];
  const addressPrefixes = [merged, ...(first6 === undefined ? [] : [first6])].map(formatBlock);
  return [
    {
      title: `Use ${listNames(addressPrefixes)}`,
      commands: [{ type: 'update', kind: 'subnet', id: view.ref.id, values: { addressPrefixes } }],
    },
  ];
}

function mergeInPlace(topology: Topology, view: SubnetView, prefixLength: number): Block | undefined {
  const siblings = (topology.networks.get(view.network.id)?.subnets ?? []).filter(
    (other) => other.ref.id !== view.ref.id,
  );
  const [largest] = view.space.blocks4.toSorted((a, b) => a.prefixLength - b.prefixLength);
  return largest === undefined
    ? undefined
    : growInPlace(
        largest,
        prefixLength,
        view.networkSpace.blocks4,
        siblings.flatMap(({ space }) => space.blocks),
      );
}

function twoPrefixes(more: { readonly delegations?: string[] }): PlanSketch {
  return {
    networks: {
      spoke: {
        prefixes: ['10.1.0.0/16'],
        subnets: { snet: { prefixes: ['10.1.1.0/26', '10.1.2.0/26'], ...more }, nodes: '10.1.8.0/24' },
      },
    },
  };
}
