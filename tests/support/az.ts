/**
 * Small builders of what `az network vnet list`, `az aks list` and `az network route-table list` print with `-o json`: flattened, with
 * provisioning states and etags, references that are empty left out (as Azure does).
 */

export interface Place {
  readonly subscription: string;
  readonly resourceGroup: string;
}

export function place(subscription: string, resourceGroup: string): Place {
  return { subscription: `00000000-0000-0000-0000-${subscription.padStart(12, '0')}`, resourceGroup };
}

export function azId({ subscription, resourceGroup }: Place, type: string, ...names: string[]): string {
  const [provider = '', ...types] = type.split('/');
  const path = types.map((part, index) => `/${part}/${names[index] ?? ''}`).join('');
  return `/subscriptions/${subscription}/resourceGroups/${resourceGroup}/providers/${provider}${path}`;
}

export const networkId = (at: Place, name: string): string => azId(at, 'Microsoft.Network/virtualNetworks', name);
export const subnetId = (at: Place, network: string, name: string): string =>
  azId(at, 'Microsoft.Network/virtualNetworks/subnets', network, name);
export const routeTableId = (at: Place, name: string): string => azId(at, 'Microsoft.Network/routeTables', name);

export interface AzSubnet {
  readonly name: string;
  readonly prefixes: readonly string[];
  readonly routeTable?: string;
  readonly networkSecurityGroup?: string;
  readonly natGateway?: string;
  readonly delegation?: string;
  /** Resource ids; missing = Azure lists no use of the subnet. */
  readonly ipConfigurations?: readonly string[];
  readonly privateEndpoints?: readonly string[];
}

export interface AzLink {
  readonly name: string;
  readonly remote: string;
  readonly remotePrefixes: readonly string[];
  readonly gatewayTransit?: boolean;
  readonly useRemoteGateways?: boolean;
  readonly forwardedTraffic?: boolean;
}

export interface AzNetwork {
  readonly at: Place;
  readonly name: string;
  readonly prefixes: readonly string[];
  readonly region?: string;
  readonly dnsServers?: readonly string[];
  readonly subnets: readonly AzSubnet[];
  readonly links?: readonly AzLink[];
}

export function azNetwork({
  at,
  name,
  prefixes,
  region = 'westeurope',
  dnsServers,
  subnets,
  links = [],
}: AzNetwork): Record<string, unknown> {
  const group = { resourceGroup: at.resourceGroup };
  const reference = (id: string | undefined): { id: string; resourceGroup: string } | undefined =>
    id === undefined ? undefined : { id, resourceGroup: id.split('/')[4] ?? '' };
  return {
    addressSpace: { addressPrefixes: prefixes },
    ...(dnsServers === undefined ? {} : { dhcpOptions: { dnsServers } }),
    enableDdosProtection: false,
    etag: 'W/"3f0c7c5e-5a8e-4d6e-9a3e-0d8b0f7b8a11"',
    id: networkId(at, name),
    location: region,
    name,
    privateEndpointVNetPolicies: 'Disabled',
    provisioningState: 'Succeeded',
    ...group,
    subnets: subnets.map((subnet) => ({
      ...(subnet.prefixes.length === 1 ? { addressPrefix: subnet.prefixes[0] } : { addressPrefixes: subnet.prefixes }),
      delegations:
        subnet.delegation === undefined
          ? []
          : [
              {
                actions: [],
                name: 'delegation',
                provisioningState: 'Succeeded',
                serviceName: subnet.delegation,
                ...group,
                type: 'Microsoft.Network/virtualNetworks/subnets/delegations',
              },
            ],
      etag: 'W/"3f0c7c5e-5a8e-4d6e-9a3e-0d8b0f7b8a11"',
      id: subnetId(at, name, subnet.name),
      ...(subnet.ipConfigurations === undefined ? {} : { ipConfigurations: subnet.ipConfigurations.map(reference) }),
      name: subnet.name,
      ...(subnet.natGateway === undefined ? {} : { natGateway: reference(subnet.natGateway) }),
      ...(subnet.networkSecurityGroup === undefined
        ? {}
        : { networkSecurityGroup: reference(subnet.networkSecurityGroup) }),
      privateEndpointNetworkPolicies: 'Disabled',
      ...(subnet.privateEndpoints === undefined ? {} : { privateEndpoints: subnet.privateEndpoints.map(reference) }),
      privateLinkServiceNetworkPolicies: 'Enabled',
      provisioningState: 'Succeeded',
      ...group,
      ...(subnet.routeTable === undefined ? {} : { routeTable: reference(subnet.routeTable) }),
      type: 'Microsoft.Network/virtualNetworks/subnets',
    })),
    type: 'Microsoft.Network/virtualNetworks',
    virtualNetworkPeerings: links.map((link) => ({
      allowForwardedTraffic: link.forwardedTraffic ?? true,
      allowGatewayTransit: link.gatewayTransit ?? false,
      allowVirtualNetworkAccess: true,
      doNotVerifyRemoteGateways: false,
      etag: 'W/"3f0c7c5e-5a8e-4d6e-9a3e-0d8b0f7b8a11"',
      id: azId(at, 'Microsoft.Network/virtualNetworks/virtualNetworkPeerings', name, link.name),
      name: link.name,
      peerCompleteVnets: true,
      peeringState: 'Connected',
      peeringSyncLevel: 'FullyInSync',
      provisioningState: 'Succeeded',
      remoteAddressSpace: { addressPrefixes: link.remotePrefixes },
      remoteVirtualNetwork: reference(link.remote),
      remoteVirtualNetworkAddressSpace: { addressPrefixes: link.remotePrefixes },
      ...group,
      type: 'Microsoft.Network/virtualNetworks/virtualNetworkPeerings',
      useRemoteGateways: link.useRemoteGateways ?? false,
    })),
  };
}

export interface AzPool {
  readonly name: string;
  readonly mode?: 'System' | 'User';
  readonly count: number;
  /** Missing = a fixed number of nodes. */
  readonly maxCount?: number;
  readonly maxPods: number;
  /** Id; missing = the network AKS made. */
  readonly nodeSubnet?: string;
  readonly podSubnet?: string;
  readonly maxSurge?: string | null;
}

export interface AzCluster {
  readonly at: Place;
  readonly name: string;
  readonly region?: string;
  readonly nodeResourceGroup?: string;
  readonly sku?: 'Base' | 'Automatic';
  /** Keys of `networkProfile` over the defaults of an overlay cluster. */
  readonly network?: Record<string, unknown>;
  readonly apiServer?: Record<string, unknown>;
  /** Further keys of the cluster. */
  readonly fields?: Record<string, unknown>;
  readonly pools: readonly AzPool[];
}

export function nodeGroup({
  at,
  name,
  region = 'westeurope',
  nodeResourceGroup,
}: Pick<AzCluster, 'at' | 'name' | 'region' | 'nodeResourceGroup'>): Place {
  return { ...at, resourceGroup: nodeResourceGroup ?? `MC_${at.resourceGroup}_${name}_${region}` };
}

export function azCluster(cluster: AzCluster): Record<string, unknown> {
  const { at, name, region = 'westeurope', sku = 'Base', network = {}, apiServer = {}, fields = {}, pools } = cluster;
  const profile: Record<string, unknown> = {
    dnsServiceIp: '10.0.0.10',
    ipFamilies: ['IPv4'],
    loadBalancerProfile: null,
    loadBalancerSku: 'standard',
    networkDataplane: 'azure',
    networkMode: null,
    networkPlugin: 'azure',
    networkPluginMode: 'overlay',
    networkPolicy: 'none',
    outboundType: 'loadBalancer',
    podCidr: '10.244.0.0/16',
    podCidrs: ['10.244.0.0/16'],
    serviceCidr: '10.0.0.0/16',
    serviceCidrs: ['10.0.0.0/16'],
    ...network,
  };
  return {
    aadProfile: null,
    agentPoolProfiles: pools.map((pool) => ({
      availabilityZones: null,
      count: pool.count,
      currentOrchestratorVersion: '1.33.4',
      enableAutoScaling: pool.maxCount !== undefined,
      enableNodePublicIp: false,
      maxCount: pool.maxCount ?? null,
      maxPods: pool.maxPods,
      minCount: pool.maxCount === undefined ? null : pool.count,
      mode: pool.mode ?? 'System',
      name: pool.name,
      orchestratorVersion: '1.33.4',
      osSku: 'Ubuntu',
      osType: 'Linux',
      podIpAllocationMode: null,
      podSubnetId: pool.podSubnet ?? null,
      powerState: { code: 'Running' },
      provisioningState: 'Succeeded',
      scaleSetPriority: null,
      type: 'VirtualMachineScaleSets',
      upgradeSettings: {
        drainTimeoutInMinutes: null,
        maxSurge: pool.maxSurge === undefined ? '10%' : pool.maxSurge,
        maxUnavailable: null,
      },
      vmSize: 'Standard_D4s_v5',
      vnetSubnetId: pool.nodeSubnet ?? null,
    })),
    apiServerAccessProfile: { authorizedIpRanges: null, enablePrivateCluster: false, ...apiServer },
    currentKubernetesVersion: '1.33.4',
    id: azId(at, 'Microsoft.ContainerService/managedClusters', name),
    identity: { type: 'UserAssigned' },
    kubernetesVersion: '1.33',
    location: region,
    name,
    networkProfile: profile,
    nodeResourceGroup: nodeGroup(cluster).resourceGroup,
    powerState: { code: 'Running' },
    provisioningState: 'Succeeded',
    resourceGroup: at.resourceGroup,
    sku: { name: sku, tier: 'Standard' },
    type: 'Microsoft.ContainerService/ManagedClusters',
    ...fields,
  };
}

export interface AzRoute {
  readonly name: string;
  readonly prefix: string;
  readonly hop: string;
}

export function azRouteTable(
  at: Place,
  name: string,
  routes: readonly AzRoute[],
  subnets: readonly string[],
): Record<string, unknown> {
  const isAddress = (hop: string): boolean => /^\d/.test(hop);
  return {
    disableBgpRoutePropagation: true,
    etag: 'W/"3f0c7c5e-5a8e-4d6e-9a3e-0d8b0f7b8a11"',
    id: routeTableId(at, name),
    location: 'westeurope',
    name,
    provisioningState: 'Succeeded',
    resourceGroup: at.resourceGroup,
    routes: routes.map((route) => ({
      addressPrefix: route.prefix,
      etag: 'W/"3f0c7c5e-5a8e-4d6e-9a3e-0d8b0f7b8a11"',
      hasBgpOverride: false,
      id: azId(at, 'Microsoft.Network/routeTables/routes', name, route.name),
      name: route.name,
      ...(isAddress(route.hop)
        ? { nextHopIpAddress: route.hop, nextHopType: 'VirtualAppliance' }
        : { nextHopType: route.hop }),
      provisioningState: 'Succeeded',
      resourceGroup: at.resourceGroup,
      type: 'Microsoft.Network/routeTables/routes',
    })),
    subnets: subnets.map((id) => ({ id, resourceGroup: id.split('/')[4] })),
    type: 'Microsoft.Network/routeTables',
  };
}

/** The addresses of a pool's nodes as a subnet lists them; with Node Subnet each node has one for every pod as well. */
export function nodeAddresses(group: Place, pool: string, nodeCount: number, addressesPerNode = 1): string[] {
  return Array.from({ length: nodeCount }, (_, node) =>
    Array.from({ length: addressesPerNode }, (_unused, index) =>
      azId(
        group,
        'Microsoft.Compute/virtualMachineScaleSets/virtualMachines/networkInterfaces/ipConfigurations',
        `aks-${pool}-12345678-vmss`,
        String(node),
        `aks-${pool}-12345678-vmss`,
        `ipconfig${index + 1}`,
      ),
    ),
  ).flat();
}
