import { layOutPlan } from '../../src/core/edit/index.ts';
import { sizeOfBlock, sizeOfNetwork, sizeOfSite } from '../../src/core/scene/index.ts';
import {
  sketchPlan,
  type ClusterSketch,
  type NetworkSketch,
  type PeeringSketch,
  type Plan,
  type PlanSketch,
} from '../../src/core/plan/index.ts';
import { buildTopology } from '../../src/core/topology/index.ts';

/** The plans of the gallery, in the order it shows them. Kept here as sketches; `static/examples` holds what they make. */
export interface Example {
  readonly file: string;
  readonly plan: Plan;
}

const REGION = 'westeurope';
const AKS = ['Microsoft.ContainerService/managedClusters'];
const VERSION = '1.34';
const system = {
  mode: 'System',
  os: 'Linux',
  count: 3,
  autoscale: true,
  minCount: 3,
  maxCount: 5,
  maxSurge: '33%',
} as const;
const work = { mode: 'User', os: 'Linux', count: 3, autoscale: true, minCount: 3, maxSurge: '10%' } as const;
const cluster = { region: REGION, kubernetesVersion: VERSION, tier: 'standard', identity: 'userAssigned' } as const;

function finish(description: string, sketch: PlanSketch, notes: Plan['layout']['notes'] = []): Plan {
  const plan = { ...sketchPlan(sketch), description };
  const topology = buildTopology(plan);
  const boxes = layOutPlan(plan, (id) => {
    const network = topology.networks.get(id);
    if (network !== undefined) return sizeOfNetwork(network);
    const site = topology.sites.get(id);
    if (site !== undefined) return sizeOfSite(site);
    const block = topology.blocks.find(({ ref }) => ref.id === id);
    if (block !== undefined) return sizeOfBlock(block);
    throw new Error(`${id} is nothing that is placed`);
  });
  return { ...plan, layout: { boxes: { ...boxes }, notes } };
}

const first: PlanSketch = {
  name: 'First cluster',
  networks: {
    'vnet-orders': {
      region: REGION,
      prefixes: ['10.10.0.0/20'],
      subnets: {
        'snet-nodes': { prefixes: ['10.10.0.0/24'], purpose: 'nodes', nsg: 'nsg-nodes' },
        'snet-endpoints': { prefixes: ['10.10.1.0/26'], purpose: 'privateEndpoints', privateEndpoints: 6 },
      },
    },
  },
  nsgs: { 'nsg-nodes': { region: REGION, rules: [] } },
  clusters: {
    'aks-orders': {
      ...cluster,
      ipam: 'overlay',
      dataPlane: 'cilium',
      networkPolicy: 'cilium',
      subnet: 'vnet-orders/snet-nodes',
      plannedServices: 40,
      pools: { system: { ...system, maxPods: 110 }, work: { ...work, maxCount: 20, maxPods: 250 } },
      loadBalancerServices: [
        { name: 'ingress', internal: true, subnetId: 'vnet-orders.snet-nodes', address: '10.10.0.200' },
      ],
    },
  },
};

const contoso: PlanSketch = {
  name: 'contoso-weu',
  networks: {
    'hub-weu': {
      region: REGION,
      prefixes: ['10.0.0.0/22'],
      subnets: {
        GatewaySubnet: '10.0.0.0/27',
        AzureFirewallSubnet: '10.0.0.64/26',
        AzureBastionSubnet: '10.0.0.128/26',
        'snet-shared': { prefixes: ['10.0.1.0/24'], otherAddresses: 14, purpose: 'virtualMachines' },
      },
    },
    'spoke-orders': {
      region: REGION,
      prefixes: ['10.1.0.0/16'],
      subnets: {
        'snet-nodes': { prefixes: ['10.1.0.0/22'], purpose: 'nodes', routeTable: 'rt-orders' },
        'snet-endpoints': { prefixes: ['10.1.4.0/26'], purpose: 'privateEndpoints', privateEndpoints: 9 },
      },
    },
    'spoke-data': {
      region: REGION,
      prefixes: ['10.2.0.0/18'],
      subnets: {
        'snet-nodes': { prefixes: ['10.2.0.0/23'], purpose: 'nodes' },
        'snet-pods': { prefixes: ['10.2.32.0/19'], purpose: 'pods', delegations: AKS },
      },
    },
  },
  peerings: [
    {
      a: 'hub-weu',
      b: 'spoke-orders',
      aToB: { allowGatewayTransit: true },
      bToA: { useRemoteGateways: true, allowForwardedTraffic: true },
    },
    { a: 'hub-weu', b: 'spoke-data', aToB: {}, bToA: { allowForwardedTraffic: true } },
  ],
  gateways: { 'ergw-hub': { network: 'hub-weu', kind: 'expressRoute', sku: 'ErGw1AZ', circuits: 1 } },
  firewalls: { 'fw-hub': { network: 'hub-weu', sku: 'standard', privateIp: '10.0.0.68' } },
  sites: {
    'hq-utrecht': {
      name: 'HQ Utrecht',
      prefixes: ['192.168.0.0/20', '172.20.0.0/16'],
      via: ['ergw-hub'],
      connection: 'ExpressRoute, 1 Gbit/s',
    },
  },
  routeTables: { 'rt-orders': { region: REGION, routes: { '0.0.0.0/0': '10.0.0.68' } } },
  clusters: {
    'aks-orders': {
      ...cluster,
      ipam: 'overlay',
      dataPlane: 'cilium',
      networkPolicy: 'cilium',
      outboundType: 'userDefinedRouting',
      subnet: 'spoke-orders/snet-nodes',
      // The deliberate mistake: AKS's own default service range covers the hub.
      serviceCidrs: ['10.0.0.0/16'],
      dnsServiceIp: '10.0.0.10',
      plannedServices: 40,
      pools: {
        system: { ...system, maxSurge: '10%', maxPods: 110 },
        work: { ...work, count: 10, minCount: 10, maxCount: 50, maxPods: 250 },
      },
    },
    'aks-data': {
      ...cluster,
      ipam: 'podsubnet-dynamic',
      networkPolicy: 'none',
      subnet: 'spoke-data/snet-nodes',
      podSubnet: 'spoke-data/snet-pods',
      serviceCidrs: ['172.16.0.0/16'],
      dnsServiceIp: '172.16.0.10',
      pools: {
        system: { ...system, maxSurge: '10%', maxPods: 110, podIpAllocation: 'dynamic' },
        linux: { ...work, count: 5, maxCount: 20, maxPods: 110, podIpAllocation: 'dynamic' },
        win: {
          ...work,
          os: 'Windows',
          osSku: 'Windows2025',
          count: 5,
          maxCount: 15,
          maxPods: 110,
          podIpAllocation: 'dynamic',
        },
      },
    },
  },
};

const retail: PlanSketch = {
  name: 'Pods with addresses of the network',
  networks: {
    'vnet-retail': {
      region: REGION,
      prefixes: ['10.50.0.0/16'],
      subnets: {
        'snet-shop-nodes': { prefixes: ['10.50.0.0/24'], purpose: 'nodes' },
        'snet-shop-pods': { prefixes: ['10.50.16.0/20'], purpose: 'pods', delegations: AKS },
        'snet-batch-nodes': { prefixes: ['10.50.1.0/24'], purpose: 'nodes' },
        'snet-batch-pods': { prefixes: ['10.50.32.0/20'], purpose: 'pods', delegations: AKS },
        'snet-batch-api': { prefixes: ['10.50.2.0/27'], purpose: 'apiServer', delegations: AKS },
        'snet-gateway': { prefixes: ['10.50.3.0/24'], purpose: 'applicationGateway', nsg: 'nsg-gateway' },
        'snet-endpoints': { prefixes: ['10.50.4.0/26'], purpose: 'privateEndpoints', privateEndpoints: 22 },
      },
    },
  },
  nsgs: {
    'nsg-gateway': {
      region: REGION,
      rules: [
        {
          name: 'allow-web',
          priority: 100,
          direction: 'Inbound',
          access: 'Allow',
          protocol: 'Tcp',
          sources: ['Internet'],
          sourcePorts: ['*'],
          destinations: ['*'],
          destinationPorts: ['80', '443'],
        },
        {
          name: 'allow-gateway-manager',
          priority: 110,
          direction: 'Inbound',
          access: 'Allow',
          protocol: 'Tcp',
          sources: ['GatewayManager'],
          sourcePorts: ['*'],
          destinations: ['*'],
          destinationPorts: ['65200-65535'],
        },
      ],
    },
  },
  applicationGateways: {
    'agw-retail': {
      region: REGION,
      subnet: 'vnet-retail/snet-gateway',
      version: 'v2',
      maxInstances: 20,
      privateFrontEnds: 1,
    },
  },
  clusters: {
    'aks-shop': {
      ...cluster,
      ipam: 'podsubnet-dynamic',
      dataPlane: 'cilium',
      networkPolicy: 'cilium',
      subnet: 'vnet-retail/snet-shop-nodes',
      podSubnet: 'vnet-retail/snet-shop-pods',
      pools: {
        system: { ...system, maxPods: 30, podIpAllocation: 'dynamic' },
        web: { ...work, maxCount: 20, maxPods: 110, podIpAllocation: 'dynamic' },
      },
    },
    'aks-batch': {
      ...cluster,
      ipam: 'podsubnet-static',
      dataPlane: 'cilium',
      networkPolicy: 'cilium',
      subnet: 'vnet-retail/snet-batch-nodes',
      podSubnet: 'vnet-retail/snet-batch-pods',
      apiServerSubnet: 'vnet-retail/snet-batch-api',
      apiServerVnetIntegration: true,
      pools: {
        system: { ...system, maxPods: 31, podIpAllocation: 'static' },
        jobs: { ...work, count: 10, maxCount: 24, maxPods: 111, podIpAllocation: 'static' },
      },
    },
  },
};

/** A spoke of the landing zone: its range, and the cluster in it. */
interface Spoke {
  readonly prefixes: readonly string[];
  readonly subnets: NetworkSketch['subnets'];
  readonly cluster?: readonly [name: string, sketch: ClusterSketch];
}

const nodes = { purpose: 'nodes', routeTable: 'rt-spokes' } as const;
const endpoints = (prefix: string, privateEndpoints: number) =>
  ({ prefixes: [prefix], purpose: 'privateEndpoints', privateEndpoints }) as const;
const servers = (prefix: string, otherAddresses: number) =>
  ({ prefixes: [prefix], purpose: 'virtualMachines', otherAddresses, routeTable: 'rt-spokes' }) as const;
const behindFirewall = { ...cluster, outboundType: 'userDefinedRouting' } as const;

const spokes: Readonly<Record<string, Spoke>> = {
  'spoke-orders': {
    prefixes: ['10.41.0.0/20'],
    subnets: {
      'snet-nodes': { ...nodes, prefixes: ['10.41.0.0/24'] },
      'snet-endpoints': endpoints('10.41.1.0/26', 11),
    },
    cluster: [
      'aks-orders',
      {
        ...behindFirewall,
        ipam: 'overlay',
        networkPolicy: 'calico',
        pools: { system: { ...system, maxPods: 110 }, work: { ...work, maxCount: 40, maxPods: 110 } },
      },
    ],
  },
  'spoke-shop': {
    prefixes: ['10.41.16.0/20', 'fd00:41:16::/56'],
    subnets: {
      // the firewall speaks no IPv6, so this spoke goes out by itself
      'snet-nodes': { purpose: 'nodes', natGateway: 'ng-shop', prefixes: ['10.41.16.0/24', 'fd00:41:16::/64'] },
      'snet-endpoints': endpoints('10.41.17.0/26', 8),
    },
    cluster: [
      'aks-shop',
      {
        ...behindFirewall,
        outboundType: 'userAssignedNATGateway',
        ipam: 'overlay',
        dataPlane: 'cilium',
        networkPolicy: 'cilium',
        ipFamilies: ['IPv4', 'IPv6'],
        podCidrs: ['10.244.0.0/16', 'fd12:3456:789a::/64'],
        serviceCidrs: ['172.16.0.0/16', 'fd12:3456:789a:1::/108'],
        pools: { system: { ...system, maxPods: 110 }, web: { ...work, maxCount: 30, maxPods: 250 } },
      },
    ],
  },
  'spoke-payments': {
    prefixes: ['10.41.32.0/19'],
    subnets: {
      'snet-nodes': { ...nodes, prefixes: ['10.41.32.0/24'] },
      'snet-pods': { prefixes: ['10.41.48.0/20'], purpose: 'pods', delegations: AKS, routeTable: 'rt-spokes' },
    },
    cluster: [
      'aks-payments',
      {
        ...behindFirewall,
        ipam: 'podsubnet-dynamic',
        dataPlane: 'cilium',
        networkPolicy: 'cilium',
        podSubnet: 'spoke-payments/snet-pods',
        pools: {
          system: { ...system, maxPods: 30, podIpAllocation: 'dynamic' },
          work: { ...work, maxCount: 20, maxPods: 110, podIpAllocation: 'dynamic' },
        },
      },
    ],
  },
  'spoke-analytics': {
    prefixes: ['10.41.64.0/18'],
    subnets: {
      'snet-nodes': { ...nodes, prefixes: ['10.41.64.0/24'] },
      'snet-pods': { prefixes: ['10.41.96.0/19'], purpose: 'pods', delegations: AKS, routeTable: 'rt-spokes' },
      'snet-endpoints': endpoints('10.41.65.0/26', 17),
    },
    cluster: [
      'aks-analytics',
      {
        ...behindFirewall,
        ipam: 'podsubnet-static',
        podSubnet: 'spoke-analytics/snet-pods',
        pools: {
          system: { ...system, maxPods: 31, podIpAllocation: 'static' },
          spark: { ...work, count: 10, maxCount: 40, maxPods: 111, podIpAllocation: 'static' },
        },
      },
    ],
  },
  'spoke-legacy': {
    prefixes: ['10.41.128.0/20'],
    subnets: { 'snet-nodes': { ...nodes, prefixes: ['10.41.128.0/21'] } },
    cluster: [
      'aks-legacy',
      {
        ...behindFirewall,
        ipam: 'nodesubnet',
        pools: { system: { ...system, maxPods: 30 }, work: { ...work, maxCount: 30, maxPods: 30 } },
      },
    ],
  },
  'spoke-intranet': {
    prefixes: ['10.41.144.0/20'],
    subnets: { 'snet-nodes': { purpose: 'nodes', prefixes: ['10.41.144.0/24'], routeTable: 'rt-intranet' } },
    cluster: [
      'aks-intranet',
      {
        ...behindFirewall,
        ipam: 'kubenet',
        podCidrs: ['10.245.0.0/16'],
        pools: { system: { ...system, maxPods: 110 }, work: { ...work, maxCount: 15, maxPods: 110 } },
      },
    ],
  },
  'spoke-lab': {
    prefixes: ['10.41.160.0/20'],
    subnets: { 'snet-nodes': { ...nodes, prefixes: ['10.41.160.0/24'] } },
    cluster: [
      'aks-lab',
      { ...behindFirewall, ipam: 'byo', podCidrs: ['10.246.0.0/16'], pools: { system: { ...system, maxPods: 110 } } },
    ],
  },
  'spoke-windows': {
    prefixes: ['10.41.176.0/20'],
    subnets: {
      'snet-nodes': { ...nodes, prefixes: ['10.41.176.0/24'] },
      'snet-endpoints': endpoints('10.41.177.0/27', 5),
    },
    cluster: [
      'aks-windows',
      {
        ...behindFirewall,
        ipam: 'overlay',
        networkPolicy: 'none',
        pools: {
          system: { ...system, maxPods: 110 },
          win: { ...work, os: 'Windows', osSku: 'Windows2025', maxCount: 12, maxPods: 80 },
        },
      },
    ],
  },
  'spoke-data': {
    prefixes: ['10.41.192.0/22'],
    subnets: { 'snet-sql': servers('10.41.192.0/25', 36), 'snet-endpoints': endpoints('10.41.193.0/25', 41) },
  },
  'spoke-integration': {
    prefixes: ['10.41.196.0/22'],
    subnets: { 'snet-apps': servers('10.41.196.0/25', 28), 'snet-endpoints': endpoints('10.41.197.0/26', 12) },
  },
  'spoke-identity': { prefixes: ['10.41.200.0/23'], subnets: { 'snet-dc': servers('10.41.200.0/27', 4) } },
  'spoke-desktops': { prefixes: ['10.41.204.0/22'], subnets: { 'snet-desktops': servers('10.41.204.0/23', 180) } },
};

const landingZone: PlanSketch = {
  name: 'Landing zone West Europe',
  networks: {
    'hub-weu': {
      region: REGION,
      prefixes: ['10.40.0.0/22'],
      subnets: {
        GatewaySubnet: { prefixes: ['10.40.0.0/26'], routeTable: 'rt-gateway' },
        AzureFirewallSubnet: '10.40.0.64/26',
        AzureFirewallManagementSubnet: '10.40.0.128/26',
        AzureBastionSubnet: '10.40.0.192/26',
        'snet-dns-inbound': {
          prefixes: ['10.40.1.0/28'],
          purpose: 'dnsResolver',
          delegations: ['Microsoft.Network/dnsResolvers'],
        },
        'snet-dns-outbound': {
          prefixes: ['10.40.1.16/28'],
          purpose: 'dnsResolver',
          delegations: ['Microsoft.Network/dnsResolvers'],
        },
      },
    },
    ...Object.fromEntries(
      Object.entries(spokes).map(([key, { prefixes, subnets }]) => [
        key,
        { region: REGION, prefixes, subnets, dnsServers: ['10.40.0.68'] },
      ]),
    ),
  },
  peerings: Object.keys(spokes).map((key): PeeringSketch => ({
    a: 'hub-weu',
    b: key,
    aToB: { allowGatewayTransit: true },
    bToA: { name: 'to-hub-weu', useRemoteGateways: true, allowForwardedTraffic: true },
  })),
  gateways: {
    'ergw-weu': { network: 'hub-weu', kind: 'expressRoute', sku: 'ErGw2AZ', circuits: 2 },
    'vpngw-weu': { network: 'hub-weu', kind: 'vpn', sku: 'VpnGw2AZ' },
  },
  firewalls: { 'fw-weu': { network: 'hub-weu', sku: 'premium', privateIp: '10.40.0.68' } },
  sites: {
    'hq-utrecht': {
      name: 'HQ Utrecht',
      prefixes: ['192.168.0.0/20', '172.20.0.0/16'],
      via: ['ergw-weu'],
      connection: 'ExpressRoute, 2 × 1 Gbit/s',
    },
    'plant-eindhoven': {
      name: 'Plant Eindhoven',
      prefixes: ['192.168.64.0/20'],
      via: ['vpngw-weu'],
      connection: 'Site-to-site VPN',
    },
  },
  routeTables: {
    // what comes from the sites passes the firewall too, as the replies do
    'rt-gateway': {
      region: REGION,
      routes: Object.fromEntries(
        Object.entries(spokes)
          .filter(([key]) => key !== 'spoke-shop')
          .flatMap(([, { prefixes }]) => prefixes)
          .filter((prefix) => !prefix.includes(':'))
          .map((prefix) => [prefix, '10.40.0.68']),
      ),
    },
    'rt-spokes': { region: REGION, disableBgpRoutePropagation: true, routes: { '0.0.0.0/0': '10.40.0.68' } },
    // kubenet writes a route for every node, so its table belongs to one cluster alone.
    'rt-intranet': { region: REGION, disableBgpRoutePropagation: true, routes: { '0.0.0.0/0': '10.40.0.68' } },
  },
  natGateways: { 'ng-shop': { region: REGION, sku: 'StandardV2', publicIpAddresses: 2 } },
  dnsResolverEndpoints: {
    inbound: { subnet: 'hub-weu/snet-dns-inbound', direction: 'inbound' },
    outbound: { subnet: 'hub-weu/snet-dns-outbound', direction: 'outbound' },
  },
  privateDnsZones: { 'privatelink.blob.core.windows.net': ['hub-weu', ...Object.keys(spokes)] },
  blocks: { 'Azure West Europe': ['10.40.0.0/15'] },
  clusters: Object.fromEntries(
    Object.entries(spokes).flatMap(([key, spoke]) =>
      spoke.cluster === undefined ? [] : [[spoke.cluster[0], { subnet: `${key}/snet-nodes`, ...spoke.cluster[1] }]],
    ),
  ),
};

export const EXAMPLES: readonly Example[] = [
  {
    file: '1-first-cluster.netwright.json',
    plan: finish(
      'One virtual network and one AKS cluster with Azure CNI Overlay: nodes take addresses of the network, pods do not. The smallest plan that can grow.',
      first,
    ),
  },
  {
    file: '2-hub-and-spokes.netwright.json',
    plan: finish(
      'A hub with firewall and ExpressRoute, two spokes with a cluster each, and an office. One mistake is in it: the service CIDR of aks-orders covers the hub. Find it, then apply the fix.',
      contoso,
    ),
  },
  {
    file: '3-pod-subnets.netwright.json',
    plan: finish(
      'Pods that take addresses of the network: one cluster hands them out one by one, the other in blocks. With an application gateway, an API server subnet and private endpoints beside them.',
      retail,
    ),
  },
  {
    file: '4-landing-zone.netwright.json',
    plan: finish(
      'A hub with firewall, two gateways and twelve spokes. Eight AKS clusters show every way to give pods addresses: overlay, dual-stack with Cilium, Pod Subnet dynamic and static, Node Subnet, kubenet, bring your own, and Windows.',
      landingZone,
    ),
  },
];
