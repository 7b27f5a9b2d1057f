import { LINUX, WORK } from '../../../src/core/examples/base.ts';
import type { ClusterSketch, NetworkSketch, PlanSketch, SubnetSketch } from '../../../src/core/plan/index.ts';

export const AKS = ['Microsoft.ContainerService/managedClusters'];
export const FIREWALL = '10.40.0.68';

interface Parts {
  readonly region?: string;
  /** What leaves the spokes: through the firewall of the hub (then the hub's gateway sends answers through it, too), or not. */
  readonly egress: 'firewall' | 'direct';
  /** The spoke with the cluster; `10.41.0.0/16` unless it says otherwise. */
  readonly spoke: Partial<NetworkSketch> & { readonly subnets: Readonly<Record<string, string | SubnetSketch>> };
  readonly clusters: Readonly<Record<string, ClusterSketch>>;
  /** Networks beside hub, spoke and the spoke with the data; they are peered with the hub, and with the spoke itself if told so. */
  readonly more?: Readonly<Record<string, NetworkSketch>>;
  readonly besideSpoke?: readonly string[];
  readonly rest?: Omit<PlanSketch, 'networks' | 'clusters' | 'peerings' | 'gateways' | 'firewalls' | 'sites'>;
}

/** A hub with a gateway and a firewall, a spoke with clusters, a spoke with private endpoints, and an office behind ExpressRoute. */
export function landingZone({
  region = 'westeurope',
  egress,
  spoke,
  clusters,
  more = {},
  besideSpoke = [],
  rest,
}: Parts): PlanSketch {
  const isFiltered = egress === 'firewall';
  const route = isFiltered ? { routeTable: 'rt-spoke' } : {};
  const data: NetworkSketch = {
    prefixes: ['10.42.0.0/22'],
    region,
    subnets: {
      'snet-endpoints': { ...route, prefixes: ['10.42.0.0/25'], purpose: 'privateEndpoints', privateEndpoints: 38 },
      'snet-sql': {
        ...route,
        prefixes: ['10.42.1.0/26'],
        purpose: 'virtualMachines',
        otherAddresses: 12,
        explicitOutbound: true,
      },
    },
  };
  const spokes: Readonly<Record<string, NetworkSketch>> = {
    'spoke-app': { prefixes: ['10.41.0.0/16'], region, ...spoke },
    'spoke-data': data,
    ...more,
  };
  const destinations = Object.values(spokes).flatMap(({ prefixes }) => prefixes.filter((text) => !text.includes(':')));
  return {
    networks: {
      hub: {
        prefixes: ['10.40.0.0/22'],
        region,
        subnets: {
          GatewaySubnet: {
            prefixes: ['10.40.0.0/26'],
            ...(isFiltered ? { routeTable: 'rt-gateway' } : {}),
          },
          AzureFirewallSubnet: '10.40.0.64/26',
          AzureFirewallManagementSubnet: '10.40.0.128/26',
          AzureBastionSubnet: '10.40.0.192/26',
        },
      },
      ...spokes,
    },
    peerings: [
      ...Object.keys(spokes).map((name) => ({
        a: 'hub',
        b: name,
        aToB: { allowGatewayTransit: true },
        bToA: { useRemoteGateways: true, allowForwardedTraffic: true },
      })),
      ...besideSpoke.map((name) => ({ a: 'spoke-app', b: name })),
    ],
    gateways: { 'ergw-hub': { network: 'hub', kind: 'expressRoute', sku: 'ErGw1AZ', circuits: 2 } },
    firewalls: { 'fw-hub': { network: 'hub', sku: 'standard', privateIp: FIREWALL, forcedTunneling: false } },
    sites: { 'hq-utrecht': { prefixes: ['192.168.0.0/20'], via: ['ergw-hub'], connection: 'ExpressRoute, 1 Gbit/s' } },
    ...rest,
    routeTables: {
      ...(isFiltered
        ? {
            'rt-spoke': { region, disableBgpRoutePropagation: true, routes: { '0.0.0.0/0': FIREWALL } },
            'rt-gateway': { region, routes: Object.fromEntries(destinations.map((text) => [text, FIREWALL])) },
          }
        : {}),
      ...rest?.routeTables,
    },
    clusters: Object.fromEntries(Object.entries(clusters).map(([name, cluster]) => [name, { region, ...cluster }])),
  };
}

/** A cluster nobody has to ask about, on the Azure data plane without policies; its nodes live in `spoke-app/snet-nodes`. */
export const PLAIN: ClusterSketch = {
  subnet: 'spoke-app/snet-nodes',
  kubernetesVersion: '1.34',
  tier: 'standard',
  mode: 'base',
  dataPlane: 'azure',
  networkPolicy: 'none',
  identity: 'userAssigned',
  loadBalancerSku: 'standard',
  windowsProfile: true,
  pools: { system: LINUX, work: WORK },
};

/** Nodes that leave through the firewall of the hub. */
export const filtered = (prefix: string): SubnetSketch => ({ prefixes: [prefix], routeTable: 'rt-spoke' });
/** A subnet that gives pods addresses. */
export const podSubnet = (prefix: string, rest: Partial<SubnetSketch> = {}): SubnetSketch => ({
  prefixes: [prefix],
  delegations: AKS,
  ...rest,
});
