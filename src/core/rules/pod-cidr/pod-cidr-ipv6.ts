import { formatBlock } from '../../address/index.ts';
import { AKS_DEFAULTS } from '../../azure/index.ts';
import { defineRule, found } from '../define-rule.ts';
import { CLUSTER_ALONE } from '../support/alone.ts';
import { sketchDual } from '../support/sketches.ts';

/** Review A29: overlay and kubenet only; flat models take IPv6 pod addresses from their subnets. */
export const podCidrIpv6 = defineRule({
  id: 'pod-cidr-ipv6',
  title: 'Dual-stack cluster without a fitting IPv6 pod CIDR',
  severity: 'E1',
  scope: 'cluster',
  reads: CLUSTER_ALONE,
  inferred: true,
  why: 'A dual-stack cluster needs a second pod CIDR of the IPv6 family. Nodes were shown to take /80 blocks out of a /64, so a range longer than /64 does not serve (inferred from the published examples).',
  sources: [{ key: 'OVH' }, { key: 'DUAL' }],
  examples: {
    failing: [
      {
        title: 'Only 10.244.0.0/16',
        plan: sketchDual({ podCidrs: ['10.244.0.0/16'] }),
        targets: ['aks'],
      },
      {
        title: 'IPv6 /72',
        plan: sketchDual({ podCidrs: ['10.244.0.0/16', 'fd12:3456:789a::/72'] }),
        targets: ['aks'],
      },
    ],
    passing: [
      {
        title: 'And fd12:3456:789a::/64',
        plan: sketchDual({ podCidrs: ['10.244.0.0/16', 'fd12:3456:789a::/64'] }),
      },
    ],
  },
  check: ({ cluster, podSpace }) => {
    if (!cluster.ipFamilies.includes('IPv6') || (cluster.ipam !== 'overlay' && cluster.ipam !== 'kubenet')) return [];
    const fitting = podSpace.blocks6.find((block) => block.prefixLength <= 64);
    if (fitting !== undefined) return [];
    const short = podSpace.blocks6[0];
    const suggestion = AKS_DEFAULTS.podCidr6;
    return [
      found({
        message:
          short === undefined
            ? `${cluster.name} is dual-stack and has no IPv6 pod CIDR; it needs one of /64 or larger.`
            : `${cluster.name} is dual-stack; its IPv6 pod CIDR ${formatBlock(short)} is smaller than /64.`,
        fixes: () => [
          {
            title: `Use ${suggestion}`,
            commands: [
              {
                type: 'update',
                kind: 'cluster',
                id: cluster.id,
                values: { podCidrs: [...cluster.podCidrs.filter((cidr) => !cidr.includes(':')), suggestion] },
              },
            ],
          },
        ],
      }),
    ];
  },
});
