import type { PublishedLayout } from './layouts.ts';
import { FLAT, pods, services } from './network-profiles.ts';

const GATEWAY =
  '/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/rg-published/providers/Microsoft.Network/applicationGateways/myApplicationGateway';
const AGC_DELEGATION = 'Microsoft.ServiceNetworking/trafficControllers';

/** Layouts of the guides that show one way into or out of a cluster each. */
export const INGRESS_AND_EGRESS_LAYOUTS: readonly PublishedLayout[] = [
  {
    id: 'nat-gateway-own-network',
    title: 'Documentation of an own NAT gateway on the node subnet',
    source: 'MicrosoftDocs/azure-aks-docs: articles/aks/nat-gateway.md',
    layout: {
      networks: {
        myVnet: {
          prefixes: ['172.16.0.0/20'],
          subnets: { myNatCluster: { prefixes: ['172.16.0.0/22'], natGateway: 'myNatGateway' } },
        },
      },
      clusters: {
        myNatCluster: {
          network: { outboundType: 'userAssignedNATGateway', loadBalancerProfile: null },
          pools: [{ count: 3, maxPods: 250, nodes: 'myVnet/myNatCluster' }],
        },
      },
    },
    expected: [],
  },
  {
    id: 'network-isolated-own-registry',
    title: 'Documentation of a network-isolated cluster with an own registry behind a private endpoint',
    source: 'MicrosoftDocs/azure-aks-docs: articles/aks/network-isolated.md',
    layout: {
      networks: {
        vnet: {
          prefixes: ['192.168.0.0/16'],
          subnets: {
            'aks-subnet': '192.168.1.0/24',
            'acr-subnet': { prefixes: ['192.168.2.0/24'], privateEndpoints: 1 },
          },
        },
      },
      clusters: {
        isolated: {
          network: { ...FLAT, outboundType: 'none', loadBalancerProfile: null },
          apiServer: { enablePrivateCluster: true, enablePrivateClusterPublicFqdn: true, privateDnsZone: 'system' },
          fields: { bootstrapProfile: { artifactSource: 'Cache', containerRegistryId: '/subscriptions/x/r' } },
          pools: [{ count: 3, maxPods: 30, nodes: 'vnet/aks-subnet' }],
        },
      },
    },
    expected: [],
  },
  {
    id: 'agic-new-gateway',
    title: 'Documentation of AGIC that makes its gateway in the network AKS made',
    source: 'MicrosoftDocs/azure-docs: articles/application-gateway/tutorial-ingress-controller-add-on-new.md',
    layout: {
      networks: {
        'aks-vnet-39152317': {
          prefixes: ['10.224.0.0/12'],
          madeFor: 'myCluster',
          subnets: {
            'aks-subnet': { prefixes: ['10.224.0.0/16'], nsg: true },
            'ingress-appgateway-subnet': { prefixes: ['10.225.0.0/16'], applicationGateway: 'myApplicationGateway' },
          },
        },
      },
      clusters: {
        myCluster: {
          network: FLAT,
          fields: {
            addonProfiles: {
              ingressApplicationGateway: {
                enabled: true,
                config: {
                  applicationGatewayName: 'myApplicationGateway',
                  effectiveApplicationGatewayId: GATEWAY,
                  subnetCIDR: '10.225.0.0/16',
                },
              },
            },
          },
          pools: [{ count: 3, maxPods: 30 }],
        },
      },
    },
    expected: [],
  },
  {
    id: 'agic-gateway-in-peered-network',
    title: 'Documentation of AGIC with a gateway in a peered network, which lies in the default service range',
    source: 'MicrosoftDocs/azure-docs: articles/application-gateway/tutorial-ingress-controller-add-on-existing.md',
    layout: {
      networks: {
        'aks-vnet-39152317': {
          prefixes: ['10.224.0.0/12'],
          madeFor: 'myCluster',
          subnets: { 'aks-subnet': { prefixes: ['10.224.0.0/16'], nsg: true } },
        },
        myVnet: {
          prefixes: ['10.0.0.0/16'],
          subnets: { mySubnet: { prefixes: ['10.0.0.0/24'], applicationGateway: 'myApplicationGateway' } },
        },
      },
      peerings: [['myVnet', 'aks-vnet-39152317']],
      clusters: {
        myCluster: {
          network: FLAT,
          fields: {
            addonProfiles: {
              ingressApplicationGateway: {
                enabled: true,
                config: { applicationGatewayId: GATEWAY, effectiveApplicationGatewayId: GATEWAY },
              },
            },
          },
          pools: [{ count: 3, maxPods: 30 }],
        },
      },
    },
    expected: ['error service-cidr-overlaps-peered-vnet: myCluster'],
  },
  {
    id: 'gateway-for-containers-managed',
    title: 'Documentation of Application Gateway for Containers in the network AKS made',
    source:
      'MicrosoftDocs/azure-docs: articles/application-gateway/for-containers/quickstart-create-application-gateway-for-containers-managed-by-alb-controller.md',
    layout: {
      networks: {
        'aks-vnet-18204911': {
          prefixes: ['10.224.0.0/12'],
          madeFor: 'alb-test',
          subnets: {
            'aks-subnet': { prefixes: ['10.224.0.0/16'], nsg: true },
            'subnet-alb': { prefixes: ['10.225.0.0/24'], delegation: AGC_DELEGATION },
          },
        },
      },
      clusters: {
        'alb-test': {
          fields: {
            ingressProfile: { applicationLoadBalancer: { enabled: true }, gatewayApi: { installation: 'Standard' } },
          },
          pools: [{ count: 3, maxPods: 250 }],
        },
      },
    },
    expected: [],
  },
  {
    id: 'aks-course-private-spoke',
    title: 'Course on private clusters: hub and spoke, default service range in the hub',
    source: 'github.com/HoussemDellai/aks-course: _private_aks_no_private_dns_zone/vnet_spoke.tf; hub as its siblings',
    layout: {
      networks: {
        'vnet-hub': { prefixes: ['10.0.0.0/16'], subnets: { 'snet-hub-vm': '10.0.0.0/24' } },
        'vnet-spoke': { prefixes: ['10.1.0.0/16'], subnets: { 'snet-spoke-aks': '10.1.0.0/24' } },
      },
      peerings: [['vnet-hub', 'vnet-spoke']],
      clusters: {
        aks: {
          network: { ...pods('10.10.240.0/20'), ...services('10.128.0.0/22') },
          apiServer: { enablePrivateCluster: true, enablePrivateClusterPublicFqdn: true, privateDnsZone: 'none' },
          pools: [{ name: 'poolsystem', count: 3, maxPods: 110, nodes: 'vnet-spoke/snet-spoke-aks' }],
        },
      },
    },
    expected: [],
  },
];
