import type { PlanSketch } from '../../plan/index.ts';
import { sharedRangeRule } from '../support/shared-range-rule.ts';
import { unconnectedRule } from '../support/unconnected-rule.ts';
import type { Rule } from '../types.ts';

/** Pod CIDRs used more than once, and pod CIDRs over networks no path leads to. */
export const sharedPodCidrRules: readonly Rule[] = [
  unconnectedRule({
    id: 'pod-cidr-overlaps-unconnected-network',
    title: 'Pod CIDR overlaps a network that is not connected',
    range: 'pod',
    why: 'Pod CIDRs may repeat the addresses of networks the cluster never meets. The day the two are connected, pods can no longer reach that network.',
    sources: [{ key: 'S0' }, { key: 'S1' }],
    examples: {
      failing: [{ title: 'Unlinked network 10.244.0.0/20', plan: unlinked('10.244.0.0/20'), targets: ['aks'] }],
      passing: [{ title: 'Unlinked network 10.2.0.0/16', plan: unlinked('10.2.0.0/16') }],
    },
  }),
  sharedRangeRule({
    id: 'pod-cidr-same-as-other-cluster',
    title: 'Overlay clusters use the same pod CIDR',
    severity: 'I',
    range: 'pod',
    takesPart: (view) => view.cluster.ipam === 'overlay',
    consequence: ': allowed, each overlay is a routing domain of its own.',
    why: 'Overlay pod addresses never leave their cluster untranslated, so clusters may repeat them. Only a mesh or a shared gateway that sees pod addresses of both needs them apart.',
    sources: [{ key: 'S0' }, { key: 'S1' }, { key: 'OV' }],
    examples: {
      failing: [
        {
          title: 'Both 10.244.0.0/16',
          plan: twoClusters('overlay', '10.244.0.0/16', '10.244.0.0/16'),
          targets: ['aks-1'],
        },
      ],
      passing: [
        { title: '10.244.0.0/16 and 10.245.0.0/16', plan: twoClusters('overlay', '10.244.0.0/16', '10.245.0.0/16') },
      ],
    },
  }),
  sharedRangeRule({
    id: 'pod-cidr-kubenet-shared',
    title: 'kubenet clusters of one network share a pod CIDR',
    severity: 'W',
    range: 'pod',
    takesPart: (view) => view.cluster.ipam === 'kubenet' && view.network !== undefined,
    joins: (a, b) => a.network === b.network,
    consequence: ' in one network: allowed only with separate route tables; give each its own range.',
    why: 'kubenet writes one route per node into the route table of the node subnet. Two clusters with the same pod CIDR in one table overwrite each other, so each needs its own table, and later merges of the subnets become impossible.',
    sources: [{ key: 'KUB' }],
    examples: {
      failing: [
        {
          title: 'Both 10.244.0.0/16 in one network',
          plan: twoClusters('kubenet', '10.244.0.0/16', '10.244.0.0/16'),
          targets: ['aks-1'],
          alsoFires: ['kubenet-retirement'],
        },
      ],
      passing: [
        { title: '10.244.0.0/16 and 10.245.0.0/16', plan: twoClusters('kubenet', '10.244.0.0/16', '10.245.0.0/16') },
      ],
    },
  }),
];

function unlinked(prefix: string): PlanSketch {
  return {
    networks: {
      spoke: { prefixes: ['10.1.0.0/16'], subnets: { 'snet-nodes': '10.1.0.0/24' } },
      other: { prefixes: [prefix] },
    },
    clusters: { aks: { subnet: 'spoke/snet-nodes' } },
  };
}

function twoClusters(ipam: 'overlay' | 'kubenet', first: string, second: string): PlanSketch {
  return {
    networks: { spoke: { prefixes: ['10.1.0.0/16'], subnets: { 'snet-1': '10.1.0.0/24', 'snet-2': '10.1.1.0/24' } } },
    clusters: {
      'aks-1': { ipam, subnet: 'spoke/snet-1', podCidrs: [first] },
      'aks-2': {
        ipam,
        subnet: 'spoke/snet-2',
        podCidrs: [second],
        serviceCidrs: ['172.17.0.0/16'],
        dnsServiceIp: '172.17.0.10',
      },
    },
  };
}
