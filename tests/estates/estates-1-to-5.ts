import {
  azCluster,
  azId,
  azNetwork,
  azRouteTable,
  networkId,
  nodeAddresses,
  nodeGroup,
  place,
  routeTableId,
  subnetId,
} from '../support/az.ts';
import { hub, landingZone, ranges, toHub, workload, type AzEstate } from './az-estate.ts';

/** 1. Clusters in networks AKS made, one of them from 2021. */
export function managedNetworks(): AzEstate {
  const clusters = [
    { name: 'aks-a', space: '10.224.0.0/12', nodes: '10.224.0.0/16', plugin: ranges('172.16.0.0/16', '172.20.0.0/16') },
    {
      name: 'aks-b',
      space: '10.224.0.0/12',
      nodes: '10.224.0.0/16',
      plugin: ranges('192.168.0.0/16', '172.21.0.0/16'),
    },
    // made with kubenet and since moved to overlay: the default ranges of that time, both inside its network
    {
      name: 'aks-2021',
      space: '10.0.0.0/8',
      nodes: '10.240.0.0/16',
      plugin: { ...ranges('10.244.0.0/16', '10.0.0.0/16'), networkPolicy: null, networkDataplane: null },
    },
  ];
  return {
    vnets: clusters.map(({ name, space, nodes }) => {
      const group = nodeGroup({ at: workload, name });
      return azNetwork({
        at: group,
        name: `aks-vnet-${name.length}4715234`,
        prefixes: [space],
        subnets: [
          {
            name: 'aks-subnet',
            prefixes: [nodes],
            networkSecurityGroup: azId(group, 'Microsoft.Network/networkSecurityGroups', 'aks-agentpool-44715234-nsg'),
            routeTable: routeTableId(group, 'aks-agentpool-44715234-routetable'),
            ipConfigurations: nodeAddresses(group, 'nodepool1', 3),
          },
        ],
      });
    }),
    aks: clusters.map(({ name, plugin }) =>
      azCluster({ at: workload, name, network: plugin, pools: [{ name: 'nodepool1', count: 3, maxPods: 110 }] }),
    ),
    routeTables: clusters.map(({ name }) =>
      azRouteTable(nodeGroup({ at: workload, name }), 'aks-agentpool-44715234-routetable', [], []),
    ),
  };
}

/** 2. A landing-zone subscription: the hub is in another one. */
export function landingZoneOnly(): AzEstate {
  const spokes = [1, 2, 3, 4].map((number) => ({
    name: `vnet-spoke-${number}`,
    prefix: `10.${number}.0.0/16`,
    nodes: `10.${number}.0.0/22`,
  }));
  const firewall = '10.100.0.4';
  return {
    vnets: spokes.map(({ name, prefix, nodes }) =>
      azNetwork({
        at: landingZone,
        name,
        prefixes: [prefix],
        dnsServers: [firewall],
        subnets: [
          {
            name: 'snet-aks',
            prefixes: [nodes],
            routeTable: routeTableId(landingZone, `rt-${name}`),
            ipConfigurations: nodeAddresses(nodeGroup({ at: workload, name: `aks-${name}` }), 'system', 3),
          },
          {
            name: 'snet-pe',
            prefixes: [prefix.replace('.0.0/16', '.8.0/24')],
            privateEndpoints: [azId(landingZone, 'Microsoft.Network/privateEndpoints', `pe-${name}`)],
          },
        ],
        links: [toHub(['10.100.0.0/22'])],
      }),
    ),
    aks: spokes.map(({ name }, index) =>
      azCluster({
        at: workload,
        name: `aks-${name}`,
        network: {
          outboundType: 'userDefinedRouting',
          ...ranges(`192.168.${16 * (index + 1)}.0/20`, `172.${16 + index}.0.0/16`),
        },
        pools: [
          { name: 'system', count: 3, maxCount: 6, maxPods: 110, nodeSubnet: subnetId(landingZone, name, 'snet-aks') },
        ],
      }),
    ),
    routeTables: spokes.map(({ name }) =>
      azRouteTable(
        landingZone,
        `rt-${name}`,
        [{ name: 'default', prefix: '0.0.0.0/0', hop: firewall }],
        [subnetId(landingZone, name, 'snet-aks')],
      ),
    ),
  };
}

/** 3. The connectivity subscription alone: the hub of forty spokes. */
export function connectivityOnly(): AzEstate {
  const gateway = (name: string): string =>
    azId(hub, 'Microsoft.Network/virtualNetworkGateways/ipConfigurations', name, 'default');
  return {
    vnets: [
      azNetwork({
        at: hub,
        name: 'vnet-hub',
        prefixes: ['10.100.0.0/22'],
        subnets: [
          {
            name: 'GatewaySubnet',
            prefixes: ['10.100.1.0/27'],
            ipConfigurations: [gateway('vgw-er'), gateway('vgw-vpn')],
          },
          {
            name: 'AzureFirewallSubnet',
            prefixes: ['10.100.0.0/26'],
            ipConfigurations: [
              azId(hub, 'Microsoft.Network/azureFirewalls/azureFirewallIpConfigurations', 'afw-hub', 'default'),
            ],
          },
          {
            name: 'AzureBastionSubnet',
            prefixes: ['10.100.2.0/26'],
            ipConfigurations: [
              azId(hub, 'Microsoft.Network/bastionHosts/bastionHostIpConfigurations', 'bas-hub', 'default'),
            ],
          },
          { name: 'snet-dns', prefixes: ['10.100.3.0/28'], delegation: 'Microsoft.Network/dnsResolvers' },
        ],
        links: Array.from({ length: 40 }, (_, index) => ({
          name: `to-spoke-${index + 1}`,
          remote: networkId(place(String(index + 10), 'rg-network'), `vnet-spoke-${index + 1}`),
          remotePrefixes: [`10.${index + 1}.0.0/16`],
          gatewayTransit: true,
        })),
      }),
    ],
    aks: [],
    routeTables: [],
  };
}

/** 4. A spoke of a Virtual WAN hub with routing intent: the default route comes by BGP, the table is empty. */
export function virtualWan(): AzEstate {
  const wanHub = place('9', 'RG_vhub-westeurope_0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9');
  const nodes = subnetId(landingZone, 'vnet-spoke', 'snet-aks');
  const cluster = { at: workload, name: 'aks-wan' };
  return {
    vnets: [
      azNetwork({
        at: landingZone,
        name: 'vnet-spoke',
        prefixes: ['10.20.0.0/16'],
        subnets: [
          {
            name: 'snet-aks',
            prefixes: ['10.20.0.0/24'],
            routeTable: routeTableId(landingZone, 'rt-aks'),
            ipConfigurations: [
              ...nodeAddresses(nodeGroup(cluster), 'system', 3),
              azId(
                nodeGroup(cluster),
                'Microsoft.Network/networkInterfaces/ipConfigurations',
                'kube-apiserver.nic.6f0e',
                'privateEndpointIpConfig.6f0e',
              ),
            ],
            privateEndpoints: [azId(nodeGroup(cluster), 'Microsoft.Network/privateEndpoints', 'kube-apiserver')],
          },
        ],
        links: [
          {
            name: 'RemoteVnetToHubPeering_0a1b2c3d',
            remote: networkId(wanHub, 'HV_vhub-westeurope_0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9'),
            remotePrefixes: ['10.110.0.0/23'],
            useRemoteGateways: true,
          },
        ],
      }),
    ],
    aks: [
      azCluster({
        ...cluster,
        network: { outboundType: 'userDefinedRouting', ...ranges('192.168.0.0/16', '172.16.0.0/16') },
        apiServer: { enablePrivateCluster: true, privateDnsZone: 'system' },
        pools: [{ name: 'system', count: 3, maxPods: 110, nodeSubnet: nodes }],
      }),
    ],
    routeTables: [azRouteTable(landingZone, 'rt-aks', [], [nodes])],
  };
}

/** 5. Copies of one network for every stage, unconnected, and twelve clusters with AKS's default ranges. */
export function stages(): AzEstate {
  const clusters = Array.from({ length: 12 }, (_, index) => ({
    at: workload,
    name: `aks-${String(index + 1).padStart(2, '0')}`,
  }));
  return {
    vnets: [
      ...['dev', 'test', 'prod'].map((stage) =>
        azNetwork({
          at: place('3', `rg-${stage}`),
          name: `vnet-${stage}`,
          prefixes: ['10.0.0.0/16'],
          subnets: [{ name: 'snet-app', prefixes: ['10.0.1.0/24'] }],
        }),
      ),
      ...clusters.map((cluster) =>
        azNetwork({
          at: nodeGroup(cluster),
          name: 'aks-vnet-30719405',
          prefixes: ['10.224.0.0/12'],
          subnets: [
            {
              name: 'aks-subnet',
              prefixes: ['10.224.0.0/16'],
              ipConfigurations: nodeAddresses(nodeGroup(cluster), 'nodepool1', 3),
            },
          ],
        }),
      ),
    ],
    aks: clusters.map((cluster) => azCluster({ ...cluster, pools: [{ name: 'nodepool1', count: 3, maxPods: 250 }] })),
    routeTables: [],
  };
}
