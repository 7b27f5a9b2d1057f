import { formatBlock, overlaps } from '../../address/index.ts';
import { AKS_RESERVED } from '../../azure/index.ts';
import { defineRule, found } from '../define-rule.ts';
import { CLUSTER_ALONE } from '../support/alone.ts';
import { moveRange, sayRange } from '../support/cluster-range.ts';
import { sketchCluster } from '../support/sketches.ts';
import { refusal } from '../support/refusal.ts';

export const serviceCidrAksReserved = defineRule({
  id: 'service-cidr-aks-reserved',
  title: 'Service CIDR overlaps a range reserved by AKS',
  severity: 'E1',
  scope: 'cluster',
  reads: CLUSTER_ALONE,
  why: 'AKS uses 169.254.0.0/16, 172.30.0.0/16, 172.31.0.0/16 and 192.0.2.0/24 itself; a service CIDR must stay clear of them.',
  sources: [
    { key: 'CNI' },
    { key: 'LEG' },
    { key: 'ISS', section: 'Azure/AKS 2234' },
    { key: 'REL', section: '2025-01-30' },
  ],
  examples: {
    failing: [
      {
        title: '172.30.0.0/16',
        plan: sketchCluster({ serviceCidrs: ['172.30.0.0/16'], dnsServiceIp: '172.30.0.10' }),
        targets: ['aks'],
      },
    ],
    passing: [{ title: '172.16.0.0/16', plan: sketchCluster({ serviceCidrs: ['172.16.0.0/16'] }) }],
  },
  check: (view, context) => {
    for (const block of view.serviceSpace.blocks) {
      const reserved = AKS_RESERVED.find((range) => overlaps(range, block));
      if (reserved === undefined) continue;
      return [
        found({
          ...refusal(
            view.cluster.origin === 'existing',
            `${sayRange(view, 'service', block)} overlaps ${formatBlock(reserved)}, which AKS keeps for itself and refuses.`,
          ),
          fixes: () => moveRange(context, view, 'service'),
        }),
      ];
    }
    return [];
  },
});
