import { azId, azNetwork, azRouteTable, nodeGroup, subnetId } from '../../support/az.ts';
import { CLI, POSTS, REST, aks, at, vnet, type PrintedShape } from './shape.ts';

/** How networks, route tables and their contents were printed. */
export const PRINTED_NETWORKS: readonly PrintedShape[] = [
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
    title: 'PowerShell: a list for the one prefix of a subnet, texts of JSON beside the objects, null types',
    source: 'outputs of Get-AzVirtualNetwork and Get-AzRouteTable, ConvertTo-Json -Depth 10',
    objects: [
      {
        AddressSpace: { AddressPrefixes: ['10.4.0.0/16'], IpamPoolPrefixAllocations: [] },
        AddressSpaceText: '{ "AddressPrefixes": ["10.4.0.0/16"] }',
        DhcpOptions: { DnsServers: ['10.4.3.4', '10.4.3.20'] },
        DhcpOptionsText: '{}',
        EnableDdosProtection: false,
        Etag: 'W/"1"',
        Id: azId(at, 'Microsoft.Network/virtualNetworks', 'pvintern'),
        Location: 'westeurope',
        Name: 'pvintern',
        ProvisioningState: 'Succeeded',
        ResourceGroupName: at.resourceGroup,
        Subnets: [
          {
            AddressPrefix: ['10.4.3.0/24'],
            Delegations: [],
            Id: subnetId(at, 'pvintern', 'default'),
            IpConfigurations: [],
            Name: 'default',
            NetworkSecurityGroup: null,
            PrivateEndpoints: [],
            PrivateEndpointNetworkPolicies: 'Disabled',
            ProvisioningState: 'Succeeded',
            RouteTable: { Id: azId(at, 'Microsoft.Network/routeTables', 'rt-pv'), Routes: [], Subnets: [] },
            ServiceAssociationLinks: [],
            ServiceEndpoints: [{ Locations: ['*'], ProvisioningState: 'Succeeded', Service: 'Microsoft.Storage' }],
            Type: null,
          },
        ],
        SubnetsText: '[]',
        Tag: {},
        TagsTable: null,
        Type: 'Microsoft.Network/virtualNetworks',
        VirtualNetworkPeerings: [],
      },
      {
        DisableBgpRoutePropagation: false,
        Id: azId(at, 'Microsoft.Network/routeTables', 'rt-pv'),
        Location: 'westeurope',
        Name: 'rt-pv',
        ProvisioningState: 'Succeeded',
        ResourceGroupName: at.resourceGroup,
        Routes: [
          {
            AddressPrefix: '0.0.0.0/0',
            Name: 'default',
            NextHopIpAddress: '10.4.3.4',
            NextHopType: 'VirtualAppliance',
            ProvisioningState: 'Succeeded',
          },
        ],
        RoutesText: '[]',
        Subnets: [{ Id: subnetId(at, 'pvintern', 'default') }],
      },
    ],
    plan: {
      virtualNetworks: [
        {
          addressPrefixes: ['10.4.0.0/16'],
          dnsServers: ['10.4.3.4', '10.4.3.20'],
          resourceGroup: 'rg-print',
          subnets: [
            { addressPrefixes: ['10.4.3.0/24'], resources: [], resourcesComplete: true, routeTableIds: ['rt-pv'] },
          ],
        },
      ],
      routeTables: [{ routes: [{ addressPrefix: '0.0.0.0/0', nextHopIpAddress: '10.4.3.4' }] }],
    },
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
];
