import { formatNumber } from '../plan/index.ts';
import { formatAddress, nthAddress } from '../address/index.ts';
import type { SubnetCapacity } from '../capacity/types.ts';
import type { Firewall, Gateway } from '../plan/index.ts';
import type { SubnetRole, SubnetView } from '../topology/types.ts';
import { countOf, joinSpoken } from './words.ts';

const GATEWAY_NAMES: Readonly<Record<Gateway['kind'], string>> = {
  vpn: 'VPN gateway',
  expressRoute: 'ExpressRoute gateway',
  routeServer: 'Route Server',
};

/** Azure's word for a kind of gateway: "ExpressRoute gateway". */
export function nameOfGatewayKind(kind: Gateway['kind']): string {
  return GATEWAY_NAMES[kind];
}

/**
 * What a gateway is, from the longest form to the shortest; the addresses are those of the subnet, where one is given.
 * For example "ExpressRoute gateway, ErGw1AZ, 27 usable", "ExpressRoute gateway, 27 usable", "ExpressRoute gateway".
 */
export function wordsOfGateway(gateway: Gateway, subnet: SubnetView | undefined): readonly string[] {
  const kind = nameOfGatewayKind(gateway.kind);
  const usable = subnet === undefined ? undefined : `${formatNumber(subnet.usable4)} usable`;
  return [joinSpoken(kind, gateway.sku, usable), joinSpoken(kind, usable), kind];
}

/**
 * "fw-hub, next hop 10.0.0.68". A firewall whose address is not known yet gets the first that Azure hands out: the fifth of its subnet.
 * @source Azure Firewall FAQ: the first usable address of AzureFirewallSubnet (2026)
 */
export function wordsOfFirewall(firewall: Firewall, subnet: SubnetView | undefined): string {
  const first = subnet?.space.blocks4[0];
  const address = first === undefined ? undefined : nthAddress(first, 4);
  const nextHop = firewall.privateIp ?? (address === undefined ? undefined : formatAddress(address));
  if (nextHop === undefined) return joinSpoken('Azure Firewall', firewall.sku);
  return joinSpoken(firewall.name, `next hop ${nextHop}`);
}

/**
 * How a subnet's addresses are used, in one line, from the longest form to the shortest: the caller takes the first that fits.
 * For example "64 of 1,019 used at full scale and upgrade", "64 of 1,019 used", "64 of 1,019".
 */
export function wordsOfUse(view: SubnetView, capacity: SubnetCapacity | undefined): readonly string[] {
  if (view.space.blocks.length === 0)
    return [view.space.prefixes.length === 0 ? 'no range yet' : 'range cannot be read'];
  if (view.space.blocks4.length === 0) return ['IPv6 only'];
  const usable = formatNumber(view.usable4);
  const most = capacity === undefined ? 0 : Math.max(capacity.now, capacity.withSurge);
  const endpoints = view.subnet.privateEndpoints ?? 0;
  if (capacity === undefined || most === 0) return [`${usable} usable`, usable];
  if (most === endpoints) return [countOf(endpoints, 'private endpoint'), countOf(endpoints, 'endpoint')];
  const used = `${capacity.complete ? '' : 'at least '}${formatNumber(most)} of ${usable}`;
  const short = `${formatNumber(most)}${capacity.complete ? '' : '+'} of ${usable}`;
  const scales = view.uses.some((use) => use.as === 'nodes' || use.as === 'pods');
  return [...(scales ? [`${used} used at full scale and upgrade`] : []), `${used} used`, `${short} used`, short];
}

/** What a role is called, and how the card writes it where nothing else there shows it: reserved names speak for themselves, clusters are drawn. */
const ROLE_NAMES: readonly (readonly [role: SubnetRole, spoken: string, written?: string])[] = [
  ['gateway', 'gateways'],
  ['firewall', 'firewall'],
  ['firewallManagement', 'firewall management'],
  ['bastion', 'Bastion'],
  ['routeServer', 'Route Server'],
  ['nodes', 'nodes'],
  ['pods', 'pods'],
  ['apiServer', 'API server', 'API server'],
  ['applicationGateway', 'Application Gateway', 'Application Gateway'],
  ['applicationGatewayForContainers', 'Application Gateway for Containers', 'Gateway for Containers'],
  ['virtualNodes', 'virtual nodes', 'Virtual nodes'],
  ['privateLinkService', 'Private Link service', 'Private Link service'],
  ['dnsResolver', 'DNS resolver', 'DNS resolver'],
  ['loadBalancers', 'load balancers', 'Load balancers'],
];

const roleNameOf = (view: SubnetView) => ROLE_NAMES.find(([role]) => view.roles.has(role));

/** What a subnet is for, for a screen reader; undefined when nothing says so. */
export function spokenRole(view: SubnetView): string | undefined {
  return roleNameOf(view)?.[1];
}

/**
 * What a subnet is for and how it is used, from the longest form to the shortest; the use alone where the role is plain to see.
 * For example "Application Gateway, 11 of 251 used", "11 of 251 used".
 */
export function wordsOfRole(view: SubnetView, use: readonly string[]): readonly string[] {
  const written = roleNameOf(view)?.[2];
  return written === undefined ? use : [...use.map((words) => joinSpoken(written, words)), ...use];
}
