import {
  blockAround,
  containsAddress,
  containsBlock,
  firstAddress,
  formatAddress,
  formatBlock,
  parseAddress,
  type Address,
  type Block,
} from '../address/index.ts';
import { mapList, type Plan } from '../plan/index.ts';
import { readBlock, spacesOf } from './ranges.ts';

/** A range that moves: what lies in `from` keeps its offset in `to`. Both of one family. */
export interface Shift {
  readonly from: Block;
  readonly to: Block;
}

function moveAddress(address: Address, { from, to }: Shift): Address | undefined {
  if (address.family === 4 && from.family === 4 && to.family === 4) {
    const value = to.first + (address.value - from.first);
    return value <= to.last ? { family: 4, value } : undefined;
  }
  if (address.family === 6 && from.family === 6 && to.family === 6) {
    const value = to.first + (address.value - from.first);
    return value <= to.last ? { family: 6, value } : undefined;
  }
  return undefined;
}

/** Where a block inside `from` comes to lie; undefined when it is not inside, or its offset is past the end of `to`. */
export function shiftBlock(block: Block, shift: Shift): Block | undefined {
  if (!containsBlock(shift.from, block) || block.prefixLength < shift.to.prefixLength) return undefined;
  const first = moveAddress(firstAddress(block), shift);
  return first === undefined ? undefined : blockAround(first, block.prefixLength);
}

/** The written address after the shifts; as it was when none of them holds it. */
export function shiftAddressText(text: string, shifts: readonly Shift[]): string {
  const parsed = parseAddress(text);
  if (!parsed.ok) return text;
  const shift = shifts.find(({ from }) => containsAddress(from, parsed.value));
  const moved = shift === undefined ? undefined : moveAddress(parsed.value, shift);
  return moved === undefined ? text : formatAddress(moved);
}

/** The written range after the shifts; as it was when none of them holds it. */
export function shiftRangeText(text: string, shifts: readonly Shift[]): string {
  const block = readBlock(text);
  if (block === undefined) return text;
  const shift = shifts.find(({ from }) => containsBlock(from, block));
  const moved = shift === undefined ? undefined : shiftBlock(block, shift);
  return moved === undefined ? text : formatBlock(moved);
}

/** `object` with one field replaced, or the same object when the value is the same. */
function withField<T extends object, K extends keyof T>(object: T, key: K, value: T[K]): T {
  return object[key] === value ? object : { ...object, [key]: value };
}

/**
 * Lets everything that names an address of a moved range follow it: pinned addresses of the moved subnets, internal load balancers of the
 * clusters in them, firewall addresses of the network, DNS servers, route destinations and next hops. An address that another network holds as
 * well is left alone unless it is written inside the moved network, because there it may mean the other one.
 * The prefixes of the subnets themselves are the caller's.
 */
export function carryAddresses(
  plan: Plan,
  networkId: string,
  subnetIds: ReadonlySet<string>,
  shifts: readonly Shift[],
): Plan {
  const others = spacesOf(plan.virtualNetworks.filter(({ id }) => id !== networkId));
  const contested = (text: string): boolean => {
    const parsed = parseAddress(text.split('/')[0] ?? '');
    return parsed.ok && others.some((block) => containsAddress(block, parsed.value));
  };
  const follow = (text: string, inside: boolean): string =>
    !inside && contested(text) ? text : shiftAddressText(text, shifts);
  const followRange = (text: string, inside: boolean): string =>
    !inside && contested(text) ? text : shiftRangeText(text, shifts);

  const virtualNetworks = mapList(plan.virtualNetworks, (network) => {
    const inside = network.id === networkId;
    const servers = network.dnsServers && mapList(network.dnsServers, (server) => follow(server, inside));
    const subnets = mapList(network.subnets, (subnet) => {
      if (!subnetIds.has(subnet.id) || subnet.staticAddresses === undefined) return subnet;
      const pinned = mapList(subnet.staticAddresses, (one) =>
        withField(one, 'address', shiftAddressText(one.address, shifts)),
      );
      return withField(subnet, 'staticAddresses', pinned);
    });
    return withField(withField(network, 'dnsServers', servers), 'subnets', subnets);
  });
  const firewalls = mapList(plan.firewalls, (firewall) =>
    firewall.virtualNetworkId !== networkId || firewall.privateIp === undefined
      ? firewall
      : withField(firewall, 'privateIp', shiftAddressText(firewall.privateIp, shifts)),
  );
  const clusters = mapList(plan.clusters, (cluster) => {
    const nodesMove = cluster.pools.some(
      ({ nodeSubnetId }) => nodeSubnetId !== undefined && subnetIds.has(nodeSubnetId),
    );
    const services =
      cluster.loadBalancerServices &&
      mapList(cluster.loadBalancerServices, (service) => {
        const moves = service.subnetId === undefined ? nodesMove : subnetIds.has(service.subnetId);
        return moves && service.address !== undefined
          ? withField(service, 'address', shiftAddressText(service.address, shifts))
          : service;
      });
    return withField(cluster, 'loadBalancerServices', services);
  });
  const routeTables = mapList(plan.routeTables, (table) => {
    const inside = isUsedOnlyIn(plan, table.id, networkId);
    const routes =
      table.routes &&
      mapList(table.routes, (route) => {
        const hop = route.nextHopIpAddress && follow(route.nextHopIpAddress, inside);
        return withField(
          withField(route, 'nextHopIpAddress', hop),
          'addressPrefix',
          followRange(route.addressPrefix, inside),
        );
      });
    return withField(table, 'routes', routes);
  });
  const next = withField(withField(plan, 'virtualNetworks', virtualNetworks), 'firewalls', firewalls);
  return withField(withField(next, 'clusters', clusters), 'routeTables', routeTables);
}

function isUsedOnlyIn(plan: Plan, routeTableId: string, networkId: string): boolean {
  const users = plan.virtualNetworks.filter(({ subnets }) =>
    subnets.some((subnet) => subnet.routeTableIds?.includes(routeTableId)),
  );
  return users.length > 0 && users.every(({ id }) => id === networkId);
}
