import type { PublishedLayout } from './layouts.ts';
import { FLAT, services } from './network-profiles.ts';

/** Layouts of samples and workshops. Where a source names no pool, three nodes of the model's usual size stand for it. */
export const SAMPLE_LAYOUTS: readonly PublishedLayout[] = [
  {
    id: 'landing-zone-modular',
    title: 'AKS landing zone accelerator, modular ARM templates: service range inside the spoke, gateway subnet of /28',
    source:
      'github.com/Azure/AKS-Landing-Zone-Accelerator: Scenarios/AKS-Secure-Baseline-Modular/ARM, parameters of hub, spoke and cluster',
    layout: {
      networks: {
        vnet_hub_arm: {
          prefixes: ['10.200.0.0/24'],
          subnets: {
            AzureFirewallSubnet: '10.200.0.0/26',
            GatewaySubnet: '10.200.0.64/27',
            AzureBastionSubnet: '10.200.0.96/27',
            AzureManagementSubnet: '10.200.0.128/27',
          },
        },
        vnet_spoke_arm: {
          prefixes: ['10.240.0.0/16'],
          subnets: {
            aksClusterSubnet: '10.240.0.0/22',
            appgatewaySubnet: { prefixes: ['10.240.4.16/28'], applicationGateway: 'agw' },
            privateEndpointSubnet: { prefixes: ['10.240.4.0/28'], privateEndpoints: 2 },
          },
        },
      },
      peerings: [['vnet_hub_arm', 'vnet_spoke_arm', { forwardedTraffic: true }, { forwardedTraffic: true }]],
      clusters: {
        'aks-eslz': {
          network: {
            ...FLAT,
            ...services('10.240.5.0/24'),
            dockerBridgeCidr: '172.17.0.1/16',
            networkPolicy: 'azure',
          },
          apiServer: { enablePrivateCluster: true },
          pools: [{ name: 'agentpool', count: 3, maxPods: 30, nodes: 'vnet_spoke_arm/aksClusterSubnet' }],
        },
      },
    },
    expected: [
      'error bastion-subnet-size: AzureBastionSubnet',
      'info docker-bridge-legacy: aks-eslz',
      'warning appgw-subnet-recommended-size: appgatewaySubnet',
      'warning service-cidr-inside-vnet: aks-eslz',
    ],
  },
  {
    id: 'hub-with-dns-resolver',
    title: 'Landing zone with verified modules: firewall, Bastion on /27, room for a gateway, both resolver endpoints',
    source:
      'github.com/infracodebase/AKS-Landing-Zone-using-Azure-Verified-Modules-Terraform: README of the hub; a spoke of the usual shape',
    layout: {
      networks: {
        hub: {
          prefixes: ['10.0.0.0/16'],
          subnets: {
            AzureFirewallSubnet: '10.0.1.0/26',
            AzureBastionSubnet: '10.0.2.0/27',
            GatewaySubnet: '10.0.3.0/27',
            Management: '10.0.4.0/24',
            'dns-inbound': { prefixes: ['10.0.6.0/28'], delegation: 'Microsoft.Network/dnsResolvers' },
            'dns-outbound': { prefixes: ['10.0.7.0/28'], delegation: 'Microsoft.Network/dnsResolvers' },
          },
        },
        spoke: {
          prefixes: ['10.1.0.0/16'],
          // the inbound endpoint of the resolver
          dnsServers: ['10.0.6.4'],
          subnets: { 'snet-aks': { prefixes: ['10.1.0.0/22'], routeTable: 'rt-aks' } },
        },
      },
      peerings: [['hub', 'spoke', { forwardedTraffic: true }, { forwardedTraffic: true }]],
      routeTables: { 'rt-aks': { '0.0.0.0/0': '10.0.1.4' } },
      clusters: {
        aks: {
          network: { ...services('172.16.0.0/16'), outboundType: 'userDefinedRouting' },
          apiServer: { enablePrivateCluster: true },
          pools: [{ name: 'system', count: 3, maxPods: 110, nodes: 'spoke/snet-aks' }],
        },
      },
    },
    expected: ['error bastion-subnet-size: AzureBastionSubnet'],
  },
  {
    id: 'hub-spoke-terraform-readme',
    title: 'Hub with roomy special subnets and a spoke with subnets for ingress, gateway and endpoints',
    source: 'github.com/learnings-notes/terraform-aks: env/dev/ReadMe.md',
    layout: {
      networks: {
        hub: {
          prefixes: ['10.1.0.0/16'],
          subnets: {
            AzureFirewallSubnet: '10.1.0.0/24',
            GatewaySubnet: '10.1.1.0/24',
            AzureBastionSubnet: '10.1.2.0/24',
          },
        },
        spoke: {
          prefixes: ['10.2.0.0/16'],
          subnets: {
            'snet-clusternodes': '10.2.4.0/22',
            'snet-clusteringressservices': '10.2.2.0/24',
            'snet-applicationgateway': { prefixes: ['10.2.1.0/24'], applicationGateway: 'agw' },
            'snet-privatelinkendpoints': { prefixes: ['10.2.0.0/24'], privateEndpoints: 2 },
          },
        },
      },
      peerings: [['hub', 'spoke', { forwardedTraffic: true }, { forwardedTraffic: true }]],
      clusters: {
        aks: {
          network: FLAT,
          pools: [{ name: 'system', count: 3, maxPods: 30, nodes: 'spoke/snet-clusternodes' }],
        },
      },
    },
    expected: ['info firewall-subnet-oversized: AzureFirewallSubnet'],
  },
  {
    id: 'workshop',
    title: 'AKS workshop: everything in one /8, service range of its own inside it',
    source: 'github.com/YRollHid/azure-aks-workshop: azure_deployment/azure-cli-deploy.sh',
    layout: {
      networks: { 'aks-vnet': { prefixes: ['10.0.0.0/8'], subnets: { 'aks-subnet': '10.240.0.0/16' } } },
      clusters: {
        aksworkshop: {
          network: { ...FLAT, ...services('10.2.0.0/24'), dockerBridgeCidr: '172.17.0.1/16' },
          pools: [{ count: 3, maxPods: 30, nodes: 'aks-vnet/aks-subnet' }],
        },
      },
    },
    expected: ['info docker-bridge-legacy: aksworkshop', 'warning service-cidr-inside-vnet: aksworkshop'],
  },
  {
    id: 'isolated-windows-pods',
    title: 'Sample of isolated Windows pods: the node subnet lies in the default service range',
    source: 'Script that makes crgar-aks-isolated-winpods-vnet, found by search; the cluster keeps the default ranges',
    layout: {
      networks: {
        'crgar-aks-isolated-winpods-vnet': {
          prefixes: ['10.0.0.0/8'],
          subnets: { PodsSubnets: '10.0.1.0/24', ServicesSubnets: { prefixes: ['10.0.2.0/24'], nsg: true } },
        },
      },
      clusters: {
        myAKSCluster: {
          network: FLAT,
          fields: { windowsProfile: { adminUsername: 'azureuser' } },
          pools: [{ count: 3, maxPods: 30, nodes: 'crgar-aks-isolated-winpods-vnet/PodsSubnets' }],
        },
      },
    },
    expected: ['error service-cidr-overlaps-subnet: myAKSCluster'],
  },
  {
    id: 'fleet-members',
    title: 'Fleet sample: member clusters with node and pod subnets of their own in one /8',
    source: 'Script of a fleet networking sample, found by search (members in 10.242.0.0/16 and following)',
    layout: {
      networks: {
        fleet: {
          prefixes: ['10.0.0.0/8'],
          subnets: {
            'member-1-node': '10.242.0.0/16',
            'member-1-pod': {
              prefixes: ['10.243.0.0/16'],
              delegation: 'Microsoft.ContainerService/managedClusters',
            },
            'member-2-node': '10.244.0.0/16',
            'member-2-pod': {
              prefixes: ['10.245.0.0/16'],
              delegation: 'Microsoft.ContainerService/managedClusters',
            },
          },
        },
      },
      clusters: {
        'member-1': {
          network: FLAT,
          pools: [{ count: 3, maxPods: 250, nodes: 'fleet/member-1-node', pods: 'fleet/member-1-pod' }],
        },
        'member-2': {
          network: FLAT,
          pools: [{ count: 3, maxPods: 250, nodes: 'fleet/member-2-node', pods: 'fleet/member-2-pod' }],
        },
      },
    },
    expected: [
      'info service-cidr-shared: member-1',
      'warning service-cidr-inside-vnet: member-1',
      'warning service-cidr-inside-vnet: member-2',
    ],
  },
];
