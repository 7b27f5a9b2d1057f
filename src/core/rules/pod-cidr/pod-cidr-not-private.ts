import { containsBlock } from '../../address/index.ts';
import { PRIVATE4 } from '../../azure/index.ts';
import { defineRule, found } from '../define-rule.ts';
import { CLUSTER_ALONE } from '../support/alone.ts';
import { hasPodCidr, moveRange, sayRange } from '../support/cluster-range.ts';
import { sketchCluster } from '../support/sketches.ts';

export const podCidrNotPrivate = defineRule({
  id: 'pod-cidr-not-private',
  title: 'Pod CIDR outside the private ranges',
  severity: 'W',
  scope: 'cluster',
  reads: CLUSTER_ALONE,
  silencedBy: ['pod-cidr-aks-reserved'],
  why: 'Use private addresses (RFC 1918) or shared address space (RFC 6598, 100.64.0.0/10) for pods. Public ranges are not blocked, but they are outside support, and servers on the internet with those addresses cannot be reached from pods.',
  sources: [{ key: 'OV' }, { key: 'S1' }],
  examples: {
    failing: [{ title: '11.0.0.0/16', plan: sketchCluster({ podCidrs: ['11.0.0.0/16'] }), targets: ['aks'] }],
    passing: [{ title: '100.64.0.0/16', plan: sketchCluster({ podCidrs: ['100.64.0.0/16'] }) }],
  },
  check: (view, context) => {
    if (!hasPodCidr(view)) return [];
    const outside = view.podSpace.blocks4.find((block) => !PRIVATE4.some((range) => containsBlock(range, block)));
    if (outside === undefined) return [];
    return [
      found({
        message: `${sayRange(view, 'pod', outside)} lies outside the private ranges: not blocked, but outside support.`,
        fixes: () => moveRange(context, view, 'pod'),
      }),
    ];
  },
});
