import { minPrefixFor } from '../../address/index.ts';
import { APPLICATION_GATEWAY_FOR_CONTAINERS_DELEGATION } from '../../azure/index.ts';
import type { ApplicationGateway, PlanSketch } from '../../plan/index.ts';
import type { SubnetView } from '../../topology/types.ts';
import { defineRule, found, waiting } from '../define-rule.ts';
import { NETWORK_ALONE } from '../support/alone.ts';
import type { Rule } from '../types.ts';
import { fixGrowSubnet } from '../support/fix-subnets.ts';
import { namesOf, prefixesOf, refsOf } from '../support/words.ts';
import { isSmallerThan } from './minimum-sizes.ts';
import { refusal } from '../support/refusal.ts';

/** Every gateway of the subnet is known to be v1, or none is known not to be: v1 only where all say so. */
function mayBeV2(view: SubnetView): boolean {
  return view.applicationGateways.length === 0 || view.applicationGateways.some((gateway) => gateway.version !== 'v1');
}

const sketch = (
  prefix: string,
  gateway: Partial<ApplicationGateway> = {},
  more: { name?: string; hop?: string } = {},
): PlanSketch => {
  const name = more.name ?? 'snet-agw';
  return {
    networks: {
      hub: {
        prefixes: ['10.0.0.0/16'],
        subnets: { [name]: { prefixes: [prefix], ...(more.hop === undefined ? {} : { routeTable: 'rt-agw' }) } },
      },
    },
    ...(more.hop === undefined ? {} : { routeTables: { 'rt-agw': { routes: { '0.0.0.0/0': more.hop } } } }),
    applicationGateways: { agw: { subnet: `hub/${name}`, version: 'v2', ...gateway } },
  };
};

/** The most a v2 gateway scales to; with it counts one private front end. @source AGW */
const MAX_INSTANCES = 125;

const appgwSubnetSize = defineRule({
  id: 'appgw-subnet-size',
  title: 'Application Gateway subnet too small for its instances',
  severity: 'E1',
  scope: 'subnet',
  roles: ['applicationGateway'],
  why: 'Each instance and each private front end of an application gateway takes one address. The subnet must hold the maximum of all gateways in it.',
  sources: [{ key: 'AGW' }],
  examples: {
    failing: [
      {
        title: '27 instances and one private front end in /27 (27 usable)',
        plan: sketch('10.0.8.0/27', { maxInstances: 27, privateFrontEnds: 1 }),
        targets: ['snet-agw'],
      },
    ],
    passing: [{ title: '/26 (59 usable)', plan: sketch('10.0.8.0/26', { maxInstances: 27, privateFrontEnds: 1 }) }],
  },
  check: (view, context) => {
    const gateways = view.applicationGateways;
    if (gateways.length === 0) return [];
    const needed = gateways.reduce(
      (sum, gateway) => sum + (gateway.maxInstances ?? 0) + (gateway.privateFrontEnds ?? 0),
      0,
    );
    if (view.space.blocks4.length > 0 && needed > view.usable4) {
      const prefixLength = minPrefixFor(needed);
      return [
        found({
          message: `${view.subnet.name} ${prefixesOf(view.subnet)} has ${view.usable4} usable addresses; its application gateways need ${needed} (instances at maximum and private front ends).`,
          related: refsOf('applicationGateway', gateways),
          fixes: () =>
            prefixLength === undefined ? [] : fixGrowSubnet(context.topology, view, Math.min(prefixLength, 24)),
        }),
      ];
    }
    const open = gateways.filter((gateway) => gateway.partial === true && gateway.maxInstances === undefined);
    const most = needed + open.length * (MAX_INSTANCES + 1);
    return open.length > 0 && most > view.usable4
      ? [waiting('applicationGateways', refsOf('applicationGateway', open))]
      : [];
  },
});

const appgwSubnetRecommendedSize = defineRule({
  id: 'appgw-subnet-recommended-size',
  title: 'Application Gateway v2 subnet smaller than /24',
  severity: 'W',
  scope: 'subnet',
  roles: ['applicationGateway'],
  silencedBy: ['appgw-subnet-size', 'appgw-in-gatewaysubnet'],
  why: 'A v2 gateway may scale to 125 instances and needs as many addresses again during maintenance. A /24 leaves room for both; the subnet cannot be resized while the gateway is in it.',
  sources: [{ key: 'AGW' }],
  examples: {
    failing: [{ title: '/27', plan: sketch('10.0.8.0/27'), targets: ['snet-agw'] }],
    passing: [{ title: '/24', plan: sketch('10.0.8.0/24') }],
  },
  check: (view, context) =>
    view.roles.has('applicationGateway') && mayBeV2(view) && isSmallerThan(view, 24)
      ? [
          found({
            message: `${view.subnet.name} in ${view.network.name} is ${prefixesOf(view.subnet)} (${view.usable4} usable); /24 leaves an application gateway room for 125 instances and maintenance.`,
            related: refsOf('applicationGateway', view.applicationGateways),
            fixes: () =>
              view.applicationGateways.some((gateway) => gateway.origin === 'existing')
                ? []
                : fixGrowSubnet(context.topology, view, 24),
          }),
        ]
      : [],
});

const appgwInGatewaysubnet = defineRule({
  id: 'appgw-in-gatewaysubnet',
  title: 'Application gateway in GatewaySubnet',
  severity: 'E1',
  scope: 'subnet',
  roles: ['gateway'],
  why: 'GatewaySubnet belongs to VPN and ExpressRoute gateways. An application gateway needs a subnet of its own under another name.',
  sources: [{ key: 'AGW' }],
  examples: {
    failing: [
      {
        title: 'In GatewaySubnet',
        plan: sketch('10.0.8.0/24', {}, { name: 'GatewaySubnet' }),
        targets: ['GatewaySubnet'],
      },
    ],
    passing: [{ title: 'In snet-agw', plan: sketch('10.0.8.0/24') }],
  },
  check: (view) =>
    view.subnet.name === 'GatewaySubnet' && view.applicationGateways.length > 0
      ? [
          found({
            message: `${view.applicationGateways.length === 1 ? 'Application gateway' : 'Application gateways'} ${namesOf(view.applicationGateways)} ${view.applicationGateways.length === 1 ? 'is' : 'are'} in GatewaySubnet of ${view.network.name}, which is for VPN and ExpressRoute gateways only.`,
            related: refsOf('applicationGateway', view.applicationGateways),
          }),
        ]
      : [],
});

/** Review A27 and D7: E2 only when isolation is known to be off; the fix is a table of its own, so that node subnets keep theirs. */
const appgwUdrDefault = defineRule({
  id: 'appgw-udr-default',
  title: 'Default route takes an application gateway off the internet',
  severity: 'E2',
  scope: 'routeTable',
  why: 'A v2 gateway without network isolation is managed over the internet. A route for 0.0.0.0/0 to an appliance or on-premises breaks that path, and the gateway goes unhealthy.',
  sources: [{ key: 'AGW' }],
  examples: {
    failing: [
      {
        title: '0.0.0.0/0 to 10.0.1.4',
        plan: sketch('10.0.8.0/24', { networkIsolation: false }, { hop: '10.0.1.4' }),
        targets: ['rt-agw'],
      },
      { title: 'Isolation not known', plan: sketch('10.0.8.0/24', {}, { hop: '10.0.1.4' }), severity: 'warning' },
    ],
    passing: [
      { title: '0.0.0.0/0 to Internet', plan: sketch('10.0.8.0/24', { networkIsolation: false }, { hop: 'Internet' }) },
      { title: 'Network isolation on', plan: sketch('10.0.8.0/24', { networkIsolation: true }, { hop: '10.0.1.4' }) },
    ],
  },
  check: ({ routeTable, routes, subnets, ref }) => {
    const hosts = subnets.filter(hasManagedGateway);
    if (hosts.length === 0) return [];
    if (routes === undefined) return [waiting('routeTable', [ref])];
    const bad = routes.find(
      ({ route, destination }) =>
        destination?.prefixLength === 0 &&
        (route.nextHopType === 'VirtualAppliance' || route.nextHopType === 'VirtualNetworkGateway'),
    );
    if (bad === undefined) return [];
    const gateways = hosts.flatMap((view) => view.applicationGateways);
    const certain = gateways.some((gateway) => gateway.version === 'v2' && gateway.networkIsolation === false);
    return [
      found({
        message: `${routeTable.name} sends ${bad.route.addressPrefix} of ${hosts.map((view) => view.subnet.name).join(', ')} to ${bad.route.nextHopIpAddress ?? bad.route.nextHopType}: management traffic of ${gateways.map((gateway) => gateway.name).join(', ')} breaks${certain ? '' : ', unless network isolation is on'}.`,
        related: [...hosts.map((view) => view.ref), ...refsOf('applicationGateway', gateways)],
        ...(certain ? {} : { severity: 'W' as const }),
        fixes: () =>
          hosts.map((view) => ({
            title: `Detach ${routeTable.name} from ${view.subnet.name}`,
            commands: [
              {
                type: 'update',
                kind: 'subnet',
                id: view.subnet.id,
                values: { routeTableIds: (view.subnet.routeTableIds ?? []).filter((id) => id !== routeTable.id) },
              },
            ],
          })),
      }),
    ];
  },
});

function hasManagedGateway({ applicationGateways }: SubnetView): boolean {
  return applicationGateways.some(isManagedOverInternet);
}

function isManagedOverInternet({ version, networkIsolation }: ApplicationGateway): boolean {
  return version !== 'v1' && networkIsolation !== true;
}

const AGC_USABLE = 250;

const agc = (prefix: string, fields: { ipam?: 'overlay' | 'nodesubnet'; clusters?: number } = {}): PlanSketch => ({
  networks: {
    spoke: {
      prefixes: ['10.1.0.0/16'],
      subnets: {
        'snet-nodes': '10.1.0.0/22',
        'snet-agc': { prefixes: [prefix], delegations: [APPLICATION_GATEWAY_FOR_CONTAINERS_DELEGATION] },
        'snet-agc-2': { prefixes: ['10.1.12.0/24'], delegations: [APPLICATION_GATEWAY_FOR_CONTAINERS_DELEGATION] },
      },
    },
  },
  clusters: Object.fromEntries(
    Array.from({ length: fields.clusters ?? 1 }, (_, index) => [
      `aks-${index + 1}`,
      {
        ipam: fields.ipam ?? ('overlay' as const),
        subnet: 'spoke/snet-nodes',
        podCidrs: fields.ipam === 'nodesubnet' ? [] : [`10.${100 + index}.0.0/16`],
        serviceCidrs: [`172.${16 + index}.0.0/16`],
        dnsServiceIp: `172.${16 + index}.0.10`,
        addOns: { applicationGatewayForContainers: { subnetIds: ['spoke.snet-agc'] } },
      },
    ]),
  ),
});

const agcSubnetSize = defineRule({
  id: 'agc-subnet-size',
  title: 'Association subnet of Application Gateway for Containers has the wrong size',
  severity: 'E1',
  scope: 'virtualNetwork',
  reads: NETWORK_ALONE,
  why: 'With Azure CNI Overlay the association subnet must be exactly /24; with flat models it needs at least 250 free addresses, so /24 or larger. AKS enforces this for add-on subnets since January 2026.',
  sources: [{ key: 'AGC' }, { key: 'REL', section: '2026-01-04' }],
  examples: {
    failing: [
      { title: '/25', plan: agc('10.1.8.0/25'), targets: ['snet-agc'] },
      { title: '/23 with overlay', plan: agc('10.1.8.0/23'), targets: ['snet-agc'] },
    ],
    passing: [
      { title: '/24', plan: agc('10.1.8.0/24') },
      { title: '/23 with Node Subnet', plan: agc('10.1.8.0/23', { ipam: 'nodesubnet' }) },
    ],
  },
  check: ({ subnets, clusters }, context) =>
    subnets.flatMap((view) => {
      const users = view.uses.filter((use) => use.as === 'agc').map((use) => use.cluster);
      const delegated = (view.subnet.delegations ?? []).some(
        (name) => name.toLowerCase() === APPLICATION_GATEWAY_FOR_CONTAINERS_DELEGATION.toLowerCase(),
      );
      const hosts =
        users.length > 0
          ? users
          : delegated || view.subnet.purpose === 'applicationGatewayForContainers'
            ? clusters
            : [];
      if (hosts.length === 0 || view.space.blocks4.length === 0) return [];
      const overlay = hosts.some((cluster) => cluster.ipam === 'overlay');
      const exact = view.space.blocks4.length === 1 && view.space.blocks4[0]?.prefixLength === 24;
      if (overlay ? exact : view.usable4 >= AGC_USABLE) return [];
      const certain = users.length > 0 || hosts.length === 1;
      return [
        found({
          target: view.ref,
          related: refsOf('cluster', hosts),
          ...(certain ? {} : { severity: 'W' as const }),
          // AKS checks the association when it is made, so one that runs is not touched.
          ...refusal(
            users.length > 0 && view.subnet.origin === 'existing' && users.every(({ origin }) => origin === 'existing'),
            `Association subnet ${view.subnet.name} is ${prefixesOf(view.subnet)}; ${overlay ? 'with Azure CNI Overlay it must be exactly /24' : `it needs at least ${AGC_USABLE} addresses, /24 or larger, and has ${view.usable4}`}.`,
          ),
          fixes: () => fixGrowSubnet(context.topology, view, 24),
        }),
      ];
    }),
});

const agcSubnetShared = defineRule({
  id: 'agc-subnet-shared',
  title: 'Association subnet shared by two deployments',
  severity: 'E1',
  scope: 'subnet',
  roles: ['applicationGatewayForContainers'],
  why: 'One association subnet holds one deployment of Application Gateway for Containers.',
  sources: [{ key: 'AGC' }],
  examples: {
    failing: [
      { title: 'Two deployments in 10.1.8.0/24', plan: agc('10.1.8.0/24', { clusters: 2 }), targets: ['snet-agc'] },
    ],
    passing: [{ title: 'One', plan: agc('10.1.8.0/24') }],
  },
  check: ({ subnet, uses }) => {
    const users = [...new Set(uses.filter((use) => use.as === 'agc').map((use) => use.cluster))];
    return users.length < 2
      ? []
      : [
          found({
            message: `Association subnet ${subnet.name} ${prefixesOf(subnet)} is used by ${users.map((cluster) => cluster.name).join(' and ')}: one deployment per subnet.`,
            related: refsOf('cluster', users),
          }),
        ];
  },
});

export const applicationGatewayRules: readonly Rule[] = [
  appgwSubnetSize,
  appgwSubnetRecommendedSize,
  appgwInGatewaysubnet,
  appgwUdrDefault,
  agcSubnetSize,
  agcSubnetShared,
];
