/** One side of a disagreement: what it says, and the keys of `SOURCES` that say it. */
export interface Statement {
  readonly text: string;
  readonly sources: readonly string[];
}

/** A matter on which Microsoft's pages disagree, or changed over time, and which of them Netwright goes by. */
export interface Disagreement {
  /** Number in the rule catalogue, section 17. */
  readonly id: string;
  readonly topic: string;
  readonly older: Statement;
  readonly newer: Statement;
  /** What Netwright uses. */
  readonly used: string;
  /** Rules whose answer depends on it. */
  readonly rules: readonly string[];
}

const says = (text: string, ...sources: readonly string[]): Statement => ({ text, sources });

/** Every known disagreement. @source rule catalogue, section 17; D41 to D45: its review, table E8 */
export const DISAGREEMENTS: readonly Disagreement[] = [
  {
    id: 'D1',
    topic: 'Network plug-in when none is named',
    older: says('kubenet', 'S2'),
    newer: says('Azure CNI Overlay', 'OVH'),
    used: 'Overlay. The plug-in azure without a mode is still Node Subnet.',
    rules: [],
  },
  {
    id: 'D2',
    topic: 'Windows pools with Overlay',
    older: says('Linux only; then Windows Server 2019 and 2022', 'S2', 'S1'),
    newer: says('Windows Server 2022 and 2025', 'OV'),
    used: 'Windows Server 2022 and 2025.',
    rules: ['win2019-retirement', 'win2022-retirement'],
  },
  {
    id: 'D3',
    topic: 'Application Gateway ingress controller with Overlay',
    older: says('not supported', 'S2'),
    newer: says('supported, without conditions in one table and with hard ones on the page of its own', 'CNI', 'AGIC'),
    used: 'Supported under the conditions of its own page.',
    rules: [
      'agic-overlay-version',
      'agic-overlay-subnet-size',
      'agic-overlay-delegation',
      'agic-overlay-same-vnet',
      'agic-overlay-cloud',
      'agic-overlay-one-deployment',
    ],
  },
  {
    id: 'D4',
    topic: 'Dynamic pod addresses on Windows',
    older: says('Linux only', 'S2'),
    newer: says('supported since January 2023', 'REL', 'PS', 'DYN'),
    used: 'Supported.',
    rules: [],
  },
  {
    id: 'D5',
    topic: 'What the range of a pod subnet is',
    older: says('a range of the cluster', 'S2'),
    newer: says('addresses of a subnet of the virtual network', 'S0', 'S3', 'PS'),
    used: 'Addresses of the virtual network.',
    rules: ['pod-subnet-capacity', 'static-pod-subnet-capacity'],
  },
  {
    id: 'D6',
    topic: 'Private Link Service with Pod Subnet',
    older: says('not with dynamic allocation', 'S2'),
    newer: says('not with static block allocation', 'PS', 'STA'),
    used: 'Not with static block allocation; dynamic is fine.',
    rules: ['combo-static-pls'],
  },
  {
    id: 'D7',
    topic: 'Layer 7 policies and Hubble with Cilium',
    older: says('not available', 'S1', 'S2'),
    newer: says('part of Advanced Container Networking Services', 'ACNS'),
    used: 'Available from the Kubernetes versions that Advanced Container Networking Services names.',
    rules: ['combo-acns-security', 'combo-acns-l7-scale'],
  },
  {
    id: 'D8',
    topic: 'Cilium on Node Subnet',
    older: says('preview since early 2025', 'CIL'),
    newer: says('supported, with command line 2.69 or newer', 'CIL', 'UPD'),
    used: 'Supported.',
    rules: [],
  },
  {
    id: 'D9',
    topic: 'Static block allocation',
    older: says('preview, to be registered', 'S3', 'S4', 'STA'),
    newer: says('generally available since 2025-07-20', 'REL'),
    used: 'Generally available.',
    rules: ['combo-static-k8s'],
  },
  {
    id: 'D10',
    topic: 'Addresses Azure keeps of every subnet',
    older: says('the first three', 'S1', 'KUB'),
    newer: says('five', 'VFAQ', 'OV'),
    used: 'Five; a /24 holds 251.',
    rules: ['node-subnet-capacity', 'subnet-full', 'subnet-reserved-address'],
  },
  {
    id: 'D11',
    topic: 'Pods of a cluster with Overlay',
    older: says('250,000', 'S0', 'PLAN'),
    newer: says('200,000, and node and pod limits are not to be multiplied', 'BIG', 'OV'),
    used: 'A warning from 200,000.',
    rules: ['cluster-pod-limit', 'cluster-pod-product'],
  },
  {
    id: 'D12',
    topic: 'Addresses of a virtual network',
    older: says('64,000 or 65,000', 'S0', 'PS'),
    newer: says('65,536', 'LIM', 'IPP'),
    used: '65,536.',
    rules: ['vnet-private-ip-count'],
  },
  {
    id: 'D13',
    topic: 'Pods per node with Pod Subnet when nothing is set',
    older: says('250', 'DYN'),
    newer: says('110', 'IPP'),
    used: 'Ranges are sized with 250, the safe side; set the figure, it is fixed at creation.',
    rules: ['pool-maxpods-default', 'pod-subnet-capacity', 'static-pod-subnet-capacity'],
  },
  {
    id: 'D14',
    topic: 'Surge when nothing is set',
    older: says('one node', 'UPG', 'LEG'),
    newer: says('10 % for new clusters from Kubernetes 1.28 and all from 1.32', 'REL'),
    used: '10 %.',
    rules: ['pool-surge-advice', 'capacity-surge-only', 'pool-surge-over-1000'],
  },
  {
    id: 'D15',
    topic: 'Growing the pod CIDR of Overlay',
    older: says('can only be made larger, no conditions named', 'S1'),
    newer: says('to a range that holds the old one, on Linux-only clusters', 'OVX', 'REL'),
    used: 'Allowed for Linux-only Overlay clusters.',
    rules: ['pod-cidr-expand'],
  },
  {
    id: 'D16',
    topic: 'End of kubenet',
    older: says('no date', 'S1', 'S2', 'S3'),
    newer: says('2028-03-31', 'RET', 'KUB'),
    used: '2028-03-31.',
    rules: ['kubenet-retirement'],
  },
  {
    id: 'D17',
    topic: 'End of Azure Network Policy Manager',
    older: says('no date', 'S1', 'S2', 'S3'),
    newer: says('2026-09-30 on Windows nodes, 2028-09-30 on Linux nodes', 'RET', 'POL'),
    used: 'The dates by operating system.',
    rules: ['npm-linux-retirement', 'npm-windows-retirement'],
  },
  {
    id: 'D18',
    topic: 'Availability sets',
    older: says('not with Overlay', 'S1'),
    newer: says('out of support for every cluster since 2025-09-30', 'RET'),
    used: 'Refused for new clusters.',
    rules: ['vmas-retirement', 'combo-overlay-vmas'],
  },
  {
    id: 'D19',
    topic: 'IPv6 ranges when none are given',
    older: says('fd12:3456:789a::/64 for pods and fd12:3456:789a:1::/108 for services', 'DUAL', 'KUB'),
    newer: says('unique local ranges chosen at random', 'REL'),
    used: 'Give them; the fixed ones are proposed.',
    rules: ['pod-cidr-ipv6'],
  },
  {
    id: 'D20',
    topic: 'Routes of a table and peerings of a network',
    older: says('400 routes and 500 peerings', 'LIM'),
    newer: says('1,000 of each when Virtual Network Manager manages them', 'AVNM'),
    used: '400 and 500, or 1,000 where the plan says that Virtual Network Manager manages them.',
    rules: ['route-count', 'peering-count'],
  },
  {
    id: 'D21',
    topic: 'Largest network and subnet',
    older: says('/8', 'VFAQ19', 'IPP'),
    newer: says('/2', 'VFAQ'),
    used: 'Larger than /2 is an error, larger than /8 a warning.',
    rules: ['vnet-prefix-too-large', 'subnet-too-large'],
  },
  {
    id: 'D22',
    topic: 'Smallest GatewaySubnet',
    older: says('/29', 'GWS'),
    newer: says('/27 for every SKU but Basic', 'GWS'),
    used: '/27; /29 for the Basic SKU only.',
    rules: ['gateway-subnet-size'],
  },
  {
    id: 'D23',
    topic: 'Smallest RouteServerSubnet',
    older: says('/27', 'RSFAQ'),
    newer: says('/26', 'RS'),
    used: '/26.',
    rules: ['routeserver-subnet-size'],
  },
  {
    id: 'D24',
    topic: 'Smallest AzureBastionSubnet',
    older: says('/27, before 2021-11-02', 'BAS'),
    newer: says('/26', 'BAS'),
    used: '/26; hosts that exist on /27 get a warning.',
    rules: ['bastion-subnet-size'],
  },
  {
    id: 'D25',
    topic: 'Direction of the flow between nodes and pods with Overlay',
    older: says('from the nodes to the pod CIDR', 'OV', 'S1'),
    newer: says('from the pods to the nodes', 'NET'),
    used: 'Both directions must be open.',
    rules: ['nsg-required-flow-blocked'],
  },
  {
    id: 'D26',
    topic: 'Source address of pods in subnets',
    older: says('never translated', 'S3', 'S4'),
    newer: says('Node Subnet translates outside the virtual network, Pod Subnet keeps the address of the pod', 'CNI'),
    used: 'What the page of 2026 says.',
    rules: [],
  },
  {
    id: 'D27',
    topic: 'What virtual nodes need',
    older: says('notes that speak of kubenet and of another virtual network', 'VN'),
    newer: says('an example with subnets of one network and Azure CNI', 'VN'),
    used: 'Pods in subnets, and a delegated subnet of its own in the same network.',
    rules: ['combo-overlay-virtual-nodes', 'aci-subnet'],
  },
  {
    id: 'D28',
    topic: 'Changing the service CIDR',
    older: says('fixed when the cluster is made', 'TS'),
    newer: says('ranges can be added from Kubernetes 1.33', 'OV', 'LEG', 'IPP'),
    used: 'Fixed below 1.33, from there additions only.',
    rules: ['service-cidr-immutable'],
  },
  {
    id: 'D29',
    topic: 'Application Gateway for Containers with Overlay',
    older: says('preview, controller 1.5.2', 'AGC'),
    newer: says('generally available, controller 1.7.9 or newer', 'AGC'),
    used: 'Generally available from controller 1.7.9.',
    rules: ['agc-controller-version'],
  },
  {
    id: 'D30',
    topic: 'How the managed NAT gateway V2 is written',
    older: says('outbound type managedNATGatewayV2', 'EGR'),
    newer: says('SKU standardV2 under managedNATGateway', 'REL'),
    used: 'Both spellings mean the same.',
    rules: ['egress-natv2-preview'],
  },
  {
    id: 'D31',
    topic: 'Outbound internet access',
    older: says('always needed', 'S3', 'S4', 'CNI'),
    newer: says('not by network-isolated clusters', 'ISO'),
    used: 'A warning unless the cluster is network-isolated.',
    rules: ['egress-internet-needed', 'egress-none-block-scope'],
  },
  {
    id: 'D32',
    topic: 'Pod CIDR inside the virtual network',
    older: says('with no range of the network, for the change to Overlay', 'UPD'),
    newer: says('only existing subnets are refused', 'REL'),
    used: 'An error over a subnet, a warning over free space of the network, an error for a change to Overlay.',
    rules: ['pod-cidr-overlaps-subnet', 'pod-cidr-inside-vnet-space', 'change-overlay-pod-cidr'],
  },
  {
    id: 'D33',
    topic: 'Smallest system pool',
    older: says('one node with 2 vCPU and 4 GB is accepted', 'QUO'),
    newer: says('two nodes, three advised, with 4 vCPU and 4 GB', 'NP'),
    used: 'A warning below two nodes and below 4 vCPU.',
    rules: ['pool-system-min-nodes', 'pool-system-vm'],
  },
  {
    id: 'D34',
    topic: 'Calico on Windows Server 2025',
    older: says('the table names 2019 and 2022', 'POL'),
    newer: says('2025 becomes the default', 'RET'),
    used: 'A warning.',
    rules: ['combo-calico-win2025'],
  },
  {
    id: 'D35',
    topic: 'Read permission of a custom role',
    older: says('subnets/read always', 'S3', 'LEG'),
    newer: says('only with own subnets or ranges', 'S4', 'CNI'),
    used: 'All three permissions are asked for.',
    rules: ['identity-byo-subnet'],
  },
  {
    id: 'D36',
    topic: 'Nodes of a cluster',
    older: says('1,000', 'LIMK'),
    newer: says('5,000 with the Standard tier', 'REL', 'LIMK', 'BIG'),
    used: '5,000 a cluster, 1,000 a pool.',
    rules: ['cluster-node-limit', 'cluster-node-limit-free', 'pool-node-limit'],
  },
  {
    id: 'D37',
    topic: 'Private endpoints of a network',
    older: says('1,000', 'LIM'),
    newer: says('5,000 with High Scale Private Endpoints', 'PEHS'),
    used: '1,000, or 5,000 where the plan says high scale.',
    rules: ['pe-per-vnet', 'pe-per-peer-group'],
  },
  {
    id: 'D38',
    topic: 'Application Gateway ingress controller with kubenet',
    older: says('supported', 'S4', 'CNI'),
    newer: says("only with the cluster's route table on the subnet of the gateway", 'AGIC'),
    used: 'Supported with that route table.',
    rules: ['route-agw-kubenet'],
  },
  {
    id: 'D39',
    topic: 'Dual-stack kubenet',
    older: says('generally available since 2023-04-16', 'REL', 'S2'),
    newer: says('dual-stack demands Overlay', 'DUAL'),
    used: 'Information; the retirement of kubenet says the rest.',
    rules: ['combo-dual-kubenet'],
  },
  {
    id: 'D40',
    topic: 'Range of a network that AKS makes',
    older: says('10.240.0.0/16 inside 10.0.0.0/8', 'S1'),
    newer: says('10.224.0.0/12 with nodes in 10.224.0.0/16; the release note is garbled', 'REL'),
    used: '10.224.0.0/12; the older one is known on clusters that exist.',
    rules: ['service-cidr-inside-vnet', 'pod-cidr-inside-vnet-space'],
  },
  {
    id: 'D41',
    topic: 'What "allow forwarded traffic" does',
    older: says('traffic that was not sent by the peer itself is dropped without it', 'PEER'),
    newer: says('it only changes what the tag VirtualNetwork covers', 'PEER2'),
    used: 'Both links of a transit path should have it: an error where transit is declared, else a warning.',
    rules: ['peering-transit-forwarded'],
  },
  {
    id: 'D42',
    topic: 'Default route of user-defined routing',
    older: says('private clusters may learn it by BGP', 'REL'),
    newer: says('a route 0.0.0.0/0 must be in the table', 'UDR', 'EGR'),
    used: 'An error for planned public clusters, a warning where BGP may bring it.',
    rules: ['egress-udr-no-default'],
  },
  {
    id: 'D43',
    topic: 'Node auto-provisioning with dynamic Pod Subnet',
    older: says('all but Calico and kubenet', 'REL'),
    newer: says('dynamic allocation is not supported', 'NAP'),
    used: 'Must not be done, though it is not refused.',
    rules: ['combo-nap-ipam'],
  },
  {
    id: 'D44',
    topic: 'Several prefixes on a subnet',
    older: says('AKS has a refusal code for it', 'ERR'),
    newer: says('generally available, the preview note is gone', 'MPX25'),
    used: 'Information on a subnet, an error on a subnet of a cluster.',
    rules: ['subnet-multi-prefix', 'subnet-multi-prefix-aks'],
  },
  {
    id: 'D45',
    topic: 'Whether surge nodes count when a cluster is made',
    older: says('maximum plus one node of every pool was counted', 'ISS'),
    newer: says('surge counts only when an upgrade starts', 'TSI'),
    used: 'Maxima must fit at creation; surge that does not fit fails the next upgrade.',
    rules: ['capacity-surge-only', 'node-subnet-capacity'],
  },
];

const NONE: readonly Disagreement[] = [];
const byRule: ReadonlyMap<string, readonly Disagreement[]> = (() => {
  const map = new Map<string, Disagreement[]>();
  for (const disagreement of DISAGREEMENTS)
    for (const rule of disagreement.rules) {
      const list = map.get(rule);
      if (list === undefined) map.set(rule, [disagreement]);
      else list.push(disagreement);
    }
  return map;
})();

/** Disagreements a rule's answer depends on; empty for most rules. */
export function disagreementsOf(rule: string): readonly Disagreement[] {
  return byRule.get(rule) ?? NONE;
}
