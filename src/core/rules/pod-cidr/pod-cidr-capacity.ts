import { formatBlock } from '../../address/index.ts';
import { defineRule, found } from '../define-rule.ts';
import { CLUSTER_ALONE } from '../support/alone.ts';
import { growPodCidr } from '../support/fix-cluster-ranges.ts';
import { sketchCluster } from '../support/sketches.ts';

/** Review A16: E1 when the nodes now or the maxima do not fit; when only surge nodes do not, `capacity-surge-only` says so. */
export const podCidrCapacity = defineRule({
  id: 'pod-cidr-capacity',
  title: 'Pod CIDR holds fewer nodes than the pools may have',
  severity: 'E1',
  azureCode: 'InsufficientPodCidr',
  scope: 'cluster',
  reads: CLUSTER_ALONE,
  silencedBy: ['pod-cidr-too-small-prefix'],
  why: 'Every node takes a /24 of the pod CIDR (Azure CNI Overlay and kubenet). AKS checks the autoscaler maximum of all pools against it and refuses the cluster, the node pool or the scale operation when the range is too small.',
  sources: [{ key: 'OV' }, { key: 'IPP' }, { key: 'KUB' }, { key: 'REL', section: '2023-05-07' }],
  examples: {
    failing: [
      {
        title: '300 nodes in /16 (256 nodes)',
        plan: sketchCluster({ podCidrs: ['10.244.0.0/16'], pools: { system: { count: 300 } } }),
        targets: ['aks'],
      },
    ],
    passing: [
      {
        title: '300 nodes in /15 (512 nodes)',
        plan: sketchCluster({ podCidrs: ['10.244.0.0/15'], pools: { system: { count: 300 } } }),
      },
    ],
  },
  check: (view, context) => {
    const capacity = context.capacity.clusters.get(view.cluster.id);
    const range = capacity?.podCidr;
    const block = view.podSpace.blocks4[0];
    if (range === undefined || block === undefined || range.atMaximum <= range.supplyNodes) return [];
    const starts =
      range.now <= range.supplyNodes ? ` It starts with ${range.now} nodes, but cannot scale to its maximum.` : '';
    return [
      found({
        message: `${view.cluster.name} may have ${range.atMaximum} nodes (${range.withSurge} while upgrading); pod CIDR ${formatBlock(block)} holds ${range.supplyNodes}, one /24 each.${starts}`,
        fixes: () => growPodCidr(context, view),
      }),
    ];
  },
});
