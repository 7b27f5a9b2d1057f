import type { PlanSketch } from '../../plan/index.ts';
import type { Rule } from '../types.ts';
import { overlapRule, throughWhat } from '../support/overlap-rules.ts';

/** Pod CIDR against what the cluster can reach, nearest first: own subnets, own space, neighbours, sites, networks behind an appliance. */
export const podCidrOverlapRules: readonly Rule[] = [
  overlapRule({
    id: 'pod-cidr-overlaps-subnet',
    title: 'Pod CIDR overlaps a subnet of its own network',
    severity: 'E1',
    severityIfExisting: 'E2',
    range: 'pod',
    against: 'subnets',
    azureCode: (view) => (view.cluster.ipam === 'overlay' ? 'PodCidrOverlapExistingSubnetsCidr' : undefined),
    consequence: () => ': pods would hide that subnet, its addresses become unreachable from the cluster.',
    why: 'Pods get addresses of the pod CIDR inside the cluster, so packets for such an address never leave it. A subnet of the same network with these addresses can no longer be reached. AKS refuses an overlay cluster whose pod CIDR overlaps an existing subnet since October 2024.',
    sources: [{ key: 'OV' }, { key: 'S1' }, { key: 'REL', section: '2024-10-25' }],
    examples: {
      failing: [
        {
          title: 'Pods 10.240.0.0/16 over nodes 10.240.0.0/22',
          plan: {
            networks: { spoke: { prefixes: ['10.240.0.0/16'], subnets: { 'snet-nodes': '10.240.0.0/22' } } },
            clusters: { aks: { subnet: 'spoke/snet-nodes', podCidrs: ['10.240.0.0/16'] } },
          },
          targets: ['aks'],
        },
      ],
      passing: [
        {
          title: 'Pods 192.168.0.0/16',
          plan: {
            networks: { spoke: { prefixes: ['10.240.0.0/16'], subnets: { 'snet-nodes': '10.240.0.0/22' } } },
            clusters: { aks: { subnet: 'spoke/snet-nodes', podCidrs: ['192.168.0.0/16'] } },
          },
        },
      ],
    },
  }),
  overlapRule({
    id: 'pod-cidr-inside-vnet-space',
    silencedBy: ['change-overlay-pod-cidr'],
    title: 'Pod CIDR inside the address space of its own network',
    severity: 'W',
    range: 'pod',
    against: 'ownSpace',
    consequence: () =>
      ', its own network, but no subnet of it: accepted since October 2024, but any later subnet there collides.',
    why: 'Until October 2024 AKS refused a pod CIDR inside the network (NetworkProfileCIDROverlapVNET). Today only overlaps with subnets are refused. The next subnet made in that part of the network would be hidden by the pods, so keep the ranges apart.',
    sources: [
      { key: 'REL', section: '2024-10-25' },
      { key: 'ISS', section: 'Azure/AKS-Construction 403' },
      { key: 'UPD' },
    ],
    examples: {
      failing: [
        {
          title: 'Pods 10.240.100.0/22 in 10.240.0.0/16, no subnet there',
          plan: {
            networks: { spoke: { prefixes: ['10.240.0.0/16'], subnets: { 'snet-nodes': '10.240.0.0/22' } } },
            clusters: { aks: { subnet: 'spoke/snet-nodes', podCidrs: ['10.240.100.0/22'] } },
          },
          targets: ['aks'],
          alsoFires: ['pod-cidr-headroom'],
        },
      ],
      passing: [
        {
          title: 'Pods 192.168.0.0/16',
          plan: {
            networks: { spoke: { prefixes: ['10.240.0.0/16'], subnets: { 'snet-nodes': '10.240.0.0/22' } } },
            clusters: { aks: { subnet: 'spoke/snet-nodes', podCidrs: ['192.168.0.0/16'] } },
          },
        },
        {
          title: 'AKS-managed network of 2021: 10.0.0.0/8 holds the defaults',
          plan: {
            networks: {
              'aks-vnet': { prefixes: ['10.0.0.0/8'], managedByAks: true, subnets: { 'aks-subnet': '10.240.0.0/16' } },
            },
            clusters: { aks: { subnet: 'aks-vnet/aks-subnet', podCidrs: ['10.244.0.0/16'] } },
          },
        },
      ],
    },
  }),
  overlapRule({
    id: 'pod-cidr-overlaps-peered-vnet',
    title: 'Pod CIDR overlaps a directly connected network',
    severity: 'E2',
    range: 'pod',
    against: 'neighbours',
    consequence: (view) =>
      `, connected with ${view.network?.space.name ?? 'its network'}: traffic to it is swallowed by the pod network.`,
    why: 'The pod CIDR must not overlap any directly connected network: a pod that calls an address there is sent into the cluster instead. Azure does not refuse it; the calls simply fail.',
    sources: [{ key: 'OV' }, { key: 'S1' }],
    examples: {
      failing: [
        {
          title: 'Peer 192.168.4.0/24 and pods 192.168.0.0/16',
          plan: {
            networks: {
              spoke: { prefixes: ['10.240.0.0/16'], subnets: { 'snet-nodes': '10.240.0.0/22' } },
              hub: { prefixes: ['192.168.4.0/24'] },
            },
            peerings: [['hub', 'spoke']],
            clusters: { aks: { subnet: 'spoke/snet-nodes', podCidrs: ['192.168.0.0/16'] } },
          },
          targets: ['aks'],
        },
      ],
      passing: [
        {
          title: 'Pods 10.244.0.0/16',
          plan: {
            networks: {
              spoke: { prefixes: ['10.240.0.0/16'], subnets: { 'snet-nodes': '10.240.0.0/22' } },
              hub: { prefixes: ['192.168.4.0/24'] },
            },
            peerings: [['hub', 'spoke']],
            clusters: { aks: { subnet: 'spoke/snet-nodes', podCidrs: ['10.244.0.0/16'] } },
          },
        },
      ],
    },
  }),
  overlapRule({
    id: 'pod-cidr-overlaps-onprem',
    title: 'Pod CIDR overlaps an on-premises site',
    severity: 'E2',
    range: 'pod',
    against: 'sites',
    consequence: () =>
      ': pods cannot reach that part of the site; move the pod CIDR, or translate the addresses of the site.',
    why: 'The overlay swallows every address of the pod CIDR. Clients and servers of the site with such addresses cannot be reached from pods.',
    sources: [{ key: 'OV' }, { key: 'S1' }],
    examples: {
      failing: [
        {
          title: 'Site 192.168.0.0/20 behind the network of pods 192.168.0.0/16',
          plan: {
            networks: {
              spoke: {
                prefixes: ['10.240.0.0/16'],
                subnets: { 'snet-nodes': '10.240.0.0/22', GatewaySubnet: '10.240.4.0/27' },
              },
            },
            gateways: { vgw: { network: 'spoke', kind: 'vpn', sku: 'VpnGw1' } },
            sites: { hq: { prefixes: ['192.168.0.0/20'], via: ['vgw'] } },
            clusters: { aks: { subnet: 'spoke/snet-nodes', podCidrs: ['192.168.0.0/16'] } },
          },
          targets: ['aks'],
        },
      ],
      passing: [
        {
          title: 'Site 10.50.0.0/20',
          plan: {
            networks: {
              spoke: {
                prefixes: ['10.240.0.0/16'],
                subnets: { 'snet-nodes': '10.240.0.0/22', GatewaySubnet: '10.240.4.0/27' },
              },
            },
            gateways: { vgw: { network: 'spoke', kind: 'vpn', sku: 'VpnGw1' } },
            sites: { hq: { prefixes: ['10.50.0.0/20'], via: ['vgw'] } },
            clusters: { aks: { subnet: 'spoke/snet-nodes', podCidrs: ['192.168.0.0/16'] } },
          },
        },
      ],
    },
  }),
  overlapRule({
    id: 'pod-cidr-overlaps-indirect-network',
    title: 'Pod CIDR overlaps a network behind an appliance',
    severity: 'W',
    range: 'pod',
    against: 'indirect',
    consequence: (_view, hits) => `${throughWhat(hits)}: it becomes unreachable from pods.`,
    why: 'The documentation speaks of directly connected networks, and warns of any external address inside the pod CIDR. A network that a route leads to is reached from nodes, but not from pods, when its addresses lie in the pod CIDR.',
    sources: [{ key: 'OV', section: 'important box' }],
    examples: {
      failing: [
        {
          title: 'Spoke 10.244.8.0/24 behind the hub firewall, pods 10.244.0.0/16',
          plan: indirect('10.244.8.0/24'),
          targets: ['aks'],
        },
      ],
      passing: [
        { title: 'Spoke 10.3.8.0/24', plan: indirect('10.3.8.0/24') },
        {
          title: 'The route to the firewall is on another subnet than the nodes',
          plan: indirect('10.244.8.0/24', 'snet-vm'),
          alsoFires: ['pod-cidr-overlaps-unconnected-network'],
        },
      ],
    },
  }),
];

/** @param routed the subnet of the cluster's network that sends everything to the firewall */
function indirect(spoke: string, routed: 'snet-nodes' | 'snet-vm' = 'snet-nodes'): PlanSketch {
  const table = (subnet: string) => (subnet === routed ? { routeTable: 'rt-1' } : {});
  return {
    networks: {
      hub: { prefixes: ['10.0.0.0/22'], subnets: { AzureFirewallSubnet: '10.0.1.0/26' } },
      'spoke-1': {
        prefixes: ['10.1.0.0/16'],
        subnets: {
          'snet-nodes': { prefixes: ['10.1.0.0/24'], ...table('snet-nodes') },
          'snet-vm': { prefixes: ['10.1.1.0/24'], ...table('snet-vm') },
        },
      },
      'spoke-2': { prefixes: [spoke], subnets: { 'snet-2': { prefixes: [spoke], routeTable: 'rt-2' } } },
    },
    firewalls: { fw: { network: 'hub', privateIp: '10.0.1.4' } },
    routeTables: { 'rt-1': { routes: { '0.0.0.0/0': '10.0.1.4' } }, 'rt-2': { routes: { '0.0.0.0/0': '10.0.1.4' } } },
    peerings: [
      { a: 'hub', b: 'spoke-1', aToB: { allowForwardedTraffic: true }, bToA: { allowForwardedTraffic: true } },
      { a: 'hub', b: 'spoke-2', aToB: { allowForwardedTraffic: true }, bToA: { allowForwardedTraffic: true } },
    ],
    clusters: {
      aks: {
        subnet: 'spoke-1/snet-nodes',
        outboundType: routed === 'snet-nodes' ? 'userDefinedRouting' : 'loadBalancer',
      },
    },
  };
}
