import { LIMITS } from '../../azure/index.ts';
import { formatCount, type Cluster, type PlanSketch } from '../../plan/index.ts';
import { defineRule, found, waiting } from '../define-rule.ts';
import { clusterRule, nodesOf, NOTHING } from '../support/cluster-rule.ts';
import { sketchCluster } from '../support/sketches.ts';
import type { Rule } from '../types.ts';
import { CLUSTER_ALONE, type ClusterAlone } from '../support/alone.ts';

type Service = NonNullable<Cluster['loadBalancerServices']>[number];

function many(nodesOfPools: readonly number[], services: readonly Service[]): PlanSketch {
  return {
    networks: { spoke: { prefixes: ['10.1.0.0/16'], subnets: { 'snet-nodes': '10.1.0.0/20' } } },
    clusters: {
      aks: {
        subnet: 'spoke/snet-nodes',
        tier: 'standard',
        podCidrs: ['10.240.0.0/12'],
        loadBalancerServices: [...services],
        pools: Object.fromEntries(
          nodesOfPools.map((count, index) => [
            index === 0 ? 'system' : `work${index}`,
            { mode: index === 0 ? ('System' as const) : ('User' as const), count, maxPods: 60 },
          ]),
        ),
      },
    },
  };
}

const internal = (count: number): Service[] =>
  Array.from({ length: count }, (_, index) => ({ name: `internal-${index + 1}`, internal: true }));

const internalFirst = clusterRule({
  id: 'pool-ilb-before-750',
  title: 'Internal services of a large cluster',
  severity: 'I',
  why: 'Internal load balancers should be made before a cluster grows beyond 750 nodes; afterwards making one may fail.',
  sources: [{ key: 'BIG' }],
  failing: [{ title: '800 nodes, internal services', plan: many([400, 400], internal(2)), targets: ['aks'] }],
  passing: [
    { title: '700 nodes', plan: many([350, 350], internal(2)) },
    { title: 'Public services only', plan: many([400, 400], [{ name: 'web', internal: false }]) },
  ],
  says: (view, context) => {
    const nodes = nodesOf(view, context);
    const most = LIMITS['aks.nodesBeforeInternalServices'].value;
    return nodes > most && view.cluster.loadBalancerServices?.some((service) => service.internal) === true
      ? `${view.cluster.name} may have ${formatCount(nodes, 'node')} and has internal services; make them below ${formatCount(most, 'node')}.`
      : undefined;
  },
});

interface FrontEnd {
  readonly name: string;
  readonly ports: number;
}

/** The front end with the most ports. Services of one front end name share it; internal and public ones never do. */
function busiestFrontEnd(services: readonly Service[]): FrontEnd | undefined {
  const ports = new Map<string, FrontEnd>();
  for (const [index, service] of services.entries()) {
    const key = `${service.internal ? 'internal' : 'public'}\n${service.frontEnd ?? `own ${index}`}`;
    const known = ports.get(key);
    ports.set(key, {
      name: service.frontEnd ?? service.name,
      ports: (known?.ports ?? 0) + (service.ports ?? 1),
    });
  }
  let busiest: FrontEnd | undefined;
  for (const frontEnd of ports.values()) if (frontEnd.ports > (busiest?.ports ?? 0)) busiest = frontEnd;
  return busiest;
}

/**
 * The services of an imported cluster are in no list of Azure. Nobody needs to ask for them where not even a front end with every service a cluster may
 * have would reach the limit.
 */
function servicesDecide({ cluster }: ClusterAlone, nodes: number): boolean {
  return (
    cluster.partial === true &&
    cluster.loadBalancerServices === undefined &&
    nodes * LIMITS['aks.loadBalancedServices'].value > MOST_CONFIGURATIONS
  );
}

const MOST_CONFIGURATIONS = LIMITS['lb.backendIpConfigsPerFrontend'].value;
const fivePorts: Service = { name: 'web', internal: false, ports: 5 };

const backendLimit = defineRule({
  id: 'pool-lb-backend-limit',
  title: 'Too many nodes behind one front end',
  severity: 'E2',
  scope: 'cluster',
  reads: CLUSTER_ALONE,
  why: 'Every node is in the backend pool once for each exposed port of a front end, and a front end carries 10,000 such configurations. Beyond that services get no address.',
  sources: [{ key: 'BIG' }, { key: 'LIM' }],
  examples: {
    failing: [
      { title: '5 ports, 2,001 nodes', plan: many([667, 667, 667], [fivePorts]), targets: ['aks'] },
      {
        title: 'Two services on one front end',
        plan: many(
          [667, 667, 667],
          [
            { ...fivePorts, name: 'web', ports: 2, frontEnd: 'shared' },
            { ...fivePorts, name: 'api', ports: 3, frontEnd: 'shared' },
          ],
        ),
        targets: ['aks'],
      },
    ],
    passing: [
      { title: '5 ports, 2,000 nodes', plan: many([500, 500, 500, 500], [fivePorts]) },
      {
        title: 'Two front ends',
        plan: many(
          [667, 667, 667],
          [
            { ...fivePorts, ports: 2 },
            { ...fivePorts, name: 'api', ports: 3 },
          ],
        ),
      },
      {
        title: 'Imported: services are in no list',
        plan: sketchCluster({ partial: true, pools: { system: { count: 100 } } }),
      },
    ],
  },
  check: (view, context) => {
    const nodes = nodesOf(view, context);
    if (servicesDecide(view, nodes)) return [waiting('kubernetesServices', [view.ref])];
    const services = view.cluster.loadBalancerServices;
    if (services === undefined || services.length === 0) return NOTHING;
    const frontEnd = busiestFrontEnd(services);
    if (frontEnd === undefined || nodes * frontEnd.ports <= MOST_CONFIGURATIONS) return NOTHING;
    return [
      found({
        message: `${view.cluster.name} may have ${formatCount(nodes, 'node')} behind ${formatCount(frontEnd.ports, 'port')} of front end ${frontEnd.name}: ${formatCount(nodes * frontEnd.ports, 'configuration')} of ${formatCount(MOST_CONFIGURATIONS, 'configuration')}; split it.`,
      }),
    ];
  },
});

const serviceLimit = clusterRule({
  id: 'pool-lb-services',
  title: 'More than 300 load-balanced services',
  severity: 'E2',
  why: 'The load balancer of a cluster carries 300 services. An ingress controller puts many behind one.',
  sources: [{ key: 'LIMK' }],
  failing: [
    { title: '301', plan: sketchCluster({ loadBalancedServices: 301 }), targets: ['aks'] },
    {
      title: '301 listed',
      plan: sketchCluster({
        loadBalancerServices: Array.from({ length: 301 }, (_, index) => ({
          name: `web-${index + 1}`,
          internal: false,
        })),
      }),
      targets: ['aks'],
    },
  ],
  passing: [{ title: '300', plan: sketchCluster({ loadBalancedServices: 300 }) }],
  says: ({ cluster }) => {
    const most = LIMITS['aks.loadBalancedServices'].value;
    const count = Math.max(cluster.loadBalancedServices ?? 0, cluster.loadBalancerServices?.length ?? 0);
    return count > most
      ? `${cluster.name} has ${formatCount(count, 'load-balanced service')}; ${most} is the limit, an ingress controller serves more.`
      : undefined;
  },
});

export const serviceRules: readonly Rule[] = [internalFirst, backendLimit, serviceLimit];
