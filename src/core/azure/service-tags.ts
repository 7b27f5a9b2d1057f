/** What a service tag stands for. Only the first three have ranges a plan can work out. */
export type ServiceTagReach =
  /** The network, its connected peers and sites, and what its route tables name. */
  | 'virtualNetwork'
  /** Everything public outside the network, Azure's own public addresses among it. */
  | 'internet'
  /** The address health probes come from. */
  | 'loadBalancer'
  /** Addresses of the host platform, which no rule for other addresses touches. */
  | 'platform'
  /** Every public address of Azure's datacentres. */
  | 'cloud'
  /** Public addresses of one service. */
  | 'service';

export interface ServiceTag {
  readonly name: string;
  readonly reach: ServiceTagReach;
}

/** Where the tags were read. */
export const SERVICE_TAGS_READ = { source: 'TAGS', date: '2021-04-23' } as const;

/** Virtual address of the host: health probes and Azure's own name resolution come from it. @source TAGS, VFAQ */
export const HOST_ADDRESS = '168.63.129.16/32';

const SERVICES = [
  'ActionGroup',
  'ApiManagement',
  'AppConfiguration',
  'AppService',
  'AppServiceManagement',
  'ApplicationInsightsAvailability',
  'AzureActiveDirectory',
  'AzureActiveDirectoryDomainServices',
  'AzureAdvancedThreatProtection',
  'AzureArcInfrastructure',
  'AzureAttestation',
  'AzureBackup',
  'AzureBotService',
  'AzureCognitiveSearch',
  'AzureConnectors',
  'AzureContainerRegistry',
  'AzureCosmosDB',
  'AzureDatabricks',
  'AzureDataExplorerManagement',
  'AzureDataLake',
  'AzureDevOps',
  'AzureDigitalTwins',
  'AzureEventGrid',
  'AzureFrontDoor',
  'AzureInformationProtection',
  'AzureIoTHub',
  'AzureKeyVault',
  'AzureMachineLearning',
  'AzureMonitor',
  'AzureResourceManager',
  'AzureSignalR',
  'AzureSiteRecovery',
  'AzureTrafficManager',
  'BatchNodeManagement',
  'CognitiveServicesManagement',
  'DataFactory',
  'DataFactoryManagement',
  'EventHub',
  'GatewayManager',
  'GuestAndHybridManagement',
  'HDInsight',
  'LogicApps',
  'LogicAppsManagement',
  'MicrosoftCloudAppSecurity',
  'MicrosoftContainerRegistry',
  'PowerBI',
  'PowerQueryOnline',
  'ServiceBus',
  'ServiceFabric',
  'Sql',
  'SqlManagement',
  'Storage',
  'StorageSyncService',
  'WindowsVirtualDesktop',
] as const;

const TAGS: readonly ServiceTag[] = [
  { name: 'VirtualNetwork', reach: 'virtualNetwork' },
  { name: 'Internet', reach: 'internet' },
  { name: 'AzureLoadBalancer', reach: 'loadBalancer' },
  { name: 'AzurePlatformDNS', reach: 'platform' },
  { name: 'AzurePlatformIMDS', reach: 'platform' },
  { name: 'AzurePlatformLKM', reach: 'platform' },
  { name: 'AzureCloud', reach: 'cloud' },
  ...SERVICES.map((name) => ({ name, reach: 'service' as const })),
];

/** Spellings of the classic deployment model, which tools still print. @source TAGS */
const OLD_SPELLINGS = [
  ['azure_loadbalancer', 'AzureLoadBalancer'],
  ['internet', 'Internet'],
  ['virtual_network', 'VirtualNetwork'],
] as const;

const byName: ReadonlyMap<string, ServiceTag> = new Map(TAGS.map((tag) => [tag.name.toLowerCase(), tag]));
const oldSpellings: ReadonlyMap<string, string> = new Map(OLD_SPELLINGS);

/**
 * The service tag a text names, without its region, case ignored; undefined when it is none of the table. A part after the dot is a region, or a
 * subdivision of the service ("AzureFrontDoor.Backend").
 * @source TAGS, 2021-04-23
 * @example findServiceTag('azurecloud.WestEurope')?.name // 'AzureCloud'
 */
export function findServiceTag(text: string): (ServiceTag & { readonly part?: string }) | undefined {
  const written = text.trim().toLowerCase();
  const [base = '', part] = (oldSpellings.get(written)?.toLowerCase() ?? written).split('.', 2);
  const tag = byName.get(base);
  return tag === undefined || part === undefined ? tag : { ...tag, part };
}

interface DefaultSecurityRule {
  readonly name: string;
  readonly priority: number;
  readonly direction: 'Inbound' | 'Outbound';
  readonly access: 'Allow' | 'Deny';
  readonly source: string;
  readonly destination: string;
}

/** Rules every network security group ends with; any protocol and port. @source VFAQ, NET */
export const DEFAULT_SECURITY_RULES: readonly DefaultSecurityRule[] = [
  inbound('AllowVnetInBound', 65_000, 'Allow', 'VirtualNetwork', 'VirtualNetwork'),
  inbound('AllowAzureLoadBalancerInBound', 65_001, 'Allow', 'AzureLoadBalancer', '*'),
  inbound('DenyAllInBound', 65_500, 'Deny', '*', '*'),
  outbound('AllowVnetOutBound', 65_000, 'Allow', 'VirtualNetwork', 'VirtualNetwork'),
  outbound('AllowInternetOutBound', 65_001, 'Allow', '*', 'Internet'),
  outbound('DenyAllOutBound', 65_500, 'Deny', '*', '*'),
];

type DefaultRuleParts = readonly [
  name: string,
  priority: number,
  access: 'Allow' | 'Deny',
  source: string,
  destination: string,
];

function inbound(...[name, priority, access, source, destination]: DefaultRuleParts): DefaultSecurityRule {
  return { name, priority, direction: 'Inbound', access, source, destination };
}

function outbound(...[name, priority, access, source, destination]: DefaultRuleParts): DefaultSecurityRule {
  return { name, priority, direction: 'Outbound', access, source, destination };
}
