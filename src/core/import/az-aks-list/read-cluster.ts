import { z } from 'zod';
import { AKS_DEFAULTS } from '../../azure/index.ts';
import { clusterSchema } from '../../plan/schema/cluster.ts';
import { defined, type ClusterDraft } from '../estate/drafts.ts';
import { readId, readResource, readSubnetId } from '../read-resource.ts';
import type { SourceObject } from '../source-object.ts';
import { readChoice } from '../read-choice.ts';
import { readFeatures, readOutbound } from './read-network-features.ts';
import { readPool } from './read-pool.ts';

const shape = clusterSchema.shape;
const cidrSchema = shape.podCidrs.element;
const addressSchema = shape.dnsServiceIp.unwrap();
const nameSchema = shape.name;
/** Some versions print `ipv4`. */
const familySchema = z
  .string()
  .transform((family) => family.replace(/^ipv/i, 'IPv'))
  .pipe(shape.ipFamilies.element);

/**
 * Reads one cluster as `az aks list` prints it.
 * @source catalogue 2.2 (how Azure's network profile maps to an IPAM model); review 20.4, items 11 to 16
 */
export function readCluster(source: SourceObject): ClusterDraft | undefined {
  const resource = readResource(source);
  if (resource === undefined) return undefined;
  const { id, ...fields } = resource;
  const network = source.object('networkProfile');
  const apiServer = source.object('apiServerAccessProfile');
  const plugin = readPlugin(source, network);
  const printed = {
    podCidrs: readRanges(network, 'podCidrs', 'podCidr'),
    serviceCidrs: readRanges(network, 'serviceCidrs', 'serviceCidr'),
    dnsServiceIp: nonEmpty(network?.read('dnsServiceIp', addressSchema)),
  };
  const ipFamilies = readFamilies(network, [...printed.podCidrs, ...printed.serviceCidrs]);
  // Azure prints the ranges of every cluster it has; a description of one to come may leave them to AKS.
  const mayLeaveOut = fields.origin === undefined && network?.peek('networkPlugin', z.string()) !== undefined;
  const ranges = mayLeaveOut ? withDefaults(printed, plugin, ipFamilies) : printed;
  const mode = readChoice(source.object('sku'), 'name', {
    base: 'base',
    automatic: 'automatic',
    basic: 'base',
  } as const);
  return {
    kind: 'cluster',
    ...fields,
    plugin,
    assumesRanges: ranges !== printed,
    fields: defined({
      kubernetesVersion:
        source.read('currentKubernetesVersion', nameSchema) ?? source.read('kubernetesVersion', nameSchema),
      tier: readChoice(source.object('sku'), 'tier', {
        free: 'free',
        paid: 'standard',
        standard: 'standard',
        premium: 'premium',
      }),
      mode,
      nodeResourceGroup: source.read('nodeResourceGroup', nameSchema),
      dataPlane: readChoice(network, 'networkDataplane', { azure: 'azure', cilium: 'cilium' }) ?? 'azure',
      networkPolicy:
        readChoice(network, 'networkPolicy', {
          none: 'none',
          '': 'none',
          azure: 'azure',
          calico: 'calico',
          cilium: 'cilium',
        }) ?? 'none',
      ipFamilies,
      ...ranges,
      dockerBridgeCidr: nonEmpty(network?.read('dockerBridgeCidr', cidrSchema)),
      outboundType: readOutboundType(network),
      privateCluster: apiServer?.read('enablePrivateCluster', z.boolean()),
      apiServerVnetIntegration: apiServer?.read('enableVnetIntegration', z.boolean()),
      privateDnsZone: nonEmpty(apiServer?.read('privateDnsZone', shape.privateDnsZone.unwrap())),
      publicFqdn: apiServer?.read('enablePrivateClusterPublicFQDN', z.boolean()),
      authorizedIpRanges: apiServer?.readList('authorizedIpRanges', cidrSchema),
      identity: readIdentity(source),
      ...readOutbound(network),
      ...readFeatures(source, network),
      loadBalancerSku: readChoice(network, 'loadBalancerSku', { basic: 'basic', standard: 'standard' }),
      networkIsolated: readChoice(source.object('bootstrapProfile'), 'artifactSource', { cache: true, direct: false }),
      nodeAutoProvisioning: readChoice(source.object('nodeProvisioningProfile'), 'mode', { auto: true, manual: false }),
    }),
    apiServerSubnet: apiServer === undefined ? undefined : readSubnetId(apiServer, 'subnetId'),
    ...readAddOns(source),
    pools: (source.objects('agentPoolProfiles') ?? []).flatMap((pool) => readPool(pool, { key: fields.key, id }) ?? []),
  };
}

function readPlugin(source: SourceObject, network: SourceObject | undefined): ClusterDraft['plugin'] {
  const mode = readChoice(network, 'networkPluginMode', { overlay: true, none: false, '': false });
  const plugin = readChoice(network, 'networkPlugin', { azure: 'azure', kubenet: 'kubenet', none: 'byo' } as const);
  if (plugin !== undefined) return plugin === 'azure' && mode === true ? 'overlay' : plugin;
  (network ?? source).refuse(
    'the network plug-in is not readable; the cluster is taken as Azure CNI Overlay, the default',
    'networkPlugin',
  );
  return 'overlay';
}

interface Ranges {
  readonly podCidrs: string[];
  readonly serviceCidrs: string[];
  readonly dnsServiceIp: string | undefined;
}

/** The ranges with AKS's defaults where none is printed; the same object when nothing is missing. @source KUB, OVH, DUAL */
function withDefaults(printed: Ranges, plugin: ClusterDraft['plugin'], ipFamilies: readonly string[]): Ranges {
  const lacksPods = (plugin === 'overlay' || plugin === 'kubenet') && printed.podCidrs.length === 0;
  const lacksServices = printed.serviceCidrs.length === 0;
  if (!lacksPods && !lacksServices) return printed;
  const ofFamilies = (four: string, six: string): string[] => (ipFamilies.includes('IPv6') ? [four, six] : [four]);
  return {
    podCidrs: lacksPods ? ofFamilies(AKS_DEFAULTS.podCidr, AKS_DEFAULTS.podCidr6) : printed.podCidrs,
    serviceCidrs: lacksServices
      ? ofFamilies(AKS_DEFAULTS.serviceCidr, AKS_DEFAULTS.serviceCidr6)
      : printed.serviceCidrs,
    dnsServiceIp: printed.dnsServiceIp ?? (lacksServices ? AKS_DEFAULTS.dnsServiceIp : undefined),
  };
}

/** Both forms are printed side by side; the list wins. */
function readRanges(network: SourceObject | undefined, list: string, single: string): string[] {
  const ranges = network?.readList(list, cidrSchema) ?? network?.readList(single, cidrSchema) ?? [];
  return ranges.filter((range) => range !== '');
}

function readFamilies(network: SourceObject | undefined, ranges: readonly string[]): ('IPv4' | 'IPv6')[] {
  const printed = network?.readList('ipFamilies', familySchema) ?? [];
  if (printed.length > 0) return [...new Set(printed)];
  return ranges.some((range) => range.includes(':')) ? ['IPv4', 'IPv6'] : ['IPv4'];
}

function readOutboundType(network: SourceObject | undefined): ClusterDraft['fields']['outboundType'] {
  const choices = Object.fromEntries(shape.outboundType.options.map((option) => [option.toLowerCase(), option]));
  // Azure's default; clusters older than the field print none.
  return readChoice(network, 'outboundType', choices) ?? 'loadBalancer';
}

function readIdentity(source: SourceObject): ClusterDraft['fields']['identity'] {
  const identity = readChoice(source.object('identity'), 'type', {
    systemassigned: 'systemAssigned',
    userassigned: 'userAssigned',
    none: undefined,
  } as const);
  if (identity !== undefined) return identity;
  const client = source.object('servicePrincipalProfile')?.read('clientId', nameSchema);
  return client === undefined || client === 'msi' ? undefined : 'servicePrincipal';
}

function readAddOns(
  source: SourceObject,
): Pick<ClusterDraft, 'agic' | 'virtualNodesSubnet' | 'applicationGatewayForContainers' | 'otherAddOns'> {
  const addOns = source.object('addonProfiles');
  const agic = readEnabled(addOns?.object('ingressApplicationGateway'))?.object('config');
  const virtualNodes = readEnabled(addOns?.object('aciConnectorLinux'))?.object('config');
  const ingress = source.object('ingressProfile');
  return {
    agic:
      agic === undefined
        ? undefined
        : {
            applicationGateway: readId(agic, 'effectiveApplicationGatewayId') ?? readId(agic, 'applicationGatewayId'),
            subnet: readSubnetId(agic, 'subnetId'),
            subnetCidr: nonEmpty(agic.read('subnetCIDR', cidrSchema) ?? agic.read('subnetPrefix', cidrSchema)),
          },
    virtualNodesSubnet: nonEmpty(virtualNodes?.read('SubnetName', nameSchema)),
    applicationGatewayForContainers: readEnabled(ingress?.object('applicationLoadBalancer')) !== undefined,
    otherAddOns: {
      ...readApplicationRouting(ingress?.object('webAppRouting')),
      istio: readChoice(source.object('serviceMeshProfile'), 'mode', { istio: true, disabled: false, '': undefined }),
      openServiceMesh: addOns?.object('openServiceMesh')?.read('enabled', z.boolean()),
    },
  };
}

function readApplicationRouting(routing: SourceObject | undefined): ClusterDraft['otherAddOns'] {
  const controller = readChoice(routing?.object('nginx'), 'defaultIngressControllerType', {
    internal: 'internal',
    external: 'external',
    annotationcontrolled: 'annotation',
    none: 'none',
    '': undefined,
  } as const);
  return {
    applicationRouting: routing?.read('enabled', z.boolean()),
    applicationRoutingController: controller === undefined || controller === 'none' ? undefined : 'nginx',
    applicationRoutingInternal:
      controller === 'internal' ? true : controller === 'external' || controller === 'none' ? false : undefined,
  };
}

function readEnabled(addOn: SourceObject | undefined): SourceObject | undefined {
  return addOn?.read('enabled', z.boolean()) === true ? addOn : undefined;
}

function nonEmpty(text: string | undefined): string | undefined {
  return text === '' ? undefined : text;
}
