import type { PlanSketch } from '../../plan/index.ts';
import type { Rule } from '../types.ts';
import { overlapRule, throughWhat } from '../support/overlap-rules.ts';

/** Service CIDR against what the cluster can reach, nearest first: own subnets, own space, neighbours, sites, networks behind an appliance. */
export const serviceCidrOverlapRules: readonly Rule[] = [
  overlapRule({
    id: 'service-cidr-overlaps-subnet',
    title: 'Service CIDR overlaps a subnet of its own network',
    severity: 'E1',
    range: 'service',
    against: 'subnets',
    azureCode: 'ServiceCidrOverlapExistingSubnetsCidr',
    consequence: (view) =>
      view.cluster.origin === 'existing'
        ? ': AKS refuses the next upgrade or scale operation.'
        : ': AKS refuses the cluster; a subnet made later in that range fails the next upgrade.',
    why: 'Service addresses exist only inside the cluster. AKS checks at creation, and again at every upgrade and scale operation, that no subnet of the network overlaps them. A subnet added after creation therefore breaks the next upgrade.',
    sources: [{ key: 'TS' }, { key: 'ISS', section: 'Azure/AKS 1117' }],
    examples: {
      failing: [
        {
          title: 'Default 10.0.0.0/16 over subnet 10.0.1.0/24',
          plan: own('10.0.0.0/16', '10.0.1.0/24', '10.0.0.0/16', '10.0.0.10'),
          targets: ['aks'],
        },
        {
          title: 'Services 10.1.1.0/24 on subnet 10.1.1.0/24',
          plan: own('10.1.0.0/16', '10.1.1.0/24', '10.1.1.0/24', '10.1.1.10'),
          targets: ['aks'],
        },
      ],
      passing: [
        { title: 'Services 172.16.0.0/16', plan: own('10.0.0.0/16', '10.0.1.0/24', '172.16.0.0/16', '172.16.0.10') },
      ],
    },
  }),
  overlapRule({
    id: 'service-cidr-inside-vnet',
    title: 'Service CIDR inside the address space of its own network',
    severity: 'W',
    range: 'service',
    against: 'ownSpace',
    consequence: () => ', its own network, but no subnet of it: not recommended, a later subnet there breaks upgrades.',
    why: 'The documentation asks for a service CIDR outside the network. AKS accepts one inside while no subnet overlaps it; the first subnet made there later stops upgrades with ServiceCidrOverlapExistingSubnetsCidr.',
    sources: [{ key: 'LEG' }, { key: 'TS' }],
    examples: {
      failing: [
        {
          title: 'Services 10.0.0.0/16 in 10.0.0.0/8, nodes in 10.240.0.0/16',
          plan: own('10.0.0.0/8', '10.240.0.0/16', '10.0.0.0/16', '10.0.0.10', '192.168.0.0/16'),
          targets: ['aks'],
        },
      ],
      passing: [
        {
          title: 'Services 172.16.0.0/16',
          plan: own('10.0.0.0/8', '10.240.0.0/16', '172.16.0.0/16', '172.16.0.10', '192.168.0.0/16'),
        },
        {
          title: 'AKS-managed network of 2021: 10.0.0.0/8 holds the defaults',
          plan: {
            networks: {
              'aks-vnet': { prefixes: ['10.0.0.0/8'], managedByAks: true, subnets: { 'aks-subnet': '10.240.0.0/16' } },
            },
            clusters: {
              aks: { subnet: 'aks-vnet/aks-subnet', serviceCidrs: ['10.0.0.0/16'], dnsServiceIp: '10.0.0.10' },
            },
          },
        },
      ],
    },
  }),
  overlapRule({
    id: 'service-cidr-overlaps-peered-vnet',
    title: 'Service CIDR overlaps a directly connected network',
    severity: 'E2',
    range: 'service',
    against: 'neighbours',
    consequence: (view) =>
      `, connected with ${view.network?.space.name ?? 'its network'}: pods can no longer reach those addresses.`,
    why: 'Inside the cluster every address of the service CIDR belongs to Kubernetes. A server next door with such an address is unreachable from pods, although Azure accepts the cluster.',
    sources: [{ key: 'LEG' }, { key: 'OV' }, { key: 'S1' }, { key: 'BYO' }],
    examples: {
      failing: [
        {
          title: 'Hub 10.0.0.0/16 and services 10.0.0.0/16',
          plan: besideHub('10.0.0.0/16', '10.0.0.10'),
          targets: ['aks'],
        },
      ],
      passing: [{ title: 'Services 172.16.0.0/16', plan: besideHub('172.16.0.0/16', '172.16.0.10') }],
    },
  }),
  overlapRule({
    id: 'service-cidr-overlaps-onprem',
    title: 'Service CIDR overlaps an on-premises site',
    severity: 'E2',
    range: 'service',
    against: 'sites',
    consequence: () => ': pods can no longer reach that part of the site.',
    why: 'Inside the cluster every address of the service CIDR belongs to Kubernetes, so servers of the site with such addresses are unreachable from pods.',
    sources: [{ key: 'LEG' }, { key: 'OV' }, { key: 'S1' }],
    examples: {
      failing: [
        {
          title: 'Site 10.0.0.0/20 and services 10.0.0.0/16',
          plan: besideSite('10.0.0.0/16', '10.0.0.10'),
          targets: ['aks'],
        },
      ],
      passing: [{ title: 'Services 172.16.0.0/16', plan: besideSite('172.16.0.0/16', '172.16.0.10') }],
    },
  }),
  overlapRule({
    id: 'service-cidr-overlaps-indirect-network',
    title: 'Service CIDR overlaps a network behind an appliance',
    severity: 'W',
    range: 'service',
    against: 'indirect',
    inferred: true,
    consequence: (_view, hits) => `${throughWhat(hits)}: it becomes unreachable from pods.`,
    why: 'As with the pod CIDR, an address that a route would lead to is kept inside the cluster when it lies in the service CIDR. The documentation says so for directly connected networks; for networks further away it follows from the same mechanism.',
    sources: [{ key: 'OV', section: 'important box' }],
    examples: {
      failing: [
        {
          title: 'Behind the firewall 10.0.8.0/24, services 10.0.0.0/16',
          plan: behindFirewall('10.0.0.0/16', '10.0.0.10'),
          targets: ['aks'],
        },
      ],
      passing: [{ title: 'Services 172.16.0.0/16', plan: behindFirewall('172.16.0.0/16', '172.16.0.10') }],
    },
  }),
];

function own(network: string, subnet: string, services: string, dns: string, pods = '10.244.0.0/16'): PlanSketch {
  return {
    networks: { spoke: { prefixes: [network], subnets: { 'snet-nodes': subnet } } },
    clusters: { aks: { subnet: 'spoke/snet-nodes', podCidrs: [pods], serviceCidrs: [services], dnsServiceIp: dns } },
  };
}

function besideHub(services: string, dns: string): PlanSketch {
  return {
    networks: {
      spoke: { prefixes: ['10.1.0.0/16'], subnets: { 'snet-nodes': '10.1.0.0/24' } },
      hub: { prefixes: ['10.0.0.0/16'] },
    },
    peerings: [['hub', 'spoke']],
    clusters: { aks: { subnet: 'spoke/snet-nodes', serviceCidrs: [services], dnsServiceIp: dns } },
  };
}

function besideSite(services: string, dns: string): PlanSketch {
  return {
    networks: {
      spoke: { prefixes: ['10.1.0.0/16'], subnets: { 'snet-nodes': '10.1.0.0/24', GatewaySubnet: '10.1.4.0/27' } },
    },
    gateways: { vgw: { network: 'spoke', kind: 'vpn', sku: 'VpnGw1' } },
    sites: { hq: { prefixes: ['10.0.0.0/20'], via: ['vgw'] } },
    clusters: { aks: { subnet: 'spoke/snet-nodes', serviceCidrs: [services], dnsServiceIp: dns } },
  };
}

function behindFirewall(services: string, dns: string): PlanSketch {
  return {
    networks: {
      hub: { prefixes: ['10.2.0.0/22'], subnets: { AzureFirewallSubnet: '10.2.1.0/26' } },
      'spoke-1': {
        prefixes: ['10.1.0.0/16'],
        subnets: { 'snet-nodes': { prefixes: ['10.1.0.0/24'], routeTable: 'rt-1' } },
      },
      'spoke-2': {
        prefixes: ['10.0.8.0/24'],
        subnets: { 'snet-2': { prefixes: ['10.0.8.0/25'], routeTable: 'rt-2' } },
      },
    },
    firewalls: { fw: { network: 'hub', privateIp: '10.2.1.4' } },
    routeTables: { 'rt-1': { routes: { '0.0.0.0/0': '10.2.1.4' } }, 'rt-2': { routes: { '0.0.0.0/0': '10.2.1.4' } } },
    peerings: [
      { a: 'hub', b: 'spoke-1', aToB: { allowForwardedTraffic: true }, bToA: { allowForwardedTraffic: true } },
      { a: 'hub', b: 'spoke-2', aToB: { allowForwardedTraffic: true }, bToA: { allowForwardedTraffic: true } },
    ],
    clusters: {
      aks: {
        subnet: 'spoke-1/snet-nodes',
        outboundType: 'userDefinedRouting',
        serviceCidrs: [services],
        dnsServiceIp: dns,
      },
    },
  };
}
