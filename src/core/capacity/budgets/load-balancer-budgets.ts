import { formatNumber } from '../../plan/index.ts';
import { LIMITS, SNAT_DEFAULT_STEPS } from '../../azure/index.ts';
import type { Cluster, NodePool } from '../../plan/index.ts';
import type { ClusterView } from '../../topology/index.ts';
import { showsAllNodes, sum } from '../cluster-capacity.ts';
import { type Aside } from '../figure.ts';
import { nodesOf, ONE_PER_NODE } from '../pool-demand.ts';
import { explainLimit, steady } from './cluster-budgets.ts';
import { createBudget } from './create-budget.ts';
import type { Budget } from './types.ts';

/** SNAT ports of a load balancer with a fixed number of ports a node. @source LB: ports × nodes <= 64,000 × addresses */
export function snatBudget({ cluster, ref }: ClusterView): Budget | undefined {
  const ports = cluster.loadBalancerProfile?.allocatedOutboundPorts ?? 0;
  const stated = balancerAddresses(cluster);
  if (cluster.outboundType !== 'loadBalancer' || ports === 0 || stated === 'unknown') return undefined;
  const addresses = stated ?? 1;
  const perAddress = LIMITS['snat.portsPerIp'].value;
  const supply = perAddress * addresses;
  return createBudget({
    key: `snatPorts:${cluster.id}`,
    kind: 'snatPorts',
    name: 'SNAT ports',
    ranges: [],
    ref,
    unit: 'ports',
    weight: 'limit',
    supply,
    explainSupply: () => ({
      value: supply,
      meaning: '64,000 ports for each outbound address, the formula AKS uses',
      formula: `${formatNumber(perAddress)} × ${addresses} = ${formatNumber(supply)}`,
      sources: ['LB'],
      ...(stated === undefined
        ? { assumption: 'Outbound addresses are not stated: one is counted, as AKS makes by itself.' }
        : {}),
    }),
    uses: cluster.pools.map((pool) => ({
      cluster,
      pool,
      perNode: () => ({ count: ports, formula: formatNumber(ports) }),
    })),
    fixed: [],
    meaning: (nodes) => `${nodes} × ports kept for each node`,
    sources: ['LB'],
    complete: showsAllNodes(cluster),
  });
}

/** Outbound addresses of the load balancer; undefined when none are stated, unknown when whole prefixes are used. */
function balancerAddresses({ loadBalancerProfile: profile }: Cluster): number | undefined | 'unknown' {
  if (profile?.usesOutboundPrefixes === true && profile.outboundIpsInPrefixes === undefined) return 'unknown';
  const parts = [profile?.managedOutboundIps, profile?.outboundIps, profile?.outboundIpsInPrefixes];
  const known = parts.filter((part) => part !== undefined);
  return known.length === 0 ? undefined : sum(known, (part) => part);
}

/** Members behind one front end of the load balancer: the service with most ports decides. @source BIG, LIM */
export function backendsBudget({ cluster, ref }: ClusterView): Budget | undefined {
  const services = cluster.loadBalancerServices ?? [];
  const frontEnds = new Map<string, { name: string; ports: number }>();
  services.forEach((service, index) => {
    const key = `${service.internal}\n${service.frontEnd ?? `own ${index}`}`;
    const known = frontEnds.get(key)?.ports ?? 0;
    frontEnds.set(key, { name: service.frontEnd ?? service.name, ports: known + (service.ports ?? 1) });
  });
  const [largest] = [...frontEnds.values()].toSorted((a, b) => b.ports - a.ports);
  if (largest === undefined || largest.ports === 0) return undefined;
  const limit = LIMITS['lb.backendIpConfigsPerFrontend'];
  const { ports } = largest;
  return createBudget({
    key: `backends:${cluster.id}`,
    kind: 'backends',
    name: `Backends of ${largest.name}`,
    ranges: [],
    ref,
    unit: 'backends',
    weight: 'limit',
    supply: limit.value,
    explainSupply: () => explainLimit(limit),
    uses: cluster.pools.map((pool) => ({
      cluster,
      pool,
      perNode: () => (ports === 1 ? ONE_PER_NODE : { count: ports, formula: String(ports) }),
    })),
    fixed: [],
    meaning: (nodes) => `${nodes} × ports of the services behind one front end`,
    sources: ['BIG', 'LIM'],
    ...(services.some((service) => service.ports === undefined)
      ? { assumption: 'One port is counted for a service that states none.' }
      : {}),
    complete: showsAllNodes(cluster),
  });
}

/** Services behind load balancers. @source LIMK */
export function loadBalancedServicesBudget({ cluster, ref }: ClusterView): Budget | undefined {
  const count = Math.max(cluster.loadBalancedServices ?? 0, cluster.loadBalancerServices?.length ?? 0);
  if (count === 0) return undefined;
  const limit = LIMITS['aks.loadBalancedServices'];
  return createBudget({
    key: `loadBalancedServices:${cluster.id}`,
    kind: 'loadBalancedServices',
    name: 'Services with a load balancer',
    ranges: [],
    ref,
    unit: 'services',
    weight: 'limit',
    supply: limit.value,
    explainSupply: () => explainLimit(limit),
    uses: [],
    fixed: [steady('services with a load balancer', count)],
    meaning: () => 'services with a load balancer, internal and public',
    sources: ['LIMK'],
    complete: true,
  });
}

/** SNAT ports a node has where they are not fixed: by steps on a load balancer, shared on a NAT gateway. Nothing where that is not known. */
export function snatFacts(view: ClusterView, pools: readonly NodePool[]): readonly Aside[] {
  const nodes = sum(pools, (pool) => nodesOf(pool).withSurge);
  if (nodes === 0) return [];
  if (
    view.cluster.outboundType === 'loadBalancer' &&
    (view.cluster.loadBalancerProfile?.allocatedOutboundPorts ?? 0) === 0
  ) {
    const step = SNAT_DEFAULT_STEPS.find(({ upToNodes }) => nodes <= upToNodes);
    return step === undefined ? [] : [defaultPorts(step, nodes)];
  }
  const addresses = natAddresses(view);
  if (addresses === undefined) return [];
  const perAddress = LIMITS['snat.portsPerIpNat'].value;
  const total = perAddress * addresses;
  const each = Math.floor(total / nodes);
  const share: Aside = {
    label: 'SNAT ports for each node, shared on demand',
    figure: {
      value: each,
      meaning: '64,512 ports for each address of the NAT gateway / nodes with surge',
      formula: `floor(${formatNumber(perAddress)} × ${addresses} / ${formatNumber(nodes)}) = ${formatNumber(each)}`,
      sources: ['NAT'],
    },
  };
  const most = LIMITS['aks.managedOutboundIpsNat'];
  return [
    share,
    {
      label: 'SNAT ports a NAT gateway can have',
      figure: {
        value: perAddress * most.value,
        meaning: '64,512 ports for each of at most 16 addresses',
        formula: `${formatNumber(perAddress)} × ${most.value} = ${formatNumber(perAddress * most.value)}`,
        sources: ['NAT'],
      },
    },
  ];
}

function defaultPorts(step: (typeof SNAT_DEFAULT_STEPS)[number], nodes: number): Aside {
  return {
    label: 'SNAT ports of each node, by default',
    figure: {
      value: step.ports,
      meaning: `Azure’s step for ${formatNumber(nodes)} nodes with surge: up to ${step.upToNodes} nodes`,
      formula: `${formatNumber(step.ports)} = ${formatNumber(step.ports)}`,
      sources: ['LB'],
      assumption: 'Steps above 100 nodes were not read again.',
    },
  };
}

/** Public addresses of the NAT gateway; undefined when there is none or they are not known. */
function natAddresses({ cluster, pools }: ClusterView): number | undefined {
  if (!NAT_TYPES.has(cluster.outboundType)) return undefined;
  if (cluster.natGatewayIps !== undefined) return cluster.natGatewayIps;
  const gateways = new Set(pools.flatMap(({ nodeSubnet }) => nodeSubnet?.natGateways ?? []));
  const [gateway] = gateways;
  return gateways.size === 1 ? gateway?.publicIpAddresses : undefined;
}

const NAT_TYPES: ReadonlySet<Cluster['outboundType']> = new Set([
  'managedNATGateway',
  'managedNATGatewayV2',
  'userAssignedNATGateway',
]);
