import { containsAddress, parseAddress, type Address, type Block } from '../../address/index.ts';
import {
  nextId,
  type Command,
  type ObjectRef,
  type Plan,
  type Route,
  type RouteTable,
  type Subnet,
} from '../../plan/index.ts';
import { parsePrefix, weakMemo } from '../../topology/index.ts';
import type { SubnetView } from '../../topology/types.ts';

/** The route tables on a subnet; undefined when the plan does not tell whether there is one. */
export function tablesOf({ subnet, routeTables, network }: SubnetView): readonly RouteTable[] | undefined {
  return isTold(subnet.routeTableIds, subnet, network) ? routeTables : undefined;
}

/** The route tables on subnets, each once. Kept while the subnets of a network are the same: sweeps visit every spoke on every edit. */
export const tablesAmong = weakMemo((subnets: readonly SubnetView[]): readonly RouteTable[] => [
  ...new Set(subnets.flatMap(({ routeTables }) => routeTables)),
]);

/** Drawn objects say by their silence that nothing is attached; imported ones do not. */
export function isTold(ids: readonly string[] | undefined, subnet: Subnet, network: SubnetView['network']): boolean {
  return ids !== undefined || (subnet.partial !== true && network.partial !== true && network.external !== true);
}

export interface DefaultRoute {
  readonly table: RouteTable;
  readonly route: Route;
}

/** The route for everything on a subnet; `unknown` when a table that may hold it is not known. */
export function defaultRouteOf(view: SubnetView, family: 4 | 6 = 4): DefaultRoute | 'none' | 'unknown' {
  const tables = tablesOf(view);
  if (tables === undefined) return 'unknown';
  for (const table of tables) {
    const route = table.routes?.find(({ addressPrefix }) => isEverything(parsePrefix(addressPrefix).block, family));
    if (route !== undefined) return { table, route };
  }
  return tables.some(({ routes }) => routes === undefined) ? 'unknown' : 'none';
}

function isEverything(block: Block | undefined, family: 4 | 6): boolean {
  return block?.prefixLength === 0 && block.family === family;
}

/** What to ask for when the default route of a subnet is not known: its tables without contents, else the subnet. */
export function unknownTablesOf({ routeTables, ref }: SubnetView): readonly ObjectRef[] {
  const open = routeTables.filter(({ routes }) => routes === undefined);
  return open.length === 0 ? [ref] : open.map(({ id }) => ({ kind: 'routeTable', id }));
}

/** Where a route leads, in words: the address of the appliance, else the kind of hop. */
export function sayHop({ nextHopType, nextHopIpAddress }: Route): string {
  return nextHopIpAddress ?? (nextHopType === 'VirtualNetworkGateway' ? 'the virtual network gateway' : nextHopType);
}

/** A hop that leaves by an appliance or by a gateway. */
export function leadsAway({ nextHopType }: Route): boolean {
  return nextHopType === 'VirtualAppliance' || nextHopType === 'VirtualNetworkGateway';
}

/** Whether the address a route names lies in one of the blocks. */
export function hopIsIn(route: Route, blocks: readonly Block[]): boolean {
  const address = hopOf(route);
  return address !== undefined && blocks.some((block) => containsAddress(block, address));
}

/** Read once per route: sweeps ask about the same few routes for every spoke, on every edit. */
const hopOf = weakMemo(({ nextHopIpAddress }: Route): Address | undefined => {
  const address = nextHopIpAddress === undefined ? undefined : parseAddress(nextHopIpAddress);
  return address?.ok === true ? address.value : undefined;
});

/** Changes the routes of a table. */
export function changeRoutes(table: RouteTable, routes: readonly Route[]): Command {
  return { type: 'update', kind: 'routeTable', id: table.id, values: { routes: [...routes] } };
}

/** Puts a table on a subnet, in place of those there. */
export function attachTable(subnet: Subnet, tableId: string): Command {
  return { type: 'update', kind: 'subnet', id: subnet.id, values: { routeTableIds: [tableId] } };
}

/** Makes a table beside those of the plan. `name` gets a counter where it is taken. */
export function addTable(plan: Plan, name: string, routes: readonly Route[], id = nextId(plan, 'routeTable')): Command {
  const taken = new Set(plan.routeTables.map((table) => table.name.toLowerCase()));
  const names = [name, ...Array.from({ length: taken.size }, (_, index) => `${name}-${index + 2}`)];
  const free = names.find((candidate) => !taken.has(candidate.toLowerCase())) ?? name;
  return { type: 'add', kind: 'routeTable', object: { id, name: free, routes: [...routes] } };
}
