import type { Layout } from './describe-estate.ts';
import type { PublishedLayout } from './layouts.ts';

/** Published layouts of networks alone: hubs, gateways, appliances. */
export const NETWORK_LAYOUTS: readonly PublishedLayout[] = [
  {
    id: 'expressroute-vpn-coexistence',
    title: 'Documentation of ExpressRoute and site-to-site VPN in one gateway subnet',
    source: 'MicrosoftDocs/azure-docs: articles/expressroute/expressroute-howto-coexist-resource-manager.md',
    layout: {
      networks: {
        CoexVnet: {
          prefixes: ['10.200.0.0/16'],
          subnets: {
            App: '10.200.1.0/24',
            GatewaySubnet: { prefixes: ['10.200.255.0/24'], gateways: ['VPNGatewayName', 'ERGatewayName'] },
          },
        },
      },
    },
    expected: [],
  },
  {
    id: 'hub-mesh',
    title: 'Two hubs peered across regions, each the way to the spokes of its region',
    source: 'github.com/Azure/terraform-azure-hubnetworking: README (first hub); the second laid out the same way',
    layout: {
      networks: {
        'vnet-prod-weu-0001': {
          prefixes: ['192.168.0.0/23'],
          subnets: { AzureFirewallSubnet: { prefixes: ['192.168.1.0/24'], routeTable: 'rt-weu' } },
        },
        'vnet-prod-neu-0001': {
          prefixes: ['192.168.16.0/23'],
          region: 'northeurope',
          subnets: { AzureFirewallSubnet: { prefixes: ['192.168.17.0/24'], routeTable: 'rt-neu' } },
        },
        'spoke-weu': {
          prefixes: ['192.168.4.0/22'],
          subnets: { app: { prefixes: ['192.168.4.0/24'], routeTable: 'rt-spoke-weu' } },
        },
        'spoke-neu': {
          prefixes: ['192.168.20.0/22'],
          region: 'northeurope',
          subnets: { app: { prefixes: ['192.168.20.0/24'], routeTable: 'rt-spoke-neu' } },
        },
      },
      peerings: [
        ['vnet-prod-weu-0001', 'vnet-prod-neu-0001', { forwardedTraffic: true }, { forwardedTraffic: true }],
        ['vnet-prod-weu-0001', 'spoke-weu', { forwardedTraffic: true }, { forwardedTraffic: true }],
        ['vnet-prod-neu-0001', 'spoke-neu', { forwardedTraffic: true }, { forwardedTraffic: true }],
      ],
      routeTables: {
        'rt-weu': { '0.0.0.0/0': 'Internet', '192.168.16.0/20': '192.168.17.4' },
        'rt-neu': { '0.0.0.0/0': 'Internet', '192.168.0.0/20': '192.168.1.4' },
        'rt-spoke-weu': { '0.0.0.0/0': '192.168.1.4' },
        'rt-spoke-neu': { '0.0.0.0/0': '192.168.17.4' },
      },
    },
    expected: [
      'info firewall-subnet-oversized: AzureFirewallSubnet',
      'info firewall-subnet-oversized: AzureFirewallSubnet',
    ],
  },
  {
    id: 'firewall-hybrid',
    title: 'Tutorial of Azure Firewall in a hybrid network, the site simulated by a network',
    source: 'MicrosoftDocs/azure-docs: articles/firewall/tutorial-hybrid-portal.md',
    layout: {
      networks: {
        'VNet-Hub': {
          prefixes: ['10.5.0.0/16'],
          subnets: {
            AzureFirewallSubnet: '10.5.0.0/26',
            GatewaySubnet: { prefixes: ['10.5.2.0/24'], gateways: ['GW-hub'], routeTable: 'UDR-Hub-Spoke' },
          },
        },
        'VNet-Spoke': {
          prefixes: ['10.6.0.0/16'],
          subnets: { 'SN-Workload': { prefixes: ['10.6.0.0/24'], routeTable: 'UDR-DG' } },
        },
        'VNet-OnPrem': {
          prefixes: ['192.168.0.0/16'],
          subnets: {
            'SN-Corp': '192.168.1.0/24',
            GatewaySubnet: { prefixes: ['192.168.2.0/24'], gateways: ['GW-Onprem'] },
          },
        },
      },
      peerings: [
        [
          'VNet-Hub',
          'VNet-Spoke',
          { gatewayTransit: true, forwardedTraffic: true },
          { useRemoteGateways: true, forwardedTraffic: true },
        ],
      ],
    },
    expected: [],
  },
  {
    id: 'hub-spoke-appliance',
    title: 'Hub and spokes with an appliance between the spokes and a simulated site',
    source: 'MicrosoftDocs/azure-dev-docs: articles/terraform/hub-spoke-*.md (hub, spokes, hub-nva, on-prem)',
    layout: {
      networks: {
        'hub-vnet': {
          prefixes: ['10.0.0.0/16'],
          subnets: {
            GatewaySubnet: { prefixes: ['10.0.255.224/27'], gateways: ['hub-vpn-gateway1'] },
            mgmt: '10.0.0.64/27',
            dmz: '10.0.0.32/27',
          },
        },
        'spoke1-vnet': {
          prefixes: ['10.1.0.0/16'],
          subnets: {
            mgmt: { prefixes: ['10.1.0.64/27'], routeTable: 'spoke1-rt' },
            workload: { prefixes: ['10.1.1.0/24'], routeTable: 'spoke1-rt' },
          },
        },
        'spoke2-vnet': {
          prefixes: ['10.2.0.0/16'],
          subnets: {
            mgmt: { prefixes: ['10.2.0.64/27'], routeTable: 'spoke2-rt' },
            workload: { prefixes: ['10.2.1.0/24'], routeTable: 'spoke2-rt' },
          },
        },
        'onprem-vnet': {
          prefixes: ['192.168.0.0/16'],
          subnets: {
            GatewaySubnet: { prefixes: ['192.168.255.224/27'], gateways: ['onprem-vpn-gateway1'] },
            mgmt: '192.168.1.128/25',
          },
        },
      },
      peerings: [
        [
          'spoke1-vnet',
          'hub-vnet',
          { forwardedTraffic: true, useRemoteGateways: true },
          { forwardedTraffic: true, gatewayTransit: true },
        ],
        [
          'spoke2-vnet',
          'hub-vnet',
          { forwardedTraffic: true, useRemoteGateways: true },
          { forwardedTraffic: true, gatewayTransit: true },
        ],
      ],
      routeTables: {
        'spoke1-rt': { '10.2.0.0/16': '10.0.0.36', '0.0.0.0/0': 'VnetLocal' },
        'spoke2-rt': { '10.1.0.0/16': '10.0.0.36', '0.0.0.0/0': 'VnetLocal' },
      },
    },
    expected: [],
  },
  {
    id: 'landing-zone-two-regions',
    title: 'Azure landing zones with Terraform: hubs with firewall, Bastion, gateways and DNS resolver in two regions',
    source:
      'github.com/Azure/alz-terraform-accelerator: templates/platform_landing_zone/examples/full-multi-region/hub-and-spoke-vnet.tfvars',
    layout: {
      networks: {
        'vnet-hub-primary': hub('10.0', 'primary'),
        'vnet-hub-secondary': { ...hub('10.1', 'secondary'), region: 'northeurope' },
      },
      peerings: [['vnet-hub-primary', 'vnet-hub-secondary', { forwardedTraffic: true }, { forwardedTraffic: true }]],
    },
    expected: [],
  },
  {
    id: 'route-server-old-quickstart',
    title: 'Older quickstart of Route Server: /27 in a network of its own',
    source: 'MicrosoftDocs/azure-docs: articles/route-server/quickstart-configure-route-server-cli.md, version of 2021',
    layout: {
      networks: { myRouteServerVNet: { prefixes: ['10.0.0.0/16'], subnets: { RouteServerSubnet: '10.0.1.0/27' } } },
    },
    expected: ['error routeserver-subnet-size: RouteServerSubnet'],
  },
];

/** A hub as the accelerator lays it out: one /22 per region. */
function hub(region: string, name: string): Layout['networks'][string] {
  return {
    prefixes: [`${region}.0.0/22`],
    subnets: {
      AzureFirewallSubnet: `${region}.0.0/26`,
      AzureBastionSubnet: `${region}.0.64/26`,
      GatewaySubnet: { prefixes: [`${region}.0.128/27`], gateways: [`vgw-er-${name}`, `vgw-vpn-${name}`] },
      'dns-resolver': { prefixes: [`${region}.0.160/28`], delegation: 'Microsoft.Network/dnsResolvers' },
      AzureFirewallManagementSubnet: `${region}.0.192/26`,
    },
  };
}
