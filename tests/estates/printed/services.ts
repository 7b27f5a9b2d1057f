import { azId, azNetwork, nodeGroup, subnetId } from '../../support/az.ts';
import {
  applicationGatewayId,
  azConnection,
  azFirewall,
  azGateway,
  azLocalGateway,
  azNatGateway,
  azSecurityGroup,
  gatewayId,
  localGatewayId,
  natId,
  nsgId,
} from '../../support/az-services.ts';
import { CLI, NODES, POSTS, REST, aks, at, vnet, type PrintedShape } from './shape.ts';

const hub = (...subnets: readonly (readonly [name: string, prefix: string])[]): Record<string, unknown> =>
  azNetwork({
    at,
    name: 'vnet-hub',
    prefixes: ['10.80.0.0/16'],
    subnets: subnets.map(([name, prefix]) => ({ name, prefixes: [prefix] })),
  });

const inGroup = nodeGroup({ at, name: 'aks-print' });

/** How security groups, gateways, sites, firewalls and application gateways were printed. */
export const PRINTED_SERVICES: readonly PrintedShape[] = [
  {
    title: 'a security group over REST: rules under properties, plural keys without their singular',
    source: REST,
    objects: [
      vnet(),
      {
        value: [
          {
            name: 'nsg-nodes',
            id: nsgId(at, 'nsg-nodes'),
            type: 'Microsoft.Network/networkSecurityGroups',
            location: 'westeurope',
            properties: {
              provisioningState: 'Succeeded',
              flushConnection: false,
              securityRules: [
                {
                  name: 'web',
                  properties: {
                    provisioningState: 'Succeeded',
                    protocol: 'TCP',
                    sourcePortRange: '*',
                    sourceAddressPrefix: 'Internet',
                    destinationAddressPrefixes: ['172.20.0.10', '172.20.0.11'],
                    access: 'Allow',
                    priority: 130,
                    direction: 'Inbound',
                    sourcePortRanges: [],
                    destinationPortRanges: ['80', '443'],
                  },
                },
              ],
              subnets: [{ id: NODES }],
            },
          },
        ],
      },
      aks({}),
    ],
    plan: {
      virtualNetworks: [{ subnets: [{ networkSecurityGroupIds: ['nsg-nodes'] }, {}] }],
      networkSecurityGroups: [
        {
          rules: [
            {
              sources: ['Internet'],
              destinations: ['172.20.0.10', '172.20.0.11'],
              destinationPorts: ['80', '443'],
            },
          ],
        },
      ],
    },
  },
  {
    title: "AKS's own security group in the node resource group, on network interfaces alone",
    source: CLI,
    objects: [
      vnet(),
      aks({}),
      {
        ...azSecurityGroup(inGroup, 'aks-agentpool-12345678-nsg'),
        networkInterfaces: [{ id: azId(inGroup, 'Microsoft.Network/networkInterfaces', 'nic') }],
      },
    ],
    plan: { networkSecurityGroups: [{ resourceGroup: inGroup.resourceGroup, rules: [] }] },
  },
  {
    title: 'a NAT gateway nobody has given an address: the list of addresses is left out',
    source: CLI,
    objects: [
      vnet(),
      {
        ...azNatGateway(at, 'nat'),
        publicIpAddresses: undefined,
        subnets: [{ id: NODES }],
        tags: { foo: 'bar' },
        zones: ['2'],
      },
      aks({ network: { outboundType: 'userAssignedNATGateway', loadBalancerProfile: null } }),
    ],
    plan: { natGateways: [{ sku: 'Standard', publicIpAddresses: 0, resourceId: natId(at, 'nat') }] },
    findings: ['warning egress-user-nat-missing: snet-nodes'],
  },
  {
    title: 'a VPN gateway with NAT rules of both directions and no pool of clients',
    source: REST,
    objects: [
      hub(['GatewaySubnet', '10.80.1.0/26']),
      azGateway(at, 'vpngw', 'vnet-hub', {
        natRules: [
          {
            name: 'natRule1',
            properties: {
              type: 'Static',
              mode: 'EgressSnat',
              internalMappings: [{ addressSpace: '10.10.0.0/24' }],
              externalMappings: [{ addressSpace: '50.0.0.0/24' }],
            },
          },
          {
            name: 'natRule2',
            properties: {
              type: 'Static',
              mode: 'IngressSnat',
              internalMappings: [{ addressSpace: '20.10.0.0/24' }],
              externalMappings: [{ addressSpace: '30.0.0.0/24' }],
            },
          },
        ],
        vpnClientConfiguration: { vpnClientProtocols: ['OpenVPN'], vpnClientRootCertificates: [] },
      }),
    ],
    plan: {
      gateways: [
        {
          kind: 'vpn',
          natRules: ['10.10.0.0/24', '20.10.0.0/24'],
          pointToSitePools: [],
          virtualNetworkId: 'vnet-hub',
        },
      ],
    },
  },
  {
    title: 'a connection with empty properties in place of the gateways it names',
    source: REST,
    objects: [
      hub(['GatewaySubnet', '10.80.1.0/26']),
      azGateway(at, 'vpngw1', 'vnet-hub'),
      azLocalGateway(at, 'localgw1', ['192.168.64.0/20']),
      {
        ...azConnection(at, 'conn1', 'vpngw1', {}),
        connectionType: 'IPsec',
        virtualNetworkGateway1: { id: gatewayId(at, 'vpngw1'), properties: {} },
        localNetworkGateway2: { properties: {}, id: localGatewayId(at, 'localgw1') },
        ingressNatRules: [{ id: `${gatewayId(at, 'vpngw1')}/natRules/natRule1` }],
      },
    ],
    plan: { sites: [{ name: 'localgw1', gatewayIds: ['vpngw1'] }] },
  },
  {
    title: 'a firewall of the preview extension: privateIpAddress, and null where there is no management NIC',
    source: POSTS,
    objects: [
      hub(['AzureFirewallSubnet', '10.80.2.0/26']),
      azFirewall(at, 'hub-firewall', 'vnet-hub', {
        hubIpAddresses: null,
        ipConfigurations: [
          {
            name: 'firewall-config',
            privateIpAddress: '10.80.2.4',
            subnet: { id: subnetId(at, 'vnet-hub', 'AzureFirewallSubnet') },
          },
        ],
        managementIpConfiguration: null,
        virtualHub: null,
      }),
    ],
    plan: { firewalls: [{ sku: 'standard', privateIp: '10.80.2.4', forcedTunneling: false }] },
  },
  {
    title: 'an application gateway with the tag of network isolation, spelled as Azure spells subnets of it',
    source: 'MicrosoftDocs/azure-docs: articles/application-gateway, private deployment',
    objects: [
      hub(['snet-agw', '10.80.8.0/24']),
      {
        id: applicationGatewayId(at, 'agw'),
        name: 'agw',
        type: 'Microsoft.Network/applicationGateways',
        location: 'westeurope',
        tags: { EnhancedNetworkControl: 'True' },
        properties: {
          provisioningState: 'Succeeded',
          sku: { name: 'WAF_v2', tier: 'WAF_v2', capacity: 3 },
          gatewayIPConfigurations: [
            { name: 'c', properties: { subnet: { id: subnetId(at, 'vnet-hub', 'SNET-AGW') } } },
          ],
          frontendIPConfigurations: [
            {
              name: 'private',
              properties: { privateIPAddress: '10.80.8.4', subnet: { id: subnetId(at, 'vnet-hub', 'snet-agw') } },
            },
          ],
        },
      },
    ],
    plan: {
      applicationGateways: [
        { version: 'v2', maxInstances: 3, privateFrontEnds: 1, networkIsolation: true, subnetId: 'vnet-hub.snet-agw' },
      ],
    },
  },
];
