import { AKS_RESERVED, VNET_FORBIDDEN } from '../../azure/index.ts';
import { formatBlock, overlaps } from '../../address/index.ts';
import { defineRule, found } from '../define-rule.ts';
import { CLUSTER_ALONE } from '../support/alone.ts';
import { hasPodCidr, moveRange, sayRange } from '../support/cluster-range.ts';
import { sketchCluster } from '../support/sketches.ts';
import { refusal } from '../support/refusal.ts';

/** Review B8: the platform's own ranges count too; a pod range over 168.63.129.16 swallows Azure DNS. */
export const podCidrAksReserved = defineRule({
  id: 'pod-cidr-aks-reserved',
  title: 'Pod CIDR overlaps a range reserved by AKS or the platform',
  severity: 'E1',
  scope: 'cluster',
  reads: CLUSTER_ALONE,
  why: 'AKS uses 169.254.0.0/16, 172.30.0.0/16, 172.31.0.0/16 and 192.0.2.0/24 itself and refuses them as pod CIDR (169.254.0.0/16 since January 2025, 172.30.0.0/16 and 172.31.0.0/16 since May 2026 for overlay and kubenet). A pod range over 168.63.129.16 would also swallow Azure DNS. Existing clusters keep running.',
  sources: [
    { key: 'CNI', section: 'prerequisites' },
    { key: 'S3' },
    { key: 'S4' },
    { key: 'REL', section: '2025-01-30, 2026-05-29' },
    { key: 'VFAQ' },
  ],
  examples: {
    failing: [
      {
        title: '172.16.0.0/12 holds 172.30.0.0/16 and 172.31.0.0/16',
        plan: sketchCluster({ podCidrs: ['172.16.0.0/12'], serviceCidrs: ['10.0.0.0/16'], dnsServiceIp: '10.0.0.10' }),
        targets: ['aks'],
      },
      {
        title: '168.0.0.0/8 holds 168.63.129.16',
        plan: sketchCluster({ podCidrs: ['168.0.0.0/8'] }),
        targets: ['aks'],
      },
    ],
    passing: [
      {
        title: '172.16.0.0/14',
        plan: sketchCluster({ podCidrs: ['172.16.0.0/14'], serviceCidrs: ['10.0.0.0/16'], dnsServiceIp: '10.0.0.10' }),
      },
    ],
  },
  check: (view, context) => {
    if (!hasPodCidr(view)) return [];
    for (const block of view.podSpace.blocks) {
      const reserved = [...AKS_RESERVED, ...VNET_FORBIDDEN].find((range) => overlaps(range, block));
      if (reserved === undefined) continue;
      return [
        found({
          ...refusal(
            view.cluster.origin === 'existing',
            `${sayRange(view, 'pod', block)} overlaps ${formatBlock(reserved)}, ${AKS_RESERVED.includes(reserved) ? 'which AKS keeps for itself and refuses' : 'which belongs to the platform: pods cannot have its addresses'}.`,
          ),
          fixes: () => moveRange(context, view, 'pod'),
        }),
      ];
    }
    return [];
  },
});
