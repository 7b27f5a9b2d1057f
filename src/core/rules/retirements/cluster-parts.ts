import type { RetirementId } from '../../azure/index.ts';
import type { Cluster, ClusterSketch, NodePool, PlanSketch } from '../../plan/index.ts';
import { defineRule, found } from '../define-rule.ts';
import { CLUSTER_ALONE } from '../support/alone.ts';
import { sketchCluster } from '../support/sketches.ts';
import { namesOf, refsOf } from '../support/words.ts';
import type { Fix, Rule } from '../types.ts';
import { retirementOf, sayRetired, severityOf } from './retired.ts';

interface PartRetirement {
  readonly id: RetirementId;
  readonly title: string;
  readonly why: string;
  readonly silencedBy?: readonly string[];
  readonly alsoFires?: readonly string[];
  readonly isOf: (cluster: Cluster) => boolean;
  /** Said after the cluster's name. */
  readonly says?: (cluster: Cluster) => string;
  /** A way out for planned clusters; what runs has its own way (`change-*`). */
  readonly fix?: (
    cluster: Cluster,
  ) => { readonly title: string; readonly values: Partial<Omit<Cluster, 'id'>> } | undefined;
  readonly failing: readonly [title: string, plan: PlanSketch, severity?: 'error' | 'warning'][];
  readonly passing: readonly [title: string, plan: PlanSketch][];
}

const aks = (fields: ClusterSketch): PlanSketch => sketchCluster(fields);
const windows = { system: {}, win: { mode: 'User' as const, os: 'Windows' as const } };
const hasWindows = ({ pools }: Cluster): boolean => pools.some(({ os }) => os === 'Windows');

const PARTS: readonly PartRetirement[] = [
  {
    id: 'kubenet-retirement',
    title: 'kubenet',
    why: 'kubenet retires on 31 March 2028. Running clusters move to Azure CNI Overlay in place; new ones should start there.',
    isOf: ({ ipam }) => ipam === 'kubenet',
    says: () => 'uses kubenet',
    fix: ({ dataPlane, networkPolicy }) =>
      dataPlane === 'azure' && networkPolicy !== 'cilium'
        ? { title: 'Azure CNI Overlay', values: { ipam: 'overlay' } }
        : undefined,
    failing: [['kubenet', aks({ ipam: 'kubenet' }), 'warning']],
    passing: [['Overlay', aks({})]],
  },
  {
    id: 'npm-linux-retirement',
    title: 'Azure Network Policy Manager on Linux',
    why: 'Azure Network Policy Manager retires on Linux nodes on 30 September 2028. Cilium takes its place; running clusters move to it in place.',
    isOf: ({ networkPolicy, pools }) => networkPolicy === 'azure' && pools.some(({ os }) => os === 'Linux'),
    says: () => 'enforces network policies with Azure Network Policy Manager',
    fix: (cluster) =>
      hasWindows(cluster) || cluster.ipam === 'kubenet' || cluster.ipam === 'byo'
        ? undefined
        : { title: 'Cilium', values: { dataPlane: 'cilium', networkPolicy: 'cilium' } },
    failing: [['Policy azure', aks({ networkPolicy: 'azure' }), 'warning']],
    passing: [['Policy cilium', aks({ dataPlane: 'cilium', networkPolicy: 'cilium' })]],
  },
  {
    id: 'npm-windows-retirement',
    title: 'Azure Network Policy Manager on Windows',
    why: 'Azure Network Policy Manager retired on Windows nodes on 30 September 2026, and was closed before to subscriptions that were not onboarded. Calico enforces policies there.',
    alsoFires: ['npm-linux-retirement'],
    isOf: (cluster) => cluster.networkPolicy === 'azure' && hasWindows(cluster),
    says: () => 'enforces network policies on Windows nodes with Azure Network Policy Manager',
    fix: ({ dataPlane, ipFamilies }) =>
      dataPlane === 'azure' && ipFamilies.length === 1
        ? { title: 'Calico', values: { networkPolicy: 'calico' } }
        : undefined,
    failing: [
      ['Policy azure and a Windows pool', aks({ networkPolicy: 'azure', pools: windows }), 'error'],
      ['Before the day', { ...aks({ networkPolicy: 'azure', pools: windows }), asOf: '2026-09-30' }, 'warning'],
    ],
    passing: [['Policy calico', aks({ networkPolicy: 'calico', pools: windows })]],
  },
  {
    id: 'basic-lb-retirement',
    title: 'Basic load balancer',
    why: 'The Basic load balancer retired on 30 September 2025. Clusters with it are to be migrated to the Standard load balancer.',
    isOf: ({ loadBalancerSku }) => loadBalancerSku === 'basic',
    says: () => 'has the Basic load balancer',
    fix: () => ({ title: 'Standard load balancer', values: { loadBalancerSku: 'standard' } }),
    failing: [
      ['Basic', aks({ loadBalancerSku: 'basic' }), 'error'],
      ['Basic, a cluster that runs', aks({ loadBalancerSku: 'basic', origin: 'existing' }), 'error'],
      ['Basic, before the day', { ...aks({ loadBalancerSku: 'basic' }), asOf: '2025-09-01' }, 'warning'],
    ],
    passing: [['Standard', aks({ loadBalancerSku: 'standard' })]],
  },
  {
    id: 'osm-retirement',
    title: 'Open Service Mesh add-on',
    why: 'The Open Service Mesh add-on retires on 30 September 2027. The Istio add-on takes its place.',
    isOf: ({ addOns }) => addOns?.openServiceMesh === true,
    says: () => 'runs the Open Service Mesh add-on',
    fix: ({ addOns }) => ({
      title: 'Istio add-on',
      values: { addOns: { ...addOns, openServiceMesh: false, istio: true } },
    }),
    failing: [['Open Service Mesh', aks({ addOns: { openServiceMesh: true } }), 'warning']],
    passing: [['Istio', aks({ addOns: { istio: true } })]],
  },
];

function partRule({ id, isOf, says, fix, failing, passing, alsoFires, ...words }: PartRetirement): Rule {
  const retirement = retirementOf(id);
  return defineRule({
    ...words,
    id,
    severity: 'W',
    scope: 'cluster',
    reads: CLUSTER_ALONE,
    sources: [{ key: retirement.source }],
    examples: {
      failing: failing.map(([title, plan, severity]) => ({
        title,
        plan,
        targets: ['aks'],
        ...(severity === undefined ? {} : { severity }),
        ...(alsoFires === undefined ? {} : { alsoFires }),
      })),
      passing: passing.map(([title, plan]) => ({ title, plan })),
    },
    check: ({ cluster }, { asOf }) => {
      if (!isOf(cluster)) return [];
      return [
        found({
          severity: severityOf(retirement, cluster.origin === 'existing', asOf),
          message: `${cluster.name} ${says?.(cluster) ?? ''}: ${sayRetired(retirement, asOf)}`,
          fixes: () => (cluster.origin === 'existing' ? [] : fixOf(cluster, fix)),
        }),
      ];
    },
  });
}

function fixOf(cluster: Cluster, fix: PartRetirement['fix']): readonly Fix[] {
  const way = fix?.(cluster);
  if (way === undefined) return [];
  return [{ title: way.title, commands: [{ type: 'update', kind: 'cluster', id: cluster.id, values: way.values }] }];
}

const VMAS = retirementOf('vmas-retirement');
const availabilitySet = (pool: Partial<NodePool> = {}) =>
  sketchCluster({ pools: { system: { type: 'availabilitySet', ...pool } } });

const vmasRetirement = defineRule({
  id: 'vmas-retirement',
  title: 'Availability set as node pool',
  severity: 'W',
  scope: 'cluster',
  reads: CLUSTER_ALONE,
  why: 'Node pools made of an availability set retired on 30 September 2025. Scale sets and Virtual Machines node pools take their place.',
  sources: [{ key: 'RET' }],
  examples: {
    failing: [
      {
        title: 'Availability set',
        plan: availabilitySet(),
        targets: ['aks/system'],
        severity: 'error',
      },
      {
        title: 'One that exists',
        plan: availabilitySet({ origin: 'existing' }),
        targets: ['aks/system'],
        severity: 'error',
      },
    ],
    passing: [{ title: 'Scale set', plan: availabilitySet({ type: 'scaleSet' }) }],
  },
  check: ({ pools }, { asOf }) => {
    const hit = pools.filter(({ pool }) => pool.type === 'availabilitySet');
    const [first] = hit;
    if (first === undefined) return [];
    const exists = hit.every(({ pool }) => pool.origin === 'existing');
    return [
      found({
        target: first.ref,
        related: refsOf(
          'nodePool',
          hit.slice(1).map(({ pool }) => pool),
        ),
        severity: severityOf(VMAS, exists, asOf),
        message: `${hit.length === 1 ? 'Pool' : 'Pools'} ${namesOf(hit.map(({ pool }) => pool))}: ${sayRetired(VMAS, asOf)}`,
        fixes: () =>
          exists
            ? []
            : [
                {
                  title: 'Scale set',
                  commands: hit.map(({ pool }) => ({
                    type: 'update',
                    kind: 'nodePool',
                    id: pool.id,
                    values: { type: 'scaleSet' },
                  })),
                },
              ],
      }),
    ];
  },
});

const NGINX = retirementOf('nginx-retirement');

/** Review E7: an error for new plans after the day; what runs keeps running, so there it stays a warning. */
const nginxRetirement = defineRule({
  id: 'nginx-retirement',
  title: 'ingress-nginx',
  severity: 'W',
  scope: 'cluster',
  reads: CLUSTER_ALONE,
  why: 'Upstream maintenance of ingress-nginx ended in March 2026, and the application routing add-on gets critical patches until November 2026. Gateway API in the add-on is generally available since 28 April 2026.',
  sources: [{ key: 'RET' }, { key: 'REL' }],
  examples: {
    failing: [
      { title: 'Installed by oneself', plan: aks({ addOns: { nginx: true } }), targets: ['aks'], severity: 'warning' },
      {
        title: 'Application routing with NGINX, planned after the day',
        plan: {
          ...aks({ addOns: { applicationRouting: true, applicationRoutingController: 'nginx' } }),
          asOf: '2026-12-01',
        },
        severity: 'error',
      },
      {
        title: 'The same on a cluster that runs',
        plan: {
          ...aks({ origin: 'existing', addOns: { applicationRouting: true, applicationRoutingController: 'nginx' } }),
          asOf: '2026-12-01',
        },
        severity: 'warning',
      },
    ],
    passing: [
      {
        title: 'Application routing with Gateway API',
        plan: aks({ addOns: { applicationRouting: true, applicationRoutingController: 'gatewayApi' } }),
      },
      { title: 'Controller not known', plan: aks({ addOns: { applicationRouting: true } }) },
    ],
  },
  check: ({ cluster }, { asOf }) => {
    const { addOns } = cluster;
    const isAddOn = addOns?.applicationRouting === true && addOns.applicationRoutingController === 'nginx';
    if (!isAddOn && addOns?.nginx !== true) return [];
    const isLate = asOf > NGINX.date && cluster.origin !== 'existing';
    const patches = isAddOn
      ? `the add-on gets critical patches ${asOf > NGINX.date ? 'no more since' : 'until'} ${NGINX.date}`
      : 'upstream maintenance ended in March 2026';
    return [
      found({
        severity: isLate ? 'E1' : 'W',
        message: `${cluster.name} uses ingress-nginx${isAddOn ? ' in the application routing add-on' : ''}: ${patches}; move to ${NGINX.path}.`,
        fixes: () =>
          isAddOn && cluster.origin !== 'existing'
            ? [
                {
                  title: 'Gateway API in the add-on',
                  commands: [
                    {
                      type: 'update',
                      kind: 'cluster',
                      id: cluster.id,
                      values: { addOns: { ...addOns, applicationRoutingController: 'gatewayApi' } },
                    },
                  ],
                },
              ]
            : [],
      }),
    ];
  },
});

const nodeSubnetLegacy = defineRule({
  id: 'node-subnet-legacy',
  title: 'Node Subnet is a legacy model',
  severity: 'I',
  scope: 'cluster',
  reads: CLUSTER_ALONE,
  why: 'Microsoft lists Azure CNI Node Subnet among the legacy models, without a date. Overlay saves addresses; Pod Subnet keeps pods routable.',
  sources: [{ key: 'LEG' }, { key: 'CNI' }],
  examples: {
    failing: [
      {
        title: 'Node Subnet',
        plan: sketchCluster({ ipam: 'nodesubnet', podCidrs: [], pools: { system: { maxPods: 30 } } }),
        targets: ['aks'],
      },
    ],
    passing: [{ title: 'Overlay', plan: sketchCluster() }],
  },
  check: ({ cluster }) =>
    cluster.ipam === 'nodesubnet'
      ? [
          found({
            message: `${cluster.name} uses Azure CNI Node Subnet, a legacy model without an end date: Overlay saves addresses, Pod Subnet keeps pods routable.`,
          }),
        ]
      : [],
});

/** Parts of a cluster that leave service. */
export const clusterPartRules: readonly Rule[] = [
  ...PARTS.map(partRule),
  vmasRetirement,
  nginxRetirement,
  nodeSubnetLegacy,
];
