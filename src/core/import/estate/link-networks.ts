import type { Subnet, VirtualNetwork } from '../../plan/index.ts';
import { resourceGroupKey, type ResourceId } from '../resource-id.ts';
import { defined, resourceFields, type NetworkDraft, type SubnetDraft } from './drafts.ts';
import type { Registry } from './registry.ts';
import { analyseSubnetUse, type UseContext } from './subnet-use.ts';

/** Puts a listed network into the plan. One the plan knows only as external is filled in; one it knows already is left as it is. */
export function addNetwork(draft: NetworkDraft, registry: Registry, context: UseContext): void {
  const known = registry.findNetwork(draft.key);
  if (known !== undefined && known.external !== true) {
    registry.notes.add('keptFromPlan', `network ${draft.name}`);
    return;
  }
  const isManaged =
    draft.resourceGroup !== undefined &&
    context.clusterOfNodeGroup.has(resourceGroupKey(draft.subscription, draft.resourceGroup));
  const fields = defined({
    ...resourceFields(draft),
    addressPrefixes: [...(draft.addressPrefixes ?? [])],
    dnsServers: draft.dnsServers === undefined ? undefined : [...draft.dnsServers],
    encryption: draft.encryption,
    highScalePrivateEndpoints: draft.highScalePrivateEndpoints,
    managedByAks: isManaged || undefined,
  });
  const network: VirtualNetwork = known ?? { id: registry.ids.allocate(draft.name), subnets: [], ...fields };
  if (known === undefined) registry.addNetwork(draft.key, network);
  else fillIn(network, fields);
  for (const subnet of draft.subnets) addSubnet(subnet, network, registry, context);
}

/** A stub turns into what is listed now, under the id it has. */
function fillIn(network: VirtualNetwork, fields: Partial<VirtualNetwork>): void {
  delete network.external;
  delete network.virtualHub;
  Object.assign(network, fields);
}

/** Puts a listed subnet into its network, with what it is tied to and who uses it. */
export function addSubnet(draft: SubnetDraft, network: VirtualNetwork, registry: Registry, context: UseContext): void {
  const use = analyseSubnetUse(draft, context);
  if (use.hiddenNodes) registry.notes.add('hiddenNodes', `subnet ${draft.name} of network ${network.name}`);
  const known = registry.findSubnet(draft.key);
  const fields = defined({
    ...resourceFields(draft),
    // A subnet is always in its network's group and subscription.
    resourceGroup: undefined,
    subscription: undefined,
    ...draft.fields,
    addressPrefixes: [...(draft.fields.addressPrefixes ?? [])],
    routeTableIds: idsOf(draft.routeTables, (id) => registry.ensure('routeTables', id)),
    networkSecurityGroupIds: idsOf(draft.networkSecurityGroups, (id) => registry.ensure('networkSecurityGroups', id)),
    natGatewayIds: idsOf(draft.natGateways, (id) => registry.ensure('natGateways', id)),
    ...use.fields,
  });
  const subnet: Subnet = known ?? { id: registry.ids.allocate(`${network.name}.${draft.name}`), ...fields };
  if (known === undefined) registry.addSubnet(draft.key, network, subnet);
  else Object.assign(known, fields);
  for (const id of draft.applicationGateways) {
    const gateway = registry.ensureApplicationGateway(id, subnet.id);
    const frontEnds = use.fields.resources?.find(
      ({ kind, name }) => kind === 'applicationGateway' && name?.toLowerCase() === gateway.name.toLowerCase(),
    );
    if (draft.addresses !== undefined) gateway.privateFrontEnds = frontEnds?.count ?? 0;
  }
}

function idsOf(
  ids: readonly ResourceId[] | undefined,
  ensure: (id: ResourceId) => { readonly id: string },
): string[] | undefined {
  return ids?.map((id) => ensure(id).id);
}
