import { azCluster, azId, azNetwork, azRouteTable, place, subnetId } from './az.ts';
import {
  azApplicationGateway,
  azConnection,
  azFirewall,
  azGateway,
  azLocalGateway,
  azNatGateway,
  azPrivateEndpoint,
  azSecurityGroup,
  firewallId,
  localGatewayId,
  natId,
  nsgId,
} from './az-services.ts';

const at = place('1', 'rg-net');
const nodes = subnetId(at, 'hub', 'snet-nodes');

const hub = azNetwork({
  at,
  name: 'hub',
  prefixes: ['10.0.0.0/16'],
  subnets: [
    {
      name: 'GatewaySubnet',
      prefixes: ['10.0.1.0/26'],
      // Azure spells ids of one object in several ways
      ipConfigurations: [azId(at, 'Microsoft.Network/virtualNetworkGateways/ipConfigurations', 'VGW-Hub', 'default')],
    },
    { name: 'AzureFirewallSubnet', prefixes: ['10.0.2.0/26'], ipConfigurations: [`${firewallId(at, 'fw')}/a/b`] },
    {
      name: 'snet-nodes',
      prefixes: ['10.0.4.0/24'],
      networkSecurityGroup: nsgId(at, 'nsg'),
      natGateway: natId(at, 'nat'),
    },
    { name: 'snet-agw', prefixes: ['10.0.8.0/24'] },
  ],
});

/** One object of every list of the Azure CLI that is read, by its command: together one small hub. */
export const EVERY_LIST = {
  'az network vnet list': hub,
  'az aks list': azCluster({ at, name: 'aks', pools: [{ name: 'system', count: 3, maxPods: 250, nodeSubnet: nodes }] }),
  'az network route-table list': azRouteTable(at, 'rt', [], []),
  'az network nsg list': azSecurityGroup(at, 'nsg', [{ name: 'deny-web', destinationPortRange: '80' }], [nodes]),
  'az network nat gateway list': azNatGateway(at, 'nat'),
  'az network vnet-gateway list': azGateway(at, 'vgw-hub', 'hub'),
  'az network local-gateway list': azLocalGateway(at, 'hq', ['192.168.0.0/20']),
  'az network vpn-connection list': azConnection(at, 'to-hq', 'vgw-hub', {
    localNetworkGateway2: localGatewayId(at, 'hq'),
  }),
  'az network firewall list': azFirewall(at, 'fw', 'hub'),
  'az network application-gateway list': azApplicationGateway(at, 'agw', subnetId(at, 'hub', 'snet-agw')),
  'az network private-endpoint list': azPrivateEndpoint(at, 'pe-acr', nodes),
} as const;
