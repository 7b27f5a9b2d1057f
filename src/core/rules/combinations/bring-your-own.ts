import { clusterRule, setCluster } from '../support/cluster-rule.ts';
import { fixPodCidr } from '../support/fix-cluster-ranges.ts';
import { sketchCluster } from '../support/sketches.ts';
import type { Rule } from '../types.ts';
import { toOverlay } from '../support/change-ipam.ts';
import { firstOf } from '../support/cluster-conflicts.ts';

export const bringYourOwnRules: readonly Rule[] = [
  clusterRule({
    id: 'combo-byo-support',
    title: 'Own CNI plug-in',
    severity: 'W',
    why: 'With a plug-in of your own AKS installs none. Microsoft does not support problems of that plug-in, and how pods get addresses is up to it.',
    sources: [{ key: 'BYO' }, { key: 'S0' }],
    failing: [{ title: 'Bring your own', plan: sketchCluster({ ipam: 'byo' }), targets: ['aks'] }],
    passing: [{ title: 'Overlay', plan: sketchCluster() }],
    says: ({ cluster }) =>
      cluster.ipam === 'byo'
        ? `${cluster.name} brings its own CNI: its problems are outside Microsoft support, and pod addressing is yours.`
        : undefined,
    fixes: (view, context) =>
      firstOf(toOverlay(view, context).map(({ title, values }) => setCluster(view.cluster, title, values))),
  }),
  clusterRule({
    id: 'combo-byo-pod-cidr',
    title: 'Own CNI plug-in without a pod CIDR',
    severity: 'W',
    why: 'The control plane reaches pods (webhooks, kubectl logs and exec) only in a pod CIDR it knows.',
    sources: [{ key: 'BYO' }],
    failing: [
      {
        title: 'No pod CIDR',
        plan: sketchCluster({ ipam: 'byo', podCidrs: [] }),
        targets: ['aks'],
        alsoFires: ['combo-byo-support'],
      },
    ],
    passing: [
      { title: '10.244.0.0/16', plan: sketchCluster({ ipam: 'byo', podCidrs: ['10.244.0.0/16'] }) },
      {
        title: 'Imported: it may only not be printed',
        plan: sketchCluster({ ipam: 'byo', podCidrs: [], partial: true }),
      },
    ],
    says: ({ cluster }) =>
      cluster.ipam === 'byo' && cluster.podCidrs.length === 0 && cluster.partial !== true
        ? `${cluster.name} brings its own CNI and states no pod CIDR; the control plane needs it to reach pods.`
        : undefined,
    fixes: (view, context) => fixPodCidr(context, view),
  }),
];
