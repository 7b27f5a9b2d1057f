import { MINIMUM_VERSIONS, LIMITS } from '../../azure/index.ts';
import { formatCount, type Cluster, type PlanSketch } from '../../plan/index.ts';
import { clusterRule, nodesOf, setCluster } from '../support/cluster-rule.ts';
import { lacksVersion } from '../support/versions.ts';
import { sketchCluster } from '../support/sketches.ts';
import type { Rule } from '../types.ts';
import { CILIUM, makesClash } from '../support/cluster-conflicts.ts';

type Acns = NonNullable<Cluster['acns']>;

/** A feature of Advanced Container Networking Services that needs Cilium, and the first Kubernetes version that has it. */
interface Feature {
  readonly name: string;
  readonly isOn: (acns: Acns) => boolean;
  /** Missing = any version (review B18). */
  readonly gate?: keyof typeof MINIMUM_VERSIONS;
}

const FEATURES: readonly Feature[] = [
  { name: 'FQDN policies', isOn: (acns) => acns.fqdnPolicies === true, gate: 'kubernetes.fqdnAndL7Policies' },
  { name: 'layer 7 policies', isOn: (acns) => acns.l7Policies === true, gate: 'kubernetes.fqdnAndL7Policies' },
  { name: 'WireGuard encryption', isOn: (acns) => acns.encryption === 'wireGuard' },
  { name: 'mutual TLS', isOn: (acns) => acns.encryption === 'mutualTls', gate: 'kubernetes.mutualTls' },
  { name: 'eBPF host routing', isOn: (acns) => acns.ebpfHostRouting === true, gate: 'kubernetes.ebpfHostRouting' },
];

function featuresOn({ acns }: Cluster): readonly Feature[] {
  return acns === undefined ? [] : FEATURES.filter(({ isOn }) => isOn(acns));
}

/** The feature in use whose version the cluster does not reach; the highest one. */
function tooOldFor(cluster: Cluster): { readonly name: string; readonly version: string } | undefined {
  return featuresOn(cluster)
    .flatMap(({ name, gate }) =>
      gate !== undefined && lacksVersion(cluster, gate) === true
        ? [{ name, version: MINIMUM_VERSIONS[gate].version }]
        : [],
    )
    .toSorted((a, b) => b.version.localeCompare(a.version, 'en', { numeric: true }))[0];
}

const cilium = { dataPlane: 'cilium', networkPolicy: 'cilium' } as const;

const security = clusterRule({
  id: 'combo-acns-security',
  title: 'Container network security without what it needs',
  severity: 'E1',
  why: 'FQDN and layer 7 policies, WireGuard, mutual TLS and eBPF host routing are features of the Cilium data plane. Policies need Kubernetes 1.29, host routing 1.33 and mutual TLS 1.34.',
  sources: [{ key: 'ACNS' }, { key: 'CIL' }],
  failing: [
    {
      title: 'FQDN policies on the Azure data plane',
      plan: sketchCluster({ acns: { fqdnPolicies: true } }),
      targets: ['aks'],
    },
    {
      title: 'Mutual TLS on 1.33',
      plan: sketchCluster({ ...cilium, acns: { encryption: 'mutualTls' }, kubernetesVersion: '1.33' }),
      targets: ['aks'],
    },
    {
      title: 'Layer 7 policies on 1.28 without Cilium',
      plan: sketchCluster({ acns: { l7Policies: true }, kubernetesVersion: '1.28' }),
      targets: ['aks'],
    },
  ],
  passing: [
    {
      title: 'FQDN policies with Cilium on 1.29',
      plan: sketchCluster({ ...cilium, acns: { fqdnPolicies: true }, kubernetesVersion: '1.29' }),
    },
    {
      title: 'WireGuard with Cilium on 1.28',
      plan: sketchCluster({ ...cilium, acns: { encryption: 'wireGuard' }, kubernetesVersion: '1.28' }),
    },
    { title: 'Observability alone', plan: sketchCluster({ acns: { observability: true } }) },
  ],
  says: ({ cluster }) => {
    const features = featuresOn(cluster);
    if (features.length === 0) return undefined;
    const names = features.map(({ name }) => name).join(', ');
    if (cluster.dataPlane !== 'cilium')
      return `${cluster.name} has ${names} on the Azure data plane; container network security needs Cilium.`;
    const old = tooOldFor(cluster);
    return old === undefined
      ? undefined
      : `${cluster.name} has ${old.name} on Kubernetes ${cluster.kubernetesVersion ?? ''}; it needs ${old.version} or later.`;
  },
  fixes: ({ cluster }) => {
    const engine = cluster.dataPlane === 'cilium' ? {} : CILIUM.values;
    if (makesClash(cluster, { ...cluster, ...engine })) return [];
    const old = tooOldFor(cluster);
    const title = [
      ...(cluster.dataPlane === 'cilium' ? [] : [CILIUM.title]),
      ...(old === undefined ? [] : [`${cluster.dataPlane === 'cilium' ? 'Use ' : ''}Kubernetes ${old.version}`]),
    ].join(' and ');
    return [
      setCluster(cluster, title, { ...engine, ...(old === undefined ? {} : { kubernetesVersion: old.version }) }),
    ];
  },
});

/** 1,200 nodes in two pools, with room for all of them. */
function large(plannedPods: number): PlanSketch {
  return {
    networks: { spoke: { prefixes: ['10.1.0.0/16'], subnets: { 'snet-nodes': '10.1.0.0/20' } } },
    clusters: {
      aks: {
        ...cilium,
        subnet: 'spoke/snet-nodes',
        tier: 'standard',
        podCidrs: ['10.240.0.0/12'],
        acns: { l7Policies: true },
        plannedPods,
        pools: { system: { count: 600 }, work: { mode: 'User', count: 600 } },
      },
    },
  };
}

const l7Scale = clusterRule({
  id: 'combo-acns-l7-scale',
  title: 'Layer 7 policies beyond their tested size',
  severity: 'W',
  why: 'Layer 7 policies are tested up to 1,000 nodes or 40,000 pods, whichever is greater.',
  sources: [{ key: 'ACNS' }],
  failing: [{ title: '1,200 nodes, 50,000 pods', plan: large(50_000), targets: ['aks'] }],
  passing: [{ title: '1,200 nodes, 30,000 pods', plan: large(30_000) }],
  says: (view, context) => {
    const { acns, plannedPods = 0, name } = view.cluster;
    if (acns?.l7Policies !== true) return undefined;
    const nodes = nodesOf(view, context);
    const [mostNodes, mostPods] = [LIMITS['aks.l7PolicyNodes'].value, LIMITS['aks.l7PolicyPods'].value];
    if (nodes <= mostNodes || plannedPods <= mostPods) return undefined;
    return `${name} has layer 7 policies, ${formatCount(nodes, 'node')} and ${formatCount(plannedPods, 'pod')}; the feature is bounded at ${formatCount(mostNodes, 'node')} or ${formatCount(mostPods, 'pod')}.`;
  },
});

const twoEngines = (meshL7Policies: boolean): PlanSketch =>
  sketchCluster({ ...cilium, acns: { l7Policies: true }, addOns: { istio: true, meshL7Policies } });

const l7Istio = clusterRule({
  id: 'combo-acns-l7-istio',
  title: 'Two engines for layer 7 policies',
  severity: 'E2',
  why: 'Layer 7 policies of container networking and those of a service mesh both take the traffic over; together they are not compatible.',
  sources: [{ key: 'ACNS' }],
  failing: [{ title: 'Both apply layer 7 policies', plan: twoEngines(true), targets: ['aks'] }],
  passing: [{ title: 'The mesh applies none', plan: twoEngines(false) }],
  says: ({ cluster }) =>
    cluster.acns?.l7Policies === true && cluster.addOns?.meshL7Policies === true
      ? `${cluster.name} has layer 7 policies of container networking and of its mesh; keep one of them.`
      : undefined,
  fixes: ({ cluster }) => [
    setCluster(cluster, 'Keep those of the mesh', { acns: { ...cluster.acns, l7Policies: false } }),
    setCluster(cluster, 'Keep those of container networking', {
      addOns: { ...cluster.addOns, meshL7Policies: false },
    }),
  ],
});

export const containerNetworkingRules: readonly Rule[] = [security, l7Scale, l7Istio];
