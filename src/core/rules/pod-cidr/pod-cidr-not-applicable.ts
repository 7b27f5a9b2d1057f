import { defineRule, found } from '../define-rule.ts';
import { CLUSTER_ALONE } from '../support/alone.ts';
import { hasPodCidr } from '../support/cluster-range.ts';
import { sketchCluster } from '../support/sketches.ts';

export const podCidrNotApplicable = defineRule({
  id: 'pod-cidr-not-applicable',
  title: 'Pod CIDR on a model that has none',
  severity: 'E1',
  scope: 'cluster',
  reads: CLUSTER_ALONE,
  why: 'With Azure CNI Node Subnet and Pod Subnet pods take addresses of subnets. The command line refuses a pod CIDR for them; old API versions printed one that was never used.',
  sources: [{ key: 'ISS', section: 'Azure/azure-cli PR 26237' }],
  examples: {
    failing: [
      {
        title: 'Node Subnet with 10.244.0.0/16',
        plan: sketchCluster({ ipam: 'nodesubnet', podCidrs: ['10.244.0.0/16'] }),
        targets: ['aks'],
        alsoFires: ['node-subnet-legacy'],
      },
      {
        title: 'Imported: information only',
        plan: sketchCluster({ ipam: 'nodesubnet', podCidrs: ['10.244.0.0/16'], partial: true }),
        severity: 'info',
        alsoFires: ['node-subnet-legacy'],
      },
    ],
    passing: [{ title: 'Node Subnet without a pod CIDR', plan: sketchCluster({ ipam: 'nodesubnet' }) }],
  },
  check: (view) => {
    const { cluster } = view;
    const written = cluster.podCidrs.join(', ');
    if (hasPodCidr(view) || written === '') return [];
    const model = cluster.ipam === 'nodesubnet' ? 'Azure CNI Node Subnet' : 'Azure CNI Pod Subnet';
    const imported = cluster.partial === true || cluster.origin === 'existing';
    return [
      found({
        message: `${cluster.name} uses ${model}, which takes pod addresses from subnets; pod CIDR ${written} ${imported ? 'is not used.' : 'would be refused.'}`,
        ...(imported ? { severity: 'I' as const } : {}),
        fixes: () => [
          {
            title: 'Clear the pod CIDR',
            commands: [{ type: 'update', kind: 'cluster', id: cluster.id, values: { podCidrs: [] } }],
          },
        ],
      }),
    ];
  },
});
