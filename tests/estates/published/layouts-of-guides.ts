import type { PublishedLayout } from './layouts.ts';
import { AKS_DELEGATION, FLAT } from './network-profiles.ts';

/** Layouts of the guides that show one feature of AKS each. */
export const GUIDE_LAYOUTS: readonly PublishedLayout[] = [
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
    expected: ['info virtual-nodes-identity: myAKSCluster', 'warning service-cidr-inside-vnet: myAKSCluster'],
    expectedDeployed: ['warning service-cidr-inside-vnet: myAKSCluster'],
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
            'apiserver-subnet': { prefixes: ['172.19.0.0/28'], delegation: AKS_DELEGATION },
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
            podsubnet: { prefixes: ['10.241.0.0/16'], delegation: AKS_DELEGATION },
            node2subnet: '10.242.0.0/16',
            pod2subnet: { prefixes: ['10.243.0.0/16'], delegation: AKS_DELEGATION },
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
];
