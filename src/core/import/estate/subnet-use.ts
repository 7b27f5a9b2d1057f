import type { Subnet } from '../../plan/index.ts';
import { ownName, resourceGroupKey, type ResourceId } from '../resource-id.ts';
import { defined, type ClusterDraft, type SubnetDraft } from './drafts.ts';

type SubnetResource = NonNullable<Subnet['resources']>[number];

/** What the rest of the estate says about who uses a subnet. */
export interface UseContext {
  /** Clusters by the resource group AKS keeps their nodes in. */
  readonly clusterOfNodeGroup: ReadonlyMap<string, ClusterDraft>;
  /** Keys of the subnets that hold API servers. */
  readonly apiServerSubnets: ReadonlySet<string>;
}

/** The use of a subnet as the plan keeps it; `hiddenNodes`: nodes of clusters that are not in the files use it too. */
export interface SubnetUseFields {
  readonly fields: Pick<Subnet, 'privateEndpoints' | 'otherAddresses' | 'resources' | 'resourcesComplete'>;
  readonly hiddenNodes: boolean;
}

/** What takes addresses, by the type of the resource whose IP configuration is listed; anything else is `other`. */
const KINDS: ReadonlyMap<string, string> = new Map([
  ['microsoft.network/bastionhosts', 'bastionHost'],
  ['microsoft.network/azurefirewalls', 'azureFirewall'],
  ['microsoft.network/virtualnetworkgateways', 'virtualNetworkGateway'],
  ['microsoft.network/virtualhubs', 'routeServer'],
  ['microsoft.network/applicationgateways', 'applicationGateway'],
  ['microsoft.network/loadbalancers', 'loadBalancer'],
  ['microsoft.network/networkinterfaces', 'virtualMachine'],
  ['microsoft.compute/virtualmachinescalesets', 'scaleSet'],
  ['microsoft.network/privatelinkservices', 'privateLinkService'],
]);

/** Kinds so many of which may stand in one subnet that they are counted together. */
const COUNTED_TOGETHER: ReadonlySet<string> = new Set(['virtualMachine', 'other']);

/**
 * Works out who uses a subnet from what Azure lists: nodes are not counted (the pools' formula counts them), nor is the API server;
 * internal load balancers count one each, a private cluster's own endpoint is left to the cluster.
 * @source review of the rule catalogue, 20.3 and 20.4, items 1 to 4
 */
export function analyseSubnetUse(draft: SubnetDraft, context: UseContext): SubnetUseFields {
  const listed = (draft.addresses ?? []).map((id) => ({ id, kind: classifyUse(id, draft, context) }));
  const endpointAddresses = listed.filter(({ kind }) => kind === 'privateEndpoint').map(({ id }) => id);
  const endpoints = countEndpoints(draft, endpointAddresses, context);
  const services = (draft.associations ?? []).filter((service) => !isAks(service));
  const hiddenNodes = listed.some(({ kind }) => kind === 'hiddenNode');
  const isSilent = draft.addresses === undefined && draft.associations === undefined;
  return {
    fields: defined({
      privateEndpoints:
        draft.privateEndpoints === undefined && endpointAddresses.length === 0 ? undefined : endpoints.counted,
      // An endpoint of a service with several addresses has one IP configuration for each; all else is among the resources.
      otherAddresses:
        draft.addresses === undefined
          ? undefined
          : Math.max(0, endpointAddresses.length - endpoints.counted - endpoints.ofClusters),
      resources: isSilent ? undefined : listResources(listed, services),
      // A service tied to the subnet holds addresses that no list shows.
      resourcesComplete: draft.useIsListed && !hiddenNodes && services.length === 0 ? true : undefined,
    }),
    hiddenNodes,
  };
}

interface ListedUse {
  readonly id: ResourceId;
  /** A kind of `KINDS`, or `node`, `hiddenNode`, `apiServer`, `privateEndpoint`, `other`. */
  readonly kind: string;
}

/** AKS ties the subnets it manages to itself; that is the cluster, not a stranger. */
function isAks(service: string): boolean {
  return service.toLowerCase().startsWith('microsoft.containerservice/');
}

function classifyUse(id: ResourceId, draft: SubnetDraft, context: UseContext): string {
  const owner = id.type.split('/').slice(0, 2).join('/');
  const [name = ''] = id.names;
  if (
    owner === 'microsoft.network/networkinterfaces' &&
    ownName(id).toLowerCase().startsWith('privateendpointipconfig')
  )
    return 'privateEndpoint';
  const ofCluster = context.clusterOfNodeGroup.has(resourceGroupKey(id.subscription, id.resourceGroup));
  const isMachine =
    owner === 'microsoft.network/networkinterfaces' || owner === 'microsoft.compute/virtualmachinescalesets';
  if (context.apiServerSubnets.has(draft.key) && (ofCluster || !isMachine)) return 'apiServer';
  if (isMachine && ofCluster) return 'node';
  if (isMachine && name.toLowerCase().startsWith('aks-')) return 'hiddenNode';
  if (owner === 'microsoft.network/virtualhubs' && draft.name.toLowerCase() !== 'routeserversubnet') return 'other';
  return KINDS.get(owner) ?? 'other';
}

/** One entry per resource with the number of its addresses; machines and unknown things together. */
function listResources(listed: readonly ListedUse[], services: readonly string[]): SubnetResource[] {
  const resources = new Map<string, SubnetResource>();
  const add = (kind: string, name: string | undefined): void => {
    const key = `${kind}/${name ?? ''}`.toLowerCase();
    const count = (resources.get(key)?.count ?? 0) + 1;
    resources.set(key, defined({ kind, name, count }));
  };
  for (const { id, kind } of listed) {
    if (kind === 'node' || kind === 'hiddenNode' || kind === 'privateEndpoint') continue;
    add(kind, COUNTED_TOGETHER.has(kind) ? undefined : id.names[0]);
  }
  for (const service of services) add('other', service);
  return [...resources.values()];
}

/** Private endpoints, without those the clusters themselves bring: the capacity formula adds one for a private cluster in its first pool's subnet. */
function countEndpoints(
  draft: SubnetDraft,
  addresses: readonly ResourceId[],
  context: UseContext,
): { counted: number; ofClusters: number } {
  const interfaces = new Map(addresses.map((id) => [id.names[0]?.toLowerCase() ?? '', id]));
  const endpoints = draft.privateEndpoints ?? [...interfaces.values()];
  const ofClusters = endpoints.filter((id) => isClusterEndpoint(id, draft, context)).length;
  return { counted: endpoints.length - ofClusters, ofClusters };
}

function isClusterEndpoint(id: ResourceId, draft: SubnetDraft, { clusterOfNodeGroup }: UseContext): boolean {
  const cluster = clusterOfNodeGroup.get(resourceGroupKey(id.subscription, id.resourceGroup));
  if (cluster === undefined || id.names[0]?.toLowerCase().startsWith('kube-apiserver') !== true) return false;
  const isFormula = cluster.fields.privateCluster === true && cluster.fields.apiServerVnetIntegration !== true;
  const firstPoolSubnet = cluster.pools[0]?.nodeSubnet?.key;
  return isFormula && (firstPoolSubnet === undefined || firstPoolSubnet === draft.key);
}
