import { azCluster, azId, azNetwork, azRouteTable, nodeGroup, place, subnetId, type AzPool } from '../support/az.ts';

/**
 * Shapes in which Azure has printed clusters and networks over the years, boiled down to what is peculiar in each. The keys and the way they are nested, spelled
 * and left out were read in recordings of the command line's tests, in examples of the REST interface and in outputs people published; all values are ours.
 */
export interface PrintedShape {
  readonly title: string;
  /** Where such an output was read. */
  readonly source: string;
  readonly objects: readonly unknown[];
  /** What the plan must hold, as `toMatchObject` reads it. */
  readonly plan: object;
  /** `severity rule: object`; everything the rules may say. */
  readonly findings?: readonly string[];
}

const CLI = 'github.com/Azure/azure-cli: acs/tests/latest/recordings';
const REST = 'github.com/Azure/azure-rest-api-specs: examples of Microsoft.Network and Microsoft.ContainerService';
const POSTS = 'outputs of az aks show in public notebooks and posts, 2020 to 2026';

const at = place('1', 'rg-print');
const NODES = subnetId(at, 'vnet-print', 'snet-nodes');
const API = subnetId(at, 'vnet-print', 'snet-api');
const UBUNTU = 'AKSUbuntu-2404gen2containerd-202607.20.0';

function vnet(fields: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    ...azNetwork({
      at,
      name: 'vnet-print',
      prefixes: ['172.20.0.0/16'],
      subnets: [
        { name: 'snet-nodes', prefixes: ['172.20.0.0/22'] },
        {
          name: 'snet-api',
          prefixes: ['172.20.4.0/28'],
          delegation: 'Microsoft.ContainerService/managedClusters',
        },
      ],
    }),
    ...fields,
  };
}

interface Printed {
  readonly network?: Record<string, unknown>;
  readonly fields?: Record<string, unknown>;
  /** Keys of the first pool over those of an ordinary one. */
  readonly pool?: Record<string, unknown>;
  readonly more?: readonly Record<string, unknown>[];
}

const POOL: AzPool = { name: 'nodepool1', count: 3, maxPods: 250, nodeSubnet: NODES };

/** A pool as the newest versions print it, with keys of one's own over it. */
function printPool(raw: Record<string, unknown> = {}): Record<string, unknown> {
  // what the builder makes of a list of pools is a list of objects
  const [printed] = azCluster({ at, name: 'aks', pools: [POOL] })['agentPoolProfiles'] as Record<string, unknown>[];
  return { ...printed, nodeImageVersion: UBUNTU, ...raw };
}

function aks({ network, fields = {}, pool, more = [] }: Printed): Record<string, unknown> {
  return {
    ...azCluster({ at, name: 'aks-print', network: network ?? {}, pools: [POOL] }),
    agentPoolProfiles: [printPool(pool), ...more],
    ...fields,
  };
}

const cluster = (expected: object): object => ({ clusters: [expected] });
const pools = (...expected: object[]): object => ({ clusters: [{ pools: expected }] });

export const PRINTED_SHAPES: readonly PrintedShape[] = [
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
    title: 'pools of single machines that scale: a null count, bounds per size, enableAutoScaling false',
    source: CLI,
    objects: [
      vnet(),
      aks({
        pool: {
          type: 'VirtualMachines',
          count: null,
          vmSize: '',
          enableAutoScaling: false,
          virtualMachinesProfile: {
            scale: { autoscale: [{ size: 'standard_d4s_v5', minCount: 3, maxCount: 6 }], manual: null },
          },
          virtualMachineNodesStatus: [{ size: 'standard_d4s_v5', count: 4 }],
        },
      }),
    ],
    plan: pools({
      type: 'virtualMachines',
      count: 4,
      autoscale: true,
      minCount: 3,
      maxCount: 6,
      vmSize: 'standard_d4s_v5',
    }),
  },
  {
    title: 'pools of single machines of two sizes and a fixed number',
    source: CLI,
    objects: [
      vnet(),
      aks({
        pool: {
          type: 'VirtualMachines',
          count: null,
          vmSize: '',
          virtualMachinesProfile: {
            scale: {
              autoscale: null,
              manual: [
                { size: 'Standard_D4s_v5', count: 3 },
                { size: 'Standard_D8s_v5', count: 2 },
              ],
            },
          },
          virtualMachineNodesStatus: null,
        },
      }),
    ],
    plan: pools({ count: 5, autoscale: false }),
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
    title: 'a system pool AKS sizes: nothing but its name and mode',
    source: REST,
    objects: [
      vnet(),
      aks({
        pool: {
          name: 'managedsys',
          mode: 'ManagedSystem',
          count: null,
          vmSize: null,
          osType: null,
          vnetSubnetId: null,
        },
        more: [printPool({ name: 'user1', mode: 'User' })],
      }),
    ],
    plan: pools({ name: 'managedsys', count: 0 }, { name: 'user1', count: 3 }),
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
    title: 'Windows pools: the SKU names the year, the image the build',
    source: CLI,
    objects: [
      vnet(),
      aks({
        fields: { windowsProfile: { adminPassword: null, adminUsername: 'azureuser', enableCsiProxy: true } },
        more: [
          printPool({
            name: 'win25',
            mode: 'User',
            osType: 'Windows',
            osSku: 'Windows2025',
            maxPods: 30,
            nodeImageVersion: 'AKSWindows-2025-gen2-26100.6905.251027',
            windowsProfile: { disableOutboundNat: null },
          }),
        ],
      }),
    ],
    plan: cluster({
      windowsProfile: true,
      pools: [{}, { os: 'Windows', osSku: 'Windows2025', windowsBuild: '26100.6905' }],
    }),
  },
  {
    title: 'Windows without a year: the image settles it',
    source: POSTS,
    objects: [
      vnet(),
      aks({
        more: [
          printPool({
            name: 'win',
            mode: 'User',
            osType: 'Windows',
            osSku: 'Windows',
            maxPods: 30,
            nodeImageVersion: 'AKSWindows-2022-containerd-20348.2340.240401',
          }),
        ],
      }),
    ],
    plan: pools({}, { osSku: 'Windows', imageRelease: 'Windows2022' }),
    findings: ['warning win2022-retirement: win'],
  },
  {
    title: 'Ubuntu without a release on the image of 22.04',
    source: POSTS,
    objects: [vnet(), aks({ pool: { nodeImageVersion: 'AKSUbuntu-2204gen2TLcontainerd-202603.12.1' } })],
    plan: pools({ osSku: 'Ubuntu', imageRelease: 'Ubuntu2204' }),
    findings: ['warning ubuntu2204-retirement: nodepool1'],
  },
  {
    title: 'Azure Linux without a release on the image of 2.0',
    source: POSTS,
    objects: [vnet(), aks({ pool: { osSku: 'AzureLinux', nodeImageVersion: 'AKSAzureLinux-V2gen2-202512.06.0' } })],
    plan: pools({ imageRelease: 'AzureLinux2' }),
    findings: ['error azurelinux2-retirement: nodepool1'],
  },
  {
    title: 'Azure Linux without a release on the image of 3.0',
    source: POSTS,
    objects: [vnet(), aks({ pool: { osSku: 'AzureLinux', nodeImageVersion: 'AKSAzureLinux-V3gen2-202606.08.1' } })],
    plan: pools({ imageRelease: 'AzureLinux3' }),
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
    title: 'a stopped cluster',
    source: CLI,
    objects: [vnet(), aks({ fields: { powerState: { code: 'Stopped' } }, pool: { powerState: { code: 'Stopped' } } })],
    plan: pools({ stopped: true }),
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
    title: 'a static egress gateway and its pool',
    source: CLI,
    objects: [
      vnet(),
      aks({
        network: { staticEgressGatewayProfile: { enabled: true } },
        more: [printPool({ name: 'gwnp', mode: 'Gateway', count: 2, gatewayProfile: { publicIpPrefixSize: 31 } })],
      }),
    ],
    plan: cluster({ staticEgressGateway: true, pools: [{}, { mode: 'Gateway', gatewayPrefixLength: 31 }] }),
  },
  {
    title: 'a spot pool with null upgrade settings, scaled to nothing',
    source: 'MicrosoftDocs/azure-aks-docs: articles/aks/spot-node-pool.md',
    objects: [
      vnet(),
      aks({
        more: [
          printPool({
            name: 'spot',
            mode: 'User',
            count: 0,
            enableAutoScaling: true,
            minCount: 0,
            maxCount: 3,
            scaleSetPriority: 'Spot',
            spotMaxPrice: -1,
            upgradeSettings: { maxSurge: null, maxUnavailable: null },
          }),
        ],
      }),
    ],
    plan: pools({}, { spot: true, count: 0, minCount: 0, maxCount: 3 }),
  },
  {
    title: 'kubenet with the network, group and table AKS made',
    source: CLI,
    objects: [
      azNetwork({
        at: nodeGroup({ at, name: 'aks-print' }),
        name: 'aks-vnet-14999250',
        prefixes: ['10.224.0.0/12'],
        subnets: [
          {
            name: 'aks-subnet',
            prefixes: ['10.224.0.0/16'],
            networkSecurityGroup: azId(
              nodeGroup({ at, name: 'aks-print' }),
              'Microsoft.Network/networkSecurityGroups',
              'aks-agentpool-14999250-nsg',
            ),
            routeTable: azId(
              nodeGroup({ at, name: 'aks-print' }),
              'Microsoft.Network/routeTables',
              'aks-agentpool-14999250-routetable',
            ).toLowerCase(),
          },
        ],
      }),
      aks({
        network: { networkPlugin: 'kubenet', networkPluginMode: null, networkPolicy: 'calico' },
        pool: { maxPods: 110, vnetSubnetId: null },
      }),
      azRouteTable(
        nodeGroup({ at, name: 'aks-print' }),
        'aks-agentpool-14999250-routetable',
        [0, 1, 2].map((node) => ({
          name: `aks-nodepool1-14999250-vmss00000${node}____1024${node}024`,
          prefix: `10.244.${node}.0/24`,
          hop: `10.224.0.${node + 4}`,
        })),
        [],
      ),
    ],
    plan: {
      virtualNetworks: [{ managedByAks: true }],
      clusters: [{ ipam: 'kubenet', pools: [{ nodeSubnetId: 'aks-vnet-14999250.aks-subnet' }] }],
    },
    findings: ['warning kubenet-retirement: aks-print'],
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
    title: 'ranges an IPAM pool has handed out, with and without prefixes beside them',
    source: 'MicrosoftDocs/azure-docs: articles/virtual-network-manager, how-to of IPAM pools',
    objects: [
      {
        ...azNetwork({ at, name: 'vnet-pool', prefixes: [], subnets: [] }),
        addressSpace: {
          ipamPoolPrefixAllocations: [{ allocatedAddressPrefixes: ['10.40.0.0/22'], numberOfIpAddresses: '1024' }],
        },
        subnets: [
          {
            delegations: [],
            id: subnetId(at, 'vnet-pool', 'snet-a'),
            ipamPoolPrefixAllocations: [{ allocatedAddressPrefixes: ['10.40.0.0/24'], numberOfIpAddresses: '256' }],
            name: 'snet-a',
            provisioningState: 'Succeeded',
          },
          {
            addressPrefixes: ['10.40.1.0/24'],
            delegations: [],
            id: subnetId(at, 'vnet-pool', 'snet-b'),
            ipamPoolPrefixAllocations: [{ allocatedAddressPrefixes: ['10.40.1.0/24'], numberOfIpAddresses: '256' }],
            name: 'snet-b',
            provisioningState: 'Succeeded',
          },
        ],
      },
    ],
    plan: {
      virtualNetworks: [
        {
          addressPrefixes: ['10.40.0.0/22'],
          subnets: [{ addressPrefixes: ['10.40.0.0/24'] }, { addressPrefixes: ['10.40.1.0/24'] }],
        },
      ],
    },
  },
  {
    title: 'a peering of single subnets: the cached space is that of the subnets, not of the network',
    source: POSTS,
    objects: (['hub', 'spoke'] as const).map((name) => {
      const other = name === 'hub' ? 'spoke' : 'hub';
      const second = { hub: '10.60', spoke: '10.50' };
      const space = (network: 'hub' | 'spoke') => ({ addressPrefixes: [`${second[network]}.1.0/24`] });
      return {
        ...azNetwork({
          at,
          name: `vnet-${name}`,
          prefixes: [`${second[name]}.0.0/16`],
          subnets: [
            { name: 'snet-0', prefixes: [`${second[name]}.0.0/24`] },
            { name: 'snet-1', prefixes: [`${second[name]}.1.0/24`] },
          ],
        }),
        virtualNetworkPeerings: [
          {
            allowForwardedTraffic: true,
            allowVirtualNetworkAccess: true,
            localAddressSpace: space(name),
            localSubnetNames: ['snet-1'],
            localVirtualNetworkAddressSpace: space(name),
            name: `${name}-${other}`,
            peerCompleteVnets: false,
            peeringState: 'connected',
            peeringSyncLevel: 'FULLYINSYNC',
            provisioningState: 'Succeeded',
            remoteAddressSpace: space(other),
            remoteSubnetNames: ['snet-1'],
            remoteVirtualNetwork: { id: azId(at, 'Microsoft.Network/virtualNetworks', `vnet-${other}`) },
            remoteVirtualNetworkAddressSpace: space(other),
            remoteVirtualNetworkEncryption: { enabled: false, enforcement: 'AllowUnencrypted' },
            useRemoteGateways: false,
          },
        ],
      };
    }),
    plan: {
      peerings: [
        {
          aToB: { state: 'Connected', syncLevel: 'FullyInSync', subnetPeering: { local: ['snet-1'] } },
          bToA: { state: 'Connected', syncLevel: 'FullyInSync', subnetPeering: { remote: ['snet-1'] } },
        },
      ],
    },
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
  {
    title: 'REST: route tables with and without routes, none of them attached',
    source: REST,
    objects: [
      {
        value: [
          {
            name: 'rt-1',
            id: azId(at, 'Microsoft.Network/routeTables', 'rt-1'),
            type: 'Microsoft.Network/routeTables',
            properties: {
              provisioningState: 'Succeeded',
              routes: [
                {
                  name: 'route1',
                  properties: {
                    provisioningState: 'Succeeded',
                    addressPrefix: '10.0.3.0/24',
                    nextHopType: 'virtualNetworkGateway',
                    nextHopIpAddress: '',
                    hasBgpOverride: false,
                  },
                },
              ],
            },
          },
          {
            name: 'rt-2',
            id: azId(at, 'Microsoft.Network/routeTables', 'rt-2'),
            type: 'Microsoft.Network/routeTables',
            properties: { provisioningState: 'Succeeded', routes: [] },
          },
        ],
      },
    ],
    plan: { routeTables: [{ routes: [{ nextHopType: 'VirtualNetworkGateway' }] }, { routes: [] }] },
  },
  {
    title: 'services tied to their subnets, each by a link of its own',
    source: REST,
    objects: [
      {
        ...vnet(),
        subnets: (
          [
            ['snet-aci', 'Microsoft.ContainerInstance/containerGroups', 'acisal'],
            ['snet-dns', 'Microsoft.Network/dnsResolvers', 'dnsResolverLink'],
            ['snet-web', 'Microsoft.Web/serverFarms', 'AppServiceLink'],
            ['snet-sql', 'Microsoft.Sql/managedInstances', 'sqlmi'],
          ] as const
        ).map(([name, service, link], index) => ({
          addressPrefix: `172.20.${index}.0/24`,
          delegations: [{ actions: [], name: 'delegation', serviceName: service }],
          id: subnetId(at, 'vnet-print', name),
          ipConfigurations: null,
          name,
          provisioningState: 'Succeeded',
          resourceNavigationLinks: null,
          serviceAssociationLinks: [
            { allowDelete: false, linkedResourceType: service, link: 'x', locations: [], name: link },
          ],
        })),
      },
    ],
    plan: {
      virtualNetworks: [{ subnets: [{ resources: [{ kind: 'other' }] }, { resources: [{ kind: 'other' }] }, {}, {}] }],
    },
  },
  {
    title: 'API 2017: whatever is missing is null, and a reference prints the whole object with nothing in it',
    source: 'MicrosoftDocs/azure-docs of 2017: virtual-network, how-to of subnets and user-defined routes',
    objects: [
      {
        addressSpace: { addressPrefixes: ['192.168.0.0/16'] },
        dhcpOptions: { dnsServers: [] },
        etag: 'W/"1"',
        id: azId(at, 'Microsoft.Network/virtualNetworks', 'vnet-2017'),
        location: 'westeurope',
        name: 'vnet-2017',
        provisioningState: 'Succeeded',
        resourceGroup: at.resourceGroup,
        subnets: [
          {
            addressPrefix: '192.168.1.0/24',
            etag: 'W/"1"',
            id: subnetId(at, 'vnet-2017', 'snet-front'),
            ipConfigurations: null,
            name: 'snet-front',
            networkSecurityGroup: null,
            provisioningState: 'Succeeded',
            resourceNavigationLinks: null,
            routeTable: {
              etag: null,
              id: azId(at, 'Microsoft.Network/routeTables', 'rt-front'),
              location: null,
              name: null,
              provisioningState: null,
              routes: null,
              subnets: null,
              tags: null,
              type: null,
            },
          },
        ],
        tags: {},
        type: 'Microsoft.Network/virtualNetworks',
        virtualNetworkPeerings: null,
      },
    ],
    plan: {
      virtualNetworks: [{ subnets: [{ networkSecurityGroupIds: [], natGatewayIds: [], routeTableIds: ['rt-front'] }] }],
      routeTables: [{ name: 'rt-front', partial: true }],
    },
  },
  {
    title: 'private endpoints known by their network interfaces only, in capitals, one of them with two addresses',
    source: POSTS,
    objects: [
      {
        ...vnet(),
        subnets: [
          {
            addressPrefix: '172.20.9.0/27',
            delegations: [],
            id: subnetId(at, 'vnet-print', 'snet-pe'),
            ipConfigurations: [
              ['GO-KV-PE.NIC.1294E2CA', 'PRIVATEENDPOINTIPCONFIG.A67D8E7E'],
              ['GO-ACR-PE.NIC.224A48BF', 'PRIVATEENDPOINTIPCONFIG.2744B621'],
              ['GO-ACR-PE.NIC.224A48BF', 'PRIVATEENDPOINTIPCONFIG.687B623B'],
            ].map((names) => ({ id: azId(at, 'Microsoft.Network/networkInterfaces/ipConfigurations', ...names) })),
            ipamPoolPrefixAllocations: [],
            name: 'snet-pe',
            provisioningState: 'Succeeded',
          },
        ],
      },
    ],
    plan: { virtualNetworks: [{ subnets: [{ privateEndpoints: 2, otherAddresses: 1, resources: [] }] }] },
  },
  {
    title: 'nodes that were provisioned one by one, and ids in capitals',
    source: POSTS,
    objects: [
      {
        ...vnet(),
        subnets: [
          {
            addressPrefixes: ['172.20.0.0/22'],
            delegations: [],
            id: NODES,
            ipConfigurations: [
              '/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/MC_RG-PRINT_AKS-PRINT_WESTEUROPE/providers/Microsoft.Network/networkInterfaces/AKS-DEFAULT-GRBJ5/ipConfigurations/IPCONFIG1',
              '/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/MC_RG-PRINT_AKS-PRINT_WESTEUROPE/providers/Microsoft.Compute/virtualMachineScaleSets/AKS-NODEPOOL1-1-VMSS/virtualMachines/0/networkInterfaces/AKS-NODEPOOL1-1-VMSS/ipConfigurations/IPCONFIG1',
              '/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/mc_rg-print_aks-print_westeurope/providers/Microsoft.Network/loadBalancers/kubernetes-internal/frontendIPConfigurations/a1',
            ].map((id) => ({ id, resourceGroup: 'x' })),
            name: 'snet-nodes',
            provisioningState: 'Succeeded',
            serviceEndpoints: [{ locations: ['*'], provisioningState: 'Succeeded', service: 'Microsoft.Storage' }],
          },
        ],
      },
      aks({ fields: { nodeProvisioningProfile: { defaultNodePools: 'Auto', mode: 'Auto' } } }),
    ],
    plan: {
      virtualNetworks: [
        {
          subnets: [
            {
              resources: [{ kind: 'loadBalancer', name: 'kubernetes-internal', count: 1 }],
              serviceEndpoints: ['Microsoft.Storage'],
            },
          ],
        },
      ],
      clusters: [{ nodeAutoProvisioning: true }],
    },
  },
];
