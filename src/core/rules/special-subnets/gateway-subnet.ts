import type { Gateway, PlanSketch } from '../../plan/index.ts';
import { equalsBlock } from '../../address/index.ts';
import type { SubnetView } from '../../topology/types.ts';
import { defineRule, found, waiting } from '../define-rule.ts';
import type { Rule } from '../types.ts';
import { fixGrowSubnet } from '../support/fix-subnets.ts';
import { namesOf, prefixesOf, refsOf } from '../support/words.ts';
import { isListed, isSmallerThan } from './minimum-sizes.ts';

const SOURCES = [{ key: 'GWS' }];

interface GatewaySubnetSketch {
  readonly prefix?: string;
  readonly gateways?: Readonly<Record<string, Pick<Gateway, 'kind'> & Partial<Gateway>>>;
  readonly nsg?: boolean;
  readonly routes?: Readonly<Record<string, string>>;
  readonly propagationOff?: boolean;
}

function sketch({
  prefix = '10.0.2.0/27',
  gateways = {},
  nsg = false,
  routes,
  propagationOff = false,
}: GatewaySubnetSketch): PlanSketch {
  const withTable = routes !== undefined || propagationOff;
  return {
    networks: {
      hub: {
        prefixes: ['10.0.0.0/16'],
        subnets: {
          GatewaySubnet: {
            prefixes: [prefix],
            ...(nsg ? { nsg: 'nsg-default' } : {}),
            ...(withTable ? { routeTable: 'rt-gateway' } : {}),
          },
        },
      },
    },
    ...(nsg ? { nsgs: { 'nsg-default': {} } } : {}),
    ...(withTable
      ? { routeTables: { 'rt-gateway': { routes: routes ?? {}, disableBgpRoutePropagation: propagationOff } } }
      : {}),
    gateways: Object.fromEntries(
      Object.entries(gateways).map(([name, gateway]) => [name, { network: 'hub', ...gateway }]),
    ),
  };
}

/** VPN gateways of the retired Basic SKU, the only ones that fit below /27. */
function isBasicVpn(gateway: Gateway): boolean {
  return gateway.kind === 'vpn' && gateway.sku?.toLowerCase() === 'basic';
}

/** Gateways that live in GatewaySubnet (a Route Server has a subnet of its own). */
function tenants(view: SubnetView): readonly Gateway[] {
  return view.gateways.filter((gateway) => gateway.kind !== 'routeServer');
}

function isGatewaySubnet(view: SubnetView): boolean {
  return view.subnet.name === 'GatewaySubnet';
}

/** A gateway is known to be there. */
function gatewayExists(view: SubnetView): boolean {
  return isListed(view, 'virtualNetworkGateway') || tenants(view).some((gateway) => gateway.origin === 'existing');
}

const gatewaySubnetSize = defineRule({
  id: 'gateway-subnet-size',
  title: 'GatewaySubnet too small for its gateway',
  severity: 'E1',
  scope: 'subnet',
  roles: ['gateway'],
  why: 'Every VPN and ExpressRoute gateway but the Basic VPN SKU needs a GatewaySubnet of /27 or larger, and coexisting gateways too; Basic runs in a /29. Nothing fits below /29.',
  sources: SOURCES,
  examples: {
    failing: [
      {
        title: '10.0.2.0/28 and VpnGw1',
        plan: sketch({ prefix: '10.0.2.0/28', gateways: { vgw: { kind: 'vpn', sku: 'VpnGw1' } } }),
        targets: ['GatewaySubnet'],
      },
      {
        title: 'VPN and ExpressRoute in /28',
        plan: sketch({
          prefix: '10.0.2.0/28',
          gateways: { vgw: { kind: 'vpn', sku: 'VpnGw1' }, ergw: { kind: 'expressRoute', sku: 'ErGw1AZ' } },
        }),
        targets: ['GatewaySubnet'],
      },
      {
        title: 'SKU not known',
        plan: sketch({ prefix: '10.0.2.0/28', gateways: { vgw: { kind: 'vpn' } } }),
        severity: 'warning',
      },
    ],
    passing: [
      { title: '/27', plan: sketch({ gateways: { vgw: { kind: 'vpn', sku: 'VpnGw1' } } }) },
      {
        title: '/28 and Basic',
        plan: sketch({ prefix: '10.0.2.0/28', gateways: { vgw: { kind: 'vpn', sku: 'Basic' } } }),
      },
    ],
  },
  check: (view, context) => {
    if (!isGatewaySubnet(view)) return [];
    const fixes = () => fixGrowSubnet(context.topology, view, 27);
    const where = `GatewaySubnet in ${view.network.name} is ${prefixesOf(view.subnet)}`;
    if (isSmallerThan(view, 29))
      return [found({ message: `${where}; no gateway fits below /29, use /27 or larger.`, fixes })];
    if (!isSmallerThan(view, 27)) return [];
    const gateways = tenants(view);
    const larger = gateways.filter(
      (gateway) => gateway.kind === 'expressRoute' || (gateway.sku !== undefined && !isBasicVpn(gateway)),
    );
    if (larger.length > 0) {
      const exists = larger.every((gateway) => gateway.origin === 'existing');
      return [
        found({
          message: `${where}; ${namesOf(larger)} ${larger.length === 1 ? 'needs' : 'need'} /27 or larger${exists ? ' in a new deployment.' : '.'}`,
          related: refsOf('gateway', larger),
          ...(exists ? { severity: 'W' as const } : {}),
          fixes,
        }),
      ];
    }
    const unknownTenant =
      gateways.some((gateway) => !isBasicVpn(gateway)) ||
      (gateways.length === 0 && (view.subnet.partial === true || gatewayExists(view)));
    if (!unknownTenant) return [];
    return [
      found({
        message: `${where}: only the Basic VPN SKU fits; every other gateway needs /27 or larger.`,
        severity: 'W',
        related: refsOf('gateway', gateways),
        fixes,
      }),
    ];
  },
});

const gatewaySubnetEr16 = defineRule({
  id: 'gateway-subnet-er16',
  title: 'GatewaySubnet too small for 16 circuits',
  severity: 'E2',
  scope: 'subnet',
  roles: ['gateway'],
  silencedBy: ['gateway-subnet-size'],
  why: 'An ExpressRoute gateway that connects 16 circuits needs a GatewaySubnet of /26 or larger.',
  sources: SOURCES,
  examples: {
    failing: [
      {
        title: '16 circuits, /27',
        plan: sketch({ gateways: { ergw: { kind: 'expressRoute', sku: 'ErGw3AZ', circuits: 16 } } }),
        targets: ['GatewaySubnet'],
      },
    ],
    passing: [
      {
        title: '16 circuits, /26',
        plan: sketch({
          prefix: '10.0.2.0/26',
          gateways: { ergw: { kind: 'expressRoute', sku: 'ErGw3AZ', circuits: 16 } },
        }),
      },
    ],
  },
  check: (view, context) => {
    if (!isGatewaySubnet(view) || !isSmallerThan(view, 26)) return [];
    const expressRoute = tenants(view).filter((gateway) => gateway.kind === 'expressRoute');
    const full = expressRoute.find((gateway) => (gateway.circuits ?? 0) >= 16);
    if (full === undefined) {
      const open = expressRoute.filter((gateway) => gateway.circuits === undefined && gateway.partial === true);
      return open.length > 0 ? [waiting('expressRouteCircuits', refsOf('gateway', open))] : [];
    }
    return [
      found({
        message: `GatewaySubnet in ${view.network.name} is ${prefixesOf(view.subnet)}; ${full.name} with ${full.circuits ?? 0} circuits needs /26 or larger.`,
        related: refsOf('gateway', [full]),
        fixes: () => fixGrowSubnet(context.topology, view, 26),
      }),
    ];
  },
});

const gatewaySubnetRecommended = defineRule({
  id: 'gateway-subnet-recommended',
  title: 'GatewaySubnet smaller than recommended',
  severity: 'W',
  scope: 'subnet',
  roles: ['gateway'],
  silencedBy: ['gateway-subnet-size'],
  why: 'No gateway is planned here yet. With /27 or larger every gateway fits, and VPN and ExpressRoute can live side by side; a smaller subnet cannot be resized once a gateway is in it.',
  sources: SOURCES,
  examples: {
    failing: [{ title: '/28, no gateway yet', plan: sketch({ prefix: '10.0.2.0/28' }), targets: ['GatewaySubnet'] }],
    passing: [{ title: '/27', plan: sketch({}) }],
  },
  check: (view, context) =>
    isGatewaySubnet(view) && tenants(view).length === 0 && isSmallerThan(view, 27)
      ? [
          found({
            message: `GatewaySubnet in ${view.network.name} is ${prefixesOf(view.subnet)}; use /27 or larger, so that every gateway fits.`,
            fixes: () => fixGrowSubnet(context.topology, view, 27),
          }),
        ]
      : [],
});

const gatewaySubnetNsg = defineRule({
  id: 'gateway-subnet-nsg',
  title: 'Network security group on GatewaySubnet',
  severity: 'E1',
  scope: 'subnet',
  roles: ['gateway'],
  why: 'A network security group on GatewaySubnet is not supported: the creation of a gateway is blocked, and a running gateway may stop working.',
  sources: SOURCES,
  examples: {
    failing: [
      { title: 'nsg-default attached', plan: sketch({ nsg: true }), targets: ['GatewaySubnet'] },
      {
        title: 'Beside an existing gateway',
        plan: sketch({ nsg: true, gateways: { vgw: { kind: 'vpn', sku: 'VpnGw1', origin: 'existing' } } }),
        severity: 'error',
      },
    ],
    passing: [{ title: 'None', plan: sketch({}) }],
  },
  check: (view) => {
    const groups = view.networkSecurityGroups;
    if (!isGatewaySubnet(view) || groups.length === 0) return [];
    const exists = gatewayExists(view);
    return [
      found({
        message: `${namesOf(groups)} ${groups.length === 1 ? 'is' : 'are'} attached to GatewaySubnet in ${view.network.name}: ${exists ? 'the gateway may stop working.' : 'the creation of a gateway is blocked.'}`,
        related: refsOf('networkSecurityGroup', groups),
        ...(exists ? { severity: 'E2' as const } : {}),
        fixes: () => [
          {
            title: 'Detach it',
            commands: [{ type: 'update', kind: 'subnet', id: view.subnet.id, values: { networkSecurityGroupIds: [] } }],
          },
        ],
      }),
    ];
  },
});

const gatewaySubnetDefaultRoute = defineRule({
  id: 'gateway-subnet-default-route',
  title: 'Default route on GatewaySubnet',
  severity: 'E1',
  scope: 'routeTable',
  why: 'A route for 0.0.0.0/0 on GatewaySubnet, or one that drops the subnet itself, blocks the creation of the gateway and cuts a running one off from its own control plane.',
  sources: SOURCES,
  examples: {
    failing: [
      {
        title: '0.0.0.0/0 to 10.0.1.4',
        plan: sketch({ routes: { '0.0.0.0/0': '10.0.1.4' } }),
        targets: ['rt-gateway'],
      },
      { title: 'Own range to None', plan: sketch({ routes: { '10.0.2.0/27': 'None' } }), targets: ['rt-gateway'] },
    ],
    passing: [{ title: '10.20.0.0/16 to 10.0.1.4', plan: sketch({ routes: { '10.20.0.0/16': '10.0.1.4' } }) }],
  },
  check: ({ routeTable, routes, subnets, ref }) => {
    const subnet = subnets.find(isGatewaySubnet);
    if (subnet === undefined) return [];
    if (routes === undefined) return [waiting('routeTable', [ref])];
    const bad = routes.find(
      ({ route, destination }) =>
        destination !== undefined &&
        (destination.prefixLength === 0 ||
          (route.nextHopType === 'None' && subnet.space.blocks.some((block) => equalsBlock(block, destination)))),
    );
    if (bad === undefined) return [];
    const exists = gatewayExists(subnet);
    return [
      found({
        message: `${routeTable.name} on GatewaySubnet in ${subnet.network.name} sends ${bad.route.addressPrefix} to ${bad.route.nextHopIpAddress ?? bad.route.nextHopType}: ${exists ? 'the gateway may stop working.' : 'the creation of a gateway is blocked.'}`,
        related: [subnet.ref],
        ...(exists ? { severity: 'E2' as const } : {}),
        fixes: () => [
          {
            title: `Remove the route ${bad.route.addressPrefix}`,
            commands: [
              {
                type: 'update',
                kind: 'routeTable',
                id: routeTable.id,
                values: { routes: (routeTable.routes ?? []).filter((route) => route !== bad.route) },
              },
            ],
          },
        ],
      }),
    ];
  },
});

const gatewaySubnetPropagation = defineRule({
  id: 'gateway-subnet-propagation',
  title: 'Route propagation off on GatewaySubnet',
  severity: 'E2',
  scope: 'routeTable',
  why: 'The gateway learns and hands on its routes through propagation. With propagation off on GatewaySubnet it stops working.',
  sources: SOURCES,
  examples: {
    failing: [{ title: 'Propagation off', plan: sketch({ propagationOff: true }), targets: ['rt-gateway'] }],
    passing: [{ title: 'Propagation on', plan: sketch({ routes: {} }) }],
  },
  check: ({ routeTable, subnets }) => {
    const subnet = subnets.find(isGatewaySubnet);
    if (subnet === undefined || routeTable.disableBgpRoutePropagation !== true) return [];
    return [
      found({
        message: `${routeTable.name} on GatewaySubnet in ${subnet.network.name} switches gateway route propagation off: the gateway stops working.`,
        related: [subnet.ref],
        fixes: () => [
          {
            title: 'Switch propagation on',
            commands: [
              { type: 'update', kind: 'routeTable', id: routeTable.id, values: { disableBgpRoutePropagation: false } },
            ],
          },
        ],
      }),
    ];
  },
});

export const gatewaySubnetRules: readonly Rule[] = [
  gatewaySubnetSize,
  gatewaySubnetEr16,
  gatewaySubnetRecommended,
  gatewaySubnetNsg,
  gatewaySubnetDefaultRoute,
  gatewaySubnetPropagation,
];
