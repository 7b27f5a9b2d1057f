import { formatBlock } from '../../address/index.ts';
import { defineRule, found } from '../define-rule.ts';
import { CLUSTER_ALONE } from '../support/alone.ts';
import { growPodCidr } from '../support/fix-cluster-ranges.ts';
import { sketchCluster } from '../support/sketches.ts';

/** Advice of the catalogue: leave a quarter of the node blocks free. */
const HEADROOM_SHARE = 0.75;

export const podCidrHeadroom = defineRule({
  id: 'pod-cidr-headroom',
  title: 'Pod CIDR leaves little room for more nodes',
  severity: 'W',
  scope: 'cluster',
  reads: CLUSTER_ALONE,
  silencedBy: ['pod-cidr-capacity', 'capacity-surge-only', 'pod-cidr-too-small-prefix'],
  why: 'More than three quarters of the node blocks are spoken for. Later the pod CIDR can only grow to a range that contains the old one, and only for Linux overlay clusters, so plan growth now.',
  sources: [{ key: 'OV' }, { key: 'OVX' }],
  examples: {
    failing: [
      {
        title: '200 nodes of 256, 181 and 10 % surge',
        plan: sketchCluster({ pools: { system: { count: 181 } } }),
        targets: ['aks'],
      },
    ],
    passing: [
      { title: '192 of 256: 174 and 18 surge nodes', plan: sketchCluster({ pools: { system: { count: 174 } } }) },
    ],
  },
  check: (view, context) => {
    const range = context.capacity.clusters.get(view.cluster.id)?.podCidr;
    const block = view.podSpace.blocks4[0];
    if (range === undefined || block === undefined || range.withSurge <= range.supplyNodes * HEADROOM_SHARE) return [];
    return [
      found({
        message: `${view.cluster.name} needs ${range.withSurge} of the ${range.supplyNodes} node blocks of pod CIDR ${formatBlock(block)} while upgrading: little room to grow.`,
        fixes: () => growPodCidr(context, view),
      }),
    ];
  },
});
