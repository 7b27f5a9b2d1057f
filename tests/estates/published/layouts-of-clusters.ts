import type { PublishedLayout } from './layouts.ts';
import { AKS_DELEGATION, FLAT, pods, services } from './network-profiles.ts';

/** Published layouts with clusters. */
export const CLUSTER_LAYOUTS: readonly PublishedLayout[] = [
  {
    id: 'regulated-baseline',
    title: 'AKS baseline for regulated industries: three node pool subnets, image builder beside it',
    source: 'github.com/mspnp/aks-baseline-regulated: networking/hub-region.v2.bicep, spoke-BU0001A0005-01.bicep',
    layout: {
      networks: {
        hub: {
          prefixes: ['10.200.0.0/24'],
          subnets: {
            AzureFirewallSubnet: '10.200.0.0/26',
            GatewaySubnet: '10.200.0.64/27',
            AzureBastionSubnet: { prefixes: ['10.200.0.96/27'], nsg: true },
          },
        },
        'spoke-00': {
          prefixes: ['10.241.0.0/28'],
          subnets: { 'snet-imagebuilder': { prefixes: ['10.241.0.0/28'], routeTable: 'rt', nsg: true } },
        },
        'spoke-01': {
          prefixes: ['10.240.0.0/16'],
          dnsServers: ['10.200.0.4'],
          subnets: {
            'snet-cluster-systemnodepool': { prefixes: ['10.240.8.0/22'], routeTable: 'rt', nsg: true },
            'snet-cluster-inscopenodepools': { prefixes: ['10.240.12.0/22'], routeTable: 'rt', nsg: true },
            'snet-cluster-outofscopenodepools': { prefixes: ['10.240.16.0/22'], routeTable: 'rt', nsg: true },
            'snet-cluster-ingressservices': { prefixes: ['10.240.4.0/28'], nsg: true },
            'snet-applicationgateway': { prefixes: ['10.240.5.0/24'], nsg: true, applicationGateway: 'agw' },
            'snet-management-ops': { prefixes: ['10.240.1.0/28'], routeTable: 'rt', nsg: true },
            'snet-management-agents': { prefixes: ['10.240.2.0/26'], routeTable: 'rt', nsg: true },
            'snet-management-acragents': { prefixes: ['10.240.251.0/28'], nsg: true },
            'snet-privatelinkendpoints': {
              prefixes: ['10.240.250.0/28'],
              routeTable: 'rt',
              nsg: true,
              privateEndpoints: 3,
            },
          },
        },
      },
      peerings: [
        ['spoke-00', 'hub'],
        ['spoke-01', 'hub'],
      ],
      routeTables: { rt: { '0.0.0.0/0': '10.200.0.4' } },
      clusters: {
        aks: {
          network: {
            ...FLAT,
            ...services('172.16.0.0/16'),
            networkPolicy: 'azure',
            outboundType: 'userDefinedRouting',
            dockerBridgeCidr: '172.18.0.1/16',
          },
          apiServer: { enablePrivateCluster: true },
          pools: [
            {
              name: 'npsystem',
              count: 3,
              maxCount: 4,
              maxPods: 30,
              maxSurge: '33%',
              nodes: 'spoke-01/snet-cluster-systemnodepool',
            },
            {
              name: 'npinscope01',
              mode: 'User',
              count: 2,
              maxCount: 5,
              maxPods: 30,
              maxSurge: '33%',
              nodes: 'spoke-01/snet-cluster-inscopenodepools',
            },
            {
              name: 'npooscope01',
              mode: 'User',
              count: 2,
              maxCount: 5,
              maxPods: 30,
              maxSurge: '33%',
              nodes: 'spoke-01/snet-cluster-outofscopenodepools',
            },
          ],
        },
      },
    },
    expected: [
      'error bastion-subnet-size: AzureBastionSubnet',
      'info docker-bridge-legacy: aks',
      'info vnet-no-free-space: spoke-00',
    ],
  },
  {
    id: 'landing-zone-terraform',
    title:
      'AKS landing zone accelerator with Terraform: transit offered by a spoke without a gateway, default service range in the hub',
    source:
      'github.com/Azure/AKS-Landing-Zone-Accelerator: Scenarios/AKS-Secure-Baseline-PrivateCluster/Terraform, 03-Network-Hub and 04-Network-LZ input.tf',
    layout: {
      networks: {
        'vnet-hub': {
          prefixes: ['10.0.0.0/16'],
          subnets: {
            default: { prefixes: ['10.0.0.0/24'], routeTable: 'rt-hub-table', nsg: true },
            AzureFirewallSubnet: '10.0.1.0/26',
            AzureBastionSubnet: '10.0.2.0/27',
            'snet-vm': { prefixes: ['10.0.3.0/27'], routeTable: 'rt-hub-table', nsg: true },
          },
        },
        'vnet-lz': {
          prefixes: ['10.1.0.0/16'],
          dnsServers: ['10.0.1.4'],
          subnets: {
            default: { prefixes: ['10.1.0.0/24'], routeTable: 'rt-lz-table', nsg: true },
            'snet-aks': { prefixes: ['10.1.1.0/26'], routeTable: 'rt-lz-table', nsg: true },
            'snet-appgw': { prefixes: ['10.1.2.0/27'], nsg: true, applicationGateway: 'appgw' },
            'snet-vm': { prefixes: ['10.1.3.0/27'], routeTable: 'rt-lz-table', nsg: true },
            'snet-spe': { prefixes: ['10.1.4.0/27'], routeTable: 'rt-lz-table', nsg: true, privateEndpoints: 2 },
          },
        },
      },
      peerings: [['vnet-lz', 'vnet-hub', { forwardedTraffic: true, gatewayTransit: true }]],
      routeTables: { 'rt-hub-table': { '0.0.0.0/0': '10.0.1.4' }, 'rt-lz-table': { '0.0.0.0/0': '10.0.1.4' } },
      clusters: {
        aks: {
          network: { outboundType: 'userDefinedRouting' },
          apiServer: { enablePrivateCluster: true },
          pools: [{ name: 'agentpool', count: 1, maxCount: 5, maxPods: 110, nodes: 'vnet-lz/snet-aks' }],
        },
      },
    },
    expected: [
      'error bastion-subnet-size: AzureBastionSubnet',
      'error service-cidr-overlaps-peered-vnet: aks',
      'info peering-gateway-transit-no-gateway: vnet-hub – vnet-lz',
      'warning appgw-subnet-recommended-size: snet-appgw',
      // its only pool scales from 1 to 5 nodes
      'warning pool-system-min-nodes: agentpool',
      // the firewall answers for names at 10.0.1.4, inside the default service range 10.0.0.0/16
      'warning dns-server-in-cluster-cidr: aks',
    ],
  },
  {
    id: 'private-cluster-firewall',
    title: 'Private cluster behind a firewall with pods in a subnet of their own',
    source: 'github.com/Azure-Samples/private-aks-cluster-terraform-devops: terraform/variables.tf',
    layout: {
      networks: {
        HubVNet: {
          prefixes: ['10.1.0.0/16'],
          subnets: { AzureFirewallSubnet: '10.1.0.0/24', AzureBastionSubnet: '10.1.1.0/24' },
        },
        AksVNet: {
          prefixes: ['10.0.0.0/16'],
          subnets: {
            SystemSubnet: { prefixes: ['10.0.0.0/20'], routeTable: 'DefaultRouteTable' },
            UserSubnet: { prefixes: ['10.0.16.0/20'], routeTable: 'DefaultRouteTable' },
            PodSubnet: { prefixes: ['10.0.32.0/20'], delegation: AKS_DELEGATION, routeTable: 'DefaultRouteTable' },
            VmSubnet: '10.0.48.0/20',
          },
        },
      },
      peerings: [['HubVNet', 'AksVNet', { forwardedTraffic: true }, { forwardedTraffic: true }]],
      routeTables: { DefaultRouteTable: { '0.0.0.0/0': '10.1.0.4' } },
      clusters: {
        BaboAks: {
          network: { ...FLAT, ...services('10.2.0.0/24'), networkPolicy: 'azure', outboundType: 'userDefinedRouting' },
          apiServer: { enablePrivateCluster: true },
          pools: [
            {
              name: 'system',
              count: 3,
              maxCount: 10,
              maxPods: 50,
              nodes: 'AksVNet/SystemSubnet',
              pods: 'AksVNet/PodSubnet',
            },
            {
              name: 'user',
              mode: 'User',
              count: 3,
              maxCount: 10,
              maxPods: 50,
              nodes: 'AksVNet/UserSubnet',
              pods: 'AksVNet/PodSubnet',
            },
          ],
        },
      },
    },
    expected: ['info firewall-subnet-oversized: AzureFirewallSubnet'],
  },
  {
    id: 'private-cluster-large-network',
    title: 'Private cluster in 10.0.0.0/8 with a service range and a pod CIDR inside it',
    source: 'github.com/Azure-Samples/private-aks-cluster: templates/two-node-pools/azuredeploy.json',
    layout: {
      networks: {
        AksVNet: {
          prefixes: ['10.0.0.0/8'],
          subnets: { AksSubnet: '10.0.0.0/16', VmSubnet: '10.1.0.0/24', AzureBastionSubnet: '10.1.1.0/26' },
        },
      },
      clusters: {
        aks: {
          network: {
            ...FLAT,
            ...services('10.2.0.0/16'),
            ...pods('10.244.0.0/16'),
            networkPolicy: 'azure',
            dockerBridgeCidr: '172.17.0.1/16',
          },
          apiServer: { enablePrivateCluster: true },
          pools: [{ count: 3, maxCount: 5, maxPods: 30, nodes: 'AksVNet/AksSubnet' }],
        },
      },
    },
    expected: [
      'info docker-bridge-legacy: aks',
      'info pod-cidr-not-applicable: aks',
      'warning service-cidr-inside-vnet: aks',
    ],
  },
  {
    id: 'caf-agic-brownfield',
    title: 'CAF Terraform module: cluster and application gateway in shared address space',
    source:
      'github.com/aztfmod/terraform-azurerm-caf: examples/compute/kubernetes_services/201-agic-brownfield/networking.tfvars',
    layout: {
      networks: {
        aks: {
          prefixes: ['100.64.48.0/22'],
          subnets: {
            aks_nodepool_system: { prefixes: ['100.64.48.0/24'], nsg: true },
            aks_nodepool_user1: { prefixes: ['100.64.49.0/24'], nsg: true },
            aks_nodepool_user2: { prefixes: ['100.64.50.0/24'], nsg: true },
            AzureBastionSubnet: { prefixes: ['100.64.51.64/27'], nsg: true },
            private_endpoints: '100.64.51.0/27',
            jumpbox: { prefixes: ['100.64.51.128/27'], nsg: true },
            agw: { prefixes: ['100.64.51.160/27'], applicationGateway: 'agw' },
          },
        },
      },
      clusters: {
        'akscluster-re1-001': {
          network: FLAT,
          fields: {
            addonProfiles: {
              ingressApplicationGateway: {
                enabled: true,
                config: {
                  applicationGatewayId:
                    '/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/rg-published/providers/Microsoft.Network/applicationGateways/agw',
                },
              },
            },
          },
          pools: [
            { name: 'sharedsvc', count: 3, maxPods: 30, nodes: 'aks/aks_nodepool_system' },
            { name: 'nodepool1', mode: 'User', count: 2, maxCount: 5, maxPods: 30, nodes: 'aks/aks_nodepool_user1' },
          ],
        },
      },
    },
    expected: ['error bastion-subnet-size: AzureBastionSubnet', 'warning appgw-subnet-recommended-size: agw'],
  },
  {
    id: 'aks-construction',
    title: 'AKS Construction helper with every option: pod CIDR inside the network, public service range',
    source: 'github.com/Azure/AKS-Construction: bicep/main.bicep (defaults), bicep/network.bicep',
    layout: {
      networks: {
        'vnet-az-k8s': {
          prefixes: ['10.240.0.0/16'],
          subnets: {
            'aks-sn': { prefixes: ['10.240.0.0/22'], nsg: true, routeTable: 'rt-afw' },
            AzureFirewallSubnet: '10.240.50.0/24',
            'privatelinks-sn': { prefixes: ['10.240.4.192/26'], nsg: true, privateEndpoints: 2 },
            'acrpool-sn': { prefixes: ['10.240.4.64/26'], nsg: true },
            AzureBastionSubnet: { prefixes: ['10.240.4.128/26'], nsg: true },
            'appgw-sn': { prefixes: ['10.240.5.0/24'], nsg: true, applicationGateway: 'agw' },
          },
        },
      },
      routeTables: { 'rt-afw': { '0.0.0.0/1': '10.240.50.4' } },
      clusters: {
        'aks-az-k8s': {
          network: {
            ...pods('10.240.100.0/22'),
            ...services('172.10.0.0/16'),
            dockerBridgeCidr: '172.17.0.1/16',
            networkPolicy: 'azure',
          },
          pools: [
            { name: 'npsystem', count: 1, maxCount: 3, maxPods: 30, nodes: 'vnet-az-k8s/aks-sn' },
            { name: 'npuser01', mode: 'User', count: 3, maxPods: 30, nodes: 'vnet-az-k8s/aks-sn' },
          ],
        },
      },
    },
    expected: [
      'error pod-cidr-capacity: aks-az-k8s',
      'info docker-bridge-legacy: aks-az-k8s',
      'info firewall-subnet-oversized: AzureFirewallSubnet',
      'warning pod-cidr-inside-vnet-space: aks-az-k8s',
      // npsystem scales from 1 to 3 nodes
      'warning pool-system-min-nodes: npsystem',
      'warning service-cidr-not-private: aks-az-k8s',
    ],
  },
];
