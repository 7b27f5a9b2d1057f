import { listValues } from '../../topology/index.ts';
import type { ApplicationGateway, Cluster, PlanSketch, SubnetSketch } from '../../plan/index.ts';
import type { ClusterView, SubnetView, Topology } from '../../topology/index.ts';

type Agic = NonNullable<NonNullable<Cluster['addOns']>['agic']>;

/** A cluster with the Application Gateway Ingress Controller. */
export interface AgicCluster {
  readonly view: ClusterView;
  readonly cluster: Cluster;
  readonly agic: Agic;
  /** The gateway the controller writes to, and the subnet it is in; undefined where the plan does not show them. */
  readonly gateway: ApplicationGateway | undefined;
  readonly subnet: SubnetView | undefined;
}

/** Clusters with the ingress controller, in plan order. */
export function listAgic(topology: Topology): readonly AgicCluster[] {
  const found: AgicCluster[] = [];
  for (const view of listValues(topology.clusters)) {
    const agic = view.cluster.addOns?.agic;
    if (agic === undefined) continue;
    const gateway = topology.plan.applicationGateways.find(({ id }) => id === agic.applicationGatewayId);
    const subnet = gateway === undefined ? undefined : topology.subnets.get(gateway.subnetId);
    found.push({ view, cluster: view.cluster, agic, gateway, subnet });
  }
  return found;
}

export function isOverlay({ cluster }: AgicCluster): boolean {
  return cluster.ipam === 'overlay';
}

/** Examples: a cluster with the controller, its gateway in the hub or in the cluster's own network. */
export function sketchAgic(
  agic: Partial<Agic> = {},
  fields: {
    readonly ipam?: 'overlay' | 'nodesubnet';
    readonly in?: 'hub' | 'spoke';
    readonly subnet?: Partial<SubnetSketch>;
    readonly peered?: boolean;
    readonly clusters?: number;
  } = {},
): PlanSketch {
  const home = fields.in ?? 'spoke';
  const flat = fields.ipam === 'nodesubnet';
  const agw: SubnetSketch = {
    prefixes: [home === 'hub' ? '10.0.8.0/24' : '10.1.8.0/24'],
    delegations: ['Microsoft.Network/applicationGateways'],
    ...fields.subnet,
  };
  return {
    networks: {
      hub: { prefixes: ['10.0.0.0/16'], subnets: home === 'hub' ? { 'snet-agw': agw } : {} },
      spoke: {
        prefixes: ['10.1.0.0/16'],
        subnets: { 'snet-nodes': '10.1.0.0/22', ...(home === 'spoke' ? { 'snet-agw': agw } : {}) },
      },
    },
    ...(fields.peered === false ? {} : { peerings: [['hub', 'spoke']] }),
    applicationGateways: { agw: { subnet: `${home}/snet-agw`, version: 'v2' } },
    clusters: Object.fromEntries(
      Array.from({ length: fields.clusters ?? 1 }, (_, n) => [
        `aks-${n + 1}`,
        {
          ipam: fields.ipam ?? 'overlay',
          subnet: 'spoke/snet-nodes',
          podCidrs: flat ? [] : [`10.${100 + n}.0.0/16`],
          serviceCidrs: [`172.${16 + n}.0.0/16`],
          dnsServiceIp: `172.${16 + n}.0.10`,
          addOns: { agic: { applicationGatewayId: 'agw', version: '1.9.1', ...agic } },
          pools: { system: { maxPods: 30 } },
        },
      ]),
    ),
  };
}
