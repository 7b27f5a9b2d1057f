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
  type Place,
} from '../support/az.ts';
import { hub, landingZone, ranges, toHub, workload, type AzEstate } from './az-estate.ts';

/** 6. A large kubenet cluster with the route table AKS keeps for it. */
export function largeKubenet(): AzEstate {
  const cluster = { at: workload, name: 'aks-kubenet' };
  const nodes = subnetId(landingZone, 'vnet-kubenet', 'snet-nodes');
  const table = 'aks-agentpool-31847502-routetable';
  return {
    vnets: [
      azNetwork({
        at: landingZone,
        name: 'vnet-kubenet',
        prefixes: ['10.30.0.0/16'],
        subnets: [
          {
            name: 'snet-nodes',
            prefixes: ['10.30.0.0/22'],
            routeTable: routeTableId(nodeGroup(cluster), table),
            ipConfigurations: nodeAddresses(nodeGroup(cluster), 'nodepool1', 210),
          },
        ],
      }),
    ],
    aks: [
      azCluster({
        ...cluster,
        network: {
          networkPlugin: 'kubenet',
          networkPluginMode: null,
          networkPolicy: 'calico',
          networkDataplane: null,
          podCidr: '10.244.0.0/15',
          podCidrs: ['10.244.0.0/15'],
        },
        pools: [{ name: 'nodepool1', count: 210, maxPods: 110, nodeSubnet: nodes }],
      }),
    ],
    routeTables: [
      azRouteTable(
        nodeGroup(cluster),
        table,
        Array.from({ length: 210 }, (_, index) => ({
          name: `aks-nodepool1-31847502-vmss${index.toString(36).padStart(6, '0')}`,
          prefix: `10.244.${index}.0/24`,
          hop: `10.30.0.${index + 4}`,
        })),
        [nodes],
      ),
    ],
  };
}

/** 7. Dual-stack overlay behind a NAT gateway of the second version, with a dual-stack gateway subnet beside it. */
export function dualStack(): AzEstate {
  const cluster = { at: workload, name: 'aks-dual' };
  return {
    vnets: [
      azNetwork({
        at: landingZone,
        name: 'vnet-dual',
        prefixes: ['10.40.0.0/16', 'fd00:40::/56'],
        subnets: [
          {
            name: 'GatewaySubnet',
            prefixes: ['10.40.255.0/27', 'fd00:40:0:ff::/64'],
            ipConfigurations: [
              azId(landingZone, 'Microsoft.Network/virtualNetworkGateways/ipConfigurations', 'vgw', 'default'),
            ],
          },
          {
            name: 'snet-aks',
            prefixes: ['10.40.0.0/24', 'fd00:40::/64'],
            natGateway: azId(landingZone, 'Microsoft.Network/natGateways', 'ng-standardv2'),
            ipConfigurations: nodeAddresses(nodeGroup(cluster), 'system', 3),
          },
        ],
      }),
    ],
    aks: [
      azCluster({
        ...cluster,
        network: {
          ipFamilies: ['IPv4', 'IPv6'],
          networkDataplane: 'cilium',
          networkPolicy: 'cilium',
          outboundType: 'userAssignedNATGateway',
          podCidrs: ['10.244.0.0/16', 'fd12:3456:789a::/64'],
          serviceCidrs: ['10.0.0.0/16', 'fd12:3456:789a:1::/108'],
        },
        pools: [
          {
            name: 'system',
            count: 3,
            maxCount: 10,
            maxPods: 110,
            nodeSubnet: subnetId(landingZone, 'vnet-dual', 'snet-aks'),
          },
        ],
      }),
    ],
    routeTables: [],
  };
}

/** 8. ExpressRoute, custom DNS and private clusters; what the site announces is in no list. */
export function expressRoute(): AzEstate {
  const spokes = [1, 2].map((number) => ({ name: `vnet-spoke-${number}`, prefix: `10.${50 + number}.0.0/16` }));
  return {
    vnets: [
      azNetwork({
        at: hub,
        name: 'vnet-hub',
        prefixes: ['10.50.0.0/22'],
        dnsServers: ['10.50.1.4'],
        subnets: [
          {
            name: 'GatewaySubnet',
            prefixes: ['10.50.0.0/27'],
            ipConfigurations: [
              azId(hub, 'Microsoft.Network/virtualNetworkGateways/ipConfigurations', 'vgw-er', 'default'),
            ],
          },
          {
            name: 'snet-dns',
            prefixes: ['10.50.1.0/28'],
            ipConfigurations: [
              azId(hub, 'Microsoft.Network/networkInterfaces/ipConfigurations', 'vm-dns-nic', 'ipconfig1'),
            ],
          },
        ],
        links: spokes.map(({ name, prefix }) => ({
          name: `to-${name}`,
          remote: networkId(landingZone, name),
          remotePrefixes: [prefix],
          gatewayTransit: true,
        })),
      }),
      ...spokes.map(({ name, prefix }) => {
        const group = nodeGroup({ at: workload, name: `aks-${name}` });
        return azNetwork({
          at: landingZone,
          name,
          prefixes: [prefix],
          dnsServers: ['10.50.1.4'],
          subnets: [
            {
              name: 'snet-aks',
              prefixes: [prefix.replace('/16', '/24')],
              ipConfigurations: [
                ...nodeAddresses(group, 'system', 3),
                azId(
                  group,
                  'Microsoft.Network/networkInterfaces/ipConfigurations',
                  'kube-apiserver.nic.51aa',
                  'privateEndpointIpConfig.51aa',
                ),
                azId(
                  group,
                  'Microsoft.Network/loadBalancers/frontendIPConfigurations',
                  'kubernetes-internal',
                  'a1b2c3',
                ),
              ],
              privateEndpoints: [azId(group, 'Microsoft.Network/privateEndpoints', 'kube-apiserver')],
            },
          ],
          links: [toHub(['10.50.0.0/22'])],
        });
      }),
    ],
    aks: spokes.map(({ name }, index) =>
      azCluster({
        at: workload,
        name: `aks-${name}`,
        network: ranges(`192.168.${128 * index}.0/17`, `172.${16 + index}.0.0/16`),
        apiServer: {
          enablePrivateCluster: true,
          privateDnsZone: azId(hub, 'Microsoft.Network/privateDnsZones', 'privatelink.westeurope.azmk8s.io'),
        },
        pools: [
          { name: 'system', count: 3, maxCount: 6, maxPods: 110, nodeSubnet: subnetId(landingZone, name, 'snet-aks') },
        ],
      }),
    ),
    routeTables: [],
  };
}

/** 9. AKS Automatic in its own network: most of its nodes are in no pool. */
export function automatic(): AzEstate {
  const cluster = { at: workload, name: 'aks-auto' };
  return {
    vnets: [
      azNetwork({
        at: landingZone,
        name: 'vnet-auto',
        prefixes: ['10.60.0.0/16'],
        subnets: [
          {
            name: 'snet-api',
            prefixes: ['10.60.0.0/28'],
            delegation: 'Microsoft.ContainerService/managedClusters',
            ipConfigurations: [
              azId(
                nodeGroup(cluster),
                'Microsoft.Network/loadBalancers/frontendIPConfigurations',
                'kube-apiserver',
                'kube-apiserver-frontend',
              ),
              ...Array.from({ length: 8 }, (_, index) =>
                azId(
                  place('77', 'hcp-underlay'),
                  'Microsoft.ContainerInstance/containerGroups/ipConfigurations',
                  `apiserver-${index}`,
                  'eth0',
                ),
              ),
            ],
          },
          {
            name: 'snet-nodes',
            prefixes: ['10.60.1.0/24'],
            ipConfigurations: nodeAddresses(nodeGroup(cluster), 'systempool', 3),
          },
        ],
      }),
    ],
    aks: [
      azCluster({
        ...cluster,
        sku: 'Automatic',
        network: { networkDataplane: 'cilium', networkPolicy: 'cilium' },
        apiServer: { enableVnetIntegration: true, subnetId: subnetId(landingZone, 'vnet-auto', 'snet-api') },
        fields: { nodeProvisioningProfile: { mode: 'Auto' } },
        pools: [
          { name: 'systempool', count: 3, maxPods: 250, nodeSubnet: subnetId(landingZone, 'vnet-auto', 'snet-nodes') },
        ],
      }),
    ],
    routeTables: [],
  };
}

/** 10. An old production estate: sizes that were allowed when it was made. */
export function oldProduction(): AzEstate {
  const cluster = { at: workload, name: 'aks-prod' };
  const at: Place = landingZone;
  return {
    vnets: [
      azNetwork({
        at,
        name: 'vnet-prod',
        prefixes: ['10.70.0.0/16'],
        subnets: [
          {
            name: 'AzureBastionSubnet',
            prefixes: ['10.70.250.0/27'],
            ipConfigurations: [
              azId(at, 'Microsoft.Network/bastionHosts/bastionHostIpConfigurations', 'bas-prod', 'default'),
            ],
          },
          {
            name: 'RouteServerSubnet',
            prefixes: ['10.70.251.0/27'],
            ipConfigurations: [azId(at, 'Microsoft.Network/virtualHubs/ipConfigurations', 'rs-prod', 'default')],
          },
          {
            name: 'GatewaySubnet',
            prefixes: ['10.70.252.0/28'],
            ipConfigurations: [
              azId(at, 'Microsoft.Network/virtualNetworkGateways/ipConfigurations', 'vgw-basic', 'default'),
            ],
          },
          {
            name: 'snet-aks',
            prefixes: ['10.70.0.0/21'],
            // 30 nodes: 30 addresses of their own and 870 of pods
            ipConfigurations: nodeAddresses(nodeGroup(cluster), 'system', 30, 30),
          },
        ],
      }),
    ],
    aks: [
      azCluster({
        ...cluster,
        network: {
          networkPluginMode: null,
          networkPolicy: 'calico',
          networkDataplane: null,
          podCidr: null,
          podCidrs: null,
        },
        pools: [
          { name: 'system', count: 30, maxPods: 30, nodeSubnet: subnetId(at, 'vnet-prod', 'snet-aks'), maxSurge: null },
        ],
      }),
    ],
    routeTables: [],
  };
}
