import type { Layout } from './describe-estate.ts';

export interface PublishedLayout {
  readonly id: string;
  readonly title: string;
  /** Where the names and ranges were read. */
  readonly source: string;
  readonly layout: Layout;
  /** `severity rule: object`, worked out by hand from the catalogue before the rules were run; as a plan, nothing of it deployed. */
  readonly expected: readonly string[];
  /** Where it differs once everything is deployed (provisioning states Succeeded). */
  readonly expectedDeployed?: readonly string[];
}

const AKS = 'Microsoft.ContainerService/managedClusters';

/** The two ranges as a network profile prints them. */
function services(range: string): Record<string, unknown> {
  return { serviceCidr: range, serviceCidrs: [range], dnsServiceIp: range.replace(/0\/\d+$/, '10') };
}

function pods(range: string): Record<string, unknown> {
  return { podCidr: range, podCidrs: [range] };
}

/** Node Subnet or Pod Subnet: no pod CIDR. */
const FLAT = { networkPluginMode: null, podCidr: null, podCidrs: null };

export const PUBLISHED: readonly PublishedLayout[] = [
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
            PodSubnet: { prefixes: ['10.0.32.0/20'], delegation: AKS, routeTable: 'DefaultRouteTable' },
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
    id: 'virtual-nodes',
    title: 'Documentation of virtual nodes: default service range inside a /8 network',
    source: 'MicrosoftDocs/azure-aks-docs: articles/aks/virtual-nodes-cli.md',
    layout: {
      networks: {
        myVnet: {
          prefixes: ['10.0.0.0/8'],
          subnets: {
            myAKSSubnet: '10.240.0.0/16',
            myVirtualNodeSubnet: {
              prefixes: ['10.241.0.0/16'],
              delegation: 'Microsoft.ContainerInstance/containerGroups',
            },
          },
        },
      },
      clusters: {
        myAKSCluster: {
          network: FLAT,
          fields: {
            addonProfiles: { aciConnectorLinux: { enabled: true, config: { SubnetName: 'myVirtualNodeSubnet' } } },
          },
          pools: [{ count: 5, maxPods: 30, nodes: 'myVnet/myAKSSubnet' }],
        },
      },
    },
    expected: ['warning service-cidr-inside-vnet: myAKSCluster'],
  },
  {
    id: 'api-server-vnet-integration',
    title: 'Documentation of API Server VNet Integration with own subnets',
    source: 'MicrosoftDocs/azure-aks-docs: articles/aks/api-server-vnet-integration.md',
    layout: {
      networks: {
        'aks-vnet': {
          prefixes: ['172.19.0.0/16'],
          subnets: {
            'apiserver-subnet': { prefixes: ['172.19.0.0/28'], delegation: AKS },
            'cluster-subnet': '172.19.1.0/24',
          },
        },
      },
      clusters: {
        'aks-private': {
          apiServer: { enablePrivateCluster: true, enableVnetIntegration: true, subnetId: 'aks-vnet/apiserver-subnet' },
          pools: [{ count: 3, maxPods: 250, nodes: 'aks-vnet/cluster-subnet' }],
        },
      },
    },
    expected: [],
  },
  {
    id: 'pod-subnet-dynamic',
    title: 'Documentation of dynamic Pod Subnet: two pools with subnets of their own',
    source: 'MicrosoftDocs/azure-aks-docs: articles/aks/configure-azure-cni-dynamic-ip-allocation.md',
    layout: {
      networks: {
        myVirtualNetwork: {
          prefixes: ['10.0.0.0/8'],
          subnets: {
            nodesubnet: '10.240.0.0/16',
            podsubnet: { prefixes: ['10.241.0.0/16'], delegation: AKS },
            node2subnet: '10.242.0.0/16',
            pod2subnet: { prefixes: ['10.243.0.0/16'], delegation: AKS },
          },
        },
      },
      clusters: {
        myAKSCluster: {
          network: FLAT,
          pools: [
            { count: 2, maxPods: 250, nodes: 'myVirtualNetwork/nodesubnet', pods: 'myVirtualNetwork/podsubnet' },
            {
              name: 'newnodepool',
              mode: 'User',
              count: 2,
              maxPods: 250,
              nodes: 'myVirtualNetwork/node2subnet',
              pods: 'myVirtualNetwork/pod2subnet',
            },
          ],
        },
      },
    },
    expected: ['warning service-cidr-inside-vnet: myAKSCluster'],
  },
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
      'warning service-cidr-not-private: aks-az-k8s',
    ],
  },
  {
    id: 'dual-stack-managed',
    title: 'Documentation of dual-stack overlay in a network AKS makes',
    source: 'MicrosoftDocs/azure-aks-docs: articles/aks/configure-dual-stack.md, azure-cni-overlay.md',
    layout: {
      networks: {
        'aks-vnet-28147483': {
          prefixes: ['10.224.0.0/12', 'fd3b:9d7e:51a4::/56'],
          madeFor: 'myAKSCluster',
          subnets: { 'aks-subnet': { prefixes: ['10.224.0.0/16', 'fd3b:9d7e:51a4::/64'], nsg: true } },
        },
      },
      clusters: {
        myAKSCluster: {
          network: {
            ipFamilies: ['IPv4', 'IPv6'],
            podCidrs: ['10.244.0.0/16', 'fd12:3456:789a::/64'],
            serviceCidrs: ['10.0.0.0/16', 'fd12:3456:789a:1::/108'],
          },
          pools: [{ count: 3, maxPods: 250 }],
        },
      },
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
