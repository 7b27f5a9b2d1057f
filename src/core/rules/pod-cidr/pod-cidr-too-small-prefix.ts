import { defineRule, found } from '../define-rule.ts';
import { CLUSTER_ALONE } from '../support/alone.ts';
import { moveRange, sayRange } from '../support/cluster-range.ts';
import { sketchCluster } from '../support/sketches.ts';

/** Overlay and kubenet give each node a /24. */
export const podCidrTooSmallPrefix = defineRule({
  id: 'pod-cidr-too-small-prefix',
  title: 'Pod CIDR smaller than one node needs',
  severity: 'E1',
  scope: 'cluster',
  reads: CLUSTER_ALONE,
  why: 'With Azure CNI Overlay and kubenet every node takes a /24 out of the pod CIDR, however many pods it runs. A range smaller than /24 holds no node at all.',
  sources: [{ key: 'OV' }, { key: 'KUB' }],
  examples: {
    failing: [{ title: '10.244.0.0/25', plan: sketchCluster({ podCidrs: ['10.244.0.0/25'] }), targets: ['aks'] }],
    passing: [{ title: '10.244.0.0/16', plan: sketchCluster({ podCidrs: ['10.244.0.0/16'] }) }],
  },
  check: (view, context) => {
    const { ipam } = view.cluster;
    if (ipam !== 'overlay' && ipam !== 'kubenet') return [];
    const small = view.podSpace.blocks4.find((block) => block.prefixLength > 24);
    if (small === undefined) return [];
    return [
      found({
        message: `${sayRange(view, 'pod', small)} is smaller than /24: each node takes a /24, so no node fits.`,
        fixes: () => moveRange(context, view, 'pod'),
      }),
    ];
  },
});
