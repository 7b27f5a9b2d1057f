/** What Azure asks of a subnet for one purpose. */
export interface SpecialSubnet {
  /** Role as the topology names it. */
  readonly role: string;
  /** Service in Azure's words. */
  readonly title: string;
  /** The name Azure demands; undefined = any. */
  readonly name?: string;
  /** Longest IPv4 prefix Azure accepts for a new subnet; undefined = by demand. */
  readonly minimumPrefix?: number;
  readonly recommendedPrefix?: number;
  /** Service names the subnet may be delegated to; empty = no delegation. Undefined = not looked at. */
  readonly delegations?: readonly string[];
  /** Whether a delegation is needed, or set by Azure itself. */
  readonly delegation: 'none' | 'required' | 'optional' | 'setByAzure';
  /** Nothing else may be in the subnet. */
  readonly exclusive: boolean;
  readonly routeTable: 'allowed' | 'restricted' | 'notSupported';
  readonly networkSecurityGroup: 'allowed' | 'restricted' | 'notSupported';
  /** Key of `SOURCES`, and the date of that document. */
  readonly source: string;
  readonly date: string;
}

export const AKS_DELEGATION = 'Microsoft.ContainerService/managedClusters';
export const APPLICATION_GATEWAY_DELEGATION = 'Microsoft.Network/applicationGateways';
export const APPLICATION_GATEWAY_FOR_CONTAINERS_DELEGATION = 'Microsoft.ServiceNetworking/trafficControllers';
export const CONTAINER_INSTANCES_DELEGATION = 'Microsoft.ContainerInstance/containerGroups';
export const DNS_RESOLVER_DELEGATION = 'Microsoft.Network/dnsResolvers';

/** Subnets with a purpose (catalogue table 5.1, corrected by review A6). */
export const SPECIAL_SUBNETS: readonly SpecialSubnet[] = [
  {
    role: 'gateway',
    title: 'VPN or ExpressRoute gateway',
    name: 'GatewaySubnet',
    minimumPrefix: 27,
    recommendedPrefix: 27,
    delegation: 'none',
    delegations: [],
    exclusive: true,
    routeTable: 'restricted',
    networkSecurityGroup: 'notSupported',
    source: 'GWS',
    date: '2023-09-26',
  },
  {
    role: 'firewall',
    title: 'Azure Firewall',
    name: 'AzureFirewallSubnet',
    minimumPrefix: 26,
    recommendedPrefix: 26,
    delegation: 'none',
    delegations: [],
    exclusive: true,
    routeTable: 'restricted',
    networkSecurityGroup: 'restricted',
    source: 'AFW',
    date: '2025',
  },
  {
    role: 'firewallManagement',
    title: 'management NIC of Azure Firewall',
    name: 'AzureFirewallManagementSubnet',
    minimumPrefix: 26,
    recommendedPrefix: 26,
    delegation: 'none',
    delegations: [],
    exclusive: true,
    routeTable: 'restricted',
    networkSecurityGroup: 'restricted',
    source: 'AFW',
    date: '2025',
  },
  {
    role: 'bastion',
    title: 'Azure Bastion',
    name: 'AzureBastionSubnet',
    minimumPrefix: 26,
    recommendedPrefix: 26,
    delegation: 'none',
    delegations: [],
    exclusive: true,
    routeTable: 'notSupported',
    networkSecurityGroup: 'restricted',
    source: 'BAS',
    date: '2023-10-13',
  },
  {
    role: 'routeServer',
    title: 'Route Server',
    name: 'RouteServerSubnet',
    minimumPrefix: 26,
    recommendedPrefix: 26,
    delegation: 'none',
    delegations: [],
    exclusive: true,
    routeTable: 'notSupported',
    networkSecurityGroup: 'notSupported',
    source: 'RS',
    date: '2025-09-17',
  },
  {
    role: 'applicationGateway',
    title: 'Application Gateway',
    recommendedPrefix: 24,
    delegation: 'optional',
    delegations: [APPLICATION_GATEWAY_DELEGATION],
    exclusive: true,
    routeTable: 'restricted',
    networkSecurityGroup: 'restricted',
    source: 'AGW',
    date: '2023-07-05',
  },
  {
    role: 'applicationGatewayForContainers',
    title: 'Application Gateway for Containers',
    minimumPrefix: 24,
    recommendedPrefix: 24,
    delegation: 'required',
    delegations: [APPLICATION_GATEWAY_FOR_CONTAINERS_DELEGATION],
    exclusive: true,
    routeTable: 'allowed',
    networkSecurityGroup: 'allowed',
    source: 'AGC',
    date: '2025-03-24',
  },
  {
    role: 'apiServer',
    title: 'AKS API server',
    minimumPrefix: 28,
    recommendedPrefix: 28,
    delegation: 'required',
    delegations: [AKS_DELEGATION],
    exclusive: true,
    routeTable: 'allowed',
    networkSecurityGroup: 'restricted',
    source: 'API',
    date: '2026-04-15',
  },
  {
    role: 'pods',
    title: 'AKS pods',
    delegation: 'setByAzure',
    delegations: [AKS_DELEGATION],
    exclusive: true,
    routeTable: 'allowed',
    networkSecurityGroup: 'allowed',
    source: 'DYN',
    date: '2024-07-09',
  },
  {
    role: 'nodes',
    title: 'AKS nodes',
    delegation: 'none',
    delegations: [],
    exclusive: false,
    routeTable: 'allowed',
    networkSecurityGroup: 'allowed',
    source: 'LEG',
    date: '2026-04-16',
  },
  {
    role: 'virtualNodes',
    title: 'virtual nodes',
    delegation: 'required',
    delegations: [CONTAINER_INSTANCES_DELEGATION],
    exclusive: true,
    routeTable: 'allowed',
    networkSecurityGroup: 'allowed',
    source: 'VN',
    date: '2023-11-06',
  },
  {
    role: 'dnsResolver',
    title: 'DNS Private Resolver endpoint',
    minimumPrefix: 28,
    recommendedPrefix: 28,
    delegation: 'required',
    delegations: [DNS_RESOLVER_DELEGATION],
    exclusive: true,
    routeTable: 'allowed',
    networkSecurityGroup: 'allowed',
    source: 'DNSR',
    date: '2024',
  },
  {
    role: 'privateEndpoints',
    title: 'private endpoints',
    recommendedPrefix: 28,
    delegation: 'optional',
    exclusive: false,
    routeTable: 'allowed',
    networkSecurityGroup: 'allowed',
    source: 'PEHS',
    date: '2025-04-01',
  },
  {
    role: 'privateLinkService',
    title: 'Private Link Service addresses',
    delegation: 'none',
    delegations: [],
    exclusive: false,
    routeTable: 'allowed',
    networkSecurityGroup: 'allowed',
    source: 'ILB',
    date: '2026',
  },
];

/** The row of a role; undefined for roles that ask nothing of their subnet. */
export function findSpecialSubnet(role: string): SpecialSubnet | undefined {
  return SPECIAL_SUBNETS.find((row) => row.role === role);
}
