import { formatBlock } from '../../address/index.ts';
import { defineRule, found } from '../define-rule.ts';
import { CLUSTER_ALONE } from '../support/alone.ts';
import { hasPodCidr, moveRange, sayRange } from '../support/cluster-range.ts';
import { findRangeOverlaps } from '../support/range-overlaps.ts';
import { sketchCluster } from '../support/sketches.ts';

export const podCidrOverlapsServiceCidr = defineRule({
  id: 'pod-cidr-overlaps-service-cidr',
  title: 'Pod CIDR overlaps the service CIDR of the same cluster',
  severity: 'E1',
  azureCode: 'PodCidrOverlapServiceCidr',
  scope: 'cluster',
  reads: CLUSTER_ALONE,
  why: 'Pods and services share one address plan inside the cluster: an address must mean either a pod or a service. AKS refuses the cluster.',
  sources: [{ key: 'OV' }, { key: 'S1' }],
  examples: {
    failing: [
      {
        title: 'Pods 10.0.0.0/12, services 10.0.0.0/16',
        plan: {
          clusters: { aks: { podCidrs: ['10.0.0.0/12'], serviceCidrs: ['10.0.0.0/16'], dnsServiceIp: '10.0.0.10' } },
        },
        targets: ['aks'],
      },
    ],
    passing: [
      {
        title: 'Pods 10.244.0.0/16, services 10.0.0.0/16',
        plan: sketchCluster({ podCidrs: ['10.244.0.0/16'], serviceCidrs: ['10.0.0.0/16'], dnsServiceIp: '10.0.0.10' }),
      },
    ],
  },
  check: (view, context) => {
    if (!hasPodCidr(view)) return [];
    const hit = findRangeOverlaps(view.podSpace, [{ space: view.serviceSpace }])[0];
    if (hit === undefined) return [];
    return [
      found({
        message: `${sayRange(view, 'pod', hit.own)} overlaps its service CIDR ${formatBlock(hit.other)}; the two must be disjoint.`,
        fixes: () => [...moveRange(context, view, 'service'), ...moveRange(context, view, 'pod')],
      }),
    ];
  },
});
