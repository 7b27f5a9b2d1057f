import { formatNumber } from '../../plan/index.ts';
import { minPrefixFor } from '../../address/index.ts';
import { type SubnetCapacity } from '../../capacity/index.ts';
import type { PlanSketch } from '../../plan/index.ts';
import { RESERVED_SUBNET_NAMES, type SubnetRole, type SubnetView } from '../../topology/index.ts';
import { defineRule, found, waiting } from '../define-rule.ts';
import { fixGrowSubnet, fixShrinkSubnet } from '../support/fix-subnets.ts';
import { listNames } from '../support/refusal.ts';
import type { Rule } from '../types.ts';

/** Rules that say the same of a special subnet or of a cluster's demand, with better words (review C22, A18). */
const MORE_SPECIFIC = [
  'node-subnet-capacity',
  'capacity-surge-only',
  'node-subnet-legacy-grow',
  'pod-subnet-capacity',
  'static-pod-subnet-capacity',
  'static-pod-subnet-alignment',
  'aci-subnet-capacity',
  'appgw-subnet-size',
  'agc-subnet-size',
  'apiserver-subnet-size',
  'apiserver-subnet-capacity',
  'gateway-subnet-size',
  'bastion-subnet-size',
  'firewall-subnet-size',
  'firewall-mgmt-subnet-size',
  'routeserver-subnet-size',
  'dns-resolver-subnet-size',
  'subnet-too-small',
] as const;

const NEARLY = 0.8;
const HALF = 0.5;
const HARDLY = 0.02;
const LARGE = 1000;
/** Subnets whose size follows from what uses them, and nothing else (review A8). A cluster's load balancers and their NAT addresses come with its nodes. */
const SIZED_BY_USE: ReadonlySet<SubnetRole> = new Set<SubnetRole>([
  'nodes',
  'pods',
  'privateEndpoints',
  'loadBalancers',
  'privateLinkService',
]);
const SHRINKABLE: readonly SubnetRole[] = ['nodes', 'pods', 'privateEndpoints'];

/** How full a subnet is once everything planned is there. */
export const subnetFillRules: readonly Rule[] = [
  defineRule({
    id: 'subnet-full',
    title: 'Subnet too small for what is planned',
    severity: 'E1',
    azureCode: 'SubnetIsFull',
    scope: 'subnet',
    why: 'Everything with an address in the subnet needs one of its usable addresses: the size less the five Azure keeps. When they are used up Azure refuses the next network interface, and AKS the next node.',
    sources: [{ key: 'VFAQ' }, { key: 'IPP' }, { key: 'TSI' }],
    silencedBy: MORE_SPECIFIC,
    examples: {
      failing: [{ title: '260 planned in a /24 (251)', plan: withAddresses(260), targets: ['spoke/snet'] }],
      passing: [{ title: '251', plan: withAddresses(251) }],
    },
    check: (view, { capacity }) => {
      const figures = capacity.subnets.get(view.ref.id);
      if (figures === undefined || !isCountable(view, figures) || figures.atMaximum <= figures.usable) return [];
      const isForAks = view.uses.some((use) => use.as === 'nodes' || use.as === 'pods');
      return [
        found({
          message: `${say(view)} needs ${formatNumber(figures.atMaximum)} addresses (${sayItems(figures)}) and has ${formatNumber(figures.usable)} usable.`,
          related: clustersOf(view),
          ...(isForAks ? { azureCode: 'InsufficientSubnetSize' } : {}),
          fixes: ({ topology }) => grow(topology, view, figures.withSurge),
        }),
      ];
    },
  }),
  defineRule({
    id: 'subnet-nearly-full',
    title: 'Subnet nearly full',
    severity: 'W',
    scope: 'subnet',
    why: 'Less than a fifth of the usable addresses would be left once everything planned is there, upgrades included. A subnet in use cannot be resized, so the next addition means a new subnet.',
    sources: [{ key: 'IPP' }],
    inferred: true,
    silencedBy: ['subnet-full', ...MORE_SPECIFIC],
    examples: {
      failing: [{ title: '201 of 251 (80.1 %)', plan: withAddresses(201), targets: ['spoke/snet'] }],
      passing: [
        { title: '200 of 251 (79.7 %)', plan: withAddresses(200) },
        {
          title: 'An API server subnet at its documented minimum',
          plan: {
            networks: {
              spoke: {
                prefixes: ['10.1.0.0/16'],
                subnets: {
                  nodes: '10.1.0.0/22',
                  api: { prefixes: ['10.1.9.0/28'], delegations: ['Microsoft.ContainerService/managedClusters'] },
                },
              },
            },
            clusters: { aks: { subnet: 'spoke/nodes', apiServerSubnet: 'spoke/api', apiServerVnetIntegration: true } },
          },
        },
      ],
    },
    check: (view, { capacity }) => {
      const figures = capacity.subnets.get(view.ref.id);
      if (
        figures === undefined ||
        !isCountable(view, figures) ||
        view.roles.has('apiServer') ||
        RESERVED_SUBNET_NAMES.has(view.subnet.name)
      )
        return [];
      // Where little is known to be there, what Azure did not list hardly decides it.
      if (!figures.complete)
        return isListUnknown(view) && figures.withSurge >= HALF * figures.usable
          ? [waiting('subnetUse', [view.ref])]
          : [];
      if (figures.withSurge < NEARLY * figures.usable) return [];
      const share = Math.floor((figures.withSurge / figures.usable) * 1000) / 10;
      return [
        found({
          message: `${say(view)} is nearly full: ${formatNumber(figures.withSurge)} of ${formatNumber(figures.usable)} usable addresses (${share} %) are planned (${sayItems(figures)}).`,
          related: clustersOf(view),
          fixes: ({ topology }) => grow(topology, view, Math.ceil(figures.withSurge / NEARLY) + 1),
        }),
      ];
    },
  }),
  defineRule({
    id: 'subnet-oversized',
    title: 'Subnet far larger than needed',
    severity: 'I',
    scope: 'subnet',
    why: 'At most two in a hundred addresses would ever be used. Addresses of a subnet are lost for everything else in the network, and a subnet in use cannot be made smaller later.',
    sources: [{ key: 'IPP' }],
    inferred: true,
    examples: {
      failing: [
        {
          title: '11 addresses in a /17',
          plan: {
            networks: { spoke: { prefixes: ['10.31.0.0/16'], subnets: { nodes: '10.31.0.0/17' } } },
            clusters: {
              aks: { subnet: 'spoke/nodes', privateCluster: true, pools: { system: { count: 9, maxPods: 110 } } },
            },
          },
          targets: ['spoke/nodes'],
        },
      ],
      passing: [
        {
          title: '11 addresses in a /27',
          plan: {
            networks: { spoke: { prefixes: ['10.31.0.0/16'], subnets: { nodes: '10.31.0.0/27' } } },
            clusters: {
              aks: { subnet: 'spoke/nodes', privateCluster: true, pools: { system: { count: 9, maxPods: 110 } } },
            },
          },
        },
        {
          title: 'A large firewall subnet is not judged',
          plan: {
            networks: { hub: { prefixes: ['10.0.0.0/16'], subnets: { AzureFirewallSubnet: '10.0.0.0/20' } } },
            firewalls: { fw: { network: 'hub' } },
          },
        },
        {
          title: 'Imported, and its use is not known',
          plan: {
            networks: {
              spoke: {
                prefixes: ['10.31.0.0/16'],
                partial: true,
                subnets: { nodes: { prefixes: ['10.31.0.0/17'], partial: true } },
              },
            },
            clusters: { aks: { subnet: 'spoke/nodes' } },
          },
        },
      ],
    },
    check: (view, { capacity }) => {
      const figures = capacity.subnets.get(view.ref.id);
      const [block, ...others] = view.space.blocks4;
      if (figures === undefined || block === undefined || others.length > 0 || !figures.complete || !isSizedByUse(view))
        return [];
      const isUsedHardly =
        figures.withSurge > 0 && figures.withSurge <= HARDLY * figures.usable && figures.usable >= LARGE;
      const size = suggestSize(figures);
      if (!isUsedHardly || size === undefined || size <= block.prefixLength) return [];
      return [
        found({
          message: `${say(view)} is to hold ${formatNumber(figures.withSurge)} of ${formatNumber(figures.usable)} usable addresses: a /${size} would hold twice as many.`,
          related: clustersOf(view),
          fixes: () => fixShrinkSubnet(view, size),
        }),
      ];
    },
  }),
];

/** Static blocks are counted in blocks (`static-pod-subnet-capacity`); networks of AKS itself are not the user's to size. */
function isCountable({ network, space }: SubnetView, figures: SubnetCapacity): boolean {
  return (
    network.external !== true &&
    network.managedByAks !== true &&
    space.blocks4.length > 0 &&
    figures.usable > 0 &&
    figures.blocks === undefined
  );
}

/** Imported, and Azure did not list what uses it. */
function isListUnknown({ subnet, network }: SubnetView): boolean {
  return (subnet.partial === true || network.partial === true) && subnet.resourcesComplete !== true;
}

/** Its size follows from its use, and may still be changed. */
function isSizedByUse({ subnet, network, roles, uses }: SubnetView): boolean {
  if (network.external === true || network.managedByAks === true) return false;
  if (subnet.origin === 'existing' && uses.length > 0) return false;
  return SHRINKABLE.some((role) => roles.has(role)) && [...roles.keys()].every((role) => SIZED_BY_USE.has(role));
}

/** The longest prefix with twice the demand; of static blocks, with twice the blocks. */
function suggestSize({ withSurge, blocks }: SubnetCapacity): number | undefined {
  return blocks === undefined
    ? minPrefixFor(2 * withSurge)
    : 28 - Math.ceil(Math.log2(Math.max(1, 2 * blocks.withSurge)));
}

function grow(topology: Parameters<typeof fixGrowSubnet>[0], view: SubnetView, addresses: number) {
  const size = minPrefixFor(addresses);
  return size === undefined || view.space.blocks4.length > 1 ? [] : fixGrowSubnet(topology, view, size);
}

function say({ subnet, network }: SubnetView): string {
  return `Subnet ${subnet.name} ${subnet.addressPrefixes.join(', ')} of ${network.name}`;
}

function sayItems({ items }: SubnetCapacity): string {
  return listNames(items.map((item) => item.label));
}

function clustersOf({ uses }: SubnetView) {
  return [...new Set(uses.map(({ cluster }) => cluster.id))].map((id) => ({ kind: 'cluster' as const, id }));
}

function withAddresses(otherAddresses: number): PlanSketch {
  return {
    networks: {
      spoke: { prefixes: ['10.1.0.0/16'], subnets: { snet: { prefixes: ['10.1.1.0/24'], otherAddresses } } },
    },
  };
}
