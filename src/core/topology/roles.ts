import type { ApplicationGateway, DnsResolverEndpoint, Subnet } from '../plan/index.ts';
import { NONE } from './keep.ts';
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

type Roles = ReadonlyMap<SubnetRole, RoleEvidence>;

/** Roles so far, with those that come of one more. Thousands of subnets share a few dozen of these. */
class SharedRoles {
  readonly roles: Roles;
  readonly #next: Readonly<Record<RoleEvidence, Map<SubnetRole, SharedRoles>>> = {
    reservedName: new Map(),
    reference: new Map(),
    stated: new Map(),
    listed: new Map(),
  };

  constructor(roles: Roles) {
    this.roles = roles;
  }

  with(role: SubnetRole, evidence: RoleEvidence): SharedRoles {
    if (this.roles.has(role)) return this;
    const known = this.#next[evidence].get(role);
    if (known !== undefined) return known;
    const next = new SharedRoles(new Map([...this.roles, [role, evidence]]));
    this.#next[evidence].set(role, next);
    return next;
  }
}

const NO_ROLES = new SharedRoles(new Map());

/** What a subnet is for, each role with its strongest evidence. A delegation is no evidence: nothing may be there yet. Equal answers are one map. */
export function findRoles(
  subnet: Subnet,
  uses: readonly SubnetUse[],
  applicationGateways: readonly ApplicationGateway[],
  dnsResolverEndpoints: readonly DnsResolverEndpoint[],
): Roles {
  let found = NO_ROLES;
  const add = (role: SubnetRole | undefined, evidence: RoleEvidence): void => {
    if (role !== undefined) found = found.with(role, evidence);
  };
  add(RESERVED_SUBNET_NAMES.get(subnet.name), 'reservedName');
  for (const use of uses) add(ROLE_OF_USE[use.as], 'reference');
  if (applicationGateways.length > 0) add('applicationGateway', 'reference');
  if (dnsResolverEndpoints.length > 0) add('dnsResolver', 'reference');
  add(subnet.purpose, 'stated');
  if ((subnet.privateEndpoints ?? 0) > 0) add('privateEndpoints', 'listed');
  for (const resource of subnet.resources ?? NONE)
    if (resource.count > 0) add(ROLE_OF_RESOURCE.get(resource.kind), 'listed');
  return found.roles;
}
