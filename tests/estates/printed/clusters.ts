import { azId, azNetwork, place, subnetId } from '../../support/az.ts';
import { aks, API, at, CLI, cluster, NODES, POSTS, REST, UBUNTU, vnet, type PrintedShape } from './shape.ts';

/** How clusters were printed. */
export const PRINTED_CLUSTERS: readonly PrintedShape[] = [
  {
    title: 'API 2026: everything that is off is null, the image names the release',
    source: POSTS,
    objects: [
      vnet(),
      aks({
        network: {
          advancedNetworking: null,
          loadBalancerProfile: {
            allocatedOutboundPorts: null,
            backendPoolType: 'nodeIPConfiguration',
            effectiveOutboundIPs: [{ id: azId(at, 'Microsoft.Network/publicIPAddresses', 'pip'), resourceGroup: 'x' }],
            enableMultipleStandardLoadBalancers: null,
            managedOutboundIPs: { count: 1, countIpv6: null },
            outboundIPs: null,
            outboundIpPrefixes: null,
          },
          natGatewayProfile: null,
          staticEgressGatewayProfile: null,
        },
        fields: {
          apiServerAccessProfile: null,
          hostedSystemProfile: { enabled: false, nodeSubnetId: null, systemNodeSubnetId: null },
          ingressProfile: null,
          nodeProvisioningProfile: { defaultNodePools: null, mode: 'Manual' },
          serviceMeshProfile: null,
          windowsProfile: null,
        },
      }),
    ],
    plan: cluster({
      ipam: 'overlay',
      loadBalancerProfile: { managedOutboundIps: 1, backendPoolType: 'nodeIPConfiguration' },
      nodeAutoProvisioning: false,
      pools: [{ osSku: 'Ubuntu', imageRelease: 'Ubuntu2404' }],
    }),
  },
  {
    title: 'own CNI: families in lower case, a pod range nobody uses, no data plane',
    source: POSTS,
    objects: [
      vnet(),
      aks({
        network: {
          ipFamilies: ['ipv4'],
          kubeProxyConfig: null,
          networkDataplane: null,
          networkPlugin: 'none',
          networkPluginMode: null,
          podLinkLocalAccess: 'IMDS',
        },
      }),
    ],
    plan: cluster({ ipam: 'byo', ipFamilies: ['IPv4'], dataPlane: 'azure' }),
    findings: ['warning combo-byo-support: aks-print'],
  },
  {
    title: 'Automatic whose system nodes AKS hosts: no pool at all',
    source: 'MicrosoftDocs/azure-aks-docs: articles/aks/automatic, hostedSystemProfile',
    objects: [
      vnet(),
      aks({
        network: { networkDataplane: 'cilium', networkPolicy: 'cilium' },
        fields: {
          agentPoolProfiles: null,
          apiServerAccessProfile: { enablePrivateCluster: false, enableVnetIntegration: true, subnetId: API },
          hostedSystemProfile: { enabled: true, nodeSubnetId: NODES, systemNodeSubnetId: NODES },
          kind: 'Automatic',
          nodeProvisioningProfile: { defaultNodePools: 'Auto', mode: 'Auto' },
          sku: { name: 'Automatic', tier: 'Standard' },
        },
      }),
    ],
    plan: cluster({ mode: 'automatic', apiServerSubnetId: 'vnet-print.snet-api', pools: [] }),
  },
  {
    title: 'API 2020: no mode of the plug-in, no families, no data plane, a Docker bridge, Load in capitals',
    source: POSTS,
    objects: [
      vnet(),
      aks({
        network: {
          dockerBridgeCidr: '172.17.0.1/16',
          ipFamilies: null,
          loadBalancerProfile: {
            effectiveOutboundIps: [{ id: azId(at, 'Microsoft.Network/publicIPAddresses', 'pip'), resourceGroup: 'x' }],
            managedOutboundIps: { count: 1 },
            outboundIpPrefixes: null,
            outboundIps: null,
          },
          loadBalancerSku: 'Standard',
          networkDataplane: null,
          networkPluginMode: null,
          networkPolicy: null,
          podCidr: null,
          podCidrs: null,
          serviceCidrs: null,
        },
        fields: {
          currentKubernetesVersion: null,
          identity: null,
          kubernetesVersion: '1.17.9',
          servicePrincipalProfile: { clientId: '7a4c', secret: null },
          sku: { name: 'Basic', tier: 'Paid' },
        },
        pool: {
          enableAutoScaling: null,
          maxPods: 30,
          nodeImageVersion: 'AKSUbuntu-1604-2020.06.30',
          osSku: null,
          upgradeSettings: null,
        },
      }),
    ],
    plan: cluster({
      ipam: 'nodesubnet',
      networkPolicy: 'none',
      identity: 'servicePrincipal',
      tier: 'standard',
      serviceCidrs: ['10.0.0.0/16'],
      loadBalancerProfile: { managedOutboundIps: 1 },
      pools: [{ autoscale: false, imageRelease: 'Ubuntu1604' }],
    }),
    findings: ['info docker-bridge-legacy: aks-print', 'info node-subnet-legacy: aks-print'],
  },
  {
    title: 'a managed NAT gateway',
    source: CLI,
    objects: [
      vnet(),
      aks({
        network: {
          loadBalancerProfile: null,
          natGatewayProfile: {
            effectiveOutboundIPs: [{ id: azId(at, 'Microsoft.Network/publicIPAddresses', 'pip') }],
            idleTimeoutInMinutes: 4,
            managedOutboundIpProfile: { count: 2 },
          },
          outboundType: 'managedNATGateway',
        },
        pool: { vnetSubnetId: null },
      }),
    ],
    plan: cluster({ outboundType: 'managedNATGateway', natGatewayIps: 2 }),
  },
  {
    title: 'network isolation, with the zone AKS keeps',
    source: CLI,
    objects: [
      vnet(),
      aks({
        network: { loadBalancerProfile: null, outboundType: 'none' },
        fields: {
          apiServerAccessProfile: {
            authorizedIpRanges: null,
            disableRunCommand: null,
            enablePrivateCluster: true,
            enablePrivateClusterPublicFqdn: true,
            enableVnetIntegration: null,
            privateDnsZone: 'system',
            subnetId: null,
          },
          bootstrapProfile: { artifactSource: 'Cache', containerRegistryId: null },
        },
      }),
    ],
    plan: cluster({ networkIsolated: true, privateCluster: true, publicFqdn: true, privateDnsZone: 'system' }),
  },
  {
    title: 'an own private zone in another group, empty lists and an empty subnet id',
    source: REST,
    objects: [
      vnet({ dhcpOptions: { dnsServers: [] } }),
      aks({
        fields: {
          apiServerAccessProfile: {
            authorizedIPRanges: [],
            enablePrivateCluster: true,
            privateDNSZone: azId(
              place('2', 'rg-dns'),
              'Microsoft.Network/privateDnsZones',
              'privatelink.westeurope.azmk8s.io',
            ),
            subnetId: '',
          },
        },
      }),
    ],
    plan: {
      virtualNetworks: [{ dnsServers: [] }],
      clusters: [{ privateCluster: true, authorizedIpRanges: [] }],
    },
  },
  {
    title: 'dual-stack: both families in every list, two prefixes on the subnet',
    source: CLI,
    objects: [
      azNetwork({
        at,
        name: 'vnet-print',
        prefixes: ['172.20.0.0/16', 'fd00:db8::/56'],
        subnets: [{ name: 'snet-nodes', prefixes: ['172.20.0.0/22', 'fd00:db8::/64'] }],
      }),
      aks({
        network: {
          ipFamilies: ['ipv4', 'ipv6'],
          loadBalancerProfile: { managedOutboundIPs: { count: 1, countIpv6: 1 } },
          podCidrs: ['10.244.0.0/16', 'fd12:3456:789a::/64'],
          serviceCidrs: ['10.0.0.0/16', 'fd12:3456:789a:1::/108'],
        },
      }),
    ],
    plan: cluster({ ipFamilies: ['IPv4', 'IPv6'], podCidrs: ['10.244.0.0/16', 'fd12:3456:789a::/64'] }),
  },
  {
    title: 'Advanced Container Networking Services with everything on',
    source: CLI,
    objects: [
      vnet(),
      aks({
        network: {
          advancedNetworking: {
            enabled: true,
            observability: { enabled: true },
            performance: { accelerationMode: 'BpfVeth' },
            security: { advancedNetworkPolicies: 'L7', enabled: true, transitEncryption: { type: 'WireGuard' } },
          },
          networkDataplane: 'cilium',
          networkPolicy: 'cilium',
        },
      }),
    ],
    // the image is Ubuntu 24.04, so host routing has what it needs
    plan: cluster({ acns: { ebpfHostRouting: true, l7Policies: true, encryption: 'wireGuard' } }),
  },
  {
    title: 'the application gateway of an add-on that was told a subnet, its profile in capitals',
    source: POSTS,
    objects: [
      vnet(),
      aks({
        network: { networkPluginMode: null, podCidr: null, podCidrs: null },
        pool: { maxPods: 30 },
        fields: {
          addonProfiles: {
            IngressApplicationGateway: {
              config: {
                applicationGatewayName: 'agw',
                effectiveApplicationGatewayId: azId(at, 'Microsoft.Network/applicationGateways', 'agw'),
                subnetId: subnetId(at, 'vnet-print', 'snet-agw'),
                watchNamespace: 'default',
              },
              enabled: true,
              identity: null,
            },
          },
        },
      }),
      {
        addressPrefix: '172.20.8.0/24',
        delegations: [],
        id: subnetId(at, 'vnet-print', 'snet-agw'),
        name: 'snet-agw',
        provisioningState: 'Succeeded',
        type: 'Microsoft.Network/virtualNetworks/subnets',
      },
    ],
    plan: {
      applicationGateways: [{ name: 'agw', subnetId: 'vnet-print.snet-agw' }],
      clusters: [{ addOns: { agic: { applicationGatewayId: 'agw' } } }],
    },
    findings: ['info node-subnet-legacy: aks-print'],
  },
  {
    title: 'REST: lists under value, fields under properties, ids with capitals',
    source: REST,
    objects: [
      {
        value: [
          {
            id: azId(at, 'Microsoft.Network/virtualNetworks', 'vnet-print').toUpperCase(),
            name: 'vnet-print',
            type: 'Microsoft.Network/virtualNetworks',
            location: 'westus',
            properties: {
              addressSpace: { addressPrefixes: ['172.20.0.0/16'] },
              dhcpOptions: { dnsServers: ['8.8.8.8'] },
              subnets: [
                {
                  id: NODES.toLowerCase(),
                  name: 'snet-nodes',
                  properties: { addressPrefix: '172.20.0.0/22', provisioningState: 'Succeeded' },
                },
              ],
              virtualNetworkPeerings: [],
              provisioningState: 'Succeeded',
            },
          },
        ],
      },
      {
        value: [
          {
            id: azId(at, 'Microsoft.ContainerService/managedClusters', 'aks-print'),
            name: 'aks-print',
            type: 'Microsoft.ContainerService/ManagedClusters',
            location: 'westus',
            sku: { name: 'Base', tier: 'Standard' },
            properties: {
              provisioningState: 'Succeeded',
              kubernetesVersion: '1.33.4',
              agentPoolProfiles: [
                {
                  name: 'system',
                  count: 3,
                  vmSize: 'Standard_D4s_v5',
                  vnetSubnetID: NODES,
                  maxPods: 110,
                  type: 'VirtualMachineScaleSets',
                  mode: 'System',
                  osType: 'Linux',
                  osSKU: 'Ubuntu',
                  nodeImageVersion: UBUNTU,
                  provisioningState: 'Succeeded',
                },
              ],
              networkProfile: {
                networkPlugin: 'azure',
                networkPluginMode: 'overlay',
                podCidr: '10.244.0.0/16',
                serviceCidr: '10.2.0.0/24',
                dnsServiceIP: '10.2.0.10',
                loadBalancerSku: 'standard',
                loadBalancerProfile: { backendPoolType: 'nodeIPConfiguration' },
                outboundType: 'loadBalancer',
              },
            },
          },
        ],
      },
    ],
    plan: {
      virtualNetworks: [{ dnsServers: ['8.8.8.8'], subnets: [{ addressPrefixes: ['172.20.0.0/22'] }] }],
      clusters: [
        {
          serviceCidrs: ['10.2.0.0/24'],
          dnsServiceIp: '10.2.0.10',
          pools: [{ nodeSubnetId: 'vnet-print.snet-nodes' }],
        },
      ],
    },
  },
];
