import { formatBlock, overlaps } from '../../address/index.ts';
import { VNET_FORBIDDEN } from '../../azure/index.ts';
import { defineRule, found } from '../define-rule.ts';
import { CLUSTER_ALONE } from '../support/alone.ts';
import { moveRange, sayRange } from '../support/cluster-range.ts';
import { refusal } from '../support/refusal.ts';
import { sketchCluster } from '../support/sketches.ts';

export const serviceCidrMulticast = defineRule({
  id: 'service-cidr-multicast',
  title: 'Service CIDR overlaps multicast or platform addresses',
  severity: 'E1',
  scope: 'cluster',
  reads: CLUSTER_ALONE,
  silencedBy: ['service-cidr-aks-reserved'],
  why: 'AKS refuses multicast and public ranges as service CIDR since October 2023, and link-local since January 2025. Loopback, broadcast and 168.63.129.16 belong to the platform.',
  sources: [{ key: 'REL', section: '2023-10-01, 2025-01-30' }, { key: 'VFAQ' }],
  examples: {
    failing: [
      {
        title: '224.0.0.0/16',
        plan: sketchCluster({ serviceCidrs: ['224.0.0.0/16'], dnsServiceIp: '224.0.0.10' }),
        targets: ['aks'],
      },
    ],
    passing: [{ title: '172.16.0.0/16', plan: sketchCluster() }],
  },
  check: (view, context) => {
    for (const block of view.serviceSpace.blocks) {
      const forbidden = VNET_FORBIDDEN.find((range) => overlaps(range, block));
      if (forbidden === undefined) continue;
      return [
        found({
          ...refusal(
            view.cluster.origin === 'existing',
            `${sayRange(view, 'service', block)} overlaps ${formatBlock(forbidden)}; AKS refuses multicast and platform addresses.`,
          ),
          fixes: () => moveRange(context, view, 'service'),
        }),
      ];
    }
    return [];
  },
});
