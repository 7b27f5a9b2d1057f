import type { PlanSketch } from '../../../src/core/plan/index.ts';

/** The plan of the visual target: a hub with a site, a spoke with an overlay cluster whose services cover the hub, a spoke with a pod subnet. */
export const ORDERS: PlanSketch = {
  name: 'contoso-weu',
  networks: {
    'hub-weu': {
      prefixes: ['10.0.0.0/22'],
      subnets: {
        GatewaySubnet: { prefixes: ['10.0.0.0/27'], routeTable: 'rt-gateway' },
        AzureFirewallSubnet: '10.0.0.64/26',
        AzureBastionSubnet: '10.0.0.128/27',
        'snet-shared': { prefixes: ['10.0.1.0/24'], otherAddresses: 14 },
      },
    },
    'spoke-orders': {
      prefixes: ['10.1.0.0/16'],
      subnets: {
        'snet-nodes': { prefixes: ['10.1.0.0/22'], routeTable: 'rt-orders' },
        'snet-endpoints': { prefixes: ['10.1.4.0/26'], routeTable: 'rt-orders', privateEndpoints: 9 },
      },
    },
    'spoke-data': { prefixes: ['10.2.0.0/18'], subnets: { 'snet-nodes': '10.2.0.0/23', 'snet-pods': '10.2.32.0/19' } },
  },
  gateways: { 'ergw-hub': { network: 'hub-weu', kind: 'expressRoute' } },
  firewalls: { 'fw-hub': { network: 'hub-weu' } },
  routeTables: {
    'rt-orders': { disableBgpRoutePropagation: true, routes: { '0.0.0.0/0': '10.0.0.68' } },
    'rt-gateway': { routes: { '10.1.0.0/16': '10.0.0.68' } },
  },
  sites: {
    'HQ Utrecht': {
      prefixes: ['192.168.0.0/20', '172.20.0.0/16'],
      via: ['ergw-hub'],
      connection: 'ExpressRoute, 1 Gbit/s',
    },
  },
  peerings: [
    { a: 'hub-weu', b: 'spoke-orders', aToB: { allowGatewayTransit: true }, bToA: { useRemoteGateways: true } },
    ['hub-weu', 'spoke-data'],
  ],
  clusters: {
    'aks-orders': {
      subnet: 'spoke-orders/snet-nodes',
      dataPlane: 'cilium',
      networkPolicy: 'cilium',
      outboundType: 'userDefinedRouting',
      serviceCidrs: ['10.0.0.0/16'],
      dnsServiceIp: '10.0.0.10',
      pools: {
        system: { count: 3, autoscale: true, minCount: 3, maxCount: 5, maxPods: 110 },
        work: { mode: 'User', count: 10, autoscale: true, minCount: 10, maxCount: 50, maxPods: 250 },
      },
    },
    'aks-data': {
      subnet: 'spoke-data/snet-nodes',
      podSubnet: 'spoke-data/snet-pods',
      ipam: 'podsubnet-dynamic',
      networkPolicy: 'calico',
      serviceCidrs: ['172.17.0.0/16'],
      dnsServiceIp: '172.17.0.10',
      pools: {
        system: { count: 3, autoscale: true, minCount: 3, maxCount: 5, maxPods: 110 },
        work: { mode: 'User', count: 10, autoscale: true, minCount: 10, maxCount: 40, maxPods: 110 },
        win: { mode: 'User', os: 'Windows', count: 2, autoscale: true, minCount: 2, maxCount: 10, maxPods: 110 },
      },
    },
  },
};

/** Places of the visual target. */
export const ORDERS_BOXES = {
  'hub-weu': { x: 26, y: 60 },
  'spoke-orders': { x: 548, y: 34 },
  'spoke-data': { x: 548, y: 420 },
  'HQ-Utrecht': { x: 60, y: 470 },
};
