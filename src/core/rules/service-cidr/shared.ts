import type { PlanSketch } from '../../plan/index.ts';
import { sharedRangeRule } from '../support/shared-range-rule.ts';
import { unconnectedRule } from '../support/unconnected-rule.ts';
import type { Rule } from '../types.ts';

/** Service CIDRs used more than once, and service CIDRs over networks no path leads to. */
export const sharedServiceCidrRules: readonly Rule[] = [
  unconnectedRule({
    id: 'service-cidr-overlaps-unconnected-network',
    title: 'Service CIDR overlaps a network that is not connected',
    range: 'service',
    why: 'Service addresses may repeat those of networks the cluster never meets. The day the two are connected, pods can no longer reach that network.',
    sources: [{ key: 'LEG' }, { key: 'IPP' }],
    examples: {
      failing: [{ title: 'Unlinked network 10.0.0.0/16', plan: unlinked('10.0.0.0/16'), targets: ['aks'] }],
      passing: [{ title: 'Unlinked network 10.2.0.0/16', plan: unlinked('10.2.0.0/16') }],
    },
  }),
  sharedRangeRule({
    id: 'service-cidr-shared',
    title: 'Clusters use the same service CIDR',
    severity: 'I',
    range: 'service',
    takesPart: () => true,
    consequence: ': allowed, it never leaves the cluster.',
    why: 'Service addresses exist only inside their cluster, so every cluster may use the same range. Only a service mesh or cross-cluster networking that joins clusters needs them apart.',
    sources: [{ key: 'IPP' }],
    examples: {
      failing: [
        { title: 'Two clusters with 10.0.0.0/16', plan: twoClusters('10.0.0.0/16', '10.0.0.0/16'), targets: ['aks-1'] },
      ],
      passing: [{ title: '10.0.0.0/16 and 172.16.0.0/16', plan: twoClusters('10.0.0.0/16', '172.16.0.0/16') }],
    },
  }),
];

function unlinked(prefix: string): PlanSketch {
  return {
    networks: {
      spoke: { prefixes: ['10.1.0.0/16'], subnets: { 'snet-nodes': '10.1.0.0/24' } },
      other: { prefixes: [prefix] },
    },
    clusters: { aks: { subnet: 'spoke/snet-nodes', serviceCidrs: ['10.0.0.0/16'], dnsServiceIp: '10.0.0.10' } },
  };
}

function twoClusters(first: string, second: string): PlanSketch {
  const dns = (range: string) => range.replace('0.0/16', '0.10');
  return {
    networks: { spoke: { prefixes: ['10.1.0.0/16'], subnets: { 'snet-1': '10.1.0.0/24', 'snet-2': '10.1.1.0/24' } } },
    clusters: {
      'aks-1': { subnet: 'spoke/snet-1', serviceCidrs: [first], dnsServiceIp: dns(first) },
      'aks-2': {
        subnet: 'spoke/snet-2',
        podCidrs: ['10.245.0.0/16'],
        serviceCidrs: [second],
        dnsServiceIp: dns(second),
      },
    },
  };
}
