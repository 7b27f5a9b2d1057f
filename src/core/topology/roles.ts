import type { ApplicationGateway, DnsResolverEndpoint, Subnet } from '../plan/index.ts';
import type { RoleEvidence, SubnetRole, SubnetUse } from './types.ts';

/**
 * Names Azure reserves: a subnet of that name is what the name says, and only under that name may the service live.
 * @source catalogue table 5.1 (VPN gateway, Azure Firewall, Bastion and Route Server documentation)
 */
export const RESERVED_SUBNET_NAMES: ReadonlyMap<string, SubnetRole> = new Map<string, SubnetRole>([
  ['GatewaySubnet', 'gateway'],
  ['AzureFirewallSubnet', 'firewall'],
  ['AzureFirewallManagementSubnet', 'firewallManagement'],
  ['AzureBastionSubnet', 'bastion'],
  ['RouteServerSubnet', 'routeServer'],
]);

const ROLE_OF_USE: Readonly<Record<SubnetUse['as'], SubnetRole>> = {
  nodes: 'nodes',
  pods: 'pods',
  apiServer: 'apiServer',
  virtualNodes: 'virtualNodes',
  agc: 'applicationGatewayForContainers',
  loadBalancer: 'loadBalancers',
  privateLink: 'privateLinkService',
};

const ROLE_OF_RESOURCE: ReadonlyMap<string, SubnetRole> = new Map<string, SubnetRole>([
  ['virtualMachine', 'virtualMachines'],
  ['scaleSet', 'virtualMachines'],
  ['bastionHost', 'bastion'],
  ['azureFirewall', 'firewall'],
  ['virtualNetworkGateway', 'gateway'],
  ['routeServer', 'routeServer'],
  ['applicationGateway', 'applicationGateway'],
  ['loadBalancer', 'loadBalancers'],
  ['privateEndpoint', 'privateEndpoints'],
  ['apiServer', 'apiServer'],
]);

const NO_ROLES: ReadonlyMap<SubnetRole, RoleEvidence> = new Map();

/** What a subnet is for, each role with its strongest evidence. A delegation is no evidence: nothing may be there yet. */
export function findRoles(
  subnet: Subnet,
  uses: readonly SubnetUse[],
  applicationGateways: readonly ApplicationGateway[],
  dnsResolverEndpoints: readonly DnsResolverEndpoint[],
): ReadonlyMap<SubnetRole, RoleEvidence> {
  let roles: Map<SubnetRole, RoleEvidence> | undefined;
  const add = (role: SubnetRole | undefined, evidence: RoleEvidence): void => {
    if (role === undefined || roles?.has(role) === true) return;
    roles ??= new Map();
    roles.set(role, evidence);
  };
  add(RESERVED_SUBNET_NAMES.get(subnet.name), 'reservedName');
  for (const use of uses) add(ROLE_OF_USE[use.as], 'reference');
  if (applicationGateways.length > 0) add('applicationGateway', 'reference');
  if (dnsResolverEndpoints.length > 0) add('dnsResolver', 'reference');
  add(subnet.purpose, 'stated');
  if ((subnet.privateEndpoints ?? 0) > 0) add('privateEndpoints', 'listed');
  for (const resource of subnet.resources ?? [])
    if (resource.count > 0) add(ROLE_OF_RESOURCE.get(resource.kind), 'listed');
  return roles ?? NO_ROLES;
}
