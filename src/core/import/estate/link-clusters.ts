import type { Cluster, NodePool, Plan, Subnet, VirtualNetwork } from '../../plan/index.ts';
import { ownName, resourceGroupKey, type ResourceId } from '../resource-id.ts';
import { defined, resourceFields, type ClusterDraft, type PoolDraft } from './drafts.ts';
import type { Registry } from './registry.ts';

/**
 * Puts a listed cluster into the plan: its pools in their subnets, its IPAM model by plug-in and pod subnets.
 * @source catalogue 2.2; review 20.4, items 6, 7 and 15
 */
export function addCluster(draft: ClusterDraft, registry: Registry): void {
  if (registry.plan.clusters.some((cluster) => cluster.resourceId?.toLowerCase() === draft.key)) {
    registry.notes.add('keptFromPlan', `cluster ${draft.name}`);
    return;
  }
  if (draft.assumesRanges) registry.notes.add('assumedRanges', `cluster ${draft.name}`);
  const managedSubnet = draft.pools.some(({ nodeSubnet }) => nodeSubnet === undefined)
    ? findManagedSubnet(draft, registry.plan)
    : undefined;
  const pools = draft.pools.map((pool) => linkPool(pool, draft, managedSubnet, registry));
  const apiServerSubnetId =
    draft.apiServerSubnet === undefined ? undefined : registry.ensureSubnet(draft.apiServerSubnet).id;
  const network = findNetworkOf(pools, registry.plan);
  const cluster: Cluster = {
    id: registry.ids.allocate(draft.name),
    ...resourceFields(draft),
    ...draft.fields,
    ipam: ipamOf(draft),
    apiServerSubnetId,
    addOns: linkAddOns(draft, network, registry),
    pools,
  };
  registry.plan.clusters.push(defined(cluster));
}

function ipamOf({ plugin, pools }: ClusterDraft): Cluster['ipam'] {
  if (plugin !== 'azure') return plugin;
  const inPodSubnets = pools.filter(({ podSubnet }) => podSubnet !== undefined);
  if (inPodSubnets.length === 0) return 'nodesubnet';
  // Azure prints no mode for dynamic allocation on older clusters.
  return inPodSubnets.some(({ fields }) => fields.podIpAllocation === 'static')
    ? 'podsubnet-static'
    : 'podsubnet-dynamic';
}

function linkPool(
  draft: PoolDraft,
  cluster: ClusterDraft,
  managedSubnet: Subnet | undefined,
  registry: Registry,
): NodePool {
  const subnetIdOf = (id: ResourceId | undefined): string | undefined =>
    id === undefined ? undefined : registry.ensureSubnet(id).id;
  const podSubnetId = subnetIdOf(draft.podSubnet);
  return defined({
    id: registry.ids.allocate(`${cluster.name}.${draft.fields.name}`),
    ...draft.fields,
    nodeSubnetId: draft.nodeSubnet === undefined ? managedSubnet?.id : subnetIdOf(draft.nodeSubnet),
    podSubnetIds: podSubnetId === undefined ? undefined : [podSubnetId],
  });
}

/** Pools that name no subnet live in the network AKS made in the cluster's node resource group: in `aks-subnet`, or in its only subnet. */
function findManagedSubnet(draft: ClusterDraft, plan: Plan): Subnet | undefined {
  const group = draft.fields.nodeResourceGroup;
  if (group === undefined) return undefined;
  const key = resourceGroupKey(draft.subscription, group);
  const inGroup = plan.virtualNetworks.filter(
    ({ resourceGroup, subscription }) =>
      resourceGroup !== undefined && resourceGroupKey(subscription, resourceGroup) === key,
  );
  const [network] = inGroup;
  if (network === undefined || inGroup.length > 1) return undefined;
  return (
    network.subnets.find(({ name }) => name === 'aks-subnet') ??
    (network.subnets.length === 1 ? network.subnets[0] : undefined)
  );
}

function findNetworkOf(pools: readonly NodePool[], plan: Plan): VirtualNetwork | undefined {
  const ids = new Set(pools.map(({ nodeSubnetId }) => nodeSubnetId));
  return plan.virtualNetworks.find(({ subnets }) => subnets.some(({ id }) => ids.has(id)));
}

function linkAddOns(draft: ClusterDraft, network: VirtualNetwork | undefined, registry: Registry): Cluster['addOns'] {
  const subnets = network?.subnets ?? [];
  const forContainers = subnets.filter(({ delegations }) =>
    delegations?.some((service) => service.toLowerCase() === 'microsoft.servicenetworking/trafficcontrollers'),
  );
  const addOns = defined({
    agic: linkAgic(draft, registry),
    applicationGatewayForContainers: draft.applicationGatewayForContainers
      ? { subnetIds: forContainers.map(({ id }) => id) }
      : undefined,
    virtualNodes: linkVirtualNodes(draft, subnets, registry),
    ...draft.otherAddOns,
  });
  return Object.keys(addOns).length === 0 ? undefined : addOns;
}

type AddOns = NonNullable<Cluster['addOns']>;

function linkAgic({ name, agic }: ClusterDraft, registry: Registry): AddOns['agic'] {
  if (agic === undefined) return undefined;
  const { applicationGateway, subnet, subnetCidr } = agic;
  const gateway =
    applicationGateway === undefined
      ? undefined
      : subnet === undefined
        ? registry.find('applicationGateways', applicationGateway.key)
        : registry.ensureApplicationGateway(applicationGateway, registry.ensureSubnet(subnet).id);
  if (applicationGateway !== undefined && gateway === undefined) {
    registry.notes.add('unlistedGateway', `application gateway ${ownName(applicationGateway)} of cluster ${name}`);
  }
  return defined({ applicationGatewayId: gateway?.id, subnetCidr });
}

/** The add-on names a subnet of the cluster's own network. */
function linkVirtualNodes(
  { name, virtualNodesSubnet }: ClusterDraft,
  subnets: readonly Subnet[],
  registry: Registry,
): AddOns['virtualNodes'] {
  if (virtualNodesSubnet === undefined) return undefined;
  const subnet = subnets.find((one) => one.name.toLowerCase() === virtualNodesSubnet.toLowerCase());
  if (subnet === undefined)
    registry.notes.add('unknownSubnet', `subnet ${virtualNodesSubnet} for the virtual nodes of cluster ${name}`);
  return defined({ subnetId: subnet?.id });
}
