import type { NatGateway, NetworkSecurityGroup, RouteTable, Subnet } from '../../plan/index.ts';
import type { ResourceId } from '../resource-id.ts';
import {
  defined,
  resourceFields,
  type NatGatewayDraft,
  type ResourceDraft,
  type RouteTableDraft,
  type SecurityGroupDraft,
} from './drafts.ts';
import type { Registry, ResourceList, Resources } from './registry.ts';

/*
 * Route tables, security groups and NAT gateways: they are put into the plan before anything refers to them, and attached when the
 * subnets are there.
 */

export function addRouteTable(draft: RouteTableDraft, registry: Registry): void {
  const table = (id: string): RouteTable =>
    defined({
      id,
      ...resourceFields(draft),
      partial: draft.routes === undefined ? true : undefined,
      routes: draft.routes === undefined ? undefined : [...draft.routes],
      disableBgpRoutePropagation: draft.disableBgpRoutePropagation,
    });
  putListed('routeTables', draft, table, registry, ({ routes }) => routes !== undefined, 'route table');
}

export function addSecurityGroup(draft: SecurityGroupDraft, registry: Registry): void {
  const group = (id: string): NetworkSecurityGroup =>
    defined({
      id,
      ...resourceFields(draft),
      partial: draft.rules === undefined ? true : undefined,
      rules: draft.rules === undefined ? undefined : [...draft.rules],
    });
  putListed('networkSecurityGroups', draft, group, registry, ({ rules }) => rules !== undefined, 'security group');
}

export function addNatGateway(draft: NatGatewayDraft, registry: Registry): void {
  const { sku, publicIpAddresses } = draft.fields;
  const gateway = (id: string): NatGateway =>
    defined({
      id,
      ...resourceFields(draft),
      partial: sku === undefined || publicIpAddresses === undefined ? true : undefined,
      ...draft.fields,
    });
  if (draft.usesPrefixes) registry.notes.add('addressesInPrefixes', `NAT gateway ${draft.name}`);
  putListed('natGateways', draft, gateway, registry, (known) => known.sku !== undefined, 'NAT gateway');
}

/**
 * Puts a listed resource into the plan: as a new object, or in place of what was known of it by a reference. One the plan knows already is left
 * as it is.
 */
export function putListed<L extends ResourceList>(
  list: L,
  draft: ResourceDraft,
  create: (id: string) => Resources[L],
  registry: Registry,
  isKnown: (known: Resources[L]) => boolean,
  word: string,
): void {
  const known = registry.find(list, draft.key);
  if (known === undefined) {
    registry.add(list, draft.key, create(registry.ids.allocate(draft.name)));
  } else if (isKnown(known)) {
    registry.notes.add('keptFromPlan', `${word} ${draft.name}`);
  } else {
    delete known.partial;
    Object.assign(known, create(known.id));
  }
}

/** A table or group names its subnets, and a subnet its table; where only the one says so, the subnet learns of it. */
export function attachListed(
  list: 'routeTables' | 'networkSecurityGroups' | 'natGateways',
  draft: ResourceDraft & { readonly subnets: readonly ResourceId[] },
  registry: Registry,
): void {
  const object = registry.find(list, draft.key);
  const field = FIELD_OF_LIST[list];
  for (const { key } of object === undefined ? [] : draft.subnets) {
    const subnet = registry.findSubnet(key);
    if (object === undefined || subnet === undefined || subnet[field]?.includes(object.id) === true) continue;
    subnet[field] = [...(subnet[field] ?? []), object.id];
  }
}

const FIELD_OF_LIST = {
  routeTables: 'routeTableIds',
  networkSecurityGroups: 'networkSecurityGroupIds',
  natGateways: 'natGatewayIds',
} as const satisfies Record<string, keyof Subnet>;
