import { containsBlock } from '../../address/index.ts';
import { PRIVATE4 } from '../../azure/index.ts';
import { defineRule, found } from '../define-rule.ts';
import { CLUSTER_ALONE } from '../support/alone.ts';
import { moveRange, sayRange } from '../support/cluster-range.ts';
import { sketchCluster } from '../support/sketches.ts';

export const serviceCidrNotPrivate = defineRule({
  id: 'service-cidr-not-private',
  title: 'Service CIDR outside the private ranges',
  severity: 'W',
  scope: 'cluster',
  reads: CLUSTER_ALONE,
  silencedBy: ['service-cidr-aks-reserved', 'service-cidr-multicast'],
  why: 'AKS blocks "public and multicast" service ranges since October 2023; the exact list is not published. A range outside RFC 1918 and 100.64.0.0/10 may therefore be refused.',
  sources: [{ key: 'REL', section: '2023-10-01' }],
  examples: {
    failing: [
      {
        title: '172.10.0.0/16',
        plan: sketchCluster({ serviceCidrs: ['172.10.0.0/16'], dnsServiceIp: '172.10.0.10' }),
        targets: ['aks'],
      },
    ],
    passing: [{ title: '172.16.0.0/16', plan: sketchCluster() }],
  },
  check: (view, context) => {
    const outside = view.serviceSpace.blocks4.find((block) => !PRIVATE4.some((range) => containsBlock(range, block)));
    if (outside === undefined) return [];
    return [
      found({
        message: `${sayRange(view, 'service', outside)} lies outside the private ranges: AKS may refuse it.`,
        fixes: () => moveRange(context, view, 'service'),
      }),
    ];
  },
});
