import { azId, subnetId, type Place } from './az.ts';

/*
 * Small builders of what the lists of security groups, gateways, sites, firewalls and application gateways print with `-o json`: flattened, with
 * provisioning states, and with what Azure prints beside what is read.
 */

const ETAG = 'W/"3f0c7c5e-5a8e-4d6e-9a3e-0d8b0f7b8a11"';

export const nsgId = (at: Place, name: string): string => azId(at, 'Microsoft.Network/networkSecurityGroups', name);
export const natId = (at: Place, name: string): string => azId(at, 'Microsoft.Network/natGateways', name);
export const gatewayId = (at: Place, name: string): string =>
  azId(at, 'Microsoft.Network/virtualNetworkGateways', name);
export const firewallId = (at: Place, name: string): string => azId(at, 'Microsoft.Network/azureFirewalls', name);
export const applicationGatewayId = (at: Place, name: string): string =>
  azId(at, 'Microsoft.Network/applicationGateways', name);
export const localGatewayId = (at: Place, name: string): string =>
  azId(at, 'Microsoft.Network/localNetworkGateways', name);

function resource(at: Place, type: string, name: string): Record<string, unknown> {
  return {
    etag: ETAG,
    id: azId(at, type, name),
    location: 'westeurope',
    name,
    provisioningState: 'Succeeded',
    resourceGroup: at.resourceGroup,
    type,
  };
}

const reference = (id: string): { id: string; resourceGroup: string } => ({
  id,
  resourceGroup: id.split('/')[4] ?? '',
});

/** One rule as Azure prints it, with keys of one's own over it. */
export function azRule(at: Place, group: string, fields: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    access: 'Deny',
    destinationAddressPrefix: '*',
    destinationAddressPrefixes: [],
    destinationPortRange: '*',
    destinationPortRanges: [],
    direction: 'Inbound',
    etag: ETAG,
    id: azId(at, 'Microsoft.Network/networkSecurityGroups/securityRules', group, String(fields['name'] ?? 'rule')),
    name: 'rule',
    priority: 100,
    protocol: '*',
    provisioningState: 'Succeeded',
    resourceGroup: at.resourceGroup,
    sourceAddressPrefix: '*',
    sourceAddressPrefixes: [],
    sourcePortRange: '*',
    sourcePortRanges: [],
    type: 'Microsoft.Network/networkSecurityGroups/securityRules',
    ...fields,
  };
}

export function azSecurityGroup(
  at: Place,
  name: string,
  rules: readonly Record<string, unknown>[] = [],
  subnets: readonly string[] = [],
): Record<string, unknown> {
  return {
    ...resource(at, 'Microsoft.Network/networkSecurityGroups', name),
    defaultSecurityRules: [
      azRule(at, name, { name: 'DenyAllInBound', priority: 65_500, description: 'Deny all inbound traffic' }),
    ],
    networkInterfaces: [],
    securityRules: rules.map((rule) => azRule(at, name, rule)),
    ...(subnets.length === 0 ? {} : { subnets: subnets.map(reference) }),
  };
}

export function azNatGateway(at: Place, name: string, fields: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    ...resource(at, 'Microsoft.Network/natGateways', name),
    idleTimeoutInMinutes: 4,
    publicIpAddresses: [reference(azId(at, 'Microsoft.Network/publicIPAddresses', `pip-${name}`))],
    resourceGuid: '00000000-0000-0000-0000-000000000000',
    sku: { name: 'Standard', tier: 'Regional' },
    zones: ['1'],
    ...fields,
  };
}

/** A gateway in the GatewaySubnet of a network. */
export function azGateway(
  at: Place,
  name: string,
  network: string,
  fields: Record<string, unknown> = {},
): Record<string, unknown> {
  return {
    ...resource(at, 'Microsoft.Network/virtualNetworkGateways', name),
    activeActive: false,
    bgpSettings: { asn: 65_515, bgpPeeringAddress: '10.0.1.30', peerWeight: 0 },
    enableBgp: false,
    gatewayType: 'Vpn',
    ipConfigurations: [
      {
        id: `${gatewayId(at, name)}/ipConfigurations/default`,
        name: 'default',
        privateIPAllocationMethod: 'Dynamic',
        provisioningState: 'Succeeded',
        publicIPAddress: reference(azId(at, 'Microsoft.Network/publicIPAddresses', `pip-${name}`)),
        resourceGroup: at.resourceGroup,
        subnet: reference(subnetId(at, network, 'GatewaySubnet')),
      },
    ],
    sku: { capacity: 2, name: 'VpnGw2AZ', tier: 'VpnGw2AZ' },
    vpnGatewayGeneration: 'Generation2',
    vpnType: 'RouteBased',
    ...fields,
  };
}

export function azLocalGateway(
  at: Place,
  name: string,
  prefixes: readonly string[],
  fields: Record<string, unknown> = {},
): Record<string, unknown> {
  return {
    ...resource(at, 'Microsoft.Network/localNetworkGateways', name),
    gatewayIpAddress: '203.0.113.7',
    localNetworkAddressSpace: { addressPrefixes: prefixes },
    ...fields,
  };
}

/** A connection from a gateway; `to` names the other end by the key Azure has for its kind. */
export function azConnection(
  at: Place,
  name: string,
  gateway: string,
  to: Partial<Record<'localNetworkGateway2' | 'virtualNetworkGateway2' | 'peer', string>>,
  fields: Record<string, unknown> = {},
): Record<string, unknown> {
  const kind = to.peer !== undefined ? 'ExpressRoute' : to.localNetworkGateway2 === undefined ? 'Vnet2Vnet' : 'IPsec';
  return {
    ...resource(at, 'Microsoft.Network/connections', name),
    connectionType: kind,
    enableBgp: false,
    routingWeight: 0,
    virtualNetworkGateway1: reference(gatewayId(at, gateway)),
    ...Object.fromEntries(Object.entries(to).map(([key, id]) => [key, reference(id)])),
    ...fields,
  };
}

/** A firewall in the AzureFirewallSubnet of a network. */
export function azFirewall(
  at: Place,
  name: string,
  network: string,
  fields: Record<string, unknown> = {},
): Record<string, unknown> {
  return {
    ...resource(at, 'Microsoft.Network/azureFirewalls', name),
    applicationRuleCollections: [],
    ipConfigurations: [
      {
        id: `${firewallId(at, name)}/azureFirewallIpConfigurations/ipconfig`,
        name: 'ipconfig',
        privateIPAddress: '10.0.2.4',
        provisioningState: 'Succeeded',
        publicIPAddress: reference(azId(at, 'Microsoft.Network/publicIPAddresses', `pip-${name}`)),
        resourceGroup: at.resourceGroup,
        subnet: reference(subnetId(at, network, 'AzureFirewallSubnet')),
      },
    ],
    sku: { name: 'AZFW_VNet', tier: 'Standard' },
    threatIntelMode: 'Alert',
    ...fields,
  };
}

/** An application gateway with a public and a private front end. */
export function azApplicationGateway(
  at: Place,
  name: string,
  subnet: string,
  fields: Record<string, unknown> = {},
): Record<string, unknown> {
  const nested = { provisioningState: 'Succeeded', resourceGroup: at.resourceGroup };
  return {
    ...resource(at, 'Microsoft.Network/applicationGateways', name),
    autoscaleConfiguration: { maxCapacity: 10, minCapacity: 1 },
    frontendIPConfigurations: [
      {
        ...nested,
        name: 'public',
        publicIPAddress: reference(azId(at, 'Microsoft.Network/publicIPAddresses', `pip-${name}`)),
      },
      { ...nested, name: 'private', privateIPAddress: '10.0.8.10', subnet: reference(subnet) },
    ],
    gatewayIPConfigurations: [{ ...nested, name: 'ipconfig', subnet: reference(subnet) }],
    operationalState: 'Running',
    sku: { family: 'Generation_1', name: 'Standard_v2', tier: 'Standard_v2' },
    tags: {},
    ...fields,
  };
}

export function azPrivateEndpoint(at: Place, name: string, subnet: string): Record<string, unknown> {
  return {
    ...resource(at, 'Microsoft.Network/privateEndpoints', name),
    customDnsConfigs: [],
    networkInterfaces: [reference(azId(at, 'Microsoft.Network/networkInterfaces', `${name}-nic`))],
    privateLinkServiceConnections: [
      {
        groupIds: ['registry'],
        name,
        privateLinkServiceId: azId(at, 'Microsoft.ContainerRegistry/registries', 'acr'),
        provisioningState: 'Succeeded',
        resourceGroup: at.resourceGroup,
      },
    ],
    subnet: reference(subnet),
  };
}
