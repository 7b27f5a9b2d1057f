import type {
  ApplicationGateway,
  Cluster,
  ConnectedGroup,
  DnsResolverEndpoint,
  Firewall,
  Gateway,
  NatGateway,
  NetworkSecurityGroup,
  Peering,
  Plan,
  Reservation,
  RouteTable,
  Site,
} from '../plan/index.ts';
import { groupById, mapById, weakMemo } from './keep.ts';
import { listClusterUses } from './subnet-uses.ts';
import type { SubnetUse } from './types.ts';

/** Objects of a plan by what they hang on. Made once per list, so an edit rebuilds only what it touched. */
export interface PlanIndex {
  readonly peeringsOfNetwork: ReadonlyMap<string, readonly Peering[]>;
  readonly peeringsOfPair: ReadonlyMap<string, readonly Peering[]>;
  readonly groupsOfNetwork: ReadonlyMap<string, readonly ConnectedGroup[]>;
  readonly gatewaysOfNetwork: ReadonlyMap<string, readonly Gateway[]>;
  readonly firewallsOfNetwork: ReadonlyMap<string, readonly Firewall[]>;
  readonly reservationsOfNetwork: ReadonlyMap<string, readonly Reservation[]>;
  readonly sitesOfGateway: ReadonlyMap<string, readonly Site[]>;
  readonly applicationGatewaysOfSubnet: ReadonlyMap<string, readonly ApplicationGateway[]>;
  readonly dnsEndpointsOfSubnet: ReadonlyMap<string, readonly DnsResolverEndpoint[]>;
  readonly usesOfSubnet: ReadonlyMap<string, readonly SubnetUse[]>;
  readonly routeTables: ReadonlyMap<string, RouteTable>;
  readonly networkSecurityGroups: ReadonlyMap<string, NetworkSecurityGroup>;
  readonly natGateways: ReadonlyMap<string, NatGateway>;
}

/** One key for both directions of a pair. */
export function pairKey(a: string, b: string): string {
  return a < b ? `${a}\n${b}` : `${b}\n${a}`;
}

const peeringsOfNetwork = weakMemo((list: readonly Peering[]) => groupById(list, (peering) => [peering.a, peering.b]));
const peeringsOfPair = weakMemo((list: readonly Peering[]) =>
  groupById(list, (peering) => [pairKey(peering.a, peering.b)]),
);
const groupsOfNetwork = weakMemo((list: readonly ConnectedGroup[]) =>
  groupById(list, (group) => group.virtualNetworkIds),
);
const gatewaysOfNetwork = weakMemo((list: readonly Gateway[]) =>
  groupById(list, (gateway) => [gateway.virtualNetworkId]),
);
const firewallsOfNetwork = weakMemo((list: readonly Firewall[]) =>
  groupById(list, (firewall) => [firewall.virtualNetworkId]),
);
const reservationsOfNetwork = weakMemo((list: readonly Reservation[]) =>
  groupById(list, (reservation) => (reservation.virtualNetworkId === undefined ? [] : [reservation.virtualNetworkId])),
);
const sitesOfGateway = weakMemo((list: readonly Site[]) => groupById(list, (site) => site.gatewayIds));
const applicationGatewaysOfSubnet = weakMemo((list: readonly ApplicationGateway[]) =>
  groupById(list, (gateway) => [gateway.subnetId]),
);
const dnsEndpointsOfSubnet = weakMemo((list: readonly DnsResolverEndpoint[]) =>
  groupById(list, (endpoint) => [endpoint.subnetId]),
);
const routeTablesById = weakMemo((list: readonly RouteTable[]) => mapById(list));
const networkSecurityGroupsById = weakMemo((list: readonly NetworkSecurityGroup[]) => mapById(list));
const natGatewaysById = weakMemo((list: readonly NatGateway[]) => mapById(list));
const usesOfSubnet = weakMemo((list: readonly Cluster[]): ReadonlyMap<string, readonly SubnetUse[]> => {
  const uses = new Map<string, SubnetUse[]>();
  for (const cluster of list) {
    for (const { subnetId, use } of listClusterUses(cluster)) {
      const here = uses.get(subnetId);
      if (here === undefined) uses.set(subnetId, [use]);
      else here.push(use);
    }
  }
  return uses;
});

export function indexPlan(plan: Plan): PlanIndex {
  return {
    peeringsOfNetwork: peeringsOfNetwork(plan.peerings),
    peeringsOfPair: peeringsOfPair(plan.peerings),
    groupsOfNetwork: groupsOfNetwork(plan.connectedGroups),
    gatewaysOfNetwork: gatewaysOfNetwork(plan.gateways),
    firewallsOfNetwork: firewallsOfNetwork(plan.firewalls),
    reservationsOfNetwork: reservationsOfNetwork(plan.reservations),
    sitesOfGateway: sitesOfGateway(plan.sites),
    applicationGatewaysOfSubnet: applicationGatewaysOfSubnet(plan.applicationGateways),
    dnsEndpointsOfSubnet: dnsEndpointsOfSubnet(plan.dnsResolverEndpoints),
    usesOfSubnet: usesOfSubnet(plan.clusters),
    routeTables: routeTablesById(plan.routeTables),
    networkSecurityGroups: networkSecurityGroupsById(plan.networkSecurityGroups),
    natGateways: natGatewaysById(plan.natGateways),
  };
}
