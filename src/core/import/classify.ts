import { z } from 'zod';
import { readCluster } from './az-aks-list/read-cluster.ts';
import { readPool } from './az-aks-list/read-pool.ts';
import { readApplicationGateway } from './az-application-gateway-list/read-application-gateway.ts';
import { readFirewall } from './az-firewall-list/read-firewall.ts';
import { readLocalGateway } from './az-local-gateway-list/read-local-gateway.ts';
import { readNatGateway } from './az-nat-gateway-list/read-nat-gateway.ts';
import { readSecurityGroup } from './az-nsg-list/read-security-group.ts';
import { readPrivateEndpoint } from './az-private-endpoint-list/read-private-endpoint.ts';
import { readRouteTable } from './az-route-table-list/read-route-table.ts';
import { readGateway } from './az-vnet-gateway-list/read-gateway.ts';
import { readLink } from './az-vnet-list/read-link.ts';
import { readNetwork } from './az-vnet-list/read-network.ts';
import { readSubnet } from './az-vnet-list/read-subnet.ts';
import { readConnection } from './az-vpn-connection-list/read-connection.ts';
import type { Draft } from './estate/drafts.ts';
import { parseResourceId } from './resource-id.ts';
import { isJsonObject, type SourceObject } from './source-object.ts';

/** What an object of a file is. */
export type ItemKind = Draft['kind'];

const KIND_OF_TYPE: ReadonlyMap<string, ItemKind> = new Map<string, ItemKind>([
  ['microsoft.network/virtualnetworks', 'network'],
  ['microsoft.network/virtualnetworks/subnets', 'subnet'],
  ['microsoft.network/virtualnetworks/virtualnetworkpeerings', 'link'],
  ['microsoft.network/routetables', 'routeTable'],
  ['microsoft.network/networksecuritygroups', 'securityGroup'],
  ['microsoft.network/natgateways', 'natGateway'],
  ['microsoft.network/virtualnetworkgateways', 'gateway'],
  ['microsoft.network/localnetworkgateways', 'localGateway'],
  ['microsoft.network/connections', 'connection'],
  ['microsoft.network/azurefirewalls', 'firewall'],
  ['microsoft.network/applicationgateways', 'applicationGateway'],
  ['microsoft.network/privateendpoints', 'privateEndpoint'],
  ['microsoft.containerservice/managedclusters', 'cluster'],
  ['microsoft.containerservice/managedclusters/agentpools', 'pool'],
]);

/** Keys that only one kind prints, for objects without type and id. */
const KIND_OF_KEY: readonly (readonly [key: string, kind: ItemKind])[] = [
  ['addressSpace', 'network'],
  ['agentPoolProfiles', 'cluster'],
  ['remoteVirtualNetwork', 'link'],
  ['routes', 'routeTable'],
  ['securityRules', 'securityGroup'],
  ['gatewayType', 'gateway'],
  ['localNetworkAddressSpace', 'localGateway'],
  ['connectionType', 'connection'],
  ['gatewayIPConfigurations', 'applicationGateway'],
  ['vnetSubnetId', 'pool'],
  ['addressPrefix', 'subnet'],
  ['addressPrefixes', 'subnet'],
];

/** What kind of Azure object this is, by its type, else its id, else its shape; the resource type where it is one that is not read. */
export function classify(source: SourceObject): { readonly kind?: ItemKind; readonly type?: string } {
  const type = source.peek('type', z.string())?.toLowerCase();
  const id = source.peek('id', z.string());
  const named = type?.includes('/') === true ? type : id === undefined ? undefined : parseResourceId(id)?.type;
  if (named !== undefined) return { kind: KIND_OF_TYPE.get(named), type: named };
  return { kind: KIND_OF_KEY.find(([key]) => source.has(key))?.[1] };
}

const READERS: { readonly [K in ItemKind]: (source: SourceObject) => Extract<Draft, { kind: K }> | undefined } = {
  network: readNetwork,
  subnet: readSubnet,
  link: readLink,
  routeTable: readRouteTable,
  securityGroup: readSecurityGroup,
  natGateway: readNatGateway,
  gateway: readGateway,
  localGateway: readLocalGateway,
  connection: readConnection,
  firewall: readFirewall,
  applicationGateway: readApplicationGateway,
  privateEndpoint: readPrivateEndpoint,
  cluster: readCluster,
  pool: readPool,
};

/** Reads an object as what it is; undefined when too little of it is readable, which is then listed as unread. */
export function readItem(source: SourceObject, kind: ItemKind): Draft | undefined {
  return READERS[kind](source);
}

/** A plan file, of whatever version. */
export function isPlanDocument(document: unknown): boolean {
  return isJsonObject(document) && document.format === 'netwright-plan';
}

/** The values of a document that may be objects of an estate, each with its JSON path. */
export interface DocumentItems {
  readonly items: readonly { readonly value: unknown; readonly path: string }[];
  /** Why the document is not the whole list, where it says so itself. */
  readonly cut?: { readonly path: string; readonly reason: string };
}

/** Takes a list apart: a bare one (`az … list`), one under `value` (REST) or `data` (Resource Graph), or a single object (`az … show`). */
export function listItems(document: unknown): DocumentItems {
  if (Array.isArray(document)) return { items: withPaths(document, '$') };
  if (!isJsonObject(document)) return { items: [{ value: document, path: '$' }] };
  const { value, data } = document;
  if (Array.isArray(value)) {
    const more = typeof document.nextLink === 'string' && document.nextLink !== '';
    const cut = { path: '$.nextLink', reason: 'the list goes on at this address; what follows is not in the file' };
    return { items: withPaths(value, '$.value'), ...(more ? { cut } : {}) };
  }
  if (Array.isArray(data)) {
    const more = ['$skipToken', 'skip_token', 'skipToken'].find((key) => typeof document[key] === 'string');
    const cut = { path: `$["${more}"]`, reason: 'the query has more results; what follows is not in the file' };
    return { items: withPaths(data, '$.data'), ...(more === undefined ? {} : { cut }) };
  }
  return { items: [{ value: document, path: '$' }] };
}

function withPaths(list: readonly unknown[], path: string): DocumentItems['items'] {
  return list.map((value, index) => ({ value, path: `${path}[${index}]` }));
}
