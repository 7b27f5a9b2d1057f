import type { Cluster, Firewall, Gateway, Subnet, VirtualNetwork } from '../plan/index.ts';
import { keepAddressSpace, usableAddresses } from './address-space.ts';
import type { Edit } from './edit.ts';
import { knowsGateway } from './has-gateway.ts';
import { keepItems, mapById, mapKeeping, NONE } from './keep.ts';
import type { PlanIndex } from './plan-index.ts';
import { findRoles } from './roles.ts';
import type { AddressSpace, LinkView, NetworkView, Reach, SubnetView } from './types.ts';

/** What other steps have found out about a network. */
interface NetworkParts {
  readonly space: AddressSpace;
  readonly links: readonly LinkView[];
  readonly reach: Reach;
}

/** The view of a network with its subnets; the previous one when nothing of it changed. */
export function buildNetwork(
  network: VirtualNetwork,
  before: NetworkView | undefined,
  { space, links, reach }: NetworkParts,
  index: PlanIndex,
  edit: Edit,
): NetworkView {
  const isUntouched = before?.network === network && before.space === space && edit.keepsAttachments(network.id);
  if (isUntouched && before.links === links && before.reach === reach) return before;
  const gateways = keepItems(before?.gateways, index.gatewaysOfNetwork.get(network.id) ?? NONE);
  const firewalls = keepItems(before?.firewalls, index.firewallsOfNetwork.get(network.id) ?? NONE);
  const reservations = keepItems(before?.reservations, index.reservationsOfNetwork.get(network.id) ?? NONE);
  const subnets = isUntouched
    ? before.subnets
    : mapKeeping(withoutDuplicates(network.subnets), before?.subnets, (subnet, there) =>
        buildSubnet(subnet, { network, space, gateways, firewalls }, index, findBefore(before, subnet, there)),
      );
  const clusters = before?.subnets === subnets ? before.clusters : keepItems(before?.clusters, clustersOf(subnets));
  const hasGateway = knowsGateway(network, gateways, links);
  if (
    before !== undefined &&
    before.network === network &&
    before.space === space &&
    before.subnets === subnets &&
    before.links === links &&
    before.gateways === gateways &&
    before.firewalls === firewalls &&
    before.reservations === reservations &&
    before.clusters === clusters &&
    before.hasGateway === hasGateway &&
    before.reach === reach
  ) {
    return before;
  }
  const ref = space.ref;
  return { network, ref, space, subnets, links, gateways, firewalls, reservations, clusters, hasGateway, reach };
}

/** Subnets of two with one id the first; the list itself where there are none. */
function withoutDuplicates(subnets: readonly Subnet[]): readonly Subnet[] {
  const byId = mapById(subnets);
  return byId.size === subnets.length ? subnets : [...byId.values()];
}

function findBefore(
  network: NetworkView | undefined,
  { id }: Subnet,
  there: SubnetView | undefined,
): SubnetView | undefined {
  return there?.subnet.id === id ? there : network?.subnets.find((view) => view.subnet.id === id);
}

const USES_OF_A_NETWORK: readonly string[] = ['nodes', 'pods', 'apiServer'];

function clustersOf(subnets: readonly SubnetView[]): readonly Cluster[] {
  const clusters = new Set<Cluster>();
  for (const { uses } of subnets) {
    for (const use of uses) if (USES_OF_A_NETWORK.includes(use.as)) clusters.add(use.cluster);
  }
  return [...clusters];
}

interface SubnetHome {
  readonly network: VirtualNetwork;
  readonly space: AddressSpace;
  readonly gateways: readonly Gateway[];
  readonly firewalls: readonly Firewall[];
}

const FIREWALL_SUBNETS: readonly string[] = ['AzureFirewallSubnet', 'AzureFirewallManagementSubnet'];

function buildSubnet(subnet: Subnet, home: SubnetHome, index: PlanIndex, before: SubnetView | undefined): SubnetView {
  const { network, space: networkSpace } = home;
  const uses = keepItems(before?.uses, index.usesOfSubnet.get(subnet.id) ?? NONE);
  const routeTables = resolve(before?.routeTables, subnet.routeTableIds, index.routeTables);
  const networkSecurityGroups = resolve(
    before?.networkSecurityGroups,
    subnet.networkSecurityGroupIds,
    index.networkSecurityGroups,
  );
  const natGateways = resolve(before?.natGateways, subnet.natGatewayIds, index.natGateways);
  const applicationGateways = keepItems(
    before?.applicationGateways,
    index.applicationGatewaysOfSubnet.get(subnet.id) ?? NONE,
  );
  const dnsResolverEndpoints = keepItems(
    before?.dnsResolverEndpoints,
    index.dnsEndpointsOfSubnet.get(subnet.id) ?? NONE,
  );
  const gateways = keepItems(before?.gateways, gatewaysIn(subnet, home.gateways));
  const firewalls = FIREWALL_SUBNETS.includes(subnet.name) ? home.firewalls : NONE;
  if (
    before !== undefined &&
    before.subnet === subnet &&
    before.network === network &&
    before.networkSpace === networkSpace &&
    before.uses === uses &&
    before.routeTables === routeTables &&
    before.networkSecurityGroups === networkSecurityGroups &&
    before.natGateways === natGateways &&
    before.applicationGateways === applicationGateways &&
    before.dnsResolverEndpoints === dnsResolverEndpoints &&
    before.gateways === gateways &&
    before.firewalls === firewalls
  ) {
    return before;
  }
  const ref = before?.ref ?? { kind: 'subnet', id: subnet.id };
  const space = keepAddressSpace(before?.space, ref, subnet.name, subnet.addressPrefixes);
  return {
    subnet,
    ref,
    network,
    networkSpace,
    space,
    usable4: usableAddresses(space.blocks),
    roles: findRoles(subnet, uses, applicationGateways, dnsResolverEndpoints),
    uses,
    routeTables,
    networkSecurityGroups,
    natGateways,
    applicationGateways,
    dnsResolverEndpoints,
    gateways,
    firewalls,
  };
}

function gatewaysIn({ name }: Subnet, gateways: readonly Gateway[]): readonly Gateway[] {
  if (name === 'GatewaySubnet') return gateways.filter(({ kind }) => kind !== 'routeServer');
  return name === 'RouteServerSubnet' ? gateways.filter(({ kind }) => kind === 'routeServer') : NONE;
}

/** The objects behind ids; ids that lead nowhere are left out. */
function resolve<T>(
  before: readonly T[] | undefined,
  ids: readonly string[] | undefined,
  byId: ReadonlyMap<string, T>,
): readonly T[] {
  if (ids === undefined || ids.length === 0) return NONE;
  const found: T[] = [];
  for (const id of ids) {
    const object = byId.get(id);
    if (object !== undefined) found.push(object);
  }
  return keepItems(before, found);
}
