import { containsBlock } from '../../address/index.ts';
import type { ClusterView, SubnetView, Topology } from '../../topology/index.ts';
import type { CapacityReport } from '../types.ts';
import {
  nodeLimitBudgets,
  podCidrBudget,
  podsBudget,
  routesBudget,
  servicesBudget,
  type OwnRoutes,
} from './cluster-budgets.ts';
import { backendsBudget, loadBalancedServicesBudget, snatBudget } from './load-balancer-budgets.ts';
import { networkBudgets } from './network-budgets.ts';
import { subnetBudgets } from './subnet-budgets.ts';
import type { Budget } from './types.ts';

/** What budgets are read from: a topology and its capacity. */
export interface Estate {
  readonly topology: Topology;
  readonly capacity: CapacityReport;
}

/** Everything a cluster takes from, ranges first, then limits. */
export function listBudgets(view: ClusterView, estate: Estate): readonly Budget[] {
  const subnets = subnetsOf(view, estate.topology).flatMap((subnet) => {
    const capacity = estate.capacity.subnets.get(subnet.subnet.id);
    return capacity === undefined ? [] : subnetBudgets(subnet, capacity);
  });
  const others = [
    podCidrBudget(view),
    servicesBudget(view),
    routesBudget(view, ownRoutesOf(view, estate.topology)),
    ...networkBudgets(view, estate),
    ...nodeLimitBudgets(view),
    podsBudget(view),
    snatBudget(view),
    backendsBudget(view),
    loadBalancedServicesBudget(view),
  ];
  return [...subnets, ...others.filter((budget) => budget !== undefined)];
}

/** Subnets a cluster uses, each once: nodes and pods first, then the API server, services, virtual nodes, its application gateway. */
function subnetsOf({ cluster, pools, apiServerSubnet }: ClusterView, topology: Topology): readonly SubnetView[] {
  const gatewayId = cluster.addOns?.agic?.applicationGatewayId;
  const ids = [
    cluster.addOns?.virtualNodes?.subnetId,
    ...(cluster.loadBalancerServices ?? []).flatMap(({ internal, subnetId, privateLink }) => [
      internal ? subnetId : undefined,
      privateLink?.natSubnetId,
    ]),
    gatewayId === undefined
      ? undefined
      : topology.plan.applicationGateways.find(({ id }) => id === gatewayId)?.subnetId,
  ];
  const views = [
    ...pools.map(({ nodeSubnet }) => nodeSubnet),
    ...pools.flatMap(({ podSubnets }) => podSubnets),
    apiServerSubnet,
    ...ids.map((id) => (id === undefined ? undefined : topology.subnets.get(id))),
  ];
  return [...new Set(views.filter((view) => view !== undefined))];
}

/** The tables on the node subnets, with the routes in them that no node has: destinations outside the pod CIDR (review A4). */
function ownRoutesOf({ pools, podSpace }: ClusterView, topology: Topology): readonly OwnRoutes[] {
  const tables = new Set(pools.flatMap(({ nodeSubnet }) => nodeSubnet?.routeTables ?? []));
  return [...tables].flatMap(({ id, name }) => {
    const view = topology.routeTables.get(id);
    if (view === undefined) return [];
    const own = (view.routes ?? []).filter(
      ({ destination }) =>
        destination === undefined || !podSpace.blocks.some((block) => containsBlock(block, destination)),
    );
    return [{ ref: view.ref, name, count: own.length, isKnown: view.routes !== undefined }];
  });
}
