/** A figure Azure sets, with where it was read. `date` is that of the document. */
export interface Limit {
  readonly value: number;
  readonly unit: string;
  /** Key of `SOURCES`. */
  readonly source: string;
  readonly date: string;
  readonly remark?: string;
}

const LIM = { source: 'LIM', date: '2022-12-05' } as const;
const LIMK = { source: 'LIMK', date: '2024-01-12' } as const;

/** Limits of Azure networking and AKS (catalogue, section 3). */
export const LIMITS = {
  'vnet.perSubscriptionRegion': { value: 1000, unit: 'virtual networks', ...LIM },
  'vnet.subnets': { value: 3000, unit: 'subnets', ...LIM },
  'vnet.peerings': { value: 500, unit: 'peerings', ...LIM },
  'vnet.peeringsManaged': {
    value: 1000,
    unit: 'peerings',
    ...LIM,
    remark: 'hub and spoke managed by Virtual Network Manager',
  },
  'vnet.privateIps': {
    value: 65_536,
    unit: 'addresses',
    ...LIM,
    remark: 'counts configured addresses; a static block counts as one',
  },
  'vnet.privateIpsPeerGroup': { value: 128_000, unit: 'addresses', ...LIM, remark: 'a network and its peers' },
  'vnet.dnsServers': { value: 20, unit: 'servers', ...LIM },
  'vnet.vpnGateways': { value: 1, unit: 'gateways', ...LIM },
  'vnet.erGateways': { value: 1, unit: 'gateways', ...LIM },
  'subnet.smallestPrefix4': { value: 29, unit: 'prefix length', source: 'VFAQ', date: '2024' },
  'subnet.largestPrefix4': {
    value: 2,
    unit: 'prefix length',
    source: 'VFAQ',
    date: '2024',
    remark: 'an older version said /8',
  },
  'subnet.prefix6': { value: 64, unit: 'prefix length', source: 'VFAQ', date: '2024', remark: 'exactly' },
  'subnet.reserved4': { value: 5, unit: 'addresses', source: 'VFAQ', date: '2024', remark: 'of every IPv4 prefix' },
  'routeTable.perSubscription': { value: 200, unit: 'route tables', ...LIM },
  'routeTable.routes': { value: 400, unit: 'routes', ...LIM },
  'routeTable.routesManaged': {
    value: 1000,
    unit: 'routes',
    ...LIM,
    remark: 'tables managed by Virtual Network Manager',
  },
  'nsg.rules': { value: 1000, unit: 'rules', ...LIM },
  'nic.ips': { value: 256, unit: 'addresses', ...LIM },
  'lb.frontendIps': { value: 600, unit: 'front ends', ...LIM },
  'lb.rules': { value: 1500, unit: 'rules', ...LIM },
  'lb.backendPool': { value: 5000, unit: 'members', ...LIM },
  'lb.backendIpConfigsPerFrontend': { value: 10_000, unit: 'configurations', source: 'BIG', date: '2026-06-05' },
  'privateEndpoints.perVnet': { value: 1000, unit: 'private endpoints', source: 'PEHS', date: '2025-04-01' },
  'privateEndpoints.perVnetHighScale': { value: 5000, unit: 'private endpoints', source: 'PEHS', date: '2025-04-01' },
  'privateEndpoints.perPeerGroup': { value: 4000, unit: 'private endpoints', source: 'PEHS', date: '2025-04-01' },
  'privateEndpoints.perPeerGroupHighScale': {
    value: 20_000,
    unit: 'private endpoints',
    source: 'PEHS',
    date: '2025-04-01',
  },
  'subnetPeering.subnetsPerLink': {
    value: 400,
    unit: 'subnets',
    source: 'SUBP',
    date: '2024-12-03',
    remark: '200 per side',
  },
  'aks.nodesPerCluster': { value: 5000, unit: 'nodes', ...LIMK, remark: 'Standard or Premium tier' },
  'aks.nodesFreeTier': { value: 10, unit: 'nodes', ...LIMK, remark: 'recommended' },
  'aks.nodesFreeTierMost': {
    value: 1000,
    unit: 'nodes',
    source: 'REL',
    date: '2024-03-17',
    remark: 'more need the Standard or Premium tier',
  },
  'aks.nodesPerPool': { value: 1000, unit: 'nodes', ...LIMK },
  'aks.poolsPerCluster': { value: 100, unit: 'node pools', ...LIMK },
  'aks.podsOverlay': {
    value: 200_000,
    unit: 'pods',
    source: 'BIG',
    date: '2026-06-05',
    remark: 'an older document says 250,000',
  },
  'aks.podsDynamic': { value: 50_000, unit: 'pods', source: 'PS', date: '2024-05-21', remark: 'recommended' },
  'aks.podsNodeSubnet': { value: 65_000, unit: 'pods', source: 'S0', date: '2025-03-24', remark: 'about' },
  'aks.podsStatic': { value: 1_000_000, unit: 'pods', source: 'PS', date: '2024-05-21' },
  'aks.minPodsPerNode': { value: 10, unit: 'pods', source: 'IPP', date: '2026-04-16' },
  'aks.maxPodsPerNode': { value: 250, unit: 'pods', source: 'IPP', date: '2026-04-16' },
  'aks.minPodsPerPool': {
    value: 30,
    unit: 'pods',
    source: 'IPP',
    date: '2026-04-16',
    remark: 'room in the whole pool',
  },
  'aks.maxPodsWindows': { value: 110, unit: 'pods', source: 'OV', date: '2026-07-31', remark: 'recommended' },
  'aks.kubenetNodes': { value: 400, unit: 'nodes', source: 'KUB', date: '2026-04-16' },
  'aks.npmNodes': { value: 250, unit: 'nodes', source: 'POL', date: '2026-08-18' },
  'aks.npmPods': { value: 20_000, unit: 'pods', source: 'POL', date: '2026-08-18' },
  'aks.l7PolicyNodes': { value: 1000, unit: 'nodes', source: 'ACNS', date: '2026' },
  'aks.l7PolicyPods': { value: 40_000, unit: 'pods', source: 'ACNS', date: '2026' },
  'aks.ciliumIdentities': { value: 65_535, unit: 'identities', source: 'CIL', date: '2026-08-05' },
  'aks.loadBalancedServices': { value: 300, unit: 'services', ...LIMK },
  'aks.windowsServices': {
    value: 500,
    unit: 'services',
    source: 'WFAQ',
    date: '2026',
    remark: 'about, with externalTrafficPolicy Cluster',
  },
  'aks.nodesBeforeInternalServices': { value: 750, unit: 'nodes', source: 'BIG', date: '2026-06-05' },
  'aks.systemPoolNodes': { value: 2, unit: 'nodes', source: 'NP', date: '2026' },
  'aks.systemPoolNodesAdvised': { value: 3, unit: 'nodes', source: 'NP', date: '2026' },
  'aks.systemPoolVcpus': { value: 4, unit: 'vCPUs', source: 'NP', date: '2026' },
  'aks.systemPoolVcpusLeast': { value: 2, unit: 'vCPUs', source: 'QUO', date: '2026-08-03' },
  'aks.systemPoolMemory': { value: 4, unit: 'GB', source: 'QUO', date: '2026-08-03' },
  'aks.stopStartNodes': { value: 100, unit: 'nodes', source: 'BIG', date: '2026-06-05' },
  'aks.managedOutboundIps': { value: 100, unit: 'addresses', source: 'LB', date: '2024-01-23' },
  'aks.managedOutboundIpsNat': { value: 16, unit: 'addresses', source: 'NAT', date: '2026-07-07' },
  'aks.nodesPerOutboundIp': { value: 1000, unit: 'nodes', source: 'BIG', date: '2026-06-05', remark: 'about' },
  'snat.portsMultiple': { value: 8, unit: 'ports', source: 'LB', date: '2024-01-23' },
  'aks.authorizedRanges': { value: 200, unit: 'ranges', source: 'AUTH', date: '2026' },
  'aks.authorizedRangesIntegrated': {
    value: 2000,
    unit: 'ranges',
    source: 'AUTH',
    date: '2026',
    remark: 'with API Server VNet Integration',
  },
  'expressRoute.prefixes4': { value: 1000, unit: 'prefixes', source: 'ERFAQ', date: '2024' },
  'expressRoute.prefixes6': { value: 100, unit: 'prefixes', source: 'ERFAQ', date: '2024' },
  'snat.portsPerIp': { value: 64_000, unit: 'ports', source: 'LB', date: '2024-01-23', remark: 'the formula AKS uses' },
  'snat.portsPerIpNat': { value: 64_512, unit: 'ports', source: 'NAT', date: '2026-07-07' },
} as const satisfies Readonly<Record<string, Limit>>;

export type LimitKey = keyof typeof LIMITS;
