import { LIMITS } from '../../azure/index.ts';
import { formatCount, type ClusterSketch, type PlanSketch } from '../../plan/index.ts';
import { clusterRule, nodesOf } from '../support/cluster-rule.ts';
import { sketchCluster, sketchDual, withWindows } from '../support/sketches.ts';
import type { Rule } from '../types.ts';
import { toOverlay } from '../support/change-ipam.ts';
import {
  AZURE_DATA_PLANE,
  CALICO,
  CILIUM,
  clashes,
  firstOf,
  fixClash,
  isDualStack,
  NO_POLICY,
} from '../support/cluster-conflicts.ts';

const KUBENET: ClusterSketch = { ipam: 'kubenet' };

const policyCiliumNeedsDataplane = clusterRule({
  id: 'combo-policy-cilium-needs-dataplane',
  title: 'Cilium policies without the Cilium data plane',
  severity: 'E1',
  silencedBy: ['combo-byo-policy'],
  why: 'Cilium network policies are carried out by the Cilium data plane; AKS refuses them on another one.',
  sources: [{ key: 'POL' }, { key: 'CIL' }],
  failing: [
    { title: 'Policy cilium, data plane azure', plan: sketchCluster({ networkPolicy: 'cilium' }), targets: ['aks'] },
    {
      title: 'The same with a Windows pool, and on kubenet',
      plan: {
        ...sketchCluster({ networkPolicy: 'cilium', pools: withWindows() }),
        clusters: {
          ...sketchCluster({ networkPolicy: 'cilium', pools: withWindows() }).clusters,
          'aks-2': { ...KUBENET, networkPolicy: 'cilium', podCidrs: ['10.245.0.0/16'] },
        },
      },
      targets: ['aks', 'aks-2'],
      alsoFires: ['kubenet-retirement'],
    },
    {
      title: 'It exists: a warning',
      plan: sketchCluster({ networkPolicy: 'cilium', origin: 'existing' }),
      severity: 'warning',
    },
  ],
  passing: [{ title: 'Data plane cilium', plan: sketchCluster({ networkPolicy: 'cilium', dataPlane: 'cilium' }) }],
  says: ({ cluster }) =>
    clashes('combo-policy-cilium-needs-dataplane', cluster)
      ? `${cluster.name} has Cilium policies and the Azure data plane; Cilium policies come with the Cilium data plane.`
      : undefined,
  fixes: (view) => firstOf(fixClash('combo-policy-cilium-needs-dataplane', view, [CILIUM, CALICO, NO_POLICY])),
});

const dataplaneCiliumPolicy = clusterRule({
  id: 'combo-dataplane-cilium-policy',
  title: 'Second policy engine on the Cilium data plane',
  severity: 'E1',
  silencedBy: ['combo-byo-policy'],
  why: 'The Cilium data plane carries out network policies itself. Azure and Calico engines cannot be installed beside it.',
  sources: [{ key: 'CIL' }, { key: 'UPD' }],
  failing: [
    {
      title: 'Cilium with Calico',
      plan: sketchCluster({ dataPlane: 'cilium', networkPolicy: 'calico' }),
      targets: ['aks'],
    },
  ],
  passing: [
    { title: 'Cilium with Cilium', plan: sketchCluster({ dataPlane: 'cilium', networkPolicy: 'cilium' }) },
    { title: 'Cilium with none', plan: sketchCluster({ dataPlane: 'cilium' }) },
  ],
  says: ({ cluster }) =>
    clashes('combo-dataplane-cilium-policy', cluster)
      ? `${cluster.name} has the Cilium data plane and ${cluster.networkPolicy === 'azure' ? 'Azure' : 'Calico'} policies; Cilium allows no second engine.`
      : undefined,
  fixes: (view) =>
    firstOf(
      fixClash('combo-dataplane-cilium-policy', view, [
        { title: 'Use Cilium policies', values: { networkPolicy: 'cilium' } },
        ...AZURE_DATA_PLANE,
        NO_POLICY,
      ]),
    ),
});

const kubenetNpm = clusterRule({
  id: 'combo-kubenet-npm',
  title: 'Azure policies on kubenet',
  severity: 'E1',
  azureCode: 'NetworkPolicyAzureNotSupportedForKubenet',
  why: 'Azure network policies need Azure CNI. On kubenet only Calico works.',
  sources: [{ key: 'KUB' }, { key: 'S1' }, { key: 'S2' }, { key: 'ERR' }],
  failing: [
    {
      title: 'kubenet with azure',
      plan: sketchCluster({ ...KUBENET, networkPolicy: 'azure' }),
      targets: ['aks'],
      alsoFires: ['kubenet-retirement', 'npm-linux-retirement'],
    },
  ],
  passing: [{ title: 'kubenet with calico', plan: sketchCluster({ ...KUBENET, networkPolicy: 'calico' }) }],
  says: ({ cluster }) =>
    clashes('combo-kubenet-npm', cluster)
      ? `${cluster.name} uses kubenet with Azure policies; they need Azure CNI, on kubenet only Calico works.`
      : undefined,
  fixes: (view, context) => fixClash('combo-kubenet-npm', view, [CALICO, ...toOverlay(view, context).slice(1)]),
});

const kubenetCilium = clusterRule({
  id: 'combo-kubenet-cilium',
  title: 'Cilium data plane on kubenet',
  severity: 'E1',
  why: 'The Cilium data plane needs Azure CNI. A kubenet cluster moves to Overlay first and to Cilium afterwards.',
  sources: [{ key: 'UPD' }],
  failing: [
    {
      title: 'kubenet with cilium',
      plan: sketchCluster({ ...KUBENET, dataPlane: 'cilium', networkPolicy: 'cilium' }),
      targets: ['aks'],
      alsoFires: ['kubenet-retirement'],
    },
  ],
  passing: [{ title: 'Overlay with cilium', plan: sketchCluster({ dataPlane: 'cilium', networkPolicy: 'cilium' }) }],
  says: ({ cluster }) =>
    clashes('combo-kubenet-cilium', cluster)
      ? `${cluster.name} uses kubenet with the Cilium data plane; move to Overlay first, then to Cilium.`
      : undefined,
  fixes: (view, context) => [
    ...firstOf(fixClash('combo-kubenet-cilium', view, toOverlay(view, context))),
    ...firstOf(fixClash('combo-kubenet-cilium', view, AZURE_DATA_PLANE)),
  ],
});

const byoPolicy = clusterRule({
  id: 'combo-byo-policy',
  title: 'Managed policy engine without a managed CNI',
  severity: 'E1',
  azureCode: 'NetworkPolicyNotSupportedForNone',
  why: 'Without a network plug-in of its own AKS installs no policy engine either; the plug-in you bring has its own.',
  sources: [{ key: 'BYO' }, { key: 'ERR' }],
  failing: [
    {
      title: 'Bring your own with Calico',
      plan: sketchCluster({ ipam: 'byo', networkPolicy: 'calico' }),
      targets: ['aks'],
      alsoFires: ['combo-byo-support'],
    },
  ],
  passing: [{ title: 'Bring your own with none', plan: sketchCluster({ ipam: 'byo' }) }],
  says: ({ cluster }) =>
    clashes('combo-byo-policy', cluster)
      ? `${cluster.name} brings its own CNI and asks AKS for ${ENGINES[cluster.networkPolicy]} policies; AKS installs no policy engine there.`
      : undefined,
  fixes: (view) => fixClash('combo-byo-policy', view, [NO_POLICY]),
});

const ENGINES = { none: 'no', azure: 'Azure', calico: 'Calico', cilium: 'Cilium' } as const;

/** Azure's own policy engine on so many nodes. Flat ranges are large enough for them. */
function npm(count: number, plannedPods?: number): PlanSketch {
  return sketchCluster({
    networkPolicy: 'azure',
    podCidrs: ['10.248.0.0/15'],
    pools: { system: { count } },
    ...(plannedPods === undefined ? {} : { plannedPods }),
  });
}

const npmScale = clusterRule({
  id: 'combo-npm-scale',
  title: 'Azure policies on too many nodes or pods',
  severity: 'E2',
  why: 'Azure Network Policy Manager runs out of memory beyond 250 nodes or 20,000 pods.',
  sources: [{ key: 'POL' }, { key: 'BIG' }],
  failing: [
    { title: '251 nodes', plan: npm(251), targets: ['aks'], alsoFires: ['npm-linux-retirement'] },
    { title: '100 nodes, 25,000 pods', plan: npm(100, 25_000), targets: ['aks'], alsoFires: ['npm-linux-retirement'] },
  ],
  passing: [{ title: '250 nodes and 20,000 pods', plan: npm(250, 20_000) }],
  says: (view, context) => {
    const { cluster } = view;
    if (cluster.networkPolicy !== 'azure') return undefined;
    const nodes = nodesOf(view, context);
    const pods = cluster.plannedPods ?? 0;
    const [mostNodes, mostPods] = [LIMITS['aks.npmNodes'].value, LIMITS['aks.npmPods'].value];
    if (nodes <= mostNodes && pods <= mostPods) return undefined;
    const size = nodes > mostNodes ? formatCount(nodes, 'node') : formatCount(pods, 'pod');
    return `${cluster.name} has Azure policies and may have ${size}; their engine runs out of memory beyond ${formatCount(mostNodes, 'node')} or ${formatCount(mostPods, 'pod')}.`;
  },
  fixes: (view) => fixClash('combo-policy-cilium-needs-dataplane', view, [CILIUM]),
});

const npmDualStack = clusterRule({
  id: 'combo-npm-dual-stack',
  title: 'Azure or Calico policies on a dual-stack cluster',
  severity: 'E1',
  azureCode: 'UnsupportedDualStackNetworkPolicy',
  why: 'Azure and Calico policies know IPv4 only; AKS refuses them on dual-stack clusters. Cilium works for Linux pools.',
  sources: [{ key: 'OVH' }, { key: 'POL' }, { key: 'ERR' }],
  failing: [
    {
      title: 'Dual-stack with azure',
      plan: sketchDual({ networkPolicy: 'azure' }),
      targets: ['aks'],
      alsoFires: ['npm-linux-retirement'],
    },
    {
      title: 'With Calico and a Windows pool',
      plan: sketchDual({ networkPolicy: 'calico', pools: withWindows('Windows2025') }),
      targets: ['aks'],
      alsoFires: ['combo-calico-win2025'],
    },
  ],
  passing: [{ title: 'Dual-stack with cilium', plan: sketchDual({ dataPlane: 'cilium', networkPolicy: 'cilium' }) }],
  says: ({ cluster }) =>
    clashes('combo-npm-dual-stack', cluster)
      ? `${cluster.name} is dual-stack and has ${ENGINES[cluster.networkPolicy]} policies, which know IPv4 only.`
      : undefined,
  fixes: (view) => firstOf(fixClash('combo-npm-dual-stack', view, [CILIUM, NO_POLICY])),
});

const windowsCilium = clusterRule({
  id: 'combo-windows-cilium',
  silencedBy: ['change-cilium-windows'],
  title: 'Windows pool on the Cilium data plane',
  severity: 'E1',
  why: 'The Cilium data plane runs on Linux nodes only; AKS refuses Windows pools with it.',
  sources: [{ key: 'CIL' }, { key: 'UPD' }, { key: 'S2' }],
  failing: [
    {
      title: 'Cilium and pool win',
      plan: sketchCluster({ dataPlane: 'cilium', networkPolicy: 'cilium', pools: withWindows() }),
      targets: ['aks'],
    },
    {
      title: 'Dual-stack: no policy engine is left',
      plan: sketchDual({ dataPlane: 'cilium', networkPolicy: 'cilium', pools: withWindows() }),
      targets: ['aks'],
    },
  ],
  passing: [{ title: 'Azure data plane', plan: sketchCluster({ networkPolicy: 'calico', pools: withWindows() }) }],
  says: ({ cluster, pools }) =>
    clashes('combo-windows-cilium', cluster)
      ? {
          message: `${cluster.name} has the Cilium data plane and Windows pool ${windowsNames(cluster.pools)}; Cilium runs on Linux only.`,
          pools: pools.filter(({ pool }) => pool.os === 'Windows'),
        }
      : undefined,
  fixes: (view) => firstOf(fixClash('combo-windows-cilium', view, azureDataPlaneFor(view.cluster))),
});

/** Calico keeps policies working where Cilium's go away; dual-stack has no other engine (review D1). */
function azureDataPlaneFor(cluster: Parameters<typeof isDualStack>[0]): typeof AZURE_DATA_PLANE {
  return cluster.networkPolicy === 'none' || isDualStack(cluster) ? AZURE_DATA_PLANE : AZURE_DATA_PLANE.slice(1);
}

function windowsNames(pools: readonly { readonly os: string; readonly name: string }[]): string {
  return pools
    .filter((pool) => pool.os === 'Windows')
    .map((pool) => pool.name)
    .join(', ');
}

const windowsKubenet = clusterRule({
  id: 'combo-windows-kubenet',
  title: 'Windows pool on kubenet',
  severity: 'E1',
  azureCode: 'AzureCNIOnlyForWindows',
  why: 'Windows nodes need Azure CNI; AKS refuses Windows pools on kubenet.',
  sources: [{ key: 'KUB' }, { key: 'S1' }, { key: 'S4' }, { key: 'ERR' }],
  failing: [
    {
      title: 'kubenet and pool win',
      plan: sketchCluster({ ...KUBENET, pools: withWindows() }),
      targets: ['aks'],
      alsoFires: ['kubenet-retirement'],
    },
  ],
  passing: [{ title: 'Overlay', plan: sketchCluster({ pools: withWindows() }) }],
  says: ({ cluster, pools }) =>
    clashes('combo-windows-kubenet', cluster)
      ? {
          message: `${cluster.name} uses kubenet and has Windows pool ${windowsNames(cluster.pools)}; Windows needs Azure CNI.`,
          pools: pools.filter(({ pool }) => pool.os === 'Windows'),
        }
      : undefined,
  fixes: (view, context) => firstOf(fixClash('combo-windows-kubenet', view, toOverlay(view, context))),
});

export const policyEngineRules: readonly Rule[] = [
  policyCiliumNeedsDataplane,
  dataplaneCiliumPolicy,
  kubenetNpm,
  kubenetCilium,
  byoPolicy,
  npmScale,
  npmDualStack,
  windowsCilium,
  windowsKubenet,
];
